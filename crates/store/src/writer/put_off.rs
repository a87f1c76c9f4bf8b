//! Entries of the ledger with which nothing else changes, on SQLite: appended to the journal at once, and brought into
//! the database together with the next change, or when somebody reads the ledger. What says that something was read so
//! costs one write to a file instead of a transaction over two, and what must be on the disk one sync beside it.
//!
//! A process that dies leaves them in the journal, from which whoever opens or writes next takes them. Another process
//! that only reads sees them a second late at most: a server brings them in with [`Writer::flush`](super::Writer::flush).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::applied::{applied, applied_mark};
use super::{Job, Pen, unencodable};
use crate::StoreError;
use crate::journal::record::{Record, Zone};
use crate::sql::Batch;

/// Groups put off at the most.
const MAX: usize = 1_000;

/// What is in the journal and not in the database yet.
#[derive(Default)]
pub(super) struct PutOff {
    /// Ascending by the number of their record.
    groups: Vec<(u64, Batch)>,
    /// Whether there is any, for whoever does not hold the pen.
    any: Arc<AtomicBool>,
}

impl PutOff {
    /// Tells whether anything is put off, from then on.
    pub(super) fn any(&self) -> Arc<AtomicBool> {
        self.any.clone()
    }

    fn add(&mut self, number: u64, batch: Batch) {
        self.groups.push((number, batch));
        self.any.store(true, Ordering::Release);
    }

    /// A record of the last so many groups and of what was run behind them.
    pub(super) fn behind_last(&self, count: usize, record: Record) -> std::io::Result<Record> {
        let mut whole = Record::default();
        let groups = self.groups.iter().skip(self.groups.len().saturating_sub(count));
        groups.map(|(_, batch)| batch).try_for_each(|batch| whole.add(Zone::Work, batch))?;
        whole.append(record);
        Ok(whole)
    }

    /// The database has it now.
    pub(super) fn clear(&mut self) {
        self.groups.clear();
        self.any.store(false, Ordering::Release);
    }
}

impl Job {
    /// Whether it only says that something was read, which waits for no disk.
    pub(super) fn only_tells_of_reading(&self) -> bool {
        self.only_read && self.only_tells()
    }

    fn only_tells(&self) -> bool {
        let changes_nothing = self.work.is_empty() && self.vault.is_empty() && !self.destroys;
        changes_nothing && self.signed_at.is_none()
    }
}

impl Pen {
    /// Writes the entries of jobs that change nothing else to the journal; returns whether it could.
    pub(super) fn put_off(&mut self, jobs: &mut [Job]) -> Result<bool, StoreError> {
        let has_room = self.journal.as_ref().is_some_and(|journal| !journal.is_full());
        if !has_room
            || self.edge.is_none()
            || self.put_off.groups.len() >= MAX
            || !jobs.iter().all(Job::only_tells)
        {
            return Ok(false);
        }
        // The lock of the databases is the lock of the journal.
        self.connection.begin()?;
        let answer = self.tell(jobs);
        self.connection.rollback();
        answer
    }

    fn tell(&mut self, jobs: &mut [Job]) -> Result<bool, StoreError> {
        let (Some(journal), Some(edge)) = (&mut self.journal, &self.edge) else { return Ok(false) };
        let last = journal.last();
        let is_alone = journal.unread(&self.vault)?.is_empty() && journal.last() == last;
        if !is_alone {
            // Another process wrote, so the edge has moved.
            journal.read_again();
            return Ok(false);
        }
        let (mut edge, mut batch, mut record) = (edge.clone(), Batch::default(), Record::default());
        let first = edge.size();
        jobs.iter_mut().for_each(|job| edge.append(&mut job.entries, &mut batch));
        edge.move_head(first, &mut batch);
        record.add(Zone::Work, &batch).map_err(unencodable)?;
        journal.append(&record)?;
        self.put_off.add(journal.last(), batch);
        self.edge = Some(edge);
        if jobs.iter().any(|job| !job.only_read) {
            journal.sync()?;
        }
        Ok(true)
    }

    /// Runs what was put off in the transaction that is open, unless another process has taken it from the journal. Returns
    /// how many of the groups, the last ones, that were.
    pub(super) fn take_up(&mut self) -> Result<usize, StoreError> {
        let Some((last, _)) = self.put_off.groups.last() else { return Ok(0) };
        let before = applied(&mut self.connection, Zone::Work)?;
        let mut count = 0;
        for (_, batch) in self.put_off.groups.iter().filter(|(number, _)| *number > before) {
            self.connection.run(batch)?;
            count += 1;
        }
        if *last > before {
            self.connection.run(&applied_mark(Zone::Work, *last))?;
        }
        Ok(count)
    }

    /// Brings what was put off into the database, in a transaction of its own.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        if self.put_off.groups.is_empty() { Ok(()) } else { self.try_group(&mut []).map(drop) }
    }
}
