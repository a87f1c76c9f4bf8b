//! Documents that leave the house: typeset PDF, spreadsheets, and charts as SVG.
//!
//! A document is a list of [`Block`]s, never a drawing: headings, paragraphs, lists, tables, pairs. A value in them is
//! text and nothing else; there is no markup that it could be taken for. The same input gives the same bytes: no clock
//! and no chance is asked. Every PDF is tagged (PDF/UA-1), so that it can be read aloud, and carries its fonts.

mod block;
mod chart;
mod document;
mod error;
mod font;
mod layout;
mod letter;
mod lines;
mod page;
mod pdf;
mod structure;
mod xlsx;

pub use block::{Align, Block, Cells, Column, Mark, Span, Table, Words};
pub use chart::{Chart, ChartKind, Curve, CurvePoint, Series};
pub use document::{Document, Typeset};
pub use error::ReportError;
pub use letter::{Envelope, Letter, LetterBatch, Stationery, Window, letters};
pub use xlsx::{Sheet, Value, workbook};
