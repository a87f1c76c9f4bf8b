//! The person's word: objection and withdrawal.

use zgoda_law::{Basis, Channel, ConsentState, Event, ReasonCode, Role};
use zgoda_rights::{Heeded, RightsError, light, object, object_to, objected_to, open_to_objection, withdraw};

use crate::bed::{Bed, Known, at, now, stamp};

fn later() -> jiff::Timestamp {
    at("2026-11-22T09:00:00Z")
}

/// A client who is also advertised to.
fn client(bed: &Bed) -> zgoda_law::SubjectId {
    let known = Known {
        links: &[("perform_contract", Basis::Contract), ("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("email", "jan@example.test"), ("street", "Polna 1")],
        ..Known::default()
    };
    let id = bed.add(&known);
    let marketing = Known {
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("industry", "piekarnie")],
        ..Known::default()
    };
    bed.learn(id, &marketing);
    id
}

#[test]
fn an_objection_ends_marketing_at_once_and_leaves_the_contract() {
    let bed = Bed::new();
    let id = client(&bed);
    let heeded = object(&bed.store, stamp(later()), id, "phone").unwrap();
    assert_eq!(heeded, Heeded { new: true, destroyed: 1, dropped: 2, erased: false });
    let person = bed.person(id);
    let contract = bed.purpose("perform_contract");
    assert!(person.current().all(|fact| fact.grounds.links.iter().all(|link| link.purpose == contract)));
    assert_eq!((person.objections.len(), person.objections[0].via.as_str()), (1, "phone"));
    let email = person.facts[0].field;
    assert_eq!(bed.store.suppressed_all(email, &["jan@example.test"]).unwrap(), [true]);

    let who = bed.staff(Role::Sales, "perform_contract", later());
    let post = light(&bed.store, &who, &person, "direct_marketing_own", Channel::Post).unwrap();
    let codes: Vec<_> = post.verdict().unwrap().reasons().iter().map(|reason| reason.code).collect();
    assert!(codes.contains(&ReasonCode::Objected), "{codes:?}");
    let invoice = light(&bed.store, &who, &person, "perform_contract", Channel::Email).unwrap();
    assert!(invoice.verdict().unwrap().permit().is_some(), "what the contract needs may still be sent");
}

#[test]
fn objecting_twice_is_objecting_once() {
    let bed = Bed::new();
    let id = client(&bed);
    object(&bed.store, stamp(later()), id, "phone").unwrap();
    let size = bed.store.ledger().size().unwrap();
    let again = object(&bed.store, stamp(at("2026-11-23T09:00:00Z")), id, "email").unwrap();
    assert!(!again.new && again.destroyed == 0 && again.dropped == 0);
    assert_eq!((bed.person(id).objections.len(), bed.store.ledger().size().unwrap()), (1, size));
}

#[test]
fn whom_we_held_for_marketing_only_is_gone_after_the_objection() {
    let bed = Bed::new();
    let known = Known {
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("email", "jan@example.test")],
        ..Known::default()
    };
    let id = bed.add(&known);
    let heeded = object(&bed.store, stamp(later()), id, "page").unwrap();
    assert!(heeded.new && heeded.erased);
    assert!(bed.person(id).flags.erased);
    assert!(object(&bed.store, stamp(later()), id, "page").unwrap().erased, "and again is no failure");
}

#[test]
fn a_withdrawn_consent_ends_its_purpose_and_leaves_the_others() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let both = Known {
        links: &[("newsletter", Basis::Consent), ("respond_inquiry", Basis::Contract)],
        values: &[("email", "anna@example.test")],
        ..Known::default()
    };
    bed.learn(id, &both);
    let no = bed.consent(id, "newsletter", &[Channel::Email], now());
    let heeded = withdraw(&bed.store, stamp(later()), id, no).unwrap();
    assert_eq!(heeded, Heeded { new: true, destroyed: 0, dropped: 1, erased: false });
    let person = bed.person(id);
    assert_eq!(person.consents[0].state, ConsentState::Withdrawn);
    assert!(person.permissions.iter().all(|permission| permission.ended_at.is_some()));
    let newsletter = bed.purpose("newsletter");
    assert!(person.current().all(|fact| fact.grounds.links.iter().all(|link| link.purpose != newsletter)));

    let size = bed.store.ledger().size().unwrap();
    assert!(!withdraw(&bed.store, stamp(later()), id, no).unwrap().new);
    assert_eq!(bed.store.ledger().size().unwrap(), size);
}

#[test]
fn a_purpose_that_rested_on_a_withdrawn_consent_is_not_based_anew_on_interest() {
    let bed = Bed::new();
    let known = Known {
        links: &[
            ("direct_marketing_own", Basis::Consent),
            ("direct_marketing_own", Basis::LegitimateInterest),
            ("respond_inquiry", Basis::Contract),
        ],
        values: &[("street", "Polna 1")],
        ..Known::default()
    };
    let id = bed.add(&known);
    let no = bed.consent(id, "direct_marketing_own", &[Channel::Email], now());
    assert_eq!(withdraw(&bed.store, stamp(later()), id, no).unwrap().dropped, 2);
    let who = bed.staff(Role::Sales, "respond_inquiry", later());
    let post = light(&bed.store, &who, &bed.person(id), "direct_marketing_own", Channel::Post).unwrap();
    assert!(post.verdict().unwrap().permit().is_none());
}

#[test]
fn a_second_consent_for_the_same_purpose_keeps_its_values() {
    let bed = Bed::new();
    let known = Known {
        links: &[("newsletter", Basis::Consent)],
        values: &[("email", "anna@example.test"), ("phone", "+48600100200")],
        ..Known::default()
    };
    let id = bed.add(&known);
    let email = bed.consent(id, "newsletter", &[Channel::Email], now());
    let sms = bed.consent(id, "newsletter", &[Channel::Sms], now());
    assert_eq!(withdraw(&bed.store, stamp(later()), id, email).unwrap().destroyed, 0);
    assert_eq!(bed.person(id).current().count(), 2);
    assert!(withdraw(&bed.store, stamp(later()), id, sms).unwrap().erased);
    assert!(bed.events(id).contains(&Event::Erased));
}

#[test]
fn a_consent_is_taken_back_for_one_channel_and_goes_on_for_the_others() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let no = bed.consent(id, "newsletter", &[Channel::Email, Channel::Sms], now());
    let before = bed.person(id).consents[0].clone();
    zgoda_rights::withdraw_channel(&bed.store, stamp(now()), id, no, Channel::Sms).unwrap();
    let person = bed.person(id);
    let stands: Vec<_> = person.consents.iter().filter(|consent| consent.ended_at.is_none()).collect();
    assert_eq!((stands.len(), &stands[0].channels), (1, &[Channel::Email].into()));
    assert_eq!(
        (stands[0].given_at, &stands[0].wording),
        (before.given_at, &before.wording),
        "as it was given"
    );
    let open: Vec<Channel> = person
        .permissions
        .iter()
        .filter(|permission| permission.ended_at.is_none())
        .map(|permission| permission.channel)
        .collect();
    assert_eq!(open, [Channel::Email]);
    let again = zgoda_rights::withdraw_channel(&bed.store, stamp(now()), id, no, Channel::Sms);
    assert!(matches!(again, Err(zgoda_rights::RightsError::NotFound(_))));
    let last = stands[0].no;
    zgoda_rights::withdraw_channel(&bed.store, stamp(now()), id, last, Channel::Email).unwrap();
    assert!(bed.person(id).consents.iter().all(|consent| consent.ended_at.is_some()));
}

#[test]
fn one_value_is_erased_alone_and_its_request_is_answered() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let person = bed.person(id);
    let wanted = person.facts[1].no;
    let done = zgoda_rights::erase_value(&bed.store, &bed.officer(now()), id, wanted).unwrap();
    assert_eq!(done, zgoda_store::Outcome::Granted);
    let person = bed.person(id);
    let held: Vec<_> = person.facts.iter().filter(|fact| person.holds(fact.no)).collect();
    assert!(held.len() == 2 && held.iter().all(|fact| fact.no != wanted));
    assert_eq!(person.requests[0].outcome, Some(zgoda_store::Outcome::Granted));
    let again = zgoda_rights::erase_value(&bed.store, &bed.officer(now()), id, wanted);
    assert!(matches!(again, Err(zgoda_rights::RightsError::NotFound(_))));
}

#[test]
fn an_objection_on_grounds_stops_at_once_and_goes_on_only_for_compelling_reasons() {
    use zgoda_rights::requests::{Answer, Ground, Incoming, answer, receive};
    use zgoda_store::{Door, RequestKind};
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    assert!(zgoda_rights::object_on_grounds(&bed.store, stamp(now()), id, "page").unwrap());
    assert!(!zgoda_rights::object_on_grounds(&bed.store, stamp(now()), id, "page").unwrap(), "once");
    let (kind, door, said) = (RequestKind::Objection, Door::Page, String::new());
    let incoming = Incoming { kind, door, received_at: now(), whose: Some(id), said };
    let key = receive(&bed.store, &bed.officer(now()), &incoming).unwrap();
    let why = "Te dane są niezbędne do obrony przed roszczeniem, które już zgłoszono.".to_owned();
    answer(&bed.store, &bed.officer(now()), key, &Answer::Refused(Ground::CompellingGrounds, why)).unwrap();
    assert_eq!(bed.person(id).objections[0].rejected_at, Some(now()));
}

#[test]
fn an_objection_to_one_purpose_leaves_the_others_and_bars_only_that_one() {
    let bed = Bed::new();
    let links = &[
        ("direct_marketing_own", Basis::LegitimateInterest),
        ("newsletter", Basis::Consent),
        ("perform_contract", Basis::Contract),
    ];
    let values = &[("email", "jan@example.test"), ("street", "Polna 1")];
    let id = bed.add(&Known { links, values, ..Known::default() });
    bed.consent(id, "newsletter", &[Channel::Email], now());
    let [letters, newsletter, contract] = links.map(|(purpose, _)| bed.purpose(purpose));
    let open = open_to_objection(&bed.store, &bed.person(id));
    assert!(open.contains(&letters) && open.contains(&newsletter) && !open.contains(&contract));

    let heeded = object_to(&bed.store, stamp(later()), id, letters, "page").unwrap();
    assert_eq!((heeded.new, heeded.destroyed), (true, 0));
    let person = bed.person(id);
    let left =
        |purpose| person.current().any(|fact| fact.grounds.links.iter().any(|one| one.purpose == purpose));
    assert!(!left(letters) && left(newsletter) && left(contract));
    assert_eq!(objected_to(&person, letters), Some(later()));
    let codes = |purpose: &str, channel| -> Vec<ReasonCode> {
        let who = bed.staff(Role::Marketing, purpose, later());
        let light = light(&bed.store, &who, &bed.person(id), purpose, channel).unwrap();
        light.verdict().unwrap().reasons().iter().map(|reason| reason.code).collect()
    };
    assert!(codes("direct_marketing_own", Channel::Post).contains(&ReasonCode::Objected));
    assert!(!codes("newsletter", Channel::Email).contains(&ReasonCode::Objected));

    // A second objection changes nothing, a contract is not open to one, and one to everything still works.
    assert!(!object_to(&bed.store, stamp(later()), id, letters, "page").unwrap().new);
    let refused = object_to(&bed.store, stamp(later()), id, contract, "page");
    assert!(matches!(refused, Err(RightsError::NotFound("purpose"))));
    assert!(object(&bed.store, stamp(later()), id, "page").unwrap().new);
    assert!(codes("newsletter", Channel::Email).contains(&ReasonCode::Objected));
}

#[test]
fn an_objection_to_a_purpose_resting_on_our_interest_stops_it_until_it_is_decided() {
    let bed = Bed::new();
    let links = &[("respond_inquiry", Basis::LegitimateInterest), ("perform_contract", Basis::Contract)];
    let id = bed.add(&Known { links, ..Known::default() });
    let purpose = bed.purpose("respond_inquiry");
    let heeded = object_to(&bed.store, stamp(later()), id, purpose, "page").unwrap();
    assert_eq!((heeded.new, heeded.dropped), (true, 0), "nothing is destroyed before it is decided");
    assert_eq!(objected_to(&bed.person(id), purpose), Some(later()));
    let question = |name: &str| {
        let purpose = bed.purpose(name);
        let actor = bed.store.system_actor(purpose);
        let question = zgoda_store::Question { actor, action: zgoda_law::Action::Use, purpose, at: later() };
        let person = bed.person(id);
        let verdict = bed.store.decide(&question, &person, &person.facts[0]).unwrap();
        verdict.reasons().iter().any(|reason| reason.code == ReasonCode::ObjectionPending)
    };
    assert!(question("respond_inquiry") && !question("perform_contract"));
}
