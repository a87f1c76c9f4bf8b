//! `zgoda notices due | send | letters`: who must be told, telling them by mail, and letters for the others.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use serde_json::json;
use zgoda_law::SubjectId;
use zgoda_rights::inform::{
    MailServer, Window, letters_csv, letters_pdf, make_letters, open_letters, queue_emails, send_waiting,
    system_informs,
};
use zgoda_store::{NoticeFilter, Store};

use crate::cli::NoticesCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

/// Duties looked at in one go.
const AT_ONCE: u32 = 10_000;

pub fn run(installation: &Installation, command: NoticesCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    match command {
        NoticesCommands::Due => due(&store, screen),
        NoticesCommands::Send => send(&store, screen),
        NoticesCommands::Letters { file, recipient, days } => {
            letters(&store, screen, &file, &recipient, days)
        }
    }
}

fn due(store: &Store, screen: &Screen) -> Result<Exit, Failure> {
    let text = screen.text();
    let counts = store.notice_counts(now())?;
    let listed = store.notices_due(jiff::Timestamp::MAX, AT_ONCE)?;
    let rows: Vec<_> = listed
        .iter()
        .map(|row| json!({ "person": row.subject, "no": row.no, "due_at": row.due_at, "source": row.source_name }))
        .collect();
    let answer = json!({ "due": counts.due, "overdue": counts.overdue, "told": counts.told, "exempt": counts.exempt, "notices": rows });
    let lines = [
        (text.notices_overdue(), counts.overdue.to_string()),
        (text.notices_due(), counts.due.to_string()),
        (text.notices_told(), counts.told.to_string()),
        (text.notices_exempt_list(), counts.exempt.to_string()),
    ];
    screen.answer(&answer, &lines);
    for row in listed.iter().take(20) {
        screen.say(format!(
            "  {}  {}  {}",
            text.moment(row.due_at),
            row.subject,
            text.origin(&row.source_name)
        ));
    }
    Ok(Exit::Done)
}

fn send(store: &Store, screen: &Screen) -> Result<Exit, Failure> {
    let text = screen.text();
    let server =
        MailServer::load(store)?.ok_or_else(|| Failure::new(Kind::NotFound("mail server".into())))?;
    let queued = queue_emails(store, &system_informs(store, now())?, &everybody(store)?)?;
    let client = server.client(store)?;
    let sent = send_waiting(store, &server, &client, &now, AT_ONCE)?;
    let answer = json!({ "queued": queued.queued, "skipped": queued.skipped, "sent": sent });
    let lines = [
        (text.cli_notices_sent(), sent.sent.to_string()),
        (text.cli_notices_later(), sent.later.to_string()),
        (text.cli_notices_refused(), sent.refused.to_string()),
        (text.cli_notices_uncertain(), sent.uncertain.to_string()),
    ];
    screen.answer(&answer, &lines);
    match sent.trouble {
        Some(why) => {
            screen.say(text.find(&format!("mail-{}", why.name())).unwrap_or_default());
            Ok(Exit::Failed)
        }
        None => Ok(Exit::Done),
    }
}

/// Makes letters for everybody who waits and has an address, and writes them into a file that nobody else may read.
fn letters(store: &Store, screen: &Screen, file: &Path, recipient: &str, days: u16) -> Result<Exit, Failure> {
    let text = screen.text();
    let failed = |error| Failure::because(Kind::File(file.display().to_string()), error);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).map_err(failed)?;
    let who = system_informs(store, now())?;
    let (batch, bulk) = make_letters(store, &who, &everybody(store)?, recipient, days)?;
    let Some(batch) = batch else {
        drop(out);
        std::fs::remove_file(file).map_err(failed)?;
        screen
            .answer(&json!({ "letters": 0, "skipped": bulk.skipped }), &[(text.letters_count(), "0".into())]);
        return Ok(Exit::Done);
    };
    let opened = open_letters(store, &who, batch)?;
    let bytes = match file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        true => letters_pdf(store, batch, &opened, Window::Right, who.at)?,
        false => letters_csv(batch, &opened).into_bytes(),
    };
    out.write_all(&bytes).and_then(|()| out.sync_all()).map_err(failed)?;
    let answer = json!({ "batch": batch, "letters": opened.len(), "skipped": bulk.skipped });
    let lines =
        [(text.letters_batch(), format!("L{batch}")), (text.letters_count(), opened.len().to_string())];
    screen.answer(&answer, &lines);
    screen.say(text.letters_files_text());
    Ok(Exit::Done)
}

/// Everybody who is owed information.
fn everybody(store: &Store) -> Result<Vec<SubjectId>, Failure> {
    let (mut all, mut skip) = (Vec::new(), 0);
    for filter in [NoticeFilter::Overdue, NoticeFilter::Due] {
        loop {
            let page = store.notices_listed(filter, now(), skip, AT_ONCE)?;
            all.extend(page.iter().map(|row| row.subject));
            if page.len() < AT_ONCE as usize {
                break;
            }
            skip += AT_ONCE;
        }
        skip = 0;
    }
    Ok(all)
}
