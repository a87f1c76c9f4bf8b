//! Codes of use cases in words.

use zgoda_enrich::statements::NotTaken;
use zgoda_formats::{FormatError, Seen};
use zgoda_intake::IntakeError;
use zgoda_text::Text;

/// Several codes in words.
pub fn refusals(t: Text, codes: &[&str]) -> String {
    codes.iter().map(|code| t.refusal(code)).collect::<Vec<_>>().join(", ")
}

/// Why a file cannot be read.
pub fn unreadable(t: Text, error: &FormatError) -> String {
    match error {
        FormatError::FileTooLarge { limit_bytes } | FormatError::UnpacksTooLarge { limit_bytes } => {
            t.file_too_large(t.file_size(*limit_bytes))
        }
        FormatError::TooManyColumns { row, .. }
        | FormatError::RowTooLong { row, .. }
        | FormatError::CellTooLong { row, .. } => t.file_row_broken(*row),
        FormatError::DamagedSpreadsheet | FormatError::TooManyParts { .. } => {
            t.file_damaged_spreadsheet().to_owned()
        }
        FormatError::NoRows => t.file_no_rows().to_owned(),
        FormatError::Unknown(Seen::Empty) => t.file_empty().to_owned(),
        FormatError::Unknown(Seen::Archive) => t.file_archive().to_owned(),
        FormatError::Unknown(Seen::OldOrLockedSpreadsheet) => t.file_old_spreadsheet().to_owned(),
        FormatError::Unknown(Seen::Statement) => t.file_statement().to_owned(),
        FormatError::Unknown(_) | FormatError::NotAThread | FormatError::ThreadTooLong { .. } => {
            t.file_no_table().to_owned()
        }
        FormatError::DocumentType => t.file_document_type().to_owned(),
        FormatError::BrokenXml { .. } => t.file_broken_xml().to_owned(),
        FormatError::CutOff => t.file_cut_off().to_owned(),
        FormatError::TooDeep { .. } | FormatError::XmlTooLarge { .. } => t.file_odd_xml().to_owned(),
        FormatError::WrongCharset => t.file_wrong_charset().to_owned(),
        FormatError::NotAStatement => t.file_no_statement().to_owned(),
        FormatError::StatementLacks { part } => t.file_statement_lacks(part),
        FormatError::NoAmount => t.file_no_amount().to_owned(),
        FormatError::DamagedArchive => t.file_damaged_archive().to_owned(),
        FormatError::TooManyFiles { limit } => t.file_too_many(*limit),
        _ => t.file_unreadable().to_owned(),
    }
}

/// Why a financial statement was not taken.
pub fn not_taken(t: Text, why: &NotTaken) -> String {
    match why {
        NotTaken::Unreadable(error) => return unreadable(t, error),
        NotTaken::Held => t.statement_held(),
        NotTaken::Nameless => t.statement_nameless(),
        NotTaken::NumberUnknown => t.statement_number_unknown(),
        NotTaken::OtherFirm => t.statement_other_firm(),
        NotTaken::NoFirm => t.statement_no_firm(),
        NotTaken::NaturalPerson => t.statement_natural_person(),
        NotTaken::Future => t.statement_future(),
    }
    .to_owned()
}

/// Why a use case of collecting did not happen, where the user can do something about it.
pub fn not_collected(t: Text, error: &IntakeError) -> Option<String> {
    match error {
        IntakeError::Refused(refusal) if refusal.destroy => Some(t.import_must_destroy().to_owned()),
        IntakeError::Refused(refusal) => Some(t.import_refused_plan(refusals(t, &refusal.codes))),
        IntakeError::Format(error) => Some(unreadable(t, error)),
        IntakeError::NotATable => Some(t.file_no_table().to_owned()),
        IntakeError::Stopped { source, .. } => not_collected(t, source),
        IntakeError::Store(_) => None,
    }
}
