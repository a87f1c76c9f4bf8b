//! Tables: a header and rows, from delimited text or a spreadsheet, read one row at a time.

mod header;
mod text;
mod xlsx;

pub use header::Header;

use crate::FormatError;
use crate::limits::HEADER_SCAN_ROWS;
use crate::recognise::Input;
use crate::shapes::{self, Shape};
use crate::sniff::Encoding;
use std::collections::VecDeque;

/// One row as it stands in the file. A row is reused from call to call, so that reading allocates nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    number: u64,
    text: String,
    ends: Vec<usize>,
    after_blank: bool,
}

impl Row {
    /// The row's number, counted from 1 as a spreadsheet shows it; blank lines and preamble count.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at this place, counted from 0.
    pub fn cell(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..end)
    }

    /// The cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index).unwrap_or_default())
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn restart(&mut self, number: u64, after_blank: bool) {
        self.text.clear();
        self.ends.clear();
        (self.number, self.after_blank) = (number, after_blank);
    }
}

/// How far the reading of a file has come, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file read so far; for a spreadsheet an estimate from its rows.
    pub bytes_read: u64,
    /// Bytes of the whole file.
    pub bytes_total: u64,
}

/// What a table is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Delimited text.
    Text {
        /// The encoding of its characters.
        encoding: Encoding,
        /// The byte between cells.
        delimiter: u8,
    },
    /// A spreadsheet of Excel 2007 or later.
    Xlsx,
}

enum Rows {
    Text(Box<text::TextRows>),
    Xlsx(xlsx::XlsxRows),
}

impl Rows {
    /// Reads the next row that is not blank; `false` at the end.
    fn next_row(&mut self, row: &mut Row) -> Result<bool, FormatError> {
        let mut after_blank = false;
        loop {
            let found = match self {
                Self::Text(rows) => rows.next_row(row)?,
                Self::Xlsx(rows) => rows.next_row(row)?,
            };
            row.after_blank |= after_blank;
            if !found || !row.is_blank() {
                return Ok(found);
            }
            after_blank = true;
        }
    }
}

/// Reads a table: finds the header below any preamble, then gives the rows under it.
pub struct TableReader {
    rows: Rows,
    /// Rows that were read to find the header and are still to be given.
    pending: VecDeque<Row>,
    header: Header,
    shape: Shape,
    ended: bool,
    given_any: bool,
}

impl TableReader {
    /// Opens the table and reads as far as its header.
    pub fn open(input: &Input, kind: TableKind) -> Result<Self, FormatError> {
        let mut rows = match kind {
            TableKind::Text { encoding, delimiter } => {
                Rows::Text(Box::new(text::TextRows::open(input, encoding, delimiter)?))
            }
            TableKind::Xlsx => Rows::Xlsx(xlsx::XlsxRows::open(input)?),
        };
        let mut pending = VecDeque::with_capacity(HEADER_SCAN_ROWS);
        while pending.len() < HEADER_SCAN_ROWS {
            let mut row = Row::default();
            if !rows.next_row(&mut row)? {
                break;
            }
            pending.push_back(row);
        }
        let header = header::locate(&mut pending).ok_or(FormatError::NoRows)?;
        let shape = shapes::shape_of(&header, pending.front());
        Ok(Self { rows, pending, header, shape, ended: false, given_any: false })
    }

    /// The header, or made-up names where the file has none.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The known product whose export this is.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The first rows under the header, for a preview; they are still given by [`Self::next_row`].
    pub fn first_rows(&self) -> impl Iterator<Item = &Row> {
        let mut before = false;
        self.pending.iter().take_while(move |row| {
            let ends = self.shape.ends_before(row, std::mem::replace(&mut before, true));
            !ends
        })
    }

    /// Reads the next row that is not blank into `row`; `false` at the end of the table.
    pub fn next_row(&mut self, row: &mut Row) -> Result<bool, FormatError> {
        if self.ended {
            return Ok(false);
        }
        match self.pending.pop_front() {
            Some(pending) => *row = pending,
            None if !self.rows.next_row(row)? => self.ended = true,
            None => {}
        }
        let follows = std::mem::replace(&mut self.given_any, true);
        self.ended = self.ended || self.shape.ends_before(row, follows);
        Ok(!self.ended)
    }

    /// How far the reading has come.
    pub fn progress(&self) -> Progress {
        match &self.rows {
            Rows::Text(rows) => rows.progress(),
            Rows::Xlsx(rows) => rows.progress(),
        }
    }

    /// Whether some bytes of the file were no characters of its encoding and had to be replaced.
    pub fn replaced_characters(&self) -> bool {
        matches!(&self.rows, Rows::Text(rows) if rows.replaced())
    }
}

impl Row {
    /// Whether a character could not be read in the file's encoding.
    pub(crate) fn has_unreadable(&self) -> bool {
        self.text.contains('\u{fffd}')
    }

    /// Whether blank lines stand between this row and the one before.
    pub(crate) fn follows_blank(&self) -> bool {
        self.after_blank
    }
}
