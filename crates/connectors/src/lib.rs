//! Network clients: of registers and websites, behind one trait, of mail servers and a gateway of text messages, and of
//! those we tell of changes.
//!
//! A connector answers with allow-listed facts and where each came from, never with the raw document. It knows nothing
//! of tables and screens, decides nothing about the law, and makes no call unless it is asked.

pub mod biala_lista;
pub mod bir;
pub mod catalogue;
pub mod ceidg;
mod clock;
mod error;
pub mod gate;
pub mod gleif;
pub mod http;
pub mod krs;
mod read;
mod record;
mod register;
pub mod replay;
mod secret;
pub mod site;
pub mod sms;
pub mod smtp;
mod table;
pub mod vies;
pub mod webhook;
mod xml;

pub use clock::{Clock, SystemClock};
pub use error::ConnectorError;
pub use record::{
    Address, Attention, Entry, Extract, Fact, FactValue, Field, Holder, Organ, OrganMember, PersonName,
    Provenance, ReadDocument, RecordHash, Section, Standing, StruckOff, Withheld, WithheldReason,
};
pub use register::{Access, Identifier, IdentifierKind, Outcome, Persons, Profile, Refreshed, Register};
pub use secret::{Credential, Credentials, Secret};
