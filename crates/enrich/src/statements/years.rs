//! The years that statements tell of, and the size of a firm by them: pure.

use std::collections::BTreeMap;

use jiff::civil::Date;
use zgoda_formats::firmographics::{ACCOUNTING_ACT_2025, Measures, Size};
use zgoda_formats::statement::{Amount, Figure, Figures};
use zgoda_store::Statement;

/// A year with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Its last day.
    pub ends: Date,
    /// The number of the statement that tells of it.
    pub statement: u32,
    /// Whether the statement is of the next year and tells of this one to compare with.
    pub is_comparison: bool,
    /// The figures, in grosz.
    pub figures: BTreeMap<Figure, i64>,
}

/// The size of a firm with the figures that decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figured {
    /// The size class, with the rule and its thresholds.
    pub size: Size,
    /// The number of the statement.
    pub statement: u32,
    /// The last day of its period.
    pub ends: Date,
    /// What was measured: its year, and the year before.
    pub measures: [Measures; 2],
}

/// The statements that count, the oldest period first: of each period the one that was made last, or came last where
/// that does not tell.
pub fn standing(all: &[Statement]) -> Vec<&Statement> {
    let mut of_period: BTreeMap<Date, &Statement> = BTreeMap::new();
    for statement in all.iter().filter(|statement| statement.undone.is_none()) {
        let place = of_period.entry(statement.period.1).or_insert(statement);
        if (statement.prepared, statement.no) > (place.prepared, place.no) {
            *place = statement;
        }
    }
    of_period.into_values().collect()
}

impl Year {
    /// The years that standing statements tell of, the oldest first: of their own period, and, where no statement is held
    /// of the year before, of that too, as they tell it to compare with.
    pub fn all(standing: &[&Statement]) -> Vec<Self> {
        let mut years: BTreeMap<Date, Self> = BTreeMap::new();
        for statement in standing {
            let figures = figures(statement);
            let told = |figure: &Figure| Some((*figure, figures.get(*figure)?.previous?));
            let before: BTreeMap<Figure, i64> = Figure::ALL.iter().filter_map(told).collect();
            let day_before = statement.period.0.yesterday().ok().filter(|_| !before.is_empty());
            if let Some(ends) = day_before {
                let no = statement.no;
                years.entry(ends).or_insert(Self {
                    ends,
                    statement: no,
                    is_comparison: true,
                    figures: before,
                });
            }
            let own = Figure::ALL.iter().filter_map(|figure| Some((*figure, figures.get(*figure)?.current)));
            let (ends, no) = (statement.period.1, statement.no);
            let year = Self { ends, statement: no, is_comparison: false, figures: own.collect() };
            years.insert(ends, year);
        }
        years.into_values().collect()
    }
}

/// The size of a firm by its newest statement that tells anything of it. How many people work there is in no
/// statement, so the answer may be a range.
pub fn size(standing: &[&Statement]) -> Option<Figured> {
    standing.iter().rev().find_map(|statement| {
        let measures = Measures::of_figures(&figures(statement));
        let size = ACCOUNTING_ACT_2025.size_over_years(&measures)?;
        Some(Figured { size, statement: statement.no, ends: statement.period.1, measures })
    })
}

fn figures(statement: &Statement) -> Figures {
    let mut figures = Figures::default();
    for stated in &statement.figures {
        if let Some(figure) = Figure::from_name(&stated.figure) {
            figures.set(figure, Amount { current: stated.this_year, previous: stated.year_before });
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use zgoda_formats::firmographics::SizeClass;
    use zgoda_law::ActorId;
    use zgoda_store::{Layout, SourceId, StatedFigure};

    use super::*;

    /// A statement of a calendar year with assets and revenue in millions of złoty, this year and the year before.
    fn stated(no: u32, year: i16, prepared: Option<Date>, millions: [i64; 4]) -> Statement {
        let at = Timestamp::UNIX_EPOCH;
        let [assets, assets_before, revenue, revenue_before] = millions.map(|million| million * 100_000_000);
        let figure = |figure: &str, this_year, year_before| StatedFigure {
            figure: figure.into(),
            this_year,
            year_before: Some(year_before),
        };
        Statement {
            no,
            source: SourceId(1),
            digest: [0; 32],
            layout: Layout::Other,
            period: (date(year, 1, 1), date(year, 12, 31)),
            prepared,
            in_thousands: false,
            added: (ActorId(1), at),
            undone: None,
            figures: vec![
                figure("assets", assets, assets_before),
                figure("revenue", revenue, revenue_before),
                figure("of a later version", 1, 1),
            ],
        }
    }

    #[test]
    fn of_a_period_the_statement_made_last_counts_and_one_taken_back_does_not() {
        let made = |day| Some(date(2025, 3, day));
        let mut all = vec![
            stated(1, 2024, made(20), [1, 1, 1, 1]),
            stated(2, 2024, made(28), [2, 1, 1, 1]),
            stated(3, 2024, made(28), [3, 1, 1, 1]),
            stated(4, 2024, made(1), [4, 1, 1, 1]),
            stated(5, 2023, None, [5, 1, 1, 1]),
        ];
        let counting = |all: &[Statement]| -> Vec<u32> { standing(all).iter().map(|held| held.no).collect() };
        assert_eq!(counting(&all), [5, 3]);
        all[2].undone = Some((ActorId(1), Timestamp::UNIX_EPOCH));
        assert_eq!(counting(&all), [5, 2]);
        assert!(counting(&[]).is_empty());
    }

    #[test]
    fn the_year_before_is_told_by_the_next_statement_only_where_it_has_none_of_its_own() {
        let all = [stated(1, 2022, None, [7, 6, 0, 0]), stated(2, 2024, None, [9, 8, 0, 0])];
        let years = Year::all(&standing(&all));
        let told: Vec<_> = years
            .iter()
            .map(|year| (year.ends.year(), year.statement, year.is_comparison, year.figures[&Figure::Assets]))
            .collect();
        let million = 100_000_000;
        assert_eq!(
            told,
            [
                (2021, 1, true, 6 * million),
                (2022, 1, false, 7 * million),
                (2023, 2, true, 8 * million),
                (2024, 2, false, 9 * million),
            ]
        );
    }

    #[test]
    fn the_size_is_that_of_the_newest_statement_and_a_range_where_people_would_decide() {
        let all = [stated(1, 2023, None, [500, 1, 500, 1]), stated(2, 2024, None, [1, 1, 3, 3])];
        let found = size(&standing(&all)).unwrap();
        assert_eq!((found.statement, found.size.class()), (2, Some(SizeClass::Micro)));
        let between = [stated(1, 2024, None, [1, 1, 30, 3])];
        let found = size(&standing(&between)).unwrap().size;
        assert_eq!((found.at_least, found.at_most), (SizeClass::Micro, SizeClass::Small));
        assert_eq!(size(&[]), None);
        let mut silent = stated(1, 2024, None, [1, 1, 1, 1]);
        silent.figures.clear();
        assert_eq!(size(&standing(&[silent])), None);
    }
}
