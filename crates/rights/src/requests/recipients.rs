//! Who received the data is told what became of them (GDPR art. 19), where that is possible without disproportionate
//! effort.

use zgoda_store::{Change, Outcome, RequestFile, RequestKey, RequestKind, Store, Telling, TellingState};

use super::{REASON_MIN, answer_due, authorise, words};
use crate::error::retried;
use crate::exports::to_be_told;
use crate::notice::reference;
use crate::{Acting, RightsError};

/// Owes it to everybody who received data of the person, where these were put right, erased or restricted.
pub(super) fn owe(
    change: &mut Change<'_>,
    store: &Store,
    file: &RequestFile,
    outcome: Outcome,
) -> Result<(), RightsError> {
    let owed = matches!(
        file.request.kind,
        RequestKind::Rectification | RequestKind::Erasure | RequestKind::Restriction
    );
    if !owed || !matches!(outcome, Outcome::Granted | Outcome::Partly) {
        return Ok(());
    }
    let recipients = match file.key.whose() {
        Some(person) => to_be_told(store, person)?,
        None => Vec::new(),
    };
    change.add_tellings(file, &recipients, answer_due(change.stamp().at));
    Ok(())
}

/// The recipients of a request, told or to be told.
///
/// # Errors
/// Where the store fails.
pub fn tellings_of(store: &Store, key: RequestKey) -> Result<Vec<Telling>, RightsError> {
    Ok(store.tellings(key)?)
}

/// Records that a recipient was told, with a reference to the confirmation, or why that is impossible or would need a
/// disproportionate effort.
///
/// # Errors
/// [`RightsError::Incomplete`] for a reference that is none, or a reason that says nothing; [`RightsError::NotFound`]
/// where no such recipient waits.
pub fn tell_recipient(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    telling: u32,
    state: TellingState,
    note: &str,
) -> Result<(), RightsError> {
    authorise(store, who)?;
    let note = match state {
        TellingState::Told => reference(note)?,
        TellingState::Impossible | TellingState::Disproportionate => words(note, REASON_MIN, "reason")?,
        TellingState::Open => return Err(RightsError::Incomplete("state of the recipient")),
    };
    retried(|| {
        let waits = |known: &Telling| known.no == telling && known.state == TellingState::Open;
        if !store.tellings(key)?.iter().any(waits) {
            return Err(RightsError::NotFound("recipient"));
        }
        let mut change = store.change(who.stamp());
        change.settle_telling(&store.request_file(key)?, telling, state, note);
        Ok(change.commit().map(drop)?)
    })
}
