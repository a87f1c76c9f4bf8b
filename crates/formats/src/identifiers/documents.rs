//! Numbers of documents: read by the detector, never an import field.

use super::checksums::weighted;
use super::{IdentifierError, compact, ensure, identifier};

identifier! {
    /// The number of a Polish identity card: three letters and six digits.
    IdCard
}
identifier! {
    /// The number of a Polish passport: two letters and seven digits.
    Passport
}
identifier! {
    /// The number of a Polish driving licence: `NNNNN/YY/PPPP`. It has no check digit.
    DrivingLicence
}
identifier! {
    /// The number of a Polish land register (*księga wieczysta*): `WA1M/00012345/1`.
    LandRegister
}

impl IdCard {
    /// Reads three letters and six digits and checks the fourth character.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        lettered(text, 3, 6, &[7, 3, 1, 9, 7, 3, 1, 7, 3]).map(Self)
    }
}

impl Passport {
    /// Reads two letters and seven digits and checks the third character.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        lettered(text, 2, 7, &[7, 3, 9, 1, 7, 3, 1, 7, 3]).map(Self)
    }
}

/// Letters, then digits, whose weighted sum (A = 10) is a multiple of ten.
fn lettered(text: &str, letters: usize, digits: usize, weights: &[u32]) -> Result<String, IdentifierError> {
    let compacted = compact(text)?;
    ensure(compacted.len() == letters + digits, IdentifierError::Length)?;
    let right_kinds = compacted
        .bytes()
        .enumerate()
        .all(|(place, byte)| if place < letters { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() });
    ensure(right_kinds, IdentifierError::Character)?;
    let sum: u32 = compacted
        .chars()
        .filter_map(|c| c.to_digit(36))
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum();
    ensure(sum.is_multiple_of(10), IdentifierError::Checksum)?;
    Ok(compacted)
}

impl DrivingLicence {
    /// Reads the pattern; the slashes must be there, or any text of eleven digits would do.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let parts: Vec<&str> = text.trim().split('/').map(str::trim).collect();
        let [number, year, office] = parts[..] else { return Err(IdentifierError::Length) };
        ensure((number.len(), year.len(), office.len()) == (5, 2, 4), IdentifierError::Length)?;
        let numeric = [number, year, office].concat().bytes().all(|byte| byte.is_ascii_digit());
        ensure(numeric, IdentifierError::Character)?;
        Ok(Self(format!("{number}/{year}/{office}")))
    }
}

/// Values of the characters of a land-register number: digits, then X, then the letters without Q, V and X.
const LAND_REGISTER_ALPHABET: &[u8] = b"0123456789XABCDEFGHIJKLMNOPRSTUWYZ";

impl LandRegister {
    /// Reads court code, number (padded to eight digits) and check digit.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let upper = text.trim().to_ascii_uppercase();
        let parts: Vec<&str> = upper.split('/').map(str::trim).collect();
        let [court, number, check] = parts[..] else { return Err(IdentifierError::Length) };
        ensure(
            court.len() == 4 && (1..=8).contains(&number.len()) && check.len() == 1,
            IdentifierError::Length,
        )?;
        let shape = |byte: u8| if byte.is_ascii_digit() { '9' } else { 'A' };
        ensure(court.bytes().map(shape).eq("AA9A".chars()), IdentifierError::Character)?;
        ensure(
            [number, check].concat().bytes().all(|byte| byte.is_ascii_digit()),
            IdentifierError::Character,
        )?;

        let body = format!("{court}{number:0>8}");
        let values: Option<Vec<u8>> = body.bytes().map(land_register_value).collect();
        let values = values.ok_or(IdentifierError::Character)?;
        let expected = weighted(&values, &[1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7]) % 10;
        ensure(check.parse() == Ok(expected), IdentifierError::Checksum)?;
        Ok(Self(format!("{court}/{number:0>8}/{check}")))
    }
}

fn land_register_value(character: u8) -> Option<u8> {
    let place = LAND_REGISTER_ALPHABET.iter().position(|known| *known == character)?;
    u8::try_from(place).ok()
}
