//! Letters: printed together, handed out to whoever prints or posts them for a stated time, posted under a number. Nothing
//! of them lies in a file of ours: addresses are opened anew, under permits and with entries, each time they are handed out.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use zgoda_law::{Action, Event, SubjectId};
use zgoda_store::{BatchId, DeliveryState, Draft, LetterBatch, NewDelivery, Step, Store, Wording};

use super::letter_pdf::fits;
use super::mail::step_by;
use super::queue::{Bulk, Skipped, delivery, ready};
use super::way::{WayKind, letter_address, open_way};
use super::{DELIVER_NOTICE, waiting};
use crate::acting::purpose;
use crate::error::retried;
use crate::{Acting, RightsError};

/// How long a batch is handed out, at most, in days.
pub const DAYS_MAX: u16 = 30;
/// The longest name of whoever prints, in characters.
const NAME_MAX: usize = 100;

/// One letter of a batch, opened.
pub struct OpenLetter {
    /// Whose.
    pub subject: SubjectId,
    /// Its number within the person.
    pub no: u32,
    /// The lines of the envelope.
    pub address: Vec<String>,
    /// What it says.
    pub text: Wording,
}

impl OpenLetter {
    /// What tells letters of a batch apart, without a name: the batch and the place in it.
    pub fn reference(batch: BatchId, place: usize) -> String {
        format!("L{batch}/{}", place + 1)
    }
}

/// Puts letters to these people into one batch, handed out to `recipient` for so many days. Whoever cannot be written to
/// is counted; where that is everybody there is no batch.
///
/// # Errors
/// [`RightsError::Incomplete`] for a recipient without a name, or a term that is none; else where the store fails.
pub fn make_letters(
    store: &Store,
    who: &Acting,
    ids: &[SubjectId],
    recipient: &str,
    days: u16,
) -> Result<(Option<BatchId>, Bulk), RightsError> {
    let recipient = recipient.trim();
    if recipient.is_empty() || recipient.chars().count() > NAME_MAX {
        return Err(RightsError::Incomplete("name of whoever prints"));
    }
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(RightsError::Incomplete("number of days"));
    }
    let mut bulk = Bulk::default();
    let mut fit = Vec::new();
    for id in ids.iter().collect::<BTreeSet<_>>() {
        match letter_for(store, who, *id, None) {
            Ok(()) => fit.push(*id),
            Err(error) => pass_over(&mut bulk, error)?,
        }
    }
    if fit.is_empty() {
        return Ok((None, bulk));
    }
    let ends_at = who.at.checked_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(who.at);
    let count = u32::try_from(fit.len()).unwrap_or(u32::MAX);
    let batch = store.add_letter_batch(who.stamp(), recipient, count, ends_at)?;
    for id in fit {
        match retried(|| letter_for(store, who, id, Some(batch))) {
            Ok(()) => bulk.queued += 1,
            Err(error) => pass_over(&mut bulk, error)?,
        }
    }
    Ok((Some(batch), bulk))
}

fn pass_over(bulk: &mut Bulk, error: RightsError) -> Result<(), RightsError> {
    let why = Skipped::of(&error).ok_or(error)?;
    *bulk.skipped.entry(why).or_default() += 1;
    Ok(())
}

/// Puts one letter into a batch; without a batch only looks whether it could be, for which the address is opened.
fn letter_for(store: &Store, who: &Acting, id: SubjectId, batch: Option<BatchId>) -> Result<(), RightsError> {
    let person = store.person(id)?;
    if person.flags.erased {
        return Err(RightsError::Erased);
    }
    open_way(store, who, &person, WayKind::Letter)?;
    let mut change = store.change(who.stamp());
    let ready = ready(store, who, &person, waiting(store, &person)?, WayKind::Letter, &mut change)?;
    let (lang, words) = (ready.composed.lang, ready.composed.text());
    let Some(batch) = batch else {
        let address = letter_address(store, who, &person, &mut change)?.ok_or(RightsError::NoWay)?;
        change.commit()?;
        return fits(store, lang, address, &words, who.at);
    };
    let text = store.keep_wording(lang.tag(), &words)?;
    let new = NewDelivery {
        notices: ready.notices.iter().map(|notice| notice.no).collect(),
        text,
        channel: WayKind::Letter.channel(),
        fact: None,
        batch: Some(batch),
    };
    change.add_delivery(&person, new)?;
    change.commit()?;
    Ok(())
}

/// The batch of this number.
///
/// # Errors
/// [`RightsError::NotFound`] where there is none.
pub fn batch(store: &Store, id: BatchId) -> Result<LetterBatch, RightsError> {
    let found = store.letter_batches()?.into_iter().find(|batch| batch.id == id);
    found.ok_or(RightsError::NotFound("letters"))
}

/// Opens the letters of a batch to be handed out. Every person's ledger says that it was.
///
/// # Errors
/// [`RightsError::NotFound`] where there is no such batch, or its term is over; else where the store fails.
pub fn open_letters(store: &Store, who: &Acting, id: BatchId) -> Result<Vec<OpenLetter>, RightsError> {
    if batch(store, id)?.ends_at <= who.at {
        return Err(RightsError::NotFound("letters that are still handed out"));
    }
    let purpose = purpose(store, DELIVER_NOTICE)?;
    let mut log = store.change(who.stamp());
    let mut letters = Vec::new();
    for (subject, no) in store.deliveries_of(id)? {
        let person = store.person(subject)?;
        let of = delivery(store, &person, no)?;
        if !matches!(of.state, DeliveryState::Printed | DeliveryState::Posted) {
            continue;
        }
        let Some(address) = letter_address(store, who, &person, &mut log)? else { continue };
        let draft = Draft::new(Event::Exported, Action::Notify).person(subject, person.ordinal);
        log.record(draft.purpose(purpose).detail(format!("letters {id}, delivery {no}")));
        letters.push(OpenLetter { subject, no, address, text: store.wording(of.text)? });
    }
    if !log.is_empty() {
        log.commit()?;
    }
    Ok(letters)
}

/// The letters as delimited text for a mail house: reference, four lines of address, language, subject and text.
pub fn letters_csv(id: BatchId, letters: &[OpenLetter]) -> String {
    let mut text = String::from('\u{feff}');
    let head = ["reference", "line1", "line2", "line3", "line4", "language", "subject", "text"];
    zgoda_formats::csv_safe::write_record(head, ';', &mut text);
    for (place, letter) in letters.iter().enumerate() {
        let line = |number: usize| letter.address.get(number).map_or("", String::as_str);
        let reference = OpenLetter::reference(id, place);
        let (subject, body) = letter.text.body.split_once('\n').unwrap_or_default();
        let cells = [&reference, line(0), line(1), line(2), line(3), &letter.text.lang, subject, body.trim()];
        zgoda_formats::csv_safe::write_record(cells, ';', &mut text);
    }
    text
}

/// Records that the letters of a batch were posted: everybody in it counts as told.
///
/// # Errors
/// [`RightsError::Incomplete`] for a number that could be somebody's, or a day to come; [`RightsError::NotFound`] where
/// there is no such batch, or it was posted before.
pub fn post_letters(
    store: &Store,
    who: &Acting,
    id: BatchId,
    posted_at: Timestamp,
    posting: &str,
) -> Result<u64, RightsError> {
    let posting = crate::notice::reference(posting)?;
    let batch = batch(store, id)?;
    if posted_at > who.at || posted_at < batch.made_at {
        return Err(RightsError::Incomplete("day of posting"));
    }
    if batch.posted_at.is_some() {
        return Err(RightsError::NotFound("letters that were not posted"));
    }
    store.post_letter_batch(who.stamp(), id, posted_at, posting)?;
    let mut posted = 0;
    for (subject, no) in store.deliveries_of(id)? {
        let moved = step_by(store, who, subject, no, &[DeliveryState::Printed], |_| Step {
            reference: Some(posting.to_owned()),
            ..Step::to(DeliveryState::Posted)
        });
        posted += u64::from(moved?);
    }
    Ok(posted)
}
