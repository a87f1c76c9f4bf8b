//! What organisations are compared by: a few of their standing facts, for many at a time.

use zgoda_law::SourceType;

use crate::model::OrgId;
use crate::sql::{Row, statements};
use crate::{Store, StoreError};

statements! {
    MARKS = "SELECT org_id, next_no FROM organisation ORDER BY org_id";
    BETWEEN = "SELECT f.org_id, f.field, f.value, f.obtained_at, f.confirmed_at, s.kind FROM organisation_fact f
        JOIN source s ON s.source_id = f.source_id
        WHERE f.org_id > $1 AND f.org_id <= $2 AND f.ended_at IS NULL ORDER BY f.org_id, f.fact_no";
}

/// A standing fact about an organisation, as short as comparing needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trait {
    /// Whose.
    pub org: OrgId,
    /// A stable name such as `legal_form`.
    pub field: String,
    /// The value.
    pub value: String,
    /// When it was obtained.
    pub obtained_at: jiff::Timestamp,
    /// When it was last seen to be still so.
    pub confirmed_at: jiff::Timestamp,
    /// What kind of source said it.
    pub source: SourceType,
}

impl Store {
    /// Every organisation with a mark that moves whenever what is told of it changes.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_marks(&self) -> Result<Vec<(OrgId, u32)>, StoreError> {
        self.work.read(&MARKS, &[])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// The standing facts of the organisations after one number and up to another, each organisation's together.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn traits_between(&self, after: OrgId, up_to: OrgId) -> Result<Vec<Trait>, StoreError> {
        let read = |row: &Row| -> Result<Trait, StoreError> {
            Ok(Trait {
                org: row.get(0)?,
                field: row.get(1)?,
                value: row.get(2)?,
                obtained_at: row.get(3)?,
                confirmed_at: row.get(4)?,
                source: row.get(5)?,
            })
        };
        self.work.read(&BETWEEN, &[after.into(), up_to.into()])?.iter().map(read).collect()
    }
}
