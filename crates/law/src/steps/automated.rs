//! Step 13: no decision with significant effect is made by a machine alone.

use super::Findings;
use crate::may::Ask;
use crate::{Action, AutomatedDecision, Obligation, ReasonCode};

pub fn check(ask: &Ask, findings: &mut Findings) {
    if !ask.does(&[Action::Decide, Action::Profile]) || !ask.personal() {
        return;
    }
    if ask.case.automated.as_ref().is_some_and(by_machine_alone) {
        findings.deny(ReasonCode::Art22HumanRequired);
        findings.oblige(Obligation::HumanReview);
    }
}

/// Whether a machine alone makes a decision of weight.
pub(crate) fn by_machine_alone(decision: &AutomatedDecision) -> bool {
    decision.solely_automated && decision.significant_effect
}
