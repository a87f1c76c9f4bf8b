//! The second run: it recognises, confirms, prolongs nothing, and meets those who must not come back.

use zgoda_law::{Ending, Event, ObjectionKind, ReasonCode, SubjectId};
use zgoda_store::{MemberKey, NewObjection, Stamp};

use crate::support::{Bed, MASKED, NAMED, now, says, stamp, time};

fn later() -> jiff::Timestamp {
    time("2026-12-10T10:00:00Z")
}

/// Who holds an office.
pub fn holder(bed: &Bed, people: &[SubjectId], office: &str) -> SubjectId {
    let holds = |id: &&SubjectId| bed.values(**id, now()).iter().any(|(_, value)| value == office);
    *people.iter().find(holds).unwrap()
}

/// What the erasure use case does: destroy the key, and keep the person from coming back.
pub fn erase(bed: &Bed, id: SubjectId) {
    let person = bed.store.person(id).unwrap();
    let values = bed.values(id, now());
    let value = |field: &str| values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str());
    let org = bed.store.organisation(person.org.unwrap()).unwrap();
    let key = MemberKey {
        krs: org.krs.as_deref().unwrap(),
        function: value("job_function"),
        name: value("first_name").zip(value("last_name")),
    };
    let mut change = bed.store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    for text in key.suppressions() {
        change.suppress(bed.field("job_function"), &text, "erasure");
    }
    change.commit().unwrap();
}

#[test]
fn a_second_run_recognises_everybody_and_only_confirms() {
    for number in [NAMED, MASKED] {
        let bed = Bed::new();
        let first = bed.enrich(number, true, now()).unwrap();
        let second = bed.enrich(number, true, later()).unwrap();
        assert!(second.people.added.is_empty() && second.people.changed.is_empty(), "{number}: {second:?}");
        assert!(second.people.stopped.is_empty() && second.people.gone.is_empty());
        assert_eq!(second.people.confirmed.len(), first.people.added.len());
        for id in &first.people.added {
            let person = bed.store.person(*id).unwrap();
            assert!(person.facts.iter().all(|fact| fact.confirmed_at == later() && fact.is_current()));
            let events: Vec<_> = bed.store.ledger().about(*id).unwrap().iter().map(|e| e.event).collect();
            assert!(events.contains(&Event::Read) && events.contains(&Event::Confirmed), "{events:?}");
        }
    }
}

#[test]
fn a_refresh_never_prolongs_a_term_nor_the_term_of_a_notice() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, true, now()).unwrap();
    let id = holder(&bed, &first.people.added, "CZŁONEK ZARZĄDU");
    let before = bed.store.person(id).unwrap();
    let mut extract = bed.extract(NAMED);
    for member in &mut extract.members {
        if member.function.as_deref() == Some("CZŁONEK ZARZĄDU") {
            member.function = Some("WICEPREZES ZARZĄDU".into());
        }
    }
    let report = bed.enrich_from(&says(&extract), NAMED, true, later()).unwrap();
    assert_eq!(report.people.changed, [id]);
    let after = bed.store.person(id).unwrap();
    assert_eq!(after.notices, before.notices);
    assert!(bed.values(id, later()).contains(&("job_function".into(), "WICEPREZES ZARZĄDU".into())));
    assert_eq!(after.facts.len(), before.facts.len() + 1);
    for fact in &after.facts {
        assert_eq!(fact.until, before.facts[0].until, "the term stays where it was");
    }
    let ended: Vec<_> = after.facts.iter().filter_map(|fact| fact.ended).collect();
    assert_eq!(ended, [(later(), Ending::Superseded)]);
}

#[test]
fn a_term_that_has_passed_is_not_started_anew() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, true, now()).unwrap();
    let report = bed.enrich(NAMED, true, time("2027-02-22T10:00:00Z")).unwrap();
    assert!(report.people.added.is_empty() && report.people.confirmed.is_empty());
    assert_eq!(report.people.stopped.get(&ReasonCode::RetentionExpired), Some(&3));
    let person = bed.store.person(first.people.added[0]).unwrap();
    assert!(person.facts.iter().all(|fact| fact.confirmed_at == now()));
}

#[test]
fn an_overdue_notice_closes_the_persons_data_to_the_refresh() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, true, now()).unwrap();
    let on_time = bed.enrich(NAMED, true, time("2026-12-22T09:59:59Z")).unwrap();
    assert_eq!(on_time.people.confirmed.len(), 3);
    let late = bed.enrich(NAMED, true, time("2026-12-22T10:00:00Z")).unwrap();
    assert_eq!(late.people.stopped.get(&ReasonCode::NoticeOverdue), Some(&3));
    assert_eq!(late.people.stopped.get(&ReasonCode::Quarantined), Some(&3));
    assert!(late.people.confirmed.is_empty() && late.people.added.is_empty());
    assert!(late.facts.confirmed > 5, "the company's own facts are no concern of theirs");
    assert_eq!(bed.people(first.org.unwrap()).len(), 3);
}

#[test]
fn who_objected_is_recognised_and_left_alone() {
    for kind in [ObjectionKind::Marketing, ObjectionKind::Grounds] {
        let bed = Bed::new();
        let first = bed.enrich(NAMED, true, now()).unwrap();
        let id = holder(&bed, &first.people.added, "PREZES ZARZĄDU");
        let person = bed.store.person(id).unwrap();
        let mut change = bed.store.change(Stamp { at: time("2026-11-25T10:00:00Z"), ..stamp() });
        change.open(&person).unwrap();
        let made_at = time("2026-11-25T10:00:00Z");
        change.add_objection(id, NewObjection { kind, channel: None, made_at, via: "email".into() }).unwrap();
        change.commit().unwrap();
        let report = bed.enrich(NAMED, true, later()).unwrap();
        assert_eq!(report.people.confirmed.len(), 2, "{kind}");
        assert!(report.people.added.is_empty() && report.people.gone.is_empty(), "{kind}: {report:?}");
        let expected = if kind == ObjectionKind::Marketing {
            ReasonCode::Objected
        } else {
            ReasonCode::ObjectionPending
        };
        assert_eq!(report.people.stopped.get(&expected), Some(&1));
        let after = bed.store.person(id).unwrap();
        assert!(after.facts.iter().all(|fact| fact.confirmed_at == now()), "nothing about them moved");
    }
}

#[test]
fn an_erased_person_does_not_come_back_named_or_masked_or_in_another_office() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, true, now()).unwrap();
    let id = holder(&bed, &first.people.added, "PREZES ZARZĄDU");
    erase(&bed, id);
    let president = |extract: &zgoda_connectors::Extract| {
        extract.members.iter().position(|m| m.function.as_deref() == Some("PREZES ZARZĄDU")).unwrap()
    };
    let as_before = bed.extract(NAMED);
    let mut masked = as_before.clone();
    let at = president(&masked);
    masked.members[at].name = None;
    masked.members[at].masked = true;
    let mut moved = as_before.clone();
    moved.members[at].function = Some("PRZEWODNICZĄCA RADY NADZORCZEJ".into());
    for extract in [&as_before, &masked, &moved] {
        let report = bed.enrich_from(&says(extract), NAMED, true, later()).unwrap();
        assert!(report.people.added.is_empty(), "{report:?}");
        assert_eq!(report.people.stopped.get(&ReasonCode::Suppressed), Some(&1));
        assert_eq!(bed.people(first.org.unwrap()).len(), 2);
    }
    let mut successor = as_before;
    let name = successor.members[at].name.as_mut().unwrap();
    name.given = "Bogna".into();
    let report = bed.enrich_from(&says(&successor), NAMED, true, later()).unwrap();
    assert_eq!(report.people.added.len(), 1, "somebody else in the same office is somebody else");
}

#[test]
fn a_person_erased_without_a_name_does_not_come_back_with_one() {
    let bed = Bed::new();
    let first = bed.enrich(MASKED, true, now()).unwrap();
    erase(&bed, holder(&bed, &first.people.added, "PREZES ZARZĄDU"));
    let mut unmasked = bed.extract(MASKED);
    unmasked.members.truncate(1);
    for name in [None, Some(("Kalina", "Lipnik"))] {
        unmasked.members[0].masked = name.is_none();
        unmasked.members[0].name = name.map(|(given, surname)| zgoda_connectors::PersonName {
            given: given.into(),
            surname: surname.into(),
        });
        let report = bed.enrich_from(&says(&unmasked), MASKED, true, later()).unwrap();
        assert!(report.people.added.is_empty());
        assert_eq!(report.people.stopped.get(&ReasonCode::Suppressed), Some(&1));
    }
}

#[test]
fn who_left_the_board_is_named_to_a_human_and_nothing_is_deleted() {
    let bed = Bed::new();
    let first = bed.enrich(NAMED, true, now()).unwrap();
    let id = holder(&bed, &first.people.added, "CZŁONEK ZARZĄDU");
    let mut extract = bed.extract(NAMED);
    extract.members.retain(|member| member.function.as_deref() != Some("CZŁONEK ZARZĄDU"));
    let report = bed.enrich_from(&says(&extract), NAMED, true, later()).unwrap();
    assert_eq!(report.people.gone, [id]);
    assert_eq!(bed.values(id, later()).len(), 3);
}

#[test]
fn a_named_person_is_found_by_the_name_even_if_all_offices_changed_twice() {
    let bed = Bed::new();
    bed.enrich(NAMED, true, now()).unwrap();
    let mut extract = bed.extract(NAMED);
    for office in ["WICEPREZES ZARZĄDU", "DYREKTOR GENERALNY"] {
        extract.members.iter_mut().for_each(|member| member.function = Some(office.into()));
        let report = bed.enrich_from(&says(&extract), NAMED, true, later()).unwrap();
        assert_eq!((report.people.changed.len(), report.people.added.len()), (3, 0), "{office}");
    }
}

#[test]
fn runs_at_the_same_time_record_nobody_twice() {
    let bed = Bed::new();
    let org = bed.store.add_organisation(stamp(), "Fala", Some(NAMED), None).unwrap();
    let said = says(&bed.extract(NAMED));
    let reports: Vec<_> = std::thread::scope(|scope| {
        let run = || bed.enrich_from(&said, NAMED, true, now()).unwrap();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(reports.iter().map(|report| report.people.added.len()).sum::<usize>(), 3);
    assert_eq!(bed.people(org).len(), 3);
    let facts = bed.facts(org);
    let distinct: std::collections::BTreeSet<_> = facts.iter().collect();
    assert_eq!(distinct.len(), facts.len());
    assert!(bed.store.examine().unwrap().is_sound());
}
