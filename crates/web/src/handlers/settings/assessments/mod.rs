//! `/settings/assessments/{kind}/{purpose}`: writing, approving, withdrawing and printing an assessment.

mod form;

use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::PurposeDef;
use zgoda_law::calendar::day_of;
use zgoda_rights::RightsError;
use zgoda_rights::assess::{self, Answers, Heading, Known, Written, figures};
use zgoda_store::{Assessment, AssessmentKind, Stamp, StoreError};
use zgoda_text::Text;

use super::may_assess;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::assessments::{AssessmentPage, Stands, VersionRow};
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice, Tone};

/// What was done just now, or which version is wanted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: Option<String>,
    version: Option<usize>,
}

/// Which assessment of which purpose.
struct Place<'a> {
    kind: AssessmentKind,
    purpose: &'a PurposeDef,
}

impl<'a> Place<'a> {
    fn find(app: &'a App, kind: &str, purpose: &str) -> Result<Self, Trouble> {
        let kind = AssessmentKind::from_name(kind).ok_or(Trouble::NotFound)?;
        let purpose = app.store.law().catalogue().purpose(purpose).ok_or(Trouble::NotFound)?;
        Ok(Self { kind, purpose })
    }

    fn href(&self) -> String {
        format!("/settings/assessments/{}/{}", self.kind.name(), self.purpose.name)
    }
}

/// A draft as it was typed, where it needs another try.
struct Typed {
    answers: Answers,
    until: Input,
    checked: bool,
}

/// `GET /settings/assessments/{kind}/{purpose}`
pub async fn page(
    State(app): State<App>,
    Path((kind, purpose)): Path<(String, String)>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let place = Place::find(app, &kind, &purpose)?;
        let done = wish.done.as_deref().filter(|code| code.starts_with("assess-"));
        let notice = show::done(reader.t(), done);
        page_with(app, &reader, &place, None, notice)
    })
    .await
}

fn page_with(
    app: &App,
    reader: &Reader,
    place: &Place<'_>,
    typed: Option<Typed>,
    notice: Option<Notice>,
) -> Answer {
    let Place { kind, purpose } = *place;
    let mut frame = reader.frame(app, Section::Settings, notice)?;
    frame.here = place.href();
    let (t, now) = (frame.t, app.now());
    let draft = assess::draft(&app.store, kind, purpose)?;
    let next_year = assess::latest_review(frame.today);
    let draft = draft.map(|(kept, answers)| {
        let until = Input { value: next_year.to_string(), problem: None };
        let typed = typed.unwrap_or(Typed { answers, until, checked: false });
        form::view(t, kind, &kept, &typed.answers, typed.until, typed.checked)
    });
    let all = app.store.assessments_of(kind, purpose.id)?;
    let versions = all.iter().enumerate().rev().map(|(place, version)| row(app, t, place, version, now));
    Ok(html(&AssessmentPage {
        kind,
        purpose: purpose.name.clone(),
        may_assess: may_assess(reader),
        stands: stands(&all, now),
        known: figures(t, &Known::of(&app.store, purpose, now)?),
        draft,
        versions: versions.collect::<Result<_, _>>()?,
        frame,
    }))
}

fn stands(all: &[Assessment], now: Timestamp) -> Stands {
    match all.iter().rfind(|found| found.ended_at.is_none()) {
        None => Stands::Missing,
        Some(found) if assess::holds(found, now) => Stands::Until(day_of(found.valid_to)),
        Some(found) if found.valid_to <= found.approved_at => Stands::Failed,
        Some(found) => Stands::Over(day_of(found.valid_to)),
    }
}

fn row(
    app: &App,
    t: Text,
    place: usize,
    version: &Assessment,
    now: Timestamp,
) -> Result<VersionRow, Trouble> {
    let state = match version {
        ended if ended.ended_at.is_some() => (Tone::Info, t.assess_version_ended()),
        holding if assess::holds(holding, now) => (Tone::Allow, t.assess_version_stands()),
        failed if failed.valid_to <= failed.approved_at => (Tone::Deny, t.assess_failed()),
        _ => (Tone::Deny, t.assess_version_over()),
    };
    Ok(VersionRow {
        number: place + 1,
        by: show::name_of(app, version.approved_by)?,
        at: version.approved_at,
        state,
        text: Written::read(&version.body).is_none().then(|| version.body.clone()),
    })
}

/// `POST /settings/assessments/{kind}/{purpose}/{deed}`
pub async fn act(
    State(app): State<App>,
    Path((kind, purpose, deed)): Path<(String, String, String)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let place = Place::find(app, &kind, &purpose)?;
        let stamp = reader.stamp(app);
        let done = match deed.as_str() {
            "begin" => {
                if assess::draft(&app.store, place.kind, place.purpose)?.is_none() {
                    assess::begin(&app.store, stamp, place.kind, place.purpose, reader.t())?;
                }
                "begun"
            }
            "save" | "approve" => return write(app, &reader, &place, stamp, &form, deed == "approve"),
            "discard" => {
                app.store.drop_assessment(place.kind, place.purpose.id)?;
                "discarded"
            }
            "withdraw" => {
                app.store.withdraw_assessment(stamp, place.kind, place.purpose.id)?;
                "withdrawn"
            }
            _ => return Err(Trouble::NotFound),
        };
        Ok(go(&format!("{}?done=assess-{done}", place.href())))
    })
    .await
}

/// Saves a draft, and approves it where that is wanted and nothing is lacking.
fn write(
    app: &App,
    reader: &Reader,
    place: &Place<'_>,
    stamp: Stamp,
    form: &Posted,
    approve: bool,
) -> Answer {
    let t = reader.t();
    let Place { kind, purpose } = *place;
    let answers = form::read(kind, form);
    let read_at =
        form.get("revision").parse::<i64>().ok().and_then(|at| Timestamp::from_microsecond(at).ok());
    let read_at = read_at.ok_or(Trouble::StaleForm)?;
    let until = Input { value: form.get("until").to_owned(), problem: None };
    let told =
        |title: &str| Some(Notice { tone: Tone::Wait, title: title.to_owned(), text: None, action: None });
    match assess::save(&app.store, stamp, kind, purpose, read_at, &answers) {
        Err(RightsError::Store(error)) if error.is_conflict() => {
            let typed = Typed { answers, until, checked: false };
            return page_with(app, reader, place, Some(typed), told(t.assess_conflict()));
        }
        other => other?,
    }
    if !approve {
        return Ok(go(&format!("{}?done=assess-saved", place.href())));
    }
    let today = day_of(stamp.at);
    let day = until.value.parse::<Date>().ok();
    let day = day.filter(|day| *day > today && *day <= assess::latest_review(today));
    let Some(day) = day.filter(|_| answers.problems(kind).is_empty()) else {
        let problem = day.is_none().then(|| t.assess_review_wrong().to_owned());
        let typed = Typed { answers, until: Input { problem, ..until }, checked: true };
        return page_with(app, reader, place, Some(typed), told(t.assess_not_yet()));
    };
    assess::approve(&app.store, stamp, kind, purpose, &answers, day)?;
    let failed = kind == AssessmentKind::Balancing && answers.fails();
    let done = if failed { "failed" } else { "approved" };
    Ok(go(&format!("{}?done=assess-{done}", place.href())))
}

/// `GET /settings/assessments/{kind}/{purpose}/pdf`: a version, or the draft.
pub async fn pdf(
    State(app): State<App>,
    Path((kind, purpose)): Path<(String, String)>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let place = Place::find(app, &kind, &purpose)?;
        let all = app.store.assessments_of(place.kind, place.purpose.id)?;
        let controller = show::controller(app)?;
        let (written, heading) = match wish.version {
            Some(number) => {
                let found =
                    number.checked_sub(1).and_then(|place| all.get(place)).ok_or(Trouble::NotFound)?;
                let written = Written::read(&found.body).ok_or(Trouble::NotFound)?;
                let by = show::name_of(app, found.approved_by)?;
                let approval = Some((by, found.approved_at, found.valid_to));
                let hash = Some(found.hash());
                (written, Heading { controller, version: number, approval, hash })
            }
            None => {
                let (_, answers) = assess::draft(&app.store, place.kind, place.purpose)?
                    .ok_or(StoreError::NotFound("draft"))?;
                let known = Some(Known::of(&app.store, place.purpose, app.now())?);
                let heading = Heading { controller, version: all.len() + 1, approval: None, hash: None };
                (Written { answers, known }, heading)
            }
        };
        let today = day_of(app.now());
        let pdf = assess::print(place.kind, place.purpose, &written, &heading, reader.t().lang(), today)?;
        let name = format!("{}-{}-{}.pdf", place.kind.name(), place.purpose.name, heading.version);
        Ok(attachment("application/pdf", &name, pdf))
    })
    .await
}
