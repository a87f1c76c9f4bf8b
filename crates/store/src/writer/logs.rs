//! The write-ahead logs of SQLite's two files: which of them may have what the disk has not.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::sql::Location;

/// The logs of both zones.
pub(super) struct Logs {
    work: Log,
    vault: Log,
}

struct Log {
    path: PathBuf,
    owes_sync: bool,
}

impl Logs {
    /// Those of two files, of which nothing is known; PostgreSQL looks after its own.
    pub(super) fn of((work, vault): (&Location, &Location)) -> Option<Self> {
        let (Location::Sqlite(work), Location::Sqlite(vault)) = (work, vault) else { return None };
        let log = |database| Log { path: log_of(database), owes_sync: true };
        Some(Self { work: log(work), vault: log(vault) })
    }

    /// Something was committed to the working zone, and perhaps to the vault, here or by another process.
    pub(super) fn grew(&mut self, vault_too: bool) {
        self.work.owes_sync = true;
        self.vault.owes_sync |= vault_too;
    }

    /// The vault's is empty, and all it had is on the disk.
    pub(super) fn vault_is_whole(&mut self) {
        self.vault.owes_sync = false;
    }

    /// Brings both to the disk, as far as they are not there.
    pub(super) fn sync(&mut self) -> Result<(), StoreError> {
        self.work.sync()?;
        self.vault.sync()
    }
}

impl Log {
    fn sync(&mut self) -> Result<(), StoreError> {
        if self.owes_sync {
            sync(&self.path)?;
            self.owes_sync = false;
        }
        Ok(())
    }
}

fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Brings a file to the disk. One that is not there has nothing to bring.
fn sync(path: &Path) -> Result<(), StoreError> {
    let answer = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
        Ok(file) => file.sync_data(),
    };
    answer.map_err(|source| StoreError::File { path: path.display().to_string(), source })
}
