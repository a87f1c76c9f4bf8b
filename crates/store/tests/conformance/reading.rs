//! What a reading hands out is what the law allows and the vault opens, one by one, and the ledger tells of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan};
use zgoda_law::{Action, Ending, Event, FactNo, PurposeId, SubjectId};
use zgoda_store::{Opened, Ordinal, PeopleFilter, Question, Store, StoreError};

use crate::bed::{Bed, now, stamp};
use crate::mirror::{Dice, happen};
use crate::people::Office;
use crate::standing;

pub fn question(store: &Store, purpose: &str, at: Timestamp) -> Question {
    let purpose = store.law().catalogue().purpose(purpose).unwrap().id;
    Question { actor: store.system_actor(purpose), action: Action::Read, purpose, at }
}

type Found = BTreeMap<(SubjectId, FactNo), String>;

fn everybody(store: &Store) -> Vec<Ordinal> {
    let mut people = store.people(&PeopleFilter::default(), None, u32::MAX).unwrap();
    // Numbers of people who were erased, and of nobody.
    people.extend((1..=people.iter().map(|one| one.0).max().unwrap_or(0) + 2).map(Ordinal));
    people
}

/// The slow way: each person out of the database, each value decided by the law, each opened by itself.
fn one_by_one(store: &Store, question: &Question, held_for: Option<PurposeId>) -> Found {
    let mut found = Found::new();
    for ordinal in everybody(store).into_iter().collect::<BTreeSet<_>>() {
        let Ok(person) = store.person_by_ordinal(ordinal) else { continue };
        for fact in person.current() {
            let permit = store.decide(question, &person, fact).unwrap().permit();
            let held = |purpose| fact.grounds.links.iter().any(|link| link.purpose == purpose);
            if let Some(permit) = permit.filter(|_| held_for.is_none_or(held)) {
                match store.open_value(&permit, &person, fact.no) {
                    Ok(value) => drop(found.insert((person.id, fact.no), value.as_str().to_owned())),
                    Err(StoreError::Gone) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
    found
}

fn found(values: impl IntoIterator<Item = Opened>) -> Found {
    let mut found = Found::new();
    for read in values {
        let other = found.insert((read.subject, read.fact), read.value.as_str().to_owned());
        assert_eq!(other, None, "read twice");
    }
    found
}

/// What the entries from this one on say was read.
fn told(store: &Store, from: u64) -> BTreeSet<(SubjectId, FactNo)> {
    let ledger = store.ledger();
    let entries = ledger.entries(from, ledger.size().unwrap()).unwrap();
    let read = entries.into_iter().filter(|entry| entry.event == Event::Read);
    read.flat_map(|entry| entry.facts.into_iter().map(move |fact| (entry.subject.unwrap(), fact))).collect()
}

pub fn what_is_read_is_what_the_law_allows_one_by_one(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let moments = [0, 1, 24 * 5, 24 * 400, 24 * 9_000].map(|hours| now() + hours.hours());
    let (mut values, mut refused) = (0, 0);
    for seed in 0..6 {
        let mut dice = Dice(900 + seed);
        for _ in 0..30 {
            let _ = happen(&office, &mut dice);
        }
        for (purpose, at) in ["respond_inquiry", "subject_rights", "newsletter", "claims"]
            .into_iter()
            .flat_map(|purpose| moments.map(|at| (purpose, at)))
        {
            let question = question(store, purpose, at);
            let (wanted, from) = (one_by_one(store, &question, None), store.ledger().size().unwrap());
            let read = store.reading(question.clone()).of_people(everybody(store));
            let read = found(read.map(Result::unwrap));
            assert_eq!(read, wanted, "seed {seed}, {purpose} at {at}");
            assert_eq!(told(store, from), read.keys().copied().collect(), "seed {seed}, {purpose} at {at}");
            let held_for = Some(office.purpose);
            let read = store.reading(question.clone()).by_purpose(office.purpose).unwrap();
            assert_eq!(found(read.map(Result::unwrap)), one_by_one(store, &question, held_for));
            values += wanted.len();
            refused += usize::from(wanted.is_empty());
        }
    }
    assert!(values > 100 && refused > 10, "{values} values, nothing {refused} times");
}

pub fn one_value_and_one_person_are_read_and_told(bed: &Bed) {
    let office = Office::open(bed);
    let (store, at) = (&office.store, now() + 1.hour());
    let anna = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let jan = office.add(&[("email", "jan@example.test")]);
    let email = office.standing(&store.person(anna).unwrap(), "email");
    let reading = || store.reading(question(store, "respond_inquiry", at));
    let from = store.ledger().size().unwrap();
    assert_eq!(reading().of_fact(anna, email).unwrap().unwrap().value.as_str(), "anna@example.test");
    assert_eq!(told(store, from), BTreeSet::from([(anna, email)]));
    assert!(reading().of_fact(anna, FactNo(999)).unwrap().is_none());
    assert!(reading().fields(&[office.field("phone")]).of_fact(anna, email).unwrap().is_none());
    assert!(matches!(reading().of_person(SubjectId::from_bytes([9; 16])), Err(StoreError::NotFound(_))));
    assert_eq!(store.ledger().size().unwrap(), from + 1, "of what is not read nothing is told");
    let person = reading().of_person(anna).unwrap();
    assert!(person.iter().all(|read| read.subject == anna && read.grounds == office.grounds));
    assert_eq!(found(person).into_values().collect::<Vec<_>>(), ["Anna", "anna@example.test"]);
    let emails = reading().fields(&[office.field("email")]).by_purpose(office.purpose).unwrap();
    let emails = found(emails.map(Result::unwrap));
    assert_eq!(emails.keys().map(|(id, _)| *id).collect::<BTreeSet<_>>(), BTreeSet::from([anna, jan]));
}

pub fn whoever_objects_restricts_or_is_erased_is_read_no_more_by_any_process(bed: &Bed) {
    let office = Office::open(bed);
    let (store, other, at) = (&office.store, bed.open(), now() + 1.hour());
    let ids = ["a", "b", "c"].map(|name| office.add(&[("email", &format!("{name}@example.test"))]));
    let [restricted, erased, kept] = ids;
    let read = |store: &Store, purpose: &str| {
        let values = store.reading(question(store, purpose, at)).by_purpose(office.purpose).unwrap();
        found(values.map(Result::unwrap)).into_keys().map(|(id, _)| id).collect::<BTreeSet<_>>()
    };
    for store in [store, &other] {
        assert_eq!(read(store, "respond_inquiry"), BTreeSet::from(ids));
    }
    let mut change = store.change(stamp());
    change.open(&store.person(restricted).unwrap()).unwrap();
    change.restrict(restricted, true).unwrap();
    change.erase(&store.person(erased).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.open(&store.person(kept).unwrap()).unwrap();
    change.add_objection(kept, standing::objection()).unwrap();
    change.commit().unwrap();
    for store in [&other, store] {
        assert_eq!(read(store, "respond_inquiry"), BTreeSet::from([kept]));
        // What is held of a restricted person is still shown to them.
        assert_eq!(read(store, "subject_rights"), BTreeSet::from([restricted, kept]));
        let erased = store.reading(question(store, "subject_rights", at)).of_person(erased);
        assert_eq!(erased.unwrap().len(), 0);
        assert_eq!(read(store, "newsletter"), BTreeSet::new());
    }
}

pub fn what_was_read_is_told_whoever_writes_between_and_whichever_process_dies(bed: &Bed) {
    let office = Office::open(bed);
    let (store, at) = (&office.store, now() + 1.hour());
    let empty = store.ledger().size().unwrap();
    let anna = office.add(&[("email", "anna@example.test")]);
    let email = office.standing(&store.person(anna).unwrap(), "email");
    let read = |store: &Store| {
        let reading = store.reading(question(store, "respond_inquiry", at));
        assert!(reading.of_fact(anna, email).unwrap().is_some());
    };
    let mut count = store.ledger().size().unwrap();
    let of_one_added = count - empty;
    let mut other = bed.open();
    let mut dice = Dice(7);
    for step in 0..60 {
        for _ in 0..dice.roll(4) {
            read(store);
            count += 1;
        }
        for _ in 0..dice.roll(4) {
            read(&other);
            count += 1;
        }
        match dice.roll(5) {
            0 => {
                office.add(&[("email", &format!("{step}@example.test"))]);
                count += of_one_added;
            }
            // Dies without a word; what it told stays told.
            1 => std::mem::forget(std::mem::replace(&mut other, bed.open())),
            2 => other = bed.open(),
            3 => store.flush().unwrap(),
            _ => assert_eq!(other.ledger().about(anna).unwrap().last().unwrap().subject, Some(anna)),
        }
    }
    std::mem::forget(std::mem::replace(&mut other, bed.open()));
    read(store);
    store.flush().unwrap();
    assert_eq!(other.ledger().size().unwrap(), count + 1);
    assert_eq!(other.ledger().verify(|_, _| {}).unwrap().entries, count + 1);
}
