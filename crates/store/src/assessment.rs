//! Assessments of purposes: drafts being written, approvals that stand until their day, and those that ended.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zgoda_law::{Action, ActorId, Event, PurposeId};

use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    APPROVE = "INSERT INTO assessment (assessment_id, kind, purpose, approved_by, approved_at, valid_to, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    END = "UPDATE assessment SET ended_at = $1 WHERE kind = $2 AND purpose = $3 AND ended_at IS NULL";
    STANDING = "SELECT assessment_id, kind, purpose, approved_by, approved_at, valid_to, ended_at, body FROM assessment
        WHERE ended_at IS NULL ORDER BY valid_to";
    OF = "SELECT assessment_id, kind, purpose, approved_by, approved_at, valid_to, ended_at, body FROM assessment
        WHERE kind = $1 AND purpose = $2 ORDER BY assessment_id";
    DRAFT = "SELECT begun_at, saved_by, saved_at, body FROM assessment_draft WHERE kind = $1 AND purpose = $2";
    BEGIN = "INSERT INTO assessment_draft (kind, purpose, begun_at, saved_by, saved_at, body)
        VALUES ($1, $2, $3, $4, $3, $5)";
    SAVE = "UPDATE assessment_draft SET saved_by = $1, saved_at = $2, body = $3
        WHERE kind = $4 AND purpose = $5 AND saved_at = $6";
    DROP = "DELETE FROM assessment_draft WHERE kind = $1 AND purpose = $2";
}

crate::closed_numbers! {
    /// The assessments a purpose can need.
    AssessmentKind { Balancing = 1 "lia", Impact = 2 "dpia" }
}

/// An approved assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its number.
    pub id: u32,
    /// Which kind.
    pub kind: AssessmentKind,
    /// For which purpose.
    pub purpose: PurposeId,
    /// Who approved it.
    pub approved_by: ActorId,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Until when it holds.
    pub valid_to: Timestamp,
    /// When it was withdrawn or another one took its place.
    pub ended_at: Option<Timestamp>,
    /// What it says, as the use case keeps it.
    pub body: String,
}

/// An assessment that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentDraft {
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Who saved it last.
    pub saved_by: ActorId,
    /// When; whoever saves next must have seen this.
    pub saved_at: Timestamp,
    /// What it says so far.
    pub body: String,
}

impl Assessment {
    /// The SHA-256 of what it says, as its entry in the ledger has it.
    pub fn hash(&self) -> String {
        hash(&self.body)
    }
}

fn hash(body: &str) -> String {
    hex::encode(Sha256::digest(body.as_bytes()))
}

fn assessment(row: &Row) -> Result<Assessment, StoreError> {
    let kind = AssessmentKind::from_name(&row.get::<String>(1)?);
    Ok(Assessment {
        id: row.get(0)?,
        kind: kind.ok_or(StoreError::Incomplete("known kind of assessment"))?,
        purpose: row.get(2)?,
        approved_by: ActorId(row.get(3)?),
        approved_at: row.get(4)?,
        valid_to: row.get(5)?,
        ended_at: row.get(6)?,
        body: row.get(7)?,
    })
}

impl Store {
    /// Approves an assessment: it takes the place of the one before, and its draft is done. The ledger keeps its hash.
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
    ) -> Result<u32, StoreError> {
        if body.trim().is_empty() {
            return Err(StoreError::Incomplete("text of the assessment"));
        }
        let id = self.take_numbers("assessment", 1)?;
        let mut change = self.change(stamp);
        let of: [Value; 2] = [kind.name().into(), purpose.into()];
        let [name, number] = of.clone();
        change.run(&END, vec![stamp.at.into(), name, number]);
        let [name, number] = of.clone();
        change.run(
            &APPROVE,
            vec![
                id.into(),
                name,
                number,
                stamp.actor.0.into(),
                stamp.at.into(),
                valid_to.into(),
                body.into(),
            ],
        );
        change.run(&DROP, of.to_vec());
        let detail = format!("{} {id} approved, until {valid_to}, {}", kind.name(), hash(body));
        change.record(Draft::new(Event::Assessed, Action::Use).purpose(purpose).detail(detail));
        change.commit()?;
        Ok(id)
    }

    /// Withdraws what is approved: from then on the purpose has no such assessment.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn withdraw_assessment(
        &self,
        stamp: Stamp,
        kind: AssessmentKind,
        purpose: PurposeId,
    ) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.run(&END, vec![stamp.at.into(), kind.name().into(), purpose.into()]);
        let detail = format!("{} withdrawn", kind.name());
        change.record(Draft::new(Event::Assessed, Action::Use).purpose(purpose).detail(detail));
        change.commit().map(drop)
    }

    /// The assessments that stand, those that end first at the top; some may be past their day.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn assessments(&self) -> Result<Vec<Assessment>, StoreError> {
        self.work.read(&STANDING, &[])?.iter().map(assessment).collect()
    }

    /// All versions of one assessment of a purpose, the first at the top.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn assessments_of(
        &self,
        kind: AssessmentKind,
        purpose: PurposeId,
    ) -> Result<Vec<Assessment>, StoreError> {
        self.work.read(&OF, &[kind.name().into(), purpose.into()])?.iter().map(assessment).collect()
    }

    /// The draft of an assessment, where one is being written.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn assessment_draft(
        &self,
        kind: AssessmentKind,
        purpose: PurposeId,
    ) -> Result<Option<AssessmentDraft>, StoreError> {
        let row = self.work.read_one(&DRAFT, &[kind.name().into(), purpose.into()])?;
        let draft = |row: Row| {
            Ok(AssessmentDraft {
                begun_at: row.get(0)?,
                saved_by: ActorId(row.get(1)?),
                saved_at: row.get(2)?,
                body: row.get(3)?,
            })
        };
        row.map(draft).transpose()
    }

    /// Begins a draft.
    ///
    /// # Errors
    /// Where one is being written already, or the database fails.
    pub fn begin_assessment(
        &self,
        stamp: Stamp,
        kind: AssessmentKind,
        purpose: PurposeId,
        body: &str,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        let values: Vec<Value> =
            vec![kind.name().into(), purpose.into(), stamp.at.into(), stamp.actor.0.into(), body.into()];
        batch.run(&BEGIN, values);
        self.write(batch)
    }

    /// Saves a draft over the one that was read.
    ///
    /// # Errors
    /// A conflict where somebody else saved it meanwhile.
    pub fn save_assessment(
        &self,
        stamp: Stamp,
        kind: AssessmentKind,
        purpose: PurposeId,
        read_at: Timestamp,
        body: &str,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        let values: Vec<Value> = vec![
            stamp.actor.0.into(),
            stamp.at.into(),
            body.into(),
            kind.name().into(),
            purpose.into(),
            read_at.into(),
        ];
        batch.run_one(&SAVE, values);
        self.write(batch)
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn drop_assessment(&self, kind: AssessmentKind, purpose: PurposeId) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&DROP, vec![kind.name().into(), purpose.into()]);
        self.write(batch)
    }
}
