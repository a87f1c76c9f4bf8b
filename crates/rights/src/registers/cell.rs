//! What one box of a register holds: how it is asked for, how it is read from a form, and how it is said.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Disambiguation};
use serde::{Deserialize, Serialize};
use zgoda_law::calendar::warsaw;
use zgoda_law::{Basis, Country, Identification, Loss, RecipientRole, TransferMechanism};

/// Letters of a line at most.
const LINE_MAX: usize = 200;
/// Letters of a text at most.
const WORDS_MAX: usize = 8_000;

/// How a box is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// A line of text.
    Line,
    /// Text of several lines.
    Words,
    /// A day.
    Day,
    /// A moment in Warsaw.
    Moment,
    /// A whole number.
    Count,
    /// Yes, or not.
    Flag,
    /// A country by its two letters.
    Country,
    /// One of a closed set.
    Choice(Vec<&'static str>),
    /// Purposes of the catalogue, by stable name, as many as wanted.
    Purposes,
}

/// What a box holds.
pub trait Cell: Sized {
    /// Whether the entry cannot do without it.
    const NEEDED: bool = true;

    /// How it is asked for.
    fn control() -> Control;

    /// Reads what was typed.
    ///
    /// # Errors
    /// A code of what is wrong with it: `empty`, `long`, `day`, `moment`, `twice`, `number`, `country`, `choose`.
    fn read(typed: &str) -> Result<Self, &'static str>;

    /// What would have to be typed for it.
    fn typed(&self) -> String;
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(pub String);

/// Text of several lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub String);

/// Purposes of the catalogue by stable name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Purposes(pub Vec<String>);

fn text(typed: &str, most: usize) -> Result<String, &'static str> {
    let text = typed.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err("empty"),
        many if many > most => Err("long"),
        _ => Ok(text),
    }
}

impl Cell for Line {
    fn control() -> Control {
        Control::Line
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        let line = text(typed, LINE_MAX)?;
        Ok(Self(line.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    fn typed(&self) -> String {
        self.0.clone()
    }
}

impl Cell for Words {
    fn control() -> Control {
        Control::Words
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        text(typed, WORDS_MAX).map(Self)
    }

    fn typed(&self) -> String {
        self.0.clone()
    }
}

impl Cell for Date {
    fn control() -> Control {
        Control::Day
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        let day: Self = text(typed, LINE_MAX)?.parse().map_err(|_| "day")?;
        if (1990..2100).contains(&day.year()) { Ok(day) } else { Err("day") }
    }

    fn typed(&self) -> String {
        self.to_string()
    }
}

impl Cell for Timestamp {
    fn control() -> Control {
        Control::Moment
    }

    /// Between two and three in the night in which the clocks go back, the clock of Warsaw shows every time twice; then
    /// the offset must be typed behind it, as `2026-10-25T02:30+02:00`. In the hour that is left out in spring there is
    /// no such time at all.
    fn read(typed: &str) -> Result<Self, &'static str> {
        let typed = text(typed, LINE_MAX)?;
        if let Ok(at) = typed.parse::<Self>() {
            return Ok(at);
        }
        let local: DateTime = typed.parse().map_err(|_| "moment")?;
        if !(1990..2100).contains(&local.year()) {
            return Err("moment");
        }
        let zoned = warsaw().to_ambiguous_zoned(local);
        match zoned.offset() {
            AmbiguousOffset::Fold { .. } => return Err("twice"),
            AmbiguousOffset::Gap { .. } => return Err("moment"),
            AmbiguousOffset::Unambiguous { .. } => {}
        }
        let zoned = zoned.disambiguate(Disambiguation::Earlier).map_err(|_| "moment")?;
        Ok(zoned.timestamp())
    }

    fn typed(&self) -> String {
        let zoned = self.to_zoned(warsaw().clone());
        let local = zoned.datetime().strftime("%Y-%m-%dT%H:%M").to_string();
        let again = warsaw().to_ambiguous_zoned(zoned.datetime()).is_ambiguous();
        if again { format!("{local}{}", zoned.strftime("%:z")) } else { local }
    }
}

impl Cell for u32 {
    fn control() -> Control {
        Control::Count
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        text(typed, LINE_MAX)?.replace([' ', '\u{a0}', '\u{202f}'], "").parse().map_err(|_| "number")
    }

    fn typed(&self) -> String {
        self.to_string()
    }
}

impl Cell for bool {
    const NEEDED: bool = false;

    fn control() -> Control {
        Control::Flag
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        Ok(typed == "yes")
    }

    fn typed(&self) -> String {
        if *self { "yes".to_owned() } else { String::new() }
    }
}

impl Cell for Country {
    fn control() -> Control {
        Control::Country
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        text(typed, LINE_MAX)?.to_uppercase().parse().map_err(|_| "country")
    }

    fn typed(&self) -> String {
        self.to_string()
    }
}

impl Cell for Purposes {
    const NEEDED: bool = false;

    fn control() -> Control {
        Control::Purposes
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        let names = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
        Ok(Self(names.map(str::to_owned).collect()))
    }

    fn typed(&self) -> String {
        self.0.join(",")
    }
}

impl<C: Cell> Cell for Option<C> {
    const NEEDED: bool = false;

    fn control() -> Control {
        C::control()
    }

    fn read(typed: &str) -> Result<Self, &'static str> {
        if typed.trim().is_empty() { Ok(None) } else { C::read(typed).map(Some) }
    }

    fn typed(&self) -> String {
        self.as_ref().map(C::typed).unwrap_or_default()
    }
}

/// Members of a closed set as boxes.
macro_rules! choices {
    ($($set:ty),+ $(,)?) => {$(
        impl Cell for $set {
            fn control() -> Control {
                Control::Choice(Self::ALL.iter().map(|member| member.name()).collect())
            }

            fn read(typed: &str) -> Result<Self, &'static str> {
                Self::from_name(typed.trim()).ok_or("choose")
            }

            fn typed(&self) -> String {
                self.name().to_owned()
            }
        }
    )+};
}
choices!(Basis, Identification, Loss, RecipientRole, TransferMechanism);

/// A closed set of our own, as a box.
macro_rules! closed {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[doc = $text] #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every member.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl $crate::registers::cell::Cell for $name {
            fn control() -> $crate::registers::cell::Control {
                $crate::registers::cell::Control::Choice(vec![$($text),+])
            }

            fn read(typed: &str) -> Result<Self, &'static str> {
                match typed.trim() { $($text => Ok(Self::$variant),)+ _ => Err("choose") }
            }

            fn typed(&self) -> String {
                self.name().to_owned()
            }
        }
    )+};
}
pub(crate) use closed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_the_clock_of_warsaw_shows_twice_is_asked_for_with_its_offset() {
        assert_eq!(Timestamp::read("2026-10-25T02:30"), Err("twice"));
        assert_eq!(Timestamp::read("2026-03-29T02:30"), Err("moment"), "this hour was left out");
        let at = Timestamp::read("2026-10-25T02:30+02:00").unwrap();
        assert_eq!(at, "2026-10-25T00:30:00Z".parse().unwrap());
        assert_eq!(Timestamp::read(&at.typed()), Ok(at), "it reads back as it was written");
        let later = Timestamp::read("2026-10-25T02:30+01:00").unwrap();
        assert_eq!((Timestamp::read(&later.typed()), later.duration_since(at).as_hours()), (Ok(later), 1));
        assert_eq!(Timestamp::read("2026-11-20T16:00"), Ok("2026-11-20T15:00:00Z".parse().unwrap()));
    }

    #[test]
    fn what_is_typed_wrongly_is_told_by_a_code() {
        assert_eq!(Line::read("  "), Err("empty"));
        assert_eq!(Line::read(&"ż".repeat(201)), Err("long"));
        assert_eq!(Line::read(" two\n words "), Ok(Line("two words".into())));
        assert_eq!(Date::read("2026-02-30"), Err("day"));
        assert_eq!(Date::read("0001-01-01"), Err("day"));
        assert_eq!(u32::read("12 000"), Ok(12_000));
        assert_eq!(u32::read("-1"), Err("number"));
        assert_eq!(Country::read("pl"), Ok(Country::PL));
        assert_eq!(Country::read("Polska"), Err("country"));
        assert_eq!(Loss::read("all"), Err("choose"));
        assert_eq!(Option::<Date>::read(" "), Ok(None));
        assert_eq!(Option::<Date>::read("soon"), Err("day"));
    }
}
