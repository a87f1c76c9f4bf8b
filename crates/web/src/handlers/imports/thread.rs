//! `/imports/{id}/thread`: one chat of a messenger, without what was said in it.

use std::sync::Arc;

use axum::extract::{Path, State};
use jiff::civil::Date;
use zgoda_formats::Recognised;
use zgoda_intake::messenger::{ThreadOptions, ThreadReport, import_thread, participants};
use zgoda_intake::{By, ImportPlan, IntakeError, RequestedOffer, SourceKind, requested_offer};
use zgoda_law::Channel;
use zgoda_law::calendar::{day_of, start_of_day};

use super::{form, line, next_step, own, run};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::{Upload, Work};
use crate::views::frame::Section;
use crate::views::imports::ImportThreadPage;
use crate::views::parts::Input;
use crate::words;

/// Channels on which an offer can be wanted.
const CHANNELS: [Channel; 3] = [Channel::MessengerDm, Channel::Email, Channel::Sms];

/// `GET /imports/{id}/thread`
pub async fn page(State(app): State<App>, Path(id): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        if !matches!(upload.kind, Recognised::Messenger(_)) || !matches!(upload.look().work, Work::Draft) {
            return Ok(go(&next_step(&upload)));
        }
        show(app, &reader, &upload, &Posted::default(), None)
    })
    .await
}

/// `POST /imports/{id}/thread`
pub async fn submit(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let t = reader.t();
        let plan = match form::plan(app, &form, SourceKind::Messenger.card(), None) {
            Ok(plan) => plan,
            Err(refusal) => {
                let problem = t.import_refused_plan(words::refusals(t, &refusal.codes));
                return show(app, &reader, &upload, &form, Some(problem));
            }
        };
        let since = app.now();
        if !upload.begin_thread(since) {
            return Ok(go(&next_step(&upload)));
        }
        let by = By::staff(&reader.account, &reader.session, since);
        match bring_in(app, by, &upload, &plan, &form) {
            Ok(work) => upload.end(work),
            Err(error) => match words::not_collected(t, &error) {
                Some(problem) => {
                    upload.again();
                    return show(app, &reader, &upload, &form, Some(problem));
                }
                None => upload.end(run::failed(&reader, &error)),
            },
        }
        Ok(go(&next_step(&upload)))
    })
    .await
}

fn bring_in(
    app: &App,
    by: By<'_>,
    upload: &Arc<Upload>,
    plan: &ImportPlan,
    form: &Posted,
) -> Result<Work, IntakeError> {
    let input = upload.input().ok_or(IntakeError::NotATable)?;
    let options = ThreadOptions { me: form.get("me").to_owned(), contacts_from_text: form.has("contacts") };
    let report = import_thread(&app.store, by, &input, plan, &options)?;
    Ok(Work::DoneThread {
        import: report.import,
        person: report.person,
        messages: report.messages as u64,
        offer: offer(app, by, &report, plan, form),
    })
}

/// Records the offer that was asked for, if one was named.
fn offer(
    app: &App,
    by: By<'_>,
    report: &ThreadReport,
    plan: &ImportPlan,
    form: &Posted,
) -> Option<Result<(), Vec<&'static str>>> {
    let name = form.get("offer");
    if name.is_empty() {
        return None;
    }
    let day = |field: &str| form.get(field).parse::<Date>().ok();
    // On the day of asking itself, the moment of the last message is not in the future.
    let asked_at = match day("asked") {
        Some(asked) if asked != day_of(report.last_inbound) => start_of_day(asked),
        _ => report.last_inbound,
    };
    let wish = RequestedOffer {
        offer: name.to_owned(),
        channel: Channel::from_name(form.get("offer_channel")).unwrap_or(Channel::MessengerDm),
        asked_at,
        not_before: day("not_before").map(start_of_day),
        source: report.source,
        informed: plan.informed,
    };
    Some(match requested_offer(&app.store, by, report.person, &wish) {
        Ok(_) => Ok(()),
        Err(IntakeError::Refused(refusal)) => Err(refusal.codes),
        Err(error) => {
            eprintln!("zgoda: {error}");
            Err(Vec::new())
        }
    })
}

fn show(app: &App, reader: &Reader, upload: &Upload, form: &Posted, problem: Option<String>) -> Answer {
    let input = upload.input().ok_or(Trouble::NotFound)?;
    let participants = participants(&input).map_err(|_| Trouble::Unexpected)?;
    let frame = reader.frame(app, Section::Imports, None)?;
    let typed = |name: &str| Input { value: form.get(name).to_owned(), problem: None };
    let fresh = form.get("csrf").is_empty();
    let mut purposes = form::purposes(app, reader, &[], Some(SourceKind::Messenger.card()))?;
    if !fresh {
        for choice in &mut purposes {
            choice.on = form.all("purpose").any(|name| name == choice.name);
        }
    }
    let wanted = Channel::from_name(form.get("offer_channel")).unwrap_or(Channel::MessengerDm);
    Ok(html(&ImportThreadPage {
        id: upload.id.clone(),
        file: line(frame.t, upload),
        me: form.get("me").to_owned(),
        participants,
        origin: if fresh { Input { value: "Messenger".into(), problem: None } } else { typed("origin") },
        purposes,
        contacts: fresh || form.has("contacts"),
        informed: form.has("informed"),
        offer: typed("offer"),
        asked: typed("asked"),
        not_before: typed("not_before"),
        channels: CHANNELS.map(|channel| (channel, channel == wanted)).to_vec(),
        problem,
        frame,
    }))
}
