//! Who is met at the door of a run that refreshes: nobody's term grows, and nobody comes back against their word.

use proptest::prelude::*;
use zgoda_enrich::runs::{Choice, RunOptions};
use zgoda_law::{ObjectionKind, ReasonCode};
use zgoda_store::{NewObjection, Stamp};

use crate::house::{ALL, House, later};
use crate::refreshes::{erase, holder};
use crate::support::{now, stamp};

fn with_people() -> RunOptions {
    RunOptions { choice: Choice::All, sources: vec!["krs".into()], persons: true, rules: ALL }
}

#[test]
fn who_objected_or_was_erased_is_stopped_at_the_door_and_counted() {
    let mut house = House::new(1);
    let first = house.run(&with_people(), now());
    assert_eq!(house.report(first).people.added, 3);
    let people: Vec<_> = house.bed.people(house.firms[0]).iter().map(|person| person.id).collect();
    let president = holder(&house.bed, &people, "PREZES ZARZĄDU");
    let member = holder(&house.bed, &people, "CZŁONEK ZARZĄDU");
    erase(&house.bed, president);
    let made_at = later(1);
    let store = &house.bed.store;
    let mut change = store.change(Stamp { at: made_at, ..stamp() });
    change.open(&store.person(member).unwrap()).unwrap();
    let objection =
        NewObjection { kind: ObjectionKind::Grounds, channel: None, made_at, via: "email".into() };
    change.add_objection(member, objection).unwrap();
    change.commit().unwrap();
    let before = house.bed.store.person(member).unwrap();

    let again = house.run(&with_people(), later(2));
    let report = house.report(again).people;
    assert_eq!((report.added, report.confirmed, report.changed), (0, 1, 0), "{report:?}");
    assert_eq!(report.stopped.get(&ReasonCode::Suppressed), Some(&1));
    assert_eq!(report.stopped.get(&ReasonCode::ObjectionPending), Some(&1));
    assert_eq!(house.bed.store.person(member).unwrap().facts, before.facts, "nothing about them moved");
    assert_eq!(house.bed.people(house.firms[0]).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn however_often_and_whatever_is_refreshed_no_term_and_no_notice_moves(
        refreshes in proptest::collection::vec((1_i64..30, any::<bool>()), 1..4),
    ) {
        let mut house = House::new(1);
        house.run(&with_people(), now());
        let first = house.bed.people(house.firms[0]);
        let until = first[0].facts[0].until.clone();
        let mut day = 0;
        for (days, moved) in refreshes {
            day += days;
            let mut extract = house.base.clone();
            extract.facts.retain(|fact| fact.field != zgoda_connectors::Field::KrsNumber);
            if moved {
                let office = format!("DYREKTOR {day}");
                extract.members.iter_mut().for_each(|member| member.function = Some(office.clone()));
            }
            extract.facts.retain(|fact| fact.field != zgoda_connectors::Field::Nip);
            house.desk.finds(&crate::house::number(0), extract);
            house.run(&with_people(), later(day));
            for person in house.bed.people(house.firms[0]) {
                prop_assert!(person.facts.iter().all(|fact| fact.until == until));
                let known = first.iter().find(|known| known.id == person.id);
                prop_assert_eq!(known.map(|known| &known.notices), Some(&person.notices));
            }
        }
    }
}
