//! Exports: files with people's data that left for a purpose, to a recipient, until a day. The file is written once and
//! never kept; what is kept is that it was written, of whom, and what became of it.

mod read;
mod write;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};
use zgoda_law::{ActorId, Country, FieldId, PurposeId, SubjectId};

use crate::model::ExportId;
use crate::numbers::closed_numbers;

pub(crate) use read::ALL as READ;
pub use read::ExportTotals;
pub(crate) use write::ALL as WRITE;
pub(crate) use write::{disclose, event_of};

closed_numbers! {
    /// To whom a file goes.
    RecipientKind { Own = 1 "own", Processor = 2 "processor", Controller = 3 "controller" }
}

closed_numbers! {
    /// How a file is laid out, beneath its encryption.
    ExportFormat { Csv = 1 "csv", Json = 2 "json", Xlsx = 3 "xlsx" }
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExport {
    /// What for.
    pub purpose: PurposeId,
    /// The fields that were chosen.
    pub fields: Vec<FieldId>,
    /// Who receives it.
    pub kind: RecipientKind,
    /// Their name.
    pub recipient: String,
    /// Where they are.
    pub country: Country,
    /// How it is laid out.
    pub format: ExportFormat,
    /// The public key it is encrypted to; `None` where a passphrase opens it.
    pub public_key: Option<String>,
    /// How many people were chosen.
    pub chosen: u64,
    /// The last day of the file.
    pub expires_on: Date,
}

/// A file that was written, or whose writing began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Export {
    /// Its number.
    pub id: ExportId,
    /// What for.
    pub purpose: PurposeId,
    /// The fields that were chosen.
    pub fields: Vec<FieldId>,
    /// Who received it.
    pub kind: RecipientKind,
    /// Their name.
    pub recipient: String,
    /// Two letters of where they are.
    pub country: String,
    /// How it is laid out.
    pub format: ExportFormat,
    /// The public key it was encrypted to; `None` where a passphrase opens it.
    pub public_key: Option<String>,
    /// How many people were chosen.
    pub chosen: u64,
    /// How many values stayed shut, by the reason that stands first.
    pub refused: Vec<(String, u64)>,
    /// Who made it.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// The last day of the file.
    pub expires_on: Date,
    /// Of how many people it holds something.
    pub people: u64,
    /// How many values it holds.
    pub values: u64,
    /// Its length and SHA-256, encrypted; `None` where it broke off.
    pub file: Option<(u64, String)>,
    /// What became of it: the day it was destroyed, who recorded that, when, and the proof.
    pub destroyed: Option<Destroyed>,
}

/// That a file was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Destroyed {
    /// The day on which it was.
    pub on: Date,
    /// Who recorded it.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
    /// How it is shown, in our own words.
    pub proof: String,
}

/// What stands in a file instead of the pseudonym: the recipient can be told later whom a message is about, and two files
/// cannot be brought together by it.
pub fn mark(export: ExportId, subject: SubjectId) -> String {
    let mut digest = Sha256::new();
    digest.update(b"zgoda export mark ");
    digest.update(export.0.to_be_bytes());
    digest.update(subject.as_bytes());
    let mut text = hex::encode(digest.finalize());
    text.truncate(12);
    text
}

pub(crate) fn numbers(fields: &[FieldId]) -> String {
    fields.iter().map(|field| field.0.to_string()).collect::<Vec<_>>().join(" ")
}

fn fields(numbers: &str) -> Vec<FieldId> {
    numbers.split(' ').filter_map(|number| number.parse().ok().map(FieldId)).collect()
}
