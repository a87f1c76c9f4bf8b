//! Limits on guessing: after some failures each further attempt waits longer, per account and per address.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Failures that cost nothing.
const FREE: u32 = 5;
/// The first wait; it doubles with every further failure.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The longest wait, and how long a quiet key is remembered.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(60);
/// Keys held at most; the ones quiet for longest go first.
const CAPACITY: usize = 10_000;

/// Counts failures by key.
#[derive(Debug)]
pub struct Limiter<K> {
    failures: Mutex<HashMap<K, Failures>>,
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Failures {
    fn wait_until(&self) -> Timestamp {
        let Some(beyond) = self.count.checked_sub(FREE) else { return self.last };
        let wait = FIRST_WAIT.checked_mul(1 << beyond.min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT);
        self.last.checked_add(wait).unwrap_or(Timestamp::MAX)
    }

    fn forgotten(&self, now: Timestamp) -> bool {
        now.duration_since(self.last) > LONGEST_WAIT
    }
}

impl<K> Default for Limiter<K> {
    fn default() -> Self {
        Self { failures: Mutex::default() }
    }
}

impl<K: Hash + Eq + Clone> Limiter<K> {
    /// Whether an attempt may be made now.
    ///
    /// # Errors
    /// How long to wait, if not.
    pub fn check(&self, key: &K, now: Timestamp) -> Result<(), SignedDuration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(found) = failures.get(key).filter(|found| !found.forgotten(now)) else { return Ok(()) };
        let left = found.wait_until().duration_since(now);
        if left.is_positive() { Err(left) } else { Ok(()) }
    }

    /// Notes a failed attempt.
    pub fn failed(&self, key: &K, now: Timestamp) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= CAPACITY && !failures.contains_key(key) {
            make_room(&mut failures, now);
        }
        let entry = failures.entry(key.clone()).or_insert(Failures { count: 0, last: now });
        if entry.forgotten(now) {
            entry.count = 0;
        }
        entry.count = entry.count.saturating_add(1);
        entry.last = now;
    }

    /// Forgets the failures of a key after a success.
    pub fn succeeded(&self, key: &K) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// Drops what is forgotten, and if nothing is, the key that has been quiet for longest.
fn make_room<K: Hash + Eq + Clone>(failures: &mut HashMap<K, Failures>, now: Timestamp) {
    failures.retain(|_, entry| !entry.forgotten(now));
    if failures.len() >= CAPACITY
        && let Some(oldest) = failures.iter().min_by_key(|(_, entry)| entry.last).map(|(key, _)| key.clone())
    {
        failures.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn five_slips_are_free_and_then_each_failure_doubles_the_wait() {
        let limiter = Limiter::default();
        for second in 0..4 {
            limiter.failed(&"anna", at(second));
            assert_eq!(limiter.check(&"anna", at(second)), Ok(()));
        }
        limiter.failed(&"anna", at(4));
        assert_eq!(limiter.check(&"anna", at(4)), Err(SignedDuration::from_secs(30)));
        assert_eq!(limiter.check(&"anna", at(34)), Ok(()));
        limiter.failed(&"anna", at(34));
        assert_eq!(limiter.check(&"anna", at(34)), Err(SignedDuration::from_secs(60)));
        assert_eq!(limiter.check(&"jan", at(34)), Ok(()));
    }

    #[test]
    fn the_wait_is_never_longer_than_an_hour_and_success_clears_it() {
        let limiter = Limiter::default();
        for _ in 0..100 {
            limiter.failed(&1, at(0));
        }
        assert_eq!(limiter.check(&1, at(0)), Err(SignedDuration::from_mins(60)));
        assert_eq!(limiter.check(&1, at(3601)), Ok(()));
        limiter.failed(&1, at(10));
        limiter.succeeded(&1);
        assert_eq!(limiter.check(&1, at(10)), Ok(()));
    }

    #[test]
    fn a_flood_of_addresses_does_not_grow_the_memory() {
        let limiter = Limiter::default();
        for key in 0..CAPACITY + 500 {
            limiter.failed(&key, at(i64::try_from(key).unwrap() / 100));
        }
        assert_eq!(limiter.failures.lock().unwrap().len(), CAPACITY);
    }
}
