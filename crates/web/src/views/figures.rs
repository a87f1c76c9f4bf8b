//! *Liczby*: what financial statements tell of a firm, as charts and as a table, with where each year comes from.

use jiff::civil::Date;
use zgoda_formats::statement::Figure;
use zgoda_store::Layout;

/// The figures of a firm over years.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// The charts as SVG.
    pub charts: Vec<String>,
    /// The columns of the table.
    pub columns: Vec<Figure>,
    /// The years, the newest first.
    pub years: Vec<YearRow>,
    /// Statements that count no more: replaced by later ones or taken back.
    pub past: Vec<PastStatement>,
    /// What came of the files that were just offered and could not all be taken.
    pub offered: Vec<Offered>,
}

/// A year in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearRow {
    /// The year.
    pub name: String,
    /// The figures in the order of the columns, in whole złoty, written out.
    pub values: Vec<Option<String>>,
    /// Whether the statement is of the next year and tells of this one to compare with.
    pub is_comparison: bool,
    /// The statement.
    pub of: StatementTag,
}

/// Where a year comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementTag {
    /// Its number within the firm.
    pub no: u32,
    /// The source by name.
    pub origin: String,
    /// The period.
    pub period: (Date, Date),
    /// The layout.
    pub layout: Layout,
    /// Whether its amounts were written in thousands of złoty.
    pub in_thousands: bool,
    /// The day it was made.
    pub prepared: Option<Date>,
    /// The day it was read in.
    pub added: Date,
    /// What proves it: the hash of the document and its schema.
    pub evidence: String,
}

/// A statement that counts no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStatement {
    /// The statement.
    pub of: StatementTag,
    /// The day it was taken back; `None` where another took its place.
    pub undone: Option<Date>,
}

/// A file that was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its name in the archive.
    pub file: Option<String>,
    /// The year that was taken, or why none was.
    pub outcome: Result<String, String>,
}
