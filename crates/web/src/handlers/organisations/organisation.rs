//! `GET /organisations/{id}`: one firm with its facts, its figures, its people and what asking the register would bring.

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use zgoda_enrich::ties::{Tie, ties};
use zgoda_enrich::{EnrichError, Options, Plan, Target, plan};
use zgoda_law::calendar::day_of;
use zgoda_law::{Reason, SourceType};
use zgoda_rights::names_of;
use zgoda_store::{OrgId, Organisation, OrganisationFact as StoredFact, Person};
use zgoda_text::Text;

use super::{enrich, facts, figures, profile};
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::figures::{Figures, Offered};
use crate::views::firm::TieRow;
use crate::views::frame::Section;
use crate::views::organisations::{EnrichPlan, Member, OrganisationPage};
use crate::views::parts::{Link, Notice, Tone};

/// People that are named on the page of a firm.
const PEOPLE_MAX: usize = 50;

/// What was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: Option<String>,
    new: u64,
    confirmed: u64,
    ended: u64,
    people: u64,
}

/// `GET /organisations/{id}`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<u32>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let notice = notice(reader.t(), &wish);
        show(app, &reader, OrgId(id), notice, Vec::new())
    })
    .await
}

/// The page of a firm; `offered` is what came of statements that could not all be taken.
pub fn show(app: &App, reader: &Reader, id: OrgId, notice: Option<Notice>, offered: Vec<Offered>) -> Answer {
    let org = app.store.organisation(id)?;
    let t = reader.t();
    let mut frame = reader.frame(app, Section::Organisations, notice)?;
    frame.here = format!("/organisations/{id}");
    let stored = app.store.organisation_facts(id)?;
    let standing: Vec<&StoredFact> = stored.iter().filter(|fact| fact.ended_at.is_none()).collect();
    let statements = app.store.statements(id)?;
    Ok(html(&OrganisationPage {
        frame,
        id: id.to_string(),
        profile: profile::of(app, t, &org, &standing, &statements)?,
        figures: Figures { offered, ..figures::of(app, t, &statements)? },
        struck_off: facts::struck_off(&standing),
        facts: facts::by_field(app, t, &standing)?,
        activities: profile::activities(app, t, &standing)?,
        ties: ties_of(app, t, &org)?,
        people: people(app, reader, id)?,
        plan: of_plan(app, reader, id)?,
        is_trader: org.is_trader,
        name: org.name,
    }))
}

fn notice(t: Text, wish: &Wish) -> Option<Notice> {
    if wish.done.as_deref() != Some("enriched") {
        return show::done(t, wish.done.as_deref().filter(|code| code.starts_with("org-")));
    }
    let people = (wish.people > 0).then(|| t.org_done_people(wish.people));
    Some(Notice {
        tone: Tone::Allow,
        title: t.org_done_enriched(wish.new, wish.confirmed, wish.ended),
        action: people.as_ref().map(|_| Link::new(t.nav_deadlines(), "/deadlines")),
        text: people,
    })
}

fn ties_of(app: &App, t: Text, org: &Organisation) -> Result<Vec<TieRow>, Trouble> {
    let row = |tie: Tie| {
        let how = match &tie.through {
            Some(through) => t.tie_sister(through),
            None => t.tie(tie.kind.name()).to_owned(),
        };
        let (id, of) = (tie.org.map(|id| id.to_string()), facts::of_fact(app, t, &tie.fact)?);
        Ok(TieRow { name: tie.name, id, how, of })
    };
    let found = ties(&app.store, org).map_err(|error| enrich::trouble(t, error))?;
    found.into_iter().map(row).collect()
}

fn people(app: &App, reader: &Reader, org: OrgId) -> Result<Vec<Member>, Trouble> {
    let mut ordinals = app.store.people_of(org)?;
    ordinals.truncate(PEOPLE_MAX);
    let people: Vec<Person> = app.store.people_by_ordinals(&ordinals)?;
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
    let member = |(person, name): (&Person, zgoda_rights::Name)| {
        let due = person.notices.iter().filter(|notice| !notice.status.is_met());
        Member {
            who: show::who(person.id, name),
            role: None,
            notice_due: due.map(|notice| day_of(notice.due_at)).min(),
        }
    };
    Ok(people.iter().zip(names).map(member).collect())
}

/// What asking the register would bring; `None` where there is no number to ask by.
fn of_plan(app: &App, reader: &Reader, org: OrgId) -> Result<Option<EnrichPlan>, Trouble> {
    let (t, actor) = (reader.t(), reader.actor(app));
    let options = Options { with_persons: true };
    let planned: Plan = match plan(&app.store, &Target::Organisation(org), options, &actor, app.now()) {
        Ok(planned) => planned,
        Err(EnrichError::NoNumber) => return Ok(None),
        Err(error) => return Err(enrich::trouble(t, error)),
    };
    let words = |reasons: &[Reason]| {
        let mut words: Vec<&str> = reasons.iter().map(|reason| t.reason_short(reason.code)).collect();
        words.dedup();
        words.join(", ")
    };
    let refused = planned.company.fields.iter().find(|field| !field.reasons.is_empty());
    let kept = planned.company.fields.iter().filter(|field| field.reasons.is_empty());
    Ok(Some(EnrichPlan {
        register: SourceType::RegistryKrs,
        key: format!("KRS {}", planned.number),
        host: planned.register.host,
        on: planned.register.switched_on,
        fields: kept.map(|field| field.field.to_owned()).collect(),
        refused: match refused {
            Some(field) if !planned.company.allowed => words(&field.reasons),
            _ => String::new(),
        },
        persons_refused: if planned.people.allowed { String::new() } else { words(&planned.people.reasons) },
        persons: planned.people.expected.map(|count| count as u64),
        notice_by: day_of(planned.people.notice_due),
    }))
}
