//! Use cases of collecting: imports of files and threads, entries by hand, consents and requested offers. Every value
//! that comes in has a source, a purpose with its basis and a term, and was allowed by [`may`](zgoda_law::Law::may).

mod by;
mod company;
mod consent;
mod contract;
mod error;
mod fields;
mod gate;
pub mod import;
mod manual;
pub mod messenger;
mod notice;
mod offer;
mod plan;
mod source_card;

pub use by::By;
pub use consent::{ConsentStatement, record_consent};
pub use contract::contract_concluded;

pub use error::{IntakeError, Refusal};

pub use manual::{Entry, Written, add_person, add_value};
pub use offer::{RequestedOffer, requested_offer};
pub use plan::{ConsentTerms, ImportPlan, PlannedSource, link};
pub use source_card::{Anchor, SOURCE_CARDS, SourceCard, SourceKind, SourceSpec};
