//! Consents that come with a file, and those that are recorded one by one.

use std::collections::BTreeSet;

use zgoda_intake::{ConsentStatement, ConsentTerms, ImportPlan, record_consent};
use zgoda_law::{Basis, Channel, ConsentAct, ConsentEvidence, ContentClass, Outcome, ReasonCode};
use zgoda_store::Person;

use crate::bed::{Bed, by, codes, denied, now, refusal};

const WORDING: &str = "Zgadzam się na newsletter ACME e-mailem. Zgodę mogę wycofać w każdej chwili.";

/// A file whose consents can be shown.
fn provable() -> ConsentTerms {
    ConsentTerms {
        act: Some(ConsentAct::Tick),
        proof: true,
        informed: true,
        separate: true,
        pke398: true,
        wording: Some(WORDING.into()),
        ..ConsentTerms::default()
    }
}

fn statement(bed: &Bed, person: &Person, given: bool) -> ConsentStatement {
    let evidence = ConsentEvidence {
        act: ConsentAct::Tick,
        pre_ticked: false,
        bundled: false,
        proof: true,
        informed: true,
        separate: true,
        double_optin: false,
    };
    ConsentStatement {
        purpose: bed.purpose("newsletter"),
        channels: BTreeSet::from([Channel::Email]),
        given,
        given_at: now(),
        expires_at: None,
        pke398: true,
        wording: WORDING.into(),
        lang: "pl".into(),
        evidence: Some(evidence),
        source: person.facts[0].grounds.source.id,
    }
}

#[test]
fn a_provable_consent_of_a_row_opens_its_channel_and_no_other_rows_get_it() {
    let bed = Bed::new();
    let plan = ImportPlan { consent: provable(), informed: true, ..bed.fair() };
    bed.import(
        "E-mail;Zgoda;Data zgody\nanna@example.test;tak;2026-01-10 12:00\newa@example.test;tak;\n\
         iga@example.test;nie;2026-01-10\n",
        &plan,
    );
    let anna = bed.by_email("anna@example.test");
    assert_eq!(anna.permissions.len(), 1);
    assert_eq!(anna.consents[0].wording.as_deref(), Some(WORDING));
    assert_eq!(bed.newsletter(&anna).outcome(), Outcome::Allow, "{:?}", codes(&bed.newsletter(&anna)));
    let by_text = bed.send(&anna, "newsletter", ContentClass::Commercial, Channel::Sms, None, now());
    assert!(denied(&by_text, ReasonCode::ChannelScope));
    let ewa = bed.by_email("ewa@example.test");
    assert!(denied(&bed.newsletter(&ewa), ReasonCode::ConsentInvalid), "a yes without a date is a claim");
    assert_eq!(ewa.current().next().unwrap().grounds.links.len(), 1);
    let iga = bed.by_email("iga@example.test");
    assert!(denied(&bed.newsletter(&iga), ReasonCode::ConsentWithdrawn), "a refusal is kept as one");
}

#[test]
fn g20_an_old_consent_with_full_proof_stands_while_the_person_gives_signs() {
    let bed = Bed::new();
    let plan = ImportPlan { consent: provable(), informed: true, ..bed.fair() };
    bed.import("E-mail;Zgoda;Data zgody\nanna@example.test;tak;2019-03-12\n", &plan);
    let verdict = bed.newsletter(&bed.by_email("anna@example.test"));
    assert_eq!(verdict.outcome(), Outcome::Allow, "{:?}", codes(&verdict));
}

#[test]
fn a_provable_consent_of_a_known_person_carries_the_address_that_is_held() {
    let bed = Bed::new();
    bed.import("Imię;E-mail\nAnna;anna@example.test\n", &ImportPlan { informed: true, ..bed.fair() });
    let plan = ImportPlan { consent: provable(), informed: true, ..bed.fair() };
    let file = "Imię;E-mail;Zgoda;Data zgody\nAnna;anna@example.test;tak;2026-11-20\n";
    bed.import(file, &plan);
    let anna = bed.by_email("anna@example.test");
    assert_eq!(bed.newsletter(&anna).outcome(), Outcome::Allow, "{:?}", codes(&bed.newsletter(&anna)));
    bed.import(file, &plan);
    let again = bed.by_email("anna@example.test");
    assert_eq!((again.consents.len(), again.permissions.len()), (1, 1), "a repeated file adds nothing");
}

#[test]
fn no_file_brings_back_a_consent_that_was_withdrawn() {
    let bed = Bed::new();
    let plan = ImportPlan { consent: provable(), informed: true, ..bed.fair() };
    bed.import("E-mail;Zgoda;Data zgody\nanna@example.test;tak;2026-01-10\n", &plan);
    let anna = bed.by_email("anna@example.test");
    let mut change = bed.store.change(by().stamp());
    change.withdraw_consent(&anna, anna.consents[0].no).unwrap();
    change.commit().unwrap();
    bed.import("E-mail;Zgoda;Data zgody\nanna@example.test;tak;2026-11-21\n", &plan);
    let anna = bed.by_email("anna@example.test");
    assert!(denied(&bed.newsletter(&anna), ReasonCode::ConsentWithdrawn));
    assert!(anna.permissions.iter().all(|permission| permission.ended_at.is_some()));
}

#[test]
fn a_recorded_consent_opens_its_channel_and_a_refusal_closes_it() {
    let bed = Bed::new();
    bed.import(
        "Imię;E-mail;Telefon\nAnna;anna@example.test;600100200\n",
        &ImportPlan { informed: true, ..bed.fair() },
    );
    let anna = bed.by_email("anna@example.test");
    record_consent(&bed.store, by(), anna.id, &statement(&bed, &anna, true)).unwrap();
    let anna = bed.by_email("anna@example.test");
    let later = now() + jiff::SignedDuration::from_mins(1);
    let verdict = |person: &Person| {
        bed.send(person, "newsletter", ContentClass::Commercial, Channel::Email, None, later)
    };
    assert_eq!(verdict(&anna).outcome(), Outcome::Allow, "{:?}", codes(&verdict(&anna)));
    let carries = |field: &str| {
        let fact = anna.current().find(|fact| fact.field == bed.field(field)).unwrap();
        fact.grounds.links.iter().any(|link| link.basis == Basis::Consent)
    };
    assert!(carries("email") && carries("first_name"));
    assert!(!carries("phone"), "the consent names e-mail only");
    record_consent(&bed.store, by(), anna.id, &statement(&bed, &anna, false)).unwrap();
    assert!(denied(&verdict(&bed.by_email("anna@example.test")), ReasonCode::ConsentWithdrawn));
}

#[test]
fn a_consent_from_the_future_is_refused() {
    let bed = Bed::new();
    bed.import("E-mail\nanna@example.test\n", &bed.fair());
    let anna = bed.by_email("anna@example.test");
    let mut statement = statement(&bed, &anna, true);
    statement.given_at = now() + jiff::SignedDuration::from_hours(1);
    let error = record_consent(&bed.store, by(), anna.id, &statement).unwrap_err();
    assert_eq!(refusal(&error).0, ["consent_in_future"]);
}
