//! Traffic lights and the reasons behind them.

use zgoda_law::{Basis, Channel, Ending, Event, Outcome, ReasonCode, Role};
use zgoda_rights::{LightState, Tally, Why, best, light, lights, lights_of, reach};
use zgoda_store::{Condition, Reach};
use zgoda_text::Lang;

use crate::bed::{Bed, Known, at, now, stamp};

/// Somebody who is reachable and whom nobody may send advertising.
fn prospect() -> Known<'static> {
    Known {
        links: &[("direct_marketing_own", Basis::LegitimateInterest)],
        values: &[("email", "jan@example.test"), ("street", "Polna 1"), ("city", "Łódź")],
        ..Known::default()
    }
}

#[test]
fn legitimate_interest_opens_the_letter_box_and_no_mailbox() {
    let bed = Bed::new();
    let id = bed.add(&prospect());
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let all = lights(&bed.store, &who, &bed.person(id)).unwrap();
    let own = |channel| {
        let found = all.iter().find(|l| l.purpose == "direct_marketing_own" && l.channel == channel);
        found.unwrap().clone()
    };
    assert_eq!(own(Channel::Post).outcome(), Some(Outcome::Allow));
    let email = own(Channel::Email);
    let codes: Vec<_> = email.verdict().unwrap().reasons().iter().map(|reason| reason.code).collect();
    assert_eq!(codes, [ReasonCode::ChannelNoConsent]);
    assert_eq!(own(Channel::CallLive).state, LightState::NoAddress);
    assert_eq!(all.len(), 15);
}

#[test]
fn a_consent_turns_the_newsletter_green_until_the_address_is_suppressed() {
    let bed = Bed::new();
    let given = at("2026-06-01T10:00:00Z");
    let known = Known {
        links: &[("newsletter", Basis::Consent)],
        values: &[("email", "Ola@Example.test")],
        obtained: given,
        ..Known::default()
    };
    let id = bed.add(&known);
    bed.consent(id, "newsletter", &[Channel::Email], given);
    let who = bed.staff(Role::Marketing, "newsletter", now());
    let newsletter = || light(&bed.store, &who, &bed.person(id), "newsletter", Channel::Email).unwrap();
    assert_eq!(newsletter().outcome(), Some(Outcome::Allow));

    let field = bed.store.law().catalogue().field("email").unwrap().id;
    let mut change = bed.store.change(stamp(now()));
    change.suppress(field, "ola@example.test", "objection");
    change.commit().unwrap();
    let suppressed = newsletter();
    assert_eq!(suppressed.verdict().unwrap().reasons()[0].code, ReasonCode::Suppressed);
    assert!(bed.events(id).contains(&Event::Read), "the look-up stands in the ledger");
}

#[test]
fn a_requested_offer_may_be_sent_on_the_channel_it_was_asked_on() {
    let bed = Bed::new();
    let known = Known {
        links: &[("send_requested_offer", Basis::Contract)],
        values: &[("email", "adam@example.test"), ("phone", "+48600100200")],
        ..Known::default()
    };
    let id = bed.add(&known);
    bed.ask_for_offer(id, now());
    let who = bed.staff(Role::Sales, "send_requested_offer", now());
    let offer = |channel| light(&bed.store, &who, &bed.person(id), "send_requested_offer", channel).unwrap();
    assert_eq!(offer(Channel::Email).outcome(), Some(Outcome::Allow));
    assert_eq!(offer(Channel::CallLive).outcome(), Some(Outcome::Deny));
}

#[test]
fn why_shows_every_step_and_what_would_change_it() {
    let bed = Bed::new();
    let id = bed.add(&prospect());
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let red = light(&bed.store, &who, &bed.person(id), "direct_marketing_own", Channel::Email).unwrap();
    let why = Why::of_light(&red, now()).unwrap();
    assert_eq!(why.steps.len(), 15);
    let failed: Vec<u8> = why.steps.iter().filter(|s| !s.reasons.is_empty()).map(|s| s.number).collect();
    assert_eq!(failed, [11]);
    insta::assert_snapshot!("why_pl", why.as_text(Lang::Pl.text()));
    insta::assert_snapshot!("why_en", why.as_text(Lang::En.text()));
    insta::assert_snapshot!("why_json", serde_json::to_string_pretty(&why).unwrap());
}

#[test]
fn counts_add_up_to_the_people_counted() {
    let bed = Bed::new();
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let nobody = Known { values: &[("first_name", "Ewa")], ..prospect() };
    let ids = [bed.add(&prospect()), bed.add(&prospect()), bed.add(&nobody)];
    let ask = |channel| {
        let one = |id| light(&bed.store, &who, &bed.person(id), "direct_marketing_own", channel).unwrap();
        ids.map(one).iter().collect::<Tally>()
    };
    let email = ask(Channel::Email);
    assert_eq!((email.allowed, email.no_address, email.total()), (0, 1, 3));
    assert_eq!(email.denied[&ReasonCode::ChannelNoConsent], 2);
    assert_eq!((ask(Channel::Post).allowed, ask(Channel::Post).total()), (2, 3));
}

#[test]
fn everybody_asked_about_at_once_is_answered_like_each_alone() {
    let bed = Bed::new();
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let given = at("2026-06-01T10:00:00Z");
    let (links, values) = ([("newsletter", Basis::Consent)], [("email", "ola@example.test")]);
    let reader = Known { links: &links, values: &values, obtained: given, ..Known::default() };
    let nobody = Known { values: &[("first_name", "Ewa")], ..prospect() };
    let ids =
        [bed.add(&prospect()), bed.add(&reader), bed.add(&nobody), bed.add(&reader), bed.add(&prospect())];
    for id in [ids[1], ids[3]] {
        bed.consent(id, "newsletter", &[Channel::Email], given);
    }
    bed.ask_for_offer(ids[0], now());
    let mut change = bed.store.change(stamp(now()));
    change.erase(&bed.person(ids[4]), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let people: Vec<_> = ids[..4].iter().map(|id| bed.person(*id)).collect();
    let everybody = Condition::All(vec![]);
    for purpose in [None, Some("newsletter"), Some("direct_marketing_own"), Some("send_requested_offer")] {
        for channel in [Channel::Email, Channel::CallLive, Channel::Post] {
            let split = reach(&bed.store, &who, &everybody, channel, purpose).unwrap();
            let alone = lights_of(&bed.store, &who, &people, purpose).unwrap();
            for (person, lights) in people.iter().zip(&alone) {
                let (answer, _) = split.iter().find(|(_, people)| people.contains(person.ordinal)).unwrap();
                let light = best(lights, channel);
                let allowed = light.and_then(zgoda_rights::Light::outcome) == Some(Outcome::Allow);
                assert_eq!(*answer == Reach::Allowed, allowed, "{purpose:?} {channel} {answer:?}");
            }
            let tally: Tally = alone.iter().filter_map(|lights| best(lights, channel)).collect();
            if alone.iter().all(|lights| best(lights, channel).is_some()) {
                assert_eq!(Tally::from(&split), tally, "{purpose:?} {channel}");
            }
            assert_eq!(
                split.values().map(zgoda_store::People::len).sum::<u64>(),
                4,
                "the erased are not counted"
            );
        }
    }
}

#[test]
fn an_erased_person_has_no_light_at_all() {
    let bed = Bed::new();
    let id = bed.add(&prospect());
    let mut change = bed.store.change(stamp(now()));
    change.erase(&bed.person(id), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let who = bed.staff(Role::Sales, "respond_inquiry", now());
    let all = lights(&bed.store, &who, &bed.person(id)).unwrap();
    assert!(all.iter().all(|light| light.state == LightState::NoAddress));
}
