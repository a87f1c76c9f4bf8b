//! Telephone numbers to E.164.

use super::firm::grouped;
use super::{IDENTIFIER_BYTES_MAX, IdentifierError, ensure, identifier};

identifier! {
    /// A telephone number in E.164: `+`, country code and number, 8 to 15 digits in all.
    Phone
}

/// What a Polish number is used for, by its first digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A mobile number: can receive text messages.
    Mobile,
    /// A number at an address.
    Landline,
    /// Free, shared-cost, premium-rate or internet telephony.
    Special,
    /// A number abroad, or a range that our plan does not list.
    Unknown,
}

impl Phone {
    /// Reads a Polish number in any usual writing (`600-000-000`, `0 22 555 00 00`, `48…`, `0048…`, an inside line
    /// after `wew.`), or a number of any country that begins with `+` or `00`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        ensure(text.len() <= IDENTIFIER_BYTES_MAX, IdentifierError::Length)?;
        let (international, digits) = dialled(text)?;
        let full = match (international, digits.len()) {
            (true, 8..=15) => ["+", &digits].concat(),
            (false, 9) => ["+48", &digits].concat(),
            (false, 11) if digits.starts_with("48") => ["+", &digits].concat(),
            (false, 10) if digits.starts_with('0') => ["+48", digits.get(1..).unwrap_or_default()].concat(),
            _ => return Err(IdentifierError::Length),
        };
        check(&full)?;
        Ok(Self(full))
    }

    /// The form people write: `+48 600 100 200`, `+48 22 555 00 00`; numbers abroad as they are.
    pub fn display(&self) -> String {
        match (self.0.strip_prefix("+48"), self.kind()) {
            (Some(national), LineKind::Landline) => format!("+48 {}", grouped(national, &[2, 3, 2, 2], ' ')),
            (Some(national), _) => format!("+48 {}", grouped(national, &[3, 3, 3], ' ')),
            (None, _) => self.0.clone(),
        }
    }

    /// What the number is used for.
    pub fn kind(&self) -> LineKind {
        let Some(national) = self.0.strip_prefix("+48") else { return LineKind::Unknown };
        match national.get(..2).and_then(|prefix| prefix.parse().ok()).unwrap_or(0u8) {
            45 | 50 | 51 | 53 | 57 | 60 | 66 | 69 | 72 | 73 | 78 | 79 | 88 => LineKind::Mobile,
            39 | 70 | 80 => LineKind::Special,
            12..=18 | 22..=26 | 29 | 32..=34 | 41..=44 | 46..=48 | 52 | 54..=56 | 58 | 59 => {
                LineKind::Landline
            }
            61..=63 | 65 | 67 | 68 | 71 | 74..=77 | 81..=87 | 89 | 91 | 94 | 95 => LineKind::Landline,
            _ => LineKind::Unknown,
        }
    }
}

/// The digits as dialled, and whether they begin with a country code.
fn dialled(text: &str) -> Result<(bool, String), IdentifierError> {
    let mut digits = String::with_capacity(16);
    let mut international = false;
    let mut opened = false;
    for character in without_inside_line(text.trim()).chars() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() && !international => international = true,
            '(' if !opened => opened = true,
            ')' if opened => opened = false,
            _ if super::is_separator(character) => {}
            _ => return Err(IdentifierError::Character),
        }
    }
    ensure(!digits.is_empty(), IdentifierError::Empty)?;
    if !international && digits.starts_with("00") {
        international = true;
        digits.drain(..2);
    }
    // "+48 (0) 22 …": the zero is dialled only inside the country.
    if international && digits.len() == 12 && digits.starts_with("480") {
        digits.remove(2);
    }
    Ok((international, digits))
}

/// What stands before `wew. 12` or `ext. 12`.
fn without_inside_line(text: &str) -> &str {
    let start = text.bytes().position(|byte| byte.is_ascii_alphabetic() || byte == b',' || byte == b';');
    let Some((number, rest)) = start.and_then(|start| text.split_at_checked(start)) else { return text };
    let rest = rest.trim_start_matches([',', ';', ' ']);
    let marker_ends = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (marker, line) = rest.split_at(marker_ends);
    let line = line.trim_matches(['.', ':', ' ']);
    let is_marker = ["wew", "w", "ext", "x"].iter().any(|known| marker.eq_ignore_ascii_case(known));
    let is_line = (1..=6).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit());
    if is_marker && is_line { number } else { text }
}

/// The rules of numbers in full form: none begins with zero, a Polish one has nine digits and is no filler.
fn check(full: &str) -> Result<(), IdentifierError> {
    ensure(!full.starts_with("+0"), IdentifierError::Country)?;
    let Some(national) = full.strip_prefix("+48") else { return Ok(()) };
    ensure(national.len() == 9, IdentifierError::Length)?;
    ensure(!national.starts_with('0'), IdentifierError::Character)?;
    let mut pairs = national.bytes().zip(national.bytes().skip(1));
    ensure(!pairs.all(|(one, next)| one == next), IdentifierError::Placeholder)
}
