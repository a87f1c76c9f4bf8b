//! The simulator: a company at work on a store, processes that are killed under it, and an examiner who looks at what is
//! left. Time and chance are arguments, so that a seed is a bug report.

mod check;
mod crash;
mod dice;
mod error;
mod load;
mod server;
mod site;
mod tamper;
mod worker;

pub use check::{Checked, Checker};
pub use crash::{Crash, Survived, crash};
pub use dice::Dice;
pub use error::SimError;
pub use load::{
    BEGIN, Clock, Deed, Desk, Handle, Heard, Lane, Load, Portrait, Report, SHARED, Step, Tell, World,
    address_of, moment,
};
pub use server::Server;
pub use site::{Site, copy_files, scratch};
pub use tamper::{Flips, LedgerFlips, Outcome, flip_copy, flip_entries, flip_pages, flip_rows, furnish};
pub use worker::Worker;
