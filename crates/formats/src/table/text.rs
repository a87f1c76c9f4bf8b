//! Rows of delimited text (RFC 4180, with any delimiter). The engine is csv-core, driven here so that a quote left
//! open cannot make a row of the rest of a file, and so that blank lines are seen.

use super::{Progress, Row};
use crate::FormatError;
use crate::limits::{CELL_BYTES_MAX, COLUMNS_MAX, ROW_BYTES_MAX, SNIFF_BYTES, TEXT_FILE_BYTES_MAX};
use crate::recognise::{Input, Stream};
use crate::sniff::{Encoding, Utf8Reader, stated_delimiter};
use csv_core::ReadRecordResult;
use std::io::Read;

pub(super) struct TextRows {
    stream: Utf8Reader<Stream>,
    bytes_total: u64,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    engine: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    row: u64,
    /// Whether the last byte taken was the CR of a line end, so that a LF now belongs to it.
    after_cr: bool,
}

impl TextRows {
    pub(super) fn open(input: &Input, encoding: Encoding, delimiter: u8) -> Result<Self, FormatError> {
        let bytes_total = input.len()?;
        if bytes_total > TEXT_FILE_BYTES_MAX {
            return Err(FormatError::FileTooLarge { limit_bytes: TEXT_FILE_BYTES_MAX });
        }
        let mut rows = Self {
            stream: Utf8Reader::new(input.open()?, encoding),
            bytes_total,
            buffer: vec![0; SNIFF_BYTES],
            start: 0,
            end: 0,
            engine: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            cells: vec![0; 4096],
            ends: vec![0; 64],
            row: 0,
            after_cr: false,
        };
        rows.skip_stated_delimiter()?;
        Ok(rows)
    }

    /// Passes over a first line `sep=;`, which states the delimiter and is no row of data.
    fn skip_stated_delimiter(&mut self) -> Result<(), FormatError> {
        self.fill()?;
        let start = self.input().split(|byte| *byte == b'\n').next().unwrap_or_default();
        if start.len() > 16 || std::str::from_utf8(start).ok().and_then(stated_delimiter).is_none() {
            return Ok(());
        }
        self.start = (self.start + start.len() + 1).min(self.end);
        self.row = 1;
        Ok(())
    }

    fn input(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Reads more when nothing is left; the buffer stays empty at the end of the file.
    fn fill(&mut self) -> Result<(), FormatError> {
        if self.start == self.end {
            self.start = 0;
            self.end = self.stream.read(&mut self.buffer)?;
        }
        Ok(())
    }

    /// Passes over blank lines; `None` at the end of the file, else whether there were any.
    fn skip_blank_lines(&mut self) -> Result<Option<bool>, FormatError> {
        let mut blank = false;
        loop {
            self.fill()?;
            match self.input().first() {
                None => return Ok(None),
                Some(b'\n') if self.after_cr => self.after_cr = false,
                Some(byte @ (b'\r' | b'\n')) => {
                    self.after_cr = *byte == b'\r';
                    self.row += 1;
                    blank = true;
                }
                Some(_) => return Ok(Some(blank)),
            }
            self.start += 1;
        }
    }

    pub(super) fn next_row(&mut self, row: &mut Row) -> Result<bool, FormatError> {
        let Some(after_blank) = self.skip_blank_lines()? else { return Ok(false) };
        self.row += 1;
        let (mut length, mut columns) = (0, 0);
        loop {
            self.fill()?;
            let input = self.buffer.get(self.start..self.end).unwrap_or_default();
            let cells = self.cells.get_mut(length..).unwrap_or_default();
            let ends = self.ends.get_mut(columns..).unwrap_or_default();
            let (result, taken, written, ended) = self.engine.read_record(input, cells, ends);
            self.after_cr = taken.checked_sub(1).and_then(|last| input.get(last)) == Some(&b'\r');
            self.start += taken;
            length += written;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.widen_cells()?,
                ReadRecordResult::OutputEndsFull => self.widen_columns()?,
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        self.copy_to(row, length, columns, after_blank)?;
        Ok(true)
    }

    fn widen_cells(&mut self) -> Result<(), FormatError> {
        if self.cells.len() >= ROW_BYTES_MAX {
            return Err(FormatError::RowTooLong { row: self.row, limit_bytes: ROW_BYTES_MAX });
        }
        self.cells.resize((self.cells.len() * 2).min(ROW_BYTES_MAX), 0);
        Ok(())
    }

    fn widen_columns(&mut self) -> Result<(), FormatError> {
        if self.ends.len() >= COLUMNS_MAX {
            return Err(FormatError::TooManyColumns { row: self.row, limit: COLUMNS_MAX });
        }
        self.ends.resize((self.ends.len() * 2).min(COLUMNS_MAX), 0);
        Ok(())
    }

    fn copy_to(
        &self,
        row: &mut Row,
        length: usize,
        columns: usize,
        after_blank: bool,
    ) -> Result<(), FormatError> {
        row.restart(self.row, after_blank);
        let cells = self.cells.get(..length).unwrap_or_default();
        // The stream gives sound UTF-8, and a delimiter is never a part of a character.
        let sound =
            std::str::from_utf8(cells).map_err(|_| std::io::Error::from(std::io::ErrorKind::InvalidData))?;
        row.text.push_str(sound);
        row.ends.extend_from_slice(self.ends.get(..columns).unwrap_or_default());
        let starts = std::iter::once(&0).chain(&row.ends);
        let longest = row.ends.iter().zip(starts).map(|(end, start)| end - start).max();
        if longest.is_some_and(|longest| longest > CELL_BYTES_MAX) {
            return Err(FormatError::CellTooLong { row: self.row, limit_bytes: CELL_BYTES_MAX });
        }
        Ok(())
    }

    pub(super) fn progress(&self) -> Progress {
        let unread = (self.end - self.start) as u64;
        Progress {
            bytes_read: self.stream.bytes_read().saturating_sub(unread),
            bytes_total: self.bytes_total,
        }
    }

    pub(super) fn replaced(&self) -> bool {
        self.stream.replaced()
    }
}
