//! The way of one datum: collected under a permit, sealed, found, opened, erased, proven.

use zgoda_law::{Ending, Event};
use zgoda_store::StoreError;

use crate::bed::{Bed, stamp};
use crate::people::Office;

pub fn every_statement_is_understood_by_the_engine(bed: &Bed) {
    assert!(bed.open().check_statements().unwrap() > 80);
}

pub fn a_value_goes_the_whole_way_and_ends(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let email = office.field("email");

    let person = store.person(id).unwrap();
    assert_eq!(store.find(email, "anna@example.test").unwrap(), [person.ordinal]);
    let no = office.standing(&person, "email");
    let permit = office.permit(&person, no);
    assert_eq!(office.read(&person, no).unwrap(), "anna@example.test");

    let mut change = store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.suppress(email, "anna@example.test", "erasure");
    let entries = change.commit().unwrap();
    assert_eq!(entries.last().unwrap().event, Event::Erased);

    let erased = store.person(id).unwrap();
    assert!(erased.flags.erased);
    assert!(matches!(store.open_value(&permit, &erased, no), Err(StoreError::Gone)));
    assert_eq!(store.find(email, "anna@example.test").unwrap(), []);
    assert_eq!(store.suppressed_all(email, &["anna@example.test", "b@example.test"]).unwrap(), [true, false]);
    assert!(store.examine().unwrap().is_sound());

    let verified = store.ledger().verify(|_, _| {}).unwrap();
    assert_eq!(verified.entries, store.ledger().size().unwrap());
    drop(office);
    assert_eq!(bed.open().ledger().verify(|_, _| {}).unwrap(), verified);
}
