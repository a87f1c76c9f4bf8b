//! The mapping: which of our fields each column of a file is. Proposed from the header, decided by the user.

mod opt_out;
mod synonyms;

pub use opt_out::{OptOut, OptOutChannel, OptOutReason, OptOutRule, OptOutTest};
pub(crate) use opt_out::{Standing, is_no, is_yes};

use crate::dates::{DateOrder, is_ambiguous, order_shown_by};
use crate::detect;
use crate::fold::header_key;
use crate::shapes::Shape;
use crate::table::{Row, TableReader};
use serde::{Deserialize, Serialize};

/// A field of ours that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// E-mail address.
    Email,
    /// First name or names.
    FirstName,
    /// Surname.
    LastName,
    /// First name and surname in one cell; split where the other two are missing.
    FullName,
    /// Telephone number.
    Phone,
    /// Name of the firm.
    Company,
    /// Position in the firm.
    Position,
    /// Tax number: NIP or an EU VAT number.
    TaxId,
    /// KRS number of the firm.
    Krs,
    /// REGON number of the firm.
    Regon,
    /// Street with number.
    Street,
    /// Postal code.
    PostalCode,
    /// Town.
    City,
    /// Where the lead came from, as the file says.
    Source,
    /// Whether the person consented, as the file says.
    Consent,
    /// The words the person consented to.
    ConsentText,
    /// When the person consented.
    ConsentAt,
    /// Free text.
    Note,
    /// That the person does not want to be contacted. Kept even where nothing else of the row is imported.
    OptOut,
    /// Not imported.
    Skip,
}

impl Column {
    /// Every field, in the order in which a person would look for it.
    pub const ALL: &'static [Self] = &[
        Self::Email,
        Self::FirstName,
        Self::LastName,
        Self::FullName,
        Self::Phone,
        Self::Company,
        Self::Position,
        Self::TaxId,
        Self::Krs,
        Self::Regon,
        Self::Street,
        Self::PostalCode,
        Self::City,
        Self::Source,
        Self::Consent,
        Self::ConsentText,
        Self::ConsentAt,
        Self::Note,
        Self::OptOut,
        Self::Skip,
    ];

    /// The stable name, as in a saved mapping.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::FullName => "full_name",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::Position => "position",
            Self::TaxId => "tax_id",
            Self::Krs => "krs",
            Self::Regon => "regon",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Source => "source",
            Self::Consent => "consent",
            Self::ConsentText => "consent_text",
            Self::ConsentAt => "consent_at",
            Self::Note => "note",
            Self::OptOut => "opt_out",
            Self::Skip => "skip",
        }
    }

    /// The field with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.name() == name)
    }
}

/// What one column of the file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The column's place, counted from 0.
    pub index: usize,
    /// The header as the file writes it; empty where the file has none.
    pub header: String,
    /// Our field.
    pub column: Column,
    /// How an opt-out is read from it, for [`Column::OptOut`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_out: Option<OptOutRule>,
    /// The first three values, for the preview. Cells that raise an alarm are shown as `•••`. Never saved.
    #[serde(skip)]
    pub samples: Vec<String>,
}

/// The mapping of a whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The known export, if it is one.
    pub shape: Shape,
    /// One entry for each column of the file.
    pub columns: Vec<ColumnMapping>,
    /// Which of day and month comes first in [`Column::ConsentAt`], where the file shows it. Where it does not, the
    /// user says it; a date that needs it is a problem of its row until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The file is a list of people who opted out: every row is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_opted_out: Option<OptOut>,
}

/// What the preview shows in place of a cell that raised an alarm.
const HIDDEN: &str = "•••";
/// Values of each column in the preview.
const SAMPLES: usize = 3;

impl Mapping {
    /// Proposes our field for each column, from the header, the known export and, where there is no header, from the
    /// values of the first rows.
    pub fn propose(table: &TableReader) -> Self {
        let shape = table.shape();
        let rows: Vec<&Row> = table.first_rows().collect();
        let headless = table.header().row.is_none();
        let columns = table.header().names.iter().enumerate().map(|(index, header)| {
            let guess = if headless { by_values(&rows, index) } else { by_header(shape, header) };
            let (column, opt_out) = by_shape(shape, header, index).unwrap_or(guess);
            let samples = samples(&rows, index, header, column);
            ColumnMapping { index, header: header.clone(), column, opt_out, samples }
        });
        let columns: Vec<ColumnMapping> = columns.collect();
        let date_order = date_order(shape, &rows, &columns);
        Self { shape, columns, date_order, all_opted_out: opt_out::of_whole_file(shape) }
    }

    /// Sets our field for one column, as the user wants it.
    pub fn set(&mut self, index: usize, column: Column) {
        if let Some(mapped) = self.columns.iter_mut().find(|mapped| mapped.index == index) {
            mapped.column = column;
            mapped.opt_out = (column == Column::OptOut).then(|| mapped.opt_out.unwrap_or_default());
        }
    }

    /// Whether a date of consent is written so that the user must say which of day and month comes first.
    pub fn asks_for_date_order(&self) -> bool {
        let dates = self.columns.iter().filter(|mapped| mapped.column == Column::ConsentAt);
        self.date_order.is_none()
            && dates.flat_map(|mapped| &mapped.samples).any(|sample| is_ambiguous(sample))
    }
}

/// Whether a header names a field of ours; used to find the header among the first rows.
pub(crate) fn is_known_header(cell: &str) -> bool {
    cell.len() <= 64 && {
        let key = header_key(cell);
        synonyms::column(&key).is_some() || opt_out::by_header(&key).is_some()
    }
}

type Guess = (Column, Option<OptOutRule>);

fn by_header(shape: Shape, header: &str) -> Guess {
    let key = header_key(header);
    if let Some(rule) = opt_out::by_header(&key) {
        return (Column::OptOut, Some(rule));
    }
    if key == "status" && !matches!(shape, Shape::Table | Shape::ActiveCampaign | Shape::Kit) {
        return (Column::Skip, None);
    }
    (synonyms::column(&key).unwrap_or(Column::Skip), None)
}

/// Where an export uses a header in its own sense, or has none.
fn by_shape(shape: Shape, header: &str, index: usize) -> Option<Guess> {
    let column = match (shape, header_key(header).as_str()) {
        (Shape::Outlook, "title") => Column::Skip,
        (
            Shape::MailchimpSubscribed | Shape::MailchimpUnsubscribed | Shape::MailchimpCleaned,
            "confirmtime",
        ) => Column::ConsentAt,
        (Shape::AsteriskCalls, _) if index == 1 || index == 2 => Column::Phone,
        (Shape::AsteriskCalls, _) => Column::Skip,
        _ => return None,
    };
    Some((column, None))
}

/// Without a header only addresses and telephone numbers give themselves away.
fn by_values(rows: &[&Row], index: usize) -> Guess {
    let cells = || rows.iter().filter_map(|row| row.cell(index)).filter(|cell| !cell.trim().is_empty());
    let most = |is: fn(&str) -> bool| {
        cells().count() > 0 && cells().filter(|cell| is(cell)).count() * 2 > cells().count()
    };
    let column = if most(|cell| crate::identifiers::Email::parse(cell).is_ok()) {
        Column::Email
    } else if most(|cell| crate::identifiers::Phone::parse(cell).is_ok()) {
        Column::Phone
    } else {
        Column::Skip
    };
    (column, None)
}

fn samples(rows: &[&Row], index: usize, header: &str, column: Column) -> Vec<String> {
    let context = detect::Context::new(header, column);
    rows.iter()
        .filter_map(|row| row.cell(index))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .take(SAMPLES)
        .map(|cell| match detect::alarm(cell, context) {
            Some(_) => HIDDEN.to_owned(),
            None => cell.chars().take(120).collect(),
        })
        .collect()
}

fn date_order(shape: Shape, rows: &[&Row], columns: &[ColumnMapping]) -> Option<DateOrder> {
    if shape == Shape::Brevo {
        return Some(DateOrder::DayFirst);
    }
    let dates = columns.iter().filter(|mapped| mapped.column == Column::ConsentAt);
    dates.flat_map(|mapped| rows.iter().filter_map(|row| row.cell(mapped.index))).find_map(order_shown_by)
}
