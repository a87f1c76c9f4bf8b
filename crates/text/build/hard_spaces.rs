//! Polish typography: a one-letter word is never left at the end of a line, so the space after it is a hard one.

/// The no-break space.
const HARD: char = '\u{a0}';

/// Hardens the spaces after one-letter words and after the abbreviations that citations are made of.
pub fn harden(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut word = String::new();
    for letter in text.chars() {
        if letter == ' ' && clings(&word) {
            out.push(HARD);
        } else {
            out.push(letter);
        }
        if letter.is_whitespace() || "(„\"«–—/".contains(letter) {
            word.clear();
        } else {
            word.push(letter);
        }
    }
    // A date or a number follows: *do 12 marca*.
    if out.ends_with(" do ") || out.ends_with(" od ") || out == "do " || out == "od " {
        out.pop();
        out.push(HARD);
    }
    out
}

/// Whether a word must stay with the next one.
fn clings(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "w" | "z" | "i" | "a" | "o" | "u" | "art." | "ust." | "lit." | "pkt" | "poz." | "nr"
    )
}
