//! What became of a package: as the receiver's server said, or as a member of staff found out where it said nothing.

use jiff::{SignedDuration, Timestamp};
use zgoda_law::calendar::day_of;
use zgoda_store::{Outcome, RequestKey, Store, Transfer, TransferState, WordsKind};
use zgoda_text::Text;

use super::carry::Fate;
use crate::error::retried;
use crate::notice::reference;
use crate::requests::{authorise, file_ends};
use crate::{Acting, RightsError};

/// A package that has been going for longer than this will get no answer any more.
const SILENCE: SignedDuration = SignedDuration::from_mins(15);

/// Whether a human has to find out what became of a package.
pub fn may_settle(one: &Transfer, now: Timestamp) -> bool {
    match one.state {
        TransferState::Uncertain => true,
        TransferState::Sending => one.begun_at.checked_add(SILENCE).is_ok_and(|over| over < now),
        TransferState::Taken | TransferState::Refused | TransferState::NotSent => false,
    }
}

/// Records what a member of staff found out, with a reference to how it is shown. Where the receiver has the package, the
/// request is answered; where not, it may be sent anew.
///
/// # Errors
/// [`RightsError::NotFound`] where no such package waits; [`RightsError::Incomplete`] for a reference that is none.
pub fn settle(
    store: &Store,
    who: &Acting,
    (key, no): (RequestKey, u32),
    arrived: bool,
    proof: &str,
    t: Text,
) -> Result<(), RightsError> {
    authorise(store, who)?;
    let proof = reference(proof)?;
    if !store.transfers(key)?.iter().any(|one| one.no == no && may_settle(one, who.at)) {
        return Err(RightsError::NotFound("package"));
    }
    let state = if arrived { TransferState::Taken } else { TransferState::NotSent };
    recorded(store, who, (key, no), state, (None, Some(proof)), t)
}

/// Records what the receiver's server said.
pub(super) fn record(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    no: u32,
    fate: Fate,
    t: Text,
) -> Result<(), RightsError> {
    recorded(store, who, (key, no), fate.state, (fate.code, fate.note), t)
}

fn recorded(
    store: &Store,
    who: &Acting,
    (key, no): (RequestKey, u32),
    state: TransferState,
    shown: (Option<u16>, Option<&str>),
    t: Text,
) -> Result<(), RightsError> {
    retried(|| {
        let file = store.request_file(key)?;
        let mut change = store.change(who.stamp());
        change.settle_transfer(&file, no, state, shown);
        if state == TransferState::Taken && file.request.answered_at.is_none() {
            let sent = store.transfers(key)?.into_iter().find(|one| one.no == no);
            let sent = sent.ok_or(RightsError::NotFound("package"))?;
            change.answer_request(&file, Outcome::Granted, None, file_ends(store, who.at)?);
            let said = t.transfer_answer(&sent.receiver, t.date(day_of(sent.begun_at)));
            change.keep_request_words(&file, WordsKind::Answer, &said)?;
        }
        Ok(change.commit().map(drop)?)
    })
}
