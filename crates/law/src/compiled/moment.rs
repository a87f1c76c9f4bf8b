//! Time in four bytes. Moments are kept as whole seconds, and whatever falls into the very second of a boundary is
//! answered as unsure, so that nothing is lost by rounding.

use jiff::Timestamp;
use jiff::civil::Date;

/// The second of a moment since 1970. What lies outside the range is moved to its ends, where no question is asked.
pub(super) fn second(at: Timestamp) -> u32 {
    u32::try_from(at.as_second().max(0)).unwrap_or(u32::MAX)
}

/// The moment a second begins.
pub(super) fn start(second: u32) -> Timestamp {
    Timestamp::from_second(second.into()).unwrap_or(Timestamp::MAX)
}

/// The number of a day, counted from 1970.
pub(super) fn day(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// A stretch of whole seconds into which no boundary falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    from: u32,
    to: u32,
}

impl Stretch {
    /// The stretch between the boundaries around a second; after it where one falls into the second itself.
    pub fn around(at: u32, boundaries: impl Iterator<Item = Timestamp>) -> Self {
        boundaries.map(second).fold(Self { from: 0, to: u32::MAX }, |stretch, boundary| {
            if boundary <= at {
                Self { from: stretch.from.max(boundary.saturating_add(1)), ..stretch }
            } else {
                Self { to: stretch.to.min(boundary), ..stretch }
            }
        })
    }

    /// Whether the second lies in it.
    #[inline]
    pub const fn contains(self, second: u32) -> bool {
        (self.from <= second) & (second < self.to)
    }

    /// A moment in it, that of the second if that lies in it.
    pub fn moment(self, second: u32) -> Timestamp {
        start(self.from.max(second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_very_second_of_a_boundary_lies_in_no_stretch() {
        let boundary = at("2026-11-21T10:00:00.5Z");
        for around in ["2026-11-21T09:00:00Z", "2026-11-21T10:00:00.7Z", "2026-11-21T11:00:00Z"] {
            let stretch = Stretch::around(second(at(around)), [boundary].into_iter());
            assert!(!stretch.contains(second(boundary)), "{around}");
        }
    }

    #[test]
    fn a_stretch_ends_at_the_next_boundary_on_either_side() {
        let stretch = Stretch::around(100, [start(50), start(90), start(110), start(200)].into_iter());
        assert_eq!(stretch, Stretch { from: 91, to: 110 });
    }

    #[test]
    fn boundaries_a_second_apart_leave_no_stretch_between_them() {
        let stretch = Stretch::around(100, [start(100), start(101)].into_iter());
        assert!((99..103).all(|second| !stretch.contains(second)));
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-01".parse().unwrap()), 0);
        assert_eq!(day("2026-11-22".parse().unwrap()), 20_779);
        assert_eq!(day(Date::MIN), -4_371_587);
    }
}
