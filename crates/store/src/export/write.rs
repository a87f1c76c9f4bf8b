//! A file as it is begun, filled person by person, finished and destroyed, each with its entry in the ledger.

use jiff::civil::Date;
use zgoda_law::{Action, Event, FieldId};

use super::{Export, NewExport, RecipientKind, numbers};
use crate::change::{Change, Draft};
use crate::model::{ExportId, Ordinal, Stamp};
use crate::person::epoch_day;
use crate::sql::{Value, statements, table};
use crate::{Store, StoreError};

statements! {
    BEGIN = "INSERT INTO export (export_id, purpose, fields, recipient_kind, recipient, country, format, public_key, chosen,
        refused, made_by, made_at, expires_on, people, held) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
        0, 0)";
    GROW = "UPDATE export SET people = people + $1, held = held + $2 WHERE export_id = $3 AND finished_at IS NULL";
    FINISH = "UPDATE export SET bytes = $1, digest = $2, finished_at = $3 WHERE export_id = $4 AND finished_at IS NULL";
    SETTLE = "UPDATE export SET destroyed_on = $1, settled_by = $2, settled_at = $3, proof = $4 WHERE export_id = $5
        AND settled_at IS NULL";
}

table! { SUBJECT = "export_subject" { subject_id: Int, export_id: Int, fields: Text } }

/// What the ledger says of a file that goes to somebody.
const fn deed(kind: RecipientKind) -> (Event, Action) {
    match kind {
        RecipientKind::Own => (Event::Exported, Action::Export),
        RecipientKind::Processor | RecipientKind::Controller => (Event::Disclosed, Action::Disclose),
    }
}

impl Store {
    /// Records that a file is about to be written.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn begin_export(
        &self,
        stamp: Stamp,
        new: &NewExport,
        refused: &[(String, u64)],
    ) -> Result<ExportId, StoreError> {
        let id = ExportId(self.take_numbers("export", 1)?);
        let refused = serde_json::to_string(refused).map_err(|_| StoreError::Incomplete("counts"))?;
        let values: Vec<Value> = vec![
            id.into(),
            new.purpose.into(),
            numbers(&new.fields).into(),
            new.kind.into(),
            new.recipient.as_str().into(),
            new.country.to_string().into(),
            new.format.into(),
            new.public_key.clone().into(),
            new.chosen.into(),
            refused.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            epoch_day(new.expires_on).into(),
        ];
        let (event, action) = deed(new.kind);
        let detail = format!(
            "export {id} begun for {}, until {}, {} chosen",
            new.kind.name(),
            new.expires_on,
            new.chosen
        );
        let mut change = self.change(stamp);
        change.run(&BEGIN, values);
        change.record(Draft::new(event, action).purpose(new.purpose).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Records that the file was written to its end, with its length and SHA-256.
    ///
    /// # Errors
    /// A conflict where that was recorded before.
    pub fn finish_export(
        &self,
        stamp: Stamp,
        export: &Export,
        bytes: u64,
        digest: [u8; 32],
    ) -> Result<(), StoreError> {
        let (event, action) = deed(export.kind);
        let mut change = self.change(stamp);
        change.guard(&FINISH, vec![bytes.into(), digest.to_vec().into(), stamp.at.into(), export.id.into()]);
        let detail = format!(
            "export {} written, {} people, {} values, {}",
            export.id,
            export.people,
            export.values,
            hex::encode(digest)
        );
        change.record(Draft::new(event, action).purpose(export.purpose).detail(detail));
        change.commit().map(drop)
    }

    /// Records that a file was destroyed, with how that is shown.
    ///
    /// # Errors
    /// A conflict where that was recorded before.
    pub fn settle_export(
        &self,
        stamp: Stamp,
        id: ExportId,
        destroyed_on: Date,
        proof: &str,
    ) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let values = vec![
            epoch_day(destroyed_on).into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            proof.into(),
            id.into(),
        ];
        change.guard(&SETTLE, values);
        let detail = format!("export {id} destroyed on {destroyed_on}");
        change.record(Draft::new(Event::ExportSettled, Action::Use).detail(detail));
        change.commit().map(drop)
    }
}

/// Puts those of whom something goes into a file beside it, each with the fields of their values, in the change that tells
/// the ledger of them.
pub(crate) fn disclose(
    change: &mut Change<'_>,
    id: ExportId,
    people: impl Iterator<Item = (Ordinal, Vec<FieldId>)>,
) {
    let (mut count, mut held) = (0_u64, 0_u64);
    for (ordinal, mut fields) in people {
        count += 1;
        held += fields.len() as u64;
        fields.sort_unstable_by_key(|field| field.0);
        fields.dedup();
        change.batch().insert(&SUBJECT, vec![ordinal.into(), id.into(), numbers(&fields).into()]);
    }
    change.guard(&GROW, vec![count.into(), held.into(), id.into()]);
}

/// The event under which a person's ledger says that their values left.
pub(crate) const fn event_of(kind: RecipientKind) -> Event {
    deed(kind).0
}
