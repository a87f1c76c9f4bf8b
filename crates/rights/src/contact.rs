//! The addresses of a person in the form in which they are compared and kept from coming back.

use std::collections::BTreeSet;

use zgoda_formats::identifiers::{Email, Phone};
use zgoda_law::{Action, Event, FieldId};
use zgoda_store::{Change, Draft, Fact, Person, Store};

use crate::acting::answering;
use crate::{Acting, RightsError};

/// The fields whose values go on the suppression list.
const POINTS: [&str; 3] = ["email", "phone", "messenger_handle"];

/// The form of a contact value in which it is compared. What cannot be read as an address is taken as it is.
pub(crate) fn normalised(field: &str, value: &str) -> String {
    read_point(field, value).flatten().unwrap_or_else(|| value.trim().to_lowercase())
}

/// An address in the form in which it is stored, `Some(None)` for text that is none; `None` for other fields.
pub(crate) fn read_point(field: &str, value: &str) -> Option<Option<String>> {
    match field {
        "email" => Some(Email::parse(value).map(Email::into_string).ok()),
        "phone" => Some(Phone::parse(value).map(Phone::into_string).ok()),
        _ => None,
    }
}

/// Whether a value of this field opens a channel.
pub(crate) fn is_point(store: &Store, field: FieldId) -> bool {
    store.law().catalogue().field_by_id(field).is_some_and(|field| !field.channels.is_empty())
}

/// Puts every address that is held of the person on the suppression list, superseded ones too, and says how many.
pub(crate) fn suppress_all(
    change: &mut Change<'_>,
    store: &Store,
    person: &Person,
    reason: &str,
) -> Result<u32, RightsError> {
    let (system, purpose): (Acting, _) = answering(store, change.stamp().at)?;
    let fields = POINTS.map(|name| store.law().catalogue().field(name));
    let held = person.facts.iter().filter(|fact| person.holds(fact.no));
    let points: Vec<(&Fact, &str)> = held
        .filter_map(|fact| {
            let field = fields.iter().flatten().find(|field| field.id == fact.field)?;
            Some((fact, field.name.as_str()))
        })
        .collect();
    let facts: Vec<&Fact> = points.iter().map(|(fact, _)| *fact).collect();
    let verdicts = store.decide_all(&system.asks(Action::Use, purpose), person, &facts)?;
    let (mut opened, mut addresses) = (Vec::new(), BTreeSet::new());
    for ((fact, field), verdict) in points.into_iter().zip(verdicts) {
        let permit = verdict.permit().ok_or_else(|| RightsError::Denied(verdict.reasons().to_vec()))?;
        let value = store.open_value(&permit, person, fact.no)?;
        let address = (fact.field, normalised(field, value.as_str()));
        if !addresses.contains(&address) {
            change.suppress(address.0, &address.1, reason);
            addresses.insert(address);
        }
        opened.push(fact.no);
    }
    if !opened.is_empty() {
        let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose);
        change.record(draft.facts(opened).detail("suppressed"));
    }
    Ok(u32::try_from(addresses.len()).unwrap_or(u32::MAX))
}
