//! PESEL, the number of a natural person in Poland. Read only to recognise and refuse it (law: never an import field).

use super::checksums::weighted;
use super::{IdentifierError, compact, digits, ensure, identifier};
use crate::dates::Date;

identifier! {
    /// A PESEL number: eleven digits with a birth date, a sex digit and a check digit.
    Pesel
}

/// The sex a register entry states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

impl Pesel {
    /// Reads eleven digits; checks the check digit and that the birth date exists.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        birth_date(&digits(&compacted)?)?;
        Ok(Self(compacted))
    }

    /// The birth date it holds.
    pub fn birth_date(&self) -> Option<Date> {
        birth_date(&digits(&self.0).ok()?).ok()
    }

    /// The sex it holds.
    pub fn sex(&self) -> Sex {
        let odd = self.0.as_bytes().get(9).is_some_and(|digit| digit % 2 == 1);
        if odd { Sex::Male } else { Sex::Female }
    }
}

/// The birth date in eleven digit values whose check digit agrees.
pub(crate) fn birth_date(digits: &[u8; 11]) -> Result<Date, IdentifierError> {
    let [y1, y2, m1, m2, d1, d2, ..] = *digits;
    let sum = weighted(digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
    ensure(sum.is_multiple_of(10), IdentifierError::Checksum)?;
    let (shifted_month, day) = (m1 * 10 + m2, d1 * 10 + d2);
    let century = match shifted_month / 20 {
        0 => 1900,
        1 => 2000,
        2 => 2100,
        3 => 2200,
        _ => 1800,
    };
    let year = century + u16::from(y1 * 10 + y2);
    Date::new(year, shifted_month % 20, day).ok_or(IdentifierError::Date)
}
