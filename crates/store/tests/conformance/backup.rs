//! Backups: they restore on either engine, what was erased since stays erased, and a damaged archive changes nothing.

use std::path::Path;

use zgoda_law::{Channel, ConsentState, Ending, Event};
use zgoda_ledger::tree_root;
use zgoda_store::{Engine, Replay, Store, StoreError};
use zgoda_vault::Keyring;

use crate::bed::{Bed, stamp};
use crate::people::Office;
use crate::scenario::{STEPS, state};
use crate::standing;

/// A fresh bed with the keyring of another.
fn beside(bed: &Bed, fresh: Bed) -> Bed {
    Bed { keyring: bed.keyring.clone(), ..fresh }
}

fn other_engine(bed: &Bed) -> Bed {
    let fresh = if matches!(bed.engine, Engine::Sqlite(_)) { Bed::postgres() } else { Bed::sqlite() };
    beside(bed, fresh)
}

pub fn a_backup_restores_whole_on_the_other_engine(bed: &Bed) {
    let office = Office::open(bed);
    STEPS.iter().for_each(|step| step(&office));
    let kept = office.add(&[("first_name", "Ewa"), ("email", "ewa@example.test")]);
    // More rows than are filled in at a time, and more entries than a stored subtree has.
    let mut change = office.store.change(stamp());
    for number in 0..1_200 {
        let blank = office.begin(&mut change, None);
        if number % 100 == 0 {
            office.collect(&mut change, &blank, "email", &format!("p{number}@example.test")).unwrap();
        }
    }
    change.commit().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let manifest = office.store.backup(folder.path(), stamp()).unwrap();
    assert_eq!(manifest.rows["data_key"], 1_201);
    let root = tree_root(&office.store.ledger(), manifest.ledger_size).unwrap();

    let target = other_engine(bed);
    let (store, restored) =
        Store::restore(folder.path(), target.config(), &Replay::default(), stamp()).unwrap();
    assert_eq!((&restored.manifest, restored.replayed), (&manifest, 0));
    assert_eq!(tree_root(&store.ledger(), manifest.ledger_size).unwrap(), root);
    assert_eq!(
        store.ledger().entries(manifest.ledger_size, manifest.ledger_size + 1).unwrap()[0].event,
        Event::Restored
    );
    let copy = Office::around(store);
    assert_eq!(state(&copy), state(&office));
    assert!(copy.store.person(kept).is_ok());
    // It is an installation like any other.
    copy.add(&[("email", "nowa@example.test")]);
    drop(copy);
    let again = Office::open(&target);
    assert!(again.by_email("nowa@example.test").is_some());
    assert!(again.store.examine().unwrap().is_sound());

    // And back again.
    let second = tempfile::tempdir().unwrap();
    again.store.backup(second.path(), stamp()).unwrap();
    let home = other_engine(&target);
    let (store, _) = Store::restore(second.path(), home.config(), &Replay::default(), stamp()).unwrap();
    assert!(Office::around(store).by_email("nowa@example.test").is_some());
}

pub fn what_was_erased_withdrawn_or_objected_to_since_stays_so(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let [erased, forgotten, standing_one] = ["erased", "forgotten", "standing"]
        .map(|name| office.add(&[("first_name", name), ("email", &format!("{name}@example.test"))]));
    let mut change = store.change(stamp());
    change.open(&store.person(standing_one).unwrap()).unwrap();
    let consent = change.add_consent(standing_one, standing::consent(&office, &[Channel::Email])).unwrap();
    change.commit().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let manifest = store.backup(folder.path(), stamp()).unwrap();

    let mut change = store.change(stamp());
    change.erase(&store.person(erased).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.suppress(office.field("email"), "erased@example.test", "erasure");
    let person = store.person(forgotten).unwrap();
    let email = office.standing(&person, "email");
    change.forget(&person, &[email], Ending::Expired, Event::Expired).unwrap();
    let person = store.person(standing_one).unwrap();
    change.withdraw_consent(&person, consent).unwrap();
    change.add_objection(standing_one, standing::objection()).unwrap();
    change.restrict(standing_one, true).unwrap();
    change.commit().unwrap();
    let after = office.add(&[("email", "after@example.test")]);
    let list = store.replay_list(manifest.ledger_size).unwrap();
    let list: Replay = serde_json::from_str(&serde_json::to_string(&list).unwrap()).unwrap();

    let target = other_engine(bed);
    let (store, restored) = Store::restore(folder.path(), target.config(), &list, stamp()).unwrap();
    assert_eq!(restored.replayed, 3);
    let copy = Office::around(store);
    let store = &copy.store;
    let gone = store.person(erased).unwrap();
    assert!(gone.flags.erased && gone.facts.iter().all(|fact| !gone.holds(fact.no)));
    assert!(copy.by_email("erased@example.test").is_none());
    assert_eq!(store.suppressed_all(copy.field("email"), &["erased@example.test"]).unwrap(), [true]);
    let person = store.person(forgotten).unwrap();
    assert!(!person.holds(email) && copy.by_email("forgotten@example.test").is_none());
    assert_eq!(copy.read(&person, copy.standing(&person, "first_name")).unwrap(), "forgotten");
    let person = store.person(standing_one).unwrap();
    assert_eq!(person.consents[0].state, ConsentState::Withdrawn);
    assert!(person.objections.len() == 1 && person.flags.restricted);
    assert!(matches!(store.person(after), Err(StoreError::NotFound(_))));
    assert_eq!(store.erased_count().unwrap(), 1);
    assert!(store.examine().unwrap().is_sound());
    let wrapped = "SELECT COUNT(*) FROM data_key";
    assert_eq!(target.vault().number(wrapped), 2, "the erased one's key is not in the restored vault");
}

/// Whether restoring from this folder is refused and leaves the target empty.
fn is_refused(folder: &Path, target: &Bed, keyring: Option<Keyring>) -> bool {
    let config = keyring.map_or_else(|| target.config(), |keyring| target.config_with(keyring));
    let refused = Store::restore(folder, config, &Replay::default(), stamp()).is_err();
    refused && Office::open(target).store.people_count().unwrap() == 0
}

#[test]
fn a_damaged_or_foreign_archive_is_refused_and_the_target_stays_as_it_was() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    STEPS.iter().for_each(|step| step(&office));
    let folder = tempfile::tempdir().unwrap();
    office.store.backup(folder.path(), stamp()).unwrap();
    assert!(office.store.backup(folder.path(), stamp()).is_err(), "no backup is written over another");
    let fresh = || beside(&bed, Bed::sqlite());
    for name in ["data.zgoda", "keys.zgoda", "manifest.json"] {
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 11) {
            let mut other = whole.clone();
            other[at] ^= 4;
            std::fs::write(&path, &other).unwrap();
            // The manifest is for people, but for its digests; the archives are what is bound together.
            assert!(name == "manifest.json" || is_refused(folder.path(), &fresh(), None), "{name} byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert!(is_refused(folder.path(), &fresh(), None), "{name} cut at {at}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(is_refused(folder.path(), &fresh(), None), "{name} missing");
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(is_refused(folder.path(), &Bed::sqlite(), Some(Keyring::generate().unwrap())), "another keyring");

    // The archive of keys of another backup of the same installation.
    let second = tempfile::tempdir().unwrap();
    office.store.backup(second.path(), stamp()).unwrap();
    let keys = folder.path().join("keys.zgoda");
    let own = std::fs::read(&keys).unwrap();
    std::fs::copy(second.path().join("keys.zgoda"), &keys).unwrap();
    assert!(is_refused(folder.path(), &fresh(), None), "keys of another backup");
    std::fs::write(&keys, own).unwrap();

    let occupied = Store::restore(folder.path(), bed.config(), &Replay::default(), stamp());
    assert!(matches!(occupied, Err(StoreError::Exists("installation"))));
    let target = fresh();
    drop(Store::restore(folder.path(), target.config(), &Replay::default(), stamp()).unwrap());
    assert!(matches!(
        Store::restore(folder.path(), target.config(), &Replay::default(), stamp()),
        Err(StoreError::Exists("installation"))
    ));
}

#[test]
fn an_installation_whose_restore_was_cut_off_does_not_open() {
    let bed = Bed::sqlite();
    drop(bed.open());
    bed.work().change("INSERT INTO setting (name, value) VALUES ('restoring', 'x')", vec![]).unwrap();
    let opened = Store::open(bed.config());
    assert!(matches!(opened, Err(StoreError::RestoreUnfinished)));
    let restored =
        Store::restore(std::path::Path::new("/nowhere"), bed.config(), &Replay::default(), stamp());
    assert!(matches!(restored, Err(StoreError::File { .. })));
}

#[test]
fn an_archive_holds_no_value_and_no_wrapped_key_in_the_clear() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    office.add(&[("first_name", "Kanarkowska"), ("email", "kanarek.7391@example.test")]);
    let key: Vec<u8> = bed.vault().rows("SELECT wrapped FROM data_key", &[])[0].get(0).unwrap();
    let folder = tempfile::tempdir().unwrap();
    office.store.backup(folder.path(), stamp()).unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for needle in [b"Kanarkowska".as_slice(), b"kanarek.7391@example.test", b"zgoda.example", &key] {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle));
        }
    }
}
