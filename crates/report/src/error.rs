//! Why a document cannot be made. No message carries a value of the document.

/// Why a document cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The fonts that are built in cannot be read.
    #[error("the built-in fonts cannot be read")]
    Fonts,
    /// The PDF cannot be written, most often because it has too many parts.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
    /// The address of a letter has no line.
    #[error("letter {letter} has no address")]
    NoAddress {
        /// Which of the batch, counted from 1.
        letter: usize,
    },
    /// The address of a letter does not fit into the window.
    #[error("the address of letter {letter} does not fit into the window")]
    AddressTooLong {
        /// Which of the batch, counted from 1.
        letter: usize,
    },
    /// The spreadsheet cannot be written.
    #[error("the spreadsheet cannot be written: {0}")]
    Spreadsheet(&'static str),
    /// A sheet has more rows or columns than a spreadsheet holds.
    #[error("a sheet has more rows or columns than a spreadsheet holds")]
    SheetTooLarge,
    /// A cell is longer than a spreadsheet holds.
    #[error("the cell in row {row}, column {column} is longer than a spreadsheet holds")]
    CellTooLong {
        /// The row, counted from 1.
        row: u32,
        /// The column, counted from 1.
        column: u16,
    },
}
