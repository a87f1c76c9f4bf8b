//! Every bit of a ledger: of its exported copy, and of its rows.

use zgoda_ledger::{CopyWriter, verify_copy};
use zgoda_store::sql::{Batch, Db, Location, Statement};

use super::furnish;
use crate::{Deed, Desk, SimError, Site, Step, moment, scratch};

static CHANGE: Statement =
    Statement { name: "tamper::CHANGE", sql: "UPDATE ledger_entry SET entry = $1 WHERE seq = $2" };

/// How many bits were flipped, and how many of them were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFlips {
    /// Entries of the ledger.
    pub entries: u64,
    /// Bits that were flipped.
    pub flipped: u64,
    /// Flips that verification found.
    pub found: u64,
}

/// Flips every `every`th bit of the exported copy of a ledger of at least so many entries.
///
/// # Errors
/// Where the simulation cannot be set up.
pub fn flip_copy(entries: u64, every: usize) -> Result<LedgerFlips, SimError> {
    let folder = scratch()?;
    let site = Site::in_folder(folder.path())?;
    let size = fill(&site, entries)?;
    let store = site.open()?;
    let ledger = store.ledger();
    let note = ledger.checkpoint(moment(1_000_000))?;
    let mut writer = CopyWriter::new(Vec::new())?;
    for entry in ledger.raw(0, size)? {
        writer.entry(&entry)?;
    }
    let copy = writer.finish(&note, &ledger.vkey())?;
    let vkey = ledger.vkey();
    let holds = |copy: &[u8]| verify_copy(copy, Some(&vkey), |_, _| {}).is_ok();
    if !holds(&copy) {
        return Err(SimError::Setup("the copy does not verify as it is".into()));
    }
    let mut flips = LedgerFlips { entries: size, flipped: 0, found: 0 };
    let mut changed = copy.clone();
    for bit in (0..copy.len() * 8).step_by(every) {
        if let Some(byte) = changed.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
        flips.flipped += 1;
        flips.found += u64::from(!holds(&changed));
        if let Some(byte) = changed.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
    }
    Ok(flips)
}

/// Flips every `every`th bit of the rows of a ledger of at least so many entries.
///
/// # Errors
/// Where the simulation cannot be set up.
pub fn flip_entries(entries: u64, every: usize) -> Result<LedgerFlips, SimError> {
    let folder = scratch()?;
    let site = Site::in_folder(folder.path())?;
    let size = fill(&site, entries)?;
    let store = site.open()?;
    let rows = Db::open(Location::Sqlite(folder.path().join("work.db")), &[])
        .map_err(zgoda_store::StoreError::from)?;
    let put = |seq: u64, entry: &[u8]| -> Result<(), SimError> {
        let mut batch = Batch::default();
        batch.run_one(&CHANGE, vec![entry.to_vec().into(), i64::try_from(seq).unwrap_or(i64::MAX).into()]);
        Ok(rows.write(&batch).map_err(zgoda_store::StoreError::from)?)
    };
    let holds = || store.ledger().verify(|_, _| {}).is_ok();
    let mut flips = LedgerFlips { entries: size, flipped: 0, found: 0 };
    let mut bit = 0;
    for (seq, entry) in (0..).zip(store.ledger().raw(0, size)?) {
        while let Some(byte) = entry.get(bit / 8) {
            let mut changed = entry.clone();
            if let Some(changed) = changed.get_mut(bit / 8) {
                *changed = byte ^ 1 << (bit % 8);
            }
            put(seq, &changed)?;
            flips.flipped += 1;
            flips.found += u64::from(!holds());
            bit += every;
        }
        bit -= entry.len() * 8;
        put(seq, &entry)?;
    }
    if holds() { Ok(flips) } else { Err(SimError::Setup("the ledger does not verify as it was".into())) }
}

/// A ledger of about so many entries: a lead comes in, then somebody looks at them again and again.
fn fill(site: &Site, entries: u64) -> Result<u64, SimError> {
    furnish(site, 7, entries / 4)?;
    let desk = Desk::open(site.open()?)?;
    while desk.store.ledger().size()? < entries {
        desk.carry_out(&Step { no: 1_000_000, at: moment(1_000_000), deed: Deed::Read { who: 0 } })?;
    }
    Ok(desk.store.ledger().size()?)
}
