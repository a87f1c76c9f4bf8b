//! Lists over many people: by pseudonym and date only, never by a value.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{InformationDuty, LifecycleGroup, PurposeId, SourceType, SubjectId, SubjectKind};

use crate::model::{Link, Ordinal, OrgId, RequestKind};
use crate::person::epoch_day;
use crate::sql::{Row, SqlError, Value, statements};
use crate::{Store, StoreError};

/// The people who pass a [`PeopleFilter`], whose values are `$2` to `$9`; zero lets everybody pass.
macro_rules! passing {
    () => {
        "FROM subject s WHERE s.subject_id < $1 AND s.state % 2 = 0
        AND (CAST($2 AS BIGINT) = 0 OR s.org_id = $2)
        AND (CAST($3 AS BIGINT) = 0 OR s.kind = $3)
        AND (CAST($4 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM fact f JOIN grounds g ON g.grounds_id = f.grounds_id
            JOIN source o ON o.source_id = g.source_id
            WHERE f.subject_id = s.subject_id AND f.ended_at IS NULL AND o.kind = $4))
        AND (CAST($5 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM notice n
            WHERE n.subject_id = s.subject_id AND n.status IN (1, 4) AND n.due_at < $5))
        AND (CAST($6 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM fact f
            WHERE f.subject_id = s.subject_id AND f.next_day < $6))
        AND (CAST($7 AS BIGINT) = 0 OR s.state >= 2)
        AND (CAST($8 AS BIGINT) = 0 OR s.lifecycle = $8)
        AND (CAST($9 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM objection j WHERE j.subject_id = s.subject_id))"
    };
}

statements! {
    PAGE = concat!("SELECT s.subject_id ", passing!(), " ORDER BY s.subject_id DESC LIMIT $10 OFFSET $11");
    COUNT_PASSING = concat!("SELECT COUNT(*) ", passing!());
    COUNT = "SELECT COUNT(*) FROM subject WHERE state % 2 = 0";
    COUNT_ERASED = "SELECT COUNT(*) FROM subject WHERE state % 2 = 1";
    FACTS_HELD = "SELECT COUNT(*) FROM fact WHERE ended_at IS NULL";
    BY_SOURCE = "SELECT o.source_id, o.name, COUNT(DISTINCT f.subject_id) FROM fact f
        JOIN grounds g ON g.grounds_id = f.grounds_id JOIN source o ON o.source_id = g.source_id
        WHERE f.obtained_at >= $1 AND f.ended_at IS NULL GROUP BY o.source_id, o.name ORDER BY 3 DESC, o.name LIMIT $2";
    NOTICES_DUE = "SELECT s.public_id, n.notice_no, n.duty, n.due_at, o.name FROM notice n
        JOIN subject s ON s.subject_id = n.subject_id JOIN source o ON o.source_id = n.source_id
        WHERE n.status IN (1, 4) AND n.due_at < $1 AND s.state % 2 = 0 ORDER BY n.due_at LIMIT $2";
    NOTICES_OVERDUE = "SELECT COUNT(*) FROM notice n JOIN subject s ON s.subject_id = n.subject_id
        WHERE n.status IN (1, 4) AND n.due_at < $1 AND s.state % 2 = 0";
    REQUESTS_OPEN = "SELECT s.public_id, r.request_no, r.kind, r.due_at FROM request r
        JOIN subject s ON s.subject_id = r.subject_id WHERE r.answered_at IS NULL ORDER BY r.due_at LIMIT $1";
    FACTS_DUE = "SELECT f.subject_id, f.fact_no FROM fact f WHERE f.next_day <= $1 ORDER BY f.next_day, f.subject_id
        LIMIT $2";
    PEOPLE_DUE = "SELECT DISTINCT subject_id FROM fact WHERE next_day <= $1 AND subject_id > $2 ORDER BY subject_id
        LIMIT $3";
    HELD_BY_GROUNDS = "SELECT g.links, COUNT(*) FROM fact f JOIN grounds g ON g.grounds_id = f.grounds_id
        WHERE f.ended_at IS NULL GROUP BY g.grounds_id, g.links";
    DUE_BY_DAY = "SELECT next_day, COUNT(*) FROM fact WHERE next_day <= $1 GROUP BY next_day ORDER BY next_day";
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
    /// The filter as the first nine parameters of its statements.
    fn params(&self, before: Option<Ordinal>) -> [Value; 9] {
        let or_zero = |value: Option<Value>| value.unwrap_or(Value::Int(0));
        [
            before.map_or(Value::Int(i64::MAX), Value::from),
            or_zero(self.org.map(Value::from)),
            or_zero(self.kind.map(Value::from)),
            or_zero(self.source.map(Value::from)),
            or_zero(self.notice_overdue_at.map(Value::from)),
            or_zero(self.expiring_before.map(|day| epoch_day(day).into())),
            self.restricted.into(),
            or_zero(self.lifecycle.map(Value::from)),
            self.objected.into(),
        ]
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

/// A request that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDue {
    /// Whose.
    pub subject: SubjectId,
    /// Its number.
    pub no: u32,
    /// Which right.
    pub kind: RequestKind,
    /// The last moment.
    pub due_at: Timestamp,
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
        self.page(filter, before, limit, 0)
    }

    /// The people on one page of the list that the filter leaves: newest first, without the first `skip`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_page(
        &self,
        filter: &PeopleFilter,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Ordinal>, StoreError> {
        self.page(filter, None, limit, skip)
    }

    /// How many people pass the filter.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_passing(&self, filter: &PeopleFilter) -> Result<u64, StoreError> {
        let row = self.work.read_one(&COUNT_PASSING, &filter.params(None))?;
        Ok(row.map_or(Ok(0), |row| row.get(0))?)
    }

    fn page(
        &self,
        filter: &PeopleFilter,
        before: Option<Ordinal>,
        limit: u32,
        skip: u32,
    ) -> Result<Vec<Ordinal>, StoreError> {
        let params: Vec<Value> =
            filter.params(before).into_iter().chain([limit.into(), skip.into()]).collect();
        let rows = self.work.read(&PAGE, &params)?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// How many people are held.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_count(&self) -> Result<u64, StoreError> {
        self.count(&COUNT)
    }

    /// How many people were erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn erased_count(&self) -> Result<u64, StoreError> {
        self.count(&COUNT_ERASED)
    }

    /// How many values are held.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn facts_count(&self) -> Result<u64, StoreError> {
        self.count(&FACTS_HELD)
    }

    fn count(&self, statement: &'static crate::sql::Statement) -> Result<u64, StoreError> {
        Ok(self.work.read_one(statement, &[])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// How many people came from each source since then, the most first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_by_source(&self, since: Timestamp, limit: u32) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = self.work.read(&BY_SOURCE, &[since.into(), limit.into()])?;
        Ok(rows.iter().map(|row| Ok((row.get(1)?, row.get(2)?))).collect::<Result<_, SqlError>>()?)
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

    /// How many duties to inform were due before then.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn notices_overdue(&self, before: Timestamp) -> Result<u64, StoreError> {
        Ok(self.work.read_one(&NOTICES_OVERDUE, &[before.into()])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// Requests that wait for an answer, the most urgent first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn requests_due(&self, limit: u32) -> Result<Vec<RequestDue>, StoreError> {
        let read = |row: &Row| -> Result<RequestDue, SqlError> {
            Ok(RequestDue { subject: row.get(0)?, no: row.get(1)?, kind: row.get(2)?, due_at: row.get(3)? })
        };
        let rows = self.work.read(&REQUESTS_OPEN, &[limit.into()])?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    /// Facts of which a purpose has ended by this day, as (person, fact), the oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn facts_due(&self, day: Date, limit: u32) -> Result<Vec<(Ordinal, zgoda_law::FactNo)>, StoreError> {
        let rows = self.work.read(&FACTS_DUE, &[epoch_day(day).into(), limit.into()])?;
        Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, SqlError>>()?)
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
        let params = [epoch_day(day).into(), after.map_or(Value::Int(-1), Value::from), limit.into()];
        let rows = self.work.read(&PEOPLE_DUE, &params)?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, SqlError>>()?)
    }

    /// How many values lose a purpose on each day up to this one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn due_by_day(&self, last: Date) -> Result<Vec<(Date, u64)>, StoreError> {
        let rows = self.work.read(&DUE_BY_DAY, &[epoch_day(last).into()])?;
        let read = |row: &Row| -> Result<(Date, u64), StoreError> {
            let day = crate::person::date(row.get(0)?).ok_or(StoreError::Incomplete("readable day"))?;
            Ok((day, row.get(1)?))
        };
        rows.iter().map(read).collect()
    }

    /// How many values stand for each purpose.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn values_by_purpose(&self) -> Result<BTreeMap<PurposeId, u64>, StoreError> {
        let mut held = BTreeMap::new();
        for row in self.work.read(&HELD_BY_GROUNDS, &[])? {
            let links: Vec<Link> =
                serde_json::from_str(&row.get::<String>(0)?).map_err(StoreError::Journal)?;
            let purposes: BTreeSet<PurposeId> = links.iter().map(|link| link.purpose).collect();
            let values: u64 = row.get(1)?;
            purposes.into_iter().for_each(|purpose| *held.entry(purpose).or_default() += values);
        }
        Ok(held)
    }
}
