//! One person: who they are, what is allowed, what they said, what happened, what is known.

use std::collections::BTreeSet;

use axum::extract::{Path, Query, State};
use jiff::ToSpan;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Event, NoticeStatus, PermissionKind, PurposeId, SubjectState};
use zgoda_rights::{Content, FieldView, PersonView, lights, look, name_of};
use zgoda_store::{Entry, Notice, Person};
use zgoda_text::Text;

use super::subject;
use super::timeline::{Staff, timeline};
use crate::app::App;
use crate::handlers::deadlines::duties_of;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::notices::ToldRow;
use crate::views::parts::{Link, Notice as Told, Tone, Who};
use crate::views::person as view;

/// Readers named under a value.
const READERS: usize = 3;

/// What stands in the address behind the person.
#[derive(Deserialize)]
pub struct Shown {
    done: Option<String>,
}

/// `GET /people/{id}`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        if person.flags.erased {
            return Ok(go(&format!("/people/{id}/certificate")));
        }
        let notice = show::done(reader.t(), shown.done.as_deref());
        Ok(html(&build(app, &reader, &person, notice)?))
    })
    .await
}

/// `POST /people/{id}/reveal`: the name, for the first purpose of the reader's roles that needs it. The answer to the form
/// shows it; nothing is opened for later.
pub async fn reveal(State(app): State<App>, reader: Reader, Path(id): Path<String>, _form: Posted) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        let t = reader.t();
        let catalogue = app.store.law().catalogue();
        let mut named = None;
        for purpose in reader.purposes(app)? {
            let Some(def) = catalogue.purpose(&purpose) else { continue };
            let who = reader.acting_for(app, &purpose)?;
            let name = show::who(id, name_of(&app.store, &who, def.id, &person)?);
            if name.name.is_some() {
                named = Some((name, purpose));
                break;
            }
        }
        let notice = match &named {
            Some((_, purpose)) => told(Tone::Info, t.reveal_shown(t.purpose(purpose)), None),
            None => told(Tone::Deny, t.reveal_refused().to_owned(), Some(t.reveal_refused_text().to_owned())),
        };
        let mut page = build(app, &reader, &person, Some(notice))?;
        page.frame.here = format!("/people/{id}");
        if let Some((name, _)) = named {
            (page.who, page.can_reveal) = (name, false);
        }
        Ok(html(&page))
    })
    .await
}

fn told(tone: Tone, title: String, text: Option<String>) -> Told {
    Told { tone, title, text, action: None }
}

fn build(
    app: &App,
    reader: &Reader,
    person: &Person,
    notice: Option<Told>,
) -> Result<view::PersonPage, Trouble> {
    let (t, acting, id) = (reader.t(), reader.acting(app), person.id);
    let frame = reader.frame(app, Section::People, notice)?;
    let entries = app.store.ledger().about(id)?;
    let staff = Staff::load(app)?;
    let seen = look(&app.store, &acting, reader.session.purpose, person)?;
    let lights = lights(&app.store, &acting, person)?;
    let name = name(&seen);
    Ok(view::PersonPage {
        frame,
        opens: opens(app, reader, person, &seen)?,
        can_reveal: name.is_none() && has_name(&seen),
        who: Who { id: id.to_string(), name },
        kind: person.kind,
        position: opened(&seen, "position"),
        firm: firm(app, person)?,
        group: person.lifecycle,
        states: states(app, person),
        offers: offers(t, person),
        lights: light_rows(person, &lights),
        duties: duties_of(app, t, id)?,
        consents: consents(app, person),
        objections: person.objections.iter().rev().map(|one| show::objection(app, t, one)).collect(),
        notices: person.notices.iter().rev().map(|n| notice_row(person, n)).collect(),
        told: told_rows(app, t, person)?,
        review: day_of(app.now()).saturating_add(1.year()),
        requests: person.requests.iter().rev().map(|request| request_row(person, request)).collect(),
        timeline: timeline(t, app, &staff, person, &entries),
        values: seen.fields.into_iter().map(|field| group(t, app, person, field, &entries, &staff)).collect(),
    })
}

/// The values of a field as the reader may see them.
fn group(
    t: Text,
    app: &App,
    person: &Person,
    field: FieldView,
    entries: &[Entry],
    staff: &Staff,
) -> view::ValueGroup {
    let name = field.name;
    let value = |value: zgoda_rights::ValueView| {
        let content = match value.content {
            Content::Open(shown) => view::Content::Open(show::value(t, &name, &shown.text())),
            Content::Sealed(verdict) => view::Content::Sealed {
                reason: verdict.reasons().first().map_or(zgoda_law::ReasonCode::UnknownInput, |r| r.code),
                why: format!("/people/{}/why?fact={}", person.id, value.fact.0),
            },
        };
        let read = |entry: &&Entry| {
            entry.event == Event::Read && entry.action == Action::Read && entry.facts.contains(&value.fact)
        };
        let readers = entries.iter().rev().filter(read).take(READERS).map(|entry| view::Reader {
            name: staff.name(entry.actor),
            at: entry.at,
            purpose: entry.purpose.map(|id| purpose_name(app, id)).unwrap_or_default(),
        });
        let evidence = person.fact(value.fact).map(|fact| fact.grounds.source.evidence.clone());
        view::Value {
            fact: value.fact.0,
            content,
            tag: show::tag(value.tag),
            ended: None,
            readers: readers.collect(),
            evidence: evidence.filter(|text| !text.is_empty()),
        }
    };
    let values = field.values.into_iter().map(value).collect();
    view::ValueGroup { field: name, values }
}

/// The purposes of the reader's roles that shut values are held for.
fn opens(app: &App, reader: &Reader, person: &Person, seen: &PersonView) -> Result<Vec<String>, Trouble> {
    let values = seen.fields.iter().flat_map(|field| &field.values);
    let shut = values.filter(|value| matches!(value.content, Content::Sealed(_)));
    let facts = shut.filter_map(|value| person.fact(value.fact));
    let held: BTreeSet<PurposeId> =
        facts.flat_map(|fact| fact.grounds.links.iter().map(|link| link.purpose)).collect();
    let held: Vec<String> = held
        .into_iter()
        .filter(|purpose| *purpose != reader.session.purpose)
        .map(|id| purpose_name(app, id))
        .collect();
    Ok(reader.purposes(app)?.into_iter().filter(|purpose| held.contains(purpose)).collect())
}

/// The first opened value of a field.
fn opened(seen: &PersonView, field: &str) -> Option<String> {
    let field = seen.fields.iter().find(|known| known.name == field)?;
    field.values.iter().find_map(|value| match &value.content {
        Content::Open(shown) => Some(shown.text().into_owned()),
        Content::Sealed(_) => None,
    })
}

fn name(seen: &PersonView) -> Option<String> {
    let own: Vec<String> =
        ["first_name", "last_name"].iter().filter_map(|field| opened(seen, field)).collect();
    if own.is_empty() { opened(seen, "company_name") } else { Some(own.join(" ")) }
}

fn has_name(seen: &PersonView) -> bool {
    seen.fields.iter().any(|field| ["first_name", "last_name", "company_name"].contains(&field.name.as_str()))
}

fn firm(app: &App, person: &Person) -> Result<Option<Link>, Trouble> {
    let Some(org) = person.org else { return Ok(None) };
    Ok(Some(Link::new(app.store.organisation(org)?.name, format!("/organisations/{org}"))))
}

fn states(app: &App, person: &Person) -> Vec<SubjectState> {
    let now = app.now();
    let untold = person.notices.iter().any(|n| !n.status.is_met() && n.due_at <= now);
    let states = [
        (untold, SubjectState::Quarantined),
        (person.flags.restricted, SubjectState::Restricted),
        (person.flags.hold, SubjectState::Hold),
    ];
    states.into_iter().filter_map(|(is, state)| is.then_some(state)).collect()
}

/// Offers that were asked for and may still be followed up.
fn offers(t: Text, person: &Person) -> Vec<view::Offer> {
    let asked = person
        .permissions
        .iter()
        .filter(|known| known.kind == PermissionKind::Requested && known.ended_at.is_none());
    asked
        .filter_map(|permission| {
            Some(view::Offer {
                subject: permission.offer.clone().unwrap_or_else(|| t.dashboard_offer_open().to_owned()),
                used: permission.contacts.into(),
                allowed: permission.max_contacts?.into(),
                until: day_of(permission.valid_to?),
            })
        })
        .collect()
}

/// One row for each purpose, with the channels an address is held for.
fn light_rows(person: &Person, lights: &[zgoda_rights::Light]) -> Vec<view::LightRow> {
    let mut rows: Vec<view::LightRow> = Vec::new();
    for light in lights {
        let Some(shown) = show::light(person.id, light) else { continue };
        match rows.iter_mut().find(|row| row.purpose == light.purpose) {
            Some(row) => row.lights.push(shown),
            None => rows.push(view::LightRow { purpose: light.purpose.clone(), lights: vec![shown] }),
        }
    }
    rows
}

fn consents(app: &App, person: &Person) -> Vec<view::ConsentRow> {
    let row = |consent: &zgoda_store::Consent| view::ConsentRow {
        no: consent.no,
        purpose: purpose_name(app, consent.purpose),
        channels: consent.channels.iter().copied().collect(),
        state: consent.state,
        given: day_of(consent.given_at),
        ended: consent.ended_at.map(day_of),
        expires: day_of(consent.expires_at),
        wording: consent.wording.clone(),
        proven: consent.evidence.is_some(),
        stands: consent.state == zgoda_law::ConsentState::Given && consent.ended_at.is_none(),
    };
    person.consents.iter().rev().map(row).collect()
}

fn notice_row(person: &Person, notice: &Notice) -> view::NoticeRow {
    let source = person.facts.iter().map(|fact| &fact.grounds.source).find(|s| s.id == notice.source);
    view::NoticeRow {
        no: notice.no,
        duty: notice.duty,
        source: source.map(|source| source.name.clone()).unwrap_or_default(),
        status: notice.status,
        due: day_of(notice.due_at),
        done: notice.done_at.map(day_of),
        open: !matches!(notice.status, NoticeStatus::Delivered | NoticeStatus::Exempt),
    }
}

/// The messages that informed them, the latest first.
fn told_rows(app: &App, t: Text, person: &Person) -> Result<Vec<ToldRow>, Trouble> {
    let row = |delivery: &zgoda_store::Delivery| ToldRow {
        no: delivery.no,
        state: delivery.state,
        way: t.channel(delivery.channel),
        day: day_of(delivery.moved_at),
        text: Link::new(t.notice_read(), format!("/people/{}/messages/{}", person.id, delivery.no)),
    };
    Ok(app.store.deliveries(person)?.iter().rev().map(row).collect())
}

fn request_row(person: &Person, request: &zgoda_store::Request) -> view::RequestRow {
    view::RequestRow {
        kind: request.kind,
        file: person.request_file(request.no).map(|file| file.key.to_string()).unwrap_or_default(),
        received: day_of(request.received_at),
        due: day_of(request.due_at),
        answered: request.answered_at.map(day_of),
    }
}

/// The stable name of a purpose.
pub fn purpose_name(app: &App, id: zgoda_law::PurposeId) -> String {
    app.store.law().catalogue().purpose_by_id(id).map(|purpose| purpose.name.clone()).unwrap_or_default()
}
