//! The addresses of a person in the form in which they are compared.

use zgoda_formats::identifiers::{Email, Phone};
use zgoda_law::FieldId;
use zgoda_store::Store;

/// The form of a contact value in which it is compared. What cannot be read as an address is taken as it is.
pub(crate) fn normalised(field: &str, value: &str) -> String {
    read_point(field, value).flatten().unwrap_or_else(|| value.trim().to_lowercase())
}

/// An address in the form in which it is stored, `Some(None)` for text that is none; `None` for other fields.
pub(crate) fn read_point(field: &str, value: &str) -> Option<Option<String>> {
    match field {
        "email" => Some(Email::parse(value).map(Email::into_string).ok()),
        "phone" => Some(Phone::parse(value).map(Phone::into_string).ok()),
        _ => None,
    }
}

/// Whether a value of this field opens a channel.
pub(crate) fn is_point(store: &Store, field: FieldId) -> bool {
    store.law().catalogue().field_by_id(field).is_some_and(|field| !field.channels.is_empty())
}
