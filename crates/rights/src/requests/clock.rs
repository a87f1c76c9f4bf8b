//! The clock of a request: one month by Regulation 1182/71, extended once by up to two (GDPR art. 12(3)); and the day on
//! which its file ends.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use zgoda_law::Country;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::terms::{months_from, request_due};
use zgoda_store::Store;

use crate::RightsError;

/// The rule of retention that files of requests end by.
const RULE: &str = "dsar";

/// The last moment for answering a request: the last second of the last day, in Warsaw.
pub fn answer_due(received_at: Timestamp) -> Timestamp {
    end_of(request_due(day_of(received_at)))
}

/// The last moment after an extension by so many months.
pub fn extended_due(received_at: Timestamp, months: u8) -> Timestamp {
    end_of(months_from(day_of(received_at), 1 + i32::from(months)))
}

fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    start_of_day(next).checked_sub(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX)
}

/// The first day on which the file of a request answered then is held no more.
///
/// # Errors
/// Where no retention pack with the rule is in force.
pub fn file_ends(store: &Store, answered_at: Timestamp) -> Result<Date, RightsError> {
    let pack = store.law().packs().retention(Country::PL, answered_at);
    let rule =
        pack.and_then(|pack| pack.rule(RULE)).ok_or(RightsError::Catalogue("rule for files of requests"))?;
    Ok(rule.keep_until(day_of(answered_at)))
}
