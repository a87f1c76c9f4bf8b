//! Legal holds as they are kept: two people, whom they cover, and what a restore makes of them.

use std::collections::BTreeSet;

use jiff::civil::date;
use zgoda_law::{ActorId, SubjectId};
use zgoda_store::{HoldGround, HoldId, NewHold, Stamp};

use crate::backup::{back_up, back_up_keys, other_engine, restore};
use crate::bed::{Bed, now, stamp};
use crate::people::Office;

/// The second person.
const SECOND: Stamp = Stamp { actor: ActorId(900), at: jiff::Timestamp::UNIX_EPOCH };

/// Asks for a hold over people.
pub fn asked(office: &Office, people: &[SubjectId]) -> HoldId {
    let new = NewHold {
        matter: "Spór o dostawę".into(),
        ground: HoldGround::Proceeding,
        reference: "V GC 123/26".into(),
        fields: BTreeSet::from([office.field("email")]),
        review_by: date(2027, 5, 1),
    };
    let people: Vec<_> = people.iter().map(|id| office.store.person(*id).unwrap()).collect();
    office.store.ask_hold(stamp(), &new, &people).unwrap()
}

pub fn a_hold_needs_two_people_and_keeps_its_fields(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let hold = asked(&office, &[id]);
    let store = &office.store;
    let people = || store.held_people(hold).unwrap();
    assert!(store.approve_hold(stamp(), hold, &people()).is_err(), "by whoever asked");
    assert!(!store.person(id).unwrap().flags.hold && store.holds().unwrap()[0].is_asked());
    let second = Stamp { at: now(), ..SECOND };
    store.approve_hold(second, hold, &people()).unwrap();
    assert!(store.approve_hold(second, hold, &people()).is_err(), "once only");
    let person = store.person(id).unwrap();
    let kept: Vec<bool> = person.facts.iter().map(|fact| person.is_on_hold(fact)).collect();
    assert_eq!(kept.iter().filter(|kept| **kept).count(), 1);
    let found = store.holds_of(person.ordinal).unwrap().remove(0);
    assert_eq!(
        (found.people, found.approved, found.review_by),
        (1, Some((SECOND.actor, now())), date(2027, 5, 1))
    );
    store.review_hold(second, hold, date(2027, 9, 1)).unwrap();
    assert_eq!(store.holds().unwrap()[0].review_by, date(2027, 9, 1));
    store.end_hold(stamp(), hold, &people()).unwrap();
    assert!(!store.person(id).unwrap().flags.hold);
    assert!(
        store.end_hold(stamp(), hold, &people()).is_err()
            && store.review_hold(second, hold, date(2027, 9, 2)).is_err()
    );
    assert!(store.examine().unwrap().is_sound());
}

pub fn a_hold_that_began_after_the_backup_stands_after_the_restore(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let folder = tempfile::tempdir().unwrap();
    back_up(&office.store, folder.path());
    let hold = asked(&office, &[id]);
    let people = office.store.held_people(hold).unwrap();
    office.store.approve_hold(Stamp { at: now(), ..SECOND }, hold, &people).unwrap();
    let before = office.store.holds().unwrap();
    back_up_keys(&office.store, folder.path());

    let (store, _) = restore(folder.path(), &other_engine(bed)).unwrap();
    assert_eq!(store.holds().unwrap(), before);
    let person = store.person(id).unwrap();
    assert!(person.flags.hold && person.held_fields.is_some());
    let copy = Office::around(store);
    assert!(copy.store.examine().unwrap().is_sound());
    assert!(asked(&copy, &[id]) > hold, "numbers are not given out twice");
}
