//! The law as a pure function: the vocabulary of data protection, the packs that say what is decided where and
//! when, and [`may`](decide), which decides every collection, reading, use, sending and disclosure.
//!
//! Pure: no I/O, no async, no clock. Time is an argument.

mod ids;
mod verdict;
mod vocabulary;

pub use ids::{ActorId, FactNo, FieldId, IdError, PurposeId, SubjectId};
pub use verdict::{Grant, Obligation, Outcome, PackRef, Permit, Reason, Verdict};
pub use vocabulary::*;
