//! `POST /organisations/{id}/enrich`: asks the register, after the plan was shown.

use axum::extract::{Path, State};
use zgoda_enrich::{CONTACT, EnrichError, Found, Options, Registers, Report, Target, plan};
use zgoda_store::OrgId;
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;

/// `POST /organisations/{id}/enrich`
pub async fn submit(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let options = Options { with_persons: form.has("persons") };
        run(app, &reader, &Target::Organisation(OrgId(id)), options)
    })
    .await
}

/// Asks the register and goes to the firm.
pub fn run(app: &App, reader: &Reader, target: &Target, options: Options) -> Answer {
    let t = reader.t();
    let report = ask(app, reader, target, options).map_err(|error| trouble(t, error))?;
    let place = match report.org {
        Some(id) => format!("/organisations/{id}"),
        None => "/organisations".to_owned(),
    };
    Ok(go(&match report.found {
        Found::Found => {
            let facts = report.facts;
            let people = report.people.added.len();
            format!(
                "{place}?done=enriched&new={}&confirmed={}&ended={}&people={people}",
                facts.new, facts.confirmed, facts.ended
            )
        }
        Found::StruckOff { .. } => format!("{place}?done=org-struck-off"),
        Found::NotFound => format!("{place}?done=org-not-found"),
    }))
}

fn ask(app: &App, reader: &Reader, target: &Target, options: Options) -> Result<Report, EnrichError> {
    let contact = app.store.setting(CONTACT)?.unwrap_or_default();
    let registers = Registers::from_store(&app.store, &contact)?;
    let (actor, at) = (reader.actor(app), app.now());
    let plan = plan(&app.store, target, options, &actor, at)?;
    zgoda_enrich::run(&app.store, registers.krs()?, &plan, &actor, at)
}

/// What a failure is to the reader.
pub fn trouble(t: Text, error: EnrichError) -> Trouble {
    let safe = t.org_fail_register_safe().to_owned();
    let (happened, next) = match error {
        EnrichError::Store(error) => return error.into(),
        EnrichError::SwitchedOff(_) | EnrichError::KeyNeeded(_) => {
            (t.org_fail_off().to_owned(), t.org_fail_off_next())
        }
        EnrichError::OtherCompany => (t.org_fail_other().to_owned(), t.org_fail_other_next()),
        EnrichError::Refused(reasons) => {
            let reasons: Vec<&str> = reasons.iter().map(|reason| t.reason_short(reason.code)).collect();
            (t.org_fail_refused(reasons.join(", ")), t.org_fail_refused_next())
        }
        EnrichError::NoNumber => (t.org_no_number().to_owned(), t.org_fail_other_next()),
        EnrichError::GoesOn => (t.org_fail_goes_on().to_owned(), t.org_fail_goes_on_next()),
        EnrichError::Nobody { .. } | EnrichError::NoSuchSource(_) => return Trouble::NotFound,
        EnrichError::Switch(_) | EnrichError::Register(_) => {
            eprintln!("zgoda: {error}");
            (t.org_fail_register().to_owned(), t.org_fail_register_next())
        }
    };
    Trouble::Refused { happened, safe, next: next.to_owned() }
}
