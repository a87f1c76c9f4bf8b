//! What retention keeps of its own: closed leads as counters, approved terms, and the log of its runs.

mod outcome;
mod run;
mod term;

pub(crate) use outcome::ALL as OUTCOME;
pub use outcome::{Closed, LeadOutcome};
pub(crate) use run::ALL as RUN;
pub use run::{RunCounts, RunLogged};
pub(crate) use term::ALL as TERM;
pub use term::{DecidedTerm, NewTerm, TermOrigin};
