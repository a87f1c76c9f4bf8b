//! Sources: where values came from.

use jiff::Timestamp;
use zgoda_law::{Action, Event, InformationDuty, SourceType};

use crate::change::{Change, Draft};
use crate::model::{Source, SourceId, Stamp};
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO source (source_id, kind, name, duty, is_public, occurred_at, approved_at, evidence, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    BY_ID = "SELECT source_id, kind, name, duty, is_public, occurred_at, approved_at, evidence FROM source
        WHERE source_id = $1";
    LIST = "SELECT source_id, kind, name, duty, is_public, occurred_at, approved_at, evidence FROM source
        ORDER BY source_id DESC";
}

/// A source to be described.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// What kind.
    pub kind: SourceType,
    /// What people call it.
    pub name: String,
    /// Which information duty it carries.
    pub duty: InformationDuty,
    /// Whether it is publicly accessible.
    pub is_public: bool,
    /// When the data were given there.
    pub occurred_at: Timestamp,
    /// Whether the one who describes it approves it for use.
    pub approved: bool,
    /// What proves it.
    pub evidence: String,
}

pub(crate) fn source(row: &Row, first: usize) -> Result<Source, StoreError> {
    Ok(Source {
        id: row.get(first)?,
        kind: row.get(first + 1)?,
        name: row.get(first + 2)?,
        duty: row.get(first + 3)?,
        is_public: row.get(first + 4)?,
        occurred_at: row.get(first + 5)?,
        approved_at: row.get(first + 6)?,
        evidence: row.get(first + 7)?,
    })
}

impl Store {
    /// Describes a source.
    ///
    /// # Errors
    /// Where it has no name, or the database fails.
    pub fn add_source(&self, stamp: Stamp, new: NewSource) -> Result<SourceId, StoreError> {
        let id = SourceId(self.take_numbers("source", 1)?);
        let mut change = self.change(stamp);
        change.add_source(id, &new)?;
        change.commit()?;
        Ok(id)
    }

    /// Takes numbers for `count` sources that are described with [`Change::add_source`].
    ///
    /// # Errors
    /// Where the database fails.
    pub fn reserve_sources(&self, count: u32) -> Result<std::ops::Range<u32>, StoreError> {
        let first = self.take_ahead("source", count)?;
        Ok(first..first.saturating_add(count))
    }

    /// The source with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn source(&self, id: SourceId) -> Result<Source, StoreError> {
        let row = self.work.read_one(&BY_ID, &[id.into()])?.ok_or(StoreError::NotFound("source"))?;
        source(&row, 0)
    }

    /// All sources, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        self.work.read(&LIST, &[])?.iter().map(|row| source(row, 0)).collect()
    }
}

impl Change<'_> {
    /// Describes a source under a reserved number, together with what else the change does.
    ///
    /// # Errors
    /// Where it has no name.
    pub fn add_source(&mut self, id: SourceId, new: &NewSource) -> Result<Source, StoreError> {
        if new.name.trim().is_empty() {
            return Err(StoreError::Incomplete("name of its source"));
        }
        let at = self.stamp().at;
        let approved_at = new.approved.then_some(at);
        let values: Vec<Value> = vec![
            id.into(),
            new.kind.into(),
            new.name.trim().into(),
            new.duty.into(),
            new.is_public.into(),
            new.occurred_at.into(),
            approved_at.into(),
            new.evidence.as_str().into(),
            at.into(),
        ];
        self.run(&INSERT, values);
        self.record(Draft::new(Event::SourceAdded, Action::Collect).detail(format!("source {id}")));
        Ok(Source {
            id,
            kind: new.kind,
            name: new.name.trim().to_owned(),
            duty: new.duty,
            is_public: new.is_public,
            occurred_at: new.occurred_at,
            approved_at,
            evidence: new.evidence.clone(),
        })
    }
}
