//! Whose an address is, before its owner's page is opened.

use zgoda_law::Role;
use zgoda_rights::own_page::{Owner, Typed, owner_of, public_address, set_public_address};
use zgoda_rights::{ErasureOptions, RightsError, erasure, rectify};

use crate::bed::{Bed, Known, now};

fn with_email(email: &'static str) -> [(&'static str, &'static str); 2] {
    [("last_name", "Kos"), ("email", email)]
}

/// Whose an address is, as somebody types it.
fn owner(bed: &Bed, typed: &str) -> Owner {
    Typed::read(typed).map_or(Owner::Nobody, |typed| owner_of(&bed.store, &typed, now()).unwrap())
}

#[test]
fn a_mobile_number_is_somebodys_however_it_is_typed_and_a_landline_is_no_way() {
    let bed = Bed::new();
    let values = [("last_name", "Kos"), ("phone", "+48600100200")];
    let kos = bed.add(&Known { values: &values, ..Known::default() });
    for typed in ["600 100 200", "+48 600-100-200", "0048600100200"] {
        assert_eq!(owner(&bed, typed), Owner::One(kos), "{typed}");
    }
    assert_eq!(owner(&bed, "600100201"), Owner::Nobody);
    assert_eq!(Typed::read("22 555 00 00"), None);
    assert_eq!(Typed::read("kos"), None);
}

#[test]
fn an_address_is_one_persons_or_several_or_nobodys() {
    let bed = Bed::new();
    let values = with_email("kos@example.test");
    let kos = bed.add(&Known { values: &values, ..Known::default() });
    let shared = with_email("biuro@example.test");
    bed.add(&Known { values: &shared, ..Known::default() });
    bed.add(&Known { values: &shared, ..Known::default() });
    for (typed, owner) in [
        ("kos@example.test", Owner::One(kos)),
        (" KOS@Example.Test", Owner::One(kos)),
        ("biuro@example.test", Owner::Several),
        ("nikt@example.test", Owner::Nobody),
        ("kos", Owner::Nobody),
        ("", Owner::Nobody),
    ] {
        assert_eq!(self::owner(&bed, typed), owner, "{typed}");
    }
}

#[test]
fn a_value_that_ended_and_a_person_who_was_erased_own_nothing() {
    let bed = Bed::new();
    let values = with_email("kos@example.test");
    let kos = bed.add(&Known { values: &values, ..Known::default() });
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    let no = bed.person(kos).current().find(|fact| fact.field == email).unwrap().no;
    rectify(&bed.store, &bed.staff(Role::Sales, "respond_inquiry", now()), kos, no, "nowy@example.test")
        .unwrap();
    assert_eq!(owner(&bed, "kos@example.test"), Owner::Nobody);
    assert_eq!(owner(&bed, "nowy@example.test"), Owner::One(kos));
    erasure::carry_out(&bed.store, &bed.officer(now()), kos, &ErasureOptions::default()).unwrap();
    assert_eq!(owner(&bed, "nowy@example.test"), Owner::Nobody);
}

#[test]
fn the_address_of_the_screens_is_kept_only_if_people_may_be_sent_there() {
    let bed = Bed::new();
    assert_eq!(public_address(&bed.store).unwrap(), None);
    set_public_address(&bed.store, " https://crm.example.test/ ").unwrap();
    let refused = set_public_address(&bed.store, "http://crm.example.test");
    assert!(matches!(refused, Err(RightsError::Incomplete("address"))));
    assert_eq!(public_address(&bed.store).unwrap().as_deref(), Some("https://crm.example.test"));
    set_public_address(&bed.store, "").unwrap();
    assert_eq!(public_address(&bed.store).unwrap(), None);
}
