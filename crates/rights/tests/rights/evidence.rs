//! Terms that the firm's own closed leads prove: counting leads without identity, proposing, approving, running out.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use zgoda_law::evidence::Finding;
use zgoda_law::{Basis, Channel, Event, Outcome, PermissionKind, SourceType, SubjectId};
use zgoda_rights::evidence::{OfferLeads, Proof, RULE, approve, count, counted, propose};
use zgoda_rights::terms::{self, Reached};
use zgoda_rights::terms_work::{Uncounted, follow, pass, work};
use zgoda_rights::{ErasureOptions, RightsError, erasure, retention};
use zgoda_store::{Closed, LeadOutcome, NewPermission, NewTouchpoint};

use crate::bed::{Bed, Known, at, stamp};

/// Closed leads that are alike.
fn closed(bed: &Bed, product: &str, silent_days: u32, outcome: LeadOutcome, leads: u32) {
    let closed =
        Closed { month: date(2026, 1, 1), product: product.into(), followups: 2, silent_days, outcome };
    let mut change = bed.store.change(stamp(at("2026-01-20T08:00:00Z")));
    change.count_closed(&closed, leads);
    change.commit().unwrap();
}

/// The leads of the case of Adam Nowak: the last buyer came back after thirty days.
fn history(bed: &Bed) {
    for (silent, outcome, leads) in [
        (1, LeadOutcome::Bought, 62),
        (6, LeadOutcome::Bought, 41),
        (20, LeadOutcome::Bought, 8),
        (30, LeadOutcome::Bought, 3),
        (31, LeadOutcome::Silent, 40),
        (31, LeadOutcome::Left, 15),
        (90, LeadOutcome::Silent, 271),
    ] {
        closed(bed, "komputery", silent, outcome, leads);
    }
}

/// Adam asks for an offer in a chat on 2 March and hears from us on 16 and 30 March, as he allowed.
fn adam(bed: &Bed) -> SubjectId {
    let asked = at("2026-03-02T10:00:00Z");
    let id = bed.add(&Known {
        source: SourceType::Chat,
        links: &[("send_requested_offer", Basis::Contract)],
        values: &[
            ("first_name", "Adam"),
            ("email", "adam@example.test"),
            ("chat_history", "Poproszę ofertę"),
        ],
        obtained: asked,
        anchor: Some(date(2026, 3, 30)),
        ..Known::default()
    });
    let person = bed.person(id);
    let mut change = bed.store.change(stamp(asked));
    change.open(&person).unwrap();
    let request = NewPermission {
        channel: Channel::Email,
        kind: PermissionKind::Requested,
        purpose: bed.purpose("send_requested_offer"),
        offer: Some("komputery".into()),
        given_at: asked,
        not_before: None,
        valid_to: Some(at("2026-03-30T20:00:00Z")),
        max_contacts: Some(3),
        source: person.facts[0].grounds.source.id,
    };
    change.add_permission(id, request).unwrap();
    for (when, kind) in [("2026-03-16T10:00:00Z", "offer_sent"), ("2026-03-30T10:00:00Z", "offer_sent")] {
        let touch = NewTouchpoint {
            happened_at: at(when),
            inbound: false,
            kind: kind.into(),
            channel: Some(Channel::Email),
            source: None,
        };
        change.add_touchpoint(id, touch).unwrap();
    }
    change.commit().unwrap();
    id
}

fn last_days(bed: &Bed, id: SubjectId) -> Vec<Option<Date>> {
    bed.person(id).current().map(|fact| fact.last_day()).collect()
}

/// May the seller read what Adam wrote?
fn reads(bed: &Bed, id: SubjectId, when: Timestamp) -> Outcome {
    let person = bed.person(id);
    let chat = bed.store.law().catalogue().field("chat_history").unwrap().id;
    let fact = person.facts.iter().find(|fact| fact.field == chat).unwrap();
    let actor = bed.staff(zgoda_law::Role::Sales, "send_requested_offer", when).actor;
    let purpose = bed.purpose("send_requested_offer");
    let question = zgoda_store::Question { actor, action: zgoda_law::Action::Read, purpose, at: when };
    let case = bed.store.case(&question, &person, Some(fact)).unwrap();
    bed.store.law().may(&case).outcome()
}

/// What an officer does: they have it counted, see it and approve, and the server gives values their last days.
fn counted_and_approved(bed: &Bed, when: Timestamp) -> Reached {
    let proposal = propose(&bed.store, when, 20).unwrap();
    count(&bed.store, when, 20).unwrap();
    assert!(work(&bed.store, when).unwrap());
    let counted = counted(&bed.store, &proposal, when).unwrap().unwrap();
    approve(&bed.store, stamp(when), 20, &proposal.dataset).unwrap();
    assert!(follow(&bed.store, when).unwrap());
    assert!(!work(&bed.store, when).unwrap(), "nothing is left to do");
    counted.reached
}

#[test]
fn nothing_is_approved_on_a_count_that_is_missing_or_old_or_of_other_data() {
    let bed = Bed::new();
    let id = adam(&bed);
    closed(&bed, "komputery", 200, LeadOutcome::Silent, 400);
    let (when, later) = (at("2026-04-01T09:00:00Z"), at("2026-04-02T09:00:01Z"));
    let proposal = propose(&bed.store, when, 20).unwrap();
    let refused = |at| match approve(&bed.store, stamp(at), 20, &proposal.dataset) {
        Err(RightsError::Uncounted(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(when), Uncounted::Missing);
    count(&bed.store, when, 20).unwrap();
    assert_eq!(refused(when), Uncounted::GoesOn);
    assert!(pass(&bed.store, RULE, when).unwrap().is_some_and(|pass| pass.counts));
    work(&bed.store, when).unwrap();
    assert_eq!(pass(&bed.store, RULE, when).unwrap(), None);
    let found = counted(&bed.store, &proposal, when).unwrap().unwrap();
    assert_eq!(refused(later), Uncounted::Old(found));

    let other = &[("direct_marketing_own", Basis::LegitimateInterest)];
    bed.add(&Known { links: other, obtained: when, ..Known::default() });
    assert_eq!(counted(&bed.store, &proposal, when).unwrap(), Some(found), "values under other rules");
    let same = &[("send_requested_offer", Basis::Contract)];
    bed.add(&Known { links: same, obtained: when, ..Known::default() });
    assert_eq!(refused(when), Uncounted::Changed(found));
    assert!(bed.store.decided_terms().unwrap().is_empty());

    count(&bed.store, when, 20).unwrap();
    work(&bed.store, when).unwrap();
    approve(&bed.store, stamp(when), 20, &proposal.dataset).unwrap();
    assert_ne!(last_days(&bed, id), [Some(date(2026, 4, 13)); 3]);
    assert!(pass(&bed.store, RULE, when).unwrap().is_some_and(|pass| !pass.counts));
    follow(&bed.store, when).unwrap();
    assert_eq!(last_days(&bed, id), [Some(date(2026, 4, 13)); 3], "what was decided is carried out later");
}

#[test]
fn adam_may_not_be_read_from_the_proved_day_on_and_leaves_a_counter() {
    let bed = Bed::new();
    history(&bed);
    let proposed = at("2026-02-01T09:00:00Z");
    let proposal = propose(&bed.store, proposed, 20).unwrap();
    let Finding::Term(point) = proposal.evidence.finding else { panic!("{:?}", proposal.evidence.finding) };
    assert_eq!((point.day, format!("{:.1}", point.bound * 100.0)), (31, "1.1".to_owned()));
    counted_and_approved(&bed, proposed);

    let id = adam(&bed);
    assert_eq!(last_days(&bed, id), [Some(date(2026, 4, 30)); 3]);
    assert_eq!(reads(&bed, id, at("2026-04-29T21:59:59Z")), Outcome::Allow);
    assert_eq!(reads(&bed, id, at("2026-04-29T22:00:00Z")), Outcome::Deny);
    let report = retention::run(&bed.store, stamp(at("2026-04-30T04:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, report.ended), (3, 1));
    let left = bed.store.closed_leads(date(2026, 4, 1)).unwrap();
    let counter = Closed {
        month: date(2026, 4, 1),
        product: "komputery".into(),
        followups: 2,
        silent_days: 31,
        outcome: LeadOutcome::Silent,
    };
    assert_eq!(left, [(counter, 1)]);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_lead_is_counted_once_however_it_ends() {
    let bed = Bed::new();
    let id = adam(&bed);
    erasure::carry_out(&bed.store, &bed.officer(at("2026-04-10T09:00:00Z")), id, &ErasureOptions::default())
        .unwrap();
    retention::run(&bed.store, stamp(at("2026-06-01T09:00:00Z")), None, |_| {}).unwrap();
    let counted = bed.store.closed_leads(date(2026, 1, 1)).unwrap();
    let told: Vec<_> = counted.iter().map(|(lead, count)| (lead.outcome, lead.silent_days, *count)).collect();
    assert_eq!(told, [(LeadOutcome::Left, 11, 1)], "since the last contact that he had allowed");
}

#[test]
fn a_shorter_term_reaches_back_a_longer_one_does_not_and_neither_outlives_its_approval() {
    let bed = Bed::new();
    let id = adam(&bed);
    closed(&bed, "komputery", 200, LeadOutcome::Silent, 400);
    let first = at("2026-04-01T09:00:00Z");
    let proposal = propose(&bed.store, first, 20).unwrap();
    assert_eq!(proposal.evidence.days(), Some(14));
    assert_eq!(counted_and_approved(&bed, first), Reached { values: 3, people: 1, due: 0 });
    assert_eq!(last_days(&bed, id), [Some(date(2026, 4, 13)); 3]);
    assert!(bed.events(id).contains(&Event::TermDecided));

    closed(&bed, "komputery", 55, LeadOutcome::Bought, 40);
    let second = at("2026-04-02T09:00:00Z");
    let proposal = propose(&bed.store, second, 20).unwrap();
    assert_eq!(proposal.evidence.days(), Some(56));
    assert_eq!(counted_and_approved(&bed, second), Reached::default());
    assert_eq!(last_days(&bed, id), [Some(date(2026, 4, 13)); 3], "a longer term is for new data only");
    let late = bed.add(&Known {
        links: &[("respond_inquiry", Basis::Contract)],
        obtained: at("2027-04-01T09:00:00Z"),
        ..Known::default()
    });
    assert_eq!(last_days(&bed, late), [Some(date(2027, 5, 27)); 3]);

    let over = at("2027-04-02T09:00:00Z");
    terms::end_lapsed(&bed.store, stamp(over)).unwrap();
    assert!(follow(&bed.store, over).unwrap());
    assert_eq!(last_days(&bed, late), [Some(date(2027, 5, 1)); 3], "the default of the pack");
    let entries = bed.store.decided_terms().unwrap();
    assert!(entries.iter().all(|term| term.ended_at.is_some()));
    terms::end_lapsed(&bed.store, stamp(over + 1.hour())).unwrap();
    assert_eq!(bed.store.decided_terms().unwrap().last().unwrap().ended_at, Some(over));
}

#[test]
fn an_approval_says_what_it_rests_on_and_nobody_approves_what_they_have_not_seen() {
    let bed = Bed::new();
    history(&bed);
    let when = at("2026-02-01T09:00:00Z");
    let proposal = propose(&bed.store, when, 20).unwrap();
    closed(&bed, "komputery", 40, LeadOutcome::Bought, 1);
    count(&bed.store, when, 20).unwrap();
    work(&bed.store, when).unwrap();
    let stale = approve(&bed.store, stamp(when), 20, &proposal.dataset);
    assert!(matches!(stale, Err(RightsError::NotFound("evidence"))), "{stale:?}");
    let proposal = propose(&bed.store, when, 20).unwrap();
    counted_and_approved(&bed, when);
    let term = bed.store.decided_terms().unwrap().pop().unwrap();
    let proof = Proof::read(&term).unwrap();
    assert_eq!((proof.dataset, proof.theta, proof.days), (proposal.dataset.clone(), 20, 31));
    assert!((1..20_000).contains(&proof.bound), "{}", proof.bound);
    let size = bed.store.ledger().size().unwrap();
    let entries = bed.store.ledger().entries(0, size).unwrap();
    let decided = entries.iter().rfind(|entry| entry.event == Event::TermDecided).unwrap();
    assert!(
        decided.detail.contains(&proposal.dataset) && decided.detail.contains(RULE),
        "{}",
        decided.detail
    );
}

#[test]
fn a_slow_offer_is_not_judged_by_a_fast_one_and_few_leads_stay_hidden() {
    let bed = Bed::new();
    closed(&bed, "kable", 100, LeadOutcome::Silent, 9_000);
    closed(&bed, "serwery", 70, LeadOutcome::Bought, 30);
    closed(&bed, "serwery", 200, LeadOutcome::Silent, 300);
    closed(&bed, "szkolenia", 40, LeadOutcome::Silent, 9);
    let proposal = propose(&bed.store, at("2026-02-01T09:00:00Z"), 20).unwrap();
    assert_eq!((proposal.product.as_deref(), proposal.evidence.days()), (Some("serwery"), Some(71)));
    let of =
        |product: Option<&str>, leads, bought| OfferLeads { product: product.map(Into::into), leads, bought };
    assert_eq!(proposal.offers, [of(Some("kable"), 9_000, 0), of(Some("serwery"), 330, 30), of(None, 9, 0)]);
}

#[test]
fn leads_closed_more_than_two_years_ago_prove_nothing() {
    let bed = Bed::new();
    history(&bed);
    let proposal = propose(&bed.store, at("2028-03-01T09:00:00Z"), 20).unwrap();
    assert_eq!(proposal.evidence.finding, Finding::TooFew);
    let refused = approve(&bed.store, stamp(at("2028-03-01T09:00:00Z")), 20, &proposal.dataset);
    assert!(matches!(refused, Err(RightsError::NotFound("evidence"))));
}
