//! The size class of a firm, by rules that state their thresholds. Registers and statements never tell how many people
//! work there, so the answer is a range wherever that decides.

use crate::statement::{Amount, Figures};

/// A size class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// *Mikro*.
    Micro,
    /// *Mały*.
    Small,
    /// *Średni*.
    Medium,
    /// *Duży*.
    Large,
}

impl SizeClass {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// What the size of a firm is measured by, in one year. Amounts are in the currency of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measures {
    /// The balance sheet total, in hundredths of the currency.
    pub assets: Option<i64>,
    /// Net revenue from sales, in hundredths of the currency.
    pub revenue: Option<i64>,
    /// How many people work there, as annual full-time units.
    pub employees: Option<u32>,
}

impl Measures {
    /// The measures of a statement's year, and of the year before. Employment is in no statement.
    pub fn of_figures(figures: &Figures) -> [Self; 2] {
        // Sales are what the law asks for; the whole of position A stands for them where they are not told apart.
        let revenue = figures.sales.or(figures.revenue);
        let previous = |amount: Option<Amount>| amount.and_then(|amount| amount.previous);
        [
            Self {
                assets: figures.assets.map(|amount| amount.current),
                revenue: revenue.map(|amount| amount.current),
                employees: None,
            },
            Self { assets: previous(figures.assets), revenue: previous(revenue), employees: None },
        ]
    }

    /// The same in another currency, of which one unit costs so many ten-thousandths of this one: 42,500 for a euro at
    /// 4.2500 zł. `None` if that is nought.
    pub fn in_currency_at(self, rate: u32) -> Option<Self> {
        if rate == 0 {
            return None;
        }
        let exchanged = |amount: i64| i64::try_from(i128::from(amount) * 10_000 / i128::from(rate)).ok();
        let (assets, revenue) = (self.assets.and_then(exchanged), self.revenue.and_then(exchanged));
        Some(Self { assets, revenue, employees: self.employees })
    }
}

/// The most that a firm of a class may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceilings {
    /// Balance sheet total, in whole units of the currency.
    pub assets: i64,
    /// Net revenue, in whole units of the currency.
    pub revenue: i64,
    /// People, as annual full-time units.
    pub employees: u32,
}

/// A rule by which firms are classed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeRule {
    /// Where it stands.
    pub source: &'static str,
    /// The year from which it holds: for financial years that begin in it or later.
    pub since: u16,
    /// The currency of the thresholds, by ISO 4217.
    pub currency: &'static str,
    /// The ceilings of a micro, a small and a medium firm.
    pub ceilings: [Ceilings; 3],
    /// Which of the ceilings must be kept.
    pub keeps: Keeps,
}

/// Which of its ceilings a firm of a class must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Two of the three.
    TwoOfThree,
    /// That of people, and that of one of the amounts.
    PeopleAndOneAmount,
}

/// The class of a firm by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// It is no smaller than this.
    pub at_least: SizeClass,
    /// It is no bigger than this.
    pub at_most: SizeClass,
    /// The rule, with its thresholds.
    pub rule: SizeRule,
}

impl Size {
    /// The class, if there is no doubt.
    pub fn class(&self) -> Option<SizeClass> {
        (self.at_least == self.at_most).then_some(self.at_least)
    }
}

/// Whether a ceiling is kept; unknown where the measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Yes,
    No,
    Unknown,
}

impl Kept {
    fn of<T: Ord>(measure: Option<T>, ceiling: &T) -> Self {
        match measure {
            Some(measure) if measure <= *ceiling => Self::Yes,
            Some(_) => Self::No,
            None => Self::Unknown,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

/// The accounting act, art. 3, for financial years from 2025. The ceilings of a medium firm were not verified against
/// the act.
pub const ACCOUNTING_ACT_2025: SizeRule = SizeRule {
    source: "ustawa o rachunkowości, art. 3",
    since: 2025,
    currency: "PLN",
    ceilings: [
        Ceilings { assets: 2_000_000, revenue: 4_000_000, employees: 10 },
        Ceilings { assets: 33_000_000, revenue: 66_000_000, employees: 50 },
        Ceilings { assets: 110_000_000, revenue: 220_000_000, employees: 250 },
    ],
    keeps: Keeps::TwoOfThree,
};

/// The European definition of small and medium enterprises: recommendation 2003/361/EC, annex I to regulation (EU)
/// 651/2014. It counts linked and partner enterprises together, which the figures of one firm do not.
pub const SME_DEFINITION: SizeRule = SizeRule {
    source: "2003/361/EC; (EU) 651/2014, annex I",
    since: 2005,
    currency: "EUR",
    ceilings: [
        Ceilings { assets: 2_000_000, revenue: 2_000_000, employees: 9 },
        Ceilings { assets: 10_000_000, revenue: 10_000_000, employees: 49 },
        Ceilings { assets: 43_000_000, revenue: 50_000_000, employees: 249 },
    ],
    keeps: Keeps::PeopleAndOneAmount,
};

impl SizeRule {
    /// The class of a firm by its measures of one year.
    pub fn size(self, measures: Measures) -> Size {
        const CLASSES: [SizeClass; 3] = [SizeClass::Micro, SizeClass::Small, SizeClass::Medium];
        let mut size = Size { at_least: SizeClass::Large, at_most: SizeClass::Large, rule: self };
        // From the biggest class down: what is not excluded may be it, what is kept bounds it from above.
        for (class, ceilings) in CLASSES.into_iter().zip(self.ceilings).rev() {
            match self.kept(ceilings, measures) {
                Kept::Yes => (size.at_least, size.at_most) = (class, class),
                Kept::Unknown => size.at_least = class,
                Kept::No => break,
            }
        }
        size
    }

    /// The class by two years together: that of the year in which the firm was bigger, as the act asks that both keep
    /// the ceilings.
    pub fn size_over_years(self, years: &[Measures]) -> Option<Size> {
        let known =
            |year: &&Measures| year.assets.is_some() || year.revenue.is_some() || year.employees.is_some();
        let sizes = years.iter().filter(known).map(|year| self.size(*year));
        sizes.reduce(|one, other| Size {
            at_least: one.at_least.max(other.at_least),
            at_most: one.at_most.max(other.at_most),
            rule: self,
        })
    }

    fn kept(self, ceilings: Ceilings, measures: Measures) -> Kept {
        let people = Kept::of(measures.employees, &ceilings.employees);
        let revenue = Kept::of(measures.revenue, &(ceilings.revenue * 100));
        let assets = Kept::of(measures.assets, &(ceilings.assets * 100));
        match self.keeps {
            Keeps::TwoOfThree => people.and(revenue).or(people.and(assets)).or(revenue.and(assets)),
            Keeps::PeopleAndOneAmount => people.and(revenue.or(assets)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SizeClass::{Large, Medium, Micro, Small};
    use proptest::prelude::*;

    /// Assets and revenue in millions.
    fn measures(assets: i64, revenue: i64, employees: Option<u32>) -> Measures {
        Measures { assets: Some(assets * 100_000_000), revenue: Some(revenue * 100_000_000), employees }
    }

    #[test]
    fn two_of_three_decide_by_the_accounting_act() {
        let rule = ACCOUNTING_ACT_2025;
        for (assets, revenue, employees, at_least, at_most) in [
            (1, 3, None, Micro, Micro),
            (2, 4, Some(900), Micro, Micro),
            (1, 5, Some(10), Micro, Micro),
            (1, 5, Some(11), Small, Small),
            (1, 5, None, Micro, Small),
            (3, 5, None, Small, Small),
            (34, 60, None, Small, Medium),
            (34, 60, Some(51), Medium, Medium),
            (34, 67, Some(10), Medium, Medium),
            (111, 221, None, Large, Large),
            (111, 221, Some(1), Large, Large),
        ] {
            let size = rule.size(measures(assets, revenue, employees));
            assert_eq!(
                (size.at_least, size.at_most),
                (at_least, at_most),
                "{assets} {revenue} {employees:?}"
            );
        }
    }

    #[test]
    fn people_and_one_amount_decide_by_the_european_definition() {
        let rule = SME_DEFINITION;
        for (assets, revenue, employees, at_least, at_most) in [
            (1, 3, Some(9), Micro, Micro),
            (1, 3, Some(10), Small, Small),
            (44, 50, Some(249), Medium, Medium),
            (44, 51, Some(9), Large, Large),
            (1, 1, None, Micro, Large),
            (11, 11, None, Medium, Large),
        ] {
            let size = rule.size(measures(assets, revenue, employees));
            assert_eq!(
                (size.at_least, size.at_most),
                (at_least, at_most),
                "{assets} {revenue} {employees:?}"
            );
        }
    }

    #[test]
    fn the_bigger_of_two_years_counts_and_an_empty_one_does_not() {
        let rule = ACCOUNTING_ACT_2025;
        let size = rule.size_over_years(&[measures(1, 1, None), measures(5, 9, None)]).unwrap();
        assert_eq!(size.class(), Some(Small));
        let size = rule.size_over_years(&[measures(1, 1, None), Measures::default()]).unwrap();
        assert_eq!(size.class(), Some(Micro));
        assert_eq!(rule.size_over_years(&[Measures::default()]), None);
    }

    #[test]
    fn an_amount_is_exchanged_at_the_rate_that_is_given() {
        let euro = measures(17, 34, None).in_currency_at(42_500).unwrap();
        assert_eq!((euro.assets, euro.revenue), (Some(400_000_000), Some(800_000_000)));
        assert_eq!(measures(1, 1, None).in_currency_at(0), None);
    }

    proptest! {
        #[test]
        fn learning_the_number_of_people_only_narrows_the_answer(
            assets in -10_i64..300, revenue in -10_i64..300, employees in 0_u32..400
        ) {
            for rule in [ACCOUNTING_ACT_2025, SME_DEFINITION] {
                let without = rule.size(measures(assets, revenue, None));
                let with = rule.size(measures(assets, revenue, Some(employees)));
                prop_assert!(with.class().is_some());
                prop_assert!(without.at_least <= with.at_least && with.at_most <= without.at_most);
            }
        }
    }
}
