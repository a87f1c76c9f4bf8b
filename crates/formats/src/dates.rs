//! Calendar dates as files write them, without a clock or a time zone.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the Gregorian calendar that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Which number comes first where a date is written with three numbers and the year last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// Why a text is not a date we can rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateError {
    /// Not a date at all.
    Unreadable,
    /// Day and month cannot be told apart, and nobody said which comes first.
    Ambiguous,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Serial numbers of 1954-10-03 and 2119-01-18: outside, a number in a date column is no date.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

impl Date {
    /// The day, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// The day with this serial number in a spreadsheet (days from 1899-12-30).
    pub fn from_serial(serial: u32) -> Option<Self> {
        if !SERIALS.contains(&serial) {
            return None;
        }
        let (mut year, mut left) = (1900u16, serial - 2);
        while left >= days_of_year(year) {
            left -= days_of_year(year);
            year += 1;
        }
        let mut month = 1;
        while left >= u32::from(days_in(year, month)) {
            left -= u32::from(days_in(year, month));
            month += 1;
        }
        Self::new(year, month, u8::try_from(left + 1).ok()?)
    }

    /// Year, month and day.
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_year(year: u16) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A moment as the file writes it, with the date in ISO form and the time kept as written:
/// `2026-09-24`, `2026-09-24 10:15`, `2026-09-24T10:15:30+02:00`.
pub(crate) fn normal_moment(text: &str, order: Option<DateOrder>) -> Result<String, DateError> {
    let text = text.trim();
    if let Some(date) = serial_date(text) {
        return Ok(date.to_string());
    }
    let (written, rest) = read(text).ok_or(DateError::Unreadable)?;
    let date = match (written, order) {
        (Written::Certain(date), _) => date,
        (Written::Either { day_first, .. }, Some(DateOrder::DayFirst)) => day_first,
        (Written::Either { month_first, .. }, Some(DateOrder::MonthFirst)) => month_first,
        (Written::Either { .. }, None) => return Err(DateError::Ambiguous),
    };
    let time = rest.trim_start_matches([',', ' ']);
    let time = time.chars().take(TIME_CHARACTERS_MAX).collect::<String>();
    match time.as_str() {
        "" => Ok(date.to_string()),
        time if time.starts_with('T') => Ok(format!("{date}{time}")),
        time => Ok(format!("{date} {time}")),
    }
}

/// The order of day and month that one value gives away: a number above twelve between slashes or hyphens.
pub(crate) fn order_shown_by(text: &str) -> Option<DateOrder> {
    let ([first, separator, second, ..], _) = tokens(text.trim())?;
    let (Token::Number(first), Token::Number(second)) = (first, second) else { return None };
    match (separator, first, second) {
        (Token::Separator('/' | '-'), 13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (Token::Separator('/' | '-'), 1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Whether day and month of the value cannot be told apart.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    normal_moment(text, None) == Err(DateError::Ambiguous)
}

/// Longest time of day that is kept after a date: `T10:15:30.123456+02:00` and some room.
const TIME_CHARACTERS_MAX: usize = 32;

/// A whole cell that is a serial number, with or without a time as its fraction.
fn serial_date(text: &str) -> Option<Date> {
    let (days, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits_only = days.len() == 5 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if digits_only { days.parse().ok().and_then(Date::from_serial) } else { None }
}

#[derive(Clone, Copy)]
enum Written {
    Certain(Date),
    Either { day_first: Date, month_first: Date },
}

#[derive(Clone, Copy)]
enum Token {
    Number(u16),
    Month(u8),
    Separator(char),
}

/// The date at the start of the text, and what follows it.
fn read(text: &str) -> Option<(Written, &str)> {
    use Token::{Month, Number, Separator};
    let (tokens, rest) = tokens(text)?;
    let date = match tokens {
        [Number(year @ 1000..), Separator(_), Number(month), Separator(_), Number(day)] => {
            certain(year, month, day)
        }
        [Number(day), Separator(_), Month(month), Separator(_), Number(year)] => {
            certain(year, month.into(), day)
        }
        [Month(month), Separator(_), Number(day), Separator(_), Number(year)] => {
            certain(year, month.into(), day)
        }
        [Number(day), Separator('.'), Number(month), Separator('.'), Number(year)] => {
            certain(year, month, day)
        }
        [Number(first), Separator(_), Number(second), Separator(_), Number(year)] => {
            match (certain(year, second, first), certain(year, first, second)) {
                (Some(Written::Certain(day_first)), Some(Written::Certain(month_first)))
                    if first != second =>
                {
                    Some(Written::Either { day_first, month_first })
                }
                (day_first, month_first) => day_first.or(month_first),
            }
        }
        _ => None,
    };
    date.map(|date| (date, rest))
}

/// A date whose parts are known; a year of two digits is of this century.
fn certain(year: u16, month: u16, day: u16) -> Option<Written> {
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Written::Certain)
}

/// The first five tokens of a date: three numbers or names with separators between them.
fn tokens(text: &str) -> Option<([Token; 5], &str)> {
    let (first, rest) = part(text)?;
    let (before, rest) = separator(rest)?;
    let (second, rest) = part(rest)?;
    let (after, rest) = separator(rest)?;
    let (third, rest) = part(rest)?;
    Some(([first, before, second, after, third], rest))
}

fn part(text: &str) -> Option<(Token, &str)> {
    let end = |kind: fn(char) -> bool| text.find(|c: char| !kind(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end(|c| c.is_ascii_digit()));
    if !number.is_empty() {
        return if number.len() <= 4 { Some((Token::Number(number.parse().ok()?), rest)) } else { None };
    }
    let (name, rest) = text.split_at(end(|c| c.is_ascii_alphabetic()));
    let start = name.get(..3)?.to_ascii_lowercase();
    let month = (1..).zip(MONTHS).find(|(_, known)| *known == start)?.0;
    Some((Token::Month(month), rest))
}

fn separator(text: &str) -> Option<(Token, &str)> {
    let found = text.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | ' ' | ','))?;
    Some((Token::Separator(found), text.trim_start_matches([found, ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_serials_become_the_days_a_spreadsheet_shows() {
        for (serial, day) in [(45_000, "2023-03-15"), (36_526, "2000-01-01"), (43_890, "2020-02-29")] {
            assert_eq!(Date::from_serial(serial).map(|date| date.to_string()).as_deref(), Some(day));
        }
        assert_eq!(Date::from_serial(600_100_200), None);
    }

    #[test]
    fn dates_are_read_as_written_and_never_guessed() {
        let read = |text| normal_moment(text, None);
        assert_eq!(read("12 Mar 2024").as_deref(), Ok("2024-03-12"));
        assert_eq!(read("Sep 20, 2026 12:00:00").as_deref(), Ok("2026-09-20 12:00:00"));
        assert_eq!(read("2026-09-24T10:15:30+02:00").as_deref(), Ok("2026-09-24T10:15:30+02:00"));
        assert_eq!(read("03.04.2024").as_deref(), Ok("2024-04-03"));
        assert_eq!(read("9/22/26, 7:02:11 PM").as_deref(), Ok("2026-09-22 7:02:11 PM"));
        assert_eq!(read("45000").as_deref(), Ok("2023-03-15"));
        assert_eq!(read("03/04/2024"), Err(DateError::Ambiguous));
        assert_eq!(read("31.02.2024"), Err(DateError::Unreadable));
        assert_eq!(normal_moment("03/04/2024", Some(DateOrder::MonthFirst)).as_deref(), Ok("2024-03-04"));
        assert_eq!(order_shown_by("12-31-2024"), Some(DateOrder::MonthFirst));
    }
}
