//! Counting people as *allowed / not allowed, by reason*, so that the parts add up to the whole.

use std::collections::BTreeMap;

use serde::Serialize;
use zgoda_law::{Outcome, ReasonCode};

use crate::{Light, LightState};

/// How many may be reached, and why the others may not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// May be reached.
    pub allowed: u64,
    /// Wait for a human's decision.
    pub pending: u64,
    /// Have no address for the channel.
    pub no_address: u64,
    /// May not be reached, by the first reason.
    pub denied: BTreeMap<ReasonCode, u64>,
}

impl Tally {
    /// All that were counted.
    pub fn total(&self) -> u64 {
        self.allowed + self.pending + self.no_address + self.denied.values().sum::<u64>()
    }

    /// Counts one more.
    pub fn count(&mut self, light: &Light) {
        let LightState::Decided(_, verdict) = &light.state else {
            self.no_address += 1;
            return;
        };
        match verdict.outcome() {
            Outcome::Allow => self.allowed += 1,
            Outcome::Pending => self.pending += 1,
            Outcome::Deny => {
                let first = verdict.reasons().first().map_or(ReasonCode::UnknownInput, |reason| reason.code);
                *self.denied.entry(first).or_default() += 1;
            }
        }
    }
}

impl<'l> FromIterator<&'l Light> for Tally {
    fn from_iter<T: IntoIterator<Item = &'l Light>>(lights: T) -> Self {
        let mut tally = Self::default();
        lights.into_iter().for_each(|light| tally.count(light));
        tally
    }
}
