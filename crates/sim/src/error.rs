//! What can go wrong in a simulation.

use zgoda_intake::IntakeError;
use zgoda_rights::RightsError;
use zgoda_store::StoreError;

/// A failure of the simulated product, or of the simulation.
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Collecting.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// Answering.
    #[error(transparent)]
    Rights(#[from] RightsError),
    /// The simulation cannot be set up.
    #[error("the simulation cannot be set up: {0}")]
    Setup(String),
    /// A child process said something that nobody understands.
    #[error("a line of the child cannot be read: {0}")]
    Line(#[from] serde_json::Error),
    /// A file or a process.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The server of the simulation.
    #[error("the PostgreSQL server of the simulation failed")]
    Server(#[from] postgres::Error),
}

impl SimError {
    /// Whether somebody else was faster; then nothing was changed.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Store(error) | Self::Intake(IntakeError::Store(error)) => error.is_conflict(),
            Self::Rights(RightsError::Busy) => true,
            Self::Rights(RightsError::Store(error)) => error.is_conflict(),
            _ => false,
        }
    }

    /// The failure with all its causes, in one line.
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(next) = cause {
            text += &format!(": {next}");
            cause = next.source();
        }
        text
    }
}
