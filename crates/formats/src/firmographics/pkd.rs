//! The Polish classification of activities, PKD 2007 and PKD 2025, and the official key between them.
//!
//! Data of GUS (PKD 2025: Dz.U. 2024 poz. 1936; PKD 2007: Dz.U. 2007 nr 251 poz. 1885). Registers hold codes of both
//! vintages until the end of 2026, so a code says little without its vintage.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Date;

/// A vintage of the classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vintage {
    /// PKD 2007, in force to the end of 2024 and in registers longer.
    Pkd2007,
    /// PKD 2025, in force from 1 January 2025.
    Pkd2025,
}

/// An entry of the classification: a subclass, or what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The symbol: `J`, `62`, `62.0`, `62.01` or `62.01.Z`.
    pub symbol: &'static str,
    /// The official name, in Polish.
    pub name: &'static str,
}

/// Of which vintage a code is when its source does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// Of this one: the other has no such code.
    Only(Vintage),
    /// Of either: both have it under the same name.
    Both,
    /// The names differ. This one is likely from the date of the record, and uncertain.
    Likely(Vintage),
}

/// A code of one vintage in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// All codes that it may have become. More than one means that only the firm knows which.
    pub candidates: Vec<&'static str>,
    /// The one that GUS names first: the only one, or a suggestion to be marked as converted.
    pub suggested: Option<&'static str>,
}

impl Converted {
    /// Whether there is but one answer.
    pub fn is_certain(&self) -> bool {
        self.candidates.len() == 1
    }
}

/// The form `62.10.B` of a code as sources write it: `6210B`, `62.10.B`, `62 10 b`. `None` if it is no subclass.
pub fn canonical(code: &str) -> Option<String> {
    let solid: Vec<char> = code.chars().filter(|letter| !matches!(letter, '.' | ' ' | '-')).take(6).collect();
    let [a, b, c, d, letter] = solid[..] else { return None };
    let is_code = [a, b, c, d].iter().all(char::is_ascii_digit) && letter.is_ascii_alphabetic();
    is_code.then(|| format!("{a}{b}.{c}{d}.{}", letter.to_ascii_uppercase()))
}

/// The entry of a symbol of any level. `None` if the vintage has none.
pub fn entry(vintage: Vintage, symbol: &str) -> Option<Entry> {
    classification(vintage).entries.get(symbol).map(|place| place.entry)
}

/// The section that a code belongs to, such as `J`.
pub fn section(vintage: Vintage, code: &str) -> Option<Entry> {
    let classification = classification(vintage);
    let section = classification.entries.get(code)?.section;
    classification.entries.get(section).map(|place| place.entry)
}

/// All entries of a vintage in their official order.
pub fn entries(vintage: Vintage) -> &'static [Entry] {
    &classification(vintage).ordered
}

/// Of which vintage a code in its canonical form is. `None` if neither has it. The day of the record decides where the
/// code exists in both with different meanings.
pub fn vintage(code: &str, recorded: Option<Date>) -> Option<Belongs> {
    use Vintage::{Pkd2007, Pkd2025};
    match (entry(Pkd2007, code), entry(Pkd2025, code)) {
        (None, None) => None,
        (Some(_), None) => Some(Belongs::Only(Pkd2007)),
        (None, Some(_)) => Some(Belongs::Only(Pkd2025)),
        (Some(old), Some(new)) if old.name == new.name => Some(Belongs::Both),
        (Some(_), Some(_)) => {
            let is_newer = recorded.is_some_and(|day| day.parts().0 >= 2025);
            Some(Belongs::Likely(if is_newer { Pkd2025 } else { Pkd2007 }))
        }
    }
}

/// A code of this vintage in the other one. `None` if the vintage has no such subclass, or the key has none for it:
/// PKD 2007 has nothing for 46.89.Z.
pub fn converted(from: Vintage, code: &str) -> Option<Converted> {
    let key = match from {
        Vintage::Pkd2007 => &KEY.forward,
        Vintage::Pkd2025 => &KEY.back,
    };
    key.get(code).cloned()
}

struct Classification {
    ordered: Vec<Entry>,
    entries: HashMap<&'static str, Place>,
}

struct Place {
    entry: Entry,
    section: &'static str,
}

static PKD_2007: LazyLock<Classification> = LazyLock::new(|| read(include_str!("../../data/pkd2007.txt")));
static PKD_2025: LazyLock<Classification> = LazyLock::new(|| read(include_str!("../../data/pkd2025.txt")));
static KEY: LazyLock<Key> = LazyLock::new(|| read_key(include_str!("../../data/pkd_key.txt")));

fn classification(vintage: Vintage) -> &'static Classification {
    match vintage {
        Vintage::Pkd2007 => &PKD_2007,
        Vintage::Pkd2025 => &PKD_2025,
    }
}

/// One entry a line in the official order, symbol and name. Where the name is missing, it is that of the entry above
/// in the hierarchy, which stands just before.
fn read(text: &'static str) -> Classification {
    let (mut ordered, mut entries) = (Vec::new(), HashMap::new());
    let mut section = "";
    let mut above = "";
    for line in text.lines() {
        let (symbol, name) = line.split_once('\t').unwrap_or((line, above));
        if symbol.len() == 1 {
            section = symbol;
        }
        above = name;
        let entry = Entry { symbol, name };
        ordered.push(entry);
        entries.insert(symbol, Place { entry, section });
    }
    Classification { ordered, entries }
}

struct Key {
    forward: HashMap<&'static str, Converted>,
    back: HashMap<&'static str, Converted>,
}

/// A code of 2007 a line with those of 2025 it became: `>` marks the one named first on the way forward, `<` the
/// code of 2007 as the one named first on the way back.
fn read_key(text: &'static str) -> Key {
    let mut key = Key { forward: HashMap::new(), back: HashMap::new() };
    for line in text.lines() {
        let mut codes = line.split(' ');
        let Some(old) = codes.next() else { continue };
        for marked in codes {
            let new = marked.trim_end_matches(['>', '<']);
            add(&mut key.forward, old, new, marked.contains('>'));
            add(&mut key.back, new, old, marked.contains('<'));
        }
    }
    for converted in key.forward.values_mut().chain(key.back.values_mut()) {
        if let [only] = converted.candidates[..] {
            converted.suggested = Some(only);
        }
    }
    key
}

fn add(key: &mut HashMap<&'static str, Converted>, from: &'static str, to: &'static str, is_first: bool) {
    let converted = key.entry(from).or_insert(Converted { candidates: Vec::new(), suggested: None });
    converted.candidates.push(to);
    if is_first {
        converted.suggested = Some(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subclasses(vintage: Vintage) -> Vec<&'static str> {
        entries(vintage).iter().map(|entry| entry.symbol).filter(|symbol| symbol.len() == 7).collect()
    }

    #[test]
    fn both_vintages_are_whole() {
        for (vintage, whole) in
            [(Vintage::Pkd2007, [21, 88, 272, 615, 656]), (Vintage::Pkd2025, [22, 87, 287, 651, 728])]
        {
            let of_length =
                |length| entries(vintage).iter().filter(|entry| entry.symbol.len() == length).count();
            assert_eq!([1, 2, 4, 5, 7].map(of_length), whole);
            assert!(
                entries(vintage)
                    .iter()
                    .all(|entry| !entry.name.is_empty() && section(vintage, entry.symbol).is_some())
            );
        }
    }

    #[test]
    fn every_code_of_2007_has_a_suggestion_among_its_candidates() {
        let mut certain = 0;
        for code in subclasses(Vintage::Pkd2007) {
            let converted = converted(Vintage::Pkd2007, code).unwrap();
            assert!(converted.candidates.contains(&converted.suggested.unwrap()), "{code}");
            assert!(converted.candidates.iter().all(|new| entry(Vintage::Pkd2025, new).is_some()), "{code}");
            certain += usize::from(converted.is_certain());
        }
        assert_eq!(certain, 471);
    }

    #[test]
    fn the_way_back_knows_every_code_but_the_one_that_is_new() {
        let unknown: Vec<_> = subclasses(Vintage::Pkd2025)
            .into_iter()
            .filter(|code| converted(Vintage::Pkd2025, code).is_none())
            .collect();
        assert_eq!(unknown, ["46.89.Z"]);
        let all: usize = subclasses(Vintage::Pkd2025)
            .iter()
            .filter_map(|code| converted(Vintage::Pkd2025, code))
            .map(|converted| {
                assert!(converted.suggested.is_some());
                converted.candidates.len()
            })
            .sum();
        assert_eq!(all, 1084);
    }

    #[test]
    fn one_code_may_have_become_many() {
        let software = converted(Vintage::Pkd2007, "62.01.Z").unwrap();
        assert_eq!(software.candidates, ["62.10.A", "62.10.B"]);
        assert_eq!((software.suggested, software.is_certain()), (Some("62.10.B"), false));
        assert_eq!(converted(Vintage::Pkd2007, "47.91.Z").unwrap().candidates.len(), 37);
        assert_eq!(converted(Vintage::Pkd2007, "62.10.B"), None);
    }

    #[test]
    fn sources_write_codes_in_their_own_ways() {
        for (written, expected) in [
            ("6210B", Some("62.10.B")),
            ("62.10.b", Some("62.10.B")),
            ("62 10 Z", Some("62.10.Z")),
            ("62.10", None),
            ("62.10.BB", None),
            ("ab.cd.E", None),
            ("", None),
        ] {
            assert_eq!(canonical(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn a_code_without_a_vintage_is_placed_or_called_uncertain() {
        let day = |year| Date::new(year, 6, 1);
        assert_eq!(vintage("62.01.Z", day(2026)), Some(Belongs::Only(Vintage::Pkd2007)));
        assert_eq!(vintage("62.10.B", None), Some(Belongs::Only(Vintage::Pkd2025)));
        assert_eq!(vintage("99.99.Z", None), None);
        let shared: Vec<_> = subclasses(Vintage::Pkd2007)
            .into_iter()
            .filter(|code| matches!(vintage(code, day(2024)), Some(Belongs::Likely(Vintage::Pkd2007))))
            .collect();
        assert!(!shared.is_empty());
        assert_eq!(vintage(shared[0], day(2025)), Some(Belongs::Likely(Vintage::Pkd2025)));
        let alike = subclasses(Vintage::Pkd2007)
            .into_iter()
            .filter(|code| vintage(code, None) == Some(Belongs::Both));
        assert!(alike.count() > 100);
    }
}
