//! What is left to do behind a group, and how a stretch of the journal ends.

use super::{Job, Pen};
use crate::StoreError;
use crate::fault;
use crate::journal::Journal;

impl Pen {
    /// What is left to do when the group stands. It stands whatever comes of this.
    pub(super) fn tidy_up(&mut self, jobs: &[Job], refused: &[Option<StoreError>]) {
        self.owes_flush |= jobs.iter().zip(refused).any(|(job, error)| job.destroys && error.is_none());
        if self.tail.hold_here().journal.as_ref().is_some_and(Journal::is_full) {
            let _ = self.begin_stretch(false);
        }
        fault::point();
    }

    /// Brings the log of the vault into its file, where what was deleted is overwritten, and cuts it to nothing.
    pub(super) fn flush_vault(&mut self) -> Result<(), StoreError> {
        let is_whole = self.connection.flush_vault()?;
        if let (true, Some(logs)) = (is_whole, &mut self.logs) {
            logs.vault_is_whole();
        }
        self.owes_flush = !is_whole;
        Ok(())
    }

    /// Leaves no old copy of anything: neither in the log of the vault nor in the journal, whose key is overwritten.
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
        if let Some(masks) = &self.masks {
            // What another process overwrote as well.
            masks.sync()?;
            self.owes_masks = false;
        }
        journal.begin_stretch(&self.vault)?;
        if is_last {
            journal.put_away();
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
    }
}
