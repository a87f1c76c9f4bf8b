//! The questions of a run: each source about each firm, asked once.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zgoda_law::SubjectId;

use crate::change::Change;
use crate::model::{Ordinal, OrgId, RunId, SourceId};
use crate::numbers::closed_numbers;
use crate::sql::{Batch, Row, Value, statements, table};
use crate::{Store, StoreError};

statements! {
    PENDING = "SELECT run_id, target_no, org_id, source, number, state, outcome, asked_at, source_id, confirmed, report
        FROM enrichment_target WHERE run_id = $1 AND state = 1 AND $2 NOT LIKE '%,' || source || ',%'
        ORDER BY target_no LIMIT $3";
    BY_NO = "SELECT run_id, target_no, org_id, source, number, state, outcome, asked_at, source_id, confirmed, report
        FROM enrichment_target WHERE run_id = $1 AND target_no = $2";
    ASKED = "SELECT run_id, target_no, org_id, source, number, state, outcome, asked_at, source_id, confirmed, report
        FROM enrichment_target WHERE run_id = $1 AND state > 1 AND target_no > $2 ORDER BY target_no LIMIT $3";
    IN_STATE = "SELECT run_id, target_no, org_id, source, number, state, outcome, asked_at, source_id, confirmed, report
        FROM enrichment_target WHERE run_id = $1 AND state = $2 ORDER BY target_no LIMIT $3";
    COUNTS = "SELECT state, COUNT(*), CAST(COALESCE(SUM(confirmed), 0) AS BIGINT) FROM enrichment_target WHERE run_id = $1 GROUP BY state";
    OUTCOMES = "SELECT outcome, COUNT(*) FROM enrichment_target WHERE run_id = $1 AND state = 5 GROUP BY outcome
        ORDER BY COUNT(*) DESC, outcome";
    ANSWER = "UPDATE enrichment_target SET org_id = $1, state = $2, outcome = $3, asked_at = $4, source_id = $5,
        confirmed = $6, report = $7 WHERE run_id = $8 AND target_no = $9 AND state = 1";
    PEOPLE = "SELECT target_no, subject_id FROM enrichment_subject WHERE run_id = $1 AND target_no >= $2
        AND target_no <= $3";
    PEOPLE_OF_RUN = "SELECT public_id FROM subject WHERE subject_id IN (SELECT n.subject_id FROM notice n
        JOIN enrichment_target t ON t.source_id = n.source_id WHERE t.run_id = $1 AND n.obtained_at = t.asked_at)
        OR subject_id IN (SELECT subject_id FROM enrichment_subject WHERE run_id = $1) ORDER BY subject_id LIMIT $2";
    AGAIN = "UPDATE enrichment_target SET state = 1, outcome = '' WHERE run_id = $1 AND state = 5
        AND outcome <> 'sole_trader'";
}

table! { TARGET = "enrichment_target" {
    run_id: Int, target_no: Int, org_id: Int, source: Text, number: Text, state: Int, outcome: Text, confirmed: Int,
    report: Text,
} }

table! { ABOUT = "enrichment_subject" { subject_id: Int, run_id: Int, target_no: Int } }

closed_numbers! {
    /// How a question stands.
    TargetState {
        Pending = 1 "pending", Found = 2 "found", NotFound = 3 "not_found", StruckOff = 4 "struck_off",
        Quarantined = 5 "quarantined",
    }
}

/// A question to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTarget {
    /// The firm, where one is held.
    pub org: Option<OrgId>,
    /// The person, where it is about a sole trader; then no number stands in the question.
    pub person: Option<Ordinal>,
    /// The stable id of the source.
    pub source: String,
    /// The number it is asked by.
    pub number: String,
}

/// A question of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The run.
    pub run: RunId,
    /// Its number within the run.
    pub no: u32,
    /// The firm; `None` until one that was not held is recorded.
    pub org: Option<OrgId>,
    /// The person, where it is about a sole trader.
    pub person: Option<Ordinal>,
    /// The stable id of the source.
    pub source: String,
    /// The number it is asked by; empty where it is a person's own.
    pub number: String,
    /// How it stands.
    pub state: TargetState,
    /// Why it is in quarantine, as a code.
    pub outcome: String,
    /// When it was asked.
    pub asked_at: Option<Timestamp>,
    /// The source that was described for the answer.
    pub source_id: Option<SourceId>,
    /// How many facts were confirmed.
    pub confirmed: u32,
    /// What else came of it, as the use case's JSON: counts and codes.
    pub report: String,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The firm.
    pub org: Option<OrgId>,
    /// How it stands now.
    pub state: TargetState,
    /// Why it is in quarantine, as a code.
    pub outcome: String,
    /// The source that was described.
    pub source: Option<SourceId>,
    /// How many facts were confirmed.
    pub confirmed: u32,
    /// Counts and codes as JSON.
    pub report: String,
}

impl Answered {
    /// An answer that brought nothing but its state.
    pub fn plain(org: Option<OrgId>, state: TargetState) -> Self {
        let (outcome, report) = (String::new(), "{}".to_owned());
        Self { org, state, outcome, source: None, confirmed: 0, report }
    }

    /// A question that failed, and why, as a code.
    pub fn failed(org: Option<OrgId>, why: &str) -> Self {
        Self { outcome: why.to_owned(), ..Self::plain(org, TargetState::Quarantined) }
    }
}

fn target(row: &Row) -> Result<Target, StoreError> {
    Ok(Target {
        run: row.get(0)?,
        no: row.get(1)?,
        org: row.get(2)?,
        person: None,
        source: row.get(3)?,
        number: row.get(4)?,
        state: row.get(5)?,
        outcome: row.get(6)?,
        asked_at: row.get(7)?,
        source_id: row.get(8)?,
        confirmed: row.get(9)?,
        report: row.get(10)?,
    })
}

/// Puts the questions of a new run into the batch, numbered from 1.
pub(super) fn insert(batch: &mut Batch, run: RunId, targets: &[NewTarget]) {
    for (no, target) in (1_u32..).zip(targets) {
        let row: Vec<Value> = vec![
            run.into(),
            no.into(),
            target.org.into(),
            target.source.as_str().into(),
            target.number.as_str().into(),
            TargetState::Pending.into(),
            "".into(),
            0_u32.into(),
            "{}".into(),
        ];
        batch.insert(&TARGET, row);
        if let Some(person) = target.person {
            batch.insert(&ABOUT, vec![person.into(), run.into(), no.into()]);
        }
    }
}

impl Store {
    /// Questions of a run that are not asked yet, except those to the given sources.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn pending_targets(
        &self,
        run: RunId,
        except: &[&str],
        limit: u32,
    ) -> Result<Vec<Target>, StoreError> {
        let except = format!(",{},", except.join(","));
        let rows = self.work.read(&PENDING, &[run.into(), except.into(), limit.into()])?;
        let mut targets: Vec<Target> = rows.iter().map(target).collect::<Result<_, _>>()?;
        let (Some(first), Some(last)) = (targets.first(), targets.last()) else { return Ok(targets) };
        let rows = self.work.read(&PEOPLE, &[run.into(), first.no.into(), last.no.into()])?;
        let people: BTreeMap<u32, Ordinal> =
            rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?;
        for target in &mut targets {
            target.person = people.get(&target.no).copied();
        }
        Ok(targets)
    }

    /// Questions of a run that were asked, after the given number.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn asked_targets(&self, run: RunId, after: u32, limit: u32) -> Result<Vec<Target>, StoreError> {
        self.work.read(&ASKED, &[run.into(), after.into(), limit.into()])?.iter().map(target).collect()
    }

    /// Questions of a run in one state.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn targets_in(&self, run: RunId, state: TargetState, limit: u32) -> Result<Vec<Target>, StoreError> {
        self.work.read(&IN_STATE, &[run.into(), state.into(), limit.into()])?.iter().map(target).collect()
    }

    /// One question of a run.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn target(&self, run: RunId, no: u32) -> Result<Target, StoreError> {
        let row = self.work.read_one(&BY_NO, &[run.into(), no.into()])?;
        target(&row.ok_or(StoreError::NotFound("question"))?)
    }

    /// How many questions of a run are in each state, and how many facts were confirmed by them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn target_counts(&self, run: RunId) -> Result<BTreeMap<TargetState, (u64, u64)>, StoreError> {
        let rows = self.work.read(&COUNTS, &[run.into()])?;
        rows.iter().map(|row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))).collect()
    }

    /// Why questions of a run are in quarantine, most frequent first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn quarantine_of(&self, run: RunId) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = self.work.read(&OUTCOMES, &[run.into()])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// The people whom a run found, who owe to it that they must be informed, and those it asked about; erased ones too.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_of_run(&self, run: RunId, limit: u32) -> Result<Vec<SubjectId>, StoreError> {
        let rows = self.work.read(&PEOPLE_OF_RUN, &[run.into(), limit.into()])?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// Lets the questions in quarantine be asked again.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ask_again(&self, run: RunId) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&AGAIN, vec![run.into()]);
        self.write(batch)
    }
}

impl Change<'_> {
    /// Notes what came of a question, in the same change as what it brought: so it is never asked for twice. The change
    /// fails where somebody else noted it before.
    pub fn answer_target(&mut self, target: &Target, answered: &Answered) {
        let at = self.stamp().at;
        let values = vec![
            answered.org.into(),
            answered.state.into(),
            answered.outcome.as_str().into(),
            at.into(),
            answered.source.into(),
            answered.confirmed.into(),
            answered.report.as_str().into(),
            target.run.into(),
            target.no.into(),
        ];
        self.guard(&ANSWER, values);
    }
}
