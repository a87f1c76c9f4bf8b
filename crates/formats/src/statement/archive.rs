//! Statements as they are uploaded: one XML file, or a ZIP of several with their signatures and attachments.

use std::io::{Cursor, Read};

use super::Statement;
use super::read::statement;
use super::source::Capped;
use crate::FormatError;
use crate::limits::{
    ARCHIVE_PARTS_MAX, STATEMENT_BYTES_MAX, STATEMENTS_UNPACKED_BYTES_MAX, UNPACKING_FREE_BYTES,
    UNPACKING_RATIO_MAX,
};
use crate::recognise::{Input, Stream};
use crate::sniff::read_full;

/// A file that was looked at, and what is in it.
#[derive(Debug)]
pub struct StatementFile {
    /// Its name in the archive. `None` if it was uploaded as it is.
    pub name: Option<String>,
    /// The statement, or why there is none.
    pub read: Result<Statement, FormatError>,
}

/// Reads the statements of an XML file or of a ZIP archive. What is no XML in an archive (attachments) and XML that is
/// no statement (a signature beside it) is passed over, unless there is nothing else.
pub fn statements(input: &Input) -> Result<Vec<StatementFile>, FormatError> {
    if input.len()? > STATEMENT_BYTES_MAX {
        return Err(FormatError::FileTooLarge { limit_bytes: STATEMENT_BYTES_MAX });
    }
    let mut magic = [0; 4];
    let length = read_full(&mut input.open()?, &mut magic)?;
    if magic.get(..length) == Some(b"PK\x03\x04") {
        return unpack(input.open()?);
    }
    Ok(vec![StatementFile { name: None, read: Ok(statement(input.open()?)?) }])
}

fn unpack(stream: Stream) -> Result<Vec<StatementFile>, FormatError> {
    let mut archive = zip::ZipArchive::new(stream).map_err(|_| FormatError::DamagedArchive)?;
    if archive.len() > ARCHIVE_PARTS_MAX {
        return Err(FormatError::TooManyFiles { limit: ARCHIVE_PARTS_MAX });
    }
    let mut files = Vec::new();
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| FormatError::DamagedArchive)?;
        // The sizes that an archive states prove nothing, so what comes out is counted against what went in.
        let honest = part.compressed_size().saturating_mul(UNPACKING_RATIO_MAX) + UNPACKING_FREE_BYTES;
        let limit =
            honest.min(STATEMENT_BYTES_MAX).min(STATEMENTS_UNPACKED_BYTES_MAX.saturating_sub(unpacked));
        let name = part.name().map(|name| name.into_owned()).ok();
        let mut start = [0; 64];
        let length = read_full(&mut part, &mut start).map_err(|_| FormatError::DamagedArchive)?;
        let start = start.get(..length).unwrap_or_default();
        if !is_xml(start) {
            continue;
        }
        let mut capped = Capped::new(Cursor::new(start).chain(part), limit);
        let read = statement(&mut capped);
        unpacked += capped.taken();
        match read {
            Err(FormatError::NotAStatement) => {}
            read => files.push(StatementFile { name, read }),
        }
    }
    if files.is_empty() { Err(FormatError::NotAStatement) } else { Ok(files) }
}

fn is_xml(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    matches!(start, [b'<', ..] | [0xff, 0xfe, b'<', ..] | [0xfe, 0xff, 0, b'<', ..] | [0, b'<', ..])
}
