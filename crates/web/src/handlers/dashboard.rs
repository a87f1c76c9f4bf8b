//! *Pulpit*: what is due, whom to contact next, what came in.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use zgoda_law::{ConsentState, PermissionKind};
use zgoda_rights::{Name, lights, minimise, name_of};
use zgoda_store::{Condition, PeopleOrder, Person, SortedBy};
use zgoda_text::Text;

use super::deadlines::board;
use super::people::rows::firm;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::chart::Bars;
use crate::views::dashboard::{DashboardPage, NextContact};
use crate::views::deadlines::Board;
use crate::views::frame::Section;
use crate::views::parts::{Link, Stat};

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Duties, contacts and sources shown.
const DUTIES: usize = 4;
const CONTACTS: usize = 6;
const SOURCES: usize = 6;
/// Sources read, of which several may share a name.
const SOURCES_READ: u32 = 200;
/// People looked at for a contact, those who gave a sign last; only those who asked for something are asked about.
const LOOKED_AT: usize = 200;
/// People asked about: each costs a look-up on the suppression list.
const ASKED: usize = 12;

/// The address of the dashboard.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(page))
}

/// `GET /`
async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let (t, now) = (reader.t(), app.now());
        let frame = reader.frame(app, Section::Dashboard, None)?;
        let people = app.store.people_count()?;
        let board = Board::new(board(app, &reader)?);
        let since = now.checked_sub(WEEK).unwrap_or(Timestamp::MIN);
        let ends = frame.today.saturating_add(30.days());
        let ending: u64 = app.store.due_by_day(ends)?.into_iter().map(|(_, values)| values).sum();
        let soon = board.soon();
        let excess = minimise::excess(&app.store, now)?;
        let stat =
            |number: u64, label: &str| Stat { value: t.count(number), label: label.to_owned(), hint: None };
        let stats = vec![
            stat(people, t.dashboard_stat_people()),
            stat(app.store.facts_count()?, t.dashboard_stat_facts()),
            stat(soon, t.dashboard_stat_due()),
            stat(ending, t.dashboard_stat_ending()),
            Stat {
                hint: Some(slope(app, t, excess.risk, frame.today)?),
                ..stat(excess.unused, t.dashboard_stat_unused())
            },
        ];
        Ok(html(&DashboardPage {
            duties: board.first(DUTIES).into_iter().cloned().collect(),
            next: next(app, &reader)?,
            sources: sources(app, t, since)?,
            first_step: (people == 0).then(|| Link::new(t.dashboard_sample_import(), "/imports/new")),
            stats: if people == 0 { Vec::new() } else { stats },
            frame,
        }))
    })
    .await
}

/// The risk of what lies unused, and where it goes: against a month ago, or the first day that was kept since.
fn slope(app: &App, t: Text, risk: u64, today: Date) -> Result<String, Trouble> {
    let before = app.store.excess_since(today.saturating_sub(1.month()))?;
    let before = before.first().map_or(risk, |sample| sample.risk);
    Ok(match risk.cmp(&before) {
        Ordering::Less => t.dashboard_unused_falls(risk, before - risk),
        Ordering::Equal => t.dashboard_unused_risk(risk),
        Ordering::Greater => t.dashboard_unused_grows(risk, risk - before),
    })
}

/// People who asked for something and may be contacted about it, the last to speak first.
fn next(app: &App, reader: &Reader) -> Result<Vec<NextContact>, Trouble> {
    let (t, acting) = (reader.t(), reader.acting(app));
    let (own, mut asking) = (reader.purposes(app)?, Vec::new());
    let everybody = app.store.people_who(&Condition::All(Vec::new()))?;
    let heard = PeopleOrder { by: SortedBy::Heard, descending: true };
    for ordinal in app.store.page_of(&everybody, heard, 0, LOOKED_AT)? {
        let person = app.store.person_by_ordinal(ordinal)?;
        if let Some((purpose, because)) = wish(app, t, &person) {
            asking.push((person, purpose, because));
        }
    }
    asking.sort_by_key(|(person, ..)| std::cmp::Reverse(person.last_inbound_at));
    let (mut next, mut firms) = (Vec::new(), BTreeMap::new());
    for (person, purpose, because) in asking.into_iter().take(ASKED) {
        let lights = lights(&app.store, &acting, &person)?;
        let of_purpose: Vec<_> = lights.iter().filter(|light| light.purpose == purpose).collect();
        if next.len() == CONTACTS || !of_purpose.iter().any(|light| show::is_green(light)) {
            continue;
        }
        let name = named_for(app, reader, &own, &purpose, &person)?;
        next.push(NextContact {
            who: show::who(person.id, name),
            firm: person.org.map(|org| firm(app, &mut firms, org)).transpose()?,
            because,
            lights: of_purpose.into_iter().filter_map(|light| show::light(person.id, light)).collect(),
        });
    }
    Ok(next)
}

/// The name, opened for what the person asked for where the reader's roles serve that, or else for the working purpose.
fn named_for(
    app: &App,
    reader: &Reader,
    own: &[String],
    purpose: &str,
    person: &Person,
) -> Result<Name, Trouble> {
    let def = app.store.law().catalogue().purpose(purpose).filter(|def| own.contains(&def.name));
    let (who, purpose) = match def {
        Some(def) => (reader.acting_for(app, purpose)?, def.id),
        None => (reader.acting(app), reader.session.purpose),
    };
    Ok(name_of(&app.store, &who, purpose, person)?)
}

/// New people by what their source is called: sources of one name are one bar.
fn sources(app: &App, t: Text, since: Timestamp) -> Result<Bars, Trouble> {
    let mut bars: Vec<(String, u64)> = Vec::new();
    for (name, people) in app.store.people_by_source(since, SOURCES_READ)? {
        let name = t.origin(&name);
        match bars.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += people,
            None => bars.push((name, people)),
        }
    }
    bars.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    bars.truncate(SOURCES);
    Ok(Bars::new(bars))
}

/// What a person asked for: the purpose, and a line that says so.
fn wish(app: &App, t: Text, person: &Person) -> Option<(String, String)> {
    let name = |id| Some(app.store.law().catalogue().purpose_by_id(id)?.name.clone());
    let open = person.permissions.iter().rev().filter(|known| known.ended_at.is_none());
    if let Some(asked) = open.into_iter().find(|known| known.kind == PermissionKind::Requested) {
        let line = match asked.max_contacts {
            Some(agreed) => t.dashboard_offer(asked.contacts, agreed),
            None => t.dashboard_offer_open().to_owned(),
        };
        return Some((name(asked.purpose)?, line));
    }
    let stands = |consent: &&zgoda_store::Consent| {
        consent.state == ConsentState::Given && consent.ended_at.is_none() && consent.evidence.is_some()
    };
    let consent = person.consents.iter().rev().find(stands)?;
    let purpose = name(consent.purpose)?;
    let line = t.dashboard_consented(t.purpose(&purpose));
    Some((purpose, line))
}
