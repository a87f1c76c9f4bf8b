//! How people stand in a file: one row each, under a mark instead of a name of ours, with the sources of their values.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::json;
use zeroize::Zeroizing;
use zgoda_formats::csv_safe::write_record;
use zgoda_law::{FieldId, SubjectId};
use zgoda_report::{Sheet, Value, workbook};
use zgoda_store::{Export, ExportFormat, Opened, Store, mark};
use zgoda_text::Text;

use crate::RightsError;
use crate::tag::{name_of_field, name_of_purpose};

/// The version of the machine format.
const FORMAT: &str = "zgoda-export/1";
/// What stands between several values of one field.
const BETWEEN: &str = " | ";
/// Width of a column of the spreadsheet, in characters.
const WIDTH: u16 = 24;

/// What goes into the file about one person.
pub(super) struct Row {
    pub subject: SubjectId,
    values: Vec<(FieldId, Zeroizing<String>, String)>,
}

impl Row {
    pub fn begin(store: &Store, opened: Opened) -> Result<Self, RightsError> {
        let mut row = Self { subject: opened.subject, values: Vec::new() };
        row.add(store, opened)?;
        Ok(row)
    }

    pub fn add(&mut self, store: &Store, opened: Opened) -> Result<(), RightsError> {
        let source = store.grounds(opened.grounds)?.source.name.clone();
        self.values.push((opened.field, Zeroizing::new(opened.value.as_str().to_owned()), source));
        Ok(())
    }

    /// The values of a field in one cell.
    fn cell(&self, field: FieldId) -> Zeroizing<String> {
        let mut cell = Zeroizing::new(String::new());
        for (_, value, _) in self.values.iter().filter(|(of, ..)| *of == field) {
            if !cell.is_empty() {
                cell.push_str(BETWEEN);
            }
            cell.push_str(value);
        }
        cell
    }

    /// Where the values came from, each source once.
    fn sources(&self) -> String {
        let mut sources: Vec<&str> = Vec::new();
        for (.., source) in &self.values {
            if !sources.contains(&source.as_str()) {
                sources.push(source);
            }
        }
        sources.join(BETWEEN)
    }
}

/// A file being filled, in its format.
pub(super) struct Sheets<'s, W> {
    store: &'s Store,
    export: &'s Export,
    out: W,
    layout: Layout,
}

enum Layout {
    Csv,
    Json { any: bool },
    Xlsx(Box<Sheet>),
}

impl<'s, W: Write> Sheets<'s, W> {
    /// Begins a file with its head.
    pub fn begin(store: &'s Store, t: Text, export: &'s Export, out: W) -> Result<Self, RightsError> {
        let titles = titles(store, t, export);
        let mut sheets = Self { store, export, out, layout: Layout::Csv };
        match export.format {
            ExportFormat::Csv => {
                sheets.text("\u{feff}")?;
                sheets.record(titles.iter().map(String::as_str))?;
            }
            ExportFormat::Json => {
                sheets.layout = Layout::Json { any: false };
                let head = sheets.head().to_string();
                // The people follow in the same object, one a line.
                sheets.text(head.strip_suffix('}').unwrap_or(&head))?;
                sheets.text(",\"people\":[")?;
            }
            ExportFormat::Xlsx => {
                let columns = titles.into_iter().map(|title| (title, WIDTH)).collect();
                let sheet = Sheet { name: t.export_sheet().to_owned(), columns, rows: Vec::new() };
                sheets.layout = Layout::Xlsx(Box::new(sheet));
            }
        }
        Ok(sheets)
    }

    /// Adds a person.
    pub fn put(&mut self, row: Row) -> Result<(), RightsError> {
        let mark = mark(self.export.id, row.subject);
        match &mut self.layout {
            Layout::Csv => {
                let cells: Vec<Zeroizing<String>> =
                    self.export.fields.iter().map(|field| row.cell(*field)).collect();
                let sources = row.sources();
                let all = std::iter::once(mark.as_str());
                self.record(all.chain(cells.iter().map(|cell| cell.as_str())).chain([sources.as_str()]))
            }
            Layout::Json { any } => {
                let between = if std::mem::replace(any, true) { ",\n" } else { "\n" };
                let line = Zeroizing::new(self.person(&mark, &row).to_string());
                self.text(between)?;
                self.text(&line)
            }
            Layout::Xlsx(sheet) => {
                let cell = |text: &str| if text.is_empty() { Value::Empty } else { Value::from(text) };
                let mut cells = vec![Value::Text(mark)];
                cells.extend(self.export.fields.iter().map(|field| cell(&row.cell(*field))));
                cells.push(cell(&row.sources()));
                sheet.rows.push(cells);
                Ok(())
            }
        }
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> Result<W, RightsError> {
        match &self.layout {
            Layout::Csv => {}
            Layout::Json { .. } => self.text("\n]}\n")?,
            Layout::Xlsx(sheet) => {
                let bytes = Zeroizing::new(workbook(std::slice::from_ref(sheet))?);
                self.out.write_all(&bytes).map_err(RightsError::File)?;
            }
        }
        Ok(self.out)
    }

    fn text(&mut self, text: &str) -> Result<(), RightsError> {
        self.out.write_all(text.as_bytes()).map_err(RightsError::File)
    }

    fn record<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<(), RightsError> {
        let mut line = Zeroizing::new(String::new());
        write_record(cells, ';', &mut line);
        self.text(&line)
    }

    fn head(&self) -> serde_json::Value {
        let export = self.export;
        let fields: Vec<String> =
            export.fields.iter().map(|field| name_of_field(self.store, *field)).collect();
        json!({
            "format": FORMAT,
            "export": export.id,
            "purpose": name_of_purpose(self.store, export.purpose),
            "recipient": export.recipient,
            "made_at": export.made_at,
            "expires_on": export.expires_on,
            "fields": fields,
        })
    }

    fn person(&self, mark: &str, row: &Row) -> serde_json::Value {
        let mut values: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
        for (field, value, source) in &row.values {
            let field = name_of_field(self.store, *field);
            values.entry(field).or_default().push(json!({ "value": value.as_str(), "source": source }));
        }
        json!({ "mark": mark, "values": values })
    }
}

fn titles(store: &Store, t: Text, export: &Export) -> Vec<String> {
    let field = |field: &FieldId| t.field(&name_of_field(store, *field)).to_owned();
    let mut titles = vec![t.export_mark().to_owned()];
    titles.extend(export.fields.iter().map(field));
    titles.push(t.export_sources().to_owned());
    titles
}
