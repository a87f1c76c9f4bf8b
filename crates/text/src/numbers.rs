//! Numbers: plural forms, grouped counts, amounts, shares and sizes.

use crate::{Given, Lang, Text};

/// The space between groups of digits and before a unit: narrow, and never at the end of a line.
const THIN: char = '\u{202f}';

/// A number of things, as messages take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u64);

/// The plural forms of Polish and English (CLDR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// *1 osoba*, *1 person*.
    One,
    /// *2 osoby*; Polish only.
    Few,
    /// *5 osób*; Polish only.
    Many,
    /// *2 persons*; English only.
    Other,
}

macro_rules! counts {
    ($($number:ty),+) => { $(
        impl From<$number> for Count {
            fn from(number: $number) -> Self { Self(u64::try_from(number).unwrap_or(0)) }
        }
        impl From<&$number> for Count {
            fn from(number: &$number) -> Self { Self::from(*number) }
        }
        impl From<&&$number> for Count {
            fn from(number: &&$number) -> Self { Self::from(**number) }
        }
    )+ };
}

counts!(u64, u32, u16, u8, usize, i64, i32);

impl From<&Count> for Count {
    fn from(count: &Count) -> Self {
        *count
    }
}

impl Text {
    /// The plural form a number takes.
    pub fn plural(self, count: Count) -> Plural {
        match (self.lang(), count.0) {
            (_, 1) => Plural::One,
            (Lang::En, _) => Plural::Other,
            (Lang::Pl, n) if (2..=4).contains(&(n % 10)) && !(12..=14).contains(&(n % 100)) => Plural::Few,
            (Lang::Pl, _) => Plural::Many,
        }
    }

    /// A count in groups of three digits: `12 345`, `12,345`.
    pub fn count(self, count: impl Into<Count>) -> String {
        group(&count.into().0.to_string(), self.group_mark())
    }

    /// An amount of złoty, given in grosze: `1 234,56 zł`, `PLN 1,234.56`.
    pub fn amount(self, grosze: impl Given<i64>) -> String {
        let grosze: i64 = grosze.given();
        let sign = if grosze < 0 { "−" } else { "" };
        let (whole, part) = (grosze.unsigned_abs() / 100, grosze.unsigned_abs() % 100);
        let whole = group(&whole.to_string(), self.group_mark());
        match self.lang() {
            Lang::Pl => format!("{sign}{whole},{part:02}\u{a0}zł"),
            Lang::En => format!("{sign}PLN\u{a0}{whole}.{part:02}"),
        }
    }

    /// A share in whole hundredths: `12 %`, `12%`.
    pub fn percent(self, hundredths: impl Into<Count>) -> String {
        let number = self.count(hundredths);
        match self.lang() {
            Lang::Pl => format!("{number}\u{a0}%"),
            Lang::En => format!("{number}%"),
        }
    }

    /// A share in thousandths: `1,1 %`, `1.1%`.
    pub fn percent_tenths(self, thousandths: impl Into<Count>) -> String {
        let thousandths = thousandths.into().0;
        let (whole, tenth) = (self.count(thousandths / 10), thousandths % 10);
        match self.lang() {
            Lang::Pl => format!("{whole},{tenth}\u{a0}%"),
            Lang::En => format!("{whole}.{tenth}%"),
        }
    }

    /// A size of a file given in bytes: `2,4 MB`, `2.4 MB`, `200 MB`.
    pub fn file_size(self, bytes: impl Into<Count>) -> String {
        let bytes = bytes.into().0;
        let (unit, scale) = match bytes {
            0..1_000 => return format!("{bytes}\u{a0}B"),
            1_000..1_000_000 => ("kB", 1_000),
            1_000_000..1_000_000_000 => ("MB", 1_000_000),
            _ => ("GB", 1_000_000_000),
        };
        if bytes.is_multiple_of(scale) {
            return format!("{}\u{a0}{unit}", self.count(bytes / scale));
        }
        let tenths = bytes / (scale / 10);
        let point = match self.lang() {
            Lang::Pl => ',',
            Lang::En => '.',
        };
        format!("{}{point}{}\u{a0}{unit}", self.count(tenths / 10), tenths % 10)
    }

    const fn group_mark(self) -> char {
        match self.lang() {
            Lang::Pl => THIN,
            Lang::En => ',',
        }
    }
}

/// Puts a mark between groups of three digits.
fn group(digits: &str, mark: char) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PL: Text = Text::new(Lang::Pl);
    const EN: Text = Text::new(Lang::En);

    #[test]
    fn polish_has_three_plural_forms() {
        for (form, numbers) in [
            (Plural::One, &[1][..]),
            (Plural::Few, &[2, 3, 4, 22, 34, 102, 1004]),
            (Plural::Many, &[0, 5, 11, 12, 13, 14, 21, 101, 112, 1000]),
        ] {
            for number in numbers {
                assert_eq!(PL.plural(Count(*number)), form, "{number}");
            }
        }
        assert_eq!(EN.plural(Count(0)), Plural::Other);
    }

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(PL.count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(EN.count(999), "999");
        assert_eq!(EN.count(1_000), "1,000");
        assert_eq!(PL.amount(123_456_i64), "1\u{202f}234,56\u{a0}zł");
        assert_eq!(EN.amount(-5_i64), "−PLN\u{a0}0.05");
        assert_eq!(
            PL.amount(i64::MIN),
            "−92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08\u{a0}zł"
        );
        assert_eq!(PL.percent(12), "12\u{a0}%");
        assert_eq!((PL.percent_tenths(11), EN.percent_tenths(5)), ("1,1\u{a0}%".into(), "0.5%".into()));
        assert_eq!(PL.file_size(2_450_000), "2,4\u{a0}MB");
        assert_eq!(PL.file_size(200_000_000), "200\u{a0}MB");
        assert_eq!(EN.file_size(999), "999\u{a0}B");
    }
}
