//! `/imports/{id}`: how far an import is and what came of it; and what was refused, as a file.

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;
use zgoda_formats::csv_safe::write_record;
use zgoda_law::InformationDuty;
use zgoda_store::{Import, ImportId};
use zgoda_text::Text;

use super::{in_rows, line, list, next_step};
use crate::app::App;
use crate::page::{Answer, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::{Upload, Work};
use crate::views::frame::Section;
use crate::views::imports::{ImportReportPage, ImportState, Recognised, Refusal};
use crate::views::parts::{Link, Notice, Progress, Tone};
use crate::words;

/// Refused rows that are named on the screen for each reason.
const NAMED: usize = 8;
/// Refused rows that are looked through for those.
const LOOKED_AT: u32 = 5_000;
/// Refused rows in the file.
const IN_FILE: u32 = 5_000_000;

/// What was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: String,
    gone: u64,
    held: u64,
}

/// `GET /imports/{id}`: the random id of a file, or the number of an import.
pub async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        if let Some(upload) = app.uploads.get(&id, reader.account.id) {
            return of_upload(app, &reader, &upload);
        }
        let id: ImportId = id.parse().map_err(|_| Trouble::NotFound)?;
        show(app, &reader, app.store.import(id)?, notice(app, reader.t(), id, &wish)?, None)
    })
    .await
}

/// A file that comes in now, or could not.
fn of_upload(app: &App, reader: &Reader, upload: &Upload) -> Answer {
    let work = upload.look().work.clone();
    let t = reader.t();
    let (state, at, counts, stopped) = match work {
        Work::Running { at, .. } => (ImportState::Running, in_rows(at), list::counts(&at.counts), None),
        Work::Failed { import: None, why } => {
            let why = why.unwrap_or_else(|| t.message_unexpected().to_owned());
            let nothing = Progress { done: 0, total: 0 };
            (ImportState::Stopped, nothing, Default::default(), Some(t.import_not_begun(why)))
        }
        _ => return Ok(go(&next_step(upload))),
    };
    Ok(html(&ImportReportPage {
        frame: reader.frame(app, Section::Imports, None)?,
        id: upload.id.clone(),
        file: line(t, upload),
        state,
        progress: at,
        counts,
        refusals: Vec::new(),
        owed_notice: 0,
        doing: t.import_running(),
        retry: stopped.as_ref().and(upload.input()).map(|_| format!("/imports/{}/source", upload.id)),
        stopped,
        can_undo: false,
        problem: None,
    }))
}

/// The page of an import that stands in the store.
pub fn show(
    app: &App,
    reader: &Reader,
    import: Import,
    notice: Option<Notice>,
    problem: Option<String>,
) -> Answer {
    let t = reader.t();
    let upload = app.uploads.behind(import.id).filter(|upload| upload.owner == reader.account.id);
    let undoing = app.uploads.undo_of(import.id);
    let state = list::state(app, &import);
    let progress =
        undoing.map_or(Progress { done: 0, total: 0 }, |at| Progress { done: at.done, total: at.total });
    Ok(html(&ImportReportPage {
        frame: reader.frame(app, Section::Imports, notice)?,
        id: import.id.to_string(),
        file: file(app, t, &import, upload.as_deref())?,
        state,
        progress,
        counts: list::counts(&import.counts),
        refusals: refusals(app, import.id)?,
        owed_notice: if state == ImportState::Undone { 0 } else { owed(app, &import)? },
        doing: if undoing.is_some() { t.import_undoing() } else { t.import_running() },
        stopped: (state == ImportState::Stopped).then(|| stopped(t, upload.as_deref())),
        retry: None,
        can_undo: matches!(state, ImportState::Done | ImportState::Stopped),
        problem,
    }))
}

fn stopped(t: Text, upload: Option<&Upload>) -> String {
    let why = upload.and_then(|upload| match &upload.look().work {
        Work::Failed { why, .. } => why.clone(),
        _ => None,
    });
    t.import_stopped(why.unwrap_or_else(|| t.message_unexpected().to_owned()))
}

/// The file, while its name is remembered; then the source.
fn file(app: &App, t: Text, import: &Import, upload: Option<&Upload>) -> Result<Recognised, Trouble> {
    let rows = Some(import.counts.rows);
    if let Some(upload) = upload {
        return Ok(Recognised { rows, ..line(t, upload) });
    }
    let source = app.store.source(import.source)?;
    let format = t.source(source.kind).to_owned();
    Ok(Recognised { name: source.name, bytes: None, format, encoding: None, rows })
}

fn refusals(app: &App, id: ImportId) -> Result<Vec<Refusal>, Trouble> {
    let named = app.store.refusals(id, LOOKED_AT)?;
    let lines =
        |code: &str| named.iter().filter(|(_, of)| of == code).map(|(line, _)| *line).take(NAMED).collect();
    let mut refusals: Vec<Refusal> = app
        .store
        .refusal_counts(id)?
        .into_iter()
        .map(|(code, rows)| Refusal { lines: lines(&code), code, rows })
        .collect();
    refusals.sort_by_key(|refusal| std::cmp::Reverse(refusal.rows));
    Ok(refusals)
}

/// People who came in and must be told within a month. Whether they were told at collection is the same for all.
fn owed(app: &App, import: &Import) -> Result<u64, Trouble> {
    if app.store.source(import.source)?.duty != InformationDuty::Article14 {
        return Ok(0);
    }
    let Some(first) = app.store.people_of_import(import.id)?.first().copied() else { return Ok(0) };
    let person = app.store.person_by_ordinal(first)?;
    let due = |notice: &zgoda_store::Notice| notice.source == import.source && !notice.status.is_met();
    Ok(if person.notices.iter().any(due) { import.counts.imported } else { 0 })
}

/// What is said above the report: what was just done, or what came of a chat.
fn notice(app: &App, t: Text, id: ImportId, wish: &Wish) -> Result<Option<Notice>, Trouble> {
    if wish.done == "undone" {
        let held = (wish.held > 0).then(|| t.import_undone_held(wish.held));
        let title = t.import_undone_notice(wish.gone);
        return Ok(Some(Notice { tone: Tone::Allow, title, text: held, action: None }));
    }
    let Some(upload) = app.uploads.behind(id) else { return Ok(None) };
    let state = upload.look();
    let Work::DoneThread { person, messages, offer, .. } = &state.work else { return Ok(None) };
    let text = match offer {
        None => None,
        Some(Ok(())) => Some(t.import_thread_offer_done().to_owned()),
        Some(Err(codes)) => Some(t.import_thread_offer_refused(words::refusals(t, codes))),
    };
    let tone = if matches!(offer, Some(Err(_))) { Tone::Wait } else { Tone::Allow };
    let action = Some(Link::new(t.import_thread_person(), format!("/people/{person}")));
    Ok(Some(Notice { tone, title: t.import_thread_done(*messages), text, action }))
}

/// `GET /imports/{id}/refused.csv`: numbers of rows and reasons, never a value.
pub async fn refused(State(app): State<App>, Path(id): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let id: ImportId = id.parse().map_err(|_| Trouble::NotFound)?;
        let t = reader.t();
        app.store.import(id)?;
        // Spreadsheets take a file without the mark for one of the local code page.
        let mut text = String::from('\u{feff}');
        write_record([t.import_csv_row(), t.import_csv_code(), t.import_csv_reason()], ';', &mut text);
        for (row, code) in app.store.refusals(id, IN_FILE)? {
            write_record([row.to_string().as_str(), &code, t.refusal(&code)], ';', &mut text);
        }
        let name = format!("attachment; filename=\"refused-{id}.csv\"");
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ];
        Ok((headers, text).into_response())
    })
    .await
}
