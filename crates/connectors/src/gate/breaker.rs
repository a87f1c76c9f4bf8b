//! A circuit breaker: a register that is down is left alone for a while, then tried with one question.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::later;

/// After so many failed questions in a row the register is taken to be down.
const FAILURES_MAX: u32 = 5;
/// The first pause.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(900);
/// A probe that was never heard of again blocks others for so long.
const PROBE_TERM: Duration = Duration::from_secs(120);

/// The state of a breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breaker {
    /// The register answers.
    Closed {
        /// Failed questions in a row.
        failures: u32,
    },
    /// The register is down; nobody asks it.
    Open {
        /// Until when.
        until: Timestamp,
        /// How often in a row it was found to be down.
        rounds: u32,
    },
    /// One question is on its way to see whether the register is up again.
    HalfOpen {
        /// When that question is given up.
        until: Timestamp,
        /// How often in a row it was found to be down before.
        rounds: u32,
    },
}

impl Default for Breaker {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Breaker {
    /// Lets a question through, or tells until when none is.
    pub(super) fn admit(&mut self, now: Timestamp) -> Result<(), Timestamp> {
        match *self {
            Self::Closed { .. } => Ok(()),
            Self::Open { until, .. } | Self::HalfOpen { until, .. } if now < until => Err(until),
            Self::Open { rounds, .. } | Self::HalfOpen { rounds, .. } => {
                *self = Self::HalfOpen { until: later(now, PROBE_TERM), rounds };
                Ok(())
            }
        }
    }

    /// After a question that failed.
    pub(super) fn failed(self, now: Timestamp) -> Self {
        let open = |rounds: u32| {
            let doubled = FIRST_PAUSE.saturating_mul(1 << rounds.saturating_sub(1).min(8));
            Self::Open { until: later(now, doubled.min(LONGEST_PAUSE)), rounds }
        };
        match self {
            Self::Closed { failures } if failures.saturating_add(1) < FAILURES_MAX => {
                Self::Closed { failures: failures.saturating_add(1) }
            }
            Self::Closed { .. } => open(1),
            Self::HalfOpen { rounds, .. } => open(rounds.saturating_add(1)),
            // Questions that were on their way when it opened.
            Self::Open { .. } => self,
        }
    }

    /// After a question that was answered, whatever the answer.
    pub(super) fn answered(self) -> Self {
        match self {
            // A late answer does not end a pause; a probe does.
            Self::Open { .. } => self,
            Self::Closed { .. } | Self::HalfOpen { .. } => Self::default(),
        }
    }

    /// The stricter of two memories.
    pub(super) fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Open { until: own, .. }, Self::Open { until, .. }) if own < until => other,
            (Self::Open { .. }, _) => self,
            // The probe of a process that is gone is not waited for: the pause before it is over.
            (_, Self::Open { .. }) => other,
            _ => self,
        }
    }
}
