//! Which fields of the catalogue the columns of a file are, and by which of them people are found.

use zgoda_formats::{Column, identifiers::Email, identifiers::Phone};
use zgoda_law::{Catalogue, FieldId};

/// Fields by their numbers, looked up once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub email: FieldId,
    pub phone: FieldId,
    pub first_name: FieldId,
    pub last_name: FieldId,
    pub company: FieldId,
    pub messenger: FieldId,
    nip: FieldId,
    columns: [Option<FieldId>; COLUMNS.len()],
}

/// The columns that hold a value, and the field each is.
const COLUMNS: [(Column, &str); 14] = [
    (Column::Email, "email"),
    (Column::FirstName, "first_name"),
    (Column::LastName, "last_name"),
    // A name that could not be split is kept whole, where people look for names.
    (Column::FullName, "last_name"),
    (Column::Phone, "phone"),
    (Column::Company, "company_name"),
    (Column::Position, "position"),
    (Column::TaxId, "nip"),
    (Column::Krs, "krs"),
    (Column::Regon, "regon"),
    (Column::Street, "street"),
    (Column::PostalCode, "postal_code"),
    (Column::City, "city"),
    (Column::Source, "lead_source_detail"),
];

impl Fields {
    /// `None` where the catalogue lacks one of the fields that people are found by.
    pub fn of(catalogue: &Catalogue) -> Option<Self> {
        let id = |name: &str| catalogue.field(name).map(|field| field.id);
        Some(Self {
            email: id("email")?,
            phone: id("phone")?,
            first_name: id("first_name")?,
            last_name: id("last_name")?,
            company: id("company_name")?,
            messenger: id("messenger_handle")?,
            nip: id("nip")?,
            columns: COLUMNS.map(|(_, name)| id(name)),
        })
    }

    /// The field a column is. Notes have their own way in, because they are free text.
    pub fn of_column(&self, column: Column, catalogue: &Catalogue) -> Option<FieldId> {
        if column == Column::Note {
            return catalogue.field("note").map(|field| field.id);
        }
        let place = COLUMNS.iter().position(|(known, _)| *known == column)?;
        self.columns.get(place).copied().flatten()
    }

    /// Whether people are found by this field.
    pub fn is_indexed(&self, field: FieldId) -> bool {
        field == self.email || field == self.phone || field == self.messenger
    }

    /// Whether people are found by this field, if not in files: a register finds a sole trader by the tax number.
    pub fn is_found_by(&self, field: FieldId) -> bool {
        self.is_indexed(field) || field == self.nip
    }

    /// Whether the field says who somebody is or where they are reached. A first name alone says neither.
    pub fn identifies(&self, field: FieldId) -> bool {
        self.is_indexed(field) || field == self.last_name
    }

    /// The value in the form in which it is stored and found; `None` where it is no such value.
    pub fn normal(&self, field: FieldId, value: &str) -> Option<String> {
        let value = value.trim();
        if field == self.email {
            return Email::parse(value).ok().map(Email::into_string);
        }
        if field == self.phone {
            return Phone::parse(value).ok().map(Phone::into_string);
        }
        (!value.is_empty()).then(|| value.to_owned())
    }
}
