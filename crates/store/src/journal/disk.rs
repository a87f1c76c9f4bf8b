//! The file under the journal: its lock, which keeps other processes out, and its way to the disk.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::syncs::Syncs;
use crate::StoreError;
use crate::fault;

/// How long to wait for another process that has the lock: as long as for the databases.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_micros(200);

/// The file, shared by those who write to it and those who wait for the disk.
pub(crate) struct Disk {
    path: PathBuf,
    file: File,
    written: AtomicU64,
    syncs: Syncs,
}

/// So many writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written(u64);

impl Disk {
    pub(super) fn new(path: &Path, file: File) -> Self {
        Self { path: path.into(), file, written: AtomicU64::new(0), syncs: Syncs::new() }
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Keeps other processes from reading and writing, until [`unlock`](Self::unlock).
    pub(crate) fn lock(&self) -> Result<(), StoreError> {
        for _ in 0..=PATIENCE.div_duration_f64(PAUSE) as u32 {
            match self.file.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(source)) => return Err(self.failed(source)),
            }
        }
        Err(self.failed(io::Error::from(io::ErrorKind::ResourceBusy)))
    }

    /// Lets others in. The system does so as well when the process ends.
    pub(crate) fn unlock(&self) {
        let _ = self.file.unlock();
    }

    /// Something was written.
    pub(super) fn wrote(&self) -> Written {
        Written(self.written.fetch_add(1, Ordering::AcqRel) + 1)
    }

    /// All that was written so far.
    pub(crate) fn written(&self) -> Written {
        Written(self.written.load(Ordering::Acquire))
    }

    /// Brings what was written to the disk, so that it outlives the machine.
    pub(crate) fn sync(&self, Written(upto): Written) -> Result<(), StoreError> {
        let sync = || {
            let Written(written) = self.written();
            self.file.sync_data()?;
            fault::point();
            Ok(written)
        };
        let refused = |source: Option<io::Error>| self.failed(source.unwrap_or_else(failed_before));
        self.syncs.reach(upto, sync).map_err(refused)
    }

    /// Refuses where a sync has failed.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        if self.syncs.failed() { Err(self.failed(failed_before())) } else { Ok(()) }
    }

    /// Nobody knows what the file has: nothing may be promised any more.
    pub(crate) fn give_up(&self) {
        self.syncs.give_up();
    }

    pub(super) fn failed(&self, source: io::Error) -> StoreError {
        StoreError::File { path: self.path.display().to_string(), source }
    }
}

fn failed_before() -> io::Error {
    io::Error::other("an earlier sync of it failed")
}
