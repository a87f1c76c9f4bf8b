//! The address to which a code may be sent, so that whoever reads there shows that they are the person.

use zgoda_law::{Action, Event, SubjectId};
use zgoda_store::{Draft, Fact, Person, RequestKey, Store};

use super::steps::open;
use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::{Acting, RightsError};

/// An address of somebody who made a request.
pub struct KnownEmail {
    /// Whose.
    pub subject: SubjectId,
    /// The address, the one that was confirmed last.
    pub email: String,
}

/// Whether a code could be sent to the person by e-mail.
pub fn has_email(store: &Store, person: &Person) -> bool {
    latest(store, person).is_some()
}

/// The person's e-mail address as it was held before they asked; never one that came with the request. That it was read
/// stands in the ledger.
///
/// # Errors
/// [`RightsError::NoWay`] where none is held; [`RightsError::Answered`] where the request is answered;
/// [`RightsError::Denied`] where the actor may not.
pub fn known_email(store: &Store, who: &Acting, key: RequestKey) -> Result<KnownEmail, RightsError> {
    let file = open(store, who, key)?;
    let person = store.person(file.subject.filter(|_| !file.erased).ok_or(RightsError::NoWay)?)?;
    let fact = latest(store, &person).ok_or(RightsError::NoWay)?;
    let purpose = purpose(store, SUBJECT_RIGHTS)?;
    let verdict = store.decide_all(&who.asks(Action::Use, purpose), &person, &[fact])?.pop();
    let verdict = verdict.ok_or(RightsError::NoWay)?;
    let permit = verdict.permit().ok_or_else(|| RightsError::Denied(verdict.reasons().to_vec()))?;
    let email = store.open_value(&permit, &person, fact.no)?.as_str().to_owned();
    let mut change = store.change(who.stamp());
    let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose).facts(vec![fact.no]);
    change.record(draft.detail(format!("request {key}: code")));
    change.commit()?;
    Ok(KnownEmail { subject: person.id, email })
}

fn latest<'p>(store: &Store, person: &'p Person) -> Option<&'p Fact> {
    let field = store.law().catalogue().field("email")?.id;
    let held = person.current().filter(|fact| fact.field == field && person.holds(fact.no));
    held.max_by_key(|fact| fact.confirmed_at)
}
