//! What the controller has decided: which purposes are in use, which assessments stand.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zgoda_law::{Action, Event, Governance, PurposeId, Ranks};

use crate::change::Draft;
use crate::model::{Stamp, TextId};
use crate::sql::{Batch, statements};
use crate::{Store, StoreError};

/// The setting that holds the order of sources for each field.
const RANKS: &str = "ranks";
/// The setting that lists the purposes in use.
const PURPOSES: &str = "purposes";

statements! {
    ASSESS = "INSERT INTO assessment (assessment_id, kind, purpose, approved_by, approved_at, valid_to, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    VALID_TO = "SELECT MAX(valid_to) FROM assessment WHERE kind = $1 AND purpose = $2";
    LIST = "SELECT kind, purpose, approved_at, valid_to FROM assessment ORDER BY valid_to";
    FIND_TEXT = "SELECT text_id FROM consent_text WHERE digest = $1";
    ADD_TEXT = "INSERT INTO consent_text (text_id, digest, lang, body) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO NOTHING";
}

crate::closed_numbers! {
    /// The assessments a purpose can need.
    AssessmentKind { Balancing = 1 "lia", Impact = 2 "dpia" }
}

/// An approved assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Which kind.
    pub kind: AssessmentKind,
    /// For which purpose.
    pub purpose: PurposeId,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Until when it holds.
    pub valid_to: Timestamp,
}

impl Store {
    /// The purposes in use.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn purposes(&self) -> Result<BTreeSet<PurposeId>, StoreError> {
        let text = self.setting(PURPOSES)?.unwrap_or_else(|| "[]".into());
        serde_json::from_str(&text).map_err(StoreError::Journal)
    }

    /// Puts purposes in use, and no others.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_purposes(&self, purposes: &BTreeSet<PurposeId>) -> Result<(), StoreError> {
        self.set(PURPOSES, &serde_json::to_string(purposes).map_err(StoreError::Journal)?)
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

    /// Approves an assessment.
    ///
    /// # Errors
    /// Where it says nothing, or the database fails.
    pub fn approve(
        &self,
        stamp: Stamp,
        kind: AssessmentKind,
        purpose: PurposeId,
        valid_to: Timestamp,
        body: &str,
    ) -> Result<(), StoreError> {
        if body.trim().is_empty() {
            return Err(StoreError::Incomplete("text of the assessment"));
        }
        let id = self.take_numbers("assessment", 1)?;
        let mut change = self.change(stamp);
        let values = vec![
            id.into(),
            kind.name().into(),
            purpose.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            valid_to.into(),
            body.into(),
        ];
        change.run(&ASSESS, values);
        change.record(Draft::new(Event::Assessed, Action::Use).purpose(purpose).detail(kind.name()));
        change.commit().map(drop)
    }

    /// All assessments, those that end first at the top.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn assessments(&self) -> Result<Vec<Assessment>, StoreError> {
        let rows = self.work.read(&LIST, &[])?;
        rows.iter()
            .map(|row| {
                let kind = AssessmentKind::from_name(&row.get::<String>(0)?);
                Ok(Assessment {
                    kind: kind.ok_or(StoreError::Incomplete("known kind of assessment"))?,
                    purpose: row.get(1)?,
                    approved_at: row.get(2)?,
                    valid_to: row.get(3)?,
                })
            })
            .collect()
    }

    /// What is approved for a purpose, as the law asks for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn governance(&self, purpose: PurposeId) -> Result<Governance, StoreError> {
        let active = self.purposes()?.contains(&purpose);
        let until = |kind: AssessmentKind| -> Result<_, StoreError> {
            let row = self.work.read_one(&VALID_TO, &[kind.name().into(), purpose.into()])?;
            let until: Option<Timestamp> = row.map_or(Ok(None), |row| row.get(0))?;
            // The day of approval's end in UTC is never later than in Warsaw, so this errs on the strict side.
            Ok(until.map(|until| until.to_zoned(TimeZone::UTC).date()))
        };
        Ok(Governance {
            active,
            // The record of processing activities is made from the purposes in use.
            ropa: active,
            dpia_valid_to: until(AssessmentKind::Impact)?,
            lia_valid_to: until(AssessmentKind::Balancing)?,
            compatible_from: BTreeSet::new(),
        })
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
