//! Runs: many firms asked about in one go. Planned and shown, approved, carried out in the background, looked through,
//! accepted by rule or by hand, taken back.
//!
//! Facts about firms become proposals. People in the organs of firms are decided at once, by the law and by whoever
//! approved the run, because a value of a person never waits outside the vault (docs/decisions/0008).

mod answer;
mod choice;
mod classify;
mod decide;
mod held;
mod plan;
mod rules;
mod schedule;
mod undo;
mod work;

pub use answer::{PeopleCounts, TargetReport, failure};
pub use choice::Choice;
pub use plan::{
    PlannedPeople, PlannedSource, RunOptions, RunPlan, approve, permit, plan_run, plan_run_about,
};
pub use rules::Rules;
pub use schedule::add_schedule;
pub use undo::{UndoneRun, undo_run};
pub use work::Runner;
