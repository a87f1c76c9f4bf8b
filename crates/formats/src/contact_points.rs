//! Finding e-mail addresses and telephone numbers in running text.

use crate::identifiers::{Email, LineKind, Pesel, Phone};
use serde::{Deserialize, Serialize};

/// Which way of contact was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

/// An address or a number found in text, normalised.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct ContactPoint {
    /// Which way of contact.
    pub kind: ContactKind,
    /// The address or number in its normal form.
    pub value: String,
}

/// Every address and number in the text, in the order in which they stand.
pub fn contact_points(text: &str) -> Vec<ContactPoint> {
    let mut points = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || ",;<>()[]\"'„”«»|".contains(c)) {
        if word.contains('@')
            && let Some(email) = email_in(word)
        {
            points.push(ContactPoint { kind: ContactKind::Email, value: email.into_string() });
        }
    }
    let phones = number_spans(text).filter_map(phone_in);
    points.extend(phones.map(|phone| ContactPoint { kind: ContactKind::Phone, value: phone.into_string() }));
    points
}

fn email_in(word: &str) -> Option<Email> {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let word = word.rsplit_once(':').map_or(word, |(_, address)| address);
    Email::parse(word.trim_end_matches(['.', '!', '?', ':', '…', '*', '_'])).ok()
}

/// A number without a country code counts only inside a range that the Polish numbering plan lists.
fn phone_in(span: &str) -> Option<Phone> {
    let phone = Phone::parse(span).ok()?;
    let stated = span.starts_with('+') || span.starts_with("00");
    let pesel = span.bytes().all(|byte| byte.is_ascii_digit()) && Pesel::parse(span).is_ok();
    (!pesel && (stated || phone.kind() != LineKind::Unknown)).then_some(phone)
}

/// The stretches of text that are digits with what people put between them, cut at letters.
fn number_spans(text: &str) -> impl Iterator<Item = &str> {
    let part_of_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | ' ' | '\u{a0}');
    text.split(move |c: char| !part_of_number(c)).flat_map(|span| {
        // "tel. 600 000 000 +48 22 …": a plus begins a new number.
        let starts = span.match_indices('+').map(|(at, _)| at).filter(|at| *at > 0);
        let bounds: Vec<usize> = std::iter::once(0).chain(starts).chain([span.len()]).collect();
        let pieces: Vec<&str> = bounds.windows(2).filter_map(|pair| span.get(pair[0]..pair[1])).collect();
        pieces
            .into_iter()
            .map(|piece| piece.trim_matches([' ', '-', '\u{a0}']))
            .filter(|piece| piece.len() >= 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_found_in_running_text() {
        let found = |text| contact_points(text).into_iter().map(|point| point.value).collect::<Vec<_>>();
        assert_eq!(found("proszę o ofertę na adres Lukasz@Example.test 👍"), ["lukasz@example.test"]);
        assert_eq!(found("tel. 600 000 001, lub (22) 555 00 00."), ["+48600000001", "+48225550000"]);
        assert_eq!(found("mail:jan@example.test; +49 30 123456"), ["jan@example.test", "+4930123456"]);
        assert_eq!(found("+48 600 100 200 +48 600 100 201"), ["+48600100200", "+48600100201"]);
        for text in ["PESEL 44051401359", "zamówienie 123456789012", "o 10:15, 24-09-2026", "@zofia", "a@b"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
