//! Splitting a full name into first name and surname, the way Polish names are written.

use crate::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A full name in its two parts.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct PersonName {
    /// First name or names.
    pub first: String,
    /// Surname.
    pub last: String,
}

/// First names, folded.
static FIRST_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = include_str!("../data/first_names.txt");
    names.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(fold).collect()
});

/// Forms of address and degrees that stand before or after a name, folded, without full stops.
const TITLES: [&str; 32] = [
    "dr", "prof", "mgr", "inz", "hab", "lek", "med", "lic", "mec", "adw", "rp", "r", "pr", "ks", "pan",
    "pani", "p", "mr", "mrs", "ms", "miss", "herr", "frau", "mba", "phd", "msc", "bsc", "jr", "sr", "acca",
    "cfa", "pmp",
];

/// Longest title as it is written, with full stops and a comma, in bytes.
const TITLE_BYTES_MAX: usize = 7;

/// Most words of a person's name; more are the name of something else.
const WORDS_MAX: usize = 5;

/// Splits a full name. `None` where it has one word only, or more than a name has.
///
/// `Kowalski, Jan` and `KOWALSKI Jan` put the surname first; otherwise the list of first names decides, and where it
/// knows neither or both words, the first name comes first.
pub fn split_full_name(text: &str) -> Option<PersonName> {
    let text = without_remark(text.trim());
    if let Some((before, after)) = text.split_once(',') {
        let after = words(after);
        if !after.is_empty() {
            return named(&after, &words(before));
        }
        return split_words(&words(before));
    }
    split_words(&words(text))
}

/// What stands before a remark in brackets, such as `(Guest)`.
fn without_remark(text: &str) -> &str {
    text.split(['(', '[']).next().map_or(text, str::trim_end)
}

/// The words of a name without titles.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| !is_title(word)).collect()
}

fn is_title(word: &str) -> bool {
    // None is longer; most words of a name are, and need not be folded.
    if word.len() > TITLE_BYTES_MAX {
        return false;
    }
    let word = word.trim_matches(['.', ',']);
    // "inż.," and "r.pr." are titles; "Jr" is one too, but the initial "J." is a name.
    let folded = fold(word).replace('.', "");
    TITLES.contains(&folded.as_str())
}

fn split_words(words: &[&str]) -> Option<PersonName> {
    let (first_word, others) = words.split_first()?;
    if !(1..WORDS_MAX).contains(&others.len()) {
        return None;
    }
    let mut known = [false; WORDS_MAX];
    for (known, word) in known.iter_mut().zip(words) {
        *known = is_first_name(word);
    }
    let known = known.get(..words.len())?;
    let shouted_first = is_shouted(first_word) && !others.iter().any(|word| is_shouted(word));
    let surname_first = shouted_first || (known.first() == Some(&false) && known.last() == Some(&true));
    if surname_first {
        let firsts = known.iter().rev().take(others.len()).take_while(|known| **known).count().max(1);
        let (last, first) = words.split_at_checked(words.len() - firsts)?;
        return named(first, last);
    }
    let firsts = known.iter().take(others.len()).take_while(|known| **known).count().max(1);
    let (first, last) = words.split_at_checked(firsts)?;
    named(first, last)
}

fn named(first: &[&str], last: &[&str]) -> Option<PersonName> {
    let complete = !first.is_empty() && !last.is_empty();
    complete.then(|| PersonName { first: first.join(" "), last: last.join(" ") })
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(|c| !c.is_lowercase())
        && word.chars().any(char::is_uppercase)
}

fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains(fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_the_way_they_are_written() {
        for (text, first, last) in [
            ("Zofia Przykładowa", "Zofia", "Przykładowa"),
            ("Kowalski Jan", "Jan", "Kowalski"),
            ("Kowalski, Jan", "Jan", "Kowalski"),
            ("KOWALSKI Jan Maria", "Jan Maria", "KOWALSKI"),
            ("JAN KOWALSKI", "JAN", "KOWALSKI"),
            ("Jan Adam Nowak", "Jan Adam", "Nowak"),
            ("Anna Nowak-Kowalska", "Anna", "Nowak-Kowalska"),
            ("dr inż. Łukasz Testowy", "Łukasz", "Testowy"),
            ("Jan Testowy, MBA", "Jan", "Testowy"),
            ("Zofia Przykładowa (Guest)", "Zofia", "Przykładowa"),
            ("Pani Kasia Wójcik", "Kasia", "Wójcik"),
            ("Xenophon Unbekannt", "Xenophon", "Unbekannt"),
            ("Marek Jan", "Marek", "Jan"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ] {
            let expected = PersonName { first: first.into(), last: last.into() };
            assert_eq!(split_full_name(text), Some(expected), "{text}");
        }
        for text in ["", "Madonna", "dr", ",", "Biuro Obsługi Klienta Sklepu Internetowego Przykład"] {
            assert_eq!(split_full_name(text), None, "{text}");
        }
    }
}
