//! Files that were written: one, all of them, those whose day has come, those a person is in.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::ActorId;

use super::{Destroyed, Export, RecipientKind, fields};
use crate::model::{ExportId, Ordinal};
use crate::person::{date, epoch_day};
use crate::sql::{Row, statements};
use crate::{Store, StoreError};

statements! {
    ONE = "SELECT export_id, purpose, fields, recipient_kind, recipient, country, format, public_key, chosen, refused,
        made_by, made_at, expires_on, people, held, bytes, digest, destroyed_on, settled_by, settled_at, proof FROM export
        WHERE export_id = $1";
    SOME = "SELECT export_id, purpose, fields, recipient_kind, recipient, country, format, public_key, chosen, refused,
        made_by, made_at, expires_on, people, held, bytes, digest, destroyed_on, settled_by, settled_at, proof FROM export
        WHERE made_at <= $1 ORDER BY export_id DESC LIMIT $2";
    OUT = "SELECT export_id, purpose, fields, recipient_kind, recipient, country, format, public_key, chosen, refused,
        made_by, made_at, expires_on, people, held, bytes, digest, destroyed_on, settled_by, settled_at, proof FROM export
        WHERE settled_at IS NULL AND people > 0 AND expires_on < $1 ORDER BY expires_on, export_id LIMIT $2";
    OF_PERSON = "SELECT e.export_id, e.purpose, s.fields, e.recipient_kind, e.recipient, e.country, e.format, e.public_key,
        e.chosen, e.refused, e.made_by, e.made_at, e.expires_on, e.people, e.held, e.bytes, e.digest, e.destroyed_on,
        e.settled_by, e.settled_at, e.proof FROM export_subject s JOIN export e ON e.export_id = s.export_id
        WHERE s.subject_id = $1 ORDER BY e.export_id DESC";
    TOTALS = "SELECT COUNT(*), CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM export WHERE settled_at IS NULL AND people > 0";
}

/// The files that are out: not destroyed, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ExportTotals {
    /// How many files.
    pub files: u64,
    /// How many people are in them, counted once for each file.
    pub people: u64,
}

impl Export {
    /// Whether the file may still be somewhere.
    pub fn is_out(&self) -> bool {
        self.destroyed.is_none() && self.people > 0
    }

    /// Whether somebody else received it.
    pub fn is_disclosure(&self) -> bool {
        self.kind != RecipientKind::Own
    }
}

fn day(number: i64) -> Result<Date, StoreError> {
    date(number).ok_or(StoreError::Incomplete("readable day"))
}

fn export(row: &Row) -> Result<Export, StoreError> {
    let refused: String = row.get(9)?;
    let file = row.get::<Option<u64>>(15)?.zip(row.get::<Option<Vec<u8>>>(16)?);
    let destroyed = match (row.get::<Option<i64>>(17)?, row.get(18)?, row.get::<Option<Timestamp>>(19)?) {
        (Some(on), Some(by), Some(at)) => {
            let proof = row.get::<Option<String>>(20)?.unwrap_or_default();
            Some(Destroyed { on: day(on)?, by: ActorId(by), at, proof })
        }
        _ => None,
    };
    Ok(Export {
        id: row.get(0)?,
        purpose: row.get(1)?,
        fields: fields(&row.get::<String>(2)?),
        kind: row.get(3)?,
        recipient: row.get(4)?,
        country: row.get(5)?,
        format: row.get(6)?,
        public_key: row.get(7)?,
        chosen: row.get(8)?,
        refused: serde_json::from_str(&refused).map_err(|_| StoreError::Incomplete("readable counts"))?,
        made_by: ActorId(row.get(10)?),
        made_at: row.get(11)?,
        expires_on: day(row.get(12)?)?,
        people: row.get(13)?,
        values: row.get(14)?,
        file: file.map(|(bytes, digest)| (bytes, hex::encode(digest))),
        destroyed,
    })
}

impl Store {
    /// One file.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none of this number.
    pub fn export(&self, id: ExportId) -> Result<Export, StoreError> {
        let row = self.work.read_one(&ONE, &[id.into()])?;
        export(&row.ok_or(StoreError::NotFound("export"))?)
    }

    /// The files that were begun by a moment, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn exports(&self, at: Timestamp, limit: u32) -> Result<Vec<Export>, StoreError> {
        self.work.read(&SOME, &[at.into(), limit.into()])?.iter().map(export).collect()
    }

    /// The files that may still be somewhere and whose last day lies before a day, the most urgent first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn exports_out(&self, before: Date, limit: u32) -> Result<Vec<Export>, StoreError> {
        self.work.read(&OUT, &[epoch_day(before).into(), limit.into()])?.iter().map(export).collect()
    }

    /// The files that a person is in, the latest first, each with the fields of theirs that it holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn exports_of(&self, person: Ordinal) -> Result<Vec<Export>, StoreError> {
        self.work.read(&OF_PERSON, &[person.into()])?.iter().map(export).collect()
    }

    /// How many files may still be somewhere, and how many people are in them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn export_totals(&self) -> Result<ExportTotals, StoreError> {
        let row = self.work.read_one(&TOTALS, &[])?.ok_or(StoreError::NotFound("count"))?;
        Ok(ExportTotals { files: row.get(0)?, people: row.get(1)? })
    }
}
