//! The check digits of the states' VAT numbers. Each function takes the number without its prefix.

use super::checksums::{luhn, mod_11_10, mod_97, number, weighted};
use crate::dates::Date;

/// The text as digit values, `None` at any other character.
pub(super) fn digit_values(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())).collect()
}

/// The last digit, and those before it.
fn body_and_check(digits: &[u8]) -> (&[u8], u32) {
    digits.split_last().map_or((digits, u32::MAX), |(last, body)| (body, u32::from(*last)))
}

fn begins_with_zero(digits: &[u8]) -> bool {
    digits.first() == Some(&0)
}

pub(super) fn austria(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('U').and_then(digit_values) else { return false };
    let (body, check) = body_and_check(&digits);
    let cross = |value: u32| value / 10 + value % 10;
    let sum: u32 =
        body.iter().zip([1, 2, 1, 2, 1, 2, 1]).map(|(digit, weight)| cross(u32::from(*digit) * weight)).sum();
    digits.len() == 8 && (10 - (sum + 4) % 10) % 10 == check
}

pub(super) fn belgium(digits: &[u8]) -> bool {
    let Some((body, check)) = digits.split_at_checked(8) else { return false };
    digits.len() == 10 && digits[0] <= 1 && 97 - number(body) % 97 == number(check)
}

pub(super) fn bulgaria(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    match digits.len() {
        9 => {
            let first = weighted(body, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11;
            let sum = if first == 10 { weighted(body, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10 } else { first };
            sum == check
        }
        10 => {
            let person = weighted(body, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
            let foreigner = weighted(body, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
            let other = (11 - weighted(body, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
            [person, foreigner, other].contains(&check)
        }
        _ => false,
    }
}

pub(super) fn cyprus(text: &str) -> bool {
    const ODD_PLACES: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
    let Some((digits, letter)) = text.split_at_checked(8) else { return false };
    let Some(digits) = digit_values(digits) else { return false };
    let value = |(place, digit): (usize, &u8)| match place % 2 {
        0 => ODD_PLACES.get(usize::from(*digit)).copied().unwrap_or(0),
        _ => u32::from(*digit),
    };
    let sum: u32 = digits.iter().enumerate().map(value).sum();
    letter.chars().eq(char::from_u32(u32::from('A') + sum % 26)) && !digits.starts_with(&[1, 2])
}

pub(super) fn czechia(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 7] = [8, 7, 6, 5, 4, 3, 2];
    let (body, check) = body_and_check(digits);
    match digits.len() {
        8 => {
            let expected = (11 - weighted(body, &WEIGHTS) % 11) % 11;
            digits[0] != 9 && if expected == 0 { 1 } else { expected % 10 } == check
        }
        9 if digits[0] == 6 => {
            let rest = weighted(&body[1..], &WEIGHTS) % 11;
            (18 - (10 - rest)) % 11 % 10 == check || birth_number(digits)
        }
        9 | 10 => birth_number(digits),
        _ => false,
    }
}

/// The Czech and Slovak birth number: a date, and from 1954 on a multiple of eleven.
fn birth_number(digits: &[u8]) -> bool {
    let [y1, y2, m1, m2, d1, d2, ..] = *digits else { return false };
    let short_year = u16::from(y1 * 10 + y2);
    let (shifted_month, day) = (m1 * 10 + m2, d1 * 10 + d2);
    let month =
        if shifted_month % 50 > 12 { (shifted_month % 50).saturating_sub(20) } else { shifted_month % 50 };
    let year = match digits.len() {
        9 if short_year > 53 => 1800 + short_year,
        10 if short_year < 54 => 2000 + short_year,
        _ => 1900 + short_year,
    };
    let (body, check) = body_and_check(digits);
    let divides = digits.len() == 9 || number(body) % 11 % 10 == u64::from(check);
    divides && Date::new(year, month, day).is_some()
}

pub(super) fn germany(digits: &[u8]) -> bool {
    digits.len() == 9 && !begins_with_zero(digits) && mod_11_10(digits)
}

pub(super) fn denmark(digits: &[u8]) -> bool {
    let sum = weighted(digits, &[2, 7, 6, 5, 4, 3, 2, 1]);
    digits.len() == 8 && !begins_with_zero(digits) && sum.is_multiple_of(11)
}

pub(super) fn estonia(digits: &[u8]) -> bool {
    digits.len() == 9 && weighted(digits, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

pub(super) fn greece(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    digits.len() == 9 && weighted(body, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == check
}

pub(super) fn spain(text: &str) -> bool {
    let (Some(first), Some(last), 9) = (text.chars().next(), text.chars().last(), text.len()) else {
        return false;
    };
    let Some(middle) = text.get(1..8).and_then(digit_values) else { return false };
    let person = |number: u64| {
        b"TRWAGMYFPDXBNJZSQVHLCKE".get((number % 23) as usize).is_some_and(|l| char::from(*l) == last)
    };
    match first {
        '0'..='9' => person(u64::from(first as u32 - '0' as u32) * 10_000_000 + number(&middle)),
        'X' | 'Y' | 'Z' => person((first as u64 - 'X' as u64) * 10_000_000 + number(&middle)),
        'K' | 'L' | 'M' => person(number(&middle)),
        'A'..='J' | 'N' | 'P'..='W' if first != 'I' && first != 'T' => spanish_firm(&middle, last),
        _ => false,
    }
}

fn spanish_firm(middle: &[u8], last: char) -> bool {
    let check = (0..10).find(|check| luhn(&[middle, &[*check]].concat())).unwrap_or(0);
    let letter = b"JABCDEFGHI".get(usize::from(check)).copied().unwrap_or(0);
    last == char::from(b'0' + check) || last == char::from(letter)
}

pub(super) fn finland(digits: &[u8]) -> bool {
    digits.len() == 8 && weighted(digits, &[7, 9, 10, 5, 8, 4, 2, 1]).is_multiple_of(11)
}

pub(super) fn france(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let Some((key, siren)) = text.split_at_checked(2) else { return false };
    let Some(siren) = digit_values(siren) else { return false };
    let monaco = siren.starts_with(&[0, 0, 0]);
    if siren.len() != 9 || !(monaco || luhn(&siren)) {
        return false;
    }
    let siren = number(&siren);
    if let Ok(key) = key.parse::<u64>() {
        return (siren * 100 + 12) % 97 == key;
    }
    let mut places = key.chars().map(|c| ALPHABET.find(c).map(|place| place as u64));
    let (Some(Some(first)), Some(Some(second))) = (places.next(), places.next()) else { return false };
    let check = if first < 10 {
        (first * 24 + second).checked_sub(10)
    } else {
        (first * 34 + second).checked_sub(100)
    };
    check.is_some_and(|check| (siren + 1 + check / 11) % 11 == check % 11)
}

pub(super) fn croatia(digits: &[u8]) -> bool {
    digits.len() == 11 && mod_11_10(digits)
}

pub(super) fn hungary(digits: &[u8]) -> bool {
    digits.len() == 8 && weighted(digits, &[9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10)
}

pub(super) fn ireland(text: &str) -> bool {
    const ALPHABET: &str = "WABCDEFGHIJKLMNOPQRSTUV";
    let Some((start, letters)) = text.split_at_checked(7) else { return false };
    let (Some(first), Some(middle), Some(second)) = (start.get(..1), start.get(2..), start.get(1..2)) else {
        return false;
    };
    let mut letters = letters.chars();
    let (Some(check), extra, None) = (letters.next(), letters.next(), letters.next()) else { return false };
    let old = second.starts_with(|c: char| c.is_ascii_uppercase() || c == '+' || c == '*') && extra.is_none();
    let body = if old { format!("0{middle}{first}") } else { start.to_owned() };
    let Some(digits) = digit_values(&body) else { return false };
    let Some(extra) = extra.map_or(Some(0), |extra| ALPHABET.find(extra)) else { return false };
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) as usize + 9 * extra;
    ALPHABET.chars().nth(sum % 23) == Some(check)
}

pub(super) fn italy(digits: &[u8]) -> bool {
    let (Some(firm), Some(province)) = (digits.get(..7), digits.get(7..10)) else { return false };
    let province_exists = matches!(number(province), 1..=100 | 120 | 121 | 888 | 999);
    digits.len() == 11 && number(firm) != 0 && province_exists && luhn(digits)
}

pub(super) fn lithuania(digits: &[u8]) -> bool {
    let marked = matches!((digits.len(), digits), (9, [.., 1, _]) | (12, [.., 1, _]));
    let (body, check) = body_and_check(digits);
    let sum = |start: usize| {
        let weights: Vec<u32> = (start..).map(|place| 1 + (place % 9) as u32).take(body.len()).collect();
        weighted(body, &weights) % 11
    };
    let first = sum(0);
    marked && (if first == 10 { sum(2) % 10 } else { first }) == check
}

pub(super) fn luxembourg(digits: &[u8]) -> bool {
    let Some((body, check)) = digits.split_at_checked(6) else { return false };
    digits.len() == 8 && number(body) % 89 == number(check)
}

pub(super) fn latvia(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    if digits.len() != 11 {
        return false;
    }
    if digits[0] > 3 {
        return weighted(digits, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3;
    }
    (1 + weighted(body, &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10 == check
}

pub(super) fn malta(digits: &[u8]) -> bool {
    let sum = weighted(digits, &[3, 4, 6, 7, 8, 9, 10, 1]);
    digits.len() == 8 && !begins_with_zero(digits) && sum.is_multiple_of(37)
}

pub(super) fn netherlands(text: &str) -> bool {
    let Some((person, suffix)) = text.split_once('B') else { return false };
    let (Some(digits), Some(suffix)) = (digit_values(person), digit_values(suffix)) else { return false };
    if digits.len() != 9 || suffix.len() != 2 {
        return false;
    }
    let (body, check) = body_and_check(&digits);
    let eleven_test = weighted(body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == check;
    eleven_test || mod_97(b"NL".iter().copied().chain(text.bytes())) == Some(1)
}

pub(super) fn northern_ireland(text: &str) -> bool {
    let public = |text: &str, range: std::ops::Range<u16>| {
        text.len() == 3 && text.parse().is_ok_and(|n| range.contains(&n))
    };
    if let Some(department) = text.strip_prefix("GD") {
        return public(department, 0..500);
    }
    if let Some(authority) = text.strip_prefix("HA") {
        return public(authority, 500..1000);
    }
    let Some(digits) = digit_values(text) else { return false };
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2, 10, 1]);
    matches!(digits.len(), 9 | 12) && (sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97))
}

pub(super) fn portugal(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    let expected = (11 - weighted(body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10;
    digits.len() == 9 && !begins_with_zero(digits) && expected == check
}

pub(super) fn romania(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    let padded: Vec<u8> =
        std::iter::repeat_n(0, 9usize.saturating_sub(body.len())).chain(body.iter().copied()).collect();
    let expected = 10 * weighted(&padded, &[7, 5, 3, 2, 1, 7, 5, 3, 2]) % 11 % 10;
    (2..=10).contains(&digits.len()) && !begins_with_zero(digits) && expected == check
}

pub(super) fn sweden(digits: &[u8]) -> bool {
    let Some((organisation, suffix)) = digits.split_at_checked(10) else { return false };
    suffix.len() == 2 && number(suffix) != 0 && luhn(organisation)
}

pub(super) fn slovenia(digits: &[u8]) -> bool {
    let (body, check) = body_and_check(digits);
    let expected = 11 - weighted(body, &[8, 7, 6, 5, 4, 3, 2]) % 11;
    digits.len() == 8 && !begins_with_zero(digits) && if expected == 10 { 0 } else { expected } == check
}

pub(super) fn slovakia(digits: &[u8]) -> bool {
    let third = digits.get(2).copied().unwrap_or(0);
    let firm = !begins_with_zero(digits)
        && matches!(third, 2 | 3 | 4 | 7 | 8 | 9)
        && number(digits).is_multiple_of(11);
    digits.len() == 10 && (firm || birth_number(digits))
}
