//! What is held without being used (law R-000-14): when each field was last used for each purpose, as the ledger tells;
//! fields that were stopped; and how much excess there was, day by day. Fields and days only, no person.

use std::collections::hash_map::Entry as Entered;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Action, ActorId, Event, FieldId, PurposeId, SubjectId};

use crate::change::Draft;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::model::Stamp;
use crate::person::{date, epoch_day};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

/// Entries of the ledger looked at in one go.
const PAGE: u64 = 4_096;
/// The setting with the number of entries that were looked at.
const SEEN: &str = "minimise.seen";
/// What numbers of stops are counted under.
const COUNTER: &str = "field_stop";

statements! {
    // A value that came in counts as used then: nobody can have used it before.
    HELD = "INSERT INTO field_use (field, purpose, used_at) VALUES ($1, $2, $3) ON CONFLICT (field, purpose) DO NOTHING";
    USED = "INSERT INTO field_use (field, purpose, used_at) VALUES ($1, $2, $3) ON CONFLICT (field, purpose)
        DO UPDATE SET used_at = CASE WHEN field_use.used_at < $3 THEN $3 ELSE field_use.used_at END";
    USES = "SELECT field, purpose, used_at FROM field_use ORDER BY field, purpose";
    FACTS_OF = "SELECT facts FROM subject WHERE public_id = $1";
    STOP = "INSERT INTO field_stop (stop_id, field, stopped_by, stopped_at, erase_on, erased)
        VALUES ($1, $2, $3, $4, $5, 0)";
    RESUME = "UPDATE field_stop SET undone_at = $1 WHERE stop_id = $2 AND undone_at IS NULL";
    ERASED = "UPDATE field_stop SET erased_at = $1, erased = $2 WHERE stop_id = $3 AND undone_at IS NULL
        AND erased_at IS NULL";
    STOPS = "SELECT stop_id, field, stopped_by, stopped_at, erase_on, undone_at, erased_at, erased FROM field_stop
        ORDER BY stop_id DESC";
    SAMPLE = "INSERT INTO excess_sample (day, held, unused, risk) VALUES ($1, $2, $3, $4) ON CONFLICT (day)
        DO UPDATE SET held = $2, unused = $3, risk = $4";
    SAMPLES = "SELECT day, held, unused, risk FROM excess_sample WHERE day >= $1 ORDER BY day";
}

/// When a field was last used for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldUse {
    /// The field.
    pub field: FieldId,
    /// The purpose.
    pub purpose: PurposeId,
    /// When it was last used, or first came in.
    pub used_at: Timestamp,
}

/// A field that takes no new values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldStop {
    /// Its number.
    pub id: u32,
    /// The field.
    pub field: FieldId,
    /// Who stopped it.
    pub stopped_by: ActorId,
    /// When.
    pub stopped_at: Timestamp,
    /// The day on which what is held of it is erased.
    pub erase_on: Date,
    /// When it was taken back: the field takes values again.
    pub undone_at: Option<Timestamp>,
    /// When its values were erased.
    pub erased_at: Option<Timestamp>,
    /// How many values were erased.
    pub erased: u64,
}

impl FieldStop {
    /// Whether the field takes no values now.
    pub fn stands(&self) -> bool {
        self.undone_at.is_none()
    }
}

/// How much was held, and how much of it without use, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExcessSample {
    /// The day.
    pub day: Date,
    /// Values held.
    pub held: u64,
    /// Of these, values of fields that nobody used.
    pub unused: u64,
    /// The risk they carry.
    pub risk: u64,
}

impl Store {
    /// Learns from the entries that came since the last time which fields were used for which purposes. Returns how many
    /// entries were looked at.
    ///
    /// # Errors
    /// Where the database fails; doing it again goes on.
    pub fn follow_use(&self) -> Result<u64, StoreError> {
        let seen = self.setting(SEEN)?.and_then(|seen| seen.parse().ok()).unwrap_or(0);
        let size = self.ledger().size()?;
        for from in (seen..size).step_by(PAGE as usize) {
            let to = size.min(from + PAGE);
            self.learn_use(&self.ledger().entries(from, to)?)?;
            self.set(SEEN, &to.to_string())?;
        }
        Ok(size.saturating_sub(seen))
    }

    fn learn_use(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let mut known: HashMap<SubjectId, Facts> = HashMap::new();
        let mut held: BTreeMap<(FieldId, PurposeId), Timestamp> = BTreeMap::new();
        let mut used = held.clone();
        for entry in entries.iter().filter(|entry| !entry.facts.is_empty()) {
            let (Some(subject), Some(purpose)) = (entry.subject, entry.purpose) else { continue };
            let when = match entry.event {
                Event::Collected => &mut held,
                Event::Read | Event::Exported | Event::Disclosed => &mut used,
                _ => continue,
            };
            let facts: &Facts = match known.entry(subject) {
                Entered::Occupied(place) => place.into_mut(),
                Entered::Vacant(place) => {
                    let row = self.work.read_one(&FACTS_OF, &[subject.into()])?;
                    place.insert(row.map(|row| row.get(0)).transpose()?.unwrap_or_default())
                }
            };
            for fact in facts.iter().filter(|fact| entry.facts.contains(&fact.no)) {
                let at = when.entry((fact.field, purpose)).or_insert(entry.at);
                // A first value is as old as the oldest, a use as young as the youngest.
                *at = if entry.event == Event::Collected { (*at).min(entry.at) } else { (*at).max(entry.at) };
            }
        }
        let mut batch = Batch::default();
        for (statement, times) in [(&HELD, held), (&USED, used)] {
            for ((field, purpose), at) in times {
                batch.run(statement, vec![field.into(), purpose.into(), at.into()]);
            }
        }
        self.write(batch)
    }

    /// When each field was last used for each purpose it was ever held for.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn field_uses(&self) -> Result<Vec<FieldUse>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            Ok(FieldUse { field: row.get(0)?, purpose: row.get(1)?, used_at: row.get(2)? })
        };
        self.work.read(&USES, &[])?.iter().map(read).collect()
    }

    /// Stops a field: nothing comes in from now on, and on a day what is held of it is erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stop_field(&self, stamp: Stamp, field: FieldId, erase_on: Date) -> Result<u32, StoreError> {
        let id = self.take_numbers(COUNTER, 1)?;
        let mut change = self.change(stamp);
        let values: Vec<Value> =
            vec![id.into(), field.into(), stamp.actor.0.into(), stamp.at.into(), epoch_day(erase_on).into()];
        change.run(&STOP, values);
        let detail = format!("stop {id}: field {} takes nothing, erased on {erase_on}", field.0);
        change.record(Draft::new(Event::FieldStopped, Action::Use).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Lets a stopped field take values again. What was erased stays so.
    ///
    /// # Errors
    /// A conflict where it was taken back before.
    pub fn resume_field(&self, stamp: Stamp, stop: &FieldStop) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.guard(&RESUME, vec![stamp.at.into(), stop.id.into()]);
        let detail = format!("stop {}: field {} takes values again", stop.id, stop.field.0);
        change.record(Draft::new(Event::FieldStopped, Action::Use).detail(detail));
        change.commit().map(drop)
    }

    /// Notes that the values of a stopped field were erased.
    ///
    /// # Errors
    /// A conflict where that was noted, or the stop was taken back.
    pub fn field_erased(&self, stamp: Stamp, stop: &FieldStop, values: u64) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let count = Value::Int(i64::try_from(values).unwrap_or(i64::MAX));
        change.guard(&ERASED, vec![stamp.at.into(), count, stop.id.into()]);
        let detail = format!("stop {}: {values} values of field {} erased", stop.id, stop.field.0);
        change.record(Draft::new(Event::FieldStopped, Action::Erase).detail(detail));
        change.commit().map(drop)
    }

    /// Every stop there ever was, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn field_stops(&self) -> Result<Vec<FieldStop>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            Ok(FieldStop {
                id: row.get(0)?,
                field: row.get(1)?,
                stopped_by: ActorId(row.get(2)?),
                stopped_at: row.get(3)?,
                erase_on: date(row.get(4)?).ok_or(StoreError::Incomplete("readable day"))?,
                undone_at: row.get(5)?,
                erased_at: row.get(6)?,
                erased: row.get(7)?,
            })
        };
        self.work.read(&STOPS, &[])?.iter().map(read).collect()
    }

    /// The fields that take no values now.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn stopped_fields(&self) -> Result<BTreeSet<FieldId>, StoreError> {
        let stops = self.field_stops()?;
        Ok(stops.iter().filter(|stop| stop.stands()).map(|stop| stop.field).collect())
    }

    /// Keeps how much excess there is on a day; the last word of the day counts.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sample_excess(&self, sample: ExcessSample) -> Result<(), StoreError> {
        let number = |count: u64| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
        let ExcessSample { day, held, unused, risk } = sample;
        let mut batch = Batch::default();
        batch.run(&SAMPLE, vec![epoch_day(day).into(), number(held), number(unused), number(risk)]);
        self.write(batch)
    }

    /// How much excess there was on each day since then.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn excess_since(&self, first: Date) -> Result<Vec<ExcessSample>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            Ok(ExcessSample {
                day: date(row.get(0)?).ok_or(StoreError::Incomplete("readable day"))?,
                held: row.get(1)?,
                unused: row.get(2)?,
                risk: row.get(3)?,
            })
        };
        self.work.read(&SAMPLES, &[epoch_day(first).into()])?.iter().map(read).collect()
    }
}
