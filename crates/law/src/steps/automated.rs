//! Step 13: no decision with significant effect is made by a machine alone.

use super::Findings;
use crate::may::Ask;
use crate::{Action, Obligation, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.does(&[Action::Decide, Action::Profile]) || !ask.personal() {
        return;
    }
    let alone =
        |decision: &crate::AutomatedDecision| decision.solely_automated && decision.significant_effect;
    if ask.case.automated.as_ref().is_some_and(alone) {
        findings.deny(ReasonCode::Art22HumanRequired);
        findings.oblige(Obligation::HumanReview);
    }
}
