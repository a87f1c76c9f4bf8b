//! Step 2: nothing closes the person's data: erasure, quarantine, restriction, hold, childhood.

use super::{Findings, notice};
use crate::may::Ask;
use crate::{Action, Basis, Obligation, ReasonCode, SubjectState};

/// The age of consent to online services, GDPR art. 8; Poland did not lower it.
pub(crate) const AGE_OF_CONSENT: u8 = 16;
pub(crate) const AGE_OF_MAJORITY: u8 = 18;

pub fn check(ask: &Ask, findings: &mut Findings) {
    let is = |state| ask.case.subject.states.contains(&state);
    let erasing = ask.does(&[Action::Erase]);
    let claims = ask.purpose.name == "claims";
    // Notices, requests and security stay open: they are owed to the person.
    let owed = ask.duty() || ask.does(&[Action::Notify]);

    if is(SubjectState::Erased) && !erasing {
        findings.deny(ReasonCode::SubjectErased);
        findings.oblige(Obligation::Erase);
    }
    if (is(SubjectState::Quarantined) || notice::overdue(ask)) && !owed && !erasing {
        findings.deny(ReasonCode::Quarantined);
        findings.oblige(Obligation::Quarantine);
    }
    if is(SubjectState::Restricted) && !owed && !erasing && !claims {
        findings.deny(ReasonCode::Restricted18);
    }
    if is(SubjectState::Hold) && !owed && !claims {
        findings.deny(ReasonCode::HoldOnlyClaims);
    }
    if !erasing && !owed && child_protected(ask) {
        findings.deny(ReasonCode::ChildProtected);
    }
}

fn child_protected(ask: &Ask) -> bool {
    let subject = &ask.case.subject;
    let Some(age) = subject.age else { return false };
    let by_consent = ask.purpose.consent_only()
        || ask
            .grounds
            .bases
            .iter()
            .any(|base| base.purpose == ask.purpose.name && base.basis == Basis::Consent);
    let lacks_parent = age < AGE_OF_CONSENT && by_consent && !subject.parental_consent;
    lacks_parent || age < AGE_OF_MAJORITY && !ask.purpose.minors
}
