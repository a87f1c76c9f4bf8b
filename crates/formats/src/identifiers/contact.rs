//! E-mail addresses and Polish postal codes.

use super::{IDENTIFIER_BYTES_MAX, IdentifierError, compact, ensure, identifier};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

identifier! {
    /// An e-mail address as it is compared: trimmed, in lower case, the domain in its IDNA (ASCII) form.
    Email
}
identifier! {
    /// A Polish postal code: `00-000`.
    PostalCode
}

/// Longest address that mail servers carry, RFC 5321 with erratum 1690, in bytes.
const ADDRESS_BYTES_MAX: usize = 254;
/// Longest part before the `@`, RFC 5321 section 4.5.3.1.1, in bytes.
const LOCAL_BYTES_MAX: usize = 64;

impl Email {
    /// Reads one address without a display name. Quoted local parts and address literals are refused: no person is
    /// reached that way.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = text.trim();
        ensure(!text.is_empty(), IdentifierError::Empty)?;
        ensure(text.len() <= IDENTIFIER_BYTES_MAX, IdentifierError::Length)?;
        let (local, domain) = text.rsplit_once('@').ok_or(IdentifierError::Character)?;
        let local = normal_local(local)?;
        let domain = normal_domain(domain)?;
        ensure(local.len() + 1 + domain.len() <= ADDRESS_BYTES_MAX, IdentifierError::Length)?;
        Ok(Self([local.as_ref(), "@", &domain].concat()))
    }

    /// The part after the `@`, in ASCII form.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

fn normal_local(local: &str) -> Result<Cow<'_, str>, IdentifierError> {
    let normal: Cow<'_, str> = match local.is_ascii() {
        true => lower(local),
        false => local.nfkc().collect::<String>().to_lowercase().nfkc().collect::<String>().into(),
    };
    ensure((1..=LOCAL_BYTES_MAX).contains(&normal.len()), IdentifierError::Length)?;
    let dots_inside = !normal.starts_with('.') && !normal.ends_with('.') && !normal.contains("..");
    ensure(dots_inside && normal.chars().all(is_local_character), IdentifierError::Character)?;
    Ok(normal)
}

/// The text with ASCII letters in lower case; most addresses are so already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        text.to_ascii_lowercase().into()
    } else {
        text.into()
    }
}

fn is_local_character(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '!' | '#'..='\'' | '*' | '+' | '-'..='/' | '=' | '?' | '^'..='`' | '{'..='~')
        || (!character.is_ascii() && character.is_alphanumeric())
}

fn normal_domain(domain: &str) -> Result<Cow<'_, str>, IdentifierError> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    let lower = lower(domain);
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    let normal = if lower.bytes().all(plain) && !lower.contains("xn--") {
        lower
    } else {
        let (rules, hyphens) = (AsciiDenyList::STD3, Hyphens::Allow);
        Uts46::new()
            .to_ascii(domain.as_bytes(), rules, hyphens, DnsLength::Verify)
            .map_err(|_| IdentifierError::Character)?
    };
    let mut last = "";
    let mut labels = 0;
    for label in normal.split('.') {
        let edges = label.starts_with('-') || label.ends_with('-');
        ensure((1..=63).contains(&label.len()), IdentifierError::Length)?;
        ensure(!edges, IdentifierError::Character)?;
        (last, labels) = (label, labels + 1);
    }
    let top_level = last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit());
    ensure(labels >= 2 && top_level && normal.len() <= 253, IdentifierError::Character)?;
    Ok(normal)
}

impl PostalCode {
    /// Reads five digits with the hyphen after the second, or without it as the statistical register writes them.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let trimmed = text.trim();
        let digits = compact(trimmed)?;
        ensure(digits.bytes().all(|byte| byte.is_ascii_digit()), IdentifierError::Character)?;
        ensure(digits.len() == 5, IdentifierError::Length)?;
        let (area, place) = digits.split_at(2);
        Ok(Self(format!("{area}-{place}")))
    }
}
