//! The Polish calendar: public holidays, working days, and the moment a day begins in Warsaw.

use std::sync::OnceLock;

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// The time zone of Poland, from the database compiled in.
pub fn warsaw() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| {
        TimeZone::get("Europe/Warsaw")
            .or_else(|_| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3"))
            .unwrap_or(TimeZone::UTC)
    })
}

/// 00:00 of the day in Warsaw: the moment a term that is due on that day ends. A day beyond the range of the clock
/// has long begun.
pub fn start_of_day(day: Date) -> Timestamp {
    day.to_zoned(warsaw().clone()).map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}

/// The last second of the day in Warsaw: until then what is to be done on that day is not late.
pub fn end_of_day(day: Date) -> Timestamp {
    let next = start_of_day(day.saturating_add(Span::new().days(1)));
    next.checked_sub(Span::new().seconds(1)).unwrap_or(next)
}

/// The day it is in Warsaw.
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(warsaw().clone()).date()
}

/// Whether the day is a public holiday in Poland (Act of 18 January 1951), Sundays aside.
pub fn is_holiday(day: Date) -> bool {
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (5, 1) | (5, 3) | (8, 15) | (11, 1) | (11, 11) | (12, 25) | (12, 26) => true,
        (1, 6) => day.year() >= 2011,
        (12, 24) => day.year() >= 2025,
        _ => false,
    };
    fixed || easter(day.year()).is_some_and(|sunday| [0, 1, 49, 60].contains(&days_between(sunday, day)))
}

/// Whether the day is neither Saturday nor Sunday nor a public holiday.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The day itself, or the first working day after it.
pub fn working_day_from(day: Date) -> Date {
    let mut candidate = day;
    while !is_working_day(candidate) {
        match candidate.tomorrow() {
            Ok(next) => candidate = next,
            Err(_) => break,
        }
    }
    candidate
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher); none outside the range of the calendar.
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (b - (b + 8).div_euclid(25) + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let sum = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

/// 31 December of the year.
pub(crate) fn year_end(year: i16) -> Date {
    Date::new(year, 12, 31).unwrap_or(date(9999, 12, 31))
}

fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).as_ref().map_or(i32::MIN, Span::get_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_says() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn christmas_eve_is_a_holiday_from_2025() {
        assert!(!is_holiday(date(2024, 12, 24)));
        assert!(is_holiday(date(2025, 12, 24)));
    }

    #[test]
    fn movable_feasts_follow_easter() {
        for day in [date(2026, 4, 6), date(2026, 5, 24), date(2026, 6, 4)] {
            assert!(is_holiday(day), "{day}");
        }
        assert!(!is_holiday(date(2026, 4, 3)), "Good Friday is a working day in Poland");
    }

    #[test]
    fn a_day_begins_in_warsaw_and_not_in_greenwich() {
        assert_eq!(start_of_day(date(2026, 4, 30)).to_string(), "2026-04-29T22:00:00Z");
        assert_eq!(start_of_day(date(2026, 11, 21)).to_string(), "2026-11-20T23:00:00Z");
    }

    #[test]
    fn the_first_working_day_after_christmas_is_found() {
        assert_eq!(working_day_from(date(2026, 12, 24)), date(2026, 12, 28));
    }
}
