//! Plans say beforehand what will happen, and registers stay silent until the operator switches them on.

use zgoda_enrich::{Cost, EnrichError, Options, Registers, SourceSettings, Target, plan};
use zgoda_law::ReasonCode;

use crate::support::{Bed, MASKED, NAMED, now, stamp, time};

const CONTACT: &str = "https://operator.example/contact";

#[test]
fn a_plan_asks_nobody_and_changes_nothing() {
    let bed = Bed::new();
    let before = bed.state();
    let plan = bed.plan(NAMED, true, now());
    assert_eq!((bed.state(), bed.server.requests().len()), (before, 0));
    assert_eq!((plan.register.id, plan.register.licence), ("krs", "CC0-1.0"));
    assert_eq!(plan.register.host, "127.0.0.1");
    assert_eq!(plan.cost, Cost::Free);
    assert!(plan.register.switched_on && plan.company.allowed && plan.people.taken());
    assert_eq!(plan.people.expected, None, "nobody knows before the register was asked");
    assert_eq!(plan.people.notice_due, time("2026-12-22T10:00:00Z"));
    assert_eq!(plan.people.until.unwrap().to_string(), "2027-02-22");
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!((&json["number"], &json["cost"]), (&NAMED.into(), &"free".into()));
}

#[test]
fn persons_are_left_out_unless_they_are_asked_for() {
    let bed = Bed::new();
    assert!(!Options::default().with_persons);
    let plan = bed.plan(NAMED, false, now());
    assert!(plan.people.allowed && !plan.people.taken());
}

#[test]
fn a_plan_without_assessments_says_which_are_missing_and_takes_the_company_alone() {
    let bed = Bed::without_assessments();
    let plan = bed.plan(NAMED, true, now());
    let codes: Vec<_> = plan.people.reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [ReasonCode::DpiaMissing, ReasonCode::LiaMissing]);
    assert!(plan.people.reasons.iter().all(|reason| !reason.article.is_empty()));
    assert!(plan.company.allowed && !plan.people.taken());
    let report = bed.enrich(NAMED, true, now()).unwrap();
    assert_eq!(report.people.refused, plan.people.reasons);
    assert_eq!(report.people.listed, 3);
    assert!(report.facts.new > 5 && bed.people(report.org.unwrap()).is_empty());
}

#[test]
fn a_lapsed_balancing_test_carries_nobody() {
    let bed = Bed::new();
    let plan = bed.plan(NAMED, true, time("2027-11-23T10:00:00Z"));
    let codes: Vec<_> = plan.people.reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [ReasonCode::DpiaMissing, ReasonCode::LiaExpired]);
}

#[test]
fn the_plan_of_a_known_company_tells_how_many_persons_to_expect() {
    let bed = Bed::new();
    let report = bed.enrich(NAMED, true, now()).unwrap();
    let target = Target::Organisation(report.org.unwrap());
    let plan = plan(&bed.store, &target, Options::default(), &bed.actor(), now()).unwrap();
    assert_eq!((plan.org, plan.people.expected), (report.org, Some(3)));
}

#[test]
fn without_the_purpose_nothing_is_taken_and_nobody_is_called() {
    let bed = Bed::unprepared();
    assert!(!bed.plan(NAMED, false, now()).company.allowed);
    let EnrichError::Refused(reasons) = bed.enrich(NAMED, false, now()).unwrap_err() else { panic!() };
    assert!(reasons.iter().any(|reason| reason.code == ReasonCode::PurposeInactive));
    assert!(bed.server.requests().is_empty());
}

#[test]
fn an_actor_without_a_fitting_role_gets_nothing() {
    let bed = Bed::new();
    let mut actor = bed.actor();
    actor.grants.clear();
    let target = Target::Krs(NAMED.parse().unwrap());
    let plan = plan(&bed.store, &target, Options { with_persons: true }, &actor, now()).unwrap();
    let register = crate::support::says(&bed.extract(NAMED));
    let refused = zgoda_enrich::run(&bed.store, &register, &plan, &actor, now());
    assert!(matches!(refused, Err(EnrichError::Refused(_))));
    assert_eq!(bed.store.organisation_count().unwrap(), 0);
}

#[test]
fn an_organisation_without_a_number_cannot_be_asked_about() {
    let bed = Bed::new();
    let id = bed.store.add_organisation(stamp(), "Bez numeru", None, None).unwrap();
    let planned = plan(&bed.store, &Target::Organisation(id), Options::default(), &bed.actor(), now());
    assert!(matches!(planned, Err(EnrichError::NoNumber)));
}

#[test]
fn a_new_installation_makes_no_outgoing_calls() {
    let bed = Bed::new();
    SourceSettings::save(&bed.store, "krs", false, None).unwrap();
    assert!(matches!(Registers::from_store(&bed.store, CONTACT), Err(EnrichError::SwitchedOff("krs"))));
    assert!(!bed.plan(NAMED, false, now()).register.switched_on);
    bed.store.set("connector.krs", "maybe").unwrap();
    assert!(
        matches!(Registers::from_store(&bed.store, CONTACT), Err(EnrichError::Switch(name)) if name == "connector.krs")
    );
}

#[test]
fn a_switched_on_register_is_called_at_the_address_and_with_the_contact_of_the_operator() {
    let bed = Bed::new();
    let registers = Registers::from_store(&bed.store, CONTACT).unwrap();
    let report = bed.enrich_from(registers.krs().unwrap(), MASKED, false, now()).unwrap();
    assert!(report.created);
    assert!(bed.server.requests().iter().all(|request| request.user_agent.contains(CONTACT)));
    assert!(matches!(Registers::from_store(&bed.store, " "), Err(EnrichError::Register(_))));
}

#[test]
fn an_address_that_must_not_be_called_is_refused_before_it_is_kept() {
    let bed = Bed::new();
    let before = SourceSettings::load(&bed.store, "krs").unwrap();
    for address in ["http://elsewhere.example", "ftp://elsewhere.example", "no address"] {
        assert!(SourceSettings::save(&bed.store, "krs", true, Some(address)).is_err(), "{address}");
    }
    assert_eq!(SourceSettings::load(&bed.store, "krs").unwrap(), before);
    SourceSettings::save(&bed.store, "krs", true, None).unwrap();
    assert_eq!(SourceSettings::load(&bed.store, "krs").unwrap().host(), "api-krs.ms.gov.pl");
}
