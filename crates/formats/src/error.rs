//! Why a file cannot be read. No message carries a value from the file.

use crate::recognise::Seen;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The disk or the stream failed.
    #[error("the file cannot be read")]
    Io(#[from] std::io::Error),
    /// The file is larger than we read.
    #[error("the file is larger than {limit_bytes} bytes")]
    FileTooLarge {
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// A row has more columns than we read.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// The row, counted from 1 as a spreadsheet shows it.
        row: u64,
        /// The limit.
        limit: usize,
    },
    /// A row is longer than we read; most often a quotation mark that is never closed.
    #[error("row {row} is longer than {limit_bytes} bytes: a quotation mark may be left open")]
    RowTooLong {
        /// The row, counted from 1.
        row: u64,
        /// The limit, in bytes.
        limit_bytes: usize,
    },
    /// A cell is longer than we read.
    #[error("row {row} has a cell longer than {limit_bytes} bytes")]
    CellTooLong {
        /// The row, counted from 1.
        row: u64,
        /// The limit, in bytes.
        limit_bytes: usize,
    },
    /// The file unpacks to more than we hold.
    #[error("the file unpacks to more than {limit_bytes} bytes")]
    UnpacksTooLarge {
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// The archive of a spreadsheet has too many parts.
    #[error("the spreadsheet has more than {limit} parts")]
    TooManyParts {
        /// The limit.
        limit: usize,
    },
    /// The spreadsheet's structure is broken, or it is locked with a password.
    #[error("the spreadsheet is damaged or locked with a password")]
    DamagedSpreadsheet,
    /// There is no row in the file.
    #[error("the file has no rows")]
    NoRows,
    /// The JSON text is broken.
    #[error("the JSON text is broken at line {line}, column {column}")]
    BrokenJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// The JSON text is sound but is no thread of a messenger.
    #[error("the JSON text is not a messenger thread")]
    NotAThread,
    /// The thread has more messages or participants than we read.
    #[error("the thread has more than {limit} entries")]
    ThreadTooLong {
        /// The limit.
        limit: usize,
    },
    /// The XML declares a document type, and with it perhaps entities: refused unread.
    #[error("the XML declares a document type, which is refused")]
    DocumentType,
    /// The XML text is broken.
    #[error("the XML text is broken near byte {byte}")]
    BrokenXml {
        /// The byte, counted from 0, of the text as UTF-8.
        byte: u64,
    },
    /// The XML is nested deeper than we follow.
    #[error("the XML is nested deeper than {limit} elements")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A text, a tag or a signed document within the XML is longer than we hold.
    #[error("a part of the XML is longer than {limit_bytes} bytes")]
    XmlTooLarge {
        /// The limit, in bytes.
        limit_bytes: u64,
    },
    /// The document ends in the middle.
    #[error("the document is cut off")]
    CutOff,
    /// The text is not in the character set that it states, or states one that is not known.
    #[error("the text is not in the character set it states, or in an unknown one")]
    WrongCharset,
    /// The XML text is sound but is no financial statement that we know.
    #[error("the XML text is not a financial statement of a known layout")]
    NotAStatement,
    /// The statement lacks what every statement has.
    #[error("the statement has no readable `{part}`")]
    StatementLacks {
        /// The element that is missing or cannot be read.
        part: &'static str,
    },
    /// An amount of the statement is no number of at most two decimals.
    #[error("an amount of the statement is no number")]
    NoAmount,
    /// The archive is damaged or locked with a password.
    #[error("the archive is damaged or locked with a password")]
    DamagedArchive,
    /// The archive has too many files.
    #[error("the archive has more than {limit} files")]
    TooManyFiles {
        /// The limit.
        limit: usize,
    },
    /// Nothing we know.
    #[error("the file is of no known kind: {0}")]
    Unknown(Seen),
}
