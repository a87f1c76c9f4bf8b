//! Lists over many people: by pseudonym and date only, never by a value.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{
    FactNo, FieldId, InformationDuty, LifecycleGroup, ObjectionKind, PurposeId, SourceType, SubjectId,
    SubjectKind,
};

use crate::mirror::condition::Condition;
use crate::model::{Ordinal, OrgId};
use crate::sql::{Row, SqlError, statements};
use crate::{Store, StoreError};

statements! {
    NOTICES_DUE = "SELECT s.public_id, n.notice_no, n.duty, n.due_at, o.name FROM notice n
        JOIN subject s ON s.subject_id = n.subject_id JOIN source o ON o.source_id = n.source_id
        WHERE n.status IN (1, 4) AND n.due_at < $1 AND s.state % 2 = 0 ORDER BY n.due_at LIMIT $2";
    NOTICES_OVERDUE = "SELECT COUNT(*) FROM (SELECT n.notice_no FROM notice n JOIN subject s
        ON s.subject_id = n.subject_id WHERE n.status IN (1, 4) AND n.due_at < $1 AND s.state % 2 = 0 LIMIT $2) late";
}

/// Which people a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Of this organisation.
    pub org: Option<OrgId>,
    /// Of this kind.
    pub kind: Option<SubjectKind>,
    /// With a value from such a source.
    pub source: Option<SourceType>,
    /// With a duty to inform that was due before this moment.
    pub notice_overdue_at: Option<Timestamp>,
    /// With a value whose term ends before this day.
    pub expiring_before: Option<Date>,
    /// Restricted or under a hold.
    pub restricted: bool,
    /// In this group.
    pub lifecycle: Option<LifecycleGroup>,
    /// Who objected to something.
    pub objected: bool,
}

impl PeopleFilter {
    /// The filter as a condition.
    pub fn condition(&self) -> Condition {
        let either = |conditions| Some(Condition::Any(conditions));
        let wishes = [
            self.org.map(Condition::Org),
            self.kind.map(Condition::Kind),
            self.source.map(Condition::From),
            self.notice_overdue_at.map(Condition::OwedBefore),
            self.expiring_before.map(Condition::EndingBefore),
            self.restricted.then(|| vec![Condition::Restricted, Condition::OnHold]).and_then(either),
            self.lifecycle.map(Condition::Lifecycle),
            self.objected
                .then(|| ObjectionKind::ALL.iter().copied().map(Condition::Objected).collect())
                .and_then(either),
        ];
        Condition::All(wishes.into_iter().flatten().collect())
    }
}

/// A duty to inform that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeDue {
    /// Whom.
    pub subject: SubjectId,
    /// Its number.
    pub no: u32,
    /// Which article.
    pub duty: InformationDuty,
    /// The last moment.
    pub due_at: Timestamp,
    /// Where their data came from.
    pub source_name: String,
}

impl Store {
    /// The people that pass the filter, newest first, older than `before`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people(
        &self,
        filter: &PeopleFilter,
        before: Option<Ordinal>,
        limit: u32,
    ) -> Result<Vec<Ordinal>, StoreError> {
        let mut people = self.people_who(&filter.condition())?;
        if let Some(before) = before {
            people.0.remove_range(before.0..);
        }
        Ok(people.page(0, limit as usize))
    }

    /// How many people are held.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_count(&self) -> Result<u64, StoreError> {
        Ok(self.overview()?.people())
    }

    /// How many people were erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn erased_count(&self) -> Result<u64, StoreError> {
        Ok(self.overview()?.erased())
    }

    /// How many values are held.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn facts_count(&self) -> Result<u64, StoreError> {
        Ok(self.overview()?.facts())
    }

    /// How many people came from each source since then, the most first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_by_source(&self, since: Timestamp, limit: u32) -> Result<Vec<(String, u64)>, StoreError> {
        let counted = self.mirror()?.people_by_source(since);
        let named = self.sources()?.into_iter();
        let mut named: Vec<(String, u64)> =
            named.filter_map(|source| Some((source.name, *counted.get(&source.id)?))).collect();
        named.sort_by(|(name, people), (other, others)| others.cmp(people).then_with(|| name.cmp(other)));
        named.truncate(limit as usize);
        Ok(named)
    }

    /// Duties to inform that are due before then, the most urgent first. What came back undelivered is still due.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notices_due(&self, before: Timestamp, limit: u32) -> Result<Vec<NoticeDue>, StoreError> {
        let read = |row: &Row| -> Result<NoticeDue, SqlError> {
            Ok(NoticeDue {
                subject: row.get(0)?,
                no: row.get(1)?,
                duty: row.get(2)?,
                due_at: row.get(3)?,
                source_name: row.get(4)?,
            })
        };
        let rows = self.work.read(&NOTICES_DUE, &[before.into(), limit.into()])?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    /// How many duties to inform were due before then; no more than `most` are counted, so that many late ones cost no more
    /// than a few.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notices_overdue(&self, before: Timestamp, most: u32) -> Result<u64, StoreError> {
        let row = self.work.read_one(&NOTICES_OVERDUE, &[before.into(), most.into()])?;
        Ok(row.map_or(Ok(0), |row| row.get(0))?)
    }

    /// Facts of which a purpose has ended by this day, as (person, fact), the oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn facts_due(&self, day: Date, limit: u32) -> Result<Vec<(Ordinal, FactNo)>, StoreError> {
        let due = self.mirror()?.facts_due(day);
        Ok(due.into_iter().take(limit as usize).map(|(_, person, no)| (person, no)).collect())
    }

    /// People of whom a value loses a purpose by this day, in the order of their numbers, behind `after`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_due(
        &self,
        day: Date,
        after: Option<Ordinal>,
        limit: u32,
    ) -> Result<Vec<Ordinal>, StoreError> {
        let mut due = self.mirror()?.people_due(day);
        if let Some(after) = after {
            due.remove_range(..=after.0);
        }
        Ok(due.into_iter().take(limit as usize).map(Ordinal).collect())
    }

    /// How many values lose a purpose on each day up to this one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn due_by_day(&self, last: Date) -> Result<Vec<(Date, u64)>, StoreError> {
        let overview = self.overview()?;
        let dated = |(day, values): (i32, u64)| Some((crate::person::date(day.into())?, values));
        let days =
            overview.due_by_day(last).map(|day| dated(day).ok_or(StoreError::Incomplete("readable day")));
        days.collect()
    }

    /// How many values stand for each field.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn values_by_field(&self) -> Result<BTreeMap<FieldId, u64>, StoreError> {
        Ok(self.overview()?.values_by_field().clone())
    }

    /// How many values stand for each purpose.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn values_by_purpose(&self) -> Result<BTreeMap<PurposeId, u64>, StoreError> {
        Ok(self.overview()?.values_by_purpose().clone())
    }
}
