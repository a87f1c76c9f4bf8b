//! Facts about companies.

use zgoda_connectors::replay::COMPANIES;
use zgoda_enrich::{EnrichError, Found};
use zgoda_law::{Event, InformationDuty, SourceType};

use crate::support::{Bed, NAMED, PARTNERSHIP, STRUCK_OFF, now, says, stamp, time};

#[test]
fn every_company_of_the_register_gets_its_facts_and_their_source() {
    let bed = Bed::new();
    for company in COMPANIES.iter().filter(|company| company.current.is_some()) {
        let report = bed.enrich(company.number, false, now()).unwrap();
        assert_eq!(report.found, Found::Found, "{}", company.title);
        assert!(report.created && report.facts.new > 5, "{}: {report:?}", company.title);
        assert_eq!((report.facts.confirmed, report.facts.ended), (0, 0));
        let org = bed.store.organisation(report.org.unwrap()).unwrap();
        assert_eq!(org.krs.as_deref(), Some(company.number));
        assert_eq!(Some(org.name.clone()), bed.fact(org.id, "name"));
        assert_eq!(org.nip, bed.fact(org.id, "nip"));
        let source = bed.store.source(report.source.unwrap()).unwrap();
        assert_eq!((source.kind, source.duty), (SourceType::RegistryKrs, InformationDuty::Article14));
        assert!(source.is_public && source.approved_at.is_some());
        assert!(source.evidence.contains("/api/krs/OdpisAktualny/"), "{}", source.evidence);
        assert!(source.evidence.contains(" sha256:") && source.evidence.contains(" as-of:20"));
        let facts = bed.store.organisation_facts(org.id).unwrap();
        assert!(facts.iter().all(|fact| fact.source == source.id && fact.path.starts_with("odpis.")));
        assert!(bed.people(org.id).is_empty() && report.people.added.is_empty());
        assert!(!format!("{facts:?} {report:?} {source:?}").contains("KANARI"), "{}", company.title);
    }
}

#[test]
fn asking_again_confirms_and_adds_nothing() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, false, now()).unwrap();
    let later = time("2026-12-01T10:00:00Z");
    let second = bed.enrich(NAMED, false, later).unwrap();
    assert_eq!((second.facts.new, second.facts.ended), (0, 0));
    assert_eq!(second.facts.confirmed, first.facts.new);
    assert!(!second.created);
    assert_eq!(second.source, first.source, "the same extract is the same source");
    let facts = bed.store.organisation_facts(first.org.unwrap()).unwrap();
    assert!(facts.iter().all(|fact| fact.obtained_at == now() && fact.confirmed_at == later));
}

#[test]
fn a_changed_fact_ends_the_old_one_and_keeps_it_as_history() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, false, now()).unwrap();
    let org = first.org.unwrap();
    let mut extract = bed.extract(NAMED);
    let name = extract.facts.iter_mut().find(|fact| fact.field.name() == "name").unwrap();
    let before = name.value.to_string();
    name.value = zgoda_connectors::FactValue::Text("NOWA FALA SP. Z O.O.".into());
    extract.provenance.record_hash = zgoda_connectors::RecordHash::of(&extract.facts);
    let report = bed.enrich_from(&says(&extract), NAMED, false, time("2026-12-01T10:00:00Z")).unwrap();
    assert_eq!((report.facts.new, report.facts.ended), (1, 1));
    assert_eq!(report.renamed_from.as_deref(), Some(before.as_str()));
    assert_ne!(report.source, first.source);
    assert_eq!(bed.fact(org, "name").as_deref(), Some("NOWA FALA SP. Z O.O."));
    let history = bed.store.organisation_facts(org).unwrap();
    assert!(history.iter().any(|fact| fact.value == before && fact.ended_at.is_some()));
}

#[test]
fn a_company_known_by_its_tax_number_alone_is_found_by_it() {
    let bed = Bed::new();
    let nip = bed.extract(NAMED).facts.iter().find(|f| f.field.name() == "nip").unwrap().value.to_string();
    let id = bed.store.add_organisation(stamp(), "Fala z targów", None, Some(&nip)).unwrap();
    let report = bed.enrich(NAMED, false, now()).unwrap();
    assert_eq!((report.org, report.created), (Some(id), false));
    assert_eq!(report.renamed_from.as_deref(), Some("Fala z targów"));
    assert_eq!(bed.store.organisation_by_krs(NAMED).unwrap().unwrap().id, id);
}

#[test]
fn a_wrong_number_never_turns_one_company_into_another() {
    let bed = Bed::new();
    bed.store.add_organisation(stamp(), "Inna firma", Some(NAMED), Some("5260250995")).unwrap();
    let before = bed.state();
    assert!(matches!(bed.enrich(NAMED, false, now()), Err(EnrichError::OtherCompany)));
    assert_eq!(bed.state(), before);
}

#[test]
fn a_struck_off_company_is_marked_with_the_day_and_loses_nothing() {
    let bed = Bed::new();
    let mut extract = bed.extract(NAMED);
    for fact in &mut extract.facts {
        if fact.field.name() == "krs_number" {
            fact.value = zgoda_connectors::FactValue::Text(STRUCK_OFF.into());
        }
    }
    let before = bed.enrich_from(&says(&extract), STRUCK_OFF, true, now()).unwrap();
    let org = before.org.unwrap();
    let facts_before = bed.facts(org);
    let report = bed.enrich(STRUCK_OFF, true, time("2026-12-01T10:00:00Z")).unwrap();
    let Found::StruckOff { on: Some(day) } = report.found else { panic!("{:?}", report.found) };
    assert_eq!(bed.fact(org, "struck_off_date"), Some(day.to_string()));
    let standings: Vec<_> = bed.facts(org).into_iter().filter(|(field, _)| field == "standing").collect();
    assert_eq!(standings, [("standing".to_owned(), "struck_off".to_owned())]);
    for (field, value) in facts_before {
        let single = ["standing", "last_entry_number", "last_entry_date"].contains(&field.as_str());
        assert!(single || bed.facts(org).contains(&(field.clone(), value)), "{field} is gone");
    }
    assert_eq!(report.people.gone.len(), before.people.added.len());
    assert!(report.attention.contains(&"struck_off"));
    let again = bed.enrich(STRUCK_OFF, true, time("2026-12-02T10:00:00Z")).unwrap();
    assert_eq!((again.facts.new, again.facts.ended), (0, 0));
}

#[test]
fn a_struck_off_company_that_is_not_held_is_not_recorded() {
    let bed = Bed::new();
    let before = bed.state();
    let report = bed.enrich(STRUCK_OFF, false, now()).unwrap();
    assert!(matches!(report.found, Found::StruckOff { on: Some(_) }) && report.org.is_none());
    assert_eq!(bed.state(), before);
}

#[test]
fn an_unknown_number_changes_nothing() {
    let bed = Bed::new();
    bed.store.add_organisation(stamp(), "Nieznana sp. z o.o.", Some("0000999999"), None).unwrap();
    let before = bed.state();
    let report = bed.enrich("0000999999", true, now()).unwrap();
    assert_eq!(report.found, Found::NotFound);
    assert_eq!(bed.state(), before);
}

#[test]
fn signs_of_trouble_and_names_of_partners_are_left_to_a_human() {
    let bed = Bed::new();
    let report = bed.enrich(PARTNERSHIP, false, now()).unwrap();
    assert_eq!(report.attention, ["arrears", "changes", "restructuring", "name_may_hold_surnames"]);
}

#[test]
fn fields_that_no_purpose_needs_are_dropped_and_counted() {
    let bed = Bed::new();
    let report = bed.enrich(NAMED, false, now()).unwrap();
    let extract = bed.extract(NAMED);
    assert!(!report.discarded.is_empty());
    for dropped in &report.discarded {
        assert!(!dropped.reasons.is_empty());
        let listed = extract.facts.iter().filter(|fact| fact.field.name() == dropped.field).count();
        assert_eq!(dropped.count as usize, listed, "{}", dropped.field);
        assert_eq!(bed.fact(report.org.unwrap(), dropped.field), None);
    }
    let plan = bed.plan(NAMED, false, now());
    let planned =
        |name| plan.company.fields.iter().any(|field| field.field == name && !field.reasons.is_empty());
    assert!(report.discarded.iter().all(|dropped| planned(dropped.field)), "the plan had said so");
}

#[test]
fn an_enrichment_stands_in_the_ledger() {
    let bed = Bed::new();
    bed.enrich(NAMED, false, now()).unwrap();
    let size = bed.store.ledger().size().unwrap();
    let entries = bed.store.ledger().entries(0, size).unwrap();
    assert!(entries.iter().any(|entry| entry.event == Event::OrganisationEnriched));
    assert!(bed.store.ledger().verify(|_, _| {}).is_ok());
}
