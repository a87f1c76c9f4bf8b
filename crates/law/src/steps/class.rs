//! Step 3: special categories, offences, identifiers and secrets, in the field or found inside the value.

use super::{Findings, basis};
use crate::may::Ask;
use crate::{Action, Article9Condition, Consent, FieldClass, Obligation, ReasonCode, SubjectState};

pub fn check(ask: &Ask, findings: &mut Findings) {
    // What is held against the law must still be shown to its owner and erased.
    if ask.does(&[Action::Erase]) || ask.duty() && !ask.does(&[Action::Collect]) {
        return;
    }
    let field = ask.field.map(|field| field.class);
    for class in field.iter().chain(&ask.grounds.findings) {
        match class {
            FieldClass::Special if !cleared(ask) => {
                findings.deny(ReasonCode::SpecialCategoryUncleared);
                findings.oblige(Obligation::Quarantine);
            }
            FieldClass::Offence if ask.grounds.act.is_none() => findings.deny(ReasonCode::OffenceData),
            FieldClass::Secret => findings.deny(ReasonCode::ForbiddenField),
            FieldClass::Restricted if ask.does(&[Action::Collect]) && ask.grounds.act.is_none() => {
                findings.deny(ReasonCode::ForbiddenField);
            }
            _ => {}
        }
    }
}

/// Whether a condition of art. 9(2) holds. Scores and decisions never use special data (art. 22(4)).
fn cleared(ask: &Ask) -> bool {
    if ask.does(&[Action::Profile, Action::Decide]) {
        return false;
    }
    match ask.grounds.article9 {
        None => false,
        Some(Article9Condition::LegalClaims) => {
            ask.purpose.name == "claims" && ask.case.subject.states.contains(&SubjectState::Hold)
        }
        Some(Article9Condition::ExplicitConsent) => {
            !matches!(ask.purpose.category, crate::PurposeCategory::Marketing)
                && basis::consent(ask, |consent: &Consent| consent.explicit).is_ok()
        }
    }
}
