//! Whose number stands behind a pseudonym. It never changes, and no row of a person is ever deleted, so what was asked for
//! lately is remembered.

use std::sync::Mutex;

use zgoda_law::SubjectId;

use crate::model::Ordinal;
use crate::remembered::Remembered;
use crate::sql::{AMONG, among, lock, padded, statements};
use crate::{Store, StoreError};

/// How many pseudonyms are remembered at least, if so many were asked for; at most twice as many.
const REMEMBERED: usize = 16_384;

statements! {
    ORDINAL = "SELECT subject_id FROM subject WHERE public_id = $1";
    ORDINALS = concat!("SELECT public_id, subject_id FROM subject WHERE public_id ", among!());
}

/// The pseudonyms that were asked for lately.
pub(crate) struct KnownPseudonyms(Mutex<Remembered<SubjectId, Ordinal>>);

impl Default for KnownPseudonyms {
    fn default() -> Self {
        Self(Remembered::new(REMEMBERED).into())
    }
}

impl Store {
    /// The internal number behind a pseudonym.
    pub(crate) fn ordinal(&self, id: SubjectId) -> Result<Ordinal, StoreError> {
        if let Some(known) = lock(&self.known_pseudonyms.0).get(&id) {
            return Ok(known);
        }
        let row = self.work.briefly().read_one(&ORDINAL, &[id.into()])?;
        let ordinal = row.ok_or(StoreError::NotFound("person"))?.get(0)?;
        lock(&self.known_pseudonyms.0).keep(id, ordinal);
        Ok(ordinal)
    }

    /// The numbers behind pseudonyms, in no order; there is none for whoever is not there.
    pub(crate) fn ordinals(&self, ids: &[SubjectId]) -> Result<Vec<u32>, StoreError> {
        let (mut found, mut unknown) = (Vec::with_capacity(ids.len()), Vec::new());
        {
            let mut known = lock(&self.known_pseudonyms.0);
            for id in ids {
                known.get(id).map_or_else(|| unknown.push(*id), |ordinal| found.push(ordinal.0));
            }
        }
        for some in unknown.chunks(AMONG) {
            // Mostly one person was changed since somebody asked last.
            let rows = match some {
                [_] => self.work.briefly().read(&ORDINALS, &padded(some))?,
                _ => self.work.read(&ORDINALS, &padded(some))?,
            };
            let mut known = lock(&self.known_pseudonyms.0);
            for row in rows {
                let ordinal: Ordinal = row.get(1)?;
                known.keep(row.get(0)?, ordinal);
                found.push(ordinal.0);
            }
        }
        Ok(found)
    }
}
