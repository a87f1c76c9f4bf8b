//! Backups: they restore on either engine, what was erased since stays erased, and a damaged archive changes nothing.

use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use zgoda_law::{Channel, ConsentState, Ending, Event, SubjectId};
use zgoda_ledger::tree_root;
use zgoda_store::{Archive, ArchiveKind, Engine, Restored, Stamp, Store, StoreError, newest};
use zgoda_vault::{Keyring, VaultError};

use crate::bed::{Bed, now, stamp};
use crate::people::Office;
use crate::scenario::{STEPS, state};
use crate::standing;

/// A fresh bed with the keyring of another.
pub fn beside(bed: &Bed, fresh: Bed) -> Bed {
    Bed { keyring: bed.keyring.clone(), ..fresh }
}

pub const BOTH: [ArchiveKind; 2] = [ArchiveKind::Data, ArchiveKind::Keys];

/// Writes archives of both kinds and returns that of the data.
pub fn back_up(store: &Store, folder: &Path) -> Archive {
    store.backup(folder, &BOTH, stamp()).unwrap().remove(0)
}

pub fn back_up_keys(store: &Store, folder: &Path) -> Archive {
    store.backup(folder, &[ArchiveKind::Keys], stamp()).unwrap().remove(0)
}

/// Restores the newest of both kinds.
pub fn restore(folder: &Path, target: &Bed) -> Result<(Store, Restored), StoreError> {
    let [data, keys] = BOTH.map(|kind| newest(folder, kind).unwrap().unwrap());
    Store::restore(&data, &keys, target.config(), stamp())
}

/// All that an archive holds.
pub fn opened(store: &Store, kind: ArchiveKind, path: &Path) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    store.vault().open_archive(kind.name(), std::fs::File::open(path)?)?.read_to_end(&mut text)?;
    Ok(text)
}

pub fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

pub fn other_engine(bed: &Bed) -> Bed {
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
    let size = back_up(&office.store, folder.path()).header.ledger_size;
    let root = tree_root(&office.store.ledger(), size).unwrap();

    let target = other_engine(bed);
    let (store, restored) = restore(folder.path(), &target).unwrap();
    assert_eq!((restored.erased, restored.replayed, restored.unopened, restored.missing), (0, 0, 0, 0));
    assert_eq!(tree_root(&store.ledger(), size).unwrap(), root);
    assert_eq!(store.ledger().entries(size, size + 1).unwrap()[0].event, Event::Restored);
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
    back_up(&again.store, second.path());
    let home = other_engine(&target);
    let (store, _) = restore(second.path(), &home).unwrap();
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
    let business = store.add_organisation(stamp(), "Jan Testowy", None, Some("3563457932")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let size = back_up(store, folder.path()).header.ledger_size;

    let mut change = store.change(stamp());
    change.erase(&store.person(erased).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.suppress(office.field("email"), "erased@example.test", "erasure");
    change.suppress(office.field("nip"), "3563457932", "erasure");
    change.strip_organisation(&store.organisation(business).unwrap());
    let person = store.person(forgotten).unwrap();
    let email = office.standing(&person, "email");
    change.forget(&person, &[email], Ending::Expired, Event::Expired).unwrap();
    let person = store.person(standing_one).unwrap();
    change.withdraw_consent(&person, consent).unwrap();
    change.add_objection(standing_one, standing::objection()).unwrap();
    change.add_objection_to(standing_one, office.purpose, standing::objection()).unwrap();
    change.restrict(standing_one, true).unwrap();
    change.commit().unwrap();
    let after = office.add(&[("email", "after@example.test")]);
    let keys = back_up_keys(store, folder.path());
    let lost = keys.header.ledger_size - size;

    let target = other_engine(bed);
    let (store, restored) = restore(folder.path(), &target).unwrap();
    assert_eq!((restored.erased, restored.replayed, restored.unopened, restored.missing), (1, 2, 0, 1));
    let end = store.ledger().size().unwrap();
    let entry = store.ledger().entries(end - 1, end).unwrap().remove(0);
    assert_eq!(entry.event, Event::Restored);
    assert!(entry.detail.contains(&format!("{lost} entries and 1 people lost")), "{}", entry.detail);
    let copy = Office::around(store);
    let store = &copy.store;
    let gone = store.person(erased).unwrap();
    assert!(gone.flags.erased && gone.facts.iter().all(|fact| !gone.holds(fact.no)));
    assert!(copy.by_email("erased@example.test").is_none());
    assert_eq!(store.suppressed_all(copy.field("email"), &["erased@example.test"]).unwrap(), [true]);
    let business = store.organisation(business).unwrap();
    assert!(business.is_trader && business.nip.is_none() && business.name == "№ 1", "{business:?}");
    let person = store.person(forgotten).unwrap();
    assert!(!person.holds(email) && copy.by_email("forgotten@example.test").is_none());
    assert_eq!(copy.read(&person, copy.standing(&person, "first_name")).unwrap(), "forgotten");
    let person = store.person(standing_one).unwrap();
    assert_eq!(person.consents[0].state, ConsentState::Withdrawn);
    let narrowed: Vec<_> = person.objections.iter().map(|one| one.purpose).collect();
    assert!(narrowed == [None, Some(office.purpose)] && person.flags.restricted);
    assert!(matches!(store.person(after), Err(StoreError::NotFound(_))));
    assert_eq!(store.erased_count().unwrap(), 1);
    assert!(store.examine().unwrap().is_sound());
    let wrapped = "SELECT COUNT(*) FROM data_key";
    assert_eq!(target.vault().number(wrapped), 2, "the erased one's key is not in the restored vault");
}

/// The archives of an office at work, and what else is needed to spoil them.
struct Shelf {
    bed: Bed,
    office: Office,
    folder: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Self {
        let bed = Bed::sqlite();
        let office = Office::open(&bed);
        STEPS.iter().for_each(|step| step(&office));
        let folder = tempfile::tempdir().unwrap();
        back_up(&office.store, folder.path());
        Self { bed, office, folder }
    }

    fn path(&self, kind: ArchiveKind) -> PathBuf {
        newest(self.folder.path(), kind).unwrap().unwrap()
    }

    /// Why restoring into a fresh installation is refused; nothing is left of the attempt.
    fn refusal(&self, keyring: Option<Keyring>) -> StoreError {
        let target = beside(&self.bed, Bed::sqlite());
        let Engine::Sqlite(folder) = &target.engine else { panic!("not a folder") };
        let config = keyring.map_or_else(|| target.config(), |keyring| target.config_with(keyring));
        let [data, keys] = BOTH.map(|kind| self.path(kind));
        let refused = Store::restore(&data, &keys, config, stamp()).err().unwrap();
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "{refused}");
        refused
    }
}

fn cause(refused: StoreError) -> Option<VaultError> {
    match refused {
        StoreError::Archive { source, .. } => Some(source),
        _ => None,
    }
}

#[test]
fn a_damaged_or_foreign_archive_is_refused_and_the_target_stays_as_it_was() {
    let shelf = Shelf::new();
    for kind in BOTH {
        let path = shelf.path(kind);
        let whole = std::fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 11) {
            let mut other = whole.clone();
            other[at] ^= 4;
            std::fs::write(&path, &other).unwrap();
            assert!(cause(shelf.refusal(None)).is_some(), "{} byte {at}", kind.name());
            std::fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(cause(shelf.refusal(None)), Some(VaultError::ArchiveCorrupted), "cut at {at}");
        }
        let mut older = whole.clone();
        older[14] = b'1';
        std::fs::write(&path, &older).unwrap();
        assert_eq!(cause(shelf.refusal(None)), Some(VaultError::ArchiveFormatUnknown));
        std::fs::write(&path, &whole).unwrap();
    }
    let stranger = Keyring::generate().unwrap();
    assert_eq!(cause(shelf.refusal(Some(stranger))), Some(VaultError::ArchiveForeign));
    // One kind in the place of the other.
    let [data, keys] = BOTH.map(|kind| shelf.path(kind));
    let swapped = Store::restore(&keys, &data, beside(&shelf.bed, Bed::sqlite()).config(), stamp());
    assert_eq!(cause(swapped.err().unwrap()), Some(VaultError::ArchiveCorrupted));
    let missing = Store::restore(Path::new("/nowhere"), &keys, shelf.bed.config(), stamp());
    assert!(matches!(missing, Err(StoreError::File { .. })));
}

#[test]
fn a_restore_into_an_installation_that_is_there_changes_nothing() {
    let shelf = Shelf::new();
    let before = state(&shelf.office);
    assert!(matches!(restore(shelf.folder.path(), &shelf.bed), Err(StoreError::Exists("installation"))));
    assert_eq!(state(&shelf.office), before);
    let target = beside(&shelf.bed, Bed::sqlite());
    drop(restore(shelf.folder.path(), &target).unwrap());
    assert!(matches!(restore(shelf.folder.path(), &target), Err(StoreError::Exists("installation"))));
    assert!(target.open().examine().unwrap().is_sound());
    let target = beside(&shelf.bed, Bed::postgres());
    drop(restore(shelf.folder.path(), &target).unwrap());
    assert!(matches!(restore(shelf.folder.path(), &target), Err(StoreError::Exists("installation"))));
    assert!(target.open().examine().unwrap().is_sound());
}

#[test]
fn archives_of_keys_that_do_not_go_with_the_data_are_refused() {
    let shelf = Shelf::new();
    let store = &shelf.office.store;
    let [old_data, old_keys] = BOTH.map(|kind| shelf.path(kind));
    shelf.office.add(&[("first_name", "Ewa")]);
    let elsewhere = tempfile::tempdir().unwrap();
    let new_data = back_up(store, elsewhere.path()).path;
    let new_keys = newest(elsewhere.path(), ArchiveKind::Keys).unwrap().unwrap();
    let fresh = || beside(&shelf.bed, Bed::sqlite()).config();
    let older = Store::restore(&new_data, &old_keys, fresh(), stamp());
    assert!(matches!(older, Err(StoreError::KeysOlder)));
    // It knows nothing of what happened before the only archive of data beside it.
    let gap = Store::restore(&old_data, &new_keys, fresh(), stamp());
    assert!(matches!(gap, Err(StoreError::KeysGap)));
    let alone = tempfile::tempdir().unwrap();
    let any = back_up_keys(store, alone.path()).path;
    for data in [&old_data, &new_data] {
        let target = beside(&shelf.bed, Bed::sqlite());
        drop(Store::restore(data, &any, target.config(), stamp()).unwrap());
    }
}

#[test]
fn archives_of_keys_are_removed_when_their_term_is_over_but_for_the_newest() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let folder = tempfile::tempdir().unwrap();
    for day in 0..10 {
        let stamp = Stamp { at: now() + (24 * day).hours(), ..stamp() };
        office.store.backup(folder.path(), &BOTH, stamp).unwrap();
    }
    let count = |kind: ArchiveKind| {
        let names = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
        names.filter(|name| name.to_str().unwrap().starts_with(kind.name())).count()
    };
    let newest_keys = newest(folder.path(), ArchiveKind::Keys).unwrap();
    let prune = |before| office.store.prune_keys(folder.path(), before, stamp()).unwrap();
    assert_eq!(prune(now() + 72.hours()), 3);
    assert_eq!((count(ArchiveKind::Keys), count(ArchiveKind::Data)), (7, 10));
    assert_eq!(prune(now() + 9_999.hours()), 6);
    assert_eq!(
        (newest(folder.path(), ArchiveKind::Keys).unwrap(), count(ArchiveKind::Data)),
        (newest_keys, 10)
    );
}

#[test]
fn an_installation_whose_restore_was_cut_off_does_not_open() {
    let bed = Bed::sqlite();
    drop(bed.open());
    bed.work().change("INSERT INTO setting (name, value) VALUES ('restoring', 'x')", vec![]).unwrap();
    assert!(matches!(Store::open(bed.config()), Err(StoreError::RestoreUnfinished)));
}

#[test]
fn a_value_whose_box_opens_with_no_key_is_ended_and_the_others_stay() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let id = office.add(&[("first_name", "Ewa"), ("email", "ewa@example.test")]);
    let person = office.store.person(id).unwrap();
    let email = office.standing(&person, "email");
    let mut boxes: Vec<u8> = bed.vault().rows("SELECT boxes FROM sealed", &[])[0].get(0).unwrap();
    *boxes.last_mut().unwrap() ^= 1;
    bed.vault().change("UPDATE sealed SET boxes = $1", vec![boxes.into()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let (store, restored) = restore(folder.path(), &beside(&bed, Bed::sqlite())).unwrap();
    assert_eq!(restored.unopened, 1);
    let copy = Office::around(store);
    let person = copy.store.person(id).unwrap();
    assert!(!person.holds(email) && copy.by_email("ewa@example.test").is_none());
    assert_eq!(copy.read(&person, copy.standing(&person, "first_name")).unwrap(), "Ewa");
}

#[test]
fn somebody_whose_key_is_damaged_is_ended_and_the_others_stay() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let [id, other] = ["ewa", "jan"].map(|name| office.add(&[("email", &format!("{name}@example.test"))]));
    let person = office.store.person(id).unwrap();
    let rows =
        bed.vault().rows("SELECT wrapped FROM data_key WHERE subject_id = $1", &[person.ordinal.into()]);
    let mut wrapped: Vec<u8> = rows[0].get(0).unwrap();
    wrapped[30] ^= 1;
    let damage = "UPDATE data_key SET wrapped = $1 WHERE subject_id = $2";
    bed.vault().change(damage, vec![wrapped.into(), person.ordinal.into()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let (store, restored) = restore(folder.path(), &beside(&bed, Bed::sqlite())).unwrap();
    assert_eq!((restored.unopened, restored.erased), (1, 0));
    assert!(store.person(id).unwrap().flags.erased && !store.person(other).unwrap().flags.erased);
    assert!(Office::around(store).by_email("jan@example.test").is_some());
}

#[test]
fn an_archive_holds_no_value_and_that_of_the_data_no_wrapped_key_even_when_opened() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let id = office.add(&[("first_name", "Kanarkowska"), ("email", "kanarek.7391@example.test")]);
    let key = bed.wrapped_keys().remove(0).1.bytes;
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    for kind in BOTH {
        let path = newest(folder.path(), kind).unwrap().unwrap();
        let inside = opened(&office.store, kind, &path).unwrap();
        for needle in [b"Kanarkowska".as_slice(), b"kanarek.7391@example.test"] {
            assert!(!holds(&inside, needle));
        }
        assert_eq!(holds(&inside, &key), kind == ArchiveKind::Keys);
        assert!(holds(&inside, id_bytes(id, kind).as_slice()), "the search finds what is there");
        let sealed = std::fs::read(path).unwrap();
        for needle in [&key, b"zgoda.example".as_slice(), &id_bytes(id, kind)] {
            assert!(!holds(&sealed, needle));
        }
    }
}

/// What each kind says of a person.
fn id_bytes(id: SubjectId, kind: ArchiveKind) -> Vec<u8> {
    match kind {
        ArchiveKind::Data => id.as_bytes().to_vec(),
        ArchiveKind::Keys => b"kek_version".to_vec(),
    }
}
