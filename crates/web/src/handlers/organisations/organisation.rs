//! `GET /organisations/{id}`: one firm with its facts, its people and what asking the register would bring.

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_enrich::{EnrichError, Options, Plan, Target, plan};
use zgoda_law::calendar::day_of;
use zgoda_law::{Founded, Ranks, Reason, SourceType};
use zgoda_rights::names_of;
use zgoda_store::{OrgId, OrganisationFact as StoredFact, Person, SourceId};
use zgoda_text::Text;

use super::enrich;
use crate::app::App;
use crate::handlers::enrichment::better;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::organisations::{
    Activity, EnrichPlan, FieldValues, Member, OrganisationFact, OrganisationPage,
};
use crate::views::parts::{Link, Notice, Tone};

/// People that are named on the page of a firm.
const PEOPLE_MAX: usize = 50;
/// Facts that are shown elsewhere on the page.
const ELSEWHERE: [&str; 4] = ["name", "legal_form", "main_activity", "other_activity"];

/// The facts that people look for, in that order; the others follow.
const FIRST: [&str; 9] =
    ["krs", "nip", "regon", "address", "website", "email", "share_capital", "standing", "registration_date"];

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
        let org = app.store.organisation(OrgId(id))?;
        let t = reader.t();
        let frame = reader.frame(app, Section::Organisations, notice(t, &wish))?;
        let stored = app.store.organisation_facts(org.id)?;
        let standing: Vec<&StoredFact> = stored.iter().filter(|fact| fact.ended_at.is_none()).collect();
        let value = |field: &str| standing.iter().find(|fact| fact.field == field).map(|fact| &fact.value);
        let mut shown: Vec<&StoredFact> =
            standing.iter().copied().filter(|fact| !ELSEWHERE.contains(&fact.field.as_str())).collect();
        let place = |fact: &StoredFact| FIRST.iter().position(|field| *field == fact.field);
        shown.sort_by_key(|fact| place(fact).unwrap_or(FIRST.len()));
        let ranks = app.store.ranks()?;
        let fields = shown.chunk_by(|one, other| one.field == other.field);
        Ok(html(&OrganisationPage {
            frame,
            id: org.id.to_string(),
            form: value("legal_form").cloned(),
            struck_off: struck_off(&standing),
            facts: fields.map(|facts| of_field(app, t, &ranks, facts)).collect::<Result<_, _>>()?,
            activities: activities(&standing),
            people: people(app, &reader, org.id)?,
            plan: of_plan(app, &reader, org.id)?,
            name: org.name,
        }))
    })
    .await
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

/// The day a register says that the firm was struck off; where it tells no day, the day we heard of it.
fn struck_off(standing: &[&StoredFact]) -> Option<Date> {
    let gone = standing.iter().find(|fact| fact.field == "standing" && fact.value == "struck_off")?;
    let told = standing.iter().find(|fact| fact.field == "struck_off_date");
    told.and_then(|fact| fact.value.parse().ok()).or(Some(day_of(gone.obtained_at)))
}

/// The values of one field that stand, the best founded first, and why it comes first.
fn of_field(app: &App, t: Text, ranks: &Ranks, facts: &[&StoredFact]) -> Result<FieldValues, Trouble> {
    let sources: Vec<_> = facts.iter().map(|fact| app.store.source(fact.source)).collect::<Result<_, _>>()?;
    let founded = |(fact, source): (&&StoredFact, &zgoda_store::Source)| Founded {
        source: source.kind,
        confirmed_at: fact.confirmed_at,
    };
    let founded: Vec<Founded> = facts.iter().zip(&sources).map(founded).collect();
    let field = facts.first().map(|fact| fact.field.clone()).unwrap_or_default();
    let order = ranks.sort(&field, &founded);
    let at = |place: usize| order.get(place).and_then(|place| founded.get(*place));
    let why = at(0).zip(at(1)).map(|(first, second)| better(t, ranks.why(&field, first, second)));
    let values: Vec<OrganisationFact> = order
        .iter()
        .filter_map(|place| facts.get(*place))
        .map(|fact| of_fact(app, t, fact))
        .collect::<Result<_, _>>()?;
    Ok(FieldValues { field, values, contradiction: why.map(|why| t.org_contradiction(why)) })
}

fn of_fact(app: &App, t: Text, fact: &StoredFact) -> Result<OrganisationFact, Trouble> {
    let source = app.store.source(SourceId(fact.source.0))?;
    Ok(OrganisationFact {
        field: fact.field.clone(),
        value: written(t, &fact.field, &fact.value),
        source: source.kind,
        origin: source.name,
        path: fact.path.clone(),
        obtained: day_of(fact.obtained_at),
        confirmed: day_of(fact.confirmed_at),
    })
}

/// A fact as people write it: codes in words, days and amounts as the language has them.
pub fn written(t: Text, field: &str, value: &str) -> String {
    let word = |prefix: &str| {
        t.find(&format!("{prefix}-{}", value.to_lowercase().replace('_', "-"))).map(str::to_owned)
    };
    let said = match field {
        "register" => word("org-register"),
        "standing" => word("org-standing"),
        "public_benefit" => Some(if value == "true" { t.word_yes() } else { t.word_no() }.to_owned()),
        "share_capital" => amount(t, value),
        _ if field.ends_with("_date") => value.parse::<Date>().ok().map(|day| t.date(day)),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// `150000.00 PLN` in grosze, written out.
fn amount(t: Text, value: &str) -> Option<String> {
    let (number, currency) = value.split_once(' ')?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "00"));
    let grosze = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part.parse().ok()?)?;
    (currency == "PLN" && part.len() == 2).then(|| t.amount(grosze))
}

fn activities(standing: &[&StoredFact]) -> Vec<Activity> {
    let of = |field: &'static str, main| {
        let facts = standing.iter().filter(move |fact| fact.field == field);
        facts.map(move |fact| Activity { code: fact.value.clone(), main })
    };
    of("main_activity", true).chain(of("other_activity", false)).collect()
}

fn people(app: &App, reader: &Reader, org: OrgId) -> Result<Vec<Member>, Trouble> {
    let ordinals = app.store.people_of(org)?;
    let people = ordinals.into_iter().take(PEOPLE_MAX).map(|ordinal| app.store.person_by_ordinal(ordinal));
    let people: Vec<Person> = people.collect::<Result<_, _>>()?;
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
