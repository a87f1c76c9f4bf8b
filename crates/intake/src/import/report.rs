//! What an import reports: numbers and codes, never a value.

use std::collections::BTreeMap;

use serde::Serialize;
use zgoda_law::FieldId;
use zgoda_store::{ImportCounts, ImportId};

use super::Verdict;
use super::judge::Judged;

/// Refused rows that a report of a dry run names; a real one keeps them all in the store.
const NAMED_MAX: usize = 1_000;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file read so far; for a spreadsheet an estimate from its rows. In an undo: people done.
    pub done: u64,
    /// Bytes of the whole file. In an undo: people in all, as far as they are known.
    pub total: u64,
    /// How it went so far.
    pub counts: ImportCounts,
}

/// How an import went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Its number; none for a dry run.
    pub import: Option<ImportId>,
    /// In rows.
    pub counts: ImportCounts,
    /// Values that came in.
    pub values_new: u64,
    /// Values that were held already; only their date moved.
    pub values_confirmed: u64,
    /// Refused rows by code. A row can have several.
    pub refused: BTreeMap<&'static str, u64>,
    /// The first refused rows with their codes.
    pub refused_rows: Vec<(u64, &'static str)>,
    /// Values not kept because no purpose needs them, by field.
    pub discarded: BTreeMap<FieldId, u64>,
    /// Rows of which some values may not come in, by code.
    pub withheld: BTreeMap<&'static str, u64>,
    /// Rows with something wrong in them that came in nevertheless, by code.
    pub problems: BTreeMap<&'static str, u64>,
}

impl Report {
    /// Adds a judged row.
    pub(crate) fn take(&mut self, judged: &Judged) {
        let rows = judged.incoming.rows.len() as u64;
        let counts = &mut self.counts;
        counts.rows += rows;
        counts.quarantined += judged.incoming.alarms;
        counts.discarded += judged.discarded.len() as u64;
        match &judged.verdict {
            Verdict::New(new) => {
                counts.imported += 1;
                counts.confirmed += rows.saturating_sub(1);
                self.values_new += new.accepted.len() as u64;
            }
            Verdict::Known(known) => {
                counts.confirmed += rows;
                self.values_new += known.accepted.len() as u64;
                self.values_confirmed += known.confirmed.len() as u64;
            }
            Verdict::Suppressed => counts.suppressed += rows,
            Verdict::OptedOut(_) => counts.opted_out += rows,
            Verdict::Refused(codes) => {
                counts.refused += rows;
                for code in codes {
                    *self.refused.entry(code).or_default() += rows;
                    let rows = judged.incoming.rows.iter().map(|row| (*row, *code));
                    let room = NAMED_MAX.saturating_sub(self.refused_rows.len());
                    self.refused_rows.extend(rows.take(room));
                }
            }
        }
        for field in &judged.discarded {
            *self.discarded.entry(*field).or_default() += 1;
        }
        for code in &judged.withheld {
            *self.withheld.entry(code).or_default() += 1;
        }
        if !matches!(judged.verdict, Verdict::Refused(_)) {
            for problem in &judged.incoming.problems {
                *self.problems.entry(problem.code()).or_default() += 1;
            }
        }
    }
}
