//! Rows of a spreadsheet. A thread of its own reads the cells and sends finished rows in batches, so that memory
//! stays flat and whatever a damaged file does to the parser ends as an error here.

use super::{Progress, Row};
use crate::FormatError;
use crate::limits::{
    CELL_BYTES_MAX, COLUMNS_MAX, ROW_BYTES_MAX, XLSX_FILE_BYTES_MAX, XLSX_HELD_BYTES_MAX, XLSX_PARTS_MAX,
    XLSX_UNPACKED_BYTES_MAX,
};
use crate::recognise::{Input, Stream};
use calamine::{Cell, DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};
use std::fmt::Write;
use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows sent at once.
const BATCH_ROWS: usize = 256;

type Batch = Result<Vec<Row>, FormatError>;

pub(super) struct XlsxRows {
    batches: Receiver<Batch>,
    batch: std::vec::IntoIter<Row>,
    bytes_total: u64,
    last_row: u64,
    rows_total: u64,
    finished: bool,
}

impl XlsxRows {
    pub(super) fn open(input: &Input) -> Result<Self, FormatError> {
        let bytes_total = input.len()?;
        if bytes_total > XLSX_FILE_BYTES_MAX {
            return Err(FormatError::FileTooLarge { limit_bytes: XLSX_FILE_BYTES_MAX });
        }
        let (guarded, stream) = (input.open()?, input.open()?);
        let (batches, received) = sync_channel(4);
        let (announce, announced) = sync_channel(1);
        std::thread::Builder::new().name("spreadsheet".into()).spawn(move || {
            let sent = guard(guarded).and_then(|()| pump(stream, &announce, &batches));
            if let Err(error) = sent {
                // A receiver that is gone no longer wants to know.
                let _ = batches.send(Err(error));
            }
        })?;
        let rows_total = announced.recv().unwrap_or(0);
        let batch = Vec::new().into_iter();
        Ok(Self { batches: received, batch, bytes_total, last_row: 0, rows_total, finished: false })
    }

    pub(super) fn next_row(&mut self, row: &mut Row) -> Result<bool, FormatError> {
        loop {
            if let Some(next) = self.batch.next() {
                *row = next;
                self.last_row = row.number;
                return Ok(true);
            }
            if self.finished {
                return Ok(false);
            }
            // A thread that ends without its last, empty batch has met a file its parser cannot bear.
            let batch = self.batches.recv().unwrap_or(Err(FormatError::DamagedSpreadsheet))?;
            self.finished = batch.is_empty();
            self.batch = batch.into_iter();
        }
    }

    pub(super) fn progress(&self) -> Progress {
        let bytes_read = if self.finished {
            self.bytes_total
        } else {
            self.bytes_total * self.last_row.min(self.rows_total) / self.rows_total.max(1)
        };
        Progress { bytes_read, bytes_total: self.bytes_total }
    }
}

/// Unpacks every part once without keeping it, so that no archive can take more than the limits: the sizes that an
/// archive states about itself prove nothing.
fn guard(stream: Stream) -> Result<(), FormatError> {
    let mut archive = zip::ZipArchive::new(stream).map_err(|_| FormatError::DamagedSpreadsheet)?;
    if archive.len() > XLSX_PARTS_MAX {
        return Err(FormatError::TooManyParts { limit: XLSX_PARTS_MAX });
    }
    let (mut unpacked, mut held) = (0, 0);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| FormatError::DamagedSpreadsheet)?;
        let is_sheet = part.name().is_ok_and(|name| name.contains("worksheets/"));
        let limit = if is_sheet { XLSX_UNPACKED_BYTES_MAX - unpacked } else { XLSX_HELD_BYTES_MAX - held };
        let length = std::io::copy(&mut part.take(limit + 1), &mut std::io::sink())
            .map_err(|_| FormatError::DamagedSpreadsheet)?;
        unpacked += length;
        held += if is_sheet { 0 } else { length };
        if held > XLSX_HELD_BYTES_MAX {
            return Err(FormatError::UnpacksTooLarge { limit_bytes: XLSX_HELD_BYTES_MAX });
        }
        if unpacked > XLSX_UNPACKED_BYTES_MAX {
            return Err(FormatError::UnpacksTooLarge { limit_bytes: XLSX_UNPACKED_BYTES_MAX });
        }
    }
    Ok(())
}

/// Sends the rows of the first visible sheet that has any, then an empty batch.
fn pump(stream: Stream, announce: &SyncSender<u64>, batches: &SyncSender<Batch>) -> Result<(), FormatError> {
    let damaged = |_| FormatError::DamagedSpreadsheet;
    let mut workbook: Xlsx<Stream> = Xlsx::new(stream).map_err(damaged)?;
    let visible = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut sheet = Sheet::default();
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            sheet.put(&cell)?;
            if sheet.done.len() == BATCH_ROWS {
                let _ = announce.try_send(u64::from(cells.dimensions().end.0) + 1);
                if batches.send(Ok(std::mem::take(&mut sheet.done))).is_err() {
                    return Ok(());
                }
            }
        }
        let rows_total = sheet.row.number;
        sheet.finish_row();
        if rows_total > 0 {
            let _ = announce.try_send(rows_total);
            let last = Ok(std::mem::take(&mut sheet.done));
            if matches!(&last, Ok(rows) if !rows.is_empty()) && batches.send(last).is_err() {
                return Ok(());
            }
            break;
        }
    }
    let _ = batches.send(Ok(Vec::new()));
    Ok(())
}

/// Rows as they grow cell by cell.
#[derive(Default)]
struct Sheet {
    row: Row,
    last_number: u64,
    done: Vec<Row>,
}

impl Sheet {
    fn put(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), FormatError> {
        let (row, column) = cell.get_position();
        let (number, column) = (u64::from(row) + 1, column as usize);
        if matches!(cell.get_value(), DataRef::Empty) {
            return Ok(());
        }
        if column >= COLUMNS_MAX {
            return Err(FormatError::TooManyColumns { row: number, limit: COLUMNS_MAX });
        }
        if number < self.row.number || (number == self.row.number && column < self.row.ends.len()) {
            return Err(FormatError::DamagedSpreadsheet);
        }
        if number > self.row.number {
            self.finish_row();
            self.row.restart(number, number > self.last_number + 1);
        }
        let start = self.row.text.len();
        self.row.ends.resize(column, start);
        write_value(cell.get_value(), &mut self.row.text);
        self.row.ends.push(self.row.text.len());
        if self.row.text.len() - start > CELL_BYTES_MAX {
            return Err(FormatError::CellTooLong { row: number, limit_bytes: CELL_BYTES_MAX });
        }
        if self.row.text.len() > ROW_BYTES_MAX {
            return Err(FormatError::RowTooLong { row: number, limit_bytes: ROW_BYTES_MAX });
        }
        Ok(())
    }

    fn finish_row(&mut self) {
        if self.row.number > self.last_number {
            self.last_number = self.row.number;
            self.done.push(self.row.clone());
        }
    }
}

/// The value as a person would type it: whole numbers without a fraction, days in ISO form.
fn write_value(value: &DataRef<'_>, text: &mut String) {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    // Writing to a String cannot fail.
    let _ = match value {
        DataRef::Int(number) => write!(text, "{number}"),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT_MAX => {
            write!(text, "{number:.0}")
        }
        DataRef::Float(number) => write!(text, "{number}"),
        DataRef::String(string) => write!(text, "{string}"),
        DataRef::SharedString(string) => write!(text, "{string}"),
        DataRef::Bool(truth) => write!(text, "{truth}"),
        DataRef::DateTime(moment) => write_moment(moment, text),
        DataRef::DateTimeIso(moment) => write!(text, "{moment}"),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => Ok(()),
    };
}

fn write_moment(moment: &ExcelDateTime, text: &mut String) -> std::fmt::Result {
    if !moment.is_datetime() {
        return Ok(());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    write!(text, "{year:04}-{month:02}-{day:02}")?;
    if (hour, minute, second) == (0, 0, 0) {
        Ok(())
    } else {
        write!(text, " {hour:02}:{minute:02}:{second:02}")
    }
}
