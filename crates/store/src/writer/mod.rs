//! The one writer: groups of changes over both zones, with their ledger entries, durable before anybody is told.
//!
//! PostgreSQL keeps both zones in one database, so a group is one transaction. SQLite keeps them in two files: a group
//! is run on both, written to the [`Journal`], and then committed; see there.

pub(crate) mod applied;
mod catch_up;
mod ends;
mod job;
mod lending;
mod logs;
pub(crate) mod masked;
mod queue;
#[cfg(test)]
mod queue_tests;
mod tail;
mod sync {
    pub(super) use std::{
        sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError},
        thread::yield_now,
    };

    pub(super) use crate::sql::lock;
}

use std::sync::Arc;
use std::time::Duration;

use zgoda_ledger::Signer;
use zgoda_vault::Vault;

use crate::StoreError;
use crate::entry::Entry;
use crate::fault;
use crate::journal::record::{Record, Zone};
use crate::journal::{Journal, Written};
use crate::log::Edge;
use crate::masks::Masks;
use crate::sql::{Batch, COMMIT, Connection, Location, SqlError};
use applied::{applied, applied_mark};
pub(crate) use job::Job;
use logs::Logs;
use queue::{Patience, Queue};
use tail::{End, PutOff, Tail, Told};

/// Looking for more to write together with takes less than a sync.
const PATIENCE: Patience = Patience { times: 32, limit: Duration::from_micros(300) };
/// The same for those who only tell: they come again sooner, and what they wait for is a sync at the least.
const PATIENCE_TO_TELL: Patience = Patience { times: 200, ..PATIENCE };

type Answer = Result<Vec<Entry>, StoreError>;

/// The writer of an installation; within a process there is one.
pub(crate) struct Writer {
    /// Whether its connection has what others would read anew.
    lends: bool,
    queue: Arc<Queue<Job, Answer, Pen>>,
    /// Those who only tell, and wait for the disk.
    tells: Queue<Job, Told, ()>,
    tail: Arc<Tail>,
}

/// Who holds the pen writes.
struct Pen {
    vault: Arc<Vault>,
    signer: Arc<Signer>,
    places: (Location, Location),
    connection: Connection,
    tail: Arc<Tail>,
    /// On SQLite only.
    logs: Option<Logs>,
    /// On SQLite only.
    masks: Option<Arc<Masks>>,
    /// Masks were overwritten, and the disk may not have that yet.
    owes_masks: bool,
    /// The transaction that is open, or was taken back, writes to the vault.
    reaches_vault: bool,
    /// What was taken of the tail to be brought into the databases by the transaction that is open.
    taken: Vec<PutOff>,
    /// What was read or written of the journal since that began.
    moved: bool,
    /// A key was destroyed, so the log of the vault may still have what was sealed under it.
    owes_flush: bool,
}

impl Writer {
    /// Opens the writer and runs again what a dead process had promised and the databases do not have.
    /// Returns how many groups that were.
    pub(crate) fn open(
        (work, vault_db): (&Location, &Location),
        (vault, signer): (&Arc<Vault>, &Arc<Signer>),
        masks: Option<Arc<Masks>>,
    ) -> Result<(Self, u32), StoreError> {
        let mut connection = Connection::open_both(work, vault_db)?;
        let applied = applied(&mut connection, Zone::Work)?.max(applied(&mut connection, Zone::Vault)?);
        let journal = match work {
            Location::Sqlite(path) => Some(Journal::open(&path.with_file_name("journal"), vault, applied)?),
            Location::Postgres { .. } => None,
        };
        let places = (work.clone(), vault_db.clone());
        let tail = Arc::new(Tail::new(journal, vault));
        let mut pen = Pen {
            vault: vault.clone(),
            signer: signer.clone(),
            logs: Logs::of((work, vault_db)),
            masks,
            owes_masks: false,
            reaches_vault: false,
            tail: tail.clone(),
            taken: Vec::new(),
            moved: false,
            owes_flush: false,
            places,
            connection,
        };
        let replayed = pen.recover()?;
        let lends = pen.logs.is_some();
        let (queue, tells) = (Arc::new(Queue::new(pen, PATIENCE)), Queue::new((), PATIENCE_TO_TELL));
        Ok((Self { lends, queue, tells, tail }, replayed))
    }

    /// Writes a job, together with others that wait; returns its entries as they now stand in the ledger.
    pub(crate) fn write(&self, job: Job) -> Answer {
        let interrupted = || StoreError::Sql(SqlError::Conflict { statement: "writer" });
        let job = if job.only_tells() {
            match self.tell(job).ok_or_else(interrupted)? {
                Told::Done(answer) => return answer,
                Told::NotHere(job) => job,
            }
        } else {
            job
        };
        let work = |pen: &mut Pen, jobs| {
            let answers = pen.write_all(jobs);
            || answers
        };
        self.queue.submit(job, work).ok_or_else(interrupted)?
    }

    /// Tells the ledger and changes nothing; who waits for the disk does so together with others.
    fn tell(&self, job: Job) -> Option<Told> {
        if job.only_read {
            return self.tail.tell(vec![job])().pop();
        }
        self.tells.submit(job, |(), jobs| self.tail.tell(jobs))
    }

    /// Does what was put off: brings entries about reading to the disk, and ends old copies of destroyed keys.
    pub(crate) fn flush(&self) -> Result<(), StoreError> {
        let mut pen = self.queue.writer();
        pen.settle()?;
        self.tail.sync_all()?;
        if pen.owes_flush { pen.flush_vault() } else { Ok(()) }
    }

    /// Leaves no old copy of anything, neither in a log nor in the journal.
    pub(crate) fn end_all(&self) -> Result<(), StoreError> {
        self.queue.writer().end_all(false)
    }

    /// Makes the table of the ledger whole, for whoever is about to read it.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        if self.tail.has_put_off() { self.queue.writer().settle() } else { Ok(()) }
    }
}

impl Pen {
    fn recover(&mut self) -> Result<u32, StoreError> {
        if self.logs.is_none() {
            return Ok(0);
        }
        let tail = self.tail.clone();
        self.connection.begin()?;
        let (replayed, is_behind) = {
            let mut end = tail.hold()?;
            let caught = self.catch_up(&mut end)?;
            // A power cut may have left masks that the databases already do without.
            self.end_masks(&caught.ended)?;
            let replayed = u32::try_from(caught.ran).unwrap_or(u32::MAX);
            let applied = [Zone::Work, Zone::Vault].map(|zone| applied(&mut self.connection, zone));
            self.commit()?;
            // After a power cut a database may have taken more entries about reading than the journal kept.
            let [work, vault] = applied;
            let applied = work?.max(vault?);
            let is_behind = end.journal.as_ref().is_some_and(|journal| journal.last() < applied);
            end.journal.iter_mut().for_each(|journal| journal.count_from(applied));
            (replayed, is_behind)
        };
        if replayed > 0 || is_behind {
            self.begin_stretch(false)?;
        }
        // A process that died may have been about to do this; one that ended well has done it.
        if tail.hold_here().journal.as_ref().is_some_and(|journal| !journal.is_fresh()) {
            let _ = self.end_all(false);
        }
        Ok(replayed)
    }

    fn write_all(&mut self, mut jobs: Vec<Job>) -> Vec<Answer> {
        match self.write_group(&mut jobs) {
            Ok(refused) => {
                let answer =
                    |(job, error): (Job, Option<_>)| error.map_or_else(|| Ok(job.into_entries()), Err);
                jobs.into_iter().zip(refused).map(answer).collect()
            }
            Err(error) => failed(error, jobs.len()),
        }
    }

    /// Writes what can be written; says for each job whether it was refused.
    fn write_group(&mut self, jobs: &mut [Job]) -> Result<Vec<Option<StoreError>>, StoreError> {
        if self.connection.is_closed() {
            self.reconnect()?;
        }
        let answer = self.try_group(jobs);
        if let Err(StoreError::Sql(SqlError::Engine { statement, .. })) = &answer
            && self.connection.is_closed()
        {
            let was_commit = *statement == COMMIT;
            self.reconnect()?;
            // Before the commit nothing can have been written. Behind it only the ledger knows.
            if !was_commit {
                return self.try_group(jobs);
            }
            if self.stands(jobs)? {
                return Ok(jobs.iter().map(|_| None).collect());
            }
        }
        answer
    }

    fn try_group(&mut self, jobs: &mut [Job]) -> Result<Vec<Option<StoreError>>, StoreError> {
        self.begin_caught_up()?;
        match self.run_group(jobs) {
            Ok(refused) => {
                if let Err(error) = self.commit() {
                    self.commit_again(error)?;
                }
                self.tail.is_settled();
                fault::point();
                self.sync_masks()?;
                self.tidy_up(jobs, &refused);
                Ok(refused)
            }
            Err(error) => {
                self.give_up();
                Err(error)
            }
        }
    }

    /// Takes back what the databases were given since the transaction began. What was read or written of the journal since
    /// then is taken back with it, so it must be read again.
    fn give_up(&mut self) {
        self.connection.rollback();
        let mut end = self.tail.hold_here();
        end.put_back(std::mem::take(&mut self.taken));
        if std::mem::take(&mut self.moved) || self.logs.is_none() {
            end.read_again();
        }
    }

    /// The group is in the journal, so it counts, as what was put off does; the databases must still take both. Where they
    /// cannot, the next group tries it, or whoever opens the installation.
    fn commit_again(&mut self, error: SqlError) -> Result<(), StoreError> {
        self.give_up();
        if self.logs.is_none() {
            return Err(error.into());
        }
        self.connection.begin()?;
        let tail = self.tail.clone();
        let caught = tail.hold().and_then(|mut end| self.catch_up(&mut end));
        let answer = caught.and_then(|caught| self.commit_caught(&caught));
        if answer.is_err() {
            self.give_up();
        }
        answer
    }

    /// Commits on both databases.
    fn commit(&mut self) -> Result<(), SqlError> {
        let reaches_vault = std::mem::take(&mut self.reaches_vault);
        self.logs.iter_mut().for_each(|logs| logs.grew(reaches_vault));
        self.connection.commit()?;
        self.moved = false;
        self.taken.clear();
        Ok(())
    }

    /// Runs the jobs while others may tell; numbers their entries behind what those told, and brings all of it to the disk.
    fn run_group(&mut self, jobs: &mut [Job]) -> Result<Vec<Option<StoreError>>, StoreError> {
        let tail = self.tail.clone();
        let put_off = tail.hold_here().take_put_off();
        self.take_up(put_off)?;
        let (mut record, refused) = self.run_jobs(jobs)?;
        let durably = jobs.iter().any(|job| !job.only_read);
        let mut accepted: Vec<&mut Job> =
            jobs.iter_mut().zip(&refused).filter(|(_, error)| error.is_none()).map(|(job, _)| job).collect();
        let written = {
            let mut end = tail.hold()?;
            self.told_since(&mut end)?;
            self.append(&mut end, &mut record, &mut accepted)?
        };
        if let Some(written) = written.filter(|_| durably) {
            tail.sync(written)?;
        }
        // From here on it counts. Whoever is let in by the commit must find the masks overwritten.
        self.end_masks(record.ended())?;
        Ok(refused)
    }

    fn run_jobs(&mut self, jobs: &mut [Job]) -> Result<(Record, Vec<Option<StoreError>>), StoreError> {
        let (mut record, mut refused) = (Record::default(), Vec::with_capacity(jobs.len()));
        let alone = jobs.len() == 1;
        for job in jobs {
            if !alone {
                self.connection.savepoint()?;
            }
            match self.run_job(job) {
                Ok(()) => {
                    if !alone {
                        self.connection.release_savepoint()?;
                    }
                    self.note(&mut record, job)?;
                    refused.push(None);
                }
                Err(error) if alone || self.connection.is_aborted() => return Err(error),
                Err(error) => {
                    self.connection.undo_savepoint()?;
                    refused.push(Some(error));
                }
            }
        }
        Ok((record, refused))
    }

    /// Numbers the entries of the jobs that were run, and writes what was run to the journal; returns what the disk must have
    /// reached before it counts.
    fn append(
        &mut self,
        end: &mut End,
        record: &mut Record,
        jobs: &mut [&mut Job],
    ) -> Result<Option<Written>, StoreError> {
        let (batch, edge) = self.number(end.edge.take(), jobs)?;
        self.connection.run(&batch)?;
        let mut written = None;
        if let Some(journal) = &mut end.journal {
            record.add(Zone::Work, &batch).map_err(unencodable)?;
            if !record.is_empty() {
                self.moved = true;
                written = Some(journal.append(record)?);
            }
            self.mark_kept(journal.last(), record)?;
        }
        end.edge = edge;
        Ok(written)
    }

    fn mark_kept(&mut self, number: u64, record: &Record) -> Result<(), StoreError> {
        if record.is_empty() {
            return Ok(());
        }
        self.connection.run(&applied_mark(Zone::Work, number))?;
        if record.reaches_vault() {
            self.connection.run(&applied_mark(Zone::Vault, number))?;
            self.reaches_vault = true;
        }
        Ok(())
    }

    fn run_job(&mut self, job: &mut Job) -> Result<(), StoreError> {
        self.dress(&mut job.vault)?;
        self.connection.run(&job.vault)?;
        Ok(self.connection.run(&job.work)?)
    }

    fn note(&self, record: &mut Record, job: &Job) -> Result<(), StoreError> {
        if self.logs.is_some() {
            record.add(Zone::Vault, &job.vault).map_err(unencodable)?;
            record.add(Zone::Work, &job.work).map_err(unencodable)?;
        }
        Ok(())
    }

    /// Numbers the entries at the right edge of the ledger, and signs it where that is asked for; returns where the edge is.
    fn number(
        &mut self,
        known: Option<Edge>,
        jobs: &mut [&mut Job],
    ) -> Result<(Batch, Option<Edge>), StoreError> {
        let mut batch = Batch::default();
        if jobs.iter().all(|job| job.entries.is_empty()) {
            return Ok((batch, known));
        }
        let mut edge = Edge::hold(&mut self.connection, known)?;
        let first = edge.size();
        jobs.iter_mut().for_each(|job| edge.append(&mut job.entries, &mut batch));
        edge.move_head(first, &mut batch);
        if let Some(at) = jobs.iter().filter_map(|job| job.signed_at).max() {
            edge.sign(&self.signer, at, &mut batch);
        }
        Ok((batch, Some(edge)))
    }

    fn reconnect(&mut self) -> Result<(), StoreError> {
        self.connection = Connection::open_both(&self.places.0, &self.places.1)?;
        self.reaches_vault = false;
        self.tail.hold_here().read_again();
        Ok(())
    }

    /// Whether a group whose commit was not answered went through: its entries would be in the ledger.
    fn stands(&mut self, jobs: &[Job]) -> Result<bool, StoreError> {
        let first = jobs.iter().find_map(|job| job.entries.first());
        first.map_or(Ok(false), |(entry, _)| Edge::holds(&mut self.connection, entry))
    }
}

/// The answers to jobs that failed together.
fn failed(error: StoreError, jobs: usize) -> Vec<Answer> {
    if jobs == 1 {
        return vec![Err(error)];
    }
    let shared = Arc::new(error);
    (0..jobs).map(|_| Err(StoreError::Shared(shared.clone()))).collect()
}

fn unencodable(source: std::io::Error) -> StoreError {
    StoreError::File { path: "journal".into(), source }
}
