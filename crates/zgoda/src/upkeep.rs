//! What a server does by itself for the keys: rotating them by their term, backing them up, and ending what an erasure
//! could not end at once.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use zgoda_store::{ArchiveKind, Store, StoreError, prune_keys};

use crate::clock::now;
use crate::commands::backup::{days_ago, stamp};
use crate::installation::Settings;

/// How often it is looked whether something falls due. Whoever serves beside us hears of a rotation in this time.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How often the key table of PostgreSQL may be written anew.
const SCRUB_EVERY: Duration = Duration::from_secs(3_600);
/// How old the newest archive of keys gets before another one is made.
const BACKUP_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// The terms of an installation, and what was done when.
pub struct Upkeep {
    rotate_days: u16,
    keep_days: u16,
    archives: Option<PathBuf>,
    looked: Instant,
    scrubbed: Instant,
    backed_up: Option<Timestamp>,
    /// Everything is wrapped and backed up under the newest key, so the older ones may go the next time: whoever read
    /// something just before has done with it by then.
    may_retire: bool,
}

impl Upkeep {
    /// By the settings of an installation.
    pub fn new(settings: &Settings) -> Self {
        Self {
            rotate_days: settings.rotate_days,
            keep_days: settings.keep_keys_days,
            archives: settings.archives.clone(),
            looked: Instant::now(),
            scrubbed: Instant::now(),
            backed_up: None,
            may_retire: false,
        }
    }

    /// Does what is due.
    pub fn tick(&mut self, store: &Store) -> Result<(), StoreError> {
        store.flush()?;
        if self.looked.elapsed() < LOOK_EVERY {
            return Ok(());
        }
        self.looked = Instant::now();
        self.rotate(store)?;
        self.back_up(store)?;
        if self.scrubbed.elapsed() >= SCRUB_EVERY {
            self.scrubbed = Instant::now();
            store.scrub_keys()?;
        }
        Ok(())
    }

    fn rotate(&mut self, store: &Store) -> Result<(), StoreError> {
        let is_unfinished = store.key_status()?.is_unfinished();
        if is_unfinished && self.may_retire {
            store.retire_keys(stamp())?;
            self.may_retire = false;
            return Ok(());
        }
        let term = i64::from(self.rotate_days);
        let is_due = term > 0 && store.keys_rotated_at(now())? <= days_ago(self.rotate_days);
        if is_unfinished || is_due {
            store.rotate_keys(stamp())?;
            // The older archives of keys end with the older keys, so a new one must be there first.
            self.backed_up = None;
            self.back_up(store)?;
            self.may_retire = true;
        }
        Ok(())
    }

    fn back_up(&mut self, store: &Store) -> Result<(), StoreError> {
        let Some(folder) = &self.archives else { return Ok(()) };
        let limit = now().checked_sub(BACKUP_EVERY).unwrap_or(Timestamp::MIN);
        if self.backed_up.is_none_or(|at| at <= limit) {
            store.backup(folder, &[ArchiveKind::Keys], stamp())?;
            prune_keys(folder, days_ago(self.keep_days))?;
            self.backed_up = Some(now());
        }
        Ok(())
    }
}
