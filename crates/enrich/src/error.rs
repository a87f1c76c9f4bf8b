//! What can go wrong while enriching. Whatever it is, the data are as they were.

use zgoda_connectors::ConnectorError;
use zgoda_law::Reason;
use zgoda_store::StoreError;

/// Why an enrichment did not happen.
#[derive(Debug, thiserror::Error)]
pub enum EnrichError {
    /// The operator has not switched the register on; a new installation makes no outgoing calls.
    #[error("the register `{0}` is switched off")]
    SwitchedOff(&'static str),
    /// The switch says neither on nor off.
    #[error("the setting `{0}` must be `on` or `off`")]
    Switch(String),
    /// The source answers only to who shows a key, and none was given.
    #[error("the source `{0}` needs a key")]
    KeyNeeded(&'static str),
    /// Registers are asked by number, and the organisation has none.
    #[error("the organisation has no KRS number")]
    NoNumber,
    /// A run names a source that this version does not know.
    #[error("there is no source `{0}`")]
    NoSuchSource(String),
    /// A run would ask nobody: no firm was chosen, or of none is a number known.
    #[error("nothing is to be asked")]
    Nobody {
        /// Firms that were chosen and have no number.
        numberless: u64,
    },
    /// What a run brought cannot be taken back while it is still asking.
    #[error("the run is still going on")]
    GoesOn,
    /// The register's answer is about a company with another tax number than the one held.
    #[error("the register knows this number as a company with another tax number")]
    OtherCompany,
    /// The law does not allow it; each reason carries its article.
    #[error("the law does not allow this enrichment")]
    Refused(Vec<Reason>),
    /// The register gave no usable answer.
    #[error(transparent)]
    Register(#[from] ConnectorError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EnrichError {
    /// Whether the same may succeed later without anybody changing anything.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Register(error) => error.is_temporary(),
            Self::Store(error) => error.is_conflict(),
            _ => false,
        }
    }
}
