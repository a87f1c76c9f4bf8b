//! The law as a pure function: the vocabulary of data protection, the packs that say what is decided where and
//! when, and [`may`](Law::may), which decides every collection, reading, use, sending and disclosure.
//!
//! Pure: no async, no clock (time is an argument), and no I/O but for [`Law::load`], which reads packs from a folder.

#[macro_use]
mod vocabulary;

mod answer;
mod articles;
pub mod calendar;
mod case;
mod catalogue;
mod clock;
pub mod compiled;
mod confidence;
mod consents;
mod country;
mod erasure;
pub mod evidence;
mod ids;
mod law;
mod may;
mod merge;
pub mod pack;
mod recipient;
mod severity;
mod steps;
pub mod terms;
mod verdict;

pub use answer::{ANSWER_FORMAT, Answer, CaseError, parse_case};
pub use articles::{article, remedy};
pub use case::*;
pub use catalogue::{Catalogue, FieldDef, FieldSet, Necessity, PurposeDef, RoleDef};
pub use clock::{ClockEvent, retention_anchor};
pub use confidence::{Better, FieldGroup, Founded, Ranks, SourceClass};
pub use country::{Country, CountryError};
pub use erasure::{ErasureExtent, ErasurePlan, ErasureRequest, HeldFact, HeldPurpose, KeptFact};
pub use ids::{ActorId, FactNo, FieldId, IdError, PurposeId, SubjectId};
pub use law::{Law, PackDigest};
pub use merge::{LegalState, merge};
pub use pack::PackError;
pub use recipient::Carried;
pub use severity::{BreachFacts, Identification, Loss, Severity, SeverityLevel, severity};
pub use verdict::{Grant, Obligation, Outcome, PackRef, Permit, Reason, Verdict};
pub use vocabulary::*;
