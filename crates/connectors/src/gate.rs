//! The gate before every register: how often it may be asked, whether it asked us to stay away, whether it is down.
//!
//! One gate per register is shared by all threads that ask it. Its state is small and serialisable, so that a restart
//! neither forgets a spent day's budget nor runs into a block that still stands.

mod breaker;
mod limit;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Clock, ConnectorError};

pub use breaker::Breaker;
pub use limit::{Limit, Meter, Rate, next_warsaw_midnight};

/// The kind of question that a look-up is, where a register counts kinds apart.
pub const LOOK_UP: &str = "search";

/// How a register wants to be asked. Part of its [`crate::Profile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manners {
    /// The limits, all of which hold.
    pub limits: &'static [Limit],
    /// How long a refusal (429 and its like) lasts where the register does not say.
    pub block: BlockEnd,
    /// Statuses besides 429 that mean "you asked too often".
    pub block_statuses: &'static [u16],
    /// How many times a question is repeated after a refusal. Zero where asking on prolongs the block.
    pub retries_after_block: u32,
}

/// When a refusal ends that came without a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockEnd {
    /// After so many seconds.
    Seconds(u32),
    /// At the next midnight in Warsaw.
    WarsawMidnight,
}

impl BlockEnd {
    fn after(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Seconds(seconds) => later(now, Duration::from_secs(seconds.into())),
            Self::WarsawMidnight => next_warsaw_midnight(now),
        }
    }
}

/// The gate of one register.
#[derive(Debug)]
pub struct Gate {
    host: String,
    manners: Manners,
    /// A wait longer than this is reported instead of sat out.
    longest_wait: Duration,
    state: Mutex<GateState>,
}

/// What the gate remembers. The caller may keep it and hand it back after a restart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateState {
    /// The meters by the name of their limit.
    #[serde(default)]
    pub meters: BTreeMap<String, Meter>,
    /// Until when the register asked us to stay away.
    #[serde(default)]
    pub blocked_until: Option<Timestamp>,
    /// Whether the register is taken to be up.
    #[serde(default)]
    pub breaker: Breaker,
}

impl Gate {
    /// A gate that nobody has passed yet.
    pub(crate) fn new(host: String, manners: Manners, longest_wait: Duration) -> Self {
        Self { host, manners, longest_wait, state: Mutex::default() }
    }

    /// What it remembers, for the database and for the screen.
    pub fn state(&self) -> GateState {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes a remembered state in. Of two states the stricter holds: restoring never allows a call that was refused.
    pub fn restore(&self, saved: &GateState) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, meter) in &saved.meters {
            let stricter = state.meters.get(name).map_or(*meter, |own| own.stricter(*meter));
            state.meters.insert(name.clone(), stricter);
        }
        state.blocked_until = state.blocked_until.max(saved.blocked_until);
        state.breaker = state.breaker.stricter(saved.breaker);
    }

    /// Lets one question pass: at once, after a short wait, or not at all. `kind` picks the limits that hold for it.
    pub(crate) fn pass(&self, kind: &str, clock: &dyn Clock) -> Result<(), ConnectorError> {
        self.wait(kind, clock, true)
    }

    /// The same for a further try of a question that passed: the breaker has let it through already.
    pub(crate) fn pass_again(&self, kind: &str, clock: &dyn Clock) -> Result<(), ConnectorError> {
        self.wait(kind, clock, false)
    }

    fn wait(&self, kind: &str, clock: &dyn Clock, is_first: bool) -> Result<(), ConnectorError> {
        let now = clock.now();
        let wait = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            self.admit(&mut state, kind, now, is_first)?
        };
        if !wait.is_zero() {
            clock.sleep(wait);
        }
        Ok(())
    }

    fn admit(
        &self,
        state: &mut GateState,
        kind: &str,
        now: Timestamp,
        is_first: bool,
    ) -> Result<Duration, ConnectorError> {
        let host = || self.host.clone();
        let blocked = state.blocked_until.filter(|until| *until > now);
        state.blocked_until = blocked;
        let mut start = blocked.unwrap_or(now);
        if between(now, start) > self.longest_wait {
            return Err(ConnectorError::Blocked { host: host(), until: start });
        }
        let limits = || self.manners.limits.iter().filter(|limit| limit.covers(kind));
        for limit in limits() {
            let opens = limit.opens(state.meters.get(limit.name), now);
            if between(now, opens) > self.longest_wait {
                return Err(ConnectorError::BudgetSpent { host: host(), until: opens });
            }
            start = start.max(opens);
        }
        if is_first {
            let admitted = state.breaker.admit(start);
            admitted.map_err(|until| ConnectorError::CircuitOpen { host: host(), until })?;
        }
        for limit in limits() {
            let meter = limit.used(state.meters.get(limit.name), start, now);
            state.meters.insert(limit.name.to_owned(), meter);
        }
        Ok(between(now, start))
    }

    /// Takes note of a refusal, and tells until when nobody may ask.
    pub(crate) fn blocked(&self, asked: Option<Duration>, now: Timestamp) -> Timestamp {
        let until = asked.map_or_else(|| self.manners.block.after(now), |wait| later(now, wait));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.blocked_until = state.blocked_until.max(Some(until));
        until
    }

    /// Takes note of how a question ended.
    pub(crate) fn ended(&self, error: Option<&ConnectorError>, clock: &dyn Clock) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.breaker = match error {
            Some(error) if error.is_failure_of_the_host() => state.breaker.failed(clock.now()),
            _ => state.breaker.answered(),
        };
    }
}

/// The time from one moment to another, zero where the other is earlier.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
