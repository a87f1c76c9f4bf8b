//! Numbers of accounts and payment cards.

use super::checksums::{luhn, mod_97, weighted};
use super::firm::grouped;
use super::{IdentifierError, compact, ensure, identifier};

identifier! {
    /// IBAN, the number of a bank account (ISO 13616); a Polish NRB gets its `PL`.
    Iban
}
identifier! {
    /// The number of a payment card. Read by the detector, never an import field.
    PaymentCard
}

/// Lengths of an IBAN by country, from the SWIFT IBAN registry.
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("SA", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
];

impl Iban {
    /// Reads an IBAN, or 26 digits as a Polish NRB; checks the length of the country, the remainder by 97 and, for
    /// Poland, the check digit of the bank's sort code.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let mut iban = compact(text)?;
        if iban.len() == 26 && iban.bytes().all(|byte| byte.is_ascii_digit()) {
            iban.insert_str(0, "PL");
        }
        let (country, rest) = iban.split_at_checked(2).ok_or(IdentifierError::Length)?;
        let length = IBAN_LENGTHS.iter().find(|(known, _)| *known == country).map(|(_, length)| *length);
        ensure(iban.len() == length.ok_or(IdentifierError::Country)?, IdentifierError::Length)?;
        let (check, body) = rest.split_at_checked(2).ok_or(IdentifierError::Character)?;
        let remainder = mod_97(body.bytes().chain(country.bytes()).chain(check.bytes()));
        ensure(remainder.ok_or(IdentifierError::Character)? == 1, IdentifierError::Checksum)?;
        if country == "PL" {
            check_sort_code(body)?;
        }
        Ok(Self(iban))
    }

    /// The form people write: groups of four.
    pub fn display(&self) -> String {
        grouped(&self.0, &[4; 8], ' ')
    }
}

fn check_sort_code(body: &str) -> Result<(), IdentifierError> {
    ensure(body.bytes().all(|byte| byte.is_ascii_digit()), IdentifierError::Character)?;
    let digits: Vec<u8> = body.bytes().take(8).map(|byte| byte - b'0').collect();
    ensure(weighted(&digits, &[3, 9, 7, 1, 3, 9, 7, 1]).is_multiple_of(10), IdentifierError::Checksum)
}

impl PaymentCard {
    /// Reads 13 to 19 digits of a known network whose Luhn check agrees.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let compacted = compact(text)?;
        ensure(compacted.bytes().all(|byte| byte.is_ascii_digit()), IdentifierError::Character)?;
        let digits: Vec<u8> = compacted.bytes().map(|byte| byte - b'0').collect();
        ensure(plausible_card(&digits), IdentifierError::Length)?;
        ensure(luhn(&digits), IdentifierError::Checksum)?;
        Ok(Self(compacted))
    }
}

/// Whether the first digits belong to a card network that issues numbers of this length.
pub(crate) fn plausible_card(digits: &[u8]) -> bool {
    let prefix = digits.iter().take(4).fold(0u32, |number, digit| number * 10 + u32::from(*digit));
    match digits.len() {
        13 | 19 => prefix / 1000 == 4,
        14 => matches!(prefix / 10, 300..=305 | 360..=369 | 380..=399),
        15 => matches!(prefix / 100, 34 | 37),
        16 => {
            matches!(prefix, 4000..=4999 | 5018 | 5020 | 5038 | 5100..=5599 | 2221..=2720 | 3528..=3589 | 6011 | 6304 | 6440..=6599 | 6759 | 6761..=6763)
        }
        _ => false,
    }
}
