//! A clock that jumps back: what the person said stays said.

use jiff::{SignedDuration, Timestamp};
use zgoda_law::{ActorId, Channel, ObjectionKind, Outcome};
use zgoda_rights::{Acting, light};
use zgoda_sim::{BEGIN, Clock, Deed, Desk, Handle, Load, Step};
use zgoda_store::{NewObjection, Person, Stamp};

use crate::company::{Company, failures};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 366 * DAY;
/// Somebody.
const ANNA: Handle = 9;

#[test]
fn work_goes_on_under_a_clock_that_jumped_back_and_nothing_is_lost() {
    let mut company = Company::new();
    for (seed, behind) in [(1, 0), (2, 3 * HOUR), (3, 7 * HOUR), (4, 0)] {
        let desk = company.open();
        let load = Load { clock: Clock { behind }, ..company.load(seed, 60) };
        let reports = company.work(&desk, &load);
        drop(desk);
        assert_eq!(failures(&reports), [""; 0]);
        let checked = company.examine(&reports);
        assert!(checked.acknowledged > 20, "{checked:?}");
    }
}

/// Nine on the day of the simulation, and how many seconds later.
fn later(seconds: i64) -> Timestamp {
    BEGIN + SignedDuration::from_secs(seconds)
}

/// Somebody with a consent to the newsletter, at nine.
fn consenting(desk: &Desk) -> Person {
    does(desk, BEGIN, Deed::Collect { who: ANNA, informed: true });
    does(desk, BEGIN, Deed::Consent { who: ANNA });
    assert!(allowed(desk, later(60)), "the consent opens the newsletter");
    desk.person(ANNA).unwrap()
}

fn does(desk: &Desk, at: Timestamp, deed: Deed) {
    desk.carry_out(&Step { no: 1, at, deed }).unwrap();
}

/// Whether the newsletter may be sent.
fn allowed(desk: &Desk, at: Timestamp) -> bool {
    let purpose = desk.purpose("newsletter").unwrap();
    let who = Acting::system(&desk.store, purpose, at);
    let person = desk.person(ANNA).unwrap();
    let light = light(&desk.store, &who, &person, "newsletter", Channel::Email).unwrap();
    light.outcome() == Some(Outcome::Allow)
}

fn is_never_allowed(desk: &Desk, why: &str) {
    for seconds in [-2 * YEAR, -DAY, -HOUR, -60, -1, 0, 1, 60, HOUR, DAY] {
        assert!(!allowed(desk, later(seconds)), "{why}: still allowed {seconds} s after nine");
    }
}

#[test]
fn a_word_of_the_person_under_a_late_clock_ends_an_earlier_consent_for_good() {
    for behind in [0, 60, HOUR, 2 * YEAR] {
        for word in [Deed::Withdraw { who: ANNA }, Deed::Object { who: ANNA }] {
            let company = Company::new();
            let desk = company.open();
            consenting(&desk);
            does(&desk, later(-behind), word.clone());
            is_never_allowed(&desk, &format!("{word:?} {behind} s behind"));
        }
    }
}

/// What the use cases do beside it, ending the purpose on every value, is left out here: the record alone must do.
#[test]
fn the_record_of_a_word_alone_closes_what_it_closes_whatever_the_clock_says() {
    for at in [0, HOUR, -60, -HOUR] {
        let (company, stamp) = (Company::new(), Stamp { actor: ActorId::SYSTEM, at: later(at) });
        let desk = company.open();
        let person = consenting(&desk);
        let mut change = desk.store.change(stamp);
        change.withdraw_consent(&person, person.consents[0].no).unwrap();
        change.commit().unwrap();
        is_never_allowed(&desk, &format!("withdrawn at {at}"));

        let company = Company::new();
        let desk = company.open();
        let person = consenting(&desk);
        let mut change = desk.store.change(stamp);
        change.open(&person).unwrap();
        let (kind, made_at) = (ObjectionKind::Marketing, stamp.at);
        let objection = NewObjection { kind, channel: None, made_at, via: "email".into() };
        change.add_objection(person.id, objection).unwrap();
        change.commit().unwrap();
        is_never_allowed(&desk, &format!("objected at {at}"));
    }
}

/// What the person says after their objection opens again what it closed.
#[test]
fn a_consent_after_an_objection_still_counts() {
    let company = Company::new();
    let desk = company.open();
    consenting(&desk);
    does(&desk, later(60), Deed::Object { who: ANNA });
    is_never_allowed(&desk, "objected");
    does(&desk, later(120), Deed::Consent { who: ANNA });
    assert!(allowed(&desk, later(180)), "the later word of the person counts");
}
