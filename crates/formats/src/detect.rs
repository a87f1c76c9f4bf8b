//! The detector: cells that hold what an import must not carry in by accident: PESEL, document numbers, payment
//! cards, words about health (GDPR art. 9 and 87). It looks at every cell and answers without echoing it.

use crate::fold::{fold, fold_common, fold_into};
use crate::identifiers::{IdCard, Passport};
use crate::mapping::Column;
use serde::{Deserialize, Serialize};

/// What a cell was found to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// A PESEL number: check digit and date agree.
    Pesel,
    /// The number of an identity card, with a word that says so.
    IdCard,
    /// The number of a passport, with a word that says so.
    Passport,
    /// The number of a payment card: network and Luhn check agree.
    PaymentCard,
    /// A word about health.
    Health,
}

/// A cell that was put aside: where, and why, but never what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Alarm {
    /// The column, counted from 0.
    pub column: usize,
    /// What it was found to hold.
    pub kind: AlarmKind,
}

/// What is known of a column before its cells are looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    is_phone: bool,
    /// A firm may be called *Centrum Onkologii* and a position *psychiatra*; that is no word about the person's health.
    is_free_text: bool,
    names_document: bool,
}

impl Context {
    pub(crate) fn new(header: &str, column: Column) -> Self {
        use Column::{Consent, ConsentText, Note, Phone, Skip};
        Self {
            is_phone: column == Phone,
            is_free_text: matches!(column, Note | Skip | Consent | ConsentText),
            names_document: names_document(header),
        }
    }
}

/// The first reason to put aside a text that somebody typed in. Words about health are looked for only in free text: a
/// firm may be called *Centrum Onkologii*.
pub fn alarm_in_text(text: &str, is_free_text: bool) -> Option<AlarmKind> {
    alarm(text, Context::new("", if is_free_text { Column::Note } else { Column::Company }))
}

/// The first reason to put the cell aside.
pub(crate) fn alarm(cell: &str, context: Context) -> Option<AlarmKind> {
    let digits = Digits::of(cell);
    let number = if digits.count >= 11 { number_alarm(cell, context) } else { None };
    let document = || if digits.like_document { document_alarm(cell, context) } else { None };
    let health = || (context.is_free_text && speaks_of_health(cell)).then_some(AlarmKind::Health);
    number.or_else(document).or_else(health)
}

/// What one pass over a cell says of its digits; most cells need no closer look.
struct Digits {
    count: usize,
    /// Six or seven stand together, as in the number of a document.
    like_document: bool,
}

impl Digits {
    fn of(cell: &str) -> Self {
        let (mut count, mut run, mut like_document) = (0, 0, false);
        for byte in cell.bytes() {
            if byte.is_ascii_digit() {
                (count, run) = (count + 1, run + 1);
            } else {
                like_document |= matches!(run, 6 | 7);
                run = 0;
            }
        }
        Self { count, like_document: like_document || matches!(run, 6 | 7) }
    }
}

/// Whether a cell of the first rows is plainly a value, so that its row is no header.
pub(crate) fn looks_like_value(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let address = cell.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    address || digits >= 5
}

/// Looks at each run of digits, joined over single spaces and hyphens for payment cards.
fn number_alarm(cell: &str, context: Context) -> Option<AlarmKind> {
    let mut run = Run::default();
    let mut joined = Run::default();
    let mut gap = 0;
    for byte in cell.bytes().chain([b'\n']) {
        match byte {
            b'0'..=b'9' => {
                run.push(byte - b'0');
                joined.push(byte - b'0');
                gap = 0;
                continue;
            }
            b' ' | b'-' => gap += 1,
            _ => gap = 2,
        }
        if run.is_pesel(context) {
            return Some(AlarmKind::Pesel);
        }
        run = Run::default();
        if gap > 1 {
            if joined.is_card() {
                return Some(AlarmKind::PaymentCard);
            }
            joined = Run::default();
        }
    }
    None
}

/// Digits one after another, up to one more than the longest card number.
#[derive(Default)]
struct Run {
    digits: [u8; 20],
    length: usize,
}

impl Run {
    fn push(&mut self, digit: u8) {
        if let Some(place) = self.digits.get_mut(self.length) {
            *place = digit;
            self.length += 1;
        }
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.length).unwrap_or_default()
    }

    /// People alive were born from 1900 on; a telephone number with its 48 is no PESEL of 1948.
    fn is_pesel(&self, context: Context) -> bool {
        let Ok(digits) = <&[u8; 11]>::try_from(self.digits()) else { return false };
        let telephone = context.is_phone && digits.starts_with(&[4, 8]);
        let born = crate::identifiers::birth_date(digits).ok().map(|date| date.parts().0);
        !telephone && born.is_some_and(|year| (1900..2100).contains(&year))
    }

    fn is_card(&self) -> bool {
        crate::identifiers::plausible_card(self.digits()) && crate::identifiers::luhn(self.digits())
    }
}

/// A document's number counts only beside a word that says what it is: three letters and six digits are also a
/// part number.
fn document_alarm(cell: &str, context: Context) -> Option<AlarmKind> {
    let mut before = "";
    for part in cell.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        let kind = document_number(part, "").or_else(|| document_number(before, part));
        if kind.is_some() && (context.names_document || names_document(cell)) {
            return kind;
        }
        before = part;
    }
    None
}

/// Both documents' numbers have nine characters, sometimes with a blank after the letters.
fn document_number(start: &str, rest: &str) -> Option<AlarmKind> {
    if start.len() + rest.len() != 9 || !start.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let number = [start, rest].concat();
    if IdCard::parse(&number).is_ok() {
        return Some(AlarmKind::IdCard);
    }
    Passport::parse(&number).is_ok().then_some(AlarmKind::Passport)
}

/// Words that announce the number of an identity card or passport, folded.
const DOCUMENT_WORDS: [&str; 8] =
    ["dowod", "dow. os", "seria i n", "paszport", "passport", "id card", "identity card", "nr dok"];

fn names_document(text: &str) -> bool {
    let folded = fold(text);
    DOCUMENT_WORDS.iter().any(|word| folded.contains(word))
}

/// Beginnings of words about health, folded and sorted; none is the beginning of another.
const HEALTH_STEMS: [&str; 62] = [
    "alkoholi",
    "alzheimer",
    "anoreks",
    "anorex",
    "asthma",
    "astm",
    "autis",
    "autyst",
    "autyz",
    "bialaczk",
    "bulimi",
    "cancer",
    "chemioterap",
    "chemiother",
    "chemother",
    "chorob",
    "choruj",
    "ciezarn",
    "cukrzyc",
    "demencj",
    "dementia",
    "depresj",
    "depression",
    "diabet",
    "dializ",
    "disabilit",
    "epilep",
    "gruzlic",
    "hemofil",
    "hepatit",
    "hospitaliz",
    "illness",
    "inwalid",
    "leukaemi",
    "leukemi",
    "miazdzyc",
    "migren",
    "miscarriage",
    "narkoman",
    "nerwic",
    "niepelnospraw",
    "nowotwor",
    "oncolog",
    "onkolog",
    "otepien",
    "padaczk",
    "parkinson",
    "poronien",
    "poronil",
    "pregnan",
    "przeszczep",
    "psychiatr",
    "psychoterap",
    "reumat",
    "schizofren",
    "schizophren",
    "sclerosis",
    "stwardnien",
    "tumor",
    "tumour",
    "uzaleznien",
    "zoltaczk",
];

/// Whole words about health whose beginnings mean other things too, folded and sorted.
const HEALTH_WORDS: [&str; 14] = [
    "aids", "chora", "chorej", "chorego", "chory", "ciaza", "ciazy", "hiv", "raka", "rakiem", "udaru",
    "wylew", "zawal", "zawalu",
];

/// Longest word that is looked at, in bytes after folding; longer ones are cut.
const WORD_BYTES_MAX: usize = 16;

fn speaks_of_health(cell: &str) -> bool {
    let (mut word, mut length) = ([0u8; WORD_BYTES_MAX], 0usize);
    let mut buffer = String::new();
    for character in cell.chars().chain([' ']) {
        let folded = fold_common(character).or_else(|| {
            buffer.clear();
            fold_into(character.encode_utf8(&mut [0; 4]), &mut buffer);
            buffer.chars().next()
        });
        match folded.filter(|c| c.is_alphabetic()) {
            Some(letter) => {
                if let Some(place) = word.get_mut(length) {
                    *place = u8::try_from(letter).unwrap_or(b'?');
                    length += 1;
                }
            }
            None if length == 0 => {}
            None => {
                if is_health_word(word.get(..length).unwrap_or_default()) {
                    return true;
                }
                length = 0;
            }
        }
    }
    false
}

fn is_health_word(word: &[u8]) -> bool {
    let after = HEALTH_STEMS.partition_point(|stem| stem.as_bytes() <= word);
    let stem = after.checked_sub(1).and_then(|before| HEALTH_STEMS.get(before));
    stem.is_some_and(|stem| word.starts_with(stem.as_bytes()))
        || HEALTH_WORDS.iter().any(|known| known.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_note(cell: &str) -> Option<AlarmKind> {
        alarm(cell, Context::new("Uwagi", Column::Note))
    }

    #[test]
    fn stems_are_sorted_and_none_begins_another() {
        assert!(HEALTH_STEMS.is_sorted());
        assert!(HEALTH_STEMS.windows(2).all(|pair| !pair[1].starts_with(pair[0])));
    }

    #[test]
    fn what_must_not_come_in_raises_an_alarm() {
        for (cell, kind) in [
            ("44051401359", AlarmKind::Pesel),
            ("klient, pesel: 02211307589.", AlarmKind::Pesel),
            ("dowód ABS123456", AlarmKind::IdCard),
            ("seria i nr ABA 300000", AlarmKind::IdCard),
            ("paszport ZS0000177", AlarmKind::Passport),
            ("4111 1111 1111 1111", AlarmKind::PaymentCard),
            ("karta 5555-5555-5555-4444 wazna 12/27", AlarmKind::PaymentCard),
            ("Leczy się na CUKRZYCĘ", AlarmKind::Health),
            ("jest w ciąży", AlarmKind::Health),
            ("diagnosed with diabetes", AlarmKind::Health),
            ("niepełnosprawność w stopniu lekkim", AlarmKind::Health),
        ] {
            assert_eq!(in_note(cell), Some(kind), "{cell}");
        }
    }

    #[test]
    fn ordinary_cells_raise_none() {
        for cell in [
            "600 000 000",
            "zofia@example.test",
            "44051401358",
            "PL76102010260000012345678901",
            "ABS123456",
            "dowód ABS123457",
            "faktura 4111111111111112",
            "ciężarówka",
            "leczenie zastrzeżone",
            "zawalił termin",
            "oddzwonić w czwartek o 10:15, 2026-09-24",
            "10000000000000",
            "2024-03-12 10:11:12",
            "astronomia",
        ] {
            assert_eq!(in_note(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_firm_may_be_named_after_an_illness_and_a_telephone_is_no_pesel() {
        assert_eq!(alarm("Centrum Onkologii", Context::new("Firma", Column::Company)), None);
        let telephone = "48122900009";
        assert_eq!(in_note(telephone).is_some(), crate::identifiers::Pesel::parse(telephone).is_ok());
        assert_eq!(alarm(telephone, Context::new("Telefon", Column::Phone)), None);
        let in_column = Context::new("Seria i nr dowodu", Column::Skip);
        assert_eq!(alarm("ABS123456", in_column), Some(AlarmKind::IdCard));
    }
}
