//! Tables as a spreadsheet (XLSX). Texts are texts: nothing in them is run as a formula, not even after an edit.

use std::borrow::Cow;
use std::collections::HashSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use zgoda_formats::{Date, csv_safe};

use crate::ReportError;

/// Most rows of a sheet, its head included.
const ROWS_MAX: usize = 1_048_576;
/// Most columns of a sheet.
const COLUMNS_MAX: usize = 16_384;
/// Most characters of a cell.
const CELL_CHARACTERS_MAX: usize = 32_767;
/// Most characters of a sheet's name.
const NAME_CHARACTERS_MAX: usize = 31;

/// A sheet: a head, and rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name. What a name of a sheet may not have is left out, and twins are told apart by a number.
    pub name: String,
    /// The titles of the columns and their widths in characters.
    pub columns: Vec<(String, u16)>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount in hundredths of its currency, shown with two decimals.
    Amount(i64),
    /// A day.
    Day(Date),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Writes sheets as one XLSX file. The same sheets give the same bytes.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    // The file would else say when it was made.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(spreadsheet)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    let formats = Formats::new();
    let mut names = HashSet::new();
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&sheet.name, &mut names)).map_err(spreadsheet)?;
        fill(worksheet, sheet, &formats)?;
    }
    workbook.save_to_buffer().map_err(spreadsheet)
}

struct Formats {
    head: Format,
    text: Format,
    /// For texts that a spreadsheet would take for a formula when somebody edits them.
    guarded: Format,
    count: Format,
    amount: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_num_format("@");
        Self {
            head: text.clone().set_bold().set_text_wrap(),
            guarded: text.clone().set_quote_prefix(),
            text,
            count: Format::new().set_num_format("#,##0"),
            amount: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), ReportError> {
    let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or(0).max(sheet.columns.len());
    if sheet.rows.len() >= ROWS_MAX || widest > COLUMNS_MAX {
        return Err(ReportError::SheetTooLarge);
    }
    for (column, (title, width)) in (0..).zip(&sheet.columns) {
        text(worksheet, (0, column), title, &formats.head, &formats.head)?;
        worksheet.set_column_width(column, *width).map_err(spreadsheet)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, value) in (0..).zip(cells) {
            put(worksheet, (row, column), value, formats)?;
        }
    }
    worksheet.set_freeze_panes(1, 0).map_err(spreadsheet)?;
    if let (Ok(last_row), Ok(columns @ 1..)) =
        (u32::try_from(sheet.rows.len()), u16::try_from(sheet.columns.len()))
    {
        worksheet.autofilter(0, 0, last_row, columns - 1).map_err(spreadsheet)?;
    }
    Ok(())
}

fn put(
    worksheet: &mut Worksheet,
    at: (u32, u16),
    value: &Value,
    formats: &Formats,
) -> Result<(), ReportError> {
    let (row, column) = at;
    match value {
        Value::Empty => {}
        Value::Text(value) => text(worksheet, at, value, &formats.text, &formats.guarded)?,
        Value::Count(count) => {
            worksheet
                .write_number_with_format(row, column, *count as f64, &formats.count)
                .map_err(spreadsheet)?;
        }
        Value::Amount(amount) => {
            let amount = *amount as f64 / 100.0;
            worksheet.write_number_with_format(row, column, amount, &formats.amount).map_err(spreadsheet)?;
        }
        Value::Day(day) => {
            let (year, month, day_of_month) = day.parts();
            match ExcelDateTime::from_ymd(year, month, day_of_month) {
                Ok(day) => worksheet.write_datetime_with_format(row, column, &day, &formats.day),
                // The calendar of spreadsheets begins in 1900.
                Err(_) => worksheet.write_string_with_format(row, column, day.to_string(), &formats.text),
            }
            .map_err(spreadsheet)?;
        }
    }
    Ok(())
}

fn text(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    plain: &Format,
    guarded: &Format,
) -> Result<(), ReportError> {
    if text.chars().count() > CELL_CHARACTERS_MAX {
        return Err(ReportError::CellTooLong { row: row + 1, column: column + 1 });
    }
    // A text is stored as a text, which no spreadsheet runs; the prefix keeps it one when it is edited.
    let format = if matches!(csv_safe::guard(text), Cow::Owned(_)) { guarded } else { plain };
    worksheet.write_string_with_format(row, column, text, format).map_err(spreadsheet)?;
    Ok(())
}

fn sheet_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let allowed = |letter: &char| !letter.is_control() && !"[]:*?/\\'".contains(*letter);
    let clean: String = wanted.chars().filter(allowed).collect();
    let clean = if clean.trim().is_empty() { "–" } else { clean.trim() };
    // The length is counted as spreadsheets do, in units of UTF-16.
    let cut = |room: usize| {
        let mut length = 0;
        let fits = |letter: &char| {
            length += letter.len_utf16();
            length <= room
        };
        clean.chars().take_while(fits).collect::<String>()
    };
    let mut name = cut(NAME_CHARACTERS_MAX);
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) || name.eq_ignore_ascii_case("history") {
        let end = format!(" ({number})");
        name = cut(NAME_CHARACTERS_MAX - end.len()) + &end;
        number += 1;
    }
    name
}

fn spreadsheet(error: XlsxError) -> ReportError {
    // The library's messages may repeat a name or a text.
    let kind = match error {
        XlsxError::IoError(_) | XlsxError::ZipError(_) => "it cannot be packed",
        _ => "a part of it is not allowed",
    };
    ReportError::Spreadsheet(kind)
}
