//! The end of the ledger, where entries are told: those with which nothing else changes are written to the journal at
//! once, and brought into the database together with the next change, or when somebody reads the ledger. What says that
//! something was read so costs one write to a file instead of a transaction over two, and what must be on the disk one
//! sync beside it, which serves all who wait for it.
//!
//! The tail has a lock of its own, held for no longer than it takes to append: whoever only tells waits for no change that
//! is run, and for none that is synced. The pen is never waited for by who holds it, nor are the databases.
//!
//! A process that dies leaves them in the journal, from which whoever opens or writes next takes them. Another process
//! that only reads sees them a second late at most: a server brings them in with [`Writer::flush`](super::Writer::flush).

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use zgoda_vault::Vault;

use super::applied::{applied, applied_mark};
use super::{Answer, Job, Pen, failed, unencodable};
use crate::StoreError;
use crate::journal::record::{Record, Zone};
use crate::journal::{Disk, Journal, Written};
use crate::log::Edge;
use crate::sql::{Batch, lock};

/// Groups put off at the most.
const MAX: usize = 1_000;

/// The end of the ledger of an installation.
pub(super) struct Tail {
    end: Mutex<End>,
    /// The file of the journal, on SQLite.
    disk: Option<Arc<Disk>>,
    /// Whether the ledger has entries that its table does not have yet.
    has_put_off: AtomicBool,
    vault: Arc<Vault>,
}

/// What is known of it.
pub(super) struct End {
    /// On SQLite only.
    pub(super) journal: Option<Journal>,
    /// Behind all that the journal has, as far as it was read or written.
    pub(super) edge: Option<Edge>,
    /// Ascending by the number of their record.
    put_off: Vec<PutOff>,
}

/// Entries that are in the journal and not in the database yet.
pub(super) struct PutOff {
    /// The number of their record.
    number: u64,
    /// The size of the ledger without them.
    before: u64,
    rows: Batch,
    after: Edge,
}

/// What became of a job that only tells.
pub(super) enum Told {
    /// Its entries stand in the ledger, or that failed.
    Done(Answer),
    /// Nothing: it has to be written as a change is.
    NotHere(Job),
}

/// The end, and the lock of its file, until this is let go.
pub(super) struct Held<'t> {
    end: MutexGuard<'t, End>,
    disk: Option<&'t Disk>,
}

impl Tail {
    pub(super) fn new(journal: Option<Journal>, vault: &Arc<Vault>) -> Self {
        let disk = journal.as_ref().map(|journal| journal.disk().clone());
        let end = Mutex::new(End { journal, edge: None, put_off: Vec::new() });
        Self { end, disk, has_put_off: AtomicBool::new(false), vault: vault.clone() }
    }

    /// Keeps others from telling, in this process and in others. Whoever wants the databases as well takes them first.
    pub(super) fn hold(&self) -> Result<Held<'_>, StoreError> {
        let end = lock(&self.end);
        let disk = self.disk.as_deref();
        disk.map_or(Ok(()), Disk::lock)?;
        Ok(Held { end, disk })
    }

    /// The same within this process, for what other processes have no part in.
    pub(super) fn hold_here(&self) -> MutexGuard<'_, End> {
        lock(&self.end)
    }

    /// Whether the ledger has entries that its table does not have yet.
    pub(super) fn has_put_off(&self) -> bool {
        self.has_put_off.load(Ordering::Acquire)
    }

    /// Brings what was written to the journal to the disk.
    pub(super) fn sync(&self, written: Written) -> Result<(), StoreError> {
        self.disk.as_deref().map_or(Ok(()), |disk| disk.sync(written))
    }

    /// The same with all that was written so far.
    pub(super) fn sync_all(&self) -> Result<(), StoreError> {
        self.disk.as_deref().map_or(Ok(()), |disk| disk.sync(disk.written()))
    }

    /// Nobody knows what the disk has: nothing may be promised any more.
    pub(super) fn give_up(&self) {
        self.disk.iter().for_each(|disk| disk.give_up());
    }

    /// Writes the entries of jobs that change nothing else. The answers are there when the disk has them, where one of the
    /// jobs asks for that.
    pub(super) fn tell(&self, mut jobs: Vec<Job>) -> impl FnOnce() -> Vec<Told> {
        let written = match self.disk {
            Some(_) => self.hold().and_then(|mut end| end.tell(&mut jobs, self)),
            None => Ok(None),
        };
        move || {
            let durably = jobs.iter().any(|job| !job.only_read);
            let answer = match written {
                Ok(Some(written)) if durably => self.sync(written),
                Ok(Some(_)) => Ok(()),
                Ok(None) => return jobs.into_iter().map(Told::NotHere).collect(),
                Err(error) => Err(error),
            };
            match answer {
                Ok(()) => jobs.into_iter().map(|job| Told::Done(Ok(job.into_entries()))).collect(),
                Err(error) => failed(error, jobs.len()).into_iter().map(Told::Done).collect(),
            }
        }
    }

    /// What was taken is in the database now.
    pub(super) fn is_settled(&self) {
        let end = self.hold_here();
        self.has_put_off.store(!end.put_off.is_empty(), Ordering::Release);
    }
}

impl Held<'_> {
    fn tell(&mut self, jobs: &mut [Job], tail: &Tail) -> Result<Option<Written>, StoreError> {
        let End { journal: Some(journal), edge: Some(edge), put_off } = &mut *self.end else {
            return Ok(None);
        };
        if journal.is_full() || put_off.len() >= MAX {
            return Ok(None);
        }
        let last = journal.last();
        let is_alone = journal.unread(&tail.vault)?.is_empty() && journal.last() == last;
        if !is_alone {
            // Another process wrote, so the edge has moved.
            journal.read_again();
            return Ok(None);
        }
        let (before, mut after) = (edge.size(), edge.clone());
        let (mut rows, mut record) = (Batch::default(), Record::default());
        jobs.iter_mut().for_each(|job| after.append(&mut job.entries, &mut rows));
        record.add(Zone::Work, &rows).map_err(unencodable)?;
        record.add(Zone::Work, &head(before, &after)).map_err(unencodable)?;
        let written = journal.append(&record)?;
        *edge = after.clone();
        put_off.push(PutOff { number: journal.last(), before, rows, after });
        tail.has_put_off.store(true, Ordering::Release);
        Ok(Some(written))
    }
}

impl End {
    /// Takes what was put off, to bring it into the database.
    pub(super) fn take_put_off(&mut self) -> Vec<PutOff> {
        std::mem::take(&mut self.put_off)
    }

    /// What could not be brought there.
    pub(super) fn put_back(&mut self, mut taken: Vec<PutOff>) {
        taken.append(&mut self.put_off);
        self.put_off = taken;
    }

    /// Forgets how far the journal was read: the databases may not have taken it.
    pub(super) fn read_again(&mut self) {
        self.edge = None;
        self.journal.iter_mut().for_each(Journal::read_again);
    }
}

impl Deref for Held<'_> {
    type Target = End;

    fn deref(&self) -> &End {
        &self.end
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut End {
        &mut self.end
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.disk.iter().for_each(|disk| disk.unlock());
    }
}

impl Pen {
    /// Runs what was put off in the transaction that is open, unless another process has taken it from the journal.
    pub(super) fn take_up(&mut self, put_off: Vec<PutOff>) -> Result<(), StoreError> {
        let Some(last) = put_off.last().map(|group| group.number) else { return Ok(()) };
        let already = self.taken.len();
        self.taken.extend(put_off);
        let before = applied(&mut self.connection, Zone::Work)?;
        let mut place = 0;
        self.taken.retain(|group| {
            place += 1;
            place <= already || group.number > before
        });
        let Some(missing) = self.taken.get(already..).filter(|missing| !missing.is_empty()) else {
            return Ok(());
        };
        for group in missing {
            self.connection.run(&group.rows)?;
        }
        self.connection.run(&heads(missing))?;
        Ok(self.connection.run(&applied_mark(Zone::Work, last))?)
    }

    /// Brings what was put off into the database, in a transaction of its own.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        if self.tail.has_put_off() { self.try_group(&mut []).map(drop) } else { Ok(()) }
    }
}

/// Moves the head of the ledger over all these groups at once.
fn heads(groups: &[PutOff]) -> Batch {
    match (groups.first(), groups.last()) {
        (Some(first), Some(last)) => head(first.before, &last.after),
        _ => Batch::default(),
    }
}

fn head(before: u64, after: &Edge) -> Batch {
    let mut batch = Batch::default();
    after.move_head(before, &mut batch);
    batch
}
