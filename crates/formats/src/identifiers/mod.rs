//! Identifiers of persons and firms: one type each, normalised and checked on the way in.

mod checksums;
mod contact;
mod documents;
mod firm;
mod money;
mod pesel;
mod phone;
mod vat;
mod vat_checks;

pub(crate) use checksums::luhn;
pub use contact::{Email, PostalCode};
pub use documents::{DrivingLicence, IdCard, LandRegister, Passport};
pub use firm::{Krs, Lei, Nip, Regon};
pub(crate) use money::plausible_card;
pub use money::{Iban, PaymentCard};
pub(crate) use pesel::birth_date;
pub use pesel::{Pesel, Sex};
pub use phone::{LineKind, Phone};
pub use vat::EuVat;

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Longest text that is looked at as an identifier, in bytes; anything longer is [`IdentifierError::Length`].
pub const IDENTIFIER_BYTES_MAX: usize = 512;

/// Why a text is not the identifier it should be. Carries no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentifierError {
    /// Nothing was left after trimming.
    #[error("the value is empty")]
    Empty,
    /// Too many or too few characters.
    #[error("the value has a wrong length")]
    Length,
    /// A character that this identifier never has.
    #[error("the value has a character that does not belong in it")]
    Character,
    /// The check digit does not agree.
    #[error("the check digit does not agree")]
    Checksum,
    /// The date inside the identifier does not exist.
    #[error("the date in the value does not exist")]
    Date,
    /// Formally right, but known as a filler such as `1111111111`.
    #[error("the value is a placeholder")]
    Placeholder,
    /// The country is not known to us.
    #[error("the country of the value is not known")]
    Country,
}

/// Declares an identifier: a normalised text that only `parse` can make, and whose debug form shows no value.
macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The normalised form.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The normalised form, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::identifiers::IdentifierError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::identifiers::IdentifierError;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}
pub(crate) use identifier;

/// The text without what people put between the characters of an identifier (spaces, `-`, `.`, `/`), in upper case
/// and in Unicode's compatibility form.
fn compact(text: &str) -> Result<String, IdentifierError> {
    if text.len() > IDENTIFIER_BYTES_MAX {
        return Err(IdentifierError::Length);
    }
    let text: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() };
    let mut compacted = String::with_capacity(text.len());
    compacted.extend(text.chars().filter(|c| !is_separator(*c)).map(|c| c.to_ascii_uppercase()));
    if compacted.is_empty() { Err(IdentifierError::Empty) } else { Ok(compacted) }
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
        || c.is_whitespace()
}

/// The compacted text as exactly `N` digit values.
fn digits<const N: usize>(text: &str) -> Result<[u8; N], IdentifierError> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierError::Character);
    }
    let bytes: [u8; N] = text.as_bytes().try_into().map_err(|_| IdentifierError::Length)?;
    Ok(bytes.map(|byte| byte - b'0'))
}

fn ensure(holds: bool, error: IdentifierError) -> Result<(), IdentifierError> {
    if holds { Ok(()) } else { Err(error) }
}
