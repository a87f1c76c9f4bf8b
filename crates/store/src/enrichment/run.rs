//! A run: its choice of firms, its sources and rules, who approved it, and how it stands.

use jiff::{SignedDuration, Timestamp};
use zgoda_law::{Action, ActorId, Event};

use super::target::{self, NewTarget};
use crate::change::{Change, Draft};
use crate::model::{RunId, ScheduleId, Stamp};
use crate::numbers::closed_numbers;
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO enrichment_run (run_id, state, choice, sources, persons, rules, plan, schedule_id, planned_by,
        planned_at, lease_owner, lease_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0)";
    BY_ID = "SELECT run_id, state, choice, sources, persons, rules, plan, schedule_id, planned_by, planned_at, approved_by,
        approved_at, ended_at, halted, undone_by, undone_at FROM enrichment_run WHERE run_id = $1";
    LIST = "SELECT run_id, state, choice, sources, persons, rules, plan, schedule_id, planned_by, planned_at, approved_by,
        approved_at, ended_at, halted, undone_by, undone_at FROM enrichment_run ORDER BY run_id DESC LIMIT $1";
    BUSY = "SELECT run_id FROM enrichment_run r WHERE state IN (2, 3) OR EXISTS (SELECT 1 FROM enrichment_proposal p
        WHERE p.run_id = r.run_id AND p.decision IN (2, 5)) ORDER BY run_id";
    LEASE = "UPDATE enrichment_run SET lease_owner = $1, lease_until = $2
        WHERE run_id = $3 AND (lease_owner = $1 OR lease_until < $4)";
    APPROVE = "UPDATE enrichment_run SET state = $1, approved_by = $2, approved_at = $3, rules = $4
        WHERE run_id = $5 AND state = 1";
    MOVE = "UPDATE enrichment_run SET state = $1, halted = $2 WHERE run_id = $3 AND state = $4";
    END = "UPDATE enrichment_run SET state = $1, ended_at = $2, halted = $3 WHERE run_id = $4 AND state = $5";
    UNDO = "UPDATE enrichment_run SET undone_by = $1, undone_at = $2 WHERE run_id = $3 AND undone_at IS NULL";
}

closed_numbers! {
    /// How a run stands.
    RunState {
        Planned = 1 "planned", Approved = 2 "approved", Running = 3 "running", Paused = 4 "paused", Done = 5 "done",
        Ended = 6 "ended",
    }
}

impl RunState {
    /// Whether its questions are still to be asked.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Ended)
    }
}

/// A run to be planned. The texts are the use case's own JSON: no name of a person and no secret stands in them.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// How its firms were chosen.
    pub choice: String,
    /// Stable ids of the sources.
    pub sources: Vec<String>,
    /// Whether the people in the organs of the firms are taken too.
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: String,
    /// What is shown before it is approved.
    pub plan: String,
    /// The schedule that planned it.
    pub schedule: Option<ScheduleId>,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// How it stands.
    pub state: RunState,
    /// How its firms were chosen.
    pub choice: String,
    /// Stable ids of the sources.
    pub sources: Vec<String>,
    /// Whether the people in the organs of the firms are taken too.
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: String,
    /// What was shown before it was approved.
    pub plan: String,
    /// The schedule that planned it.
    pub schedule: Option<ScheduleId>,
    /// Who planned it.
    pub planned_by: ActorId,
    /// When.
    pub planned_at: Timestamp,
    /// Who approved it, and when.
    pub approved: Option<(ActorId, Timestamp)>,
    /// When it was through or given up.
    pub ended_at: Option<Timestamp>,
    /// Why it paused by itself, as a code.
    pub halted: Option<String>,
    /// Who took back what it brought, and when.
    pub undone: Option<(ActorId, Timestamp)>,
}

fn run(row: &Row) -> Result<Run, StoreError> {
    let pair = |first: usize| -> Result<_, StoreError> {
        let (by, at): (Option<u32>, Option<Timestamp>) = (row.get(first)?, row.get(first + 1)?);
        Ok(by.map(ActorId).zip(at))
    };
    Ok(Run {
        id: row.get(0)?,
        state: row.get(1)?,
        choice: row.get(2)?,
        sources: row.get::<String>(3)?.split_whitespace().map(str::to_owned).collect(),
        persons: row.get(4)?,
        rules: row.get(5)?,
        plan: row.get(6)?,
        schedule: row.get(7)?,
        planned_by: ActorId(row.get(8)?),
        planned_at: row.get(9)?,
        approved: pair(10)?,
        ended_at: row.get(12)?,
        halted: row.get(13)?,
        undone: pair(14)?,
    })
}

impl Store {
    /// Plans a run with its questions. Nobody is asked before it is approved.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn plan_run(&self, stamp: Stamp, new: &NewRun, targets: &[NewTarget]) -> Result<RunId, StoreError> {
        let id = RunId(self.take_numbers("enrichment_run", 1)?);
        let mut batch = Batch::default();
        let values: Vec<Value> = vec![
            id.into(),
            RunState::Planned.into(),
            new.choice.as_str().into(),
            new.sources.join(" ").into(),
            new.persons.into(),
            new.rules.as_str().into(),
            new.plan.as_str().into(),
            new.schedule.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
        ];
        batch.run(&INSERT, values);
        target::insert(&mut batch, id, targets);
        self.write(batch)?;
        Ok(id)
    }

    /// The run with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn run(&self, id: RunId) -> Result<Run, StoreError> {
        let row = self.work.read_one(&BY_ID, &[id.into()])?.ok_or(StoreError::NotFound("run"))?;
        run(&row)
    }

    /// The newest runs.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn runs(&self, limit: u32) -> Result<Vec<Run>, StoreError> {
        self.work.read(&LIST, &[limit.into()])?.iter().map(run).collect()
    }

    /// Runs for which something is to be done: questions to ask, decisions to carry out.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn busy_runs(&self) -> Result<Vec<RunId>, StoreError> {
        let rows = self.work.read(&BUSY, &[])?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// Takes the run for one process for a while, so that two never work at it at once. False where another has it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn lease_run(
        &self,
        id: RunId,
        owner: i64,
        now: Timestamp,
        term: SignedDuration,
    ) -> Result<bool, StoreError> {
        let until = now.checked_add(term).unwrap_or(now);
        let mut batch = Batch::default();
        batch.run_one(&LEASE, vec![owner.into(), until.into(), id.into(), now.into()]);
        match self.write(batch) {
            Err(taken) if taken.is_conflict() => Ok(false),
            other => other.map(|()| true),
        }
    }

    /// Approves a planned run: from now on it asks.
    ///
    /// # Errors
    /// A conflict where it is not planned any more.
    pub fn approve_run(&self, stamp: Stamp, id: RunId, rules: &str) -> Result<(), StoreError> {
        let values =
            vec![RunState::Approved.into(), stamp.actor.0.into(), stamp.at.into(), rules.into(), id.into()];
        let mut change = self.change(stamp);
        change.guard(&APPROVE, values);
        change.tell(id, "approved");
        change.commit().map(drop)
    }

    /// Moves a run that is not through from one state to another; `halted` says why it paused by itself.
    ///
    /// # Errors
    /// A conflict where it is in another state by now.
    pub fn move_run(
        &self,
        id: RunId,
        from: RunState,
        to: RunState,
        halted: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run_one(&MOVE, vec![to.into(), halted.into(), id.into(), from.into()]);
        self.write(batch)
    }

    /// Ends a run: through, or given up with what was not asked yet.
    ///
    /// # Errors
    /// A conflict where it is in another state by now.
    pub fn end_run(&self, stamp: Stamp, id: RunId, from: RunState, to: RunState) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&END, vec![to.into(), stamp.at.into(), Value::Null, id.into(), from.into()]);
        change.tell(id, to.name());
        change.commit().map(drop)
    }

    /// Marks what a run brought as to be taken back.
    ///
    /// # Errors
    /// A conflict where somebody did so before.
    pub fn undo_run(&self, stamp: Stamp, id: RunId) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&UNDO, vec![stamp.actor.0.into(), stamp.at.into(), id.into()]);
        change.unwant_proposals(id);
        change.tell(id, "undone");
        change.commit().map(drop)
    }
}

impl Change<'_> {
    fn tell(&mut self, id: RunId, what: &str) {
        let draft = Draft::new(Event::EnrichmentDecided, Action::Collect);
        self.record(draft.detail(format!("run {id} {what}")));
    }
}
