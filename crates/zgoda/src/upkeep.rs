//! What a server does by itself for the keys: rotating them by their term, backing them up, and ending what an erasure
//! could not end at once.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use zgoda_law::ActorId;
use zgoda_store::{ArchiveKind, Stamp, Store, StoreError};

use crate::commands::backup::days_before;
use crate::installation::Settings;

/// How often it is looked whether something falls due. Whoever serves beside us hears of a rotation in this time.
const LOOK_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// How often the key table of PostgreSQL may be written anew.
const SCRUB_EVERY: SignedDuration = SignedDuration::from_mins(55);
/// How old the newest archive of keys gets before another one is made.
const BACKUP_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// The terms of an installation, and what was done when.
pub struct Upkeep {
    rotate_days: u16,
    keep_days: u16,
    archives: Option<PathBuf>,
    looked: Option<Timestamp>,
    scrubbed: Option<Timestamp>,
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
            looked: None,
            scrubbed: None,
            backed_up: None,
            may_retire: false,
        }
    }

    /// Does what is due.
    pub fn tick(&mut self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        store.flush()?;
        if !is_due(self.looked, LOOK_EVERY, now) {
            return Ok(());
        }
        self.looked = Some(now);
        self.rotate(store, now)?;
        self.back_up(store, now)?;
        if is_due(self.scrubbed, SCRUB_EVERY, now) {
            store.scrub_keys()?;
            self.scrubbed = Some(now);
        }
        Ok(())
    }

    fn rotate(&mut self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let is_unfinished = store.is_rotating()?;
        if is_unfinished && self.may_retire {
            store.retire_keys(stamp(now))?;
            self.may_retire = false;
            // Somebody may have wrapped under the old key while the last archive was being made.
            self.backed_up = None;
            return Ok(());
        }
        let begun = store.keys_rotated_at(now)?;
        let is_over = self.rotate_days > 0 && begun <= days_before(now, self.rotate_days);
        if is_unfinished || is_over {
            store.rotate_keys(stamp(now))?;
            // The older archives of keys end with the older keys, so a new one must be there first.
            self.backed_up = None;
            self.back_up(store, now)?;
            self.may_retire = true;
        }
        Ok(())
    }

    fn back_up(&mut self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let Some(folder) = &self.archives else { return Ok(()) };
        if is_due(self.backed_up, BACKUP_EVERY, now) {
            store.backup(folder, &[ArchiveKind::Keys], stamp(now))?;
            store.prune_keys(folder, days_before(now, self.keep_days), stamp(now))?;
            self.backed_up = Some(now);
        }
        Ok(())
    }
}

/// Whether that much time went by since; a clock that was set back does not stop what is due.
fn is_due(last: Option<Timestamp>, every: SignedDuration, now: Timestamp) -> bool {
    last.is_none_or(|last| now.duration_since(last) >= every || now < last)
}

fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use zgoda_law::Law;
    use zgoda_store::{Config, Engine, newest};
    use zgoda_vault::Keyring;

    use super::*;

    fn store(folder: &std::path::Path) -> Store {
        let engine = Engine::Sqlite(folder.to_owned());
        let (keyring, law) = (Keyring::generate().unwrap(), Law::builtin().unwrap());
        Store::open(Config { engine, keyring, law, origin: "zgoda.example.test".into() }).unwrap()
    }

    fn count(folder: &std::path::Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn keys_rotate_by_their_term_and_the_old_one_goes_once_the_new_one_is_backed_up() {
        let (data, shelf) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = store(data.path());
        let settings = Settings { archives: Some(shelf.path().to_owned()), ..Settings::default() };
        let mut upkeep = Upkeep::new(&settings);
        let begun: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
        for hour in 0..7 * 24 {
            upkeep.tick(&store, begun + hour.hours()).unwrap();
        }
        assert_eq!((store.vault().kek_versions(), count(shelf.path())), (vec![1], 7));
        let term = begun + (7 * 24).hours();
        upkeep.tick(&store, term).unwrap();
        assert_eq!((store.vault().kek_versions(), count(shelf.path())), (vec![1, 2], 8));
        upkeep.tick(&store, term + 5.seconds()).unwrap();
        assert_eq!(store.vault().kek_versions(), [1, 2], "whoever reads just now can end");
        upkeep.tick(&store, term + 60.seconds()).unwrap();
        assert_eq!(store.vault().kek_versions(), [2]);
        let keys = newest(shelf.path(), ArchiveKind::Keys).unwrap().unwrap();
        let file = std::fs::File::open(keys).unwrap();
        assert!(store.vault().open_archive("keys", file).is_ok(), "the newest archive is of the newest key");
        // A server that is started anew goes on counting, and another rotation ends on its first look.
        let mut upkeep = Upkeep::new(&settings);
        upkeep.tick(&store, term + (7 * 24 - 1).hours()).unwrap();
        assert_eq!(store.vault().kek_versions(), [2]);
        store.vault().rotate_kek().unwrap();
        upkeep.tick(&store, term + (7 * 24 - 1).hours() + 1.minute()).unwrap();
        upkeep.tick(&store, term + (7 * 24 - 1).hours() + 2.minutes()).unwrap();
        assert_eq!(store.vault().kek_versions(), [3]);
    }

    #[test]
    fn keys_stay_where_the_backup_of_the_new_one_fails_and_where_rotation_is_switched_off() {
        let (data, shelf) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = store(data.path());
        let begun: Timestamp = "2026-11-22T06:00:00Z".parse().unwrap();
        let out_of_reach = shelf.path().join("file");
        std::fs::write(&out_of_reach, "").unwrap();
        let settings = Settings { archives: Some(out_of_reach.clone()), ..Settings::default() };
        let mut upkeep = Upkeep::new(&settings);
        assert!(upkeep.tick(&store, begun).is_err());
        for minute in 0..5 {
            assert!(upkeep.tick(&store, begun + (7 * 24).hours() + minute.minutes()).is_err());
        }
        assert_eq!(store.vault().kek_versions(), [1, 2], "one new version, and the old one stays");
        std::fs::remove_file(out_of_reach).unwrap();
        upkeep.tick(&store, begun + (7 * 24).hours() + 10.minutes()).unwrap();
        upkeep.tick(&store, begun + (7 * 24).hours() + 11.minutes()).unwrap();
        assert_eq!(store.vault().kek_versions(), [2]);

        let mut upkeep = Upkeep::new(&Settings { rotate_days: 0, ..Settings::default() });
        upkeep.tick(&store, begun + (999 * 24).hours()).unwrap();
        assert_eq!(store.vault().kek_versions(), [2]);
    }
}
