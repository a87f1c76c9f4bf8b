//! Statements as they are uploaded: one XML file, or a ZIP of several with their signatures and attachments.

use std::io::{self, Cursor, Read};

use sha2::{Digest, Sha256};

use super::Statement;
use super::read::statement;
use super::source::{Capped, told};
use crate::FormatError;
use crate::limits::{
    ARCHIVE_PARTS_MAX, STATEMENT_BYTES_MAX, STATEMENTS_UNPACKED_BYTES_MAX, UNPACKING_FREE_BYTES,
    UNPACKING_RATIO_MAX,
};
use crate::recognise::{Input, Seen, Stream};
use crate::sniff::read_full;

/// A file that was looked at, and what is in it.
#[derive(Debug)]
pub struct StatementFile {
    /// Its name in the archive. `None` if it was uploaded as it is.
    pub name: Option<String>,
    /// The SHA-256 of the document: the same in an archive and alone. Of one that cannot be read it says nothing.
    pub digest: [u8; 32],
    /// The statement, or why there is none.
    pub read: Result<Statement, FormatError>,
}

/// Reads the statements of an XML file or of a ZIP archive. What is no XML in an archive (attachments) and XML that is
/// no statement (a signature beside it) is passed over, unless there is nothing else.
pub fn statements(input: &Input) -> Result<Vec<StatementFile>, FormatError> {
    if input.len()? > STATEMENT_BYTES_MAX {
        return Err(FormatError::FileTooLarge { limit_bytes: STATEMENT_BYTES_MAX });
    }
    if input.is_empty()? {
        return Err(FormatError::Unknown(Seen::Empty));
    }
    let mut magic = [0; 4];
    let length = read_full(&mut input.open()?, &mut magic)?;
    if magic.get(..length) == Some(b"PK\x03\x04") {
        return unpack(input.open()?);
    }
    let (digest, read) = digested(input.open()?);
    Ok(vec![StatementFile { name: None, digest, read: Ok(read?) }])
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
        let (digest, read) = digested(&mut capped);
        unpacked += capped.taken();
        match read {
            Err(FormatError::NotAStatement) => {}
            read => files.push(StatementFile { name, digest, read }),
        }
    }
    if files.is_empty() { Err(FormatError::NotAStatement) } else { Ok(files) }
}

/// Reads a statement, and what follows it to the end of the document.
fn digested(document: impl Read) -> ([u8; 32], Result<Statement, FormatError>) {
    let mut hashed = Hashed { document, digest: Sha256::new() };
    let read = statement(&mut hashed).and_then(|read| {
        io::copy(&mut hashed, &mut io::sink()).map_err(|error| told(&error))?;
        Ok(read)
    });
    (hashed.digest.finalize().into(), read)
}

/// A document whose digest is taken as it is read.
struct Hashed<R> {
    document: R,
    digest: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.document.read(buffer)?;
        self.digest.update(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

fn is_xml(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    matches!(start, [b'<', ..] | [0xff, 0xfe, b'<', ..] | [0xfe, 0xff, 0, b'<', ..] | [0, b'<', ..])
}
