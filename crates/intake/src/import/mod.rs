//! Importing a table: preview, dry run, run and undo.

mod claim;
mod incoming;
mod judge;
mod known;
mod preview;
mod report;
mod run;
mod undo;
mod write;

pub(crate) use incoming::{Firm, Incoming};
pub(crate) use judge::{Judge, Judged, Verdict};
pub(crate) use run::digest;
pub(crate) use write::{Writer, Written};

pub use preview::{Preview, PreviewRow, RowVerdict, preview};
pub use report::{Progress, Report};
pub use run::{dry_run, run};
pub use undo::{Undone, undo};

use zgoda_formats::{Candidates, Input, Mapping, recognise};

use crate::IntakeError;

/// The rows of a file, read by a mapping, and what the file is.
fn rows(file: &Input, mapping: &Mapping) -> Result<(Candidates, String), IntakeError> {
    let recognised = recognise(file)?;
    let table = recognised.open_table(file)?.ok_or(IntakeError::NotATable)?;
    let kind = serde_json::to_string(&mapping.shape).unwrap_or_default();
    Ok((Candidates::new(table, mapping.clone()), kind.trim_matches('"').to_owned()))
}
