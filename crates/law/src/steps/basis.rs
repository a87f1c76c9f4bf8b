//! Step 7: a basis of art. 6(1) stands for the purpose, its own or one that leads to it compatibly.

use super::Findings;
use crate::consents::{Fault, standing};
use crate::may::Ask;
use crate::{Basis, BasisInstance, Consent, PurposeCategory, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.needs_grounds() {
        return;
    }
    let mut own = own(ask).peekable();
    if own.peek().is_none() {
        if let Some(code) = without_own(ask) {
            findings.deny(code);
        }
        return;
    }
    let withdrawn = rested_on_consent(ask) && consent(ask, |_| true) == Err(Fault::Withdrawn);
    if withdrawn {
        // After a withdrawal the same purpose cannot be re-based on interest (EDPB 05/2020).
        findings.deny(ReasonCode::ConsentWithdrawn);
    } else if !own.any(|base| holds(ask, base)) {
        let fault = if rested_on_consent(ask) { consent(ask, |_| true).err() } else { None };
        findings.deny(fault.unwrap_or(Fault::Missing).reason(ReasonCode::BasisMissing));
    }
}

/// The consent that stands for the purpose.
pub fn consent<'a>(ask: &Ask<'a>, wanted: impl Fn(&Consent) -> bool) -> Result<&'a Consent, Fault> {
    standing(ask.case, &ask.purpose.name, wanted)
}

/// Whether only legitimate interest carries the purpose, so that a balancing test must stand.
pub fn rests_on_interest(ask: &Ask) -> bool {
    let interest = |base: &BasisInstance| base.basis == Basis::LegitimateInterest;
    own(ask).any(interest) && !own(ask).any(|base| !interest(base) && holds(ask, base))
}

/// Instances for this very purpose that are in time and that the catalogue allows.
fn own<'a>(ask: &'a Ask) -> impl Iterator<Item = &'a BasisInstance> {
    let at = ask.case.at;
    ask.grounds.bases.iter().filter(move |base| {
        base.purpose == ask.purpose.name
            && ask.purpose.allows(base.basis)
            && base.from <= at
            && base.to.is_none_or(|to| at < to)
    })
}

/// Whether the condition of the basis is met; that of `f` is the balancing test of step 4.
fn holds(ask: &Ask, base: &BasisInstance) -> bool {
    match base.basis {
        Basis::Consent => consent(ask, |_| true).is_ok(),
        Basis::Contract | Basis::LegalObligation => base.reference.is_some(),
        Basis::LegitimateInterest => true,
    }
}

/// Whether the purpose rests on consent or ever did.
fn rested_on_consent(ask: &Ask) -> bool {
    ask.grounds.bases.iter().any(|base| base.purpose == ask.purpose.name && base.basis == Basis::Consent)
}

/// What is wrong where the purpose has no basis of its own; nothing if another purpose leads to it.
fn without_own(ask: &Ask) -> Option<ReasonCode> {
    if rested_on_consent(ask) && ask.purpose.allows(Basis::Consent) {
        let fault = consent(ask, |_| true).err().unwrap_or(Fault::Missing);
        return Some(fault.reason(ReasonCode::BasisMissing));
    }
    let grounds = ask.grounds;
    let held_for = || grounds.purposes.iter().filter_map(|name| ask.law.catalogue().purpose(name));
    let technical = held_for().count() > 0 && held_for().all(|p| p.category == PurposeCategory::Security);
    if technical && ask.purpose.category == PurposeCategory::Marketing {
        return Some(ReasonCode::PurposeLaundering);
    }
    if ask.purpose.consent_only() || grounds.bases.is_empty() {
        return Some(ReasonCode::BasisMissing);
    }
    let leads_here = held_for().any(|from| {
        from.next.contains(&ask.purpose.name) || ask.case.governance.compatible_from.contains(&from.name)
    });
    (!leads_here).then_some(ReasonCode::PurposeIncompatible)
}
