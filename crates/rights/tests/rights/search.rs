//! Finding people by a part of their name.

use zgoda_law::{Basis, Ending, Event, Role};
use zgoda_rights::{RightsError, find_people};

use crate::bed::{Bed, Known, now, stamp};

#[test]
fn a_part_of_a_name_finds_the_newest_first_and_each_found_stands_in_the_ledger() -> Result<(), RightsError> {
    let bed = Bed::new();
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let purpose = bed.purpose("respond_inquiry");
    let links = [("respond_inquiry", Basis::Contract)];
    let named = |first: &'static str, last: &'static str| {
        let values = [("first_name", first), ("last_name", last)];
        bed.add(&Known { links: &links, values: &values, ..Known::default() })
    };
    let ids = [named("Łucja", "Żółć"), named("Jan", "Łuczak"), named("Ewa", "Nowak")];
    let find = |typed: &str, limit| find_people(&bed.store, &who, purpose, typed, limit);
    let found = find("ŁUC", 9)?;
    assert_eq!(found.people.iter().map(|person| person.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
    assert!(found.complete && bed.events(ids[0]).contains(&Event::Read));
    assert!(!bed.events(ids[2]).contains(&Event::Read), "who was not found was not shown");
    let one = find("luc", 1)?;
    assert_eq!((one.people.len(), one.complete), (1, false));
    assert_eq!(find("luc zol", 9)?.people[0].id, ids[0], "every word must occur");
    assert_eq!(find("l", 9)?.people.len(), 0, "one letter finds everybody");

    let mut change = bed.store.change(stamp(now()));
    change.erase(&bed.person(ids[1]), Ending::Erased, Event::Erased)?;
    change.commit()?;
    let found = find("łuc", 9)?;
    assert_eq!(found.people.iter().map(|person| person.id).collect::<Vec<_>>(), [ids[0]]);
    Ok(())
}
