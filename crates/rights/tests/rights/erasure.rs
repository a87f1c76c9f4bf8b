//! Erasure, GDPR art. 17.

use jiff::civil::date;
use zgoda_law::{
    Basis, Channel, ConsentState, ErasureExtent, Event, LifecycleGroup, ReasonCode, Role, SubjectId,
};
use zgoda_ledger::verify_proof_bundle;
use zgoda_rights::{Content, ErasureOptions, FieldView, LightState, RightsError, erasure, lights, look};
use zgoda_store::{ArchiveKind, Entry, RequestKind, SubjectFlags};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, controller, now, stamp, steady};

/// The client of golden case G40: invoices, a newsletter, an open complaint.
fn client(bed: &Bed) -> SubjectId {
    let id = bed.add(&Known::default());
    let newsletter = Known {
        links: &[("newsletter", Basis::Consent)],
        values: &[("email", "anna@example.test")],
        ..Known::default()
    };
    bed.learn(id, &newsletter);
    bed.consent(id, "newsletter", &[Channel::Email], now());
    let invoices = Known {
        links: &[("accounting_tax", Basis::LegalObligation)],
        values: &[("invoice_name", "Anna Lis"), ("invoice_no", "FV 7/2025")],
        anchor: Some(date(2026, 1, 25)),
        ..Known::default()
    };
    bed.learn(id, &invoices);
    let complaint = Known {
        links: &[("complaints", Basis::LegitimateInterest), ("respond_inquiry", Basis::Contract)],
        values: &[("complaint", "nie działa"), ("note", "dzwoniła w maju")],
        ..Known::default()
    };
    bed.learn(id, &complaint);
    id
}

#[test]
fn a_lead_goes_wholly_with_a_proof_that_needs_no_database() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let options = ErasureOptions::default();
    let plan = erasure::plan(&bed.store, &bed.person(id), now()).unwrap();
    assert_eq!((plan.extent, plan.staying.len(), plan.addresses), (ErasureExtent::Full, 0, 1));

    let done = erasure::carry_out(&bed.store, &bed.officer(now()), id, &options).unwrap();
    assert_eq!((done.extent, done.values(), done.suppressed), (ErasureExtent::Full, 3, Some(1)));
    assert_eq!(done.keys_end, date(2026, 11, 28));
    let person = bed.person(id);
    assert!(person.flags.erased && person.current().next().is_none());
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    assert_eq!(bed.store.suppressed_all(email, &["anna@example.test"]).unwrap(), [true]);
    assert_eq!(person.requests[0].kind, RequestKind::Erasure);
    assert!(person.requests[0].answered_at.is_some());

    let (proof, checkpoint) = verify_proof_bundle(&done.proof.bundle, &done.proof.vkey).unwrap();
    let entry = Entry::decode(&proof.entry).unwrap();
    assert_eq!((entry.event, entry.subject, entry.seq), (Event::Erased, Some(id), done.proof.entry));
    assert_eq!(checkpoint.size, done.proof.size);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_client_keeps_invoices_and_complaint_for_what_keeps_them_and_nothing_else() {
    let bed = Bed::new();
    let id = client(&bed);
    let done = erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    assert_eq!(done.extent, ErasureExtent::Partial);
    let person = bed.person(id);
    let left: Vec<(String, Vec<u16>)> = person
        .current()
        .map(|fact| {
            let field = bed.store.law().catalogue().field_by_id(fact.field).unwrap().name.clone();
            (field, fact.grounds.links.iter().map(|link| link.purpose.0).collect())
        })
        .collect();
    let (accounting, complaints) = (bed.purpose("accounting_tax").0, bed.purpose("complaints").0);
    assert_eq!(
        left,
        [
            ("invoice_name".to_owned(), vec![accounting]),
            ("invoice_no".to_owned(), vec![accounting]),
            ("complaint".to_owned(), vec![complaints]),
            ("note".to_owned(), vec![complaints]),
        ]
    );
    assert_eq!((person.lifecycle, person.flags), (LifecycleGroup::Archive, SubjectFlags::default()));
    assert!(person.consents.iter().all(|consent| consent.state == ConsentState::Withdrawn));
    assert!(person.permissions.iter().all(|permission| permission.ended_at.is_some()));
    let gone = person.facts.iter().filter(|fact| !person.holds(fact.no)).count();
    assert_eq!(gone, 4, "two names and the address from both sources");
    assert!(bed.store.find(person.facts[2].field, "anna@example.test").unwrap().is_empty());
    assert_eq!(verify_proof_bundle(&done.proof.bundle, &done.proof.vkey).unwrap().0.index, done.proof.entry);
}

/// The fields somebody may read, working for a purpose.
fn readable(bed: &Bed, id: SubjectId, role: Role, purpose: &str) -> Vec<String> {
    let who = bed.staff(role, purpose, now());
    let view = look(&bed.store, &who, bed.purpose(purpose), &bed.person(id)).unwrap();
    let open =
        |field: &&FieldView| field.values.iter().any(|value| matches!(value.content, Content::Open(_)));
    view.fields.iter().filter(open).map(|field| field.name.clone()).collect()
}

#[test]
fn accounting_reads_the_kept_invoice_and_nobody_else_does() {
    let bed = Bed::new();
    let id = client(&bed);
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    assert_eq!(readable(&bed, id, Role::Accounting, "accounting_tax"), ["invoice_name", "invoice_no"]);
    assert_eq!(readable(&bed, id, Role::Service, "complaints"), ["note", "complaint"]);
    for purpose in ["respond_inquiry", "complaints", "newsletter", "direct_marketing_own", "accounting_tax"] {
        assert!(readable(&bed, id, Role::Marketing, purpose).is_empty(), "{purpose}");
    }
    assert!(readable(&bed, id, Role::Service, "respond_inquiry").is_empty());
    assert!(readable(&bed, id, Role::Accounting, "counterparty_check").is_empty());
}

#[test]
fn what_an_erasure_left_serves_nothing_more_after_an_older_backup_is_restored() {
    let bed = Bed::new();
    let id = client(&bed);
    let folder = tempfile::tempdir().unwrap();
    bed.store.backup(folder.path(), &[ArchiveKind::Data], stamp(now())).unwrap();
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    bed.store.backup(folder.path(), &[ArchiveKind::Keys], stamp(now())).unwrap();
    let bed = bed.restored_from(folder.path());
    assert_eq!(readable(&bed, id, Role::Accounting, "accounting_tax"), ["invoice_name", "invoice_no"]);
    assert_eq!(readable(&bed, id, Role::Service, "complaints"), ["note", "complaint"]);
    assert!(readable(&bed, id, Role::Service, "respond_inquiry").is_empty());
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_restriction_of_article_18_outlives_an_erasure_and_shuts_out_accounting_too() {
    let bed = Bed::new();
    let id = client(&bed);
    let mut change = bed.store.change(stamp(now()));
    change.open(&bed.person(id)).unwrap();
    change.restrict(id, true).unwrap();
    change.commit().unwrap();
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    assert!(bed.person(id).flags.restricted);
    assert!(readable(&bed, id, Role::Accounting, "accounting_tax").is_empty());
}

#[test]
fn the_certificate_reads_well_in_both_languages_and_as_json_and_holds_no_value() {
    let bed = Bed::new();
    let done = erasure::carry_out(&bed.store, &bed.officer(now()), client(&bed), &ErasureOptions::default());
    let done = done.unwrap();
    let (pl, en) =
        (done.to_html(Lang::Pl, &controller()).unwrap(), done.to_html(Lang::En, &controller()).unwrap());
    let json = done.to_json().unwrap();
    for text in [&pl, &en, &json] {
        for value in ["Anna", "Lis", "anna@", "FV 7", "nie działa"] {
            assert!(!text.contains(value), "{value}");
        }
    }
    insta::assert_snapshot!("certificate_pl", steady(&pl));
    insta::assert_snapshot!("certificate_en", steady(&en));
    insta::assert_snapshot!("certificate_json", steady(&json));
}

#[test]
fn who_was_erased_before_gets_the_same_certificate_and_nothing_changes() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let options = ErasureOptions::default();
    let first = erasure::carry_out(&bed.store, &bed.officer(now()), id, &options).unwrap();
    let size = bed.store.ledger().size().unwrap();
    assert!(erasure::plan(&bed.store, &bed.person(id), now()).unwrap().already_erased);
    let later = bed.officer(at("2026-12-24T09:00:00Z"));
    let second = erasure::carry_out(&bed.store, &later, id, &options).unwrap();
    assert_eq!(bed.store.ledger().size().unwrap(), size);
    assert_eq!(
        (second.at, second.proof.entry, second.destroyed),
        (first.at, first.proof.entry, first.destroyed)
    );
}

#[test]
fn a_plan_counts_the_addresses_that_would_go_on_the_list_and_no_street() {
    let bed = Bed::new();
    let id = bed.add(&Known {
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("email", "jan@example.test"), ("street", "Polna 1"), ("city", "Łódź")],
        ..Known::default()
    });
    let planned = erasure::plan(&bed.store, &bed.person(id), now()).unwrap().addresses;
    let done = erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    assert_eq!((planned, done.suppressed), (1, Some(1)));
}

#[test]
fn a_person_may_refuse_the_suppression_list_too() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let options = ErasureOptions { suppress: false, ..ErasureOptions::default() };
    let done = erasure::carry_out(&bed.store, &bed.officer(now()), id, &options).unwrap();
    assert_eq!(done.suppressed, Some(0));
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    assert_eq!(bed.store.suppressed_all(email, &["anna@example.test"]).unwrap(), [false]);
}

#[test]
fn a_seller_may_not_erase() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    let seller = bed.staff(Role::Sales, "subject_rights", now());
    let denied = erasure::carry_out(&bed.store, &seller, id, &ErasureOptions::default());
    let Err(RightsError::Denied(reasons)) = denied else { panic!("it was done") };
    assert_eq!(reasons[0].code, ReasonCode::ActorNotAuthorised);
    assert_eq!(bed.person(id).current().count(), 3);
}

#[test]
fn invoices_alone_are_refused_archived_and_certified_as_that() {
    let bed = Bed::new();
    let invoice = Known {
        links: &[("accounting_tax", Basis::LegalObligation)],
        values: &[("invoice_no", "FV 7/2025")],
        ..Known::default()
    };
    let id = bed.add(&invoice);
    let done = erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    assert_eq!((done.extent, done.values(), done.staying.len()), (ErasureExtent::Refused, 0, 1));
    assert_eq!(done.staying[0].articles, ["art. 17 ust. 3 lit. b RODO"]);
    assert_eq!(bed.person(id).lifecycle, LifecycleGroup::Archive);
}

#[test]
fn changes_that_race_end_in_one_erasure() {
    let bed = Bed::new();
    let id = bed.add(&Known::default());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let officer = bed.officer(now());
                erasure::carry_out(&bed.store, &officer, id, &ErasureOptions::default()).unwrap()
            });
        }
    });
    let erased = bed.events(id).into_iter().filter(|event| *event == Event::Erased).count();
    assert_eq!(erased, 1);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn after_an_erasure_every_light_is_out() {
    let bed = Bed::new();
    let id = client(&bed);
    erasure::carry_out(&bed.store, &bed.officer(now()), id, &ErasureOptions::default()).unwrap();
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let all = lights(&bed.store, &who, &bed.person(id)).unwrap();
    assert!(all.iter().all(|light| light.state == LightState::NoAddress));
}
