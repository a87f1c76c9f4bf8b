//! What the controller has decided: which purposes are in use, which assessments stand.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zgoda_law::{Action, Event, FieldId, Governance, PurposeId, Ranks};

use crate::assessment::AssessmentKind;
use crate::change::Draft;
use crate::model::{Stamp, TextId};
use crate::sql::{Batch, Row, statements};
use crate::{Store, StoreError};

/// The setting that holds the order of sources for each field.
const RANKS: &str = "ranks";
/// The setting that lists the purposes in use.
const PURPOSES: &str = "purposes";

statements! {
    // A row for each field that is stopped, and one where none is.
    STANDING = "SELECT (SELECT value FROM setting WHERE name = 'purposes'),
        (SELECT MAX(valid_to) FROM assessment WHERE kind = $1 AND purpose = $2 AND ended_at IS NULL),
        (SELECT MAX(valid_to) FROM assessment WHERE kind = $3 AND purpose = $2 AND ended_at IS NULL),
        f.field FROM (SELECT 1 AS one) o LEFT JOIN field_stop f ON f.undone_at IS NULL";
    FIRST_PURPOSES = "INSERT INTO setting (name, value) VALUES ('purposes', $1) ON CONFLICT (name) DO NOTHING";
    MOVE_PURPOSES = "UPDATE setting SET value = $1 WHERE name = 'purposes' AND value = $2";
    SWITCHED = "INSERT INTO purpose_switch (switch_no, purpose, in_use, switched_at) VALUES ($1, $2, $3, $4)";
    SWITCHED_SINCE = "SELECT purpose, in_use FROM purpose_switch WHERE switched_at > $1
        ORDER BY switched_at DESC, switch_no DESC";
    FIND_TEXT = "SELECT text_id FROM consent_text WHERE digest = $1";
    ADD_TEXT = "INSERT INTO consent_text (text_id, digest, lang, body) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO NOTHING";
}

fn purposes(kept: Option<String>) -> Result<BTreeSet<PurposeId>, StoreError> {
    kept.map_or_else(|| Ok(BTreeSet::new()), |text| serde_json::from_str(&text).map_err(StoreError::Journal))
}

impl Store {
    /// The purposes in use.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn purposes(&self) -> Result<BTreeSet<PurposeId>, StoreError> {
        purposes(self.setting(PURPOSES)?)
    }

    /// The purposes that were in use at a moment; before the first change that is on record, those of then.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn purposes_at(&self, at: Timestamp) -> Result<BTreeSet<PurposeId>, StoreError> {
        let mut then = self.purposes()?;
        for row in self.work.read(&SWITCHED_SINCE, &[at.into()])? {
            let purpose = row.get(0)?;
            // What came into use after that moment was not in use just before it came.
            if row.get(1)? {
                then.remove(&purpose)
            } else {
                then.insert(purpose)
            };
        }
        Ok(then)
    }

    /// Puts purposes in use, and no others, as an installation is set up; later they come and go one by one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_purposes(&self, purposes: &BTreeSet<PurposeId>) -> Result<(), StoreError> {
        self.set(PURPOSES, &serde_json::to_string(purposes).map_err(StoreError::Journal)?)
    }

    /// Puts a purpose in use or out of it, which the ledger keeps; false where it stands so already.
    ///
    /// # Errors
    /// [`StoreError::Sql`] with a conflict where somebody else decided about purposes meanwhile; else where the database
    /// fails.
    pub fn switch_purpose(&self, stamp: Stamp, purpose: PurposeId, in_use: bool) -> Result<bool, StoreError> {
        let kept = self.setting(PURPOSES)?;
        let mut now = purposes(kept.clone())?;
        let is_new = if in_use { now.insert(purpose) } else { now.remove(&purpose) };
        if !is_new {
            return Ok(false);
        }
        let text = serde_json::to_string(&now).map_err(StoreError::Journal)?;
        let mut change = self.change(stamp);
        match kept {
            Some(kept) => change.guard(&MOVE_PURPOSES, vec![text.into(), kept.into()]),
            None => change.guard(&FIRST_PURPOSES, vec![text.into()]),
        }
        let no = self.take_numbers("purpose_switch", 1)?;
        change.run(&SWITCHED, vec![no.into(), purpose.into(), in_use.into(), stamp.at.into()]);
        let what = if in_use { "in use" } else { "no longer in use" };
        change.record(Draft::new(Event::PurposeDecided, Action::Use).purpose(purpose).detail(what));
        change.commit().map(|_| true)
    }

    /// The order of sources for each field: the usual one, unless the controller changed it.
    ///
    /// # Errors
    /// Where the setting cannot be understood, or the database fails.
    pub fn ranks(&self) -> Result<Ranks, StoreError> {
        let text = self.setting(RANKS)?;
        let ranks = text.map(|text| serde_json::from_str(&text)).transpose();
        Ok(ranks.map_err(StoreError::Journal)?.unwrap_or_default())
    }

    /// Changes the order of sources.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_ranks(&self, ranks: &Ranks) -> Result<(), StoreError> {
        self.set(RANKS, &serde_json::to_string(ranks).map_err(StoreError::Journal)?)
    }

    /// What is approved for a purpose, as the law asks for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn governance(&self, purpose: PurposeId) -> Result<Governance, StoreError> {
        let kinds = [AssessmentKind::Impact, AssessmentKind::Balancing].map(|kind| kind.name().into());
        let [impact, balancing] = kinds;
        let rows = self.work.briefly().read(&STANDING, &[impact, purpose.into(), balancing])?;
        let row = rows.first().ok_or(StoreError::NotFound("purpose"))?;
        let until = |column| -> Result<_, StoreError> {
            let until: Option<Timestamp> = row.get(column)?;
            // The day of approval's end in UTC is never later than in Warsaw, so this errs on the strict side.
            Ok(until.map(|until| until.to_zoned(TimeZone::UTC).date()))
        };
        let active = purposes(row.get(0)?)?.contains(&purpose);
        Ok(Governance {
            active,
            // The record of processing activities is made from the purposes in use.
            ropa: active,
            dpia_valid_to: until(1)?,
            lia_valid_to: until(2)?,
            compatible_from: BTreeSet::new(),
            stopped_fields: self.stopped_names(&rows)?,
        })
    }

    /// The names of the fields that are stopped.
    fn stopped_names(&self, standing: &[Row]) -> Result<BTreeSet<String>, StoreError> {
        let mut names = BTreeSet::new();
        for row in standing {
            let field = row.get::<Option<FieldId>>(3)?.and_then(|id| self.law().catalogue().field_by_id(id));
            names.extend(field.map(|field| field.name.clone()));
        }
        Ok(names)
    }

    /// Keeps a wording of ours, of a consent, an assessment or a notice; the same wording is kept once.
    ///
    /// # Errors
    /// Where it is empty, or the database fails.
    pub fn keep_wording(&self, lang: &str, body: &str) -> Result<TextId, StoreError> {
        use sha2::{Digest, Sha256};
        if body.trim().is_empty() {
            return Err(StoreError::Incomplete("wording"));
        }
        let digest: [u8; 32] = Sha256::digest(body.as_bytes()).into();
        loop {
            if let Some(row) = self.work.read_one(&FIND_TEXT, &[digest.into()])? {
                return Ok(row.get(0)?);
            }
            let id = TextId(self.take_numbers("consent_text", 1)?);
            let mut batch = Batch::default();
            batch.run(&ADD_TEXT, vec![id.into(), digest.into(), lang.into(), body.into()]);
            self.write(batch)?;
        }
    }
}
