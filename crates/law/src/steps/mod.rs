//! The steps of law E.2, one file each, in their order.

pub(crate) mod actor;
pub(crate) mod automated;
mod basis;
pub(crate) mod channel;
mod class;
pub(crate) mod device;
pub(crate) mod disclosure;
pub(crate) mod inputs;
mod necessity;
pub(crate) mod notice;
pub(crate) mod objection;
pub(crate) mod obligations;
pub(crate) mod permission;
pub(crate) mod purpose;
mod retention;
mod source;
pub(crate) mod subject;

use std::borrow::Cow;

use crate::may::Ask;
use crate::{Obligation, PackRef, Reason, ReasonCode, Remedy, article, remedy};

type Step = fn(&Ask, &mut Findings);

/// Steps 1 to 15; step 0 is [`inputs`].
const STEPS: [Step; 15] = [
    actor::check,
    subject::check,
    class::check,
    purpose::check,
    necessity::check,
    source::check,
    basis::check,
    objection::check,
    notice::check,
    retention::check,
    channel::check,
    device::check,
    automated::check,
    disclosure::check,
    obligations::add,
];

/// Runs all steps; none stops the others.
pub(crate) fn run(ask: &Ask, findings: &mut Findings) {
    for (step, number) in STEPS.iter().zip(1..) {
        findings.step = number;
        step(ask, findings);
    }
}

/// What the steps have found so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    step: u8,
    reasons: Vec<Reason>,
    obligations: Vec<Obligation>,
}

impl Findings {
    /// Findings with one reason, of step 0.
    pub fn of(code: ReasonCode) -> Self {
        let mut findings = Self::default();
        findings.deny(code);
        findings
    }

    /// Something speaks against it. A code is reported once, by the first step that finds it.
    pub fn deny(&mut self, code: ReasonCode) {
        self.push(code, article(code).into(), remedy(code), None);
    }

    /// As [`deny`](Self::deny), by a pack that cites its own article.
    pub fn deny_by_pack(&mut self, code: ReasonCode, cited: &str, pack: PackRef) {
        self.deny_by_pack_unless(code, remedy(code), cited, pack);
    }

    /// As [`deny_by_pack`](Self::deny_by_pack), with a remedy nearer to the case.
    pub fn deny_by_pack_unless(&mut self, code: ReasonCode, remedy: Remedy, cited: &str, pack: PackRef) {
        self.push(code, cited.to_owned().into(), remedy, Some(pack));
    }

    fn push(&mut self, code: ReasonCode, article: Cow<'static, str>, remedy: Remedy, pack: Option<PackRef>) {
        if !self.reasons.iter().any(|reason| reason.code == code) {
            self.reasons.push(Reason { code, step: self.step, article, remedy, pack });
        }
    }

    /// Something must be done.
    pub fn oblige(&mut self, obligation: Obligation) {
        if !self.obligations.contains(&obligation) {
            self.obligations.push(obligation);
        }
    }

    /// Whether nothing speaks against it so far.
    pub fn clean(&self) -> bool {
        self.reasons.is_empty()
    }

    pub fn into_parts(self) -> (Vec<Reason>, Vec<Obligation>) {
        (self.reasons, self.obligations)
    }
}
