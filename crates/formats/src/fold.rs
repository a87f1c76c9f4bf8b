//! Folding text for comparison: lower case without diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without diacritics: `Łódź` and `LODZ` become `lodz`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text; the caller keeps the buffer.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    for character in text.chars() {
        match fold_common(character) {
            Some(plain) => folded.push(plain),
            None => folded.extend(
                character
                    .nfkd()
                    .flat_map(char::to_lowercase)
                    .filter(|c| !is_combining_mark(*c))
                    .map(without_stroke),
            ),
        }
    }
}

/// The characters that nearly all text is made of, without a table look-up.
pub(crate) fn fold_common(character: char) -> Option<char> {
    Some(match character {
        'ą' | 'Ą' => 'a',
        'ć' | 'Ć' => 'c',
        'ę' | 'Ę' => 'e',
        'ł' | 'Ł' => 'l',
        'ń' | 'Ń' => 'n',
        'ó' | 'Ó' => 'o',
        'ś' | 'Ś' => 's',
        'ź' | 'Ź' | 'ż' | 'Ż' => 'z',
        _ if character.is_ascii() => character.to_ascii_lowercase(),
        _ => return None,
    })
}

/// Letters whose stroke is part of the letter, so that decomposing leaves it.
fn without_stroke(character: char) -> char {
    match character {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        _ => character,
    }
}

/// A column's header as it is compared: folded, letters and digits only.
pub fn header_key(header: &str) -> String {
    let mut key = fold(header);
    key.retain(char::is_alphanumeric);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_diacritics_and_punctuation() {
        assert_eq!(header_key("Adres e-mail"), "adresemail");
        assert_eq!(header_key("  IMIĘ_i-Nazwisko "), "imieinazwisko");
        assert_eq!(header_key("E-mail 1 - Value"), "email1value");
        assert_eq!(fold("Żółć Ørsted ÄÖÜ"), "zolc orsted aou");
    }
}
