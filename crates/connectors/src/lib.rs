//! Network clients: today the National Court Register (KRS), behind the trait that later registers share.
//!
//! A connector answers with allow-listed facts and where each came from, never with the raw document. It knows nothing
//! of tables and screens, decides nothing about the law, and makes no call unless it is asked.

mod clock;
mod error;
pub mod http;
pub mod krs;
mod record;
mod register;
pub mod replay;

pub use clock::{Clock, SystemClock};
pub use error::ConnectorError;
pub use record::{
    Address, Attention, Entry, Extract, Fact, FactValue, Field, Organ, OrganMember, PersonName, Provenance,
    RecordHash, Section, Standing, StruckOff, Withheld, WithheldReason,
};
pub use register::{Identifier, Outcome, Profile, Register};
