//! [`Ground`]: why a value may be held, as masks over purposes.

use jiff::Timestamp;

use super::moment::{Stretch, second};
use super::{PURPOSES, bit, bits};
use crate::{Article9Condition, Basis, BasisInstance, FieldClass, Grounds, InformationDuty, Law, SourceType};

/// The grounds of values, compiled: source, purposes and bases, without the dates of a single value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    pub(super) stretch: Stretch,
    pub(super) flags: u16,
    /// The classes that a scan found inside the value.
    pub(super) findings: u16,
    /// The purposes the value was collected for.
    pub(super) held_for: u64,
    /// Those that rest or ever rested on consent.
    pub(super) rested: u64,
    /// Those with an allowed basis in force: consent, a contract or act that is named, interest, or one of the middle
    /// two without its reference, which carries nothing.
    pub(super) consent: u64,
    pub(super) firm: u64,
    pub(super) interest: u64,
    pub(super) bare: u64,
}

impl Ground {
    /// A source that is approved, can be shown, and where the person could expect the use.
    pub(super) const SOURCE: u16 = 1;
    /// The source is the person themselves.
    pub(super) const FROM_PERSON: u16 = 1 << 1;
    /// An act is cited.
    pub(super) const ACT: u16 = 1 << 2;
    /// The audit disabled the field.
    pub(super) const UNUSED: u16 = 1 << 3;
    /// Special data were cleared for claims, art. 9(2)(f).
    pub(super) const CLEARED_CLAIMS: u16 = 1 << 4;
    /// Special data were cleared by explicit consent, art. 9(2)(a).
    pub(super) const CLEARED_CONSENT: u16 = 1 << 5;
    /// It does not fit: a copy with a term of its own, a purpose beyond the masks.
    pub(super) const ODD: u16 = 1 << 6;

    pub(super) const fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }
}

/// The bit of a class of fields.
pub(super) const fn class_bit(class: FieldClass) -> u16 {
    1 << class.number()
}

impl Law {
    /// Compiles grounds. Their bases are looked at around `at`; the terms of keeping and the day the value was obtained
    /// belong to the single value, see [`Held`](super::Held).
    pub fn ground(&self, grounds: &Grounds, at: Timestamp) -> Ground {
        let at = second(at);
        let dates = grounds.bases.iter().flat_map(|base| std::iter::once(base.from).chain(base.to));
        let stretch = Stretch::around(at, dates);
        let moment = stretch.moment(at);
        let mut ground = Ground {
            stretch,
            flags: flags(self, grounds),
            findings: grounds.findings.iter().fold(0, |all, class| all | class_bit(*class)),
            held_for: bits(self, &grounds.purposes),
            rested: 0,
            consent: 0,
            firm: 0,
            interest: 0,
            bare: 0,
        };
        for base in &grounds.bases {
            self.add_basis(&mut ground, base, moment);
        }
        ground
    }

    fn add_basis(&self, ground: &mut Ground, base: &BasisInstance, at: Timestamp) {
        let Some(purpose) = self.catalogue().purpose(&base.purpose) else { return };
        let Some(bit) = bit(purpose.id) else { return };
        if base.basis == Basis::Consent {
            ground.rested |= bit;
        }
        if !purpose.allows(base.basis) || at < base.from || base.to.is_some_and(|to| to <= at) {
            return;
        }
        match base.basis {
            Basis::Consent => ground.consent |= bit,
            Basis::LegitimateInterest => ground.interest |= bit,
            Basis::Contract | Basis::LegalObligation if base.reference.is_some() => ground.firm |= bit,
            Basis::Contract | Basis::LegalObligation => ground.bare |= bit,
        }
    }
}

fn flags(law: &Law, grounds: &Grounds) -> u16 {
    let source = grounds.source.as_ref();
    let sound = source.is_some_and(|source| source.approved && source.evidence && !source.hidden());
    let from_person = source.is_some_and(|source| {
        source.kind.duty() == InformationDuty::Article13 && source.kind != SourceType::Cookie
    });
    let beyond = grounds
        .purposes
        .iter()
        .any(|name| law.catalogue().purpose(name).is_some_and(|purpose| purpose.id.0 >= PURPOSES));
    let flags = [
        (sound, Ground::SOURCE),
        (from_person, Ground::FROM_PERSON),
        (grounds.act.is_some(), Ground::ACT),
        (grounds.unused, Ground::UNUSED),
        (grounds.article9 == Some(Article9Condition::LegalClaims), Ground::CLEARED_CLAIMS),
        (grounds.article9 == Some(Article9Condition::ExplicitConsent), Ground::CLEARED_CONSENT),
        (grounds.copied_at.is_some() || beyond, Ground::ODD),
    ];
    flags.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag)
}
