//! Putting messages into the queue: one for all duties towards a person that none is under way for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use zgoda_formats::DeliveryReport;
use zgoda_law::SubjectId;
use zgoda_store::{Delivery, DeliveryState, NewDelivery, Notice, Person, Step, Store};

use super::compose::{Composed, Problem, compose};
use super::mail::step_by;
use super::way::{WayKind, language, letter_address, open_email, open_way};
use super::{open_duties, waiting};
use crate::error::retried;
use crate::{Acting, RightsError};

/// What came of a wish to inform many people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bulk {
    /// Messages put on their way.
    pub queued: u64,
    /// People who were passed over, by why.
    pub skipped: BTreeMap<Skipped, u64>,
}

/// Why somebody was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// They are owed nothing, or a message is under way.
    NothingDue,
    /// No address of this kind is held.
    NoAddress,
    /// The law closes the way.
    Denied,
    /// The text may not go out as it is.
    NotReady,
    /// The address does not fit the window of an envelope, or cannot be printed.
    Unfit,
}

impl Skipped {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NothingDue => "nothing-due",
            Self::NoAddress => "no-address",
            Self::Denied => "denied",
            Self::NotReady => "not-ready",
            Self::Unfit => "unfit",
        }
    }

    /// Why a refusal passes somebody over; `None` for a failure that stops everything.
    pub(crate) fn of(error: &RightsError) -> Option<Self> {
        match error {
            RightsError::NotFound(_) | RightsError::Erased => Some(Self::NothingDue),
            RightsError::NoWay => Some(Self::NoAddress),
            RightsError::Denied(_) => Some(Self::Denied),
            RightsError::NotReady(_) => Some(Self::NotReady),
            RightsError::Unfit => Some(Self::Unfit),
            _ => None,
        }
    }
}

/// A message that could be put on its way: the duties it meets, and its text.
pub(crate) struct Ready<'p> {
    pub notices: Vec<&'p Notice>,
    pub composed: Composed,
}

/// What a person would be told now over a way, if it may go out.
pub(crate) fn ready<'p>(
    store: &Store,
    who: &Acting,
    person: &'p Person,
    notices: Vec<&'p Notice>,
    kind: WayKind,
    log: &mut zgoda_store::Change<'_>,
) -> Result<Ready<'p>, RightsError> {
    if notices.is_empty() {
        return Err(RightsError::NotFound("duty to inform"));
    }
    let lang = language(store, who, person, log)?;
    let composed = compose(store, person, &notices, lang, kind.channel())?;
    match composed.problems.as_slice() {
        [] => Ok(Ready { notices, composed }),
        [Problem::NothingHeld, ..] => Err(RightsError::NotFound("value to tell of")),
        problems => Err(RightsError::NotReady(problems.to_vec())),
    }
}

/// Queues an e-mail that informs a person. Returns its number within the person.
///
/// # Errors
/// [`RightsError::NotFound`] where nothing waits to be told; [`RightsError::NoWay`] where no e-mail address is held;
/// [`RightsError::Denied`] where the law closes it; [`RightsError::NotReady`] where the text may not go out.
pub fn queue_email(store: &Store, who: &Acting, id: SubjectId) -> Result<u32, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Err(RightsError::Erased);
        }
        let way = open_way(store, who, &person, WayKind::Email)?;
        let mut change = store.change(who.stamp());
        let waiting = waiting(store, &person)?;
        let ready = ready(store, who, &person, waiting, WayKind::Email, &mut change)?;
        let text = store.keep_wording(ready.composed.lang.tag(), &ready.composed.text())?;
        let new = NewDelivery {
            notices: ready.notices.iter().map(|notice| notice.no).collect(),
            text,
            channel: WayKind::Email.channel(),
            fact: way.fact,
            batch: None,
        };
        let no = change.add_delivery(&person, new)?;
        change.commit()?;
        Ok(no)
    })
}

/// The same for many people; whoever cannot be written to is counted.
///
/// # Errors
/// Where the store fails; what was queued before stands.
pub fn queue_emails(store: &Store, who: &Acting, ids: &[SubjectId]) -> Result<Bulk, RightsError> {
    let mut bulk = Bulk::default();
    for id in ids.iter().collect::<BTreeSet<_>>() {
        match queue_email(store, who, *id) {
            Ok(_) => bulk.queued += 1,
            Err(error) => match Skipped::of(&error) {
                Some(why) => *bulk.skipped.entry(why).or_default() += 1,
                None => return Err(error),
            },
        }
    }
    Ok(bulk)
}

/// A human says what became of a message that nobody knows the fate of, or that the server refused: it goes again, or it
/// counts as stopped.
///
/// # Errors
/// [`RightsError::NotFound`] where no such message waits for that.
pub fn check_again(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    no: u32,
    again: bool,
) -> Result<(), RightsError> {
    retried(|| {
        let person = store.person(id)?;
        let delivery = delivery(store, &person, no)?;
        let waits = matches!(delivery.state, DeliveryState::Uncertain | DeliveryState::Refused);
        let owed = open_duties(&person).any(|notice| delivery.notices.contains(&notice.no));
        if !waits || again && !owed {
            return Err(RightsError::NotFound("message that waits for a decision"));
        }
        let state = if again { DeliveryState::Queued } else { DeliveryState::Stopped };
        let mut change = store.change(who.stamp());
        change.move_delivery(&person, &delivery, Step { next_at: Some(who.at), ..Step::to(state) })?;
        change.commit()?;
        Ok(())
    })
}

/// The message of this number.
pub(crate) fn delivery(store: &Store, person: &Person, no: u32) -> Result<Delivery, RightsError> {
    let found = store.deliveries(person)?.into_iter().find(|delivery| delivery.no == no);
    found.ok_or(RightsError::NotFound("message"))
}

/// What a person would be told now, and where it would go.
pub struct Preview {
    /// The text.
    pub composed: Composed,
    /// Whether anything is owed to them.
    pub owed: bool,
    /// Whether a message is on its way already.
    pub moving: bool,
    /// The address for e-mail, if the law lets a notice go there.
    pub email: Option<String>,
    /// The lines of an envelope.
    pub letter: Option<Vec<String>>,
}

/// Shows what a person would be told now. What is opened for it stands in the ledger.
///
/// # Errors
/// [`RightsError::Erased`] where nothing is held any more; else where the store fails.
pub fn preview(store: &Store, who: &Acting, person: &Person, kind: WayKind) -> Result<Preview, RightsError> {
    if person.flags.erased {
        return Err(RightsError::Erased);
    }
    let mut log = store.change(who.stamp());
    let owed: Vec<&Notice> = open_duties(person).collect();
    let moving = !owed.is_empty() && waiting(store, person)?.is_empty();
    let lang = language(store, who, person, &mut log)?;
    let composed = compose(store, person, &owed, lang, kind.channel())?;
    let email = match open_way(store, who, person, WayKind::Email) {
        Ok(way) => {
            let (address, draft) = open_email(store, person, &way)?;
            log.record(draft);
            Some(address)
        }
        Err(RightsError::NoWay | RightsError::Denied(_)) => None,
        Err(other) => return Err(other),
    };
    let letter = letter_address(store, who, person, &mut log)?;
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(Preview { composed, owed: !owed.is_empty(), moving, email, letter })
}

/// A message came back: it bounced, or the post returned the letter. The duty is owed again.
///
/// # Errors
/// [`RightsError::NotFound`] where no such message was sent.
pub fn came_back(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    no: u32,
    code: Option<u16>,
) -> Result<(), RightsError> {
    let moved = step_by(store, who, id, no, &[DeliveryState::Sent, DeliveryState::Posted], |delivery| {
        let letter = delivery.state == DeliveryState::Posted;
        let state = if letter { DeliveryState::Returned } else { DeliveryState::Bounced };
        Step { code, ..Step::to(state) }
    })?;
    if moved { Ok(()) } else { Err(RightsError::NotFound("message that was sent")) }
}

/// What a report of a mail system said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// A message of ours bounced: to whom, and its number.
    Bounced(SubjectId, u32),
    /// It is about a message of ours that has not failed.
    NotFailed,
    /// It is about none of ours, or no report at all.
    Unknown,
}

/// Takes the text of a report on delivery (RFC 3464): where it says that a message of ours failed, it counts as bounced.
///
/// # Errors
/// Where the store fails.
pub fn take_report(store: &Store, who: &Acting, text: &str) -> Result<Reported, RightsError> {
    let Some(report) = DeliveryReport::read(text) else { return Ok(Reported::Unknown) };
    for message_id in report.message_ids.iter().rev() {
        let Some((id, no)) = store.delivery_by_message(message_id)? else { continue };
        let Some(code) = report.failure() else { return Ok(Reported::NotFailed) };
        return match came_back(store, who, id, no, code) {
            Ok(()) => Ok(Reported::Bounced(id, no)),
            Err(RightsError::NotFound(_)) => Ok(Reported::NotFailed),
            Err(other) => Err(other),
        };
    }
    Ok(Reported::Unknown)
}
