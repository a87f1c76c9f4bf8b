//! Many at once: of two changes of one person exactly one succeeds, and nothing is lost.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::ToSpan;
use zgoda_law::{Action, Ending, Event, SubjectId};
use zgoda_store::{Draft, Engine, Person, StoreError};

use crate::backup::{back_up, beside, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;
use crate::reading::question;
use crate::standing;

const THREADS: usize = 16;
const EACH: usize = 6;

/// A change of one person.
type Move = fn(&Office, &Person) -> Result<(), StoreError>;

fn add_phone(office: &Office, person: &Person) -> Result<(), StoreError> {
    office.add_to(person, "phone", "+48600000000").map(drop)
}

fn add_email(office: &Office, person: &Person) -> Result<(), StoreError> {
    office.add_to(person, "email", "anna.two@example.test").map(drop)
}

fn object(office: &Office, person: &Person) -> Result<(), StoreError> {
    let mut change = office.store.change(stamp());
    change.open(person)?;
    change.add_objection(person.id, standing::objection())?;
    change.commit().map(drop)
}

fn forget_name(office: &Office, person: &Person) -> Result<(), StoreError> {
    let mut change = office.store.change(stamp());
    change.forget(person, &[office.standing(person, "first_name")], Ending::Erased, Event::Erased)?;
    change.commit().map(drop)
}

fn erase(office: &Office, person: &Person) -> Result<(), StoreError> {
    let mut change = office.store.change(stamp());
    change.erase(person, Ending::Erased, Event::Erased)?;
    change.commit().map(drop)
}

const MOVES: [(&str, Move); 5] = [
    ("phone", add_phone),
    ("email", add_email),
    ("object", object),
    ("forget", forget_name),
    ("erase", erase),
];

pub fn of_two_changes_of_one_person_exactly_one_succeeds(bed: &Bed) {
    let office = Office::open(bed);
    for (first_name, first) in MOVES {
        for (second_name, second) in MOVES {
            let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
            let seen = office.store.person(id).unwrap();
            first(&office, &seen).unwrap();
            let entries = office.store.ledger().size().unwrap();
            let refused = second(&office, &seen).unwrap_err();
            assert!(refused.is_conflict(), "{second_name} after {first_name}: {refused:?}");
            assert_eq!(office.store.ledger().size().unwrap(), entries);
            assert!(office.store.examine().unwrap().is_sound(), "{second_name} after {first_name}");
        }
    }
    office.store.ledger().verify(|_, _| {}).unwrap();
}

pub fn at_the_same_moment_exactly_one_change_of_a_person_succeeds(bed: &Bed) {
    let office = Office::open(bed);
    for (first, second) in MOVES.iter().zip(MOVES.iter().cycle().skip(1)) {
        let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
        let seen = office.store.person(id).unwrap();
        let start = Barrier::new(2);
        let run = |attempt: Move| {
            start.wait();
            attempt(&office, &seen)
        };
        let answers: Vec<_> = std::thread::scope(|scope| {
            let others = [first.1, second.1].map(|attempt| scope.spawn(move || run(attempt)));
            others.into_iter().map(|other| other.join().unwrap()).collect()
        });
        let refused: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
        assert_eq!(refused.len(), 1, "{} beside {}: {answers:?}", first.0, second.0);
        assert!(refused[0].is_conflict(), "{} beside {}: {refused:?}", first.0, second.0);
    }
    assert!(office.store.examine().unwrap().is_sound());
}

pub fn sixteen_threads_add_and_read_and_nothing_is_lost(bed: &Bed) {
    let office = Office::open(bed);
    let shared = office.add(&[("first_name", "Wspólna")]);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let office = &office;
            scope.spawn(move || {
                for person in 0..EACH {
                    let email = format!("p{person}.t{thread}@example.test");
                    let id = office.add(&[("first_name", "Anna"), ("email", &email)]);
                    let person = office.store.person(id).unwrap();
                    let no = office.standing(&person, "email");
                    assert_eq!(office.read(&person, no).unwrap(), email);
                }
                // All want the same person at the same time: whoever loses loads again.
                let (mut tries, note) = (0, format!("nota {thread}"));
                while let Err(refused) = office.add_to(&office.store.person(shared).unwrap(), "note", &note) {
                    assert!(refused.is_conflict(), "{refused:?}");
                    tries += 1;
                    assert!(tries < 10_000);
                }
            });
        }
    });
    let store = &office.store;
    assert_eq!(store.people_count().unwrap(), (THREADS * EACH) as u64 + 1);
    let shared = store.person(shared).unwrap();
    let mut notes: Vec<_> =
        shared.current().skip(1).map(|fact| office.read(&shared, fact.no).unwrap()).collect();
    notes.sort();
    let mut expected: Vec<_> = (0..THREADS).map(|thread| format!("nota {thread}")).collect();
    expected.sort();
    assert_eq!(notes, expected);
    assert_eq!(store.examine().unwrap().people, (THREADS * EACH) as u64 + 1);
    assert!(store.examine().unwrap().is_sound());
    store.ledger().verify(|_, _| {}).unwrap();
}

/// Reads, tells and adds at once; returns how many entries of the ledger that must have left.
fn bustle(office: &Office, of_one_added: u64, name: &str) -> u64 {
    let shared = office.by_email("shared@example.test").unwrap();
    let email = office.standing(&shared, "email");
    let at = now() + 1.hour();
    let read = || {
        let reading = office.store.reading(question(&office.store, "respond_inquiry", at));
        assert!(reading.of_fact(shared.id, email).unwrap().is_some());
    };
    let tell = || {
        let mut change = office.store.change(stamp());
        change.record(Draft::new(Event::Contacted, Action::Use).person(shared.id, shared.ordinal));
        change.commit().unwrap();
    };
    std::thread::scope(|scope| {
        let many = |work: &dyn Fn(usize)| (0..EACH * 5).for_each(work);
        scope.spawn(move || many(&|_| read()));
        scope.spawn(move || many(&|_| read()));
        scope.spawn(move || many(&|_| tell()));
        (0..EACH).for_each(|number| {
            office.add(&[("first_name", "Ala"), ("email", &format!("{name}.{number}@example.test"))]);
        });
    });
    (EACH * 15) as u64 + EACH as u64 * of_one_added
}

pub fn of_all_who_tell_and_change_at_once_no_entry_is_lost(bed: &Bed) {
    let office = Office::open(bed);
    let empty = office.store.ledger().size().unwrap();
    office.add(&[("first_name", "Wspólna"), ("email", "shared@example.test")]);
    let before = office.store.ledger().size().unwrap();
    let beside = Office::around(bed.open());
    let left: u64 = std::thread::scope(|scope| {
        let beside = scope.spawn(|| bustle(&beside, before - empty, "beside"));
        bustle(&office, before - empty, "here") + beside.join().unwrap()
    });
    drop(beside);
    assert_eq!(office.store.ledger().size().unwrap(), before + left);
    assert_eq!(office.store.ledger().verify(|_, _| {}).unwrap().entries, before + left);
    assert!(office.store.examine().unwrap().is_sound());
}

/// Forgets values of some people, each time under a new key, and brings in others; whoever is too late tries again.
fn replace_keys(office: &Office, people: &[SubjectId], times: usize) {
    for (number, id) in people.iter().cycle().take(times).enumerate() {
        let step = || {
            let person = office.store.person(*id)?;
            match person.current().find(|fact| fact.field == office.field("note") && person.holds(fact.no)) {
                Some(note) => {
                    let mut change = office.store.change(stamp());
                    change.forget(&person, &[note.no], Ending::Erased, Event::Erased)?;
                    change.commit().map(drop)
                }
                None => office.add_to(&person, "note", &format!("nota {number}")).map(drop),
            }
        };
        let mut tries = 0;
        while let Err(refused) = step() {
            assert!(refused.is_conflict(), "{refused:?}");
            tries += 1;
            assert!(tries < 10_000);
        }
    }
}

/// One less is at work when this goes, whatever the reason.
struct Leaves<'a>(&'a AtomicUsize);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub fn while_keys_are_replaced_at_once_everybody_reads_what_is_held(bed: &Bed) {
    let office = Office::open(bed);
    let name = |number: usize| format!("Anna{}", char::from(b'a' + number as u8));
    let people: Vec<SubjectId> = (0..4).map(|number| office.add(&[("first_name", &name(number))])).collect();
    let beside = Office::around(bed.open());
    let read_all = |office: &Office| {
        for (number, id) in people.iter().enumerate() {
            let person = office.store.person(*id).unwrap();
            assert_eq!(office.read(&person, office.standing(&person, "first_name")).unwrap(), name(number));
        }
        let reading = office.store.reading(question(&office.store, "respond_inquiry", now() + 1.hour()));
        let opened = reading.of_person(people[0]).unwrap();
        assert!(opened.iter().any(|value| value.value.as_str() == name(0)));
    };
    let at_work = AtomicUsize::new(4);
    std::thread::scope(|scope| {
        for (turn, office) in [&office, &beside, &office, &beside].into_iter().enumerate() {
            let (mut people, at_work) = (people.clone(), &at_work);
            people.rotate_left(turn);
            scope.spawn(move || {
                let _leaves = Leaves(at_work);
                replace_keys(office, &people, EACH * 6);
            });
        }
        for office in [&office, &beside] {
            let (at_work, read_all) = (&at_work, &read_all);
            scope.spawn(move || {
                while at_work.load(Ordering::SeqCst) > 0 {
                    read_all(office);
                }
            });
        }
    });
    [&office, &beside].into_iter().for_each(read_all);
    assert!(office.store.examine().unwrap().is_sound());
    drop((office, beside));
    read_all(&Office::open(bed));
}

pub fn a_backup_made_while_keys_are_replaced_brings_everybody_back(bed: &Bed) {
    let office = Office::open(bed);
    let people: Vec<SubjectId> = (0..40).map(|_| office.add(&[("first_name", "Anna")])).collect();
    let folder = tempfile::tempdir().unwrap();
    let at_work = AtomicUsize::new(2);
    let mut made = 0;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let _leaves = Leaves(&at_work);
                replace_keys(&office, &people, people.len() * 4);
            });
        }
        while at_work.load(Ordering::SeqCst) > 0 {
            let archives = folder.path().join(made.to_string());
            back_up(&office.store, &archives);
            made += 1;
        }
    });
    for number in [0, made / 2, made - 1] {
        let (store, restored) =
            restore(&folder.path().join(number.to_string()), &beside(bed, bed.another())).unwrap();
        assert_eq!(
            (restored.erased, restored.unopened, restored.missing),
            (0, 0, 0),
            "backup {number} of {made}"
        );
        let copy = Office::around(store);
        for id in &people {
            let person = copy.store.person(*id).unwrap();
            assert_eq!(copy.read(&person, copy.standing(&person, "first_name")).unwrap(), "Anna");
        }
    }
}

#[test]
fn who_only_reads_waits_for_nobody_who_changes() {
    let bed = Bed::sqlite();
    let office = Office::open(&bed);
    let id = office.add(&[("email", "anna@example.test")]);
    let read = || {
        let reading = office.store.reading(question(&office.store, "respond_inquiry", now() + 1.hour()));
        assert_eq!(reading.of_person(id).unwrap().len(), 1);
    };
    read();
    let told = office.store.ledger().about(id).unwrap().len();
    let Engine::Sqlite(folder) = &bed.engine else { unreachable!("a bed of SQLite") };
    let other = rusqlite::Connection::open(folder.join("work.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        let change = scope.spawn(|| office.add(&[("email", "jan@example.test")]));
        (0..20).for_each(|_| read());
        assert!(!change.is_finished(), "the databases are somebody else's");
        other.execute_batch("COMMIT").unwrap();
        change.join().unwrap();
    });
    assert_eq!(office.store.ledger().about(id).unwrap().len(), told + 20);
    office.store.ledger().verify(|_, _| {}).unwrap();
}
