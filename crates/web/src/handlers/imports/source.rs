//! `/imports/{id}/source`: where the rows come from and what for.

use axum::extract::{Path, State};
use jiff::civil::Date;
use zgoda_intake::{By, ConsentTerms, ImportPlan, PlannedSource, SourceCard};
use zgoda_law::SourceType;
use zgoda_law::calendar::day_of;

use super::{form, line, own};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::Upload;
use crate::views::frame::Section;
use crate::views::imports::ImportSourcePage;
use crate::views::parts::Input;
use crate::words;

/// What was said so far.
struct Said {
    card: Option<&'static SourceCard>,
    origin: String,
    collected: String,
    evidence: String,
    plan: Option<ImportPlan>,
}

/// `GET /imports/{id}/source`
pub async fn page(State(app): State<App>, Path(id): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let plan = upload.look().plan.clone();
        let said = before(app, plan)?;
        show(app, &reader, &upload, said, None)
    })
    .await
}

/// What was said before, where the user comes back to this step.
fn before(app: &App, plan: Option<ImportPlan>) -> Result<Said, Trouble> {
    let Some(plan) = plan else {
        let collected = day_of(app.now()).to_string();
        let (origin, evidence) = Default::default();
        return Ok(Said { card: None, origin, collected, evidence, plan: None });
    };
    let (kind, origin, evidence) = match &plan.source {
        PlannedSource::New { kind, name, evidence } => (kind.card().source, name.clone(), evidence.clone()),
        PlannedSource::Known(id) => {
            let source = app.store.source(*id)?;
            (source.kind, source.name, String::new())
        }
    };
    let collected = plan.occurred_on.map(|day| day.to_string()).unwrap_or_default();
    Ok(Said { card: card_of(kind), origin, collected, evidence, plan: Some(plan) })
}

fn card_of(source: SourceType) -> Option<&'static SourceCard> {
    form::cards().find(|card| card.source == source)
}

/// `POST /imports/{id}/source`
pub async fn submit(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let t = reader.t();
        let day: Option<Date> = form.get("collected").parse().ok();
        let card = SourceType::from_name(form.get("source")).and_then(card_of);
        let mut said = Said {
            card,
            origin: form.get("origin").to_owned(),
            collected: form.get("collected").to_owned(),
            evidence: form.get("evidence").to_owned(),
            plan: None,
        };
        let Some(card) = card else {
            return show(app, &reader, &upload, said, Some(t.refusal("source_missing").to_owned()));
        };
        let plan = match form::plan(app, &form, card, day) {
            Ok(plan) => plan,
            Err(refusal) => {
                let problem = t.import_refused_plan(words::refusals(t, &refusal.codes));
                return show(app, &reader, &upload, said, Some(problem));
            }
        };
        let by = By::staff(&reader.account, &reader.session, app.now());
        if let Err(error) = plan.check(&app.store, by) {
            let problem = words::not_collected(t, &error).ok_or(Trouble::Unexpected)?;
            said.plan = Some(plan);
            return show(app, &reader, &upload, said, Some(problem));
        }
        upload.plan_is(plan);
        Ok(go(&format!("/imports/{}/mapping", upload.id)))
    })
    .await
}

fn show(app: &App, reader: &Reader, upload: &Upload, said: Said, problem: Option<String>) -> Answer {
    let frame = reader.frame(app, Section::Imports, None)?;
    let t = frame.t;
    let blank = ConsentTerms::default();
    let (links, terms, informed) = match &said.plan {
        Some(plan) => (plan.links.as_slice(), &plan.consent, plan.informed),
        None => (&[][..], &blank, false),
    };
    Ok(html(&ImportSourcePage {
        id: upload.id.clone(),
        file: line(t, upload),
        sources: form::cards().map(|card| card.source).collect(),
        chosen: said.card.map(|card| card.source),
        purposes: form::purposes(app, reader, links, said.card)?,
        consent: form::consent_form(app, reader, terms)?,
        origin: Input { value: said.origin, problem: None },
        collected: Input { value: said.collected, problem: None },
        evidence: Input { value: said.evidence, problem: None },
        informed,
        problem,
        frame,
    }))
}
