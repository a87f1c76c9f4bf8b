//! Identifiers of firms: NIP, REGON, KRS and LEI.

use super::checksums::{mod_97, weighted};
use super::{IdentifierError, compact, digits, ensure, identifier};

identifier! {
    /// NIP, the Polish tax number: ten digits.
    Nip
}
identifier! {
    /// REGON, the number in the Polish statistical register: nine digits, or fourteen for a local unit.
    Regon
}
identifier! {
    /// KRS, the number in the Polish court register: ten digits, no check digit.
    Krs
}
identifier! {
    /// LEI, the Legal Entity Identifier (ISO 17442): twenty characters.
    Lei
}

impl Nip {
    /// Reads ten digits, with or without `PL` before them and hyphens between them. Numbers that the ministry's
    /// pattern or the list of fillers excludes are [`IdentifierError::Placeholder`].
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let mut compacted = compact(text)?;
        if compacted.starts_with("PL") {
            compacted.drain(..2);
        }
        check_nip(&digits(&compacted)?)?;
        Ok(Self(compacted))
    }

    /// The form people write: `774-000-14-54`.
    pub fn display(&self) -> String {
        grouped(&self.0, &[3, 3, 2, 2], '-')
    }
}

pub(super) fn check_nip(digits: &[u8; 10]) -> Result<(), IdentifierError> {
    let [first, second, third, .., check] = *digits;
    let expected = weighted(&digits[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    ensure(expected == u32::from(check), IdentifierError::Checksum)?;
    let repeated = digits.iter().all(|digit| *digit == first);
    let issued = first != 0 && (second != 0 || third != 0);
    ensure(issued && !repeated, IdentifierError::Placeholder)
}

impl Regon {
    /// Reads nine or fourteen digits strictly.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        match compacted.len() {
            9 => check_regon9(&digits(&compacted)?)?,
            14 => check_regon14(&digits(&compacted)?)?,
            _ => return Err(IdentifierError::Length),
        }
        Ok(Self(compacted))
    }

    /// Reads what registers and spreadsheets make of a REGON: the court register's fourteen digits with five zeros
    /// at the end are cut to nine, and a number that lost up to three leading zeros is padded
    /// (the check digit guards against padding a number that merely lacks digits).
    pub fn parse_damaged(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        match compacted.len() {
            14 if compacted.ends_with("00000") => Self::parse(compacted.get(..9).unwrap_or_default()),
            6..=8 => Self::parse(&format!("{compacted:0>9}")),
            13 => Self::parse(&format!("{compacted:0>14}")),
            _ => Self::parse(&compacted),
        }
    }
}

fn check_regon9(digits: &[u8; 9]) -> Result<(), IdentifierError> {
    let expected = weighted(&digits[..8], &[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10;
    ensure(expected == u32::from(digits[8]), IdentifierError::Checksum)?;
    ensure(digits.iter().any(|digit| *digit != 0), IdentifierError::Placeholder)
}

fn check_regon14(digits: &[u8; 14]) -> Result<(), IdentifierError> {
    let mut unit = [0; 9];
    unit.copy_from_slice(&digits[..9]);
    check_regon9(&unit)?;
    let expected = weighted(&digits[..13], &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10;
    ensure(expected == u32::from(digits[13]), IdentifierError::Checksum)
}

impl Krs {
    /// Reads up to ten digits, with or without `KRS` before them, and pads them with zeros at the left.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        let number = compacted.strip_prefix("KRS").unwrap_or(&compacted).trim_start_matches(':');
        ensure(!number.is_empty(), IdentifierError::Empty)?;
        let padded = format!("{number:0>10}");
        let values: [u8; 10] = digits(&padded)?;
        ensure(values.iter().any(|digit| *digit != 0), IdentifierError::Placeholder)?;
        Ok(Self(padded))
    }
}

impl Lei {
    /// Reads twenty characters and checks them modulo 97.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        ensure(compacted.len() == 20, IdentifierError::Length)?;
        let ends_in_digits = compacted.bytes().skip(18).all(|byte| byte.is_ascii_digit());
        let rest = mod_97(compacted.bytes()).ok_or(IdentifierError::Character)?;
        ensure(ends_in_digits, IdentifierError::Character)?;
        ensure(rest == 1, IdentifierError::Checksum)?;
        Ok(Self(compacted))
    }
}

/// The text cut into groups; what is left over stands as a last group.
pub(super) fn grouped(text: &str, sizes: &[usize], separator: char) -> String {
    let mut grouped = String::with_capacity(text.len() + sizes.len());
    let (mut size, mut in_group) = (sizes.iter(), 0);
    let mut wanted = size.next().copied().unwrap_or(usize::MAX);
    for character in text.chars() {
        if in_group == wanted {
            grouped.push(separator);
            (wanted, in_group) = (size.next().copied().unwrap_or(usize::MAX), 0);
        }
        grouped.push(character);
        in_group += 1;
    }
    grouped
}
