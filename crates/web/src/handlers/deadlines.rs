//! *Terminy*: the board of duties.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Deed, SubjectId};
use zgoda_rights::deadlines::{Deadlines, Duty as Due, DutyKind, Lane, deadlines};
use zgoda_rights::names_of;
use zgoda_rights::roles::Area;
use zgoda_store::Person;
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::deadlines::{Board, DeadlinesPage, Duty};
use crate::views::frame::Section;
use crate::views::parts::{Link, Who};

/// More notices than this about one source on one day stand on one card.
const ALONE: usize = 3;
/// People on the board who are shown by name.
const NAMED: usize = 60;

/// The address of the board.
pub fn routes() -> Router<App> {
    Router::new().route("/deadlines", get(page))
}

/// `GET /deadlines`
async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Deadlines, None)?;
        let board = Board::new(board(app, &reader)?);
        Ok(html(&DeadlinesPage { frame, board }))
    })
    .await
}

/// All duties as cards; those who are concerned are named where the working purpose allows it.
pub fn board(app: &App, reader: &Reader) -> Result<Vec<Duty>, Trouble> {
    let t = reader.t();
    let now = app.now();
    let (mut alone, mut groups) = (Vec::new(), BTreeMap::<(Date, String), Vec<Due>>::new());
    for duty in all(deadlines(&app.store, now)?) {
        match duty.kind {
            // Whom an alarm is about is for those who answer it.
            DutyKind::AnswerAlarm if !reader.may(Area::Access, Deed::Read) => {}
            DutyKind::Inform | DutyKind::InformAtCollection => {
                let about = duty.about.clone().unwrap_or_default();
                groups.entry((day_of(duty.due_at), about)).or_default().push(duty);
            }
            _ => alone.push(duty),
        }
    }
    let mut cards = Vec::new();
    for duties in groups.into_values() {
        match duties.first() {
            Some(first) if duties.len() > ALONE => cards.push(together(t, first, duties.len(), now)),
            _ => alone.extend(duties),
        }
    }
    let names = names(app, reader, &alone)?;
    cards.extend(alone.iter().map(|duty| {
        let person = duty
            .subject
            .map(|id| names.get(&id).cloned().unwrap_or_else(|| Who { id: id.to_string(), name: None }));
        Duty { person, ..card(t, duty, now) }
    }));
    Ok(cards)
}

/// The duties towards one person.
pub fn duties_of(app: &App, t: Text, id: SubjectId) -> Result<Vec<Duty>, Trouble> {
    let now = app.now();
    let duties = all(deadlines(&app.store, now)?).filter(|duty| duty.subject == Some(id));
    Ok(duties.map(|duty| card(t, &duty, now)).collect())
}

fn all(duties: Deadlines) -> impl Iterator<Item = Due> {
    duties.overdue.into_iter().chain(duties.today).chain(duties.week).chain(duties.later)
}

fn names(app: &App, reader: &Reader, duties: &[Due]) -> Result<BTreeMap<SubjectId, Who>, Trouble> {
    let mut ids: Vec<SubjectId> = Vec::new();
    for id in duties.iter().filter_map(|duty| duty.subject) {
        if ids.len() < NAMED && !ids.contains(&id) {
            ids.push(id);
        }
    }
    let people: Vec<Person> = ids.iter().map(|id| app.store.person(*id)).collect::<Result<_, _>>()?;
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
    Ok(ids.into_iter().zip(names).map(|(id, name)| (id, show::who(id, name))).collect())
}

fn card(t: Text, duty: &Due, now: Timestamp) -> Duty {
    let due = day_of(duty.due_at);
    let about = match duty.kind {
        DutyKind::ReviewBalancing | DutyKind::ReviewImpact => {
            duty.about.as_deref().map(|purpose| t.purpose(purpose).to_owned())
        }
        DutyKind::Answer => duty.about.as_deref().map(|kind| t.request_kind(kind).to_owned()),
        _ => duty.about.as_deref().map(|source| t.origin(source)),
    };
    let otherwise = duty.otherwise(t);
    Duty {
        title: duty.title(t),
        person: None,
        article: t.article(duty.article),
        due,
        lane: Lane::of(duty.due_at, now),
        count: 1,
        consequence: about
            .map_or(otherwise.clone(), |about| format!("{}. {otherwise}", about.trim_end_matches('.'))),
        action: action(t, duty, due, day_of(now)),
    }
}

fn action(t: Text, duty: &Due, due: Date, today: Date) -> Link {
    let of = |place: &str| duty.subject.map(|id| format!("/people/{id}{place}")).unwrap_or_default();
    let purpose = duty.about.as_deref().unwrap_or_default();
    let assessment = |kind: &str| format!("/settings/assessments/{kind}/{purpose}");
    match duty.kind {
        DutyKind::Inform | DutyKind::InformAtCollection => Link::new(t.duty_notice_do(), of("/notice")),
        DutyKind::ReviewExemption => Link::new(t.duty_exemption_review_do(), of("#notices")),
        DutyKind::Answer | DutyKind::TellRecipient => {
            let file = duty.request.as_deref().unwrap_or_default();
            Link::new(t.duty_request_do(), format!("/requests/{file}"))
        }
        DutyKind::AnswerAlarm => Link::new(t.duty_alarm_do(), "/access/alarms"),
        DutyKind::ReviewHold => {
            Link::new(t.duty_hold_do(), format!("/retention/holds/{}", duty.no.unwrap_or_default()))
        }
        DutyKind::EndExport => {
            Link::new(t.duty_export_do(), format!("/exports/{}", duty.no.unwrap_or_default()))
        }
        DutyKind::ReviewBalancing => Link::new(t.duty_review_do(), assessment("lia")),
        DutyKind::ReviewImpact => Link::new(t.duty_review_do(), assessment("dpia")),
        DutyKind::Entered(register, _) => {
            let entry = format!("/registers/{}/{}", register.name(), duty.no.unwrap_or_default());
            Link::new(t.reg_due_do(), entry)
        }
        DutyKind::DataEnd if due <= today => Link::new(t.duty_expiry_do(), "/retention/preview"),
        DutyKind::DataEnd => {
            let next = due.tomorrow().unwrap_or(due);
            Link::new(t.duty_expiry_do(), format!("/people?ends={next}"))
        }
    }
}

/// One card for many people of one source who are to be told by one day.
fn together(t: Text, first: &Due, people: usize, now: Timestamp) -> Duty {
    Duty {
        title: t.duty_notice_group(people),
        count: people,
        action: Link::new(t.duty_expiry_do(), "/notices"),
        ..card(t, first, now)
    }
}
