//! Alarms of bulk reading (law R-000-19): somebody saw more people than their roles let pass unnoticed, and what was found
//! out about it. One alarm for one entry of the ledger and one kind, however often and by how many processes it is counted.

use jiff::Timestamp;
use zgoda_law::{Action, ActorId, Event};

use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    RAISE = "INSERT INTO bulk_alarm (seq, kind, account_id, raised_at, people, allowed) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (seq, kind) DO NOTHING";
    EVERY = "SELECT seq, kind, account_id, raised_at, people, allowed, answered_by, answered_at, word FROM bulk_alarm
        ORDER BY seq DESC, kind";
    ANSWER = "UPDATE bulk_alarm SET answered_by = $1, answered_at = $2, word = $3 WHERE seq = $4 AND kind = $5
        AND answered_at IS NULL";
}

crate::closed_numbers! {
    /// What was done to many: opened within an hour or a day, seen in lists within a day, taken out within a day.
    BulkKind {
        OpenedHour = 1 "opened_hour",
        OpenedDay = 2 "opened_day",
        ListedDay = 3 "listed_day",
        ExportedDay = 4 "exported_day",
    }
}

/// An alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkAlarm {
    /// The entry of the ledger by which the limit was passed.
    pub seq: u64,
    /// What was done to many.
    pub kind: BulkKind,
    /// By whom.
    pub account: ActorId,
    /// When the limit was passed.
    pub raised_at: Timestamp,
    /// How many people it was then.
    pub people: u32,
    /// How many pass unnoticed.
    pub allowed: u32,
    /// Who answered it, and when.
    pub answered: Option<(ActorId, Timestamp)>,
    /// What was found out.
    pub word: String,
}

fn alarm(row: &Row) -> Result<BulkAlarm, StoreError> {
    let answered = Option::zip(row.get::<Option<u32>>(6)?, row.get::<Option<Timestamp>>(7)?);
    Ok(BulkAlarm {
        seq: row.get(0)?,
        kind: row.get(1)?,
        account: ActorId(row.get(2)?),
        raised_at: row.get(3)?,
        people: row.get(4)?,
        allowed: row.get(5)?,
        answered: answered.map(|(by, at)| (ActorId(by), at)),
        word: row.get::<Option<String>>(8)?.unwrap_or_default(),
    })
}

fn signed(seq: u64) -> Value {
    i64::try_from(seq).unwrap_or(i64::MAX).into()
}

impl Store {
    /// Raises an alarm and tells the ledger; nothing happens where it was raised before.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn raise_alarm(&self, stamp: Stamp, alarm: &BulkAlarm) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let values: Vec<Value> = vec![
            signed(alarm.seq),
            alarm.kind.into(),
            alarm.account.0.into(),
            alarm.raised_at.into(),
            alarm.people.into(),
            alarm.allowed.into(),
        ];
        change.guard(&RAISE, values);
        let (kind, account, people) = (alarm.kind.name(), alarm.account.0, alarm.people);
        let detail = format!("{kind} by account {account}: {people} at entry {}", alarm.seq);
        change.record(Draft::new(Event::BulkReadFound, Action::Use).detail(detail));
        match change.commit() {
            Err(known) if known.is_conflict() => Ok(()),
            other => other.map(drop),
        }
    }

    /// Every alarm there ever was, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn alarms(&self) -> Result<Vec<BulkAlarm>, StoreError> {
        self.work.read(&EVERY, &[])?.iter().map(alarm).collect()
    }

    /// Keeps what was found out about an alarm.
    ///
    /// # Errors
    /// A conflict where there is none or it was answered before.
    pub fn answer_alarm(&self, stamp: Stamp, seq: u64, kind: BulkKind, word: &str) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let values: Vec<Value> =
            vec![stamp.actor.0.into(), stamp.at.into(), word.into(), signed(seq), kind.into()];
        change.guard(&ANSWER, values);
        let detail = format!("{} at entry {seq}", kind.name());
        change.record(Draft::new(Event::BulkReadAnswered, Action::Use).detail(detail));
        change.commit().map(drop)
    }
}
