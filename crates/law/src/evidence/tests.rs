//! The case of Adam Nowak as law B7.2 works it out, a table of samples, and what must hold of any of them.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{ClockEvent, Country, Law, retention_anchor};

fn bought(silent_days: u32) -> ClosedLead {
    ClosedLead { silent_days, bought: true }
}

fn silent(silent_days: u32) -> ClosedLead {
    ClosedLead { silent_days, bought: false }
}

/// Closed leads whose last buyers came back on the 30th day of silence.
fn leads_of_adams_shop() -> Vec<(ClosedLead, u64)> {
    vec![
        (bought(1), 62),
        (bought(6), 41),
        (bought(13), 17),
        (bought(20), 8),
        (bought(30), 3),
        (silent(31), 55),
        (silent(90), 271),
    ]
}

#[test]
fn adam_nowak_is_let_go_on_the_30th_of_april() {
    let evidence = Evidence::weigh(&leads_of_adams_shop(), THETA);
    let Finding::Term(point) = evidence.finding else { panic!("{:?}", evidence.finding) };
    assert_eq!((evidence.leads, point.day, point.leads, point.bought), (457, 31, 271, 0));
    assert_eq!(format!("{:.1}", point.bound * 100.0), "1.1", "per cent, as the case has it");
    let before = evidence.curve[30];
    assert!(before.bound > THETA && before.bought == 3, "{before:?}");

    let asked = date(2026, 3, 2);
    let followed_up = [date(2026, 3, 16), date(2026, 3, 30)];
    let mut events = vec![ClockEvent::Request { on: asked, last_contact: followed_up[1] }];
    events.extend(followed_up.map(ClockEvent::Outbound));
    let anchor = retention_anchor(asked, &events);
    let law = Law::builtin().unwrap();
    let at = "2026-04-30T00:00:00+02:00".parse().unwrap();
    let rule = law.packs().retention(Country::PL, at).unwrap().rule("requested_offer").unwrap();
    let term = i64::from(evidence.days().unwrap()).days();
    assert_eq!(rule.keep_until_by(anchor, term), date(2026, 4, 30));
}

#[test]
fn samples_and_what_follows_from_them() {
    for (name, leads, days) in [
        ("nothing", vec![], None),
        ("one lead short", vec![(silent(200), 199)], None),
        ("nobody ever bought", vec![(silent(200), 200)], Some(14)),
        ("nobody was watched for long enough", vec![(silent(27), 400)], None),
        ("watched just long enough", vec![(silent(28), 400)], Some(14)),
        ("the last one bought on the 40th day", vec![(bought(40), 9), (silent(300), 300)], Some(41)),
        ("one in a thousand buys late", vec![(bought(300), 1), (silent(365), 999)], Some(14)),
        ("many buy at the very end", vec![(bought(365), 60), (silent(380), 600)], None),
    ] {
        assert_eq!(Evidence::weigh(&leads, THETA).days(), days, "{name}");
    }
}

#[test]
fn a_higher_share_lets_go_earlier() {
    let days = |theta| Evidence::weigh(&leads_of_adams_shop(), theta).days().unwrap();
    assert!(days(0.05) < days(0.02), "{} {}", days(0.05), days(0.02));
}

#[test]
fn a_silence_is_counted_from_the_last_sign_or_the_last_contact_they_allowed() {
    let asked = date(2026, 3, 2);
    let contacts = [date(2026, 3, 16), date(2026, 3, 30)];
    for (name, heard, contacts, closed, days) in [
        ("Adam, let go", vec![], contacts.as_slice(), date(2026, 4, 30), 31),
        ("nobody wrote to them", vec![], &[], date(2026, 4, 30), 59),
        ("bought the day they came back", vec![date(2026, 3, 12)], &[], date(2026, 3, 12), 10),
        ("talked first", vec![date(2026, 3, 12), date(2026, 3, 14)], &[], date(2026, 3, 20), 10),
        ("closed the same day", vec![], &[], asked, 0),
        ("spoke before they asked", vec![date(2026, 2, 1)], &[], date(2026, 3, 5), 3),
    ] {
        assert_eq!(longest_silence(asked, &heard, contacts, closed), days, "{name}");
    }
}

fn sample() -> impl Strategy<Value = Vec<(ClosedLead, u64)>> {
    let lead =
        (0_u32..400, any::<bool>()).prop_map(|(silent_days, bought)| ClosedLead { silent_days, bought });
    proptest::collection::vec((lead, 1_u64..200), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn somebody_more_who_bought_never_shortens_a_term(mut leads in sample(), day in 0_u32..400) {
        let before = Evidence::weigh(&leads, THETA);
        leads.push((bought(day), 1));
        let after = Evidence::weigh(&leads, THETA);
        prop_assume!(before.finding != Finding::TooFew);
        if let (Some(before), Some(after)) = (before.days(), after.days()) {
            prop_assert!(after >= before);
        }
        prop_assert!(before.days().is_some() || after.days().is_none());
        for (was, is) in before.curve.iter().zip(&after.curve) {
            prop_assert!(is.bound >= was.bound);
        }
    }

    #[test]
    fn a_term_is_within_its_limits_and_its_bound_below_the_share(leads in sample(), theta in 0.001_f64..0.2) {
        let evidence = Evidence::weigh(&leads, theta);
        if let Finding::Term(point) = evidence.finding {
            prop_assert!((DAYS_MIN..=DAYS_MAX).contains(&point.day));
            prop_assert!(point.share() <= point.bound && point.bound < theta);
            prop_assert!(evidence.leads >= LEADS_MIN);
        }
    }

    #[test]
    fn what_we_send_and_look_up_never_moves_the_day(
        inbound in proptest::collection::vec(0_i32..300, 0..4),
        ours in proptest::collection::vec((0_i32..400, any::<bool>()), 0..8),
    ) {
        let asked = date(2026, 3, 2);
        let day = |days: i32| asked.saturating_add(days.days());
        let theirs: Vec<ClockEvent> = inbound.iter().map(|days| ClockEvent::Inbound(day(*days))).collect();
        let mut all = theirs.clone();
        all.extend(ours.iter().map(|(days, sent)| match sent {
            true => ClockEvent::Outbound(day(*days)),
            false => ClockEvent::Refresh(day(*days)),
        }));
        prop_assert_eq!(retention_anchor(asked, &all), retention_anchor(asked, &theirs));
    }
}
