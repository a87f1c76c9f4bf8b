//! Rotating the key-encryption key while others work: a new version, every data key wrapped anew, the old version
//! destroyed. Each step can be done again, so a rotation that was cut off is taken up by the next one.
//!
//! What is sealed stays as it is. Old copies of wrapped keys, wherever they are (archives of keys, logs and dead rows of
//! the engine, blocks of a disk), end with the version they were wrapped under.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Serialize;
use zgoda_law::{Action, Event, SubjectId};
use zgoda_vault::WrappedKey;

use crate::change::Draft;
use crate::change::commit::replaced_key;
use crate::mirror::load;
use crate::model::{Ordinal, Stamp};
use crate::sql::{Batch, Location, SqlError, statements};
use crate::{Store, StoreError};

statements! {
    UNDER = "SELECT kek_version, COUNT(*) FROM data_key GROUP BY kek_version ORDER BY kek_version";
    OLD_KEYS = "SELECT subject_id, kek_version, wrapped, mask FROM data_key WHERE kek_version < $1 AND subject_id > $2
        ORDER BY subject_id LIMIT $3";
    UNMASKED = "SELECT subject_id, kek_version, wrapped FROM data_key WHERE mask = 0 AND subject_id > $1
        ORDER BY subject_id LIMIT $2";
    MASK = "UPDATE data_key SET kek_version = $1, wrapped = $2, mask = $3 WHERE subject_id = $4 AND wrapped = $5";
    REWRAP = "UPDATE data_key SET kek_version = $1, wrapped = $2 WHERE subject_id = $3 AND wrapped = $4";
    IDS_BETWEEN = "SELECT subject_id, public_id FROM subject WHERE subject_id > $1 AND subject_id <= $2";
    // Whoever wraps says under which version; once the floor is raised, nothing below it can come in any more.
    RAISE_FLOOR = "UPDATE kek_floor SET version = $1 WHERE id = 1 AND version < $1";
    ABOVE_FLOOR = "UPDATE kek_floor SET id = 1 WHERE id = 1 AND version <= $1";
}

/// Keys wrapped anew in one transaction.
const PAGE: u32 = 500;
/// When the last rotation began.
const ROTATED: &str = "keys_rotated_at";
/// Up to where the ledger was when the key table was last written anew.
const SCRUBBED: &str = "keys_scrubbed_at";

/// The key-encryption keys and what is wrapped under them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyStatus {
    /// For each version in the keyring or in use, how many data keys are wrapped under it.
    pub versions: BTreeMap<u32, u64>,
    /// The version that wraps.
    pub newest: u32,
    /// When the last rotation began, if there was one.
    pub rotated_at: Option<Timestamp>,
}

impl KeyStatus {
    /// Whether an older version is still there.
    pub fn is_unfinished(&self) -> bool {
        self.versions.len() > 1
    }
}

impl Store {
    /// The key-encryption keys and what is wrapped under them.
    ///
    /// # Errors
    /// Where a database or the keyring cannot be read.
    pub fn key_status(&self) -> Result<KeyStatus, StoreError> {
        self.vault.refresh()?;
        let known = self.vault.kek_versions();
        let newest = known.last().copied().unwrap_or_default();
        let mut versions: BTreeMap<u32, u64> = known.into_iter().map(|version| (version, 0)).collect();
        for row in self.vault_db.read(&UNDER, &[])? {
            versions.insert(row.get(0)?, row.get(1)?);
        }
        Ok(KeyStatus { versions, newest, rotated_at: self.moment(ROTATED)? })
    }

    /// Whether a rotation was begun and not ended: the keyring has more than one version.
    ///
    /// # Errors
    /// Where the keyring cannot be read.
    pub fn is_rotating(&self) -> Result<bool, StoreError> {
        self.vault.refresh()?;
        Ok(self.vault.kek_versions().len() > 1)
    }

    /// Begins a rotation, or takes up one that was not finished: from then on keys are wrapped under the newest version,
    /// and those that are there are wrapped anew. Returns how many that were.
    ///
    /// # Errors
    /// Where the keyring, a copy of it or a database cannot be written. Everything can be read as before.
    pub fn rotate_keys(&self, stamp: Stamp) -> Result<u64, StoreError> {
        self.vault.settle_copies()?;
        if !self.is_rotating()? {
            let version = self.vault.rotate_kek()?;
            self.set(ROTATED, &stamp.at.to_string())?;
            let detail = format!("key-encryption key {version} made");
            let mut change = self.change(stamp);
            change.record(Draft::new(Event::KeyRotated, Action::Use).detail(detail));
            change.commit()?;
        }
        self.rewrap_all()
    }

    /// Ends a rotation: destroys every version but the newest once nothing is wrapped under it. Returns those destroyed.
    ///
    /// # Errors
    /// Where the keyring, a copy of it or a database cannot be written.
    pub fn retire_keys(&self, stamp: Stamp) -> Result<Vec<u32>, StoreError> {
        self.vault.settle_copies()?;
        self.vault.refresh()?;
        let mut old = self.vault.kek_versions();
        let Some(newest) = old.pop().filter(|_| !old.is_empty()) else { return Ok(old) };
        // From here on nobody wraps under an old version, so what is wrapped anew now is all there is.
        let mut batch = Batch::default();
        batch.run(&RAISE_FLOOR, vec![newest.into()]);
        self.write_vault(batch)?;
        self.rewrap_all()?;
        if !self.vault_db.read(&OLD_KEYS, &[newest.into(), 0_i64.into(), 1_i64.into()])?.is_empty() {
            return Err(SqlError::Conflict { statement: OLD_KEYS.name }.into());
        }
        old.iter().try_for_each(|version| self.vault.destroy_kek(*version))?;
        let names: Vec<String> = old.iter().map(u32::to_string).collect();
        let mut change = self.change(stamp);
        let detail = format!("key-encryption key {} destroyed", names.join(", "));
        change.record(Draft::new(Event::KeyRotated, Action::Erase).detail(detail));
        change.end_archives_below(newest);
        change.commit()?;
        Ok(old)
    }

    /// When the keys were last rotated, or else since when this is asked: a first rotation falls due after a whole term.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn keys_rotated_at(&self, now: Timestamp) -> Result<Timestamp, StoreError> {
        match self.moment(ROTATED)? {
            Some(at) => Ok(at),
            None => self.set(ROTATED, &now.to_string()).map(|()| now),
        }
    }

    /// On PostgreSQL, writes the key table anew where a key was destroyed since it was last done: the old file, which has
    /// the dead rows, is gone. Waits for nobody: where the table is in use it says so by a conflict. Returns whether
    /// there was anything to do.
    ///
    /// # Errors
    /// A conflict where the table is in use; else the engine's failure.
    pub fn scrub_keys(&self) -> Result<bool, StoreError> {
        let Location::Postgres { .. } = self.vault_db.location() else { return Ok(false) };
        let since = self.setting(SCRUBBED)?.and_then(|size| size.parse().ok()).unwrap_or_default();
        let size = self.ledger().size()?;
        if !self.destroyed_since(since, size)? {
            return Ok(false);
        }
        self.vault_db.rewrite("data_key")?;
        self.set(SCRUBBED, &size.to_string())?;
        Ok(true)
    }

    fn destroyed_since(&self, since: u64, size: u64) -> Result<bool, StoreError> {
        for from in (since..size).step_by(4_096) {
            let entries = self.ledger().entries(from, size.min(from + 4_096))?;
            if entries.iter().any(|entry| entry.action == Action::Erase) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Wraps every data key anew that is not wrapped under the newest version. A key that somebody replaces or destroys
    /// meanwhile is left to them.
    fn rewrap_all(&self) -> Result<u64, StoreError> {
        let newest = self.vault.kek_versions().last().copied().unwrap_or_default();
        let (mut last, mut count) = (0_i64, 0);
        loop {
            let rows = self.vault_db.read(&OLD_KEYS, &[newest.into(), last.into(), PAGE.into()])?;
            let Some(row) = rows.last() else { return Ok(count) };
            let from = std::mem::replace(&mut last, row.get(0)?);
            let ids = self.public_ids(from, last)?;
            let (mut batch, mut wardrobe) = (Batch::default(), self.vault_db.wardrobe_of_neighbours());
            for row in &rows {
                let ordinal: Ordinal = row.get(0)?;
                let id = ids.get(&ordinal).ok_or(StoreError::Mismatch)?;
                let (old, true) = wardrobe.key(row)? else {
                    // Replaced or destroyed since; or damaged, which is said.
                    let now = load::raw_of(&self.vault_db, &[ordinal.0])?.pop();
                    now.map(|(_, raw)| self.vault.unwrap_key(*id, &raw.wrapped)).transpose()?;
                    continue;
                };
                let mut new = self.vault.rewrap(*id, &old)?;
                // It goes under the same mask.
                wardrobe.take_off(ordinal.0, row.get(3)?, &mut new)?;
                let was: Vec<u8> = row.get(2)?;
                let values = vec![new.version.into(), new.bytes.into(), ordinal.into(), was.into()];
                batch.run(&REWRAP, values);
            }
            self.write_vault(batch)?;
            count += rows.len() as u64;
        }
    }

    /// On SQLite, masks the keys that wear no mask yet: of an installation that is older than the masks, or was restored just
    /// now. Then no file holds them as they were.
    pub(crate) fn mask_keys(&self) -> Result<(), StoreError> {
        let Some(masks) = self.vault_db.masks() else { return Ok(()) };
        if masks.says_all()? {
            return Ok(());
        }
        let mut last = 0_i64;
        loop {
            let rows = self.vault_db.read(&UNMASKED, &[last.into(), PAGE.into()])?;
            let Some(row) = rows.last() else { break };
            last = row.get(0)?;
            let mut batch = Batch::default();
            for row in &rows {
                let (ordinal, was): (Ordinal, Vec<u8>) = (row.get(0)?, row.get(2)?);
                let wrapped = WrappedKey { version: row.get(1)?, bytes: was.clone() };
                let mut values = replaced_key(ordinal, wrapped);
                values.push(was.into());
                batch.run(&MASK, values);
            }
            self.write_vault(batch)?;
        }
        if last > 0 {
            self.end_old_copies()?;
        }
        masks.say_all()
    }

    /// The public ids of the people with internal numbers above `from` up to `to`.
    pub(crate) fn public_ids(&self, from: i64, to: i64) -> Result<HashMap<Ordinal, SubjectId>, StoreError> {
        let rows = self.work.read(&IDS_BETWEEN, &[from.into(), to.into()])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    fn moment(&self, setting: &str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.setting(setting)?.and_then(|text| text.parse().ok()))
    }
}

/// Whether a change was refused because its keys were wrapped under a version that was destroyed meanwhile.
pub(crate) fn is_below_floor(error: &StoreError) -> bool {
    match error {
        StoreError::Sql(SqlError::Conflict { statement }) => *statement == ABOVE_FLOOR.name,
        StoreError::Shared(shared) => is_below_floor(shared),
        _ => false,
    }
}
