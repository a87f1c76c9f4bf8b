//! All registers with what a plan must know before it is approved: what they hold, by what right, at what price, how
//! fast.

use std::time::Duration;

use crate::gate::{LOOK_UP, Rate};
use crate::{IdentifierKind, Profile, biala_lista, bir, ceidg, gleif, krs, site, vies};

/// Every register, in the order in which they are shown.
pub const REGISTERS: &[&Profile] = &[
    &krs::PROFILE,
    &bir::PROFILE,
    &ceidg::PROFILE,
    &biala_lista::PROFILE,
    &gleif::PROFILE,
    &vies::PROFILE,
    &site::PROFILE,
];

/// The register with an id.
pub fn register(id: &str) -> Option<&'static Profile> {
    REGISTERS.iter().copied().find(|profile| profile.id == id)
}

/// What asking about some entities will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Calls at most.
    pub calls: u64,
    /// What they cost at most, in grosze.
    pub price: u64,
    /// How long the limits alone make it last, if nothing was asked before.
    pub at_least: Duration,
}

impl Profile {
    /// Whether it can be asked by such an identifier.
    pub fn answers(&self, kind: IdentifierKind) -> bool {
        self.asked_by.contains(&kind)
    }

    /// What asking about so many entities will take.
    pub fn estimate(&self, entities: u64) -> Estimate {
        let calls = entities.div_ceil(u64::from(self.batch.max(1))) * u64::from(self.calls);
        let limits = self.manners.limits.iter().filter(|limit| limit.covers(LOOK_UP));
        let waits = limits.map(|limit| match limit.rate {
            Rate::Steady { every_ms, burst } => {
                Duration::from_millis(calls.saturating_sub(burst.into()).saturating_mul(every_ms.into()))
            }
            Rate::Daily { calls: most } => Duration::from_secs(
                calls.saturating_sub(1).checked_div(most.into()).unwrap_or_default() * 86_400,
            ),
        });
        let at_least = waits.max().unwrap_or_default();
        Estimate { calls, price: calls.saturating_mul(self.price.into()), at_least }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_register_has_its_own_id_and_tells_what_it_holds() {
        for (index, profile) in REGISTERS.iter().enumerate() {
            assert!(REGISTERS.iter().skip(index + 1).all(|other| other.id != profile.id), "{}", profile.id);
            assert!(!profile.holds.is_empty() && !profile.asked_by.is_empty(), "{}", profile.id);
            assert_eq!(register(profile.id), Some(*profile));
        }
        assert_eq!(register("msig"), None);
    }

    #[test]
    fn a_plan_knows_calls_and_days_beforehand() {
        let of = |id: &str, entities| register(id).unwrap().estimate(entities);
        assert_eq!(of("biala_lista", 3_000).calls, 100);
        assert_eq!(
            of("biala_lista", 3_001).at_least,
            Duration::from_secs(86_400),
            "the 101st waits for midnight"
        );
        assert_eq!(of("ceidg", 1_002).at_least, Duration::from_millis(3_750_000));
        assert_eq!(of("krs", 1_000).calls, 2_000);
        assert_eq!(of("gleif", 0), Estimate { calls: 0, price: 0, at_least: Duration::ZERO });
    }
}
