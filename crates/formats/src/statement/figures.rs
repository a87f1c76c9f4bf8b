//! Which position of which layout is which figure.

use super::{Scale, StatementKind};

/// An amount of this year and of the year before, in grosz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount {
    /// At the end of the period, or over it.
    pub current: i64,
    /// The same of the period before, restated where the statement does so.
    pub previous: Option<i64>,
}

impl Amount {
    /// Adds a position to a figure that several make. `None` if the sum is larger than any money there is.
    pub(super) fn add(&mut self, current: Option<i64>, previous: Option<i64>) -> Option<()> {
        self.current = self.current.checked_add(current.unwrap_or(0))?;
        if let Some(previous) = previous {
            self.previous = Some(self.previous.unwrap_or(0).checked_add(previous)?);
        }
        Some(())
    }
}

/// The figures of a statement. What a layout does not have, or the statement leaves out, is `None`, not nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Revenue: position A of the account of profit and loss. In the comparative layout it includes the change in
    /// stock; that of a non-profit is from its statutory (A) and its business (D) activity.
    pub revenue: Option<Amount>,
    /// Revenue from sales alone, where the comparative layout tells it (A.I and A.IV).
    pub sales: Option<Amount>,
    /// The result of operations.
    pub operating_result: Option<Amount>,
    /// The result before tax.
    pub gross_result: Option<Amount>,
    /// The net result: a profit, or below nought a loss.
    pub net_result: Option<Amount>,
    /// Total assets, which is the balance sheet total.
    pub assets: Option<Amount>,
    /// Fixed assets.
    pub fixed_assets: Option<Amount>,
    /// Current assets.
    pub current_assets: Option<Amount>,
    /// Equity.
    pub equity: Option<Amount>,
    /// Liabilities and provisions.
    pub liabilities: Option<Amount>,
}

/// Declares the figures with their names and places.
macro_rules! figures {
    ($($variant:ident $field:ident $name:literal),+ $(,)?) => {
        /// A figure of a statement by name; see the field of [`Figures`] of the same name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Figure { $(#[doc = $name] $variant),+ }

        impl Figure {
            /// All of them, in the order of a statement.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The figure of a stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Figures {
            /// A figure by name.
            pub fn get(&self, figure: Figure) -> Option<Amount> {
                match figure { $(Figure::$variant => self.$field),+ }
            }

            /// Sets a figure by name.
            pub fn set(&mut self, figure: Figure, amount: Amount) {
                match figure { $(Figure::$variant => self.$field = Some(amount)),+ }
            }
        }
    };
}

figures! {
    Revenue revenue "revenue",
    Sales sales "sales",
    OperatingResult operating_result "operating_result",
    GrossResult gross_result "gross_result",
    NetResult net_result "net_result",
    Assets assets "assets",
    FixedAssets fixed_assets "fixed_assets",
    CurrentAssets current_assets "current_assets",
    Equity equity "equity",
    Liabilities liabilities "liabilities",
}

/// The layout of an account of profit and loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// By function (*kalkulacyjny*), of another or a small entity.
    ByFunction(StatementKind),
    /// By nature (*porównawczy*), of another or a small entity.
    ByNature(StatementKind),
    /// The flat one of a micro entity.
    Micro,
    /// The flat one of a non-profit.
    NonProfit,
}

/// The part of a statement a position stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The balance sheet.
    Balance,
    /// The account of profit and loss.
    Account(Account),
}

/// A figure that a position counts towards.
type Place = fn(&mut Figures) -> &mut Option<Amount>;

impl Figures {
    /// The figures that a position counts towards. A position that is none of ours has none.
    pub(super) fn places(part: Part, position: &str) -> &'static [Place] {
        match part {
            Part::Balance => balance(position),
            Part::Account(Account::ByFunction(StatementKind::Small)) => match position {
                "A" => &[|figures| &mut figures.revenue, |figures| &mut figures.sales],
                "J" => &[|figures| &mut figures.gross_result],
                "L" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
            Part::Account(Account::ByFunction(_)) => match position {
                "A" => &[|figures| &mut figures.revenue, |figures| &mut figures.sales],
                "I" => &[|figures| &mut figures.operating_result],
                "L" => &[|figures| &mut figures.gross_result],
                "O" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
            Part::Account(Account::ByNature(StatementKind::Small)) => match position {
                "A" => &[|figures| &mut figures.revenue],
                "H" => &[|figures| &mut figures.gross_result],
                "J" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
            Part::Account(Account::ByNature(_)) => match position {
                "A" => &[|figures| &mut figures.revenue],
                "A_I" | "A_IV" => &[|figures| &mut figures.sales],
                "F" => &[|figures| &mut figures.operating_result],
                "I" => &[|figures| &mut figures.gross_result],
                "L" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
            Part::Account(Account::Micro) => match position {
                "A" => &[|figures| &mut figures.revenue],
                "F" | "G" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
            Part::Account(Account::NonProfit) => match position {
                "A" | "D" => &[|figures| &mut figures.revenue],
                "H" => &[|figures| &mut figures.operating_result],
                "M" => &[|figures| &mut figures.gross_result],
                "O" => &[|figures| &mut figures.net_result],
                _ => &[],
            },
        }
    }
}

fn balance(position: &str) -> &'static [Place] {
    match position {
        "Aktywa" => &[|figures| &mut figures.assets],
        "Aktywa_A" => &[|figures| &mut figures.fixed_assets],
        "Aktywa_B" => &[|figures| &mut figures.current_assets],
        "Pasywa_A" => &[|figures| &mut figures.equity],
        "Pasywa_B" => &[|figures| &mut figures.liabilities],
        _ => &[],
    }
}

/// An amount as written, in grosz: at most two decimals after a point or a comma. `None` if it is no such number, or
/// larger than any money there is.
pub(super) fn grosz(text: &str, scale: Scale) -> Option<i64> {
    let text = text.trim().as_bytes();
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let mut amount: i64 = 0;
    let mut decimals: Option<u32> = None;
    for byte in digits {
        match (byte, decimals) {
            (b'0'..=b'9', None | Some(0 | 1)) => {
                amount = amount.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                decimals = decimals.map(|count| count + 1);
            }
            // Further decimals are accepted as noughts only: nothing is rounded in silence.
            (b'0', Some(_)) => {}
            (b'.' | b',', None) => decimals = Some(0),
            _ => return None,
        }
    }
    if !digits.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let in_grosz = amount.checked_mul(10_i64.pow(2 - decimals.unwrap_or(0)))?;
    let scaled = match scale {
        Scale::Units => in_grosz,
        Scale::Thousands => in_grosz.checked_mul(1000)?,
    };
    Some(if negative { -scaled } else { scaled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_grosz() {
        for (text, expected) in [
            ("5200000.00", Some(520_000_000)),
            ("-10000.5", Some(-1_000_050)),
            (" +7 ", Some(700)),
            ("0,01", Some(1)),
            (".5", Some(50)),
            ("12.3400", Some(1234)),
            ("12.345", None),
            ("1 000", None),
            ("1e5", None),
            ("--1", None),
            ("", None),
            ("-", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(grosz(text, Scale::Units), expected, "{text}");
        }
        assert_eq!(grosz("12", Scale::Thousands), Some(1_200_000));
        assert_eq!(grosz("99999999999999", Scale::Thousands), None);
    }
}
