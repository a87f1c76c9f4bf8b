//! Governed exports: a file with people's data leaves only for a purpose, to a named recipient, until a day, encrypted.
//! Every value is decided by the law for that purpose and that recipient; whoever is in the file stands in the ledger and
//! beside the file; the file itself is written once, straight into its encryption, and kept nowhere.

mod lock;
mod plan;
mod recipients;
mod settle;
mod table;
mod to;
mod write;

pub use lock::{Lock, new_passphrase};
pub use plan::{DAYS_MAX, DAYS_USUAL, Plan, Unfit, Wish, fields_of, plan, weigh};
pub(crate) use recipients::to_be_told;
pub use recipients::{as_of, recipients};
pub use settle::settle;
pub use to::{Receiver, To, receivers};
pub use write::{Written, write};
