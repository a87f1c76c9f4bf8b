//! Days and moments, as people write them, in the time of Warsaw.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::{Given, Lang, Text};

/// The time of the controller: terms of Polish law end by it.
static WARSAW: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Warsaw").unwrap_or(TimeZone::UTC));

impl Text {
    /// A day in words: `12 marca 2026`, `12 March 2026`.
    pub fn date(self, day: impl Given<Date>) -> String {
        let day = day.given();
        format!("{}\u{a0}{} {}", day.day(), self.month(day.month()), day.year())
    }

    /// A day for tables: `12.03.2026`, `12 Mar 2026`.
    pub fn date_short(self, day: impl Given<Date>) -> String {
        let day = day.given();
        match self.lang() {
            Lang::Pl => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
            Lang::En => {
                let month: String = self.month(day.month()).chars().take(3).collect();
                format!("{}\u{a0}{month}\u{a0}{}", day.day(), day.year())
            }
        }
    }

    /// The name of a source: a day at its end, which registers are named with, as people write it.
    pub fn origin(self, name: &str) -> String {
        let dated = name.rsplit_once(' ').and_then(|(rest, day)| Some((rest, day.parse::<Date>().ok()?)));
        dated.map_or_else(|| name.to_owned(), |(rest, day)| format!("{rest}, {}", self.date_short(day)))
    }

    /// A moment in words: `12 marca 2026, 14:05`.
    pub fn moment(self, at: impl Given<Timestamp>) -> String {
        let local = warsaw(at.given());
        format!("{}, {:02}:{:02}", self.date(local.date()), local.hour(), local.minute())
    }

    /// A moment for tables: `12.03.2026 14:05`.
    pub fn moment_short(self, at: impl Given<Timestamp>) -> String {
        let local = warsaw(at.given());
        format!("{}\u{a0}{:02}:{:02}", self.date_short(local.date()), local.hour(), local.minute())
    }

    /// The day in Warsaw at a moment.
    pub fn day_of(self, at: impl Given<Timestamp>) -> Date {
        warsaw(at.given()).date()
    }

    /// A month for narrow columns: `03.2026`.
    pub fn month_year(self, day: impl Given<Date>) -> String {
        let day = day.given();
        format!("{:02}.{:04}", day.month(), day.year())
    }

    /// How far a day is from today: `za 3 dni`, `jutro`, `dziś`, `wczoraj`, `3 dni temu`.
    pub fn days_away(self, day: impl Given<Date>, today: impl Given<Date>) -> String {
        let days = i64::from((day.given() - today.given()).get_days());
        match days {
            0 => self.day_today().to_owned(),
            1 => self.day_tomorrow().to_owned(),
            -1 => self.day_yesterday().to_owned(),
            2.. => self.day_in(days),
            _ => self.day_ago(days.saturating_neg()),
        }
    }

    /// The month as it stands after the number of a day; empty for a number that is no month.
    fn month(self, month: i8) -> &'static str {
        self.find(&format!("month-{month}")).unwrap_or_default()
    }
}

fn warsaw(at: Timestamp) -> Zoned {
    at.to_zoned(WARSAW.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PL: Text = Text::new(Lang::Pl);
    const EN: Text = Text::new(Lang::En);

    #[test]
    fn days_are_written_in_words_and_for_tables() {
        let day = date(2026, 3, 12);
        assert_eq!(PL.date(day), "12\u{a0}marca 2026");
        assert_eq!(EN.date(day), "12\u{a0}March 2026");
        assert_eq!(PL.date_short(day), "12.03.2026");
        assert_eq!(EN.date_short(day), "12\u{a0}Mar\u{a0}2026");
    }

    #[test]
    fn a_source_is_named_with_its_day_as_people_write_it() {
        assert_eq!(PL.origin("KRS 0009000019 2026-11-18"), "KRS 0009000019, 18.11.2026");
        assert_eq!(EN.origin("KRS 0009000019 2026-11-18"), "KRS 0009000019, 18\u{a0}Nov\u{a0}2026");
        for name in ["Targi Biuro i Praca, Poznań 2026", "2026-11-18", "targi 2026-11", ""] {
            assert_eq!(PL.origin(name), name);
        }
    }

    #[test]
    fn moments_are_in_the_time_of_warsaw_in_winter_and_summer() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(PL.moment(at("2026-01-31T23:30:00Z")), "1\u{a0}lutego 2026, 00:30");
        assert_eq!(PL.moment_short(at("2026-07-01T12:00:00Z")), "01.07.2026\u{a0}14:00");
        assert_eq!(PL.day_of(at("2026-01-31T23:30:00Z")), date(2026, 2, 1));
    }

    #[test]
    fn every_month_has_a_name() {
        for month in 1..=12 {
            assert!(!PL.month(month).is_empty() && !EN.month(month).is_empty());
        }
    }

    #[test]
    fn near_days_are_named_and_far_ones_counted() {
        let today = date(2026, 11, 22);
        for (day, pl, en) in [
            (date(2026, 11, 22), "dziś", "today"),
            (date(2026, 11, 23), "jutro", "tomorrow"),
            (date(2026, 11, 21), "wczoraj", "yesterday"),
            (date(2026, 11, 25), "za 3 dni", "in 3 days"),
            (date(2026, 12, 24), "za 32 dni", "in 32 days"),
            (date(2026, 11, 17), "5 dni temu", "5 days ago"),
            (date(2027, 11, 22), "za 365 dni", "in 365 days"),
        ] {
            assert_eq!(PL.days_away(day, today).replace('\u{a0}', " "), pl);
            assert_eq!(EN.days_away(day, today), en);
        }
    }
}
