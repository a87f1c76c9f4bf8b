//! Schedules: the same choice, sources and rules again, every so many days.

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event};

use crate::change::Draft;
use crate::model::{ScheduleId, Stamp};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO enrichment_schedule (schedule_id, choice, sources, persons, rules, every_days, next_at, made_by,
        made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LIST = "SELECT schedule_id, choice, sources, persons, rules, every_days, next_at, made_by, made_at, stopped_at
        FROM enrichment_schedule ORDER BY schedule_id DESC";
    DUE = "SELECT schedule_id, choice, sources, persons, rules, every_days, next_at, made_by, made_at, stopped_at
        FROM enrichment_schedule WHERE stopped_at IS NULL AND next_at <= $1 ORDER BY next_at";
    MOVE = "UPDATE enrichment_schedule SET next_at = $1 WHERE schedule_id = $2 AND next_at = $3";
    STOP = "UPDATE enrichment_schedule SET stopped_at = $1 WHERE schedule_id = $2 AND stopped_at IS NULL";
}

/// A schedule to be made.
#[derive(Debug, Clone)]
pub struct NewSchedule {
    /// How the firms are chosen, anew each time.
    pub choice: String,
    /// Stable ids of the sources.
    pub sources: Vec<String>,
    /// Whether the people in the organs of the firms are taken too.
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: String,
    /// Days between two runs.
    pub every_days: u16,
    /// When it runs first.
    pub next_at: Timestamp,
}

/// A schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Its number.
    pub id: ScheduleId,
    /// How the firms are chosen, anew each time.
    pub choice: String,
    /// Stable ids of the sources.
    pub sources: Vec<String>,
    /// Whether the people in the organs of the firms are taken too.
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: String,
    /// Days between two runs.
    pub every_days: u16,
    /// When it runs next.
    pub next_at: Timestamp,
    /// Who made it, and so approved its runs.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// When it was stopped.
    pub stopped_at: Option<Timestamp>,
}

fn schedule(row: &Row) -> Result<Schedule, StoreError> {
    Ok(Schedule {
        id: row.get(0)?,
        choice: row.get(1)?,
        sources: row.get::<String>(2)?.split_whitespace().map(str::to_owned).collect(),
        persons: row.get(3)?,
        rules: row.get(4)?,
        every_days: row.get(5)?,
        next_at: row.get(6)?,
        made_by: ActorId(row.get(7)?),
        made_at: row.get(8)?,
        stopped_at: row.get(9)?,
    })
}

impl Store {
    /// Makes a schedule; with it its runs are approved.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn add_schedule(&self, stamp: Stamp, new: &NewSchedule) -> Result<ScheduleId, StoreError> {
        let id = ScheduleId(self.take_numbers("enrichment_schedule", 1)?);
        let values: Vec<Value> = vec![
            id.into(),
            new.choice.as_str().into(),
            new.sources.join(" ").into(),
            new.persons.into(),
            new.rules.as_str().into(),
            new.every_days.into(),
            new.next_at.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
        ];
        let mut change = self.change(stamp);
        change.run(&INSERT, values);
        let draft = Draft::new(Event::EnrichmentDecided, Action::Collect);
        change.record(draft.detail(format!("schedule {id} approved, every {} days", new.every_days)));
        change.commit()?;
        Ok(id)
    }

    /// All schedules, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn schedules(&self) -> Result<Vec<Schedule>, StoreError> {
        self.work.read(&LIST, &[])?.iter().map(schedule).collect()
    }

    /// Schedules whose time has come.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn schedules_due(&self, now: Timestamp) -> Result<Vec<Schedule>, StoreError> {
        self.work.read(&DUE, &[now.into()])?.iter().map(schedule).collect()
    }

    /// Moves a schedule to its next time; false where another process did.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn move_schedule(&self, schedule: &Schedule, next_at: Timestamp) -> Result<bool, StoreError> {
        let mut batch = Batch::default();
        batch.run_one(&MOVE, vec![next_at.into(), schedule.id.into(), schedule.next_at.into()]);
        match self.write(batch) {
            Err(taken) if taken.is_conflict() => Ok(false),
            other => other.map(|()| true),
        }
    }

    /// Stops a schedule for good.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stop_schedule(&self, stamp: Stamp, id: ScheduleId) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.run(&STOP, vec![stamp.at.into(), id.into()]);
        let draft = Draft::new(Event::EnrichmentDecided, Action::Collect);
        change.record(draft.detail(format!("schedule {id} stopped")));
        change.commit().map(drop)
    }
}
