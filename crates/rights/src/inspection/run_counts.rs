//! What came of a run, counted: questions by source and outcome, values by what was decided about them, what was dropped.

use std::collections::BTreeMap;

use serde_json::Value;
use zgoda_store::{Decision, ProposalKind, Store, TargetState};

use super::run_parts::Campaign;
use crate::RightsError;

/// The counts of a run.
#[derive(Default)]
pub struct Counts {
    /// By source, state and, for what is in quarantine, the reason as a code.
    pub questions: BTreeMap<(String, TargetState, String), u64>,
    /// Values that were confirmed.
    pub confirmed: u64,
    /// Values by how they stand to what is held and what was decided.
    pub proposals: BTreeMap<(ProposalKind, Decision), u64>,
    /// Values that were dropped because no purpose in use needs them, by field.
    pub dropped: BTreeMap<String, u64>,
    /// What else the answers said: counts and codes of each.
    pub reports: Vec<Value>,
}

impl Counts {
    /// Counts a run.
    pub fn of(store: &Store, campaign: &Campaign) -> Result<Self, RightsError> {
        let mut counts = Self { proposals: store.proposal_counts(campaign.run.id)?, ..Self::default() };
        for target in &campaign.targets {
            let key = (target.source.clone(), target.state, target.outcome.clone());
            *counts.questions.entry(key).or_default() += 1;
            counts.confirmed += u64::from(target.confirmed);
            let report: Value = serde_json::from_str(&target.report)?;
            for (field, count) in report.get("discarded").and_then(Value::as_object).into_iter().flatten() {
                *counts.dropped.entry(field.clone()).or_default() += count.as_u64().unwrap_or_default();
            }
            if report.as_object().is_some_and(|report| !report.is_empty()) {
                counts.reports.push(report);
            }
        }
        Ok(counts)
    }
}
