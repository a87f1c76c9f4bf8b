//! What can go wrong in collecting. Messages hold no personal value.

use zgoda_formats::FormatError;
use zgoda_store::{ImportCounts, ImportId, StoreError};

/// A failure of a use case. Nothing is half done: what was not committed is as it was.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be read.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The law or the plan does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file is no table, so it has no rows to import.
    #[error("the file is a thread of a messenger, not a table")]
    NotATable,
    /// The import stopped on its way. What was committed before stays, is counted and can be undone.
    #[error("import {id} stopped after {} rows; what was committed stays and can be undone", counts.rows)]
    Stopped {
        /// Which import.
        id: ImportId,
        /// How far it came.
        counts: ImportCounts,
        /// Why.
        #[source]
        source: Box<IntakeError>,
    },
}

/// Why a collection as a whole is refused: codes of the law (`RETENTION_EXPIRED`) or of the plan (`source_missing`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {}", codes.join(", "))]
pub struct Refusal {
    /// All codes, at least one.
    pub codes: Vec<&'static str>,
    /// The file is older than it may be held: it must be destroyed, with a protocol (law G30).
    pub destroy: bool,
}

impl Refusal {
    pub(crate) fn of(code: &'static str) -> Self {
        Self { codes: vec![code], destroy: false }
    }
}

impl IntakeError {
    pub(crate) fn refused(code: &'static str) -> Self {
        Self::Refused(Refusal::of(code))
    }

    /// Whether somebody else was faster, so that trying again may succeed.
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

/// Does the work again from the start where somebody else was faster, a bounded number of times.
pub(crate) fn retried<T>(work: impl FnMut() -> Result<T, IntakeError>) -> Result<T, IntakeError> {
    zgoda_store::retried(IntakeError::is_conflict, work)
}
