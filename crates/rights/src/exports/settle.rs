//! That a file was destroyed: said by whoever held it, recorded with how it is shown.

use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_store::{ExportId, Store};

use crate::{Acting, RightsError};

/// Letters of the words that show a destruction: at least and at most.
const PROOF: std::ops::RangeInclusive<usize> = 5..=300;

/// Records that a file was destroyed on a day, and how that is shown: the number of a letter, of a protocol.
///
/// # Errors
/// [`RightsError::Incomplete`] for a day before the file was made or to come, or a proof that says nothing;
/// [`RightsError::NotFound`] where there is no such file, or it was recorded before.
pub fn settle(
    store: &Store,
    who: &Acting,
    id: ExportId,
    destroyed_on: Date,
    proof: &str,
) -> Result<(), RightsError> {
    let export = store.export(id)?;
    if export.destroyed.is_some() {
        return Err(RightsError::NotFound("file that is still out"));
    }
    if destroyed_on < day_of(export.made_at) || destroyed_on > day_of(who.at) {
        return Err(RightsError::Incomplete("day of destruction"));
    }
    let proof = proof.trim();
    if !PROOF.contains(&proof.chars().count()) {
        return Err(RightsError::Incomplete("proof"));
    }
    Ok(store.settle_export(who.stamp(), id, destroyed_on, proof)?)
}
