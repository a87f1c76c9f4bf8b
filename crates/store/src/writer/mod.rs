//! The one writer: groups of changes over both zones, with their ledger entries, durable before anybody is told.
//!
//! PostgreSQL keeps both zones in one database, so a group is one transaction. SQLite keeps them in two files: a group
//! is run on both, written to the [`Journal`], and then committed; see there.

pub(crate) mod applied;
mod ends;
mod logs;
mod put_off;
mod queue;
#[cfg(test)]
mod queue_tests;
mod sync {
    pub(super) use std::{
        sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
        thread::yield_now,
    };
}

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use zgoda_ledger::Signer;
use zgoda_vault::Vault;

use crate::StoreError;
use crate::entry::Entry;
use crate::fault;
use crate::journal::record::{Record, Zone};
use crate::journal::{Journal, Mark};
use crate::log::Edge;
use crate::model::Ordinal;
use crate::sql::{Batch, COMMIT, Connection, Location, SqlError};
use applied::{applied, applied_mark};
use logs::Logs;
use put_off::PutOff;
use queue::Queue;

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
    /// disk, which has it with the next change, or when [`Writer::flush`] is called. A PostgreSQL server can die without
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
}

/// Looks for more to write together with, each some microseconds: all of them take less than a sync.
const PATIENCE: u32 = 32;

type Answer = Result<Vec<Entry>, StoreError>;

/// The writer of an installation; within a process there is one.
pub(crate) struct Writer {
    queue: Queue<Job, Answer, Pen>,
    /// Whether the ledger has entries that its table does not have yet.
    has_put_off: Arc<AtomicBool>,
}

/// Who holds the pen writes.
struct Pen {
    vault: Arc<Vault>,
    signer: Arc<Signer>,
    places: (Location, Location),
    connection: Connection,
    /// On SQLite only, as the logs are.
    journal: Option<Journal>,
    logs: Option<Logs>,
    /// The log of the vault was cut to nothing, and not written to since.
    log_is_new: bool,
    /// The transaction that is open, or was taken back, writes to the vault.
    reaches_vault: bool,
    edge: Option<Edge>,
    /// A key was destroyed while somebody was reading, so an old copy of it may still be in a log.
    owes_flush: bool,
    put_off: PutOff,
}

impl Writer {
    /// Opens the writer and runs again what a dead process had promised and the databases do not have.
    /// Returns how many groups that were.
    pub(crate) fn open(
        (work, vault_db): (&Location, &Location),
        (vault, signer): (&Arc<Vault>, &Arc<Signer>),
    ) -> Result<(Self, u32), StoreError> {
        let mut connection = Connection::open_both(work, vault_db)?;
        let applied = applied(&mut connection, Zone::Work)?.max(applied(&mut connection, Zone::Vault)?);
        let journal = match work {
            Location::Sqlite(path) => Some(Journal::open(&path.with_file_name("journal"), vault, applied)?),
            Location::Postgres { .. } => None,
        };
        let places = (work.clone(), vault_db.clone());
        let put_off = PutOff::default();
        let has_put_off = put_off.any();
        let mut pen = Pen {
            vault: vault.clone(),
            signer: signer.clone(),
            logs: Logs::of((work, vault_db)),
            log_is_new: false,
            reaches_vault: false,
            edge: None,
            owes_flush: false,
            places,
            connection,
            journal,
            put_off,
        };
        let replayed = pen.recover()?;
        Ok((Self { queue: Queue::new(pen, PATIENCE, Job::only_tells_of_reading), has_put_off }, replayed))
    }

    /// Writes a job, together with others that wait; returns its entries as they now stand in the ledger.
    pub(crate) fn write(&self, job: Job) -> Answer {
        let interrupted = || StoreError::Sql(SqlError::Conflict { statement: "writer" });
        self.queue.submit(job, Pen::write_all).ok_or_else(interrupted)?
    }

    /// Does what was put off: brings entries about reading to the disk, and ends old copies of destroyed keys.
    pub(crate) fn flush(&self) -> Result<(), StoreError> {
        let mut pen = self.queue.writer();
        pen.settle()?;
        if let Some(journal) = &mut pen.journal {
            journal.sync()?;
        }
        if pen.owes_flush { pen.flush_vault() } else { Ok(()) }
    }

    /// Makes the table of the ledger whole, for whoever is about to read it.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        if self.has_put_off.load(Ordering::Acquire) { self.queue.writer().settle() } else { Ok(()) }
    }
}

impl Pen {
    fn recover(&mut self) -> Result<u32, StoreError> {
        if self.journal.is_none() {
            return Ok(0);
        }
        self.connection.begin()?;
        let replayed = self.catch_up()?;
        let applied = [Zone::Work, Zone::Vault].map(|zone| applied(&mut self.connection, zone));
        self.commit()?;
        // After a power cut a database may have taken more entries about reading than the journal kept.
        let [work, vault] = applied;
        let applied = work?.max(vault?);
        let is_behind = self.journal.as_ref().is_some_and(|journal| journal.last() < applied);
        if let Some(journal) = &mut self.journal {
            journal.count_from(applied);
        }
        if replayed > 0 || is_behind {
            self.begin_stretch(false)?;
        }
        // A process that died may have been about to do this; one that ended well has done it.
        if self.journal.as_ref().is_some_and(|journal| !journal.is_fresh()) {
            let _ = self.end_all(false);
        }
        Ok(replayed)
    }

    fn write_all(&mut self, mut jobs: Vec<Job>) -> Vec<Answer> {
        match self.write_group(&mut jobs) {
            Ok(refused) => jobs
                .into_iter()
                .zip(refused)
                .map(|(job, error)| {
                    error.map_or_else(|| Ok(job.entries.into_iter().map(|(entry, _)| entry).collect()), Err)
                })
                .collect(),
            Err(error) if jobs.len() == 1 => vec![Err(error)],
            Err(error) => {
                let shared = Arc::new(error);
                jobs.iter().map(|_| Err(StoreError::Shared(shared.clone()))).collect()
            }
        }
    }

    /// Writes what can be written; says for each job whether it was refused.
    fn write_group(&mut self, jobs: &mut [Job]) -> Result<Vec<Option<StoreError>>, StoreError> {
        if self.connection.is_closed() {
            self.reconnect()?;
        }
        if self.put_off(jobs)? {
            return Ok(jobs.iter().map(|_| None).collect());
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
        let edge = self.edge.clone();
        let mark = self.journal.as_ref().map(Journal::mark);
        match self.run_group(jobs) {
            Ok(refused) => {
                if let Err(error) = self.commit() {
                    self.commit_again(error)?;
                }
                self.put_off.clear();
                fault::point();
                self.tidy_up(jobs, &refused);
                Ok(refused)
            }
            Err(error) => {
                self.edge = edge;
                self.give_up(mark);
                Err(error)
            }
        }
    }

    /// Begins with both databases at the end of the journal. What they lack is committed by itself: taken back with a
    /// refused group, it would be lacking again. Another process may put something off behind that commit, so it is repeated.
    fn begin_caught_up(&mut self) -> Result<(), StoreError> {
        loop {
            let mark = self.journal.as_ref().map(Journal::mark);
            self.connection.begin()?;
            let lacking = match self.catch_up() {
                Ok(0) => return Ok(()),
                Ok(_) => self.commit().map_err(StoreError::from),
                Err(error) => Err(error),
            };
            if let Err(error) = lacking {
                self.give_up(mark);
                return Err(error);
            }
        }
    }

    /// Takes back what the databases were given since the mark. What was read or written of the journal since then is
    /// taken back with it, so it must be read again.
    fn give_up(&mut self, mark: Option<Mark>) {
        self.connection.rollback();
        if let Some(journal) = self.journal.as_mut().filter(|journal| Some(journal.mark()) != mark) {
            journal.read_again();
        }
    }

    /// The group is in the journal, so it counts, as what was put off does; the databases must still take both. Where they
    /// cannot, the next group tries it, or whoever opens the installation.
    fn commit_again(&mut self, error: SqlError) -> Result<(), StoreError> {
        self.edge = None;
        self.connection.rollback();
        let Some(journal) = &mut self.journal else { return Err(error.into()) };
        journal.read_again();
        self.connection.begin()?;
        let answer = self.catch_up().and_then(|_| Ok(self.commit()?));
        if answer.is_err() {
            self.connection.rollback();
            self.journal.iter_mut().for_each(Journal::read_again);
        }
        answer
    }

    /// Commits on both databases; the log of the vault, if it was written to, is synced by checkpoints again from then on.
    fn commit(&mut self) -> Result<(), SqlError> {
        let reaches_vault = self.reaches_vault;
        self.logs.iter_mut().for_each(|logs| logs.grew(reaches_vault));
        self.connection.commit()?;
        if std::mem::take(&mut self.reaches_vault) { self.end_new_log() } else { Ok(()) }
    }

    fn run_group(&mut self, jobs: &mut [Job]) -> Result<Vec<Option<StoreError>>, StoreError> {
        let carried = self.take_up()?;
        let (mut record, mut refused) = (Record::default(), Vec::with_capacity(jobs.len()));
        let alone = jobs.len() == 1;
        for job in jobs.iter() {
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
                Err(error) if alone || self.connection.is_aborted() => return Err(error.into()),
                Err(error) => {
                    self.connection.undo_savepoint()?;
                    refused.push(Some(error.into()));
                }
            }
        }
        let mut accepted: Vec<&mut Job> =
            jobs.iter_mut().zip(&refused).filter(|(_, error)| error.is_none()).map(|(job, _)| job).collect();
        let batch = self.number(&mut accepted)?;
        self.connection.run(&batch)?;
        if self.journal.is_some() {
            record.add(Zone::Work, &batch).map_err(unencodable)?;
            let destroys = accepted.iter().any(|job| job.destroys);
            if destroys && self.journal.as_ref().is_some_and(|journal| journal.holds_key_ended_by(&record)) {
                self.keep_anew(record, carried)?;
            } else if !record.is_empty() {
                self.keep(&record, jobs.iter().any(|job| !job.only_read))?;
            }
        }
        Ok(refused)
    }

    /// Writes a record of what was run to the journal, and to the disk where that is asked for.
    fn keep(&mut self, record: &Record, durably: bool) -> Result<(), StoreError> {
        if let Some(journal) = &mut self.journal {
            journal.append(record)?;
            if durably {
                journal.sync()?;
            }
        }
        self.mark_kept(record)
    }

    /// The same with a new stretch, as the present one has a copy of a key that ends. What else it has, the databases keep,
    /// but for what was put off, which is run together with the record and so becomes a part of it.
    fn keep_anew(&mut self, record: Record, carried: usize) -> Result<(), StoreError> {
        let whole = self.put_off.behind_last(carried, record).map_err(unencodable)?;
        if let (Some(journal), Some(logs)) = (&mut self.journal, &mut self.logs) {
            logs.sync()?;
            journal.begin_stretch_with(&self.vault, &whole)?;
        }
        self.mark_kept(&whole)
    }

    fn mark_kept(&mut self, record: &Record) -> Result<(), StoreError> {
        let applied = self.journal.as_ref().map_or(0, Journal::last);
        self.connection.run(&applied_mark(Zone::Work, applied))?;
        if record.reaches_vault() {
            self.connection.run(&applied_mark(Zone::Vault, applied))?;
            self.reach_vault()?;
        }
        Ok(())
    }

    fn run_job(&mut self, job: &Job) -> Result<(), SqlError> {
        self.connection.run(&job.vault)?;
        self.connection.run(&job.work)
    }

    fn note(&self, record: &mut Record, job: &Job) -> Result<(), StoreError> {
        if self.journal.is_some() {
            record.add(Zone::Vault, &job.vault).map_err(unencodable)?;
            record.add(Zone::Work, &job.work).map_err(unencodable)?;
        }
        Ok(())
    }

    /// Numbers the entries at the right edge of the ledger, and signs it where that is asked for.
    fn number(&mut self, jobs: &mut [&mut Job]) -> Result<Batch, StoreError> {
        let mut batch = Batch::default();
        if jobs.iter().all(|job| job.entries.is_empty()) {
            return Ok(batch);
        }
        let mut edge = Edge::hold(&mut self.connection, self.edge.take())?;
        let first = edge.size();
        jobs.iter_mut().for_each(|job| edge.append(&mut job.entries, &mut batch));
        edge.move_head(first, &mut batch);
        if let Some(at) = jobs.iter().filter_map(|job| job.signed_at).max() {
            edge.sign(&self.signer, at, &mut batch);
        }
        self.edge = Some(edge);
        Ok(batch)
    }

    /// Runs what the journal has and a database does not; returns how many groups that were.
    fn catch_up(&mut self) -> Result<u32, StoreError> {
        let Some(journal) = &mut self.journal else { return Ok(0) };
        let mark = journal.mark();
        let unread = journal.unread(&self.vault)?;
        if journal.mark() != mark {
            // Another process wrote; where a new stretch has begun since, what it wrote is not even read here.
            self.logs.iter_mut().for_each(|logs| logs.grew(true));
            self.edge = None;
        }
        let Some((last, _)) = unread.last() else { return Ok(0) };
        let mut replayed = 0;
        for zone in [Zone::Vault, Zone::Work] {
            let applied = applied(&mut self.connection, zone)?;
            let missing = unread.iter().filter(|(number, record)| *number > applied && record.reaches(zone));
            let mut count = 0;
            for (_, record) in missing {
                count += 1;
                for step in record.steps().iter().filter(|step| step.zone == zone) {
                    self.connection.run_text(&step.sql, step.touches, &step.rows)?;
                }
            }
            if count > 0 {
                self.connection.run(&applied_mark(zone, *last))?;
            }
            if count > 0 && zone == Zone::Vault {
                self.reach_vault()?;
            }
            replayed = replayed.max(count);
        }
        Ok(replayed)
    }

    fn reconnect(&mut self) -> Result<(), StoreError> {
        self.connection = Connection::open_both(&self.places.0, &self.places.1)?;
        (self.edge, self.log_is_new, self.reaches_vault) = (None, false, false);
        Ok(())
    }

    /// Whether a group whose commit was not answered went through: its entries would be in the ledger.
    fn stands(&mut self, jobs: &[Job]) -> Result<bool, StoreError> {
        let first = jobs.iter().find_map(|job| job.entries.first());
        first.map_or(Ok(false), |(entry, _)| Edge::holds(&mut self.connection, entry))
    }
}

fn unencodable(source: std::io::Error) -> StoreError {
    StoreError::File { path: "journal".into(), source }
}
