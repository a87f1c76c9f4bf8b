//! Financial statements as Polish firms file them (*e-sprawozdania*): the figures of the firm, never the people who
//! signed, never the attachments.
//!
//! [`statements`] reads an XML file or a ZIP of them, signed (XAdES, around or within) or not, of every generation of
//! the schemas: elements are known by their local names. A document type is refused whatever it says, so that no
//! entity can be declared; every size has a limit; attachments are passed over without being kept.

mod archive;
mod figures;
mod read;
mod source;

pub use archive::{StatementFile, statements};
pub use figures::{Amount, Figure, Figures};

use crate::Date;
use crate::identifiers::{Krs, Nip};

/// The layout of a statement, which follows the size and kind of the entity; it hints at a size and proves none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatementKind {
    /// *Jednostka inna*: annex 1 to the accounting act.
    Other,
    /// *Jednostka mała*: annex 5.
    Small,
    /// *Jednostka mikro*: annex 4.
    Micro,
    /// *Organizacja pożytku publicznego*: annex 6.
    NonProfit,
}

/// The unit that the amounts of a statement are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Złoty.
    Units,
    /// Thousands of złoty: the figures are that coarse.
    Thousands,
}

/// What a statement says. Amounts are in grosz, whatever the statement's scale: 100 to the złoty (PLN).
///
/// Employment is in no generation of the schemas; where it is told at all, it is in an attached note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The layout.
    pub kind: StatementKind,
    /// The system code of the schema, such as `SFJINZ (1)`, and its version, such as `1-2`.
    pub schema: (String, String),
    /// The first and the last day of the reporting period.
    pub period: (Date, Date),
    /// The day it was made.
    pub prepared: Option<Date>,
    /// The unit the amounts were written in.
    pub scale: Scale,
    /// The firm's tax number.
    pub nip: Option<Nip>,
    /// The firm's number in the court register.
    pub krs: Option<Krs>,
    /// The firm's lines of business as written, such as `6201Z`. The vintage of the classification is not told.
    pub pkd: Vec<String>,
    /// The figures.
    pub figures: Figures,
}
