//! The one place that reads the clock.

use jiff::Timestamp;

/// Now, in whole microseconds, as everything is stored.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
