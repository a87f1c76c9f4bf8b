//! Rotating the key-encryption key while others work, and what ends with the old one.

use std::path::PathBuf;

use zgoda_law::{Ending, Event, SubjectId};
use zgoda_store::{ArchiveKind, Config, Ordinal, Store, StoreError, newest, retried};
use zgoda_vault::{Keyring, Vault, VaultError, WrappedKey};

use crate::backup::{BOTH, back_up, back_up_keys, beside, holds, opened, other_engine, restore};
use crate::bed::{Bed, stamp};
use crate::forgetting::copy;
use crate::people::Office;

/// A bed whose keyring is a file, as that of several processes.
struct Desk<'b> {
    bed: &'b Bed,
    folder: tempfile::TempDir,
}

impl<'b> Desk<'b> {
    fn new(bed: &'b Bed) -> Self {
        let desk = Self { bed, folder: tempfile::tempdir().unwrap() };
        Keyring::parse(&bed.keyring).unwrap().save_new(&desk.file()).unwrap();
        desk
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("keyring")
    }

    fn keyring(&self) -> Keyring {
        Keyring::load(&self.file()).unwrap()
    }

    fn config(&self) -> Config {
        self.bed.config_with(self.keyring())
    }

    /// A process.
    fn open(&self) -> Office {
        Office::around(Store::open(self.config()).unwrap())
    }

    /// The keys of everybody as a thief, a log of the engine or an old archive has them.
    fn copies(&self, office: &Office) -> Vec<(SubjectId, WrappedKey)> {
        let copy = |(owner, wrapped)| (office.store.person_by_ordinal(Ordinal(owner)).unwrap().id, wrapped);
        self.bed.wrapped_keys().into_iter().map(copy).collect()
    }
}

fn email(number: usize) -> String {
    format!("p{number}@example.test")
}

fn add(office: &Office, numbers: std::ops::Range<usize>) {
    let mut change = office.store.change(stamp());
    for number in numbers {
        let blank = office.begin(&mut change, None);
        office.collect(&mut change, &blank, "email", &email(number)).unwrap();
    }
    change.commit().unwrap();
}

fn all_open(office: &Office, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let person = office.by_email(&email(number)).unwrap();
        assert_eq!(office.read(&person, office.standing(&person, "email")).unwrap(), email(number));
    }
}

pub fn a_rotation_wraps_every_key_anew_and_the_old_copies_open_nothing(bed: &Bed) {
    let desk = Desk::new(bed);
    let office = desk.open();
    // More than are wrapped in one transaction.
    add(&office, 0..1_100);
    let before = desk.copies(&office);
    assert_eq!(office.store.rotate_keys(stamp()).unwrap(), 1_100);
    let status = office.store.key_status().unwrap();
    assert_eq!((status.newest, status.versions.clone()), (2, [(1, 0), (2, 1_100)].into()));
    assert!(status.is_unfinished());
    assert_eq!(office.store.retire_keys(stamp()).unwrap(), [1]);
    assert_eq!(office.store.key_status().unwrap().versions, [(2, 1_100)].into());
    assert_eq!(desk.keyring().kek_versions(), [2]);
    assert!(office.store.retire_keys(stamp()).unwrap().is_empty(), "nothing is left to do");
    let now = Vault::new(desk.keyring());
    for (id, old) in before {
        let refused = now.unwrap_key(id, &old).err();
        assert_eq!(refused, Some(VaultError::KeyVersionUnknown { version: 1 }));
        let renamed = WrappedKey { version: 2, ..old };
        assert_eq!(now.unwrap_key(id, &renamed).err(), Some(VaultError::WrappedKeyCorrupted));
    }
    all_open(&office, 0..20);
    assert!(office.store.examine().unwrap().is_sound());
    let size = office.store.ledger().size().unwrap();
    let last = office.store.ledger().entries(size - 2, size).unwrap();
    assert!(last.iter().all(|entry| entry.event == Event::KeyRotated));
    drop(office);
    all_open(&desk.open(), 1_080..1_100);
}

pub fn a_rotation_that_was_cut_off_anywhere_is_taken_up(bed: &Bed) {
    let desk = Desk::new(bed);
    let office = desk.open();
    add(&office, 0..30);
    // The new version is in the keyring, nothing is wrapped under it; then something is, and something is not.
    assert_eq!(office.store.vault().rotate_kek().unwrap(), 2);
    add(&office, 30..40);
    drop(office);
    let office = desk.open();
    assert_eq!(office.store.key_status().unwrap().versions, [(1, 30), (2, 10)].into());
    all_open(&office, 0..40);
    assert_eq!(office.store.rotate_keys(stamp()).unwrap(), 30);
    assert_eq!(office.store.key_status().unwrap().newest, 2, "no third version was drawn");
    // The floor stands, but the process died before it destroyed the key.
    bed.vault().change("UPDATE kek_floor SET version = 2", vec![]).unwrap();
    drop(office);
    let office = desk.open();
    all_open(&office, 0..40);
    add(&office, 40..41);
    assert_eq!(office.store.retire_keys(stamp()).unwrap(), [1]);
    all_open(&office, 0..41);
    assert!(office.store.examine().unwrap().is_sound());
}

pub fn a_process_that_did_not_hear_of_a_rotation_cannot_wrap_under_the_destroyed_key(bed: &Bed) {
    let desk = Desk::new(bed);
    let (one, two) = (desk.open(), desk.open());
    add(&one, 0..3);
    let stale = two.by_email(&email(0)).unwrap();
    let mut late = two.store.change(stamp());
    let blank = two.begin(&mut late, None);
    two.collect(&mut late, &blank, "email", &email(3)).unwrap();
    let mut rekey = two.store.change(stamp());
    let person = two.by_email(&email(1)).unwrap();
    rekey.forget(&person, &[two.standing(&person, "email")], Ending::Erased, Event::Erased).unwrap();

    one.store.rotate_keys(stamp()).unwrap();
    one.store.retire_keys(stamp()).unwrap();
    assert!(late.commit().unwrap_err().is_conflict());
    assert!(rekey.commit().unwrap_err().is_conflict());
    assert_eq!(desk.copies(&one).iter().filter(|(_, key)| key.version == 1).count(), 0);
    // Trying again is enough.
    add(&two, 3..4);
    all_open(&two, 0..4);
    all_open(&one, 0..4);
    let refused = two.read(&stale, two.standing(&stale, "email")).map_err(|error| error.to_string());
    assert!(refused.is_err(), "what was read before needs reading again");
    assert!(one.store.examine().unwrap().is_sound());
}

pub fn people_come_and_are_read_while_keys_rotate_and_nothing_is_lost(bed: &Bed) {
    let desk = Desk::new(bed);
    let office = desk.open();
    add(&office, 0..50);
    std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for thread in 0..3 {
            let (desk, shared) = (&desk, &office);
            threads.push(scope.spawn(move || {
                // One works in the process that rotates, the others in processes of their own.
                let own = (thread > 0).then(|| desk.open());
                let office = own.as_ref().unwrap_or(shared);
                for number in 0..12 {
                    let number = 1_000 * (thread + 1) + number;
                    let attempt = || -> Result<(), StoreError> {
                        let mut change = office.store.change(stamp());
                        let blank = office.begin(&mut change, None);
                        office.collect(&mut change, &blank, "email", &email(number))?;
                        change.commit().map(drop)
                    };
                    retried(StoreError::is_conflict, attempt).unwrap();
                    office.by_email(&email(number % 50)).unwrap();
                }
            }));
        }
        for _ in 0..5 {
            office.store.rotate_keys(stamp()).unwrap();
            office.store.retire_keys(stamp()).unwrap();
        }
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
    all_open(&office, 0..50);
    (1..4).for_each(|thread| all_open(&office, 1_000 * thread..1_000 * thread + 12));
    assert_eq!(office.store.key_status().unwrap().versions.len(), 1);
    assert!(office.store.examine().unwrap().is_sound());
}

/// What every value of the erased begins with, and nothing else in the world.
const CANARY: &str = "kanarek-setka-7391";
const ERASED: usize = 100;

/// A year in short: data and keys are backed up, a hundred people are erased, keys rotate, and the installation is lost.
pub fn a_hundred_erased_people_stay_so_whatever_archives_are_left(bed: &Bed) {
    let desk = Desk::new(bed);
    let office = desk.open();
    let store = &office.store;
    add(&office, 0..5);
    let values = |number: usize| (format!("{CANARY}-{number}"), format!("{CANARY}-{number}@example.test"));
    let erased: Vec<SubjectId> = (0..ERASED)
        .map(|number| {
            let (name, email) = values(number);
            office.add(&[("first_name", &name), ("email", &email)])
        })
        .collect();
    let thief: Vec<_> = erased.iter().map(|id| (*id, copy(bed, &office, *id).unwrap())).collect();
    let shelf = tempfile::tempdir().unwrap();
    let data = back_up(store, shelf.path()).path;
    let old_keys = newest(shelf.path(), ArchiveKind::Keys).unwrap().unwrap();
    let other_keys = back_up_keys(store, shelf.path()).path;

    for id in &erased {
        let mut change = store.change(stamp());
        change.erase(&store.person(*id).unwrap(), Ending::Erased, Event::Erased).unwrap();
        change.commit().unwrap();
    }
    store.rotate_keys(stamp()).unwrap();
    store.retire_keys(stamp()).unwrap();
    let new_keys = back_up_keys(store, shelf.path()).path;

    // No older archive of keys opens, with all the keys there are.
    for keys in [&old_keys, &other_keys] {
        let target = beside(bed, Bed::sqlite());
        let refused = Store::restore(&data, keys, target.bed_config(&desk), stamp()).err().unwrap();
        let StoreError::Archive { source, .. } = refused else { panic!("{refused}") };
        assert_eq!(source, VaultError::KeyVersionUnknown { version: 1 });
        assert!(opened(store, ArchiveKind::Keys, keys).is_err());
    }
    // What can be opened holds neither values nor anything that opens their boxes, and a thief's copies of before open
    // nothing either.
    let now = Vault::new(desk.keyring());
    for (kind, path) in [(ArchiveKind::Data, &data), (ArchiveKind::Keys, &new_keys)] {
        let inside = opened(store, kind, path).unwrap();
        assert!(!holds(&inside, CANARY.as_bytes()));
        assert!(thief.iter().all(|(_, copy)| !holds(&inside, &copy.wrapped.bytes)));
    }
    let then = Vault::new(Keyring::parse(&bed.keyring).unwrap());
    for (id, copy) in &thief {
        let key = then.unwrap_key(*id, &copy.wrapped).unwrap();
        assert!(
            copy.boxes.len() == 2 && copy.boxes.iter().all(|sealed| then.commitment(&key, sealed).is_ok())
        );
        assert!(now.unwrap_key(*id, &copy.wrapped).is_err(), "what opened them is no more");
    }
    // The restored installation, on either engine, knows that they were erased and nothing more.
    for target in [beside(bed, Bed::sqlite()), other_engine(bed)] {
        let (store, restored) = Store::restore(&data, &new_keys, target.bed_config(&desk), stamp()).unwrap();
        assert_eq!((restored.erased, restored.unopened, restored.missing), (ERASED as u64, 0, 0));
        assert_eq!((store.erased_count().unwrap(), store.people_count().unwrap()), (ERASED as u64, 5));
        let restored = Office::around(store);
        for id in &erased {
            assert!(
                restored.store.person(*id).unwrap().flags.erased && copy(&target, &restored, *id).is_none()
            );
        }
        assert_eq!(target.vault().number("SELECT COUNT(*) FROM data_key"), 5);
        assert_eq!(target.vault().number("SELECT COUNT(*) FROM sealed"), 5);
        assert_eq!(target.vault().number("SELECT COUNT(*) FROM blind_index"), 5);
        all_open(&restored, 0..5);
        crate::raw::assert_nowhere(&target, CANARY);
    }
    crate::raw::assert_nowhere(bed, CANARY);
    crate::raw::assert_nowhere_below(shelf.path(), CANARY);
}

impl Bed {
    /// This place with the keyring of a desk, as it is now.
    fn bed_config(&self, desk: &Desk<'_>) -> Config {
        self.config_with(desk.keyring())
    }
}

/// An older archive of data, and values forgotten one by one since: the others are not lost with the old key.
pub fn what_is_left_of_a_person_survives_a_restore_with_the_newer_key(bed: &Bed) {
    let desk = Desk::new(bed);
    let office = desk.open();
    let store = &office.store;
    let id = office.add(&[("first_name", "Ewa"), ("email", "ewa@example.test"), ("phone", "+48600000000")]);
    let shelf = tempfile::tempdir().unwrap();
    store.backup(shelf.path(), &BOTH, stamp()).unwrap();
    office.add_to(&store.person(id).unwrap(), "note", "po kopii").unwrap();
    for field in ["email", "phone"] {
        let person = store.person(id).unwrap();
        let mut change = store.change(stamp());
        change.forget(&person, &[office.standing(&person, field)], Ending::Expired, Event::Expired).unwrap();
        change.commit().unwrap();
    }
    store.rotate_keys(stamp()).unwrap();
    store.retire_keys(stamp()).unwrap();
    back_up_keys(store, shelf.path());
    let keyring = desk.keyring().to_text().to_string();
    let target = Bed { keyring, ..other_engine(bed) };
    let (copy, restored) = restore(shelf.path(), &target).unwrap();
    assert_eq!((restored.erased, restored.replayed, restored.unopened), (0, 1, 0));
    let copy = Office::around(copy);
    let person = copy.store.person(id).unwrap();
    assert_eq!(copy.read(&person, copy.standing(&person, "first_name")).unwrap(), "Ewa");
    let held: Vec<_> = person.facts.iter().filter(|fact| person.holds(fact.no)).collect();
    assert_eq!((person.facts.len(), held.len()), (3, 1));
    assert!(copy.by_email("ewa@example.test").is_none());
    assert!(copy.store.examine().unwrap().is_sound());
}
