//! The law as a pure function: the vocabulary of data protection, the packs that say what is decided where and
//! when, and [`may`](Law::may), which decides every collection, reading, use, sending and disclosure.
//!
//! Pure: no async, no clock (time is an argument), and no I/O but for [`Law::load`], which reads packs from a folder.

mod case;
mod country;
mod ids;
mod verdict;
mod vocabulary;

pub use case::*;
pub use country::{Country, CountryError};
pub use ids::{ActorId, FactNo, FieldId, IdError, PurposeId, SubjectId};
pub use verdict::{Grant, Obligation, Outcome, PackRef, Permit, Reason, Verdict};
pub use vocabulary::*;
