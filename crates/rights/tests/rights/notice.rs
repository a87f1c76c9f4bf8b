//! The duty to inform.

use jiff::civil::date;
use zgoda_law::{Basis, Channel, Event, NoticeStatus, SourceType};
use zgoda_rights::RightsError;
use zgoda_rights::notice::{Exemption, delivered, exempt};

use crate::bed::{Bed, Known, now, stamp};

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
        exempt(&bed.store, stamp(now()), id, no, Exemption::Disproportionate, ASSESSMENT)
    };
    assert!(matches!(claim(reachable), Err(RightsError::Reachable)));
    claim(unreachable).unwrap();
    assert_eq!(bed.person(unreachable).notices[0].status, NoticeStatus::Exempt);
}

#[test]
fn an_exemption_needs_a_written_assessment() {
    let bed = Bed::new();
    let id = bed.add(&enriched(&[("last_name", "Kos")]));
    let no = bed.person(id).notices[0].no;
    let empty = exempt(&bed.store, stamp(now()), id, no, Exemption::Informed, "bo tak");
    assert!(matches!(empty, Err(RightsError::Incomplete("written assessment"))));
}
