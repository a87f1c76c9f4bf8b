//! How long a firm has been there.

use crate::Date;

/// The full years from the day a firm was entered to a day. `None` if it was entered later.
pub fn age_in_years(entered: Date, on: Date) -> Option<u16> {
    let ((from, from_month, from_day), (to, month, day)) = (entered.parts(), on.parts());
    let has_passed = (month, day) >= (from_month, from_day);
    to.checked_sub(from)?.checked_sub(u16::from(!has_passed))
}

/// The earlier of the day the firm began and the day it was entered, of those that are known: a register that was
/// founded later says when it copied an entry, not when the firm began.
pub fn established_since(began: Option<Date>, entered: Option<Date>) -> Option<Date> {
    match (began, entered) {
        (Some(began), Some(entered)) => Some(began.min(entered)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: u16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn a_year_is_full_on_its_day_and_not_before() {
        for (on, age) in [
            (day(2026, 3, 14), Some(5)),
            (day(2026, 3, 15), Some(6)),
            (day(2020, 3, 15), Some(0)),
            (day(2020, 12, 1), Some(0)),
            (day(2020, 3, 14), None),
            (day(2019, 12, 1), None),
        ] {
            assert_eq!(age_in_years(day(2020, 3, 15), on), age, "{on}");
        }
        assert_eq!(age_in_years(day(2024, 2, 29), day(2025, 2, 28)), Some(0));
    }

    #[test]
    fn the_earlier_day_counts() {
        let (early, late) = (Some(day(1990, 1, 1)), Some(day(2001, 1, 1)));
        assert_eq!(established_since(late, early), early);
        assert_eq!(established_since(None, late), late);
        assert_eq!(established_since(None, None), None);
    }
}
