//! The gate under a clock that moves only when somebody waits.

use proptest::prelude::*;

use super::*;

struct Still(Mutex<Timestamp>);

impl Still {
    fn new(text: &str) -> Self {
        Self(Mutex::new(text.parse().unwrap()))
    }

    fn advance(&self, time: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = later(*now, time);
    }
}

impl Clock for Still {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) {
        self.advance(duration);
    }

    fn random(&self) -> u64 {
        0
    }
}

const SECOND: Duration = Duration::from_secs(1);

fn gate(limits: &'static [Limit]) -> Gate {
    let manners =
        Manners { limits, block: BlockEnd::WarsawMidnight, block_statuses: &[], retries_after_block: 0 };
    Gate::new("register.example".into(), manners, 60 * SECOND)
}

fn down() -> ConnectorError {
    ConnectorError::Unavailable { host: "register.example".into(), status: 503 }
}

#[test]
fn a_days_budget_lasts_until_midnight_in_warsaw_and_survives_a_restart() {
    let clock = Still::new("2026-11-22T22:30:00Z");
    let first = gate(const { &[Limit::daily("search", 3)] });
    for _ in 0..3 {
        first.pass("search", &clock).unwrap();
    }
    let saved = serde_json::to_string(&first.state()).unwrap();
    assert!(saved.len() < 300, "{saved}");
    let second = gate(const { &[Limit::daily("search", 3)] });
    second.restore(&serde_json::from_str(&saved).unwrap());
    let spent = second.pass("search", &clock).unwrap_err();
    // Warsaw is an hour ahead of UTC in November.
    let midnight: Timestamp = "2026-11-22T23:00:00Z".parse().unwrap();
    assert_eq!(spent, ConnectorError::BudgetSpent { host: "register.example".into(), until: midnight });
    assert!(spent.is_temporary());
    second.pass("check", &clock).unwrap();
    clock.advance(31 * 60 * SECOND);
    second.pass("search", &clock).unwrap();
    assert_eq!(second.state().meters["search"], Meter::Daily { day: "2026-11-23".parse().unwrap(), used: 1 });
}

#[test]
fn the_day_that_the_clocks_change_ends_when_it_ends() {
    let at = |text: &str| next_warsaw_midnight(text.parse().unwrap()).to_string();
    assert_eq!(at("2026-10-25T00:30:00Z"), "2026-10-25T23:00:00Z");
    assert_eq!(at("2026-10-24T21:59:59Z"), "2026-10-24T22:00:00Z");
    assert_eq!(at("2026-03-29T12:00:00Z"), "2026-03-29T22:00:00Z");
}

#[test]
fn a_refusal_holds_for_everybody_until_it_ends() {
    let clock = Still::new("2026-11-22T10:00:00Z");
    let gate = gate(&[]);
    gate.blocked(Some(180 * SECOND), clock.now());
    let until = "2026-11-22T10:03:00Z".parse().unwrap();
    let refused = ConnectorError::Blocked { host: "register.example".into(), until };
    for _ in 0..3 {
        assert_eq!(gate.pass("", &clock).unwrap_err(), refused, "asking here does not prolong it");
    }
    clock.advance(179 * SECOND);
    gate.pass("", &clock).unwrap();
    assert_eq!(clock.now().to_string(), "2026-11-22T10:03:00Z", "a short rest is sat out");
    assert_eq!(gate.blocked(None, clock.now()).to_string(), "2026-11-22T23:00:00Z");
}

#[test]
fn a_shorter_refusal_does_not_end_a_longer_one() {
    let clock = Still::new("2026-11-22T10:00:00Z");
    let gate = gate(&[]);
    gate.blocked(Some(600 * SECOND), clock.now());
    gate.blocked(Some(SECOND), clock.now());
    assert_eq!(gate.state().blocked_until.unwrap().to_string(), "2026-11-22T10:10:00Z");
}

#[test]
fn a_register_that_is_down_is_left_alone_then_tried_once() {
    let clock = Still::new("2026-11-22T10:00:00Z");
    let gate = gate(&[]);
    for failures in 1..5 {
        gate.pass("", &clock).unwrap();
        gate.ended(Some(&down()), &clock);
        assert_eq!(gate.state().breaker, Breaker::Closed { failures });
    }
    gate.pass("", &clock).unwrap();
    gate.ended(Some(&down()), &clock);
    let ConnectorError::CircuitOpen { until, .. } = gate.pass("", &clock).unwrap_err() else { panic!() };
    assert_eq!(until.to_string(), "2026-11-22T10:00:30Z");
    clock.advance(30 * SECOND);
    gate.pass("", &clock).unwrap();
    assert!(matches!(gate.state().breaker, Breaker::HalfOpen { .. }));
    assert!(matches!(gate.pass("", &clock), Err(ConnectorError::CircuitOpen { .. })), "one probe at a time");
    gate.ended(Some(&down()), &clock);
    let Breaker::Open { until, rounds: 2 } = gate.state().breaker else { panic!() };
    assert_eq!(until.to_string(), "2026-11-22T10:01:30Z", "the pause doubled");
    clock.advance(60 * SECOND);
    gate.pass("", &clock).unwrap();
    gate.ended(None, &clock);
    assert_eq!(gate.state().breaker, Breaker::Closed { failures: 0 });
}

#[test]
fn a_refused_question_is_no_sign_of_a_register_that_is_down() {
    let clock = Still::new("2026-11-22T10:00:00Z");
    let gate = gate(&[]);
    for _ in 0..20 {
        gate.pass("", &clock).unwrap();
        gate.ended(Some(&ConnectorError::Unreadable("it is no JSON")), &clock);
    }
    assert_eq!(gate.state().breaker, Breaker::default());
}

#[test]
fn a_probe_that_is_never_heard_of_again_is_given_up() {
    let mut breaker = Breaker::Open { until: "2026-11-22T10:00:00Z".parse().unwrap(), rounds: 9 };
    assert_eq!(breaker.admit("2026-11-22T10:00:00Z".parse().unwrap()), Ok(()));
    assert!(breaker.admit("2026-11-22T10:01:59Z".parse().unwrap()).is_err());
    assert_eq!(breaker.admit("2026-11-22T10:02:00Z".parse().unwrap()), Ok(()));
    let Breaker::Open { until, .. } = breaker.failed("2026-11-22T10:02:01Z".parse().unwrap()) else {
        panic!()
    };
    assert_eq!(until.to_string(), "2026-11-22T10:17:01Z", "a quarter of an hour at most");
}

#[test]
fn a_clock_set_back_costs_minutes_and_not_the_hours_it_was_set_back() {
    let clock = Still::new("2026-11-22T10:00:00Z");
    let gate = gate(const { &[Limit::steady(3_750, 2)] });
    gate.pass("", &clock).unwrap();
    *clock.0.lock().unwrap() = "2026-11-22T04:00:00Z".parse().unwrap();
    for _ in 0..2 {
        let _ = gate.pass("", &clock);
        clock.advance(121 * SECOND);
    }
    gate.pass("", &clock).unwrap();
    assert!(clock.now() < "2026-11-22T04:10:00Z".parse().unwrap());
}

proptest! {
    /// CEIDG: 50 in 180 s and 1000 in 60 min, in any window, with restarts in between.
    #[test]
    fn no_window_of_ceidg_ever_holds_more_than_its_limit(
        pauses in prop::collection::vec((0_u64..20_000, prop::bool::weighted(0.05)), 100..400),
    ) {
        let clock = Still::new("2026-11-22T10:00:00Z");
        let mut current = gate(crate::ceidg::PROFILE.manners.limits);
        let mut calls: Vec<i64> = Vec::new();
        for (pause, restart) in pauses {
            // Mostly no pause at all: workers that ask as fast as they can.
            clock.advance(Duration::from_millis(pause.saturating_sub(15_000)));
            if restart {
                let saved = current.state();
                current = gate(crate::ceidg::PROFILE.manners.limits);
                current.restore(&saved);
            }
            current.pass("", &clock).unwrap();
            calls.push(clock.now().as_millisecond());
        }
        for (window_ms, most) in [(180_000, 50), (3_600_000, 1_000)] {
            let fullest = (0..calls.len())
                .map(|first| calls[first..].iter().take_while(|at| **at < calls[first] + window_ms).count())
                .max();
            prop_assert!(fullest <= Some(most), "{fullest:?} in {window_ms} ms");
        }
    }
}
