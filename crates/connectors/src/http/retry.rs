//! When a failed call is tried again, and after how long.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The limits of trying again. Only questions that change nothing (GET) are ever repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retries {
    /// How many times after the first.
    pub at_most: u32,
    /// How many times after "slow down" (429): asking on would make it worse.
    pub after_rate_limit: u32,
    /// The first wait; each further one doubles. Up to as much again is added at random.
    pub first_wait: Duration,
    /// A register that asks for a longer wait than this is left alone, and the caller told.
    pub longest_wait: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            at_most: 2,
            after_rate_limit: 1,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
        }
    }
}

impl Retries {
    /// How long to wait before the next try, or `None` if there is none. `tries` counts the failed ones so far.
    pub(super) fn wait(
        &self,
        tries: u32,
        asked: Option<Duration>,
        limited: bool,
        random: u64,
    ) -> Option<Duration> {
        let allowed = if limited { self.after_rate_limit.min(self.at_most) } else { self.at_most };
        if tries > allowed {
            return None;
        }
        let step = self.first_wait.saturating_mul(1_u32 << tries.saturating_sub(1).min(16));
        let jitter = step.mul_f64((random % 1_000) as f64 / 1_000.0);
        let wait = step.saturating_add(jitter).max(asked.unwrap_or_default());
        (wait <= self.longest_wait).then_some(wait)
    }
}

/// Reads `Retry-After`: seconds, or a date of HTTP.
pub(crate) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = rfc2822::parse(header).ok()?.timestamp();
    Some(Duration::try_from(at.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn waits_double_and_end() {
        let retries = Retries::default();
        assert_eq!(retries.wait(1, None, false, 0), Some(MS(500)));
        assert_eq!(retries.wait(1, None, false, 999), Some(MS(999) + Duration::from_micros(500)));
        assert_eq!(retries.wait(2, None, false, 0), Some(MS(1_000)));
        assert_eq!(retries.wait(3, None, false, 0), None);
    }

    #[test]
    fn a_second_request_to_slow_down_ends_the_trying() {
        let retries = Retries::default();
        assert_eq!(retries.wait(1, Some(MS(7_000)), true, 0), Some(MS(7_000)));
        assert_eq!(retries.wait(2, Some(MS(7_000)), true, 0), None);
    }

    #[test]
    fn a_long_wait_is_the_callers_business() {
        assert_eq!(Retries::default().wait(1, Some(MS(3_600_000)), true, 0), None);
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        assert_eq!(retry_after(" 7 ", now), Some(MS(7_000)));
        assert_eq!(retry_after("Sun, 22 Nov 2026 10:00:30 GMT", now), Some(MS(30_000)));
        assert_eq!(retry_after("Sun, 22 Nov 2026 09:00:00 GMT", now), Some(MS(0)));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("-1", now), None);
    }
}
