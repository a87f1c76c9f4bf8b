//! The duty to inform.

use jiff::civil::date;
use zgoda_law::{Basis, Channel, Event, NoticeStatus, ReasonCode, Role, SourceType};
use zgoda_rights::deadlines::deadlines;
use zgoda_rights::notice::{Exemption, delivered, exempt};
use zgoda_rights::{Content, RightsError, look, retention};
use zgoda_store::PeopleFilter;

use crate::bed::{Bed, Known, at, now, stamp};

const ASSESSMENT: &str =
    "Rejestr nie podaje żadnego adresu, a szukanie go wymagałoby zbierania dalszych danych.";

fn enriched(values: &'static [(&'static str, &'static str)]) -> Known<'static> {
    Known {
        source: SourceType::RegistryKrs,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values,
        anchor: Some(date(2026, 11, 21)),
        notice: NoticeStatus::Due,
        ..Known::default()
    }
}

#[test]
fn a_delivered_notice_says_how_and_where_its_proof_is() {
    let bed = Bed::new();
    let id = bed.add(&enriched(&[("last_name", "Kos"), ("email", "kos@example.test")]));
    let no = bed.person(id).notices[0].no;
    delivered(&bed.store, stamp(now()), id, no, Channel::Post, "RPO/2026-118").unwrap();
    let notice = &bed.person(id).notices[0];
    assert_eq!((notice.status, notice.channel), (NoticeStatus::Delivered, Some(Channel::Post)));
    let entry = bed.store.ledger().about(id).unwrap().pop().unwrap();
    assert_eq!(entry.event, Event::NoticeDelivered);
    assert!(entry.detail.contains("RPO/2026-118"));
    let again = delivered(&bed.store, stamp(now()), id, no, Channel::Post, "RPO/2026-118");
    assert!(matches!(again, Err(RightsError::NotFound("notice"))));
}

#[test]
fn no_address_and_no_number_of_a_person_gets_into_the_ledger_as_a_proof() {
    let bed = Bed::new();
    let id = bed.add(&enriched(&[("last_name", "Kos")]));
    let no = bed.person(id).notices[0].no;
    for proof in ["", "kos@example.test", "600100200", "Jan Kos", "44051401359", "ż"] {
        let refused = delivered(&bed.store, stamp(now()), id, no, Channel::Post, proof);
        assert!(matches!(refused, Err(RightsError::Incomplete(_))), "{proof}");
    }
}

#[test]
fn disproportionate_effort_is_no_excuse_while_an_address_is_held() {
    let bed = Bed::new();
    let reachable = bed.add(&enriched(&[("last_name", "Kos"), ("street", "Polna 1")]));
    let unreachable = bed.add(&enriched(&[("last_name", "Kos")]));
    let claim = |id| {
        let no = bed.person(id).notices[0].no;
        exempt(&bed.store, stamp(now()), id, no, Exemption::Disproportionate, ASSESSMENT, date(2027, 5, 21))
    };
    assert!(matches!(claim(reachable), Err(RightsError::Reachable)));
    assert!(matches!(claim(unreachable), Err(RightsError::Incomplete("public information"))));
    bed.store.set("notices.privacy_url", "https://acme.example/dane").unwrap();
    claim(unreachable).unwrap();
    let kept = bed.store.exemptions(&bed.person(unreachable)).unwrap().pop().unwrap();
    assert_eq!((kept.ground.as_str(), kept.review_on), ("disproportionate", date(2027, 5, 21)));
    assert_eq!(bed.store.wording(kept.text).unwrap().body, ASSESSMENT);
    assert_eq!(bed.person(unreachable).notices[0].status, NoticeStatus::Exempt);
}

#[test]
fn an_exemption_needs_a_written_assessment() {
    let bed = Bed::new();
    let id = bed.add(&enriched(&[("last_name", "Kos")]));
    let no = bed.person(id).notices[0].no;
    let empty = exempt(&bed.store, stamp(now()), id, no, Exemption::Informed, "bo tak", date(2027, 5, 21));
    assert!(matches!(empty, Err(RightsError::Incomplete("written assessment"))));
    for review in [date(2026, 11, 21), date(2028, 1, 1)] {
        let refused = exempt(&bed.store, stamp(now()), id, no, Exemption::Informed, ASSESSMENT, review);
        assert!(matches!(refused, Err(RightsError::Incomplete("day of review"))), "{review}");
    }
}

#[test]
fn a_notice_that_came_back_is_overdue_everywhere_like_one_never_sent() {
    for status in NoticeStatus::ALL {
        let bed = Bed::new();
        let obtained = at("2026-10-01T09:00:00Z");
        let id =
            bed.add(&Known { obtained, notice: *status, anchor: None, ..enriched(&[("last_name", "Kos")]) });
        let unmet = matches!(status, NoticeStatus::Due | NoticeStatus::Undeliverable);

        let seller = bed.staff(Role::Sales, "enrich_person", now());
        let view = look(&bed.store, &seller, bed.purpose("enrich_person"), &bed.person(id)).unwrap();
        let closed = match &view.fields[0].values[0].content {
            Content::Open(_) => false,
            Content::Sealed(why) => why.reasons().iter().any(|reason| reason.code == ReasonCode::Quarantined),
        };
        let filter = PeopleFilter { notice_overdue_at: Some(now()), ..PeopleFilter::default() };
        let filtered = bed.store.people_who(&filter.condition()).unwrap().len();
        let board = deadlines(&bed.store, now()).unwrap().overdue.len();
        let untold = retention::plan(&bed.store, date(2026, 11, 21)).unwrap().untold;
        assert_eq!(
            (closed, filtered, board, untold),
            (unmet, unmet.into(), unmet.into(), unmet.into()),
            "{status}"
        );
        assert_eq!(retention::run(&bed.store, stamp(now()), None, |_| {}).unwrap().ended, u64::from(unmet));
    }
}

#[test]
fn what_came_back_can_still_be_delivered_another_way() {
    let bed = Bed::new();
    let id = bed.add(&enriched(&[("last_name", "Kos")]));
    let person = bed.person(id);
    let no = person.notices[0].no;
    let mut change = bed.store.change(stamp(now()));
    change.settle_notice(&person, no, NoticeStatus::Undeliverable, Some(Channel::Post), "RPO/1").unwrap();
    change.commit().unwrap();
    assert_eq!(bed.person(id).notices[0].done_at, None);
    assert_eq!(bed.events(id).last(), Some(&Event::NoticeArmed), "nobody was told anything");
    delivered(&bed.store, stamp(now()), id, no, Channel::Email, "RPO/2").unwrap();
    let notice = &bed.person(id).notices[0];
    assert_eq!((notice.status, notice.done_at), (NoticeStatus::Delivered, Some(now())));
}
