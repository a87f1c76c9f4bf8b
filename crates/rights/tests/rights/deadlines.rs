//! The board of deadlines.

use jiff::ToSpan;
use zgoda_law::{Basis, NoticeStatus, SourceType};
use zgoda_rights::deadlines::{Consequence, DutyKind, deadlines, overdue};
use zgoda_store::{AssessmentKind, RequestKind};

use crate::bed::{Bed, Known, asked, at, now, stamp};

#[test]
fn every_duty_stands_in_the_lane_of_its_term_with_article_and_consequence() {
    let bed = Bed::new();
    let enriched = |obtained| Known {
        source: SourceType::Website,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values: &[("position", "prezes")],
        obtained: at(obtained),
        notice: NoticeStatus::Due,
        ..Known::default()
    };
    let late = bed.add(&enriched("2026-10-15T09:00:00Z"));
    bed.add(&enriched("2026-10-21T20:00:00Z"));
    let id = bed.add(&Known { obtained: at("2026-10-28T09:00:00Z"), ..Known::default() });
    let mut change = bed.store.change(stamp(now()));
    change.open(&bed.person(id)).unwrap();
    let received = at("2026-11-20T09:00:00Z");
    change.add_request(Some(id), asked(RequestKind::Access, received)).unwrap();
    change.commit().unwrap();
    let purpose = bed.purpose("event_follow_up");
    let until = at("2026-12-20T09:00:00Z");
    bed.store
        .approve(stamp(now()), AssessmentKind::Balancing, purpose, until, "written and weighed")
        .unwrap();

    let board = deadlines(&bed.store, now()).unwrap();
    let kinds =
        |lane: &[zgoda_rights::deadlines::Duty]| lane.iter().map(|duty| duty.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&board.overdue), [DutyKind::Inform]);
    assert_eq!(board.overdue[0].subject, Some(late));
    assert_eq!(board.overdue[0].consequence, Consequence::DataAreClosed);
    assert_eq!(kinds(&board.today), [DutyKind::Inform]);
    assert_eq!(kinds(&board.week), [DutyKind::DataEnd]);
    assert_eq!((board.week[0].values, board.week[0].article), (3, "art. 5 ust. 1 lit. e RODO"));
    assert_eq!(kinds(&board.later), [DutyKind::ReviewBalancing, DutyKind::Answer]);
    assert_eq!(board.len(), 5);
    assert_eq!(overdue(&bed.store, now(), 99).unwrap(), 1);
    for later in [1, 7, 30].map(|days| now() + (days * 24).hours()) {
        let board = deadlines(&bed.store, later).unwrap();
        assert_eq!(overdue(&bed.store, later, 99).unwrap(), board.overdue.len() as u64);
    }
    for t in zgoda_text::Lang::ALL.map(zgoda_text::Lang::text) {
        let lanes = [&board.overdue, &board.today, &board.week, &board.later];
        let words =
            lanes.into_iter().flatten().map(|duty| format!("{} {}", duty.title(t), duty.otherwise(t)));
        insta::assert_snapshot!(format!("duties_{}", t.lang().tag()), words.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn an_empty_installation_owes_nothing() {
    assert!(deadlines(&Bed::new().store, now()).unwrap().is_empty());
}
