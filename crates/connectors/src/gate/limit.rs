//! Limits of a register: a steady pace with a small burst, or a budget a day.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::later;

/// One limit of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The stable name, under which its meter is kept.
    pub name: &'static str,
    /// The kind of question it holds for; empty: every kind.
    pub kind: &'static str,
    /// How much is allowed.
    pub rate: Rate,
}

/// How often something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// A token bucket: `burst` calls at once, then one every `every_ms`. In any time T no more than
    /// `burst + T / every_ms` calls are made, which is what a published "N per T" is met with.
    Steady {
        /// Milliseconds per token.
        every_ms: u32,
        /// Tokens the bucket holds.
        burst: u32,
    },
    /// So many calls a day of the Polish calendar.
    Daily {
        /// Calls a day.
        calls: u32,
    },
}

/// What a limit remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meter {
    /// Of a token bucket: when it is full again.
    Steady {
        /// The moment from which the whole burst is free.
        full_at: Timestamp,
    },
    /// Of a daily budget.
    Daily {
        /// The day in Warsaw.
        day: Date,
        /// The calls made on it.
        used: u32,
    },
}

impl Limit {
    /// A limit for every kind of question.
    pub const fn steady(every_ms: u32, burst: u32) -> Self {
        Self { name: "pace", kind: "", rate: Rate::Steady { every_ms, burst } }
    }

    /// A daily budget for one kind of question.
    pub const fn daily(kind: &'static str, calls: u32) -> Self {
        Self { name: kind, kind, rate: Rate::Daily { calls } }
    }

    pub(crate) fn covers(&self, kind: &str) -> bool {
        self.kind.is_empty() || self.kind == kind
    }

    /// From when a call is allowed.
    pub(super) fn opens(&self, meter: Option<&Meter>, now: Timestamp) -> Timestamp {
        match (self.rate, meter) {
            (Rate::Steady { every_ms, burst }, Some(Meter::Steady { full_at })) => {
                let ahead = tokens(every_ms, burst.saturating_sub(1));
                let opens = sane(*full_at, every_ms, burst, now).checked_sub(ahead);
                opens.unwrap_or(now).max(now)
            }
            (Rate::Daily { calls }, Some(Meter::Daily { day, used })) => {
                if *day >= warsaw_day(now) && *used >= calls { midnight_after(*day, now) } else { now }
            }
            _ => now,
        }
    }

    /// The meter after a call at `start`, which is not before `now`.
    pub(super) fn used(&self, meter: Option<&Meter>, start: Timestamp, now: Timestamp) -> Meter {
        match (self.rate, meter) {
            (Rate::Steady { every_ms, burst }, meter) => {
                let full_at = match meter {
                    Some(Meter::Steady { full_at }) => sane(*full_at, every_ms, burst, now).max(start),
                    _ => start,
                };
                Meter::Steady { full_at: later(full_at, tokens(every_ms, 1)) }
            }
            (Rate::Daily { .. }, Some(Meter::Daily { day, used })) if *day >= warsaw_day(start) => {
                Meter::Daily { day: *day, used: used.saturating_add(1) }
            }
            (Rate::Daily { .. }, _) => Meter::Daily { day: warsaw_day(start), used: 1 },
        }
    }
}

impl Meter {
    /// The stricter of two memories of one limit.
    pub(super) fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Steady { full_at: own }, Self::Steady { full_at }) => {
                Self::Steady { full_at: own.max(full_at) }
            }
            (Self::Daily { day: own, .. }, Self::Daily { day, .. }) if own != day => {
                if own > day {
                    self
                } else {
                    other
                }
            }
            (Self::Daily { day, used: own }, Self::Daily { used, .. }) => {
                Self::Daily { day, used: own.max(used) }
            }
            _ => other,
        }
    }
}

fn tokens(every_ms: u32, count: u32) -> Duration {
    Duration::from_millis(u64::from(every_ms) * u64::from(count))
}

/// A memory from far in the future means that the clock was set back. It shall cost an empty bucket, not the hours.
fn sane(full_at: Timestamp, every_ms: u32, burst: u32, now: Timestamp) -> Timestamp {
    let empty = tokens(every_ms, burst);
    let farthest = later(now, empty.saturating_add(Duration::from_secs(120)));
    if full_at > farthest { later(now, empty) } else { full_at }
}

fn warsaw() -> TimeZone {
    // The database of time zones is compiled in; without it a day is a day in UTC.
    TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC)
}

fn warsaw_day(at: Timestamp) -> Date {
    at.to_zoned(warsaw()).date()
}

/// The next midnight in Warsaw, when daily budgets begin anew.
pub fn next_warsaw_midnight(now: Timestamp) -> Timestamp {
    midnight_after(warsaw_day(now), now)
}

fn midnight_after(day: Date, now: Timestamp) -> Timestamp {
    let tomorrow = day.checked_add(1.day()).and_then(|day| day.to_zoned(warsaw()));
    tomorrow.map_or_else(|_| later(now, Duration::from_secs(86_400)), |midnight| midnight.timestamp())
}
