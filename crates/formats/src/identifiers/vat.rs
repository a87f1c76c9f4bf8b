//! VAT numbers of the European Union: the prefix of the state, then its own number.

use super::vat_checks as check;
use super::{IdentifierError, compact, ensure, identifier};

identifier! {
    /// A VAT number with its prefix: one of the 27 states (`EL` for Greece) or `XI` for Northern Ireland.
    EuVat
}

/// The prefixes that VIES knows.
const STATES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

impl EuVat {
    /// Reads a number with its prefix (`GR` counts as `EL`) and checks the pattern and check digits of that state.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        ensure(compacted.is_ascii(), IdentifierError::Character)?;
        let (prefix, number) = compacted.split_at_checked(2).ok_or(IdentifierError::Length)?;
        let state = if prefix == "GR" { "EL" } else { prefix };
        ensure(STATES.contains(&state), IdentifierError::Country)?;
        let number = match (state, number.len()) {
            ("BE", 9) | ("EL", 8) => format!("0{number}"),
            _ => number.to_owned(),
        };
        ensure(holds(state, &number), IdentifierError::Checksum)?;
        Ok(Self(format!("{state}{number}")))
    }

    /// The prefix of the state.
    pub fn state(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

/// Whether the number has the pattern and the check digits of the state.
fn holds(state: &str, number: &str) -> bool {
    match state {
        "AT" => check::austria(number),
        "CY" => check::cyprus(number),
        "ES" => check::spain(number),
        "FR" => check::france(number),
        "IE" => check::ireland(number),
        "NL" => check::netherlands(number),
        "XI" => check::northern_ireland(number),
        _ => check::digit_values(number).is_some_and(|digits| holds_in_digits(state, &digits)),
    }
}

/// The states whose numbers are digits only.
fn holds_in_digits(state: &str, digits: &[u8]) -> bool {
    match state {
        "BE" => check::belgium(digits),
        "BG" => check::bulgaria(digits),
        "CZ" => check::czechia(digits),
        "DE" => check::germany(digits),
        "DK" => check::denmark(digits),
        "EE" => check::estonia(digits),
        "EL" => check::greece(digits),
        "FI" => check::finland(digits),
        "HR" => check::croatia(digits),
        "HU" => check::hungary(digits),
        "IT" => check::italy(digits),
        "LT" => check::lithuania(digits),
        "LU" => check::luxembourg(digits),
        "LV" => check::latvia(digits),
        "MT" => check::malta(digits),
        "PL" => digits.try_into().is_ok_and(|digits| super::firm::check_nip(digits).is_ok()),
        "PT" => check::portugal(digits),
        "RO" => check::romania(digits),
        "SE" => check::sweden(digits),
        "SI" => check::slovenia(digits),
        "SK" => check::slovakia(digits),
        _ => false,
    }
}
