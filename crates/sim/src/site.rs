//! An installation that can be opened again and again, also by another process.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zgoda_law::Law;
use zgoda_store::{Config, Engine, Store};
use zgoda_vault::Keyring;

use crate::SimError;

/// A file system in memory.
const MEMORY: &str = "/dev/shm";
/// The name under which simulated ledgers are signed.
const ORIGIN: &str = "zgoda.example.test";

/// A temporary folder, in memory where the system has such a place: a process that is killed leaves there what it would
/// leave on a disk, and the disk is spared.
///
/// # Errors
/// Where it cannot be made.
pub fn scratch() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in(MEMORY).or_else(|_| tempfile::tempdir())
}

/// Copies the files of a folder into another.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        std::fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Where an installation is, with its keys. It is handed to child processes as text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Site {
    database: String,
    keyring: String,
}

impl Site {
    /// A new installation in a folder.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn in_folder(folder: &Path) -> Result<Self, SimError> {
        Self::at(folder.display().to_string())
    }

    /// A new installation at `postgres://…` or in a folder.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn at(database: String) -> Result<Self, SimError> {
        let keyring = Keyring::generate().map_err(|error| SimError::Setup(error.to_string()))?;
        Ok(Self { database, keyring: keyring.to_text().to_string() })
    }

    /// The same installation in another folder.
    #[must_use]
    pub fn beside(&self, folder: &Path) -> Self {
        Self { database: folder.display().to_string(), keyring: self.keyring.clone() }
    }

    /// The folder or the address.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// The folder, on SQLite.
    pub fn folder(&self) -> Option<PathBuf> {
        (!self.is_postgres()).then(|| PathBuf::from(&self.database))
    }

    fn is_postgres(&self) -> bool {
        self.database.starts_with("postgres://")
    }

    /// What the store is opened with.
    ///
    /// # Errors
    /// Where the packs or the keys cannot be read.
    pub fn config(&self) -> Result<Config, SimError> {
        let engine = match self.is_postgres() {
            true => Engine::Postgres(self.database.clone()),
            false => Engine::Sqlite(self.database.clone().into()),
        };
        let keyring = Keyring::parse(&self.keyring).map_err(|error| SimError::Setup(error.to_string()))?;
        let law = Law::builtin().map_err(|error| SimError::Setup(error.to_string()))?;
        Ok(Config { engine, keyring, law, origin: ORIGIN.into() })
    }

    /// Opens it, which completes what a dead process had promised.
    ///
    /// # Errors
    /// What the store says.
    pub fn open(&self) -> Result<Store, SimError> {
        Ok(Store::open(self.config()?)?)
    }
}
