//! The mirror kept on the disk: brought up to date it is the mirror read anew, and a doubtful one is not used.

use std::path::{Path, PathBuf};

use zgoda_law::{Ending, Event};
use zgoda_store::{Condition, Ordinal, PeopleFilter, Store};
use zgoda_vault::Keyring;

use crate::bed::{Bed, stamp};
use crate::mirror::{Dice, happen};
use crate::people::Office;

/// Opens the bed as a server does, which names a folder on every engine.
fn open(bed: &Bed) -> Store {
    let store = bed.open();
    store.keep_mirror_in(bed._folder.path());
    store
}

fn file(bed: &Bed) -> PathBuf {
    bed._folder.path().join("mirror")
}

fn office(bed: &Bed) -> Office {
    let office = Office::open(bed);
    office.store.keep_mirror_in(bed._folder.path());
    office
}

/// Whether a store that was just opened took what was kept: then there is nothing to keep anew.
fn took_what_was_kept(store: &Store) -> bool {
    store.people_count().unwrap();
    !store.keep_mirror().unwrap()
}

fn everybody(store: &Store) -> Vec<Ordinal> {
    store.people(&PeopleFilter::default(), None, u32::MAX).unwrap()
}

pub fn a_kept_mirror_brought_up_to_date_equals_one_read_anew(bed: &Bed) {
    let office = office(bed);
    let mut taken = 0;
    for seed in 0..12 {
        let mut dice = Dice(seed);
        for _ in 0..dice.roll(12) {
            let _ = happen(&office, &mut dice);
        }
        if dice.roll(3) > 0 {
            office.store.keep_mirror().unwrap();
        }
        if dice.roll(2) == 0 {
            let again = open(bed);
            assert!(took_what_was_kept(&again) || !file(bed).exists(), "seed {seed}");
            taken += 1;
        }
        for _ in 0..dice.roll(9) {
            let _ = happen(&office, &mut dice);
        }
        // Whoever starts now has only what was kept before these changes, and the ledger.
        let again = open(bed);
        assert_eq!(everybody(&again), everybody(&office.store), "seed {seed}");
        assert_eq!(again.examine().unwrap().unlike, 0, "seed {seed}");
        assert_eq!(again.facts_count().unwrap(), office.store.facts_count().unwrap());
        for ordinal in everybody(&again) {
            let person = office.store.person_by_ordinal(ordinal).unwrap();
            let kind = Condition::Kind(person.kind);
            assert!(again.people_who(&kind).unwrap().contains(ordinal));
        }
    }
    assert!(taken > 2 && file(bed).exists());
}

pub fn an_erased_person_is_gone_right_after_a_restart_and_from_what_is_kept_next(bed: &Bed) {
    let office = office(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let kept = office.add(&[("first_name", "Jan"), ("email", "jan@example.test")]);
    assert!(office.store.keep_mirror().unwrap());
    assert!(!office.store.keep_mirror().unwrap(), "nothing has changed");
    let person = office.store.person(id).unwrap();
    let mut change = office.store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let kept = office.store.person(kept).unwrap().ordinal;
    let again = open(bed);
    assert_eq!((again.people_count().unwrap(), again.erased_count().unwrap()), (1, 1));
    assert_eq!(everybody(&again), [kept]);
    assert!(office.store.keep_mirror().unwrap());
    let again = open(bed);
    assert!(took_what_was_kept(&again));
    assert_eq!((everybody(&again), again.facts_count().unwrap()), (vec![kept], 2));
    assert_eq!(again.examine().unwrap().unlike, 0);
}

pub fn a_kept_mirror_that_was_changed_or_belongs_to_others_is_not_used(bed: &Bed) {
    let office = office(bed);
    for no in 0..5 {
        office.add(&[("first_name", "Anna"), ("email", &format!("p{no}@example.test"))]);
    }
    assert!(office.store.keep_mirror().unwrap());
    let whole = std::fs::read(file(bed)).unwrap();
    let expected = everybody(&office.store);
    let mut dice = Dice(7);
    let ends = [0, 20, whole.len() / 2, whole.len() - 9, whole.len() - 1];
    let flips: Vec<usize> = (0..24).map(|_| dice.roll(whole.len() as u64) as usize).collect();
    for at in ends.into_iter().chain(flips) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << dice.roll(8);
        assert_is_passed_over(bed, &changed, &expected);
    }
    for length in [0, 10, whole.len() / 3, whole.len() - 1] {
        assert_is_passed_over(bed, &whole[..length], &expected);
    }
    let stranger = Bed::sqlite();
    let of_stranger = Office::open(&stranger);
    of_stranger.add(&[("first_name", "Ewa"), ("email", "ewa@example.test")]);
    assert!(of_stranger.store.keep_mirror().unwrap());
    let foreign = std::fs::read(file(&stranger)).unwrap();
    assert_is_passed_over(bed, &foreign, &expected);
    // The same keys, another past.
    let twin = Bed { keyring: bed.keyring.clone(), ..Bed::sqlite() };
    let of_twin = Office::open(&twin);
    of_twin.add(&[("first_name", "Ewa"), ("email", "ewa@example.test")]);
    assert!(of_twin.store.keep_mirror().unwrap());
    let of_another_past = std::fs::read(file(&twin)).unwrap();
    assert_is_passed_over(bed, &of_another_past, &expected);
    // Unchanged it is used.
    std::fs::write(file(bed), &whole).unwrap();
    assert!(took_what_was_kept(&open(bed)));
}

/// Puts bytes in the place of what was kept, and opens.
fn assert_is_passed_over(bed: &Bed, bytes: &[u8], expected: &[Ordinal]) {
    std::fs::write(file(bed), bytes).unwrap();
    let store = open(bed);
    assert_eq!(everybody(&store), expected);
    assert_eq!(store.facts_count().unwrap(), 2 * expected.len() as u64);
    assert_eq!(store.examine().unwrap().unlike, 0);
    assert!(store.keep_mirror().unwrap(), "it was built anew");
}

pub fn a_kept_mirror_ends_with_its_key_encryption_key(bed: &Bed) {
    let path = bed._folder.path().join("keyring");
    Keyring::parse(&bed.keyring).unwrap().save_new(&path).unwrap();
    let open = |path: &Path| {
        let store = Store::open(bed.config_with(Keyring::load(path).unwrap())).unwrap();
        store.keep_mirror_in(bed._folder.path());
        store
    };
    let office = Office::around(open(&path));
    office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    assert!(office.store.keep_mirror().unwrap());
    let old = std::fs::read(file(bed)).unwrap();
    office.store.rotate_keys(stamp()).unwrap();
    assert!(office.store.keep_mirror().unwrap(), "the newest key is the one to end with");
    assert!(took_what_was_kept(&open(&path)));
    office.store.retire_keys(stamp()).unwrap();
    std::fs::write(file(bed), old).unwrap();
    let again = open(&path);
    assert_eq!(everybody(&again).len(), 1);
    assert!(again.keep_mirror().unwrap(), "the old one opens with nothing");
    assert!(took_what_was_kept(&open(&path)));
}
