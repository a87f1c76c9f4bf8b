//! The files themselves: no personal value is in any of them, and no destroyed key where the engine lets us end it.

use std::path::{Path, PathBuf};

use zgoda_law::{Ending, Event};
use zgoda_store::Engine;

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
        bytes.windows(needle.len()).any(|window| window == needle)
    });
    all
}

/// Adds somebody whose values are canaries, changes them, and erases somebody else.
fn live(office: &Office) -> zgoda_law::SubjectId {
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

fn wrapped_key(bed: &Bed, office: &Office, id: zgoda_law::SubjectId) -> Vec<u8> {
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

#[test]
fn on_postgresql_no_file_holds_a_value() {
    let (bed, server) = Bed::with_own_server();
    let office = Office::open(&bed);
    let id = live(&office);
    let key = wrapped_key(&bed, &office, id);
    let mut change = office.store.change(stamp());
    change.erase(&office.store.person(id).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    server.run("CHECKPOINT");
    for canary in CANARIES {
        assert_eq!(holding(&server.data(), canary.as_bytes()), Vec::<PathBuf>::new(), "{canary}");
    }
    // The old copy of the wrapped key is noise without the keyring; this is why its term is that of the
    // key-encryption key, and not that of the erasure.
    assert!(!holding(&server.data(), &key).is_empty());
}
