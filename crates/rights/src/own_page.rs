//! The person's own page, *Moje dane*: whose an address is, and where the page is found.

use jiff::Timestamp;
use zgoda_formats::identifiers::{Email, LineKind, Phone};
use zgoda_law::{Action, SubjectId};
use zgoda_store::{Store, StoreError};

use crate::RightsError;
use crate::acting::answering;
use crate::contact::normalised;

/// The setting that says where the screens are found from outside.
const ADDRESS: &str = "public.address";

/// Whose an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Nobody's whom we know.
    Nobody,
    /// One person's.
    One(SubjectId),
    /// More than one person's: whoever reads there need not be any one of them.
    Several,
}

/// An address at which a code may be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// An e-mail address.
    Email(Email),
    /// A mobile number.
    Mobile(Phone),
}

impl Typed {
    /// Reads what somebody typed; `None` where it is neither an e-mail address nor a mobile number.
    pub fn read(text: &str) -> Option<Self> {
        let mobile = |phone: &Phone| phone.kind() == LineKind::Mobile;
        match Email::parse(text) {
            Ok(email) => Some(Self::Email(email)),
            Err(_) => Phone::parse(text).ok().filter(mobile).map(Self::Mobile),
        }
    }

    /// The field that holds such an address.
    fn field(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Mobile(_) => "phone",
        }
    }

    /// It as it is held and compared.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(email) => email.as_str(),
            Self::Mobile(phone) => phone.as_str(),
        }
    }
}

/// Whose an address is, as it is typed. Only values that stand count: who has moved on reads somebody else's mail
/// no more. The ledger tells that the values were looked at.
///
/// # Errors
/// Where the store fails.
pub fn owner_of(store: &Store, typed: &Typed, at: Timestamp) -> Result<Owner, RightsError> {
    let name = typed.field();
    let field = store.law().catalogue().field(name).ok_or(RightsError::Catalogue("field of this name"))?.id;
    let (who, purpose) = answering(store, at)?;
    let people = store.find(field, typed.as_str())?;
    let reading = store.reading(who.asks(Action::Read, purpose)).fields(&[field]);
    let mut owner = Owner::Nobody;
    for opened in reading.of_people(people) {
        let opened = opened?;
        if normalised(name, opened.value.as_str()) != typed.as_str() {
            continue;
        }
        owner = match owner {
            Owner::Nobody => Owner::One(opened.subject),
            Owner::One(known) if known == opened.subject => owner,
            Owner::One(_) | Owner::Several => Owner::Several,
        };
    }
    Ok(owner)
}

/// Where the screens are found from outside: `https://` and a host, without a path. `None` where nobody said.
///
/// # Errors
/// Where the store fails.
pub fn public_address(store: &Store) -> Result<Option<String>, RightsError> {
    Ok(store.setting(ADDRESS)?.filter(|address| !address.is_empty()))
}

/// The address of the page *Moje dane*, where it is known.
pub(crate) fn own_page(store: &Store) -> Result<Option<String>, StoreError> {
    let address = store.setting(ADDRESS)?.filter(|address| !address.is_empty());
    Ok(address.map(|address| format!("{address}/moje-dane")))
}

/// Says where the screens are found from outside; an empty address says that it is not known any more.
///
/// # Errors
/// [`RightsError::Incomplete`] for what is no such address; else where the store fails.
pub fn set_public_address(store: &Store, address: &str) -> Result<(), RightsError> {
    let address = address.trim().trim_end_matches('/');
    if !address.is_empty() && !is_origin(address) {
        return Err(RightsError::Incomplete("address"));
    }
    Ok(store.set(ADDRESS, address)?)
}

/// Whether a text is an origin (RFC 6454) that people may be sent to: over TLS, or on this machine.
fn is_origin(address: &str) -> bool {
    let (scheme, host) = match address.split_once("://") {
        Some((scheme @ ("https" | "http"), host)) => (scheme, host),
        _ => return false,
    };
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    let here = ["127.0.0.1", "localhost", "[::1]"];
    let is_here = here
        .iter()
        .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')));
    !host.is_empty() && host.chars().all(plain) && (scheme == "https" || is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_sent_nowhere_but_over_tls_or_to_this_machine() {
        for right in [
            "https://crm.example.pl",
            "https://crm.example.pl:8443",
            "http://127.0.0.1:8181",
            "http://localhost",
        ] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in [
            "http://crm.example.pl",
            "http://localhost.example.pl",
            "https://",
            "crm.example.pl",
            "https://crm.example.pl/x",
            "https://a@b",
            "javascript:alert(1)",
            "https://crm.example.pl\r\nX: y",
        ] {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
