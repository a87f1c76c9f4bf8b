//! Imports: what came in with which file, what was refused and why, and what an undo must take back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::{Action, ActorId, Event};

use crate::change::{Change, Draft};
use crate::model::{ImportId, Ordinal, SourceId, Stamp};
use crate::sql::{Batch, Row, Value, statements, table};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO import (import_id, source_id, file_digest, file_kind, mapping, actor, started_at, counts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    BY_ID = "SELECT import_id, source_id, file_digest, file_kind, mapping, actor, started_at, finished_at, undone_at,
        counts FROM import WHERE import_id = $1";
    LIST = "SELECT import_id, source_id, file_digest, file_kind, mapping, actor, started_at, finished_at, undone_at,
        counts FROM import ORDER BY import_id DESC LIMIT $1";
    COUNT_UP = "UPDATE import SET counts = $1 WHERE import_id = $2";
    FINISH = "UPDATE import SET counts = $1, finished_at = $2 WHERE import_id = $3";
    UNDO = "UPDATE import SET undone_at = $1 WHERE import_id = $2 AND undone_at IS NULL";
    REFUSALS = "SELECT row_no, code FROM import_refusal WHERE import_id = $1 ORDER BY row_no, code LIMIT $2";
    REFUSAL_COUNTS = "SELECT code, COUNT(*) FROM import_refusal WHERE import_id = $1 GROUP BY code ORDER BY code";
}

table! { REFUSAL = "import_refusal" { import_id: Int, row_no: Int, code: Text } }

/// How an import went, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportCounts {
    /// Rows read.
    pub rows: u64,
    /// People who were not there.
    pub imported: u64,
    /// People who were there; their values were confirmed or added to.
    pub confirmed: u64,
    /// Rows refused.
    pub refused: u64,
    /// Rows dropped because they match a suppression.
    pub suppressed: u64,
    /// Cells put aside because they hold what must not be held.
    pub quarantined: u64,
    /// Negative states taken over: unsubscribed, do not call.
    pub opted_out: u64,
    /// Values that no purpose needs and that were not kept.
    pub discarded: u64,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its number.
    pub id: ImportId,
    /// The source its rows came from.
    pub source: SourceId,
    /// SHA-256 of the file.
    pub file_digest: [u8; 32],
    /// What the file was recognised as.
    pub file_kind: String,
    /// The mapping used, as JSON.
    pub mapping: String,
    /// Who started it.
    pub actor: ActorId,
    /// When.
    pub started_at: Timestamp,
    /// When it was through; `None` while it runs or if it was cut off.
    pub finished_at: Option<Timestamp>,
    /// When it was taken back.
    pub undone_at: Option<Timestamp>,
    /// How it went.
    pub counts: ImportCounts,
}

fn import(row: &Row) -> Result<Import, StoreError> {
    Ok(Import {
        id: row.get(0)?,
        source: row.get(1)?,
        file_digest: row.get(2)?,
        file_kind: row.get(3)?,
        mapping: row.get(4)?,
        actor: ActorId(row.get(5)?),
        started_at: row.get(6)?,
        finished_at: row.get(7)?,
        undone_at: row.get(8)?,
        counts: serde_json::from_str(&row.get::<String>(9)?).map_err(StoreError::Journal)?,
    })
}

fn text(counts: &ImportCounts) -> Result<Value, StoreError> {
    Ok(serde_json::to_string(counts).map_err(StoreError::Journal)?.into())
}

impl Store {
    /// Begins an import.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begin_import(
        &self,
        stamp: Stamp,
        source: SourceId,
        file_digest: [u8; 32],
        file_kind: &str,
        mapping: &str,
    ) -> Result<ImportId, StoreError> {
        let id = ImportId(self.take_numbers("import", 1)?);
        let mut batch = Batch::default();
        let values: Vec<Value> = vec![
            id.into(),
            source.into(),
            file_digest.into(),
            file_kind.into(),
            mapping.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            text(&ImportCounts::default())?,
        ];
        batch.run(&INSERT, values);
        self.write(batch)?;
        Ok(id)
    }

    /// Marks an import as through.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn finish_import(&self, stamp: Stamp, id: ImportId, counts: &ImportCounts) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.run(&FINISH, vec![text(counts)?, stamp.at.into(), id.into()]);
        let detail = format!("import {id}: {} new, {} refused", counts.imported, counts.refused);
        change.record(Draft::new(Event::Imported, Action::Collect).detail(detail));
        change.commit().map(drop)
    }

    /// The import with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn import(&self, id: ImportId) -> Result<Import, StoreError> {
        import(&self.work.read_one(&BY_ID, &[id.into()])?.ok_or(StoreError::NotFound("import"))?)
    }

    /// The latest imports, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn imports(&self, limit: u32) -> Result<Vec<Import>, StoreError> {
        self.work.read(&LIST, &[limit.into()])?.iter().map(import).collect()
    }

    /// Which rows were refused, and the code of the reason.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn refusals(&self, id: ImportId, limit: u32) -> Result<Vec<(u64, String)>, StoreError> {
        let rows = self.work.read(&REFUSALS, &[id.into(), limit.into()])?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect::<Result<_, crate::sql::SqlError>>()?)
    }

    /// How many rows were refused for each reason.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn refusal_counts(&self, id: ImportId) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = self.work.read(&REFUSAL_COUNTS, &[id.into()])?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect::<Result<_, crate::sql::SqlError>>()?)
    }

    /// The people of whom an import brought values and who are not erased, by number, after the given one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn touched_by_import(
        &self,
        id: ImportId,
        after: Ordinal,
        limit: u32,
    ) -> Result<Vec<Ordinal>, StoreError> {
        Ok(self.mirror()?.brought_by(id, after, limit as usize))
    }

    /// The people whom an import brought and who are not erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_of_import(&self, id: ImportId) -> Result<Vec<Ordinal>, StoreError> {
        Ok(self.mirror()?.people_of_import(id))
    }
}

impl Change<'_> {
    /// Notes that a row was refused. The code says why; nothing of the row is kept.
    pub fn refuse_row(&mut self, id: ImportId, row_no: u64, code: &str) {
        let row_no = i64::try_from(row_no).unwrap_or(i64::MAX);
        self.batch().insert(&REFUSAL, vec![id.into(), row_no.into(), code.into()]);
    }

    /// Keeps the counts of a running import in step with what this change commits.
    ///
    /// # Errors
    /// Where the counts cannot be written down.
    pub fn count_import(&mut self, id: ImportId, counts: &ImportCounts) -> Result<(), StoreError> {
        self.run(&COUNT_UP, vec![text(counts)?, id.into()]);
        Ok(())
    }

    /// Marks an import as taken back. Its people are erased one by one beside it.
    pub fn undo_import(&mut self, id: ImportId) {
        let at = self.stamp().at;
        self.batch().run_one(&UNDO, vec![at.into(), id.into()]);
        self.record(Draft::new(Event::ImportUndone, Action::Erase).detail(format!("import {id}")));
    }
}
