//! The files themselves: no personal value is in any of them, and no destroyed key where the engine lets us end it.

use std::path::{Path, PathBuf};

use zgoda_law::{Ending, Event, SubjectId};
use zgoda_store::{Config, Engine, Ordinal, Part, Store, StoreError};
use zgoda_vault::{Keyring, Vault, VaultError, WrappedKey};

use crate::backup::holds;
use crate::bed::{Bed, masks_of, stamp};
use crate::forgetting::copy;
use crate::people::Office;
use crate::scenario::{STEPS, state};

/// Values that are nowhere else in the world.
const CANARIES: [&str; 4] =
    ["Kanarkowska-Żółć", "kanarek.7391@example.test", "+48600739173", "mała żółta notatka 7391"];
const FIELDS: [&str; 4] = ["last_name", "email", "phone", "note"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The files below the folder that hold these bytes. PostgreSQL may remove a file meanwhile.
fn holding(folder: &Path, needle: &[u8]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    assert!(!all.is_empty());
    all.retain(|path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        holds(&bytes, needle)
    });
    all
}

/// What a wrapped key looks like.
const LENGTH: usize = 61;
const FORMAT: u8 = 1;

/// Whether it may be a wrapped key: most of a page that is not full is zeros.
fn is_random(window: &[u8]) -> bool {
    window.iter().filter(|byte| **byte == 0).count() < LENGTH / 2
}

fn unmasked(bytes: &[u8], version: u32, mask: &[u8; 32]) -> WrappedKey {
    let mut key = WrappedKey { version, bytes: bytes.to_vec() };
    key.mask(mask);
    key
}

/// A mask that changes nothing: how keys are looked for that wear none.
const NO_MASK: [u8; 32] = [0; 32];

/// Every place at which a wrapped key may begin, tried with every key of the keyring under each of these masks.
fn can_be_unwrapped(folder: &Path, vault: &Vault, id: SubjectId, masks: &[[u8; 32]]) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let opens = |window: &[u8]| {
        let tries = vault
            .kek_versions()
            .into_iter()
            .flat_map(|version| masks.iter().map(move |mask| (version, mask)));
        tries
            .into_iter()
            .any(|(version, mask)| vault.unwrap_key(id, &unmasked(window, version, mask)).is_ok())
    };
    all.retain(|path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        let mut windows = bytes.windows(LENGTH).filter(|window| window[0] == FORMAT);
        windows.any(|window| is_random(window) && opens(window))
    });
    all
}

/// The masks of the first people, which is everybody in these tests, and none.
fn masks(folder: &Path) -> Vec<[u8; 32]> {
    (1..16).flat_map(|owner| masks_of(folder, owner)).chain([NO_MASK]).collect()
}

/// Fails where a file of SQLite has a key that was destroyed or replaced, under a mask that is there.
pub fn assert_no_old_key(bed: &Bed, office: &Office) {
    let Engine::Sqlite(folder) = &bed.engine else { return };
    for person in (1..100).filter_map(|number| office.store.person_by_ordinal(Ordinal(number)).ok()) {
        let [first, second] = masks_of(folder, person.ordinal.0);
        let present = copy(bed, office, person.id).map(|copy| copy.wrapped.bytes);
        let mut all = Vec::new();
        files(folder, &mut all);
        for path in all {
            let bytes = std::fs::read(&path).unwrap();
            for window in bytes.windows(LENGTH).filter(|window| window[0] == FORMAT && is_random(window)) {
                for mask in [NO_MASK, first, second] {
                    let key = unmasked(window, 1, &mask);
                    let opens = office.store.vault().unwrap_key(person.id, &key).is_ok();
                    assert!(!opens || Some(key.bytes) == present, "{} has an old key", path.display());
                }
            }
        }
    }
}

/// Fails where a file of the engine, of its server too, holds this text.
pub fn assert_nowhere(bed: &Bed, text: &str) {
    match &bed.engine {
        Engine::Sqlite(folder) => assert_nowhere_below(folder, text),
        Engine::Postgres(_) => assert_nowhere_below(&crate::bed::shared_data(), text),
    }
}

pub fn assert_nowhere_below(folder: &Path, text: &str) {
    assert_eq!(holding(folder, text.as_bytes()), Vec::<PathBuf>::new(), "{text}");
}

/// Adds somebody whose values are canaries, changes them, and erases somebody else.
fn live(office: &Office) -> SubjectId {
    let values: Vec<_> = FIELDS.into_iter().zip(CANARIES).collect();
    let kept = office.add(&values);
    let other = office.add(&values);
    let person = office.store.person(other).unwrap();
    let mut change = office.store.change(stamp());
    change.forget(&person, &[office.standing(&person, "phone")], Ending::Erased, Event::Erased).unwrap();
    change.suppress(office.field("email"), CANARIES[1], "objection");
    change.commit().unwrap();
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(other).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    STEPS.iter().for_each(|step| step(office));
    assert!(state(office).contains(CANARIES[0]), "they can be read through the store");
    kept
}

fn wrapped_key(bed: &Bed, office: &Office, id: SubjectId) -> Vec<u8> {
    copy(bed, office, id).unwrap().wrapped.bytes
}

fn forget(office: &Office, id: SubjectId) {
    let person = office.store.person(id).unwrap();
    let fact = person.current().find(|fact| person.holds(fact.no)).unwrap().no;
    let mut change = office.store.change(stamp());
    change.forget(&person, &[fact], Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
}

fn erase(office: &Office, id: SubjectId) {
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
}

#[test]
fn on_sqlite_no_file_holds_a_value_and_a_destroyed_key_is_gone_at_once() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let office = Office::open(&bed);
    let id = live(&office);
    for canary in CANARIES {
        assert_eq!(holding(folder, canary.as_bytes()), Vec::<PathBuf>::new(), "{canary}");
    }
    let nowhere = Vec::<PathBuf>::new();
    let vault = office.store.vault();
    let Ordinal(owner) = office.store.person(id).unwrap().ordinal;
    let mut ended = Vec::new();
    for side in [0, 1, 0] {
        let (key, mask) = (wrapped_key(&bed, &office, id), masks_of(folder, owner)[side]);
        assert_eq!(holding(folder, &key), nowhere, "it is in no file without its mask");
        assert!(
            !can_be_unwrapped(folder, vault, id, &masks(folder)).is_empty(),
            "the search finds a key that is there"
        );
        assert_eq!(holding(folder, &mask), [folder.join("masks")]);
        ended.push(mask);
        if ended.len() == 3 {
            break;
        }
        forget(&office, id);
        assert_eq!(holding(folder, &mask), nowhere, "after forgetting one value");
    }
    erase(&office, id);
    for mask in &ended {
        assert_eq!(holding(folder, mask), nowhere, "after erasing the person");
    }
    assert_eq!(can_be_unwrapped(folder, vault, id, &masks(folder)), nowhere);
    let known = can_be_unwrapped(folder, vault, id, &ended);
    assert!(!known.is_empty(), "rows of it are still in the log; who had noted the masks could tell");
    office.store.flush().unwrap();
    assert_eq!(std::fs::metadata(folder.join("vault.db-wal")).unwrap().len(), 0);
    assert_eq!(can_be_unwrapped(folder, vault, id, &ended), nowhere, "a server does so every second");
}

/// While somebody reads from it, the log cannot be cut, and has the rows of a time when the key was there.
#[test]
fn on_sqlite_a_key_ends_at_once_although_somebody_is_reading() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let office = Office::open(&bed);
    let id = office.add(&[("first_name", "Ewa"), ("note", CANARIES[3])]);
    let reader = rusqlite::Connection::open(folder.join("vault.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT COUNT(*) FROM data_key").unwrap();
    let read =
        || -> Vec<u8> { reader.query_row("SELECT wrapped FROM data_key", [], |row| row.get(0)).unwrap() };
    let (before, vault) = (read(), office.store.vault());
    let Ordinal(owner) = office.store.person(id).unwrap().ordinal;
    let mask = masks_of(folder, owner)[0];
    erase(&office, id);
    assert_eq!(before, read(), "the reader still has the row");
    assert_eq!(can_be_unwrapped(folder, vault, id, &masks(folder)), Vec::<PathBuf>::new());
    assert!(!can_be_unwrapped(folder, vault, id, &[mask]).is_empty(), "the search would find it");
}

/// An installation of before there were masks.
#[test]
fn keys_without_masks_get_them_when_the_installation_is_opened_and_no_file_has_them_without() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let ids = {
        let office = Office::open(&bed);
        [1, 2].map(|_| office.add(&[("first_name", "Ewa"), ("note", CANARIES[3])]))
    };
    for (owner, key) in bed.wrapped_keys() {
        let strip = "UPDATE data_key SET wrapped = $1, mask = 0 WHERE subject_id = $2";
        bed.vault().change(strip, vec![key.bytes.into(), owner.into()]).unwrap();
    }
    let keys = bed.wrapped_keys();
    let mask_file = folder.join("masks");
    std::fs::remove_file(&mask_file).unwrap();
    assert!(keys.iter().all(|(_, key)| !holding(folder, &key.bytes).is_empty()), "the search finds them");
    let office = Office::open(&bed);
    for (id, (_, key)) in ids.into_iter().zip(&keys) {
        assert_eq!(holding(folder, &key.bytes), Vec::<PathBuf>::new());
        let person = office.store.person(id).unwrap();
        assert_eq!(office.read(&person, office.standing(&person, "note")).unwrap(), CANARIES[3]);
    }
    assert_eq!(bed.wrapped_keys(), keys, "the same keys");
    assert!(office.store.examine().unwrap().is_sound());
    forget(&office, ids[0]);
    drop(office);
    std::fs::remove_file(&mask_file).unwrap();
    assert!(
        matches!(Store::open(bed.config()), Err(StoreError::Missing(Part::Masks))),
        "they are missed from then on"
    );
    std::fs::write(&mask_file, [7; 4_096]).unwrap();
    assert!(matches!(Store::open(bed.config()), Err(StoreError::File { .. })), "this is no file of masks");
}

#[test]
fn a_mask_that_is_damaged_shuts_that_person_alone_and_the_doctor_says_so() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let office = Office::open(&bed);
    let [one, other] = [1, 2].map(|_| office.add(&[("note", CANARIES[3])]));
    let Ordinal(owner) = office.store.person(one).unwrap().ordinal;
    let path = folder.join("masks");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[owner as usize * 64 + 5] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let read = |id| {
        let person = office.store.person(id).unwrap();
        office.read(&person, office.standing(&person, "note"))
    };
    assert!(matches!(read(one), Err(StoreError::Vault(VaultError::WrappedKeyCorrupted))));
    assert_eq!(read(other).unwrap(), CANARIES[3]);
    assert_eq!(office.store.examine().unwrap().keyless, 1);
}

/// The databases had taken the change, the journal too, and the disk had not got the mask yet: nothing was acknowledged.
#[test]
fn a_mask_that_a_power_cut_brought_back_is_ended_when_the_installation_is_opened() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let office = Office::open(&bed);
    let [one, other] = [1, 2].map(|_| office.add(&[("first_name", "Ewa"), ("note", CANARIES[3])]));
    let old = std::fs::read(folder.join("masks")).unwrap();
    let [Ordinal(one_owner), Ordinal(other_owner)] =
        [one, other].map(|id| office.store.person(id).unwrap().ordinal);
    forget(&office, one);
    erase(&office, other);
    // A copy, as of a machine that lost power: whoever is here tidies up in the end.
    let after = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, after.path().join(path.file_name().unwrap())).unwrap();
    }
    std::fs::write(after.path().join("masks"), &old).unwrap();
    let thief = [masks_of(after.path(), one_owner), masks_of(after.path(), other_owner)];
    let config = Config { engine: Engine::Sqlite(after.path().into()), ..bed.config() };
    let store = Store::open(config).unwrap();
    let now = [masks_of(after.path(), one_owner), masks_of(after.path(), other_owner)];
    assert_ne!(now[0][0], thief[0][0], "the side of the key that was replaced");
    assert_eq!(now[0][1], thief[0][1], "the side of the key that took its place");
    assert!(now[1][0] != thief[1][0] && now[1][1] != thief[1][1]);
    assert!(store.examine().unwrap().is_sound());
    let office = Office::around(store);
    let person = office.store.person(one).unwrap();
    let left = person.current().find(|fact| person.holds(fact.no)).unwrap().no;
    assert!(office.read(&person, left).is_ok());
}

#[test]
fn on_postgresql_no_file_holds_a_value_and_a_destroyed_key_ends_by_its_term() {
    let (bed, server) = Bed::with_own_server();
    let office = Office::open(&bed);
    let id = live(&office);
    let key = wrapped_key(&bed, &office, id);
    erase(&office, id);
    server.run("CHECKPOINT");
    for canary in CANARIES {
        assert_nowhere_below(&server.data(), canary);
    }
    // At once: no statement finds it. In the files it is still there, in dead rows and in the log, and whoever has the
    // keyring as well could unwrap it.
    assert_eq!(bed.vault().number("SELECT COUNT(*) FROM data_key WHERE subject_id = 1"), 0);
    let (tables, log) = (server.data().join("base"), server.data().join("pg_wal"));
    let old = Vault::new(Keyring::parse(&bed.keyring).unwrap());
    for place in [&tables, &log] {
        assert!(
            !holding(place, &key).is_empty() && !can_be_unwrapped(place, &old, id, &[NO_MASK]).is_empty()
        );
    }
    // Within the hour: the key table is written anew, and its old file is gone.
    let Engine::Postgres(url) = &bed.engine else { panic!("not a server") };
    let mut user = postgres::Client::connect(url, postgres::NoTls).unwrap();
    user.batch_execute("BEGIN; LOCK TABLE zgoda_vault.data_key IN ACCESS SHARE MODE").unwrap();
    assert!(office.store.scrub_keys().unwrap_err().is_conflict(), "it waits for nobody");
    drop(user);
    assert!(office.store.scrub_keys().unwrap());
    server.run("CHECKPOINT");
    assert_eq!(holding(&tables, &key), Vec::<PathBuf>::new());
    assert!(!office.store.scrub_keys().unwrap(), "nothing was destroyed since");
    assert!(!holding(&log, &key).is_empty());
    // With the term: what the log has was wrapped under a key that is no more.
    office.store.rotate_keys(stamp()).unwrap();
    office.store.retire_keys(stamp()).unwrap();
    server.run("CHECKPOINT");
    assert!(!holding(&log, &key).is_empty(), "the log has it until its segments are recycled");
    assert_eq!(can_be_unwrapped(&server.data(), office.store.vault(), id, &[NO_MASK]), Vec::<PathBuf>::new());
    assert!(office.store.examine().unwrap().is_sound());
}
