//! Retention: terms, grace, and what never prolongs them.

use jiff::civil::date;
use zgoda_law::{Basis, Channel, ClockEvent, Event, NoticeStatus, SourceType, SubjectId, retention_anchor};
use zgoda_rights::retention;
use zgoda_store::NewTouchpoint;

use crate::bed::{Bed, Known, at, now, stamp};

fn touch(bed: &Bed, id: SubjectId, when: &str, inbound: bool) {
    let mut change = bed.store.change(stamp(at(when)));
    change.open(&bed.person(id)).unwrap();
    let kind = if inbound { "chat_message" } else { "offer_sent" }.to_owned();
    let channel = Some(Channel::Email);
    let touch = NewTouchpoint { happened_at: at(when), inbound, kind, channel, source: None };
    change.add_touchpoint(id, touch).unwrap();
    change.commit().unwrap();
}

/// Adam asked in a chat on 2 March; his request allowed two reminders, the last on 30 March (law B7.2).
fn adam(bed: &Bed) -> SubjectId {
    let asked = date(2026, 3, 2);
    let events = [
        ClockEvent::Request { on: asked, last_contact: date(2026, 3, 30) },
        ClockEvent::Outbound(date(2026, 3, 16)),
        ClockEvent::Outbound(date(2026, 3, 30)),
    ];
    let known = Known {
        source: SourceType::Chat,
        links: &[("send_requested_offer", Basis::Contract)],
        values: &[
            ("first_name", "Adam"),
            ("email", "adam@example.test"),
            ("chat_history", "Poproszę ofertę"),
        ],
        obtained: at("2026-03-02T10:00:00Z"),
        anchor: Some(retention_anchor(asked, &events)),
        ..Known::default()
    };
    let id = bed.add(&known);
    touch(bed, id, "2026-03-16T10:00:00Z", false);
    touch(bed, id, "2026-03-30T10:00:00Z", false);
    id
}

#[test]
fn adam_is_erased_on_the_30th_of_april_and_not_a_day_before() {
    let bed = Bed::new();
    let id = adam(&bed);
    let early = retention::run(&bed.store, stamp(at("2026-04-29T21:59:59Z")), None, |_| {}).unwrap();
    assert_eq!((early.values, early.complete), (0, true));
    let plan = retention::plan(&bed.store, date(2026, 4, 30)).unwrap();
    assert_eq!((plan.values, plan.people, plan.ended), (3, 1, 1));
    assert_eq!(plan.by_rule["requested_offer"], 3);
    assert_eq!((plan.examples[0].subject, plan.examples[0].ends), (id, true));
    assert_eq!(bed.person(id).current().count(), 3, "a plan changes nothing");

    let report = retention::run(&bed.store, stamp(at("2026-04-29T22:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, report.people, report.ended, report.complete), (3, 1, 1, true));
    assert!(bed.person(id).flags.erased);
    assert!(bed.events(id).contains(&Event::Expired));
    let last = bed.store.ledger().size().unwrap();
    let entry = bed.store.ledger().entries(last - 1, last).unwrap().pop().unwrap();
    assert_eq!(entry.event, Event::RetentionRun);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn our_letters_and_refreshes_never_prolong_a_term() {
    let bed = Bed::new();
    let id = adam(&bed);
    touch(&bed, id, "2026-04-28T10:00:00Z", false);
    let person = bed.person(id);
    let mut change = bed.store.change(stamp(at("2026-04-28T11:00:00Z")));
    change.confirm(&person, &person.facts.iter().map(|fact| fact.no).collect::<Vec<_>>()).unwrap();
    change.commit().unwrap();
    let report = retention::run(&bed.store, stamp(at("2026-04-30T08:00:00Z")), None, |_| {}).unwrap();
    assert_eq!(report.ended, 1);
}

#[test]
fn the_persons_own_word_counts_the_term_anew() {
    let bed = Bed::new();
    let id = adam(&bed);
    touch(&bed, id, "2026-04-28T10:00:00Z", true);
    let report = retention::run(&bed.store, stamp(at("2026-04-30T08:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, bed.person(id).current().count()), (0, 3));
    let last = bed.person(id).current().next().unwrap().last_day();
    assert_eq!(last, Some(date(2026, 5, 28)));
    assert_eq!(retention::run(&bed.store, stamp(at("2026-05-28T08:00:00Z")), None, |_| {}).unwrap().ended, 1);
}

#[test]
fn a_purpose_ends_on_its_day_though_another_keeps_the_value() {
    let bed = Bed::new();
    let known = Known {
        links: &[("respond_inquiry", Basis::Contract), ("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("email", "jan@example.test"), ("chat_history", "pytanie")],
        ..Known::default()
    };
    let id = bed.add(&known);
    let day = at("2026-12-21T08:00:00Z");
    let report = retention::run(&bed.store, stamp(day), None, |_| {}).unwrap();
    assert_eq!((report.values, report.dropped, report.ended), (0, 2, 0));
    let person = bed.person(id);
    let links: Vec<_> = person.current().map(|fact| fact.grounds.links.len()).collect();
    assert_eq!(links, [1, 1]);
    assert_eq!(retention::run(&bed.store, stamp(day), None, |_| {}).unwrap().dropped, 0);
}

#[test]
fn history_dies_with_its_own_term_and_leaves_the_newer_value() {
    let bed = Bed::new();
    let id = bed.add(&Known { obtained: at("2026-06-01T09:00:00Z"), ..Known::default() });
    let person = bed.person(id);
    let mut change = bed.store.change(stamp(at("2026-06-20T09:00:00Z")));
    for fact in person.current() {
        change.supersede(&person, fact.no, zgoda_law::Ending::Superseded).unwrap();
    }
    change.commit().unwrap();
    bed.learn(id, &Known { obtained: at("2026-06-20T09:00:00Z"), ..Known::default() });
    let report = retention::run(&bed.store, stamp(at("2026-07-01T09:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, report.ended), (3, 0));
    assert_eq!(bed.person(id).current().count(), 3);
}

#[test]
fn values_nobody_told_of_go_seven_days_after_the_month() {
    let bed = Bed::new();
    let id = bed.add(&Known {
        obtained: at("2026-09-01T09:00:00Z"),
        anchor: Some(date(2027, 1, 1)),
        ..Known::default()
    });
    let enriched = Known {
        source: SourceType::Website,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values: &[("position", "prezes")],
        obtained: at("2026-09-01T09:00:00Z"),
        notice: NoticeStatus::Due,
        ..Known::default()
    };
    bed.learn(id, &enriched);
    let grace = retention::run(&bed.store, stamp(at("2026-10-08T08:00:00Z")), None, |_| {}).unwrap();
    assert_eq!(grace.values, 0);
    assert_eq!(retention::plan(&bed.store, date(2026, 10, 9)).unwrap().untold, 1);
    let report = retention::run(&bed.store, stamp(at("2026-10-08T10:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, report.untold, report.ended), (1, 1, 0));
    assert_eq!(bed.person(id).current().count(), 3, "what the person gave themselves stays");
    assert_eq!(
        retention::run(&bed.store, stamp(at("2026-10-09T10:00:00Z")), None, |_| {}).unwrap().values,
        0
    );
}

#[test]
fn a_run_that_was_cut_short_is_carried_on_by_the_next() {
    let bed = Bed::new();
    let ids: Vec<_> = (0..5).map(|_| bed.add(&Known::default())).collect();
    let mut steps = Vec::new();
    let day = stamp(at("2027-01-01T08:00:00Z"));
    let first = retention::run(&bed.store, day, Some(2), |done| steps.push(done)).unwrap();
    assert_eq!((first.people, first.complete, steps), (2, false, vec![2]));
    let second = retention::run(&bed.store, day, None, |_| {}).unwrap();
    assert_eq!((second.people, second.complete), (3, true));
    assert!(ids.iter().all(|id| bed.person(*id).flags.erased));
    assert_eq!(retention::run(&bed.store, day, None, |_| {}).unwrap().people, 0);
    assert!(now() < day.at);
}
