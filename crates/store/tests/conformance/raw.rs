//! The files themselves: no personal value is in any of them, and no destroyed key where the engine lets us end it.

use std::path::{Path, PathBuf};

use zgoda_law::{Ending, Event, SubjectId};
use zgoda_store::Engine;
use zgoda_vault::{Keyring, Vault, WrappedKey};

use crate::backup::holds;
use crate::bed::{Bed, stamp};
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

/// Every place at which a wrapped key may begin, tried with every key of the keyring.
fn can_be_unwrapped(folder: &Path, vault: &Vault, id: SubjectId) -> Vec<PathBuf> {
    const LENGTH: usize = 61;
    const FORMAT: u8 = 1;
    let mut all = Vec::new();
    files(folder, &mut all);
    all.retain(|path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        let mut windows = bytes.windows(LENGTH).filter(|window| window[0] == FORMAT);
        windows.any(|window| {
            let zeros = window.iter().filter(|byte| **byte == 0).count();
            zeros < LENGTH / 2
                && vault.kek_versions().into_iter().any(|version| {
                    vault.unwrap_key(id, &WrappedKey { version, bytes: window.to_vec() }).is_ok()
                })
        })
    });
    all
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
    let subject = office.store.person(id).unwrap().ordinal;
    let rows = bed.vault().rows("SELECT wrapped FROM data_key WHERE subject_id = $1", &[subject.into()]);
    rows[0].get(0).unwrap()
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
    let first = wrapped_key(&bed, &office, id);
    assert!(!holding(folder, &first).is_empty(), "the search finds a key that is there");
    let person = office.store.person(id).unwrap();
    let mut change = office.store.change(stamp());
    change.forget(&person, &[office.standing(&person, "note")], Ending::Expired, Event::Expired).unwrap();
    change.commit().unwrap();
    assert_eq!(holding(folder, &first), Vec::<PathBuf>::new(), "after forgetting one value");

    let second = wrapped_key(&bed, &office, id);
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    assert_eq!(holding(folder, &second), Vec::<PathBuf>::new(), "after erasing the person");
    let (work, vault) = (folder.join("work.db"), folder.join("vault.db-wal"));
    assert!(work.is_file() && std::fs::metadata(vault).unwrap().len() == 0);
}

/// Where the key of the journal's stretch stands, sealed.
const SEALED_KEY: std::ops::Range<usize> = 41..41 + 61;

#[test]
fn on_sqlite_a_stretch_of_the_journal_ends_with_a_key_that_stands_in_it_and_with_no_other() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let values = [("first_name", "Ewa"), ("note", CANARIES[3])];
    let ids = {
        let office = Office::open(&bed);
        [office.add(&values), office.add(&values)]
    };
    let journal = folder.join("journal");
    assert_eq!(std::fs::metadata(&journal).unwrap().len(), 512, "nothing is kept for who is not there");
    let office = Office::open(&bed);
    let stretch = || std::fs::read(&journal).unwrap()[SEALED_KEY].to_vec();
    let forget = |id| {
        let (before, wrapped) = (stretch(), wrapped_key(&bed, &office, id));
        let person = office.store.person(id).unwrap();
        let fact = person.current().find(|fact| person.holds(fact.no)).unwrap().no;
        let mut change = office.store.change(stamp());
        change.forget(&person, &[fact], Ending::Erased, Event::Erased).unwrap();
        change.commit().unwrap();
        assert_eq!(holding(folder, &wrapped), Vec::<PathBuf>::new());
        stretch() == before
    };
    let [one, other] = ids;
    assert!(forget(one), "their keys came in before");
    assert!(forget(other));
    assert!(!forget(one), "the key that came in with the first time");
    assert_eq!(can_be_unwrapped(folder, office.store.vault(), one).len(), 1, "the present key alone");
}

/// The journal has the wrapped key too, sealed under a key that stands at the head of the file and ends with the stretch.
#[test]
fn on_sqlite_the_key_of_the_journal_that_a_destroyed_key_stands_in_is_in_no_file() {
    let bed = Bed::sqlite();
    let Engine::Sqlite(folder) = &bed.engine else { panic!("not a folder") };
    let office = Office::open(&bed);
    let id = office.add(&[("first_name", "Ewa"), ("note", CANARIES[3])]);
    let (journal, wrapped) = (folder.join("journal"), wrapped_key(&bed, &office, id));
    let before = std::fs::read(&journal).unwrap();
    assert!(!holds(&before, &wrapped) && !holds(&before, CANARIES[3].as_bytes()));
    assert_eq!(holding(folder, &before[SEALED_KEY]), [journal.as_path()]);
    let person = office.store.person(id).unwrap();
    let mut change = office.store.change(stamp());
    change.forget(&person, &[office.standing(&person, "note")], Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    assert_eq!(holding(folder, &before[SEALED_KEY]), Vec::<PathBuf>::new(), "after forgetting one value");
    let before = std::fs::read(&journal).unwrap();
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    assert_eq!(holding(folder, &before[SEALED_KEY]), Vec::<PathBuf>::new(), "after erasing the person");
}

#[test]
fn on_postgresql_no_file_holds_a_value_and_a_destroyed_key_ends_by_its_term() {
    let (bed, server) = Bed::with_own_server();
    let office = Office::open(&bed);
    let id = live(&office);
    let key = wrapped_key(&bed, &office, id);
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
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
        assert!(!holding(place, &key).is_empty() && !can_be_unwrapped(place, &old, id).is_empty());
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
    assert_eq!(can_be_unwrapped(&server.data(), office.store.vault(), id), Vec::<PathBuf>::new());
    assert!(office.store.examine().unwrap().is_sound());
}
