//! What can go wrong in the store. Messages hold no personal value.

use std::sync::Arc;

use crate::sql::SqlError;

/// A failure of the store. Whatever it is, the data are as they were.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database layer.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] zgoda_vault::VaultError),
    /// Something that is kept as JSON cannot be read or written.
    #[error("a stored text cannot be read")]
    Journal(#[source] serde_json::Error),
    /// The journal is not what this program wrote.
    #[error("the journal is damaged: restore the newest backup, which loses what came after it")]
    JournalDamaged,
    /// What several changes that were to be written together failed with.
    #[error(transparent)]
    Shared(Arc<StoreError>),
    /// The ledger does not fit together at this entry.
    #[error("the ledger is damaged at entry {0}")]
    LedgerDamaged(u64),
    /// No such person, organisation, import or source.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The person is erased; nothing can be added to or read of them.
    #[error("the person is erased")]
    Erased,
    /// A value lacks what every value must have.
    #[error("a value was refused because it has no {0}")]
    Incomplete(&'static str),
    /// The permit is not for what was asked.
    #[error("the permit does not cover this")]
    NotCovered,
    /// The value is no longer held.
    #[error("the value is no longer held")]
    Gone,
    /// The pair of databases does not belong together, or not to this keyring.
    #[error("the two databases and the keyring do not belong to one installation")]
    Mismatch,
    /// The name of the ledger is not one that can be signed for.
    #[error("`{0}` cannot be the name of a ledger: use letters, digits, dots and hyphens")]
    Origin(String),
    /// Something of the installation is gone. Nothing was made in its place.
    #[error("missing or empty: {0}")]
    Missing(Part),
    /// The operating system's random numbers failed.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
    /// A file of the installation cannot be reached.
    #[error("`{path}` cannot be used")]
    File {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// An archive cannot be used.
    #[error("the archive `{path}` cannot be used")]
    Archive {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: zgoda_vault::VaultError,
    },
    /// The archive of keys was made before the archive of data.
    #[error("the archive of keys is older than the archive of data")]
    KeysOlder,
    /// The archive of keys does not reach back to the archive of data.
    #[error("the archive of keys does not say what was erased or objected to since this archive of data")]
    KeysGap,
    /// The keyring cannot be read or written.
    #[error(transparent)]
    Keyring(#[from] zgoda_vault::KeyringError),
    /// A restore was cut off before erasures and objections were replayed.
    #[error("a restore into this installation was not finished: remove what it left and restore again")]
    RestoreUnfinished,
    /// Something of this name is there already.
    #[error("there is already such a {0}")]
    Exists(&'static str),
}

impl StoreError {
    /// Whether somebody else was faster, so that trying again may succeed.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Sql(SqlError::Conflict { .. }) => true,
            Self::Shared(shared) => shared.is_conflict(),
            _ => false,
        }
    }
}

/// How often work is done anew after a conflict.
const TRIES: u32 = 8;

/// Does the work again from the start where somebody else was faster, a bounded number of times; then the last conflict
/// is handed on. `conflict` tells one in the caller's own error.
///
/// # Errors
/// Whatever the work fails with.
pub fn retried<T, E>(conflict: impl Fn(&E) -> bool, mut work: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    for _ in 1..TRIES {
        match work() {
            Err(error) if conflict(&error) => {}
            other => return other,
        }
    }
    work()
}

/// A part of an installation, without which it cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The working zone, while the rest is there.
    Working,
    /// The vault, while the rest is there.
    Vault,
    /// The journal, while the databases are there.
    Journal,
    /// The masks of the keys in the vault.
    Masks,
    /// Both databases.
    Databases,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Working => "the working zone",
            Self::Vault => "the vault",
            Self::Journal => "the journal",
            Self::Masks => "the masks of keys",
            Self::Databases => "both databases",
        })
    }
}
