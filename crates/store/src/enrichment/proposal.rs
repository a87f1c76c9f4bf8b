//! Proposals: facts about a firm that a source has and we do not, each with the decision about it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zgoda_law::ActorId;

use crate::change::Change;
use crate::model::{OrgId, RunId, Stamp};
use crate::numbers::closed_numbers;
use crate::sql::{Batch, Row, Value, statements, table};
use crate::{Store, StoreError};

statements! {
    LIST = "SELECT run_id, target_no, proposal_no, org_id, kind, field, value, path, beside_no, was, decision, decided_by,
        decided_at, fact_no FROM enrichment_proposal
        WHERE run_id = $1 AND target_no >= $2 AND target_no <= $3 AND (CAST($4 AS BIGINT) = 0 OR kind = $4) AND (CAST($5 AS BIGINT) = 0 OR decision = $5)
        AND (CAST($6 AS TEXT) = '' OR field = $6) ORDER BY target_no, proposal_no";
    TARGETS = "SELECT DISTINCT target_no FROM enrichment_proposal
        WHERE run_id = $1 AND target_no > $2 AND (CAST($3 AS BIGINT) = 0 OR kind = $3) AND (CAST($4 AS BIGINT) = 0 OR decision = $4)
        AND (CAST($5 AS TEXT) = '' OR field = $5) ORDER BY target_no LIMIT $6";
    COUNTS = "SELECT kind, decision, COUNT(*) FROM enrichment_proposal WHERE run_id = $1 GROUP BY kind, decision";
    FIELDS = "SELECT field, COUNT(*) FROM enrichment_proposal WHERE run_id = $1 GROUP BY field ORDER BY field";
    DECIDE = "UPDATE enrichment_proposal SET decision = $1, decided_by = $2, decided_at = $3
        WHERE run_id = $4 AND target_no = $5 AND proposal_no = $6 AND decision IN (1, 4)";
    DECIDE_ALL = "UPDATE enrichment_proposal SET decision = $1, decided_by = $2, decided_at = $3
        WHERE run_id = $4 AND (CAST($5 AS BIGINT) = 0 OR kind = $5) AND (CAST($6 AS TEXT) = '' OR field = $6) AND decision = 1";
    SETTLE = "UPDATE enrichment_proposal SET decision = $1, fact_no = $2
        WHERE run_id = $3 AND target_no = $4 AND proposal_no = $5 AND decision = $6";
    UNWANT = "UPDATE enrichment_proposal SET decision = 1, decided_by = NULL, decided_at = NULL
        WHERE run_id = $1 AND decision = 2";
    TAKE_BACK = "UPDATE enrichment_proposal SET decision = 5 WHERE run_id = $1 AND decision = 3";
}

table! { PROPOSAL = "enrichment_proposal" {
    run_id: Int, target_no: Int, proposal_no: Int, org_id: Int, kind: Int, field: Text, value: Text, path: Text,
    beside_no: Int, was: Text, decision: Int, decided_by: Int, decided_at: Int, fact_no: Int,
} }

closed_numbers! {
    /// How a fact of a source stands to what is held. A fact that is held already is confirmed, and no proposal.
    ProposalKind {
        New = 1 "new", Changed = 2 "changed", Contradicting = 3 "contradicting", Gone = 4 "gone",
    }
}

closed_numbers! {
    /// What was decided about a proposal. *Wanted* and *recalled* are carried out behind the scenes.
    Decision {
        Open = 1 "open", Wanted = 2 "wanted", Accepted = 3 "accepted", Rejected = 4 "rejected", Recalled = 5 "recalled",
        Undone = 6 "undone",
    }
}

/// A proposal to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// How it stands to what is held.
    pub kind: ProposalKind,
    /// A stable name such as `legal_form`.
    pub field: String,
    /// The value; for what is gone, the held one.
    pub value: String,
    /// Where in the source it stood.
    pub path: String,
    /// The held fact it replaces, contradicts or ends.
    pub beside: Option<u32>,
    /// What is held, in text.
    pub was: String,
    /// The fact it became, where a rule accepted it at once.
    pub accepted_as: Option<Option<u32>>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The run.
    pub run: RunId,
    /// The question it came from.
    pub target: u32,
    /// Its number within the question.
    pub no: u32,
    /// The firm.
    pub org: OrgId,
    /// How it stands to what is held.
    pub kind: ProposalKind,
    /// A stable name such as `legal_form`.
    pub field: String,
    /// The value.
    pub value: String,
    /// Where in the source it stood.
    pub path: String,
    /// The held fact it replaces, contradicts or ends.
    pub beside: Option<u32>,
    /// What was held, in text.
    pub was: String,
    /// What was decided.
    pub decision: Decision,
    /// Who decided; nobody where a rule did.
    pub decided_by: Option<ActorId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// The fact it became.
    pub fact: Option<u32>,
}

/// Which proposals of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalFilter {
    /// Of this kind.
    pub kind: Option<ProposalKind>,
    /// With this decision.
    pub decision: Option<Decision>,
    /// Of this field.
    pub field: Option<String>,
}

impl ProposalFilter {
    fn kind(&self) -> Value {
        self.kind.map_or(Value::Int(0), Into::into)
    }

    fn decision(&self) -> Value {
        self.decision.map_or(Value::Int(0), Into::into)
    }

    fn field(&self) -> Value {
        self.field.as_deref().unwrap_or_default().into()
    }
}

fn proposal(row: &Row) -> Result<Proposal, StoreError> {
    Ok(Proposal {
        run: row.get(0)?,
        target: row.get(1)?,
        no: row.get(2)?,
        org: row.get(3)?,
        kind: row.get(4)?,
        field: row.get(5)?,
        value: row.get(6)?,
        path: row.get(7)?,
        beside: row.get(8)?,
        was: row.get(9)?,
        decision: row.get(10)?,
        decided_by: row.get::<Option<u32>>(11)?.map(ActorId),
        decided_at: row.get(12)?,
        fact: row.get(13)?,
    })
}

impl Store {
    /// Proposals of up to `limit` questions behind the given one, with the last of these questions.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn proposals(
        &self,
        run: RunId,
        filter: &ProposalFilter,
        after: u32,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        let asked =
            [run.into(), after.into(), filter.kind(), filter.decision(), filter.field(), limit.into()];
        let rows = self.work.read(&TARGETS, &asked)?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
        let (first, last): (u32, u32) = (first.get(0)?, last.get(0)?);
        let asked = [run.into(), first.into(), last.into(), filter.kind(), filter.decision(), filter.field()];
        self.work.read(&LIST, &asked)?.iter().map(proposal).collect()
    }

    /// How many proposals of a run there are by kind and decision.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn proposal_counts(&self, run: RunId) -> Result<BTreeMap<(ProposalKind, Decision), u64>, StoreError> {
        let rows = self.work.read(&COUNTS, &[run.into()])?;
        rows.iter().map(|row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).collect()
    }

    /// The fields a run has proposals of, each with how many.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn proposal_fields(&self, run: RunId) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = self.work.read(&FIELDS, &[run.into()])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// Decides about single proposals, by question and number: accepted ones are carried out behind the scenes. What
    /// was decided before is left alone, but a rejection can be taken back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn decide_proposals(
        &self,
        stamp: Stamp,
        run: RunId,
        which: &[(u32, u32)],
        accept: bool,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for (target, no) in which {
            let values = [&wish(stamp, accept)[..], &[run.into(), (*target).into(), (*no).into()]].concat();
            batch.run(&DECIDE, values);
        }
        self.write(batch)
    }

    /// Decides about all open proposals of a run that pass the filter's kind and field.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn decide_about_all(
        &self,
        stamp: Stamp,
        run: RunId,
        filter: &ProposalFilter,
        accept: bool,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        let values = [&wish(stamp, accept)[..], &[run.into(), filter.kind(), filter.field()]].concat();
        batch.run(&DECIDE_ALL, values);
        self.write(batch)
    }
}

fn wish(stamp: Stamp, accept: bool) -> [Value; 3] {
    let decision = if accept { Decision::Wanted } else { Decision::Rejected };
    [decision.into(), stamp.actor.0.into(), stamp.at.into()]
}

impl Change<'_> {
    /// Keeps what a question brought.
    pub fn propose(&mut self, run: RunId, target: u32, org: OrgId, proposals: &[NewProposal]) {
        let at = self.stamp().at;
        for (no, new) in (1_u32..).zip(proposals) {
            let decided = new.accepted_as.is_some();
            let row: Vec<Value> = vec![
                run.into(),
                target.into(),
                no.into(),
                org.into(),
                new.kind.into(),
                new.field.as_str().into(),
                new.value.as_str().into(),
                new.path.as_str().into(),
                new.beside.into(),
                new.was.as_str().into(),
                if decided { Decision::Accepted } else { Decision::Open }.into(),
                Value::Null,
                decided.then_some(at).into(),
                new.accepted_as.flatten().into(),
            ];
            self.batch().insert(&PROPOSAL, row);
        }
    }

    /// Notes that a decision was carried out: the proposal became this fact, or was taken back. The change fails where
    /// somebody else was faster.
    pub fn settle(&mut self, proposal: &Proposal, decision: Decision, fact: Option<u32>) {
        let values = vec![
            decision.into(),
            fact.into(),
            proposal.run.into(),
            proposal.target.into(),
            proposal.no.into(),
            proposal.decision.into(),
        ];
        self.guard(&SETTLE, values);
    }

    /// What is only wanted is not carried out any more, and what was accepted is to be taken back.
    pub(super) fn unwant_proposals(&mut self, run: RunId) {
        self.run(&UNWANT, vec![run.into()]);
        self.run(&TAKE_BACK, vec![run.into()]);
    }
}
