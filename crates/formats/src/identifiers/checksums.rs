//! Check-digit arithmetic that several identifiers share.

/// Sum of digits times weights; the shorter of the two decides how far it goes.
pub(super) fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum()
}

/// Luhn's formula (ISO/IEC 7812-1, annex B) over digit values, check digit last.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = (digits.iter().rev().enumerate())
        .map(|(place, digit)| {
            let value = u32::from(*digit) << (place % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO/IEC 7064 MOD 11,10 over digit values, check digit last.
pub(super) fn mod_11_10(digits: &[u8]) -> bool {
    let mut check = 5;
    for digit in digits {
        let doubled = if check == 0 { 10 } else { check } * 2 % 11;
        check = (doubled + u32::from(*digit)) % 10;
    }
    check == 1
}

/// Remainder by 97 of a text in which letters stand for 10..35 (ISO/IEC 7064 MOD 97-10), `None` at any other character.
pub(super) fn mod_97(characters: impl Iterator<Item = u8>) -> Option<u32> {
    let mut rest = 0u32;
    for character in characters {
        let value = char::from(character).to_digit(36)?;
        rest = (rest * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    Some(rest)
}

/// The number that the digit values spell; at most 18 of them.
pub(super) fn number(digits: &[u8]) -> u64 {
    digits.iter().take(18).fold(0, |number, digit| number * 10 + u64::from(*digit))
}
