//! Step 7: a basis of art. 6(1) stands for the purpose, its own or that of one which leads to it compatibly.

use super::Findings;
use crate::catalogue::PurposeDef;
use crate::consents::{Fault, standing};
use crate::may::Ask;
use crate::{Basis, BasisInstance, Consent, PurposeCategory, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.needs_grounds() {
        return;
    }
    let fault = if rested_on_consent(ask) { consent(ask, |_| true).err() } else { None };
    let code = match fault {
        // After a withdrawal the same purpose cannot be re-based on interest (EDPB 05/2020).
        Some(Fault::Withdrawn) => Some(ReasonCode::ConsentWithdrawn),
        _ if carrying(ask).any(|base| holds(ask, base)) => None,
        Some(fault) => Some(fault.reason(ReasonCode::BasisMissing)),
        None => Some(missing(ask)),
    };
    if let Some(code) = code {
        findings.deny(code);
    }
}

/// The consent that stands for the purpose.
pub fn consent<'a>(ask: &Ask<'a>, wanted: impl Fn(&Consent) -> bool) -> Result<&'a Consent, Fault> {
    standing(&ask.case.consents, ask.case.at, &ask.purpose.name, wanted)
}

/// Whether legitimate interest is among what carries the purpose, so that an objection reaches it.
pub fn uses_interest(ask: &Ask) -> bool {
    carrying(ask).any(is_interest)
}

/// Whether only legitimate interest carries the purpose, so that a balancing test must stand.
pub fn rests_on_interest(ask: &Ask) -> bool {
    uses_interest(ask) && !carrying(ask).any(|base| !is_interest(base) && holds(ask, base))
}

fn is_interest(base: &BasisInstance) -> bool {
    base.basis == Basis::LegitimateInterest
}

/// The instances that carry the purpose: its own or, where it has none, those of purposes that lead to it.
fn carrying<'a>(ask: &'a Ask) -> impl Iterator<Item = &'a BasisInstance> {
    let derived = in_force(ask, ask.purpose).next().is_none() && !ask.purpose.consent_only();
    let held_for = derived.then(|| held_for(ask)).into_iter().flatten();
    let origins = held_for.filter(|from| leads_here(ask, from)).flat_map(|from| in_force(ask, from));
    // Consent covers what was asked and nothing that follows from it (GDPR art. 6(4)).
    in_force(ask, ask.purpose).chain(origins.filter(|base| base.basis != Basis::Consent))
}

/// Instances for a purpose that are in time and that the catalogue allows.
fn in_force<'a>(ask: &'a Ask, purpose: &'a PurposeDef) -> impl Iterator<Item = &'a BasisInstance> {
    let at = ask.case.at;
    ask.grounds.bases.iter().filter(move |base| {
        base.purpose == purpose.name
            && purpose.allows(base.basis)
            && base.from <= at
            && base.to.is_none_or(|to| at < to)
    })
}

fn held_for<'a>(ask: &'a Ask) -> impl Iterator<Item = &'a PurposeDef> {
    ask.grounds.purposes.iter().filter_map(|name| ask.law.catalogue().purpose(name))
}

fn leads_here(ask: &Ask, from: &PurposeDef) -> bool {
    from.next.contains(&ask.purpose.name) || ask.case.governance.compatible_from.contains(&from.name)
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

/// Which reason it is that nothing carries the purpose.
fn missing(ask: &Ask) -> ReasonCode {
    let technical = held_for(ask).next().is_some()
        && held_for(ask).all(|purpose| purpose.category == PurposeCategory::Security);
    let for_others = ask.grounds.bases.iter().any(|base| base.purpose != ask.purpose.name);
    if technical && ask.purpose.category == PurposeCategory::Marketing {
        ReasonCode::PurposeLaundering
    } else if for_others && !ask.purpose.consent_only() {
        ReasonCode::PurposeIncompatible
    } else {
        ReasonCode::BasisMissing
    }
}
