//! The sixteen voivodeships: from a register's address, or as a guess from a postal code.

use crate::fold;
use crate::identifiers::PostalCode;

/// A voivodeship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the voivodeships")]
pub enum Voivodeship {
    Dolnoslaskie,
    KujawskoPomorskie,
    Lubelskie,
    Lubuskie,
    Lodzkie,
    Malopolskie,
    Mazowieckie,
    Opolskie,
    Podkarpackie,
    Podlaskie,
    Pomorskie,
    Slaskie,
    Swietokrzyskie,
    WarminskoMazurskie,
    Wielkopolskie,
    Zachodniopomorskie,
}

use Voivodeship::{
    Dolnoslaskie, KujawskoPomorskie, Lodzkie, Lubelskie, Lubuskie, Malopolskie, Mazowieckie, Opolskie,
    Podkarpackie, Podlaskie, Pomorskie, Slaskie, Swietokrzyskie, WarminskoMazurskie, Wielkopolskie,
    Zachodniopomorskie,
};

/// Each with its name and the two letters that older data know it by.
const NAMES: [(Voivodeship, &str, &str); 16] = [
    (Dolnoslaskie, "dolnośląskie", "DS"),
    (KujawskoPomorskie, "kujawsko-pomorskie", "KP"),
    (Lubelskie, "lubelskie", "LU"),
    (Lubuskie, "lubuskie", "LB"),
    (Lodzkie, "łódzkie", "LD"),
    (Malopolskie, "małopolskie", "MA"),
    (Mazowieckie, "mazowieckie", "MZ"),
    (Opolskie, "opolskie", "OP"),
    (Podkarpackie, "podkarpackie", "PK"),
    (Podlaskie, "podlaskie", "PD"),
    (Pomorskie, "pomorskie", "PM"),
    (Slaskie, "śląskie", "SL"),
    (Swietokrzyskie, "świętokrzyskie", "SK"),
    (WarminskoMazurskie, "warmińsko-mazurskie", "WN"),
    (Wielkopolskie, "wielkopolskie", "WP"),
    (Zachodniopomorskie, "zachodniopomorskie", "ZP"),
];

impl Voivodeship {
    /// All sixteen, in the order of their TERYT codes.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(voivodeship, _, _)| voivodeship)
    }

    /// The name, in Polish.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(known, _, _)| *known == self).map_or("", |(_, name, _)| name)
    }

    /// The code of TERYT: even numbers from 2 to 32, with two digits `02` to `32`.
    pub fn teryt(self) -> u8 {
        (self as u8 + 1) * 2
    }

    /// The voivodeship with this code of TERYT, or of a place within it (`1261011` is in `12`).
    pub fn of_teryt(code: &str) -> Option<Self> {
        let number: u8 = code.get(..2)?.parse().ok()?;
        Self::all().find(|voivodeship| voivodeship.teryt() == number)
    }

    /// The voivodeship of a name as registers write it (`MAŁOPOLSKIE`, `woj. małopolskie`), or of a code of ISO 3166-2
    /// (`PL-12`, older `PL-MA`).
    pub fn of_name(text: &str) -> Option<Self> {
        if let Some(code) = text.trim().strip_prefix("PL-") {
            let by_letters =
                || NAMES.iter().find(|(_, _, letters)| *letters == code).map(|(known, _, _)| *known);
            return Self::of_teryt(code).or_else(by_letters);
        }
        let folded = fold(text);
        let name = folded.trim().trim_start_matches("wojewodztwo").trim_start_matches("woj.").trim();
        NAMES.iter().find(|(_, known, _)| fold(known) == name).map(|(known, _, _)| *known)
    }
}

/// The voivodeships that a postal district (the first digit of a code) reaches into, the one that most of it lies in
/// first. Districts follow the post and not the voivodeships, so this is good for statistics and to find an address
/// that contradicts itself, and never a fact about a firm.
pub fn postal_district(code: &PostalCode) -> &'static [Voivodeship] {
    match code.as_str().as_bytes().first() {
        Some(b'0') => &[Mazowieckie, Lubelskie, Podlaskie],
        Some(b'1') => &[WarminskoMazurskie, Podlaskie, Mazowieckie],
        Some(b'2') => &[Lubelskie, Swietokrzyskie, Mazowieckie, Lodzkie],
        Some(b'3') => &[Malopolskie, Podkarpackie, Slaskie, Swietokrzyskie],
        Some(b'4') => &[Slaskie, Opolskie, Malopolskie],
        Some(b'5') => &[Dolnoslaskie, Opolskie, Wielkopolskie],
        Some(b'6') => &[Wielkopolskie, Lubuskie, Dolnoslaskie],
        Some(b'7') => &[Zachodniopomorskie, Pomorskie, Wielkopolskie],
        Some(b'8') => &[Pomorskie, KujawskoPomorskie, WarminskoMazurskie],
        Some(b'9') => &[Lodzkie, Mazowieckie, Wielkopolskie],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_those_of_teryt() {
        let list = [
            "02 dolnośląskie",
            "04 kujawsko-pomorskie",
            "06 lubelskie",
            "08 lubuskie",
            "10 łódzkie",
            "12 małopolskie",
            "14 mazowieckie",
            "16 opolskie",
            "18 podkarpackie",
            "20 podlaskie",
            "22 pomorskie",
            "24 śląskie",
            "26 świętokrzyskie",
            "28 warmińsko-mazurskie",
            "30 wielkopolskie",
            "32 zachodniopomorskie",
        ];
        let ours = Voivodeship::all()
            .map(|voivodeship| format!("{:02} {}", voivodeship.teryt(), voivodeship.name()));
        assert_eq!(ours.collect::<Vec<_>>(), list);
    }

    #[test]
    fn registers_and_codes_name_the_same_voivodeship() {
        for text in
            ["MAŁOPOLSKIE", "woj. małopolskie", "Województwo Małopolskie", "PL-12", "PL-MA", " malopolskie "]
        {
            assert_eq!(Voivodeship::of_name(text), Some(Malopolskie), "{text}");
        }
        assert_eq!(Voivodeship::of_teryt("1261011"), Some(Malopolskie));
        for text in ["", "PL-", "PL-XX", "Bayern", "krakowskie"] {
            assert_eq!(Voivodeship::of_name(text), None, "{text}");
        }
        assert_eq!(Voivodeship::of_teryt("13"), None);
    }

    #[test]
    fn a_postal_code_only_narrows_the_voivodeship_down() {
        let district = |code: &str| postal_district(&PostalCode::parse(code).unwrap());
        assert_eq!(district("30-001").first(), Some(&Malopolskie));
        assert!(district("26-600").contains(&Mazowieckie));
        assert!((0..10).all(|digit| district(&format!("{digit}0-000")).len() > 1));
    }
}
