//! What holds for every message, read straight from the `.ftl` files.

use std::path::Path;

#[path = "../build/hard_spaces.rs"]
mod hard_spaces;
#[path = "../build/messages.rs"]
mod messages;

use messages::{Catalogue, Message, Piece};
use zgoda_text::{Count, Lang};

fn catalogue() -> Result<Catalogue, String> {
    Catalogue::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("ftl"))
}

/// Every stretch of words in a message, in all plural forms.
fn words(pieces: &[Piece]) -> Vec<&str> {
    pieces
        .iter()
        .flat_map(|piece| match piece {
            Piece::Text(text) => vec![text.as_str()],
            Piece::Value(_) | Piece::Number(_) => Vec::new(),
            Piece::Choice { branches, .. } => branches.iter().flat_map(|(_, inner)| words(inner)).collect(),
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let messages = catalogue().unwrap().messages;
    assert!(messages.len() > 300);
    for Message { key, pl, en } in &messages {
        let variables = |pieces: &[Piece]| {
            let mut names = Message { key: key.clone(), pl: pieces.to_vec(), en: Vec::new() }.variables();
            names.sort();
            names.dedup();
            names
        };
        assert_eq!(variables(pl).len(), variables(en).len(), "{key}");
    }
}

#[test]
fn no_message_is_empty() {
    for Message { key, pl, en } in &catalogue().unwrap().messages {
        for pieces in [pl, en] {
            let has_value = pieces.iter().any(|piece| matches!(piece, Piece::Value(_) | Piece::Number(_)));
            assert!(has_value || words(pieces).iter().any(|text| !text.trim().is_empty()), "{key}");
        }
    }
}

#[test]
fn nobody_is_ever_told_of_an_error() {
    for Message { key, pl, en } in &catalogue().unwrap().messages {
        for text in words(pl).into_iter().map(str::to_lowercase) {
            assert!(!["błąd", "błęd"].iter().any(|word| text.contains(word)), "{key}: {text}");
        }
        for text in words(en).into_iter().map(str::to_lowercase) {
            assert!(!text.contains("error"), "{key}: {text}");
        }
    }
}

#[test]
fn no_one_letter_word_hangs_at_the_end_of_a_polish_line() {
    for Message { key, pl, .. } in &catalogue().unwrap().messages {
        for text in words(pl) {
            let words: Vec<&str> = text.split(' ').collect();
            let hanging = words.split_last().map_or(&[][..], |(_, before)| before).iter().find(|word| {
                let last = word.rsplit(['\u{a0}', '\n']).next().unwrap_or_default();
                matches!(
                    last.trim_start_matches(['(', '„']),
                    "w" | "z" | "i" | "a" | "o" | "u" | "W" | "Z" | "I" | "A" | "O" | "U"
                )
            });
            assert_eq!(hanging, None, "{key}: {text}");
        }
    }
}

#[test]
fn polish_quotes_and_english_quotes_are_each_their_own() {
    // What is typed into a shell keeps the shell's own quotes.
    let read = catalogue().unwrap().messages.into_iter().filter(|message| !message.key.starts_with("cli-"));
    for Message { key, pl, en } in read {
        assert!(words(&pl).iter().all(|text| !text.contains(['"', '“'])), "{key}");
        assert!(words(&en).iter().all(|text| !text.contains(['"', '„', '\''])), "{key}");
    }
}

#[test]
fn no_english_text_cites_the_law_in_polish() {
    for Message { key, en, .. } in &catalogue().unwrap().messages {
        for text in words(en) {
            let cited = text.split([' ', '\u{a0}', '(', ')', ',', '.']).collect::<Vec<_>>();
            for word in ["RODO", "ust", "lit", "pkt", "motyw", "uodo"] {
                assert!(!cited.contains(&word) || text.contains("uodo.gov.pl"), "{key}: {text}");
            }
            assert!(!text.contains("GDPR art") && !text.contains("(art."), "{key}: {text}");
        }
    }
}

#[test]
fn hard_spaces_stand_after_one_letter_words_and_inside_citations() {
    for (plain, hard) in [
        ("w celu i z prawem", "w~celu i~z~prawem"),
        ("Z drugiej strony (a potem)", "Z~drugiej strony (a~potem)"),
        ("art. 6 ust. 1 lit. a RODO", "art.~6 ust.~1 lit.~a~RODO"),
        ("wizyta u nas", "wizyta u~nas"),
        ("kawa z ", "kawa z~"),
        ("trzymamy do ", "trzymamy do~"),
        ("do domu", "do domu"),
        ("rodo ", "rodo "),
    ] {
        assert_eq!(hard_spaces::harden(plain), hard.replace('~', "\u{a0}"));
    }
}

#[test]
fn counted_nouns_take_the_form_of_their_number() {
    let (pl, en) = (Lang::Pl.text(), Lang::En.text());
    for (number, polish, english) in [
        (0u64, "0 osób", "0 people"),
        (1, "1 osoba", "1 person"),
        (2, "2 osoby", "2 people"),
        (12, "12 osób", "12 people"),
        (22, "22 osoby", "22 people"),
        (1005, "1\u{202f}005 osób", "1,005 people"),
    ] {
        assert_eq!(pl.count_people(number), polish);
        assert_eq!(en.count_people(Count(number)), english);
    }
}
