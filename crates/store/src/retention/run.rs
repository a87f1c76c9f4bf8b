//! The log of retention runs: when, by whom, and how much ended.

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event};

use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    LOG = "INSERT INTO retention_run (run_id, run_at, actor, people, destroyed, ended, dropped, held_back, untold, complete)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LATEST = "SELECT run_at, actor, people, destroyed, ended, dropped, held_back, untold, complete FROM retention_run
        ORDER BY run_id DESC LIMIT $1";
}

/// How much a retention run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// People of whom values were destroyed.
    pub people: u64,
    /// Values destroyed.
    pub values: u64,
    /// People of whom nothing remains.
    pub ended: u64,
    /// Purposes that ended on values which stay.
    pub dropped: u64,
    /// People kept back by a legal hold.
    pub held_back: u64,
    /// Of the values destroyed, those nobody told the person of in time.
    pub untold: u64,
    /// Whether everything due was done.
    pub complete: bool,
}

/// A run as it was logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunLogged {
    /// When it ended.
    pub at: Timestamp,
    /// Who started it; the program itself for a scheduled one.
    pub actor: ActorId,
    /// How much it ended.
    pub counts: RunCounts,
}

impl Store {
    /// Logs a run, in the ledger too.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn log_retention_run(&self, stamp: Stamp, counts: RunCounts) -> Result<(), StoreError> {
        let id = self.take_numbers("retention_run", 1)?;
        let RunCounts { people, values, ended, dropped, held_back, untold, complete } = counts;
        let mut row: Vec<Value> = vec![id.into(), stamp.at.into(), stamp.actor.0.into()];
        row.extend(
            [people, values, ended, dropped, held_back, untold]
                .map(|count| Value::Int(i64::try_from(count).unwrap_or(i64::MAX))),
        );
        row.push(complete.into());
        let mut change = self.change(stamp);
        change.run(&LOG, row);
        let detail = format!("{values} values of {people} people, {ended} ended, {dropped} purposes dropped");
        change.record(Draft::new(Event::RetentionRun, Action::Erase).detail(detail));
        change.commit().map(drop)
    }

    /// The latest runs, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn retention_runs(&self, limit: u32) -> Result<Vec<RunLogged>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            Ok(RunLogged {
                at: row.get(0)?,
                actor: ActorId(row.get(1)?),
                counts: RunCounts {
                    people: row.get(2)?,
                    values: row.get(3)?,
                    ended: row.get(4)?,
                    dropped: row.get(5)?,
                    held_back: row.get(6)?,
                    untold: row.get(7)?,
                    complete: row.get(8)?,
                },
            })
        };
        self.work.read(&LATEST, &[limit.into()])?.iter().map(read).collect()
    }
}
