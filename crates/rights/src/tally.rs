//! Counting people as *allowed / not allowed, by reason*, so that the parts add up to the whole.

use std::collections::BTreeMap;

use serde::Serialize;
use zgoda_law::{Outcome, ReasonCode};
use zgoda_store::{People, Reach};

use crate::lights::first_reason;
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
            Outcome::Deny => *self.denied.entry(first_reason(verdict)).or_default() += 1,
        }
    }
}

impl From<&BTreeMap<Reach, People>> for Tally {
    fn from(split: &BTreeMap<Reach, People>) -> Self {
        let mut tally = Self::default();
        for (reach, people) in split {
            match reach {
                Reach::Allowed => tally.allowed += people.len(),
                Reach::Pending => tally.pending += people.len(),
                Reach::NoAddress => tally.no_address += people.len(),
                Reach::Denied(code) => *tally.denied.entry(*code).or_default() += people.len(),
            }
        }
        tally
    }
}

impl<'l> FromIterator<&'l Light> for Tally {
    fn from_iter<T: IntoIterator<Item = &'l Light>>(lights: T) -> Self {
        let mut tally = Self::default();
        lights.into_iter().for_each(|light| tally.count(light));
        tally
    }
}
