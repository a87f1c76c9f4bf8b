//! The natural persons in the organs of companies.

use zgoda_connectors::PersonName;
use zgoda_connectors::replay::COMPANIES;
use zgoda_law::{Basis, Event, InformationDuty, NoticeStatus, SourceType, SubjectKind};

use crate::support::{Bed, MASKED, NAMED, now, says, time};

#[test]
fn named_members_become_persons_with_source_basis_term_and_a_duty_to_inform() {
    let bed = Bed::new();
    let report = bed.enrich(NAMED, true, now()).unwrap();
    let due = time("2026-12-22T10:00:00Z");
    assert_eq!((report.people.added.len(), report.people.notice_due), (3, Some(due)));
    for id in &report.people.added {
        let person = bed.store.person(*id).unwrap();
        assert_eq!((person.kind, person.org), (SubjectKind::OrgContact, report.org));
        assert!(person.permissions.is_empty() && person.consents.is_empty(), "nobody may be contacted");
        let [notice] = person.notices.as_slice() else { panic!("{:?}", person.notices) };
        assert_eq!((notice.duty, notice.status), (InformationDuty::Article14, NoticeStatus::Due));
        assert_eq!((notice.due_at, Some(notice.source)), (due, report.source));
        assert_eq!(person.facts.len(), 3);
        for fact in &person.facts {
            assert_eq!(fact.grounds.source.kind, SourceType::RegistryKrs);
            let [link] = fact.grounds.links.as_slice() else { panic!("{:?}", fact.grounds) };
            assert_eq!((link.purpose, link.basis), (bed.purpose("enrich_person"), Basis::LegitimateInterest));
            assert_eq!(fact.last_day().unwrap().to_string(), "2027-02-22");
        }
        let events: Vec<_> = bed.store.ledger().about(*id).unwrap().iter().map(|entry| entry.event).collect();
        assert!(events.contains(&Event::Collected) && events.contains(&Event::NoticeArmed), "{events:?}");
    }
    let mut names: Vec<_> = report.people.added.iter().map(|id| bed.values(*id, now())).collect();
    names.sort();
    let president =
        |values: &Vec<(String, String)>| values.contains(&("last_name".into(), "Żurawiecka-Lipnik".into()));
    let values = names.iter().find(|values| president(values)).unwrap();
    assert!(values.contains(&("job_function".into(), "PREZES ZARZĄDU".into())), "{values:?}");
    assert!(values.contains(&("first_name".into(), "Kalina".into())));
    assert!(bed.store.notices_due(time("2026-12-23T00:00:00Z"), 10).unwrap().len() == 3);
}

#[test]
fn masked_members_are_recorded_by_their_office_alone() {
    let bed = Bed::new();
    let report = bed.enrich(MASKED, true, now()).unwrap();
    assert_eq!(report.people.added.len(), report.people.listed);
    for id in &report.people.added {
        let values = bed.values(*id, now());
        assert!(matches!(values.as_slice(), [(field, _)] if field == "job_function"), "{values:?}");
    }
}

#[test]
fn no_mask_ever_enters() {
    let bed = Bed::new();
    for company in COMPANIES.iter().filter(|company| company.current.is_some()) {
        let mut extract = bed.extract(company.number);
        // As a connector with a defect would hand them over.
        for member in &mut extract.members {
            let masked = PersonName { given: "J**".into(), surname: "P********".into() };
            member.name.get_or_insert(masked);
            member.masked = false;
            if member.function.is_none() {
                member.function = Some("8**********".into());
            }
        }
        let report = bed.enrich_from(&says(&extract), company.number, true, now()).unwrap();
        for id in &report.people.added {
            for (field, value) in bed.values(*id, now()) {
                assert!(!value.contains('*'), "{}: {field}", company.title);
            }
        }
    }
}

#[test]
fn one_person_with_two_offices_is_one_person() {
    let bed = Bed::new();
    let mut extract = bed.extract(NAMED);
    let mut proxy = extract.members[0].clone();
    proxy.function = Some("PROKURENT".into());
    extract.members.push(proxy);
    let report = bed.enrich_from(&says(&extract), NAMED, true, now()).unwrap();
    assert_eq!((report.people.listed, report.people.added.len()), (4, 3));
    let offices = |id| bed.values(id, now()).into_iter().filter(|(field, _)| field == "job_function").count();
    assert_eq!(report.people.added.iter().map(|id| offices(*id)).sum::<usize>(), 4);
    let again = bed.enrich_from(&says(&extract), NAMED, true, now()).unwrap();
    assert_eq!(
        (again.people.added.len(), again.people.changed.len(), again.people.confirmed.len()),
        (0, 0, 3)
    );
}

#[test]
fn two_masked_holders_of_one_office_are_two_persons_and_stay_two() {
    let bed = Bed::new();
    let mut extract = bed.extract(MASKED);
    let twin = extract.members[0].clone();
    extract.members = vec![twin.clone(), twin];
    let first = bed.enrich_from(&says(&extract), MASKED, true, now()).unwrap();
    assert_eq!(first.people.added.len(), 2);
    let second = bed.enrich_from(&says(&extract), MASKED, true, now()).unwrap();
    assert_eq!((second.people.added.len(), second.people.confirmed.len()), (0, 2));
}

#[test]
fn a_report_holds_no_value_of_a_person() {
    let bed = Bed::new();
    let report = bed.enrich(NAMED, true, now()).unwrap();
    let text = format!("{report:?} {}", serde_json::to_string(&report).unwrap());
    for name in ["Kalina", "Lipnik", "PREZES"] {
        assert!(!text.contains(name), "{name}");
    }
}
