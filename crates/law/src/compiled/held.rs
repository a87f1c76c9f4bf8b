//! [`Held`]: the dates of one value.

use jiff::{Timestamp, civil::Date};

use super::moment::{day, second};
use crate::Case;

/// The dates of one value as a question of a purpose sees them: when it was obtained, and the day on which the term of
/// that purpose ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub(super) obtained: u32,
    pub(super) keep_until: i32,
}

impl Held {
    /// Before every day there is, and after the day by which nothing has ended.
    const NEVER_KEPT: i32 = i32::MIN + 1;

    /// The dates of a value; `keep_until` is the first day on which it may no longer be used for the purpose asked
    /// about, and none if it was never kept for it.
    pub fn new(obtained_at: Timestamp, keep_until: Option<Date>) -> Self {
        Self { obtained: second(obtained_at), keep_until: keep_until.map_or(Self::NEVER_KEPT, day) }
    }

    /// The dates of the value a case is about.
    pub fn of(case: &Case) -> Self {
        let obtained = case.grounds.source.as_ref().map_or(Timestamp::MIN, |source| source.obtained_at);
        Self::new(obtained, case.grounds.keep_until.get(&case.purpose).copied())
    }
}
