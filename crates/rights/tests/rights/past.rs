//! The time machine: what was held then, what became of it, and what the law of that day made of it.

use jiff::civil::Date;
use zgoda_law::{Basis, Channel, Ending, Outcome, ReasonCode};
use zgoda_rights::past::{Past, PastContent, past};
use zgoda_rights::{Content, ErasureOptions, RightsError, erasure, object, withdraw};

use crate::bed::{Bed, Known, at, now, stamp};

const BEFORE: &str = "2026-11-10T12:00:00Z";
const THEN: &str = "2026-11-20T12:00:00Z";
const SINCE: &str = "2026-11-20T20:00:00Z";

fn look(bed: &Bed, id: zgoda_law::SubjectId, moment: &str) -> Past {
    let who = bed.officer(now());
    past(&bed.store, &who, bed.purpose("subject_rights"), &bed.person(id), at(moment)).unwrap()
}

fn known() -> Known<'static> {
    Known {
        links: &[("newsletter", Basis::Consent)],
        values: &[("email", "anna@example.test")],
        obtained: at("2026-11-15T09:00:00Z"),
        anchor: Some(Date::constant(2026, 11, 15)),
        ..Known::default()
    }
}

fn newsletter(past: &Past) -> (Outcome, Vec<ReasonCode>) {
    let light =
        past.lights.iter().find(|light| light.purpose == "newsletter" && light.channel == Channel::Email);
    let verdict = light.and_then(|light| light.verdict()).unwrap();
    (verdict.outcome(), verdict.reasons().iter().map(|reason| reason.code).collect())
}

#[test]
fn a_consent_withdrawn_since_stood_then_and_its_decision_is_made_again() {
    let bed = Bed::new();
    let id = bed.add(&known());
    let no = bed.consent(id, "newsletter", &[Channel::Email], at("2026-11-15T09:00:00Z"));
    assert_eq!(newsletter(&look(&bed, id, THEN)).0, Outcome::Allow);
    withdraw(&bed.store, stamp(now()), id, no).unwrap();
    let then = look(&bed, id, THEN);
    assert_eq!(newsletter(&then).0, Outcome::Allow, "then it stood");
    assert_eq!(then.consents.len(), 1);
    assert!(then.consents[0].ended_at.is_none());
}

#[test]
fn a_purpose_put_out_of_use_since_was_in_use_then() {
    let bed = Bed::new();
    let id = bed.add(&known());
    bed.consent(id, "newsletter", &[Channel::Email], at("2026-11-15T09:00:00Z"));
    bed.store.switch_purpose(stamp(at("2026-11-20T18:00:00Z")), bed.purpose("newsletter"), false).unwrap();
    assert_eq!(newsletter(&look(&bed, id, THEN)).0, Outcome::Allow);
    let (outcome, reasons) = newsletter(&look(&bed, id, SINCE));
    assert_eq!(outcome, Outcome::Deny, "{reasons:?}");
    let used = |moment: &str| {
        let all = zgoda_rights::registers::activities::activities(&bed.store, at(moment)).unwrap();
        all.iter().any(|activity| activity.purpose == "newsletter" && activity.in_use)
    };
    assert!(used(THEN) && !used(SINCE));
}

#[test]
fn values_of_an_erased_person_are_gone_and_it_is_said_when_and_why() {
    let bed = Bed::new();
    let id = bed.add(&known());
    assert!(matches!(&look(&bed, id, THEN).values[0].content, PastContent::Held(Content::Open(shown))
        if shown.text() == "anna@example.test"));
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    let then = look(&bed, id, THEN);
    assert_eq!(then.values.len(), 1, "it is known that there was one");
    assert!(matches!(then.values[0].content, PastContent::Gone));
    assert_eq!(then.values[0].ended, Some((now(), Ending::Erased)));
}

#[test]
fn before_they_were_known_there_is_nothing_and_the_future_is_refused() {
    let bed = Bed::new();
    let id = bed.add(&known());
    let then = look(&bed, id, BEFORE);
    assert!(then.values.is_empty() && then.lights.iter().all(|light| light.verdict().is_none()));
    let who = bed.officer(now());
    let tomorrow =
        past(&bed.store, &who, bed.purpose("subject_rights"), &bed.person(id), at("2026-12-01T00:00:00Z"));
    assert!(matches!(tomorrow, Err(RightsError::Incomplete("moment"))));
}

#[test]
fn an_objection_made_since_does_not_reach_back() {
    let bed = Bed::new();
    let links = &[("direct_marketing_own", Basis::LegitimateInterest)];
    let id = bed.add(&Known { links, ..known() });
    object(&bed.store, stamp(now()), id, "phone").unwrap();
    assert!(look(&bed, id, THEN).objections.is_empty());
    assert_eq!(bed.person(id).objections.len(), 1);
}

#[test]
fn a_purpose_that_ended_since_shows_on_its_day_and_opens_nothing_today() {
    let bed = Bed::new();
    let links = &[("direct_marketing_own", Basis::LegitimateInterest), ("respond_inquiry", Basis::Contract)];
    let id = bed.add(&Known { links, ..known() });
    object(&bed.store, stamp(now()), id, "phone").unwrap();
    let purposes = |past: &Past| -> Vec<String> {
        past.values[0].tag.purposes.iter().map(|one| one.purpose.clone()).collect()
    };
    let then = look(&bed, id, THEN);
    assert_eq!(purposes(&then).len(), 2, "{:?}", purposes(&then));
    assert!(then.values[0].tag.purposes.iter().all(|one| one.until.is_some()));
    assert_eq!(purposes(&look(&bed, id, "2026-11-21T09:00:00Z")), ["respond_inquiry"]);
    let who = bed.officer(now());
    let lost = bed.purpose("direct_marketing_own");
    let then = past(&bed.store, &who, lost, &bed.person(id), at(THEN)).unwrap();
    assert!(!matches!(then.values[0].content, PastContent::Held(Content::Open(_))), "by today's purposes");
}
