//! A request arrives: by any door and in any form (GDPR art. 12(2)); and requests that are answered by the deed itself.

use jiff::Timestamp;
use zgoda_law::{Actor, SubjectId};
use zgoda_store::{
    Change, Door, Identity, NewRequest, Outcome, Person, RequestFile, RequestKey, RequestKind, Store,
    WordsKind,
};

use super::{answer_due, authorise, file_ends, needs_identity, recipients, words};
use crate::acting::answering;
use crate::error::retried;
use crate::{Acting, RightsError};

/// The shortest account of what a person said, in characters.
const SAID_MIN: usize = 3;

/// A request as somebody notes it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Which right.
    pub kind: RequestKind,
    /// How it reached us.
    pub door: Door,
    /// When it arrived: the term runs from then, not from when it was noted.
    pub received_at: Timestamp,
    /// Whose; `None` where nothing was found of whoever asked.
    pub whose: Option<SubjectId>,
    /// What they said, as far as it matters; may be empty. Kept sealed.
    pub said: String,
}

/// Receives a request. Somebody at their own page has shown who they are, and asks once: an open request of the same kind
/// is returned instead of a second clock, and it is certain now who made it.
///
/// # Errors
/// [`RightsError::Incomplete`] for a day that has not come yet or words that are too long; [`RightsError::Erased`] where
/// the person is not held any more; [`RightsError::Denied`] where the actor may not.
pub fn receive(store: &Store, who: &Acting, incoming: &Incoming) -> Result<RequestKey, RightsError> {
    authorise(store, who)?;
    let Incoming { kind, door, received_at, whose, .. } = *incoming;
    if received_at > who.at {
        return Err(RightsError::Incomplete("day of receipt"));
    }
    let said = words(&incoming.said, 0, "note")?;
    let identity = (door == Door::Page).then_some(Identity::Page);
    let new = NewRequest { kind, door, received_at, due_at: answer_due(received_at), identity };
    retried(|| {
        let person = whose.map(|id| store.person(id)).transpose()?;
        let mut change = store.change(who.stamp());
        if let Some(person) = &person {
            if person.flags.erased {
                return Err(RightsError::Erased);
            }
            change.open(person)?;
            if let Some(open) = open_of(person, kind).filter(|_| door == Door::Page) {
                if open.request.identity.is_none() {
                    change.identify_request(&open, Identity::Page);
                    change.commit()?;
                }
                return Ok(open.key);
            }
        }
        let key = change.add_request(whose, new)?;
        if !said.is_empty() {
            change.keep_request_words(&fresh(key, whose, new, who.at), WordsKind::Receipt, said)?;
        }
        change.commit()?;
        Ok(key)
    })
}

/// Receives a request that somebody who is no officer heard or read, for the officer to answer: it is noted under their
/// name, and they learn no more than its number. The term runs from the day the person said it (art. 12(3)).
///
/// # Errors
/// As [`receive`]; [`RightsError::Incomplete`] where it does not say what the person said.
pub fn pass_on(store: &Store, who: &Acting, incoming: &Incoming) -> Result<RequestKey, RightsError> {
    words(&incoming.said, SAID_MIN, "what the person said")?;
    let (system, _) = answering(store, who.at)?;
    // The program notes it, for it serves the purpose; who passed it on stands in the ledger.
    let noting = Acting { actor: Actor { id: who.actor.id, ..system.actor }, at: who.at };
    receive(store, &noting, incoming)
}

/// Answers, within the change that does what was asked for, the oldest open request of this kind; where none was noted,
/// one is received first. Those who received the data are to be told where the law demands it.
///
/// # Errors
/// [`RightsError::Unidentified`] where a request waits and it is not certain yet who made it.
pub(crate) fn answered_by_deed(
    change: &mut Change<'_>,
    store: &Store,
    who: &Acting,
    person: &Person,
    asked: (RequestKind, Option<Timestamp>),
    outcome: (Outcome, Option<&str>),
) -> Result<RequestKey, RightsError> {
    let (kind, received_at) = asked;
    change.open(person)?;
    let file = match open_of(person, kind) {
        Some(open) if open.request.identity.is_none() && needs_identity(kind) => {
            return Err(RightsError::Unidentified);
        }
        Some(open) => open,
        None => {
            let received_at = received_at.unwrap_or(who.at);
            let due_at = answer_due(received_at);
            let new = NewRequest { kind, door: Door::Other, received_at, due_at, identity: None };
            fresh(change.add_request(Some(person.id), new)?, Some(person.id), new, who.at)
        }
    };
    let (outcome, ground) = outcome;
    change.answer_request(&file, outcome, ground, file_ends(store, who.at)?);
    recipients::owe(change, store, &file, outcome)?;
    Ok(file.key)
}

/// The oldest open request of a kind.
pub(super) fn open_of(person: &Person, kind: RequestKind) -> Option<RequestFile> {
    let mut open =
        person.requests.iter().filter(|request| request.kind == kind && request.answered_at.is_none());
    person.request_file(open.next()?.no)
}

/// The file of a request that is part of the same change.
fn fresh(key: RequestKey, subject: Option<SubjectId>, new: NewRequest, at: Timestamp) -> RequestFile {
    let request = new.request(key.no, at);
    RequestFile { key, subject, erased: false, request }
}
