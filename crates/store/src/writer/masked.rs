//! Keys are masked when they are written, and their masks end when that is promised.

use super::Pen;
use crate::StoreError;
use crate::masks::{Ended, Worn, dress};
use crate::sql::{Batch, statements};

statements! {
    WORN = "SELECT mask FROM data_key WHERE subject_id = $1";
}

impl Pen {
    /// Masks the keys that a batch brings into the vault.
    pub(super) fn dress(&mut self, batch: &mut Batch) -> Result<(), StoreError> {
        let Some(masks) = &self.masks else { return Ok(()) };
        let connection = &mut self.connection;
        let mut old = |owner: u32| {
            let rows = connection.read(&WORN, &[owner.into()])?;
            Ok(rows.first().map_or(Ok(Worn::NONE), |row| row.get(0))?)
        };
        batch.steps_mut().try_for_each(|(sql, rows)| dress(masks, sql, rows, &mut old))
    }

    /// Overwrites masks; the disk has that behind [`sync_masks`](Self::sync_masks).
    pub(super) fn end_masks(&mut self, ended: &Ended) -> Result<(), StoreError> {
        let Some(masks) = self.masks.as_ref().filter(|_| !ended.is_empty()) else { return Ok(()) };
        masks.end(ended)?;
        self.owes_masks = true;
        Ok(())
    }

    /// Has the disk take the masks that were overwritten. Where it does not, nothing is promised any more until the
    /// installation is opened anew, when the journal says which they were.
    pub(super) fn sync_masks(&mut self) -> Result<(), StoreError> {
        let Some(masks) = self.masks.as_ref().filter(|_| self.owes_masks) else { return Ok(()) };
        masks.sync().inspect_err(|_| self.tail.give_up())?;
        self.owes_masks = false;
        Ok(())
    }
}
