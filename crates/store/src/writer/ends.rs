//! How old copies of destroyed keys end, on SQLite: in the log of the vault, and in the journal.

use super::{Job, Pen};
use crate::StoreError;
use crate::fault;
use crate::journal::Journal;
use crate::sql::SqlError;

impl Pen {
    /// What is left to do when the group stands. It stands whatever comes of this.
    pub(super) fn tidy_up(&mut self, jobs: &[Job], refused: &[Option<StoreError>]) {
        self.owes_flush |= jobs.iter().zip(refused).any(|(job, error)| job.destroys && error.is_none());
        if self.owes_flush {
            let _ = self.flush_vault();
        }
        if self.tail.hold_here().journal.as_ref().is_some_and(Journal::is_full) {
            let _ = self.begin_stretch(false);
        }
        fault::point();
    }

    /// Ends the old copies of destroyed keys in the log of the vault, whose pages are overwritten.
    pub(super) fn flush_vault(&mut self) -> Result<(), StoreError> {
        self.owes_flush = true;
        // What is there by now, another process wrote: it is brought to the disk.
        self.end_new_log()?;
        let is_whole = self.connection.flush_vault()?;
        if let (true, Some(logs)) = (is_whole, &mut self.logs) {
            logs.vault_is_whole();
            self.log_is_new = true;
            self.connection.leave_log_unsynced(true)?;
        }
        self.owes_flush = !is_whole;
        Ok(())
    }

    /// Leaves no old copy of any key: neither in the log of the vault nor in the journal, whose key is overwritten.
    pub(super) fn end_all(&mut self, is_last: bool) -> Result<(), StoreError> {
        self.settle()?;
        self.flush_vault()?;
        self.begin_stretch(is_last)
    }

    /// Brings both databases to the disk, and begins a new stretch of the journal. Nobody writes to the journal meanwhile:
    /// what it loses here, the databases have.
    pub(super) fn begin_stretch(&mut self, is_last: bool) -> Result<(), StoreError> {
        self.begin_caught_up()?;
        let answer = self.end_stretch(is_last);
        if answer.is_err() {
            self.give_up();
        }
        self.tail.is_settled();
        answer
    }

    fn end_stretch(&mut self, is_last: bool) -> Result<(), StoreError> {
        let tail = self.tail.clone();
        let mut end = tail.hold()?;
        self.told_since(&mut end)?;
        self.commit()?;
        let (Some(logs), Some(journal)) = (&mut self.logs, &mut end.journal) else { return Ok(()) };
        logs.sync()?;
        journal.begin_stretch(&self.vault)?;
        if is_last {
            journal.put_away();
        }
        Ok(())
    }

    /// The transaction that is open writes to the vault. Nothing of its new log may be brought into its file by the commit.
    pub(super) fn reach_vault(&mut self) -> Result<(), SqlError> {
        if self.log_is_new && !self.reaches_vault {
            self.connection.keep_logs()?;
        }
        self.reaches_vault = true;
        Ok(())
    }

    pub(super) fn end_new_log(&mut self) -> Result<(), SqlError> {
        if self.log_is_new {
            self.connection.leave_log_unsynced(false)?;
            self.log_is_new = false;
        }
        Ok(())
    }
}

impl Drop for Pen {
    fn drop(&mut self) {
        if self.tail.hold_here().journal.as_ref().is_some_and(|journal| !journal.is_put_away()) {
            // Whoever opens next finds nothing to do. Where this fails, they do it.
            let _ = self.end_all(true);
        }
        // The last to close a file brings its log into it, which must be synced again.
        let _ = self.end_new_log();
    }
}
