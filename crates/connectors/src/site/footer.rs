//! Numbers in the text of a page. Only a number with a right check digit beside its name counts, because a page is full
//! of other numbers. A court number has no check digit, so it must have all its ten digits.

use zgoda_formats::identifiers::{Nip, Regon};

use crate::krs::KrsNumber;

/// How far behind its name a number may begin, in characters.
const GAP_MAX: usize = 30;

/// The tax numbers of a text.
pub(super) fn nips(text: &str) -> Vec<Nip> {
    numbers(text, "NIP", &[10]).iter().filter_map(|digits| Nip::parse(digits).ok()).collect()
}

/// The statistical numbers.
pub(super) fn regons(text: &str) -> Vec<Regon> {
    numbers(text, "REGON", &[14, 9]).iter().filter_map(|digits| Regon::parse_damaged(digits).ok()).collect()
}

/// The numbers in the court register.
pub(super) fn krs_numbers(text: &str) -> Vec<KrsNumber> {
    let zeros = |digits: &&String| digits.starts_with("00");
    numbers(text, "KRS", &[10]).iter().filter(zeros).filter_map(|digits| digits.parse().ok()).collect()
}

/// The share capital as `(amount, currency)`.
pub(super) fn capital(text: &str) -> Option<(String, &'static str)> {
    let at = find_word(text, "kapita", 0)?;
    let rest: String = text.get(at..)?.chars().take(120).collect();
    let named = rest.to_lowercase().find("zakładow")?;
    let rest = rest.get(rest.floor_char_boundary(named)..)?;
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let rest = rest.get(start..)?;
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '.' | ','))).unwrap_or(rest.len());
    let (amount, behind) = rest.split_at_checked(end)?;
    let behind = behind.trim_start().to_lowercase();
    let currency =
        [("zł", "PLN"), ("pln", "PLN"), ("eur", "EUR")].iter().find(|(sign, _)| behind.starts_with(sign))?.1;
    let amount = amount.trim().trim_end_matches([',', '.']);
    let (whole, cents) = match amount.rsplit_once(',') {
        Some((whole, cents)) if cents.len() == 2 => (whole, format!(".{cents}")),
        Some(_) => return None,
        None => (amount, String::new()),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    (1..=15).contains(&whole.len()).then(|| (format!("{whole}{cents}"), currency))
}

/// The runs of digits that follow a name, cut to one of the lengths.
fn numbers(text: &str, name: &str, lengths: &[usize]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut from = 0;
    while let Some(at) = find_word(text, name, from) {
        from = at + name.len();
        let Some(behind) = text.get(from..) else { break };
        let digits = lengths.iter().find_map(|length| digits_behind(behind, *length));
        found.extend(digits.filter(|digits| !found.contains(digits)));
    }
    found
}

/// Exactly so many digits soon behind a name: with separators between them, and no other digit before or after.
fn digits_behind(text: &str, length: usize) -> Option<String> {
    let mut chars = text.chars().take(GAP_MAX + 2 * length + 1).peekable();
    let mut gap = 0;
    while chars.peek().is_some_and(|c| !c.is_ascii_digit()) {
        let c = chars.next()?;
        gap += 1;
        // Of letters only `PL`, `nr`, `numer` and the like stand between a name and its number.
        if gap > GAP_MAX || (c.is_alphabetic() && !"plnrumeodPLNRUME".contains(c)) {
            return None;
        }
    }
    let mut digits = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_digit() || matches!(c, ' ' | '-')) {
        if c.is_ascii_digit() {
            digits.push(c);
        }
        if digits.len() == length {
            // A separator and then more digits are another number.
            return chars.peek().is_none_or(|c| !c.is_ascii_digit()).then_some(digits);
        }
    }
    None
}

/// Where a word begins, whatever its case, from a place on. Letters directly before it make it another word.
fn find_word(text: &str, word: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_here = |at: &usize| {
        let here =
            bytes.get(*at..*at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes()));
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        here && text.is_char_boundary(*at) && before.is_none_or(|c| !c.is_alphanumeric())
    };
    (from..bytes.len()).find(is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOOTER: &str = "wpisana do KRS pod nr KRS: 0000123456, NIP: 123-456-32-18, REGON: 123456785, kapitał \
                          zakładowy 50 000,00 zł. BDO 000123456";

    #[test]
    fn the_numbers_of_a_footer_are_found() {
        assert_eq!(nips(FOOTER)[0].as_str(), "1234563218");
        assert_eq!(regons(FOOTER)[0].as_str(), "123456785");
        assert_eq!(krs_numbers(FOOTER), ["123456".parse().unwrap()]);
        assert_eq!(capital(FOOTER), Some(("50000.00".into(), "PLN")));
        for text in [
            "NIP PL 7740001454",
            "nip: 774 000 14 54",
            "NIP nr 774-00-01-454.",
            "Numer NIP\u{2013}7740001454 x 5",
        ] {
            assert_eq!(nips(text)[0].as_str(), "7740001454", "{text}");
        }
        assert_eq!(regons("REGON 61018820100000")[0].as_str(), "610188201");
        assert_eq!(capital("Kapitał zakładowy: 1.451.177.561,25 PLN").unwrap().0, "1451177561.25");
    }

    #[test]
    fn other_numbers_are_no_numbers_of_a_firm() {
        for text in [
            "NIP 7740001455",
            "KATNIP 7740001454",
            "NIP 77400014541",
            "NIP: brak, tel. 7740001454",
            "NIP",
            "NIP: +48 600 000 000",
            "",
        ] {
            assert!(nips(text).is_empty(), "{text}");
        }
        assert!(regons("BDO 000123456 REGON").is_empty() && regons("REGON 123456789").is_empty());
        assert!(krs_numbers("KRS 1234567890 KRS 123456").is_empty());
        for text in [
            "kapitał zakładowy",
            "kapitał ludzki 5 000 zł",
            "kapitał zakładowy 5 000",
            "kapitał zakładowy 1,2,3 zł",
        ] {
            assert_eq!(capital(text), None, "{text}");
        }
    }
}
