//! What can stop a benchmark.

/// The result of a step of a benchmark.
pub type Result<T> = std::result::Result<T, BenchError>;

/// Why a benchmark stopped. It names no figure: a benchmark that stops has none.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The store.
    #[error("the store: {0}")]
    Store(#[from] zgoda_store::StoreError),
    /// An import.
    #[error("the import: {0}")]
    Intake(#[from] zgoda_intake::IntakeError),
    /// A right of a person.
    #[error("the rights: {0}")]
    Rights(#[from] zgoda_rights::RightsError),
    /// The packs.
    #[error("the packs: {0}")]
    Packs(#[from] zgoda_law::PackError),
    /// The keyring.
    #[error("the keyring: {0}")]
    Keyring(#[from] zgoda_vault::KeyringError),
    /// PostgreSQL, as the server says it.
    #[error("PostgreSQL: {}", server_says(.0))]
    Postgres(#[from] postgres::Error),
    /// The engine with everything off.
    #[error("the plain engine: {0}")]
    Plain(#[from] rusqlite::Error),
    /// A file or a process.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// The results cannot be written down or read back.
    #[error("the results: {0}")]
    Json(#[from] serde_json::Error),
    /// A side gave a wrong answer, or something the benchmark needs is not there.
    #[error("{0}")]
    Wrong(String),
}

fn server_says(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}

/// An error of input or output with what was being done.
pub fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> BenchError {
    let what = what.into();
    move |source| BenchError::Io { what, source }
}

/// A wrong answer, in words.
pub fn wrong<T>(what: impl Into<String>) -> Result<T> {
    Err(BenchError::Wrong(what.into()))
}

/// Compares two answers that must be the same.
///
/// # Errors
/// [`BenchError::Wrong`] with both where they differ.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, other: &T) -> Result<()> {
    if ours == other { Ok(()) } else { wrong(format!("{what}: {ours:?} is not {other:?}")) }
}
