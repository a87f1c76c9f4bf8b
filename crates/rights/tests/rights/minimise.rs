//! What is held without use: found by the ledger's own entries, stopped, taken back, erased after the days of grace.

use jiff::civil::date;
use zgoda_law::{Basis, Event, FieldId, Outcome, ReasonCode, Role, SourceType, SubjectId};
use zgoda_rights::minimise::{self, Excess, StopPlan, weight};
use zgoda_rights::{RightsError, look};
use zgoda_store::{Collection, Question};

use crate::bed::{Bed, Known, at, stamp};

fn field(bed: &Bed, name: &str) -> FieldId {
    bed.store.law().catalogue().field(name).unwrap().id
}

/// Somebody known since January, of whom only the e-mail address is of use.
fn old(bed: &Bed) -> SubjectId {
    bed.add(&Known {
        source: SourceType::Form,
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("first_name", "Anna"), ("email", "anna@example.test"), ("position", "prezes")],
        obtained: at("2026-01-10T09:00:00Z"),
        anchor: Some(date(2028, 1, 1)),
        ..Known::default()
    })
}

fn unused(bed: &Bed, when: &str) -> Vec<String> {
    bed.store.follow_use().unwrap();
    minimise::unused(&bed.store, at(when), 180).unwrap().into_iter().map(|field| field.field).collect()
}

fn collects(bed: &Bed, id: SubjectId, name: &str) -> (Outcome, Vec<ReasonCode>) {
    let person = bed.person(id);
    let fact = person.facts.iter().find(|fact| fact.field == field(bed, "email")).unwrap();
    let when = at("2026-08-02T09:00:00Z");
    let actor = bed.store.system_actor(bed.purpose("direct_marketing_own"));
    let purpose = bed.purpose("direct_marketing_own");
    let question = Question { actor, action: zgoda_law::Action::Collect, purpose, at: when };
    let collection = Collection {
        source: &fact.grounds.source,
        links: &fact.grounds.links,
        until: &fact.until,
        obtained_at: when,
    };
    let mut case = bed.store.case_of_collection(&question, &person, collection).unwrap();
    case.field = Some(name.into());
    let verdict = bed.store.law().may(&case);
    (verdict.outcome(), verdict.reasons().iter().map(|reason| reason.code).collect())
}

#[test]
fn what_a_purpose_reads_is_used_and_what_the_officer_answers_with_is_not() {
    let bed = Bed::new();
    let id = old(&bed);
    assert_eq!(unused(&bed, "2026-07-08T09:00:00Z"), Vec::<String>::new(), "not yet 180 days");
    let when = at("2026-07-10T09:00:00Z");
    look(&bed.store, &bed.officer(when), bed.purpose("subject_rights"), &bed.person(id)).unwrap();
    assert_eq!(unused(&bed, "2026-07-11T09:00:00Z").len(), 3);
    let seller = bed.staff(Role::Marketing, "direct_marketing_own", when);
    look(&bed.store, &seller, bed.purpose("direct_marketing_own"), &bed.person(id)).unwrap();
    assert_eq!(unused(&bed, "2026-07-11T09:00:00Z"), Vec::<String>::new());
    assert_eq!(unused(&bed, "2027-01-07T09:00:00Z").len(), 3, "and half a year later it is unused again");
    assert_eq!(bed.store.follow_use().unwrap(), 0, "every entry is looked at once");
}

#[test]
fn risk_is_the_number_of_values_times_the_weight_of_their_class() {
    let bed = Bed::new();
    old(&bed);
    old(&bed);
    bed.store.follow_use().unwrap();
    let when = at("2026-08-01T09:00:00Z");
    let found = minimise::unused(&bed.store, when, 180).unwrap();
    for field in &found {
        assert_eq!(field.risk, field.values * weight(field.class));
    }
    assert_eq!(found[0].field, "email", "the riskiest first");
    let excess = Excess { held: 6, unused: 6, risk: 2 * (2 + 3 + 2) };
    assert_eq!(minimise::excess(&bed.store, when).unwrap(), excess);
    minimise::sample(&bed.store, when).unwrap();
    minimise::sample(&bed.store, when).unwrap();
    let samples = bed.store.excess_since(date(2026, 1, 1)).unwrap();
    assert_eq!(samples.len(), 1);
    assert_eq!((samples[0].held, samples[0].unused, samples[0].risk), (6, 6, 14));
}

#[test]
fn a_stopped_field_takes_nothing_and_goes_after_the_days_of_grace() {
    let bed = Bed::new();
    let id = old(&bed);
    let position = field(&bed, "position");
    let when = at("2026-08-01T09:00:00Z");
    assert_eq!(collects(&bed, id, "position").0, Outcome::Allow);
    let plan = StopPlan { values: 1, people: 1, kept: 0, erase_on: date(2026, 8, 15) };
    assert_eq!(minimise::preview(&bed.store, position, when).unwrap(), plan);
    minimise::stop(&bed.store, stamp(when), position).unwrap();
    let twice = minimise::stop(&bed.store, stamp(when), position);
    assert!(matches!(twice, Err(RightsError::NotFound("field in use"))));
    let (outcome, reasons) = collects(&bed, id, "position");
    assert_eq!((outcome, reasons), (Outcome::Deny, vec![ReasonCode::UnusedField]));
    assert_eq!(collects(&bed, id, "first_name").0, Outcome::Allow);

    assert_eq!(minimise::erase_due(&bed.store, stamp(at("2026-08-14T09:00:00Z"))).unwrap(), 0);
    assert_eq!(minimise::erase_due(&bed.store, stamp(at("2026-08-15T09:00:00Z"))).unwrap(), 1);
    assert_eq!(minimise::erase_due(&bed.store, stamp(at("2026-08-16T09:00:00Z"))).unwrap(), 0);
    let person = bed.person(id);
    assert!(person.current().all(|fact| fact.field != position) && person.current().count() == 2);
    assert_eq!(bed.store.field_stops().unwrap()[0].erased, 1);
    assert!(bed.events(id).contains(&Event::Expired));
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_stop_that_is_taken_back_in_time_loses_nothing() {
    let bed = Bed::new();
    let id = old(&bed);
    let position = field(&bed, "position");
    minimise::stop(&bed.store, stamp(at("2026-08-01T09:00:00Z")), position).unwrap();
    minimise::resume(&bed.store, stamp(at("2026-08-02T09:00:00Z")), position).unwrap();
    let again = minimise::resume(&bed.store, stamp(at("2026-08-02T09:00:00Z")), position);
    assert!(matches!(again, Err(RightsError::NotFound("stop"))));
    assert_eq!(minimise::erase_due(&bed.store, stamp(at("2026-09-01T09:00:00Z"))).unwrap(), 0);
    assert_eq!(collects(&bed, id, "position").0, Outcome::Allow);
    assert_eq!(bed.person(id).current().count(), 3);
}
