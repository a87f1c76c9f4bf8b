//! What every register connector looks like from outside: one question by identifier, one outcome.

use zgoda_law::{InformationDuty, SourceType};

use crate::krs::KrsNumber;
use crate::{ConnectorError, Extract, StruckOff};

/// A public register that can be asked about one entity at a time.
///
/// Implementations block: they are called from a job's thread, never from an async task. They keep the shared HTTP
/// rules of [`crate::http`] and hand over allow-listed facts only.
pub trait Register: Send + Sync {
    /// What the register is, for the registry of sources and the metryczka.
    fn profile(&self) -> &'static Profile;

    /// Asks the register. "Struck off" and "not found" are answers; an error means that nothing is known.
    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError>;
}

/// By what a register is asked. Each register answers to some of these.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identifier {
    /// The number in the National Court Register.
    Krs(KrsNumber),
}

/// What a register says about an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The entity stands in the register.
    Found(Box<Extract>),
    /// The entity once stood in the register and was struck off.
    StruckOff(StruckOff),
    /// The register does not know the identifier.
    NotFound,
}

/// The constant facts about a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The stable id, for example `krs`.
    pub id: &'static str,
    /// The official name.
    pub name: &'static str,
    /// The source type its facts carry.
    pub source: SourceType,
    /// The licence of the data (SPDX). A copyright licence is no legal basis.
    pub licence: &'static str,
    /// The duty of information that persons found in it bring.
    pub duty: InformationDuty,
}
