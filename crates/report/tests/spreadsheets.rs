//! Spreadsheets read back: texts stay texts, numbers numbers, and formulas nowhere.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use zgoda_formats::Date;
use zgoda_report::{ReportError, Sheet, Value, workbook};

fn sheet(name: &str, rows: Vec<Vec<Value>>) -> Sheet {
    Sheet { name: name.into(), columns: vec![("Nazwa".into(), 30), ("Kwota".into(), 14)], rows }
}

fn read(file: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file.to_vec())).unwrap()
}

#[test]
fn every_kind_of_value_is_read_back() {
    let row = vec![
        Value::from("Zażółć „gęślą” jaźń"),
        Value::Amount(-123_456),
        Value::Count(7),
        Value::Empty,
        Value::Day(Date::new(2026, 11, 22).unwrap()),
    ];
    let file = workbook(&[sheet("Firmy", vec![row])]).unwrap();
    let range = read(&file).worksheet_range("Firmy").unwrap();
    let cell = |column| range.get_value((1, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("Nazwa".into())));
    assert_eq!(cell(0), Data::String("Zażółć „gęślą” jaźń".into()));
    assert_eq!((cell(1), cell(2), cell(3)), (Data::Float(-1234.56), Data::Float(7.0), Data::Empty));
    assert_eq!(cell(4).to_string(), "46348", "the day's number in a spreadsheet");
}

#[test]
fn a_text_is_never_a_formula_not_even_after_an_edit() {
    let texts = ["=1+1", "+48 600", "-5", "@SUM(A1)", "\t=1", "＝1", "=cmd|'/c calc'!A0"];
    let file = workbook(&[sheet("X", texts.map(|text| vec![Value::from(text)]).to_vec())]).unwrap();
    let range = read(&file).worksheet_range("X").unwrap();
    for (row, text) in (1..).zip(texts) {
        assert_eq!(range.get_value((row, 0)), Some(&Data::String(text.into())));
    }
    assert!(read(&file).worksheet_formula("X").unwrap().is_empty());
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut styles = String::new();
    archive.by_name("xl/styles.xml").unwrap().read_to_string(&mut styles).unwrap();
    assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
}

#[test]
fn names_that_a_sheet_may_not_have_are_mended_and_twins_are_told_apart() {
    let names =
        ["A/B: [x]?", "A/B: [x]?", "", "history", "Bardzo długa nazwa arkusza, która się nie mieści", "'"];
    let file = workbook(&names.map(|name| sheet(name, Vec::new()))).unwrap();
    let read = read(&file).sheet_names();
    assert_eq!(read, ["AB x", "AB x (2)", "–", "history (2)", "Bardzo długa nazwa arkusza, któ", "– (2)"]);
}

#[test]
fn the_same_sheets_are_the_same_file() {
    let sheets = [sheet("A", vec![vec![Value::from("x"), Value::Amount(1)]])];
    assert_eq!(workbook(&sheets), workbook(&sheets));
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_refused() {
    let long = sheet("A", vec![vec![Value::Empty, Value::Text("x".repeat(32_768))]]);
    assert_eq!(workbook(&[long]), Err(ReportError::CellTooLong { row: 2, column: 2 }));
    assert_eq!(workbook(&[sheet("A", vec![vec![Value::Empty; 16_385]])]), Err(ReportError::SheetTooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read_back_as_a_text(name in any::<String>(), text in "\\PC{1,60}") {
        let file = workbook(&[sheet(&name, vec![vec![Value::Text(text.clone())]])]);
        prop_assert!(file.is_ok(), "{:?}", file.err());
        let mut read = read(&file.unwrap());
        let names = read.sheet_names();
        let range = read.worksheet_range(names.first().unwrap()).unwrap();
        prop_assert_eq!(range.get_value((1, 0)), Some(&Data::String(text)));
    }
}
