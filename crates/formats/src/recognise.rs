//! What a file is, told from its content; its name is not trusted.

use crate::limits::{SNIFF_BYTES, TEXT_FILE_BYTES_MAX};
use crate::messenger::{self, ThreadForm};
use crate::sniff::{self, Encoding, Utf8Reader};
use crate::table::{Progress, TableKind};
use crate::{FormatError, Shape, TableReader};
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to read: on the disk, or in memory. Cloning is cheap.
#[derive(Clone)]
pub enum Input {
    /// A file on the disk, read in chunks.
    Path(PathBuf),
    /// A file in memory.
    Bytes(Arc<[u8]>),
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_owned())
    }
}

impl From<Vec<u8>> for Input {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// An opened input.
pub(crate) struct Stream(Box<dyn ReadSeek>);

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for Stream {
    fn seek(&mut self, position: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(position)
    }
}

impl Input {
    pub(crate) fn open(&self) -> io::Result<Stream> {
        Ok(Stream(match self {
            Self::Path(path) => Box::new(BufReader::with_capacity(SNIFF_BYTES, File::open(path)?)),
            Self::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        }))
    }

    /// The file's length in bytes.
    pub fn len(&self) -> io::Result<u64> {
        match self {
            Self::Path(path) => path.metadata().map(|metadata| metadata.len()),
            Self::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }
}

/// A file whose kind is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognised {
    /// A table in delimited text.
    Text {
        /// The encoding of its characters.
        encoding: Encoding,
        /// The byte between cells.
        delimiter: u8,
        /// The known export.
        shape: Shape,
    },
    /// A table in a spreadsheet.
    Xlsx {
        /// The known export.
        shape: Shape,
    },
    /// A thread of Messenger or Instagram: open it with [`crate::messenger::read`].
    Messenger(ThreadForm),
}

impl Recognised {
    /// Opens the table; `None` for a thread, which is no table.
    pub fn open_table(self, input: &Input) -> Result<Option<TableReader>, FormatError> {
        let kind = match self {
            Self::Text { encoding, delimiter, .. } => TableKind::Text { encoding, delimiter },
            Self::Xlsx { .. } => TableKind::Xlsx,
            Self::Messenger(_) => return Ok(None),
        };
        TableReader::open(input, kind).map(Some)
    }

    /// The known export of a table.
    pub fn shape(self) -> Option<Shape> {
        match self {
            Self::Text { shape, .. } | Self::Xlsx { shape } => Some(shape),
            Self::Messenger(_) => None,
        }
    }
}

/// What was seen in a file that we cannot read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seen {
    /// Nothing.
    Empty,
    /// An archive that is no spreadsheet; many exports come as one and must be unpacked first.
    Archive,
    /// A spreadsheet of Excel 2003 or before, or one locked with a password.
    OldOrLockedSpreadsheet,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A web page.
    Html,
    /// A financial statement, which belongs to a firm: read it with [`crate::statement`].
    Statement,
    /// XML of no known kind.
    Xml,
    /// JSON of no known kind.
    Json,
    /// Business cards.
    VCard,
    /// A mailbox or a message.
    Mail,
    /// A chat of WhatsApp.
    WhatsApp,
    /// Bytes that are no text.
    Binary,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::Archive => "it looks like an archive",
            Self::OldOrLockedSpreadsheet => "it looks like an old or locked spreadsheet",
            Self::Pdf => "it looks like a PDF document",
            Self::Picture => "it looks like a picture",
            Self::Html => "it looks like a web page",
            Self::Statement => "it looks like a financial statement",
            Self::Xml => "it looks like XML",
            Self::Json => "it looks like JSON",
            Self::VCard => "it looks like business cards",
            Self::Mail => "it looks like e-mail",
            Self::WhatsApp => "it looks like a WhatsApp chat",
            Self::Binary => "it is not text",
        })
    }
}

/// Tells what a file is. Reads a text file once, in chunks, to be sure of its encoding.
pub fn recognise(input: &Input) -> Result<Recognised, FormatError> {
    recognise_with(input, |_| {})
}

/// As [`recognise`], reporting how much of the file was looked at.
pub fn recognise_with(input: &Input, mut report: impl FnMut(Progress)) -> Result<Recognised, FormatError> {
    let mut start = vec![0; SNIFF_BYTES];
    let length = sniff::read_full(&mut input.open()?, &mut start)?;
    start.truncate(length);
    if let Some(kind) = binary_kind(&start) {
        return match kind {
            Seen::Archive => recognise_archive(input),
            seen => Err(FormatError::Unknown(seen)),
        };
    }
    let bytes_total = input.len()?;
    if bytes_total > TEXT_FILE_BYTES_MAX {
        return Err(FormatError::FileTooLarge { limit_bytes: TEXT_FILE_BYTES_MAX });
    }
    let counted = Counted { stream: input.open()?, bytes_total, bytes_read: 0, report: &mut report };
    let (encoding, _) = sniff::encoding(counted)?;
    let start = decoded_start(&start, encoding)?;
    match text_kind(&start) {
        Some(Seen::Json) => match messenger::form(input)? {
            Some(form) => Ok(Recognised::Messenger(form)),
            None => Err(FormatError::Unknown(Seen::Json)),
        },
        Some(seen) => Err(FormatError::Unknown(seen)),
        None => {
            let delimiter = sniff::delimiter(&start);
            let shape = TableReader::open(input, TableKind::Text { encoding, delimiter })?.shape();
            Ok(Recognised::Text { encoding, delimiter, shape })
        }
    }
}

struct Counted<'a, F> {
    stream: Stream,
    bytes_total: u64,
    bytes_read: u64,
    report: &'a mut F,
}

impl<F: FnMut(Progress)> Read for Counted<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.stream.read(buffer)?;
        self.bytes_read += length as u64;
        (self.report)(Progress { bytes_read: self.bytes_read, bytes_total: self.bytes_total });
        Ok(length)
    }
}

fn decoded_start(start: &[u8], encoding: Encoding) -> io::Result<String> {
    let mut text = Vec::with_capacity(start.len());
    Utf8Reader::new(start, encoding).read_to_end(&mut text)?;
    let cut = text.len().min(SNIFF_BYTES);
    Ok(String::from_utf8_lossy(text.get(..cut).unwrap_or_default()).into_owned())
}

/// A spreadsheet is an archive whose list of parts names a workbook.
fn recognise_archive(input: &Input) -> Result<Recognised, FormatError> {
    let Ok(archive) = zip::ZipArchive::new(input.open()?) else {
        return Err(FormatError::Unknown(Seen::Archive));
    };
    if !archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(FormatError::Unknown(Seen::Archive));
    }
    let shape = TableReader::open(input, TableKind::Xlsx)?.shape();
    Ok(Recognised::Xlsx { shape })
}

/// Kinds that are told by their first bytes.
fn binary_kind(start: &[u8]) -> Option<Seen> {
    Some(match start {
        [] => Seen::Empty,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Seen::Archive,
        [0x1f, 0x8b, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => Seen::Archive,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Seen::OldOrLockedSpreadsheet,
        [b'%', b'P', b'D', b'F', ..] => Seen::Pdf,
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => Seen::Picture,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return None,
        _ if !looks_like_utf16(start)
            && start.iter().filter(|byte| **byte == 0).count() > start.len() / 100 =>
        {
            Seen::Binary
        }
        _ => return None,
    })
}

fn looks_like_utf16(start: &[u8]) -> bool {
    matches!(sniff::encoding(start), Ok((Encoding::Utf16Le | Encoding::Utf16Be, _)))
}

/// The elements that financial statements begin with, whatever is around them.
const STATEMENT_ROOTS: [&str; 4] = ["JednostkaInna", "JednostkaMala", "JednostkaMikro", "JednostkaOp"];

/// Kinds of text that are no table.
fn text_kind(start: &str) -> Option<Seen> {
    let text = start.trim_start();
    let begins =
        |prefix: &str| text.get(..prefix.len()).is_some_and(|found| found.eq_ignore_ascii_case(prefix));
    let line = text.lines().next().unwrap_or_default();
    Some(match text.chars().next() {
        None => Seen::Empty,
        Some('{') => Seen::Json,
        Some('[') if is_whatsapp(line) => Seen::WhatsApp,
        Some('[') => Seen::Json,
        _ if begins("<!doctype html") || begins("<html") => Seen::Html,
        Some('<') if STATEMENT_ROOTS.iter().any(|root| text.contains(root)) => Seen::Statement,
        Some('<') => Seen::Xml,
        _ if begins("BEGIN:VCARD") || begins("MECARD:") => Seen::VCard,
        _ if begins("From ") && line.contains('@') || begins("Return-Path:") || begins("Received:") => {
            Seen::Mail
        }
        _ if is_whatsapp(line) => Seen::WhatsApp,
        _ => return None,
    })
}

/// `07.10.2026, 18:02 - …` or `[07.10.2026, 18:02:33] …`.
fn is_whatsapp(line: &str) -> bool {
    let line = line.trim_start_matches(['[', '\u{200e}']);
    let Some((date, rest)) = line.split_once(", ") else { return false };
    let dated =
        (6..=10).contains(&date.len()) && date.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '/');
    let time: String = rest.chars().take_while(|c| *c != '-' && *c != ']').collect();
    dated && time.contains(':') && time.len() < 16 && time.len() < rest.len()
}
