//! Helpers of the tests: reading bytes as candidates, and making small spreadsheets.
#![allow(dead_code, reason = "each test binary uses some of them")]

use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zgoda_formats::{Candidate, Candidates, Input, Mapping, recognise};
use zip::write::SimpleFileOptions;

pub fn candidates(bytes: Vec<u8>) -> Vec<Candidate> {
    candidates_of(&Input::from(bytes))
}

pub fn candidates_of(input: &Input) -> Vec<Candidate> {
    let table = recognise(input).unwrap().open_table(input).unwrap().unwrap();
    let mapping = Mapping::propose(&table);
    Candidates::new(table, mapping).map(Result::unwrap).collect()
}

pub fn candidates_by(bytes: Vec<u8>, mapping: Mapping) -> Vec<Candidate> {
    let input = Input::from(bytes);
    let table = recognise(&input).unwrap().open_table(&input).unwrap().unwrap();
    Candidates::new(table, mapping).map(Result::unwrap).collect()
}

pub fn propose(bytes: Vec<u8>) -> Mapping {
    let input = Input::from(bytes);
    Mapping::propose(&recognise(&input).unwrap().open_table(&input).unwrap().unwrap())
}

/// A cell of a spreadsheet made by a test.
#[derive(Clone, Copy)]
pub enum SheetCell {
    /// Text in the cell itself; none if empty.
    Text(&'static str),
    /// Text in the list of shared texts.
    Shared(&'static str),
    /// A number.
    Number(f64),
    /// A serial number shown as a day.
    Date(f64),
}

/// A part of an archive.
pub enum Part<'a> {
    /// This text.
    Text(&'a str),
    /// So many zero bytes.
    Zeros(u64),
}

pub fn archive(parts: &[(&str, Part<'_>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        match part {
            Part::Text(text) => archive.write_all(text.as_bytes()).unwrap(),
            Part::Zeros(length) => {
                std::io::copy(&mut std::io::repeat(0).take(*length), &mut archive).unwrap();
            }
        }
    }
    archive.finish().unwrap().into_inner()
}

/// A spreadsheet with one sheet.
pub fn xlsx(rows: &[Vec<SheetCell>]) -> Vec<u8> {
    let (mut sheet, mut shared) = (String::new(), Vec::new());
    for (number, row) in (1..).zip(rows).filter(|(_, row)| !row.is_empty()) {
        write!(sheet, r#"<row r="{number}">"#).unwrap();
        for (column, cell) in ('A'..='Z').zip(row) {
            let at = format!("{column}{number}");
            match cell {
                SheetCell::Text("") => Ok(()),
                SheetCell::Text(text) => {
                    write!(sheet, r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
                }
                SheetCell::Number(value) => write!(sheet, r#"<c r="{at}"><v>{value}</v></c>"#),
                SheetCell::Date(value) => write!(sheet, r#"<c r="{at}" s="1"><v>{value}</v></c>"#),
                SheetCell::Shared(text) => {
                    shared.push(*text);
                    write!(sheet, r#"<c r="{at}" t="s"><v>{}</v></c>"#, shared.len() - 1)
                }
            }
            .unwrap();
        }
        sheet.push_str("</row>");
    }
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let texts: String = shared.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations =
        |all: &[String]| format!(r#"<Relationships xmlns="{PACKAGE}">{}</Relationships>"#, all.concat());
    let sheets = [
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "sharedStrings", "sharedStrings.xml"),
        relation("r3", "styles", "styles.xml"),
    ];
    archive(&[
        ("_rels/.rels", Part::Text(&relations(&[relation("r1", "officeDocument", "xl/workbook.xml")]))),
        ("xl/_rels/workbook.xml.rels", Part::Text(&relations(&sheets))),
        (
            "xl/workbook.xml",
            Part::Text(&format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Arkusz1" sheetId="1" r:id="r1"/></sheets></workbook>"#
            )),
        ),
        (
            "xl/styles.xml",
            Part::Text(&format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            )),
        ),
        ("xl/sharedStrings.xml", Part::Text(&format!(r#"<sst xmlns="{MAIN}">{texts}</sst>"#))),
        (
            "xl/worksheets/sheet1.xml",
            Part::Text(&format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>"#)),
        ),
    ])
}
