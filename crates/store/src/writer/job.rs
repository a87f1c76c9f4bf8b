//! What is handed to the writer.

use jiff::Timestamp;

use crate::entry::Entry;
use crate::model::Ordinal;
use crate::sql::Batch;

/// What one caller wants written: all of it or nothing.
#[derive(Default)]
pub(crate) struct Job {
    pub(crate) vault: Batch,
    pub(crate) work: Batch,
    /// To be numbered and appended to the ledger, each with the person it is about.
    pub(crate) entries: Vec<(Entry, Option<Ordinal>)>,
    /// A key ends with it, and no old copy of that key may outlive the answer.
    pub(crate) destroys: bool,
    /// The state of the ledger right behind it is signed with it.
    pub(crate) signed_at: Option<Timestamp>,
    /// It only says that something was read. On SQLite the answer then waits for what outlives this process, not for the
    /// disk, which has it with the next change, or when [`Writer::flush`](super::Writer::flush) is called. A PostgreSQL server can die without
    /// the processes that follow its ledger, so there it waits.
    pub(crate) only_read: bool,
}

impl Job {
    /// A change of the working zone that the ledger does not speak of.
    pub(crate) fn work(batch: Batch) -> Self {
        Self { work: batch, ..Self::default() }
    }

    /// The same for the vault.
    pub(crate) fn vault(batch: Batch) -> Self {
        Self { vault: batch, ..Self::default() }
    }

    /// Its entries, as they stand in the ledger.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries.into_iter().map(|(entry, _)| entry).collect()
    }

    /// Whether nothing changes with its entries.
    pub(super) fn only_tells(&self) -> bool {
        let changes_nothing = self.work.is_empty() && self.vault.is_empty() && !self.destroys;
        changes_nothing && self.signed_at.is_none() && !self.entries.is_empty()
    }
}
