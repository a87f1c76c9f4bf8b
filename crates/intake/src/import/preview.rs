//! The preview: the first rows as they would come in. Its values are shown and thrown away.

use zgoda_formats::{Input, Mapping};
use zgoda_law::FieldId;
use zgoda_store::Store;

use super::incoming::{Incoming, put_together};
use super::judge::{Judge, Judged};
use super::run::commit_reads;
use super::{Verdict, rows};
use crate::gate::Gate;
use crate::plan::Checked;
use crate::{By, ImportPlan, IntakeError};

/// The first rows of a file with what would become of each.
pub struct Preview {
    /// The rows, in the order of the file; rows of one person stand together.
    pub rows: Vec<PreviewRow>,
    /// Whether the file has more.
    pub more: bool,
}

/// One person of the preview. It holds values, so it is never printed or logged.
pub struct PreviewRow {
    /// The rows, as a spreadsheet numbers them.
    pub rows: Vec<u64>,
    /// What would become of it.
    pub verdict: RowVerdict,
    /// Its values by field.
    pub values: Vec<(FieldId, String)>,
    /// Fields that no purpose needs.
    pub discarded: Vec<FieldId>,
    /// Codes of values that may not come in although the row does.
    pub withheld: Vec<&'static str>,
    /// Codes of what is wrong in the row.
    pub problems: Vec<&'static str>,
    /// Cells put aside because they hold what must not be held.
    pub quarantined: u64,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowVerdict {
    /// Somebody new, with so many values.
    New {
        /// Values that come in.
        values: usize,
    },
    /// Somebody known.
    Known {
        /// Values that are held already.
        confirmed: usize,
        /// Values added beside them.
        added: usize,
    },
    /// Nothing comes in, and why.
    Refused(Vec<&'static str>),
    /// An address is on the suppression list: dropped.
    Suppressed,
    /// Only the wish not to be contacted is kept.
    OptedOut,
}

/// Judges the first rows of a file. Nothing is written but, in the ledger, which values were opened to compare them.
///
/// # Errors
/// Where the file cannot be read, the plan is refused, or the store fails.
pub fn preview(
    store: &Store,
    by: By<'_>,
    file: &Input,
    plan: &ImportPlan,
    mapping: &Mapping,
    limit: usize,
) -> Result<Preview, IntakeError> {
    let checked = Checked::new(store, by, plan, "file")?;
    let gate = Gate::new(store, by, checked.terms, plan.subject(plan.kind))?;
    let mut judge = Judge::new(store, by, gate, plan.kind, plan.consent.clone())?;
    let (mut candidates, _) = rows(file, mapping)?;
    let mut batch = Vec::with_capacity(limit);
    for candidate in candidates.by_ref().take(limit) {
        batch.push(Incoming::from_row(candidate?, &judge.fields, judge.catalogue()));
    }
    let more = candidates.next().transpose()?.is_some();
    let judged = judge.judge_all(put_together(batch, &judge.fields))?;
    commit_reads(&mut judge)?;
    Ok(Preview { rows: judged.into_iter().map(shown).collect(), more })
}

fn shown(judged: Judged) -> PreviewRow {
    let verdict = match judged.verdict {
        Verdict::New(new) => RowVerdict::New { values: new.accepted.len() },
        Verdict::Known(known) => {
            RowVerdict::Known { confirmed: known.confirmed.len(), added: known.accepted.len() }
        }
        Verdict::Refused(codes) => RowVerdict::Refused(codes),
        Verdict::Suppressed => RowVerdict::Suppressed,
        Verdict::OptedOut(_) => RowVerdict::OptedOut,
    };
    PreviewRow {
        verdict,
        problems: judged.incoming.problems.iter().map(|problem| problem.code()).collect(),
        quarantined: judged.incoming.alarms,
        rows: judged.incoming.rows,
        values: judged.incoming.values,
        discarded: judged.discarded,
        withheld: judged.withheld,
    }
}
