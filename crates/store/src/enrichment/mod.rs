//! Enrichment runs: who approved asking which sources about which firms, what came back, and what became of it. Facts
//! about firms wait here as proposals; of people nothing is here but that they were asked about.

pub(crate) mod proposal;
pub(crate) mod run;
pub(crate) mod schedule;
pub(crate) mod target;

pub use proposal::{Decision, NewProposal, Proposal, ProposalFilter, ProposalKind};
pub use run::{NewRun, Run, RunState};
pub use schedule::{NewSchedule, Schedule};
pub use target::{Answered, NewTarget, Target, TargetState};
