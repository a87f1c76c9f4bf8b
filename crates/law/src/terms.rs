//! Legal terms: the months of Regulation (EEC, Euratom) 1182/71, the month of art. 14, the 72 hours of art. 33.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::calendar::{warsaw, working_day_from};

/// How long the authority is to be told of a breach, GDPR art. 33(1). Weekends count.
pub const BREACH_HOURS: i64 = 72;

/// The last day of a term of whole months that an event on `start` sets running: the same-numbered day, or the last of
/// the month where there is none, moved to the next working day (Reg. 1182/71 art. 3(2)(c), 3(4)).
pub fn months_from(start: Date, months: i32) -> Date {
    let end = start.saturating_add(months.clamp(0, 1200).months());
    working_day_from(end)
}

/// The last day for answering a person's request, GDPR art. 12(3): one month from receipt.
pub fn request_due(received: Date) -> Date {
    months_from(received, 1)
}

/// The last day after an extension by two further months, GDPR art. 12(3).
pub fn request_due_extended(received: Date) -> Date {
    months_from(received, 3)
}

/// The last moment for informing a person whose data came from elsewhere, GDPR art. 14(3)(a): one month to the minute,
/// never moved to a working day. The first communication or disclosure may make it earlier, never later.
pub fn article14_due(obtained: Timestamp) -> Timestamp {
    let zoned: Zoned = obtained.to_zoned(warsaw().clone());
    zoned.saturating_add(1.month()).timestamp()
}

/// The last moment for notifying a breach, GDPR art. 33(1): 72 hours from becoming aware.
pub fn breach_due(aware: Timestamp) -> Timestamp {
    aware.saturating_add(BREACH_HOURS.hours()).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_from_the_31st_ends_on_the_last_working_day_or_later() {
        assert_eq!(months_from(date(2026, 1, 31), 1), date(2026, 3, 2));
        assert_eq!(months_from(date(2026, 3, 31), 1), date(2026, 4, 30));
    }

    #[test]
    fn a_term_that_ends_on_christmas_eve_moves_behind_the_holidays() {
        assert_eq!(request_due(date(2026, 11, 24)), date(2026, 12, 28));
    }

    #[test]
    fn a_request_may_be_extended_to_three_months() {
        assert_eq!(request_due_extended(date(2026, 1, 15)), date(2026, 4, 15));
    }

    #[test]
    fn the_month_of_article_14_keeps_the_clock_time_over_the_change_of_hour() {
        let obtained: Timestamp = "2026-10-10T10:00:00+02:00".parse().unwrap();
        assert_eq!(article14_due(obtained), "2026-11-10T10:00:00+01:00".parse().unwrap());
    }
}
