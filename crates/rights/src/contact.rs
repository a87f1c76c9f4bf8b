//! The addresses of a person in the form in which they are compared and kept from coming back.

use zgoda_formats::identifiers::{Email, Phone};
use zgoda_law::{Action, Event, FieldId};
use zgoda_store::{Change, Draft, Fact, Person, Store};

use crate::acting::answering;
use crate::{Acting, RightsError};

/// The fields whose values go on the suppression list.
const POINTS: [&str; 3] = ["email", "phone", "messenger_handle"];

/// The form of a contact value in which it is compared. What cannot be read as an address is taken as it is.
pub(crate) fn normalised(field: &str, value: &str) -> String {
    let read = match field {
        "email" => Email::parse(value).map(Email::into_string).ok(),
        "phone" => Phone::parse(value).map(Phone::into_string).ok(),
        _ => None,
    };
    read.unwrap_or_else(|| value.trim().to_lowercase())
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
    let mut suppressed = Vec::new();
    for ((fact, field), verdict) in points.into_iter().zip(verdicts) {
        let permit = verdict.permit().ok_or_else(|| RightsError::Denied(verdict.reasons().to_vec()))?;
        let value = store.open_value(&permit, person, fact.no)?;
        change.suppress(fact.field, &normalised(field, value.as_str()), reason);
        suppressed.push(fact.no);
    }
    let count = u32::try_from(suppressed.len()).unwrap_or(u32::MAX);
    if count > 0 {
        let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose);
        change.record(draft.facts(suppressed).detail("suppressed"));
    }
    Ok(count)
}
