//! The steps of a request: who asks, more time, the answer. Each once, by somebody who may, with its entry in the ledger.

use zgoda_store::{Identity, Outcome, RequestFile, RequestKey, Store, WordsKind};

use super::{
    Ground, REASON_MIN, answer_due, authorise, extended_due, file_ends, needs_identity, recipients, words,
};
use crate::error::retried;
use crate::{Acting, RightsError};

/// The longest extension, in months.
pub const MONTHS_MAX: u8 = 2;
/// The shortest note on why nobody doubts who asks, in characters.
const NOTE_MIN: usize = 15;

/// How a request is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// All that was asked for was done; a word about it, which may be empty.
    Granted(String),
    /// A part was done; why not the rest.
    Partly(String),
    /// Nothing is held of whoever asked; how we looked, which may be empty.
    NothingHeld(String),
    /// The person took the request back.
    TakenBack,
    /// It is refused: on which ground, and why, in words the person will read.
    Refused(Ground, String),
}

/// The file, if it waits for an answer.
pub(super) fn open(store: &Store, who: &Acting, key: RequestKey) -> Result<RequestFile, RightsError> {
    authorise(store, who)?;
    let file = store.request_file(key)?;
    if file.request.answered_at.is_some() { Err(RightsError::Answered) } else { Ok(file) }
}

/// Records what took away reasonable doubt about who asks (GDPR art. 12(6)): a code sent to an address that is held, or
/// what a member of staff saw on a channel that is known, with a note. No document is asked for and none can be kept.
///
/// # Errors
/// [`RightsError::Incomplete`] where staff do not say why nobody doubts; [`RightsError::Answered`] where the request is
/// answered or this is known.
pub fn identify(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    identity: Identity,
    note: &str,
) -> Result<(), RightsError> {
    let by_staff = matches!(identity, Identity::KnownChannel | Identity::InPerson);
    let note = words(note, if by_staff { NOTE_MIN } else { 0 }, "note on who asks")?;
    retried(|| {
        let file = open(store, who, key)?;
        if file.request.identity.is_some() {
            return Err(RightsError::Answered);
        }
        let mut change = store.change(who.stamp());
        change.identify_request(&file, identity);
        if !note.is_empty() {
            change.keep_request_words(&file, WordsKind::Identity, note)?;
        }
        Ok(change.commit().map(drop)?)
    })
}

/// Extends the term once, by one or two months, within the first month and with reasons (GDPR art. 12(3)).
///
/// # Errors
/// [`RightsError::TooLate`] after the first month; [`RightsError::Answered`] where it was extended or answered;
/// [`RightsError::Incomplete`] for reasons that say nothing or more than two months.
pub fn extend(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    months: u8,
    reasons: &str,
) -> Result<(), RightsError> {
    let reasons = words(reasons, REASON_MIN, "reasons")?;
    if !(1..=MONTHS_MAX).contains(&months) {
        return Err(RightsError::Incomplete("number of months"));
    }
    retried(|| {
        let file = open(store, who, key)?;
        if file.request.extended_at.is_some() {
            return Err(RightsError::Answered);
        }
        if who.at > answer_due(file.request.received_at) {
            return Err(RightsError::TooLate);
        }
        let mut change = store.change(who.stamp());
        change.extend_request(&file, extended_due(file.request.received_at, months));
        change.keep_request_words(&file, WordsKind::Extension, reasons)?;
        Ok(change.commit().map(drop)?)
    })
}

/// Answers a request. A refusal names its ground and its reasons; only what is not refused needs to be sure who asks.
///
/// # Errors
/// [`RightsError::Unidentified`] where it is not certain who asks; [`RightsError::Answered`] where it is answered;
/// [`RightsError::Incomplete`] for a ground that does not belong to the right, reasons that say nothing, or an answer
/// that does not fit whose request it is.
pub fn answer(store: &Store, who: &Acting, key: RequestKey, answer: &Answer) -> Result<(), RightsError> {
    let (outcome, ground, said) = match answer {
        Answer::Granted(said) => (Outcome::Granted, None, words(said, 0, "answer")?),
        Answer::Partly(why) => (Outcome::Partly, None, words(why, REASON_MIN, "reasons")?),
        Answer::NothingHeld(how) => (Outcome::NothingHeld, None, words(how, 0, "answer")?),
        Answer::TakenBack => (Outcome::TakenBack, None, ""),
        Answer::Refused(ground, why) => (Outcome::Refused, Some(*ground), words(why, REASON_MIN, "reasons")?),
    };
    retried(|| {
        let file = open(store, who, key)?;
        fits(store, &file, outcome, ground)?;
        let mut change = store.change(who.stamp());
        change.answer_request(&file, outcome, ground.map(Ground::name), file_ends(store, who.at)?);
        if !said.is_empty() {
            change.keep_request_words(&file, WordsKind::Answer, said)?;
        }
        recipients::owe(&mut change, store, &file, outcome)?;
        if let Some(id) = file.subject.filter(|_| ground == Some(Ground::CompellingGrounds) && !file.erased) {
            change.reject_objections(&store.person(id)?)?;
        }
        Ok(change.commit().map(drop)?)
    })
}

/// Whether an answer can be given to this request.
fn fits(
    store: &Store,
    file: &RequestFile,
    outcome: Outcome,
    ground: Option<Ground>,
) -> Result<(), RightsError> {
    let request = &file.request;
    if ground.is_some_and(|ground| !ground.fits(request.kind)) {
        return Err(RightsError::Incomplete("ground of the refusal"));
    }
    let is_held = match file.subject.filter(|_| !file.erased) {
        Some(id) => {
            let person = store.person(id)?;
            person.facts.iter().any(|fact| person.holds(fact.no))
        }
        None => false,
    };
    match outcome {
        Outcome::Granted | Outcome::Partly if file.subject.is_none() => {
            Err(RightsError::Incomplete("person whose data are held"))
        }
        Outcome::Granted | Outcome::Partly if needs_identity(request.kind) && request.identity.is_none() => {
            Err(RightsError::Unidentified)
        }
        Outcome::NothingHeld if is_held => Err(RightsError::Incomplete("answer, for data are held")),
        _ => Ok(()),
    }
}
