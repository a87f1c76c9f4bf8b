//! Giving a person's data out, GDPR art. 15: first what the copy will hold, then the copy itself.
//!
//! Both files of the copy are part of the answer to the form, so that the copy is made, numbered in the ledger and
//! fingerprinted once, and stays nowhere on the server.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zgoda_law::calendar::day_of;
use zgoda_rights::{AccessEvent, AccessExport, Name, export, name_of};
use zgoda_store::{Person, RequestKind};
use zgoda_text::Text;

use super::subject;
use super::timeline::happened;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::Who;
use crate::views::rights::{ExportOfferPage, ExportPage, ExportValue};

/// The purpose of answering a person.
pub const SUBJECT_RIGHTS: &str = "subject_rights";

/// `GET /people/{id}/export`
pub async fn page(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        if person.flags.erased {
            return Ok(go(&format!("/people/{id}/certificate")));
        }
        let name = name_of(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
        let frame = reader.frame(app, Section::People, None)?;
        Ok(html(&offer(app, frame, &person, show::who(id, name))))
    })
    .await
}

/// What a copy would hold, by field and source: nothing is opened for that.
fn offer(app: &App, frame: crate::views::frame::Frame, person: &Person, who: Who) -> ExportOfferPage {
    let catalogue = app.store.law().catalogue();
    let mut fields: BTreeMap<&str, u64> = BTreeMap::new();
    let mut sources: Vec<String> = Vec::new();
    for fact in person.facts.iter().filter(|fact| person.holds(fact.no)) {
        let field = catalogue.field_by_id(fact.field).map_or("", |field| field.name.as_str());
        *fields.entry(field).or_default() += 1;
        let source = frame.t.origin(&fact.grounds.source.name);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    let open = person.requests.iter().find(|r| r.kind == RequestKind::Access && r.answered_at.is_none());
    ExportOfferPage {
        frame,
        who,
        fields: fields.into_iter().map(|(field, values)| (field.to_owned(), values)).collect(),
        sources,
        request: open.map(|request| (day_of(request.received_at), day_of(request.due_at))),
    }
}

/// `POST /people/{id}/export`
pub async fn give(State(app): State<App>, reader: Reader, Path(id): Path<String>, _form: Posted) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let copy = export(&app.store, &acting, id, &show::controller(app)?)?;
        let mut frame = reader.frame(app, Section::People, None)?;
        frame.here = format!("/people/{id}");
        Ok(html(&shown(&reader, frame, copy)?))
    })
    .await
}

fn shown(
    reader: &Reader,
    frame: crate::views::frame::Frame,
    copy: AccessExport,
) -> Result<ExportPage, Trouble> {
    let t = reader.t();
    let (json, document) = (copy.to_json()?, copy.to_html(t.lang())?);
    let named = |field: &str| {
        copy.values
            .iter()
            .find(|value| value.field == field && value.ended_at.is_none())
            .map(|v| v.value.clone())
    };
    let name: Vec<String> = ["first_name", "last_name"].into_iter().filter_map(named).collect();
    let name = if name.is_empty() { named("company_name") } else { Some(name.join(" ")) };
    Ok(ExportPage {
        frame,
        who: show::who(copy.subject, name.map_or(Name::Pseudonym(copy.subject), Name::Known)),
        controller: joined(&copy.controller.name, &copy.controller.address),
        officer: copy.controller.officer,
        at: copy.at,
        values: copy
            .values
            .into_iter()
            .map(|value| ExportValue {
                value: show::value(t, &value.field, &value.value),
                field: value.field,
                tag: show::tag(value.tag),
                ended: value.ended_how.zip(value.ended_at.map(day_of)),
            })
            .collect(),
        recipients: copy.recipients,
        history: history(t, &copy.history),
        fingerprint: fingerprint(&json),
        json: as_address("application/json", &json),
        document: as_address("text/html", &document),
    })
}

/// What happened, where what happened again on the same day is told once.
fn history(t: Text, events: &[AccessEvent]) -> Vec<(Timestamp, String)> {
    let mut told: Vec<(&AccessEvent, usize)> = Vec::new();
    for event in events {
        let same = |other: &AccessEvent| {
            (other.event, &other.purpose, day_of(other.at)) == (event.event, &event.purpose, day_of(event.at))
        };
        match told.iter_mut().find(|(known, _)| same(known)) {
            Some((_, times)) => *times += 1,
            None => told.push((event, 1)),
        }
    }
    let line = |(event, times): (&AccessEvent, usize)| {
        let purpose = event.purpose.as_deref().map(|purpose| format!(" ({})", t.purpose(purpose)));
        let times = if times > 1 { format!(" ×\u{a0}{times}") } else { String::new() };
        (event.at, format!("{}{}{times}", happened(t, event.event), purpose.unwrap_or_default()))
    };
    told.into_iter().map(line).collect()
}

fn joined(name: &str, address: &str) -> String {
    if address.is_empty() { name.to_owned() } else { format!("{name}, {address}") }
}

/// The fingerprint of a copy.
pub fn fingerprint(json: &str) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(json.as_bytes())))
}

/// A file as an address that is the file itself.
pub fn as_address(kind: &str, bytes: impl AsRef<[u8]>) -> String {
    format!("data:{kind};charset=utf-8;base64,{}", STANDARD.encode(bytes))
}
