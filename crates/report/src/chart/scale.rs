//! The axis of values: round numbers that hold all of them and nought.

/// Most steps of an axis.
const STEPS: i128 = 5;

/// An axis of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The marks from the lowest to the highest: multiples of 1, 2 or 5 times a power of ten.
    pub ticks: Vec<i64>,
}

impl Scale {
    /// The axis for values. Without any it goes from 0 to 1.
    pub fn of(values: impl Iterator<Item = i64>) -> Self {
        let (low, high) =
            values.fold((0, 0), |(low, high): (i64, i64), value| (low.min(value), high.max(value)));
        let (low, high) = (i128::from(low), i128::from(high.max(low + i64::from(low == high))));
        let mut step: i128 = 1;
        for factor in [2, 5, 10].into_iter().cycle() {
            let steps =
                |step: i128| high.div_euclid(step) + i128::from(high % step != 0) - low.div_euclid(step);
            if steps(step) <= STEPS {
                break;
            }
            step = match factor {
                2 => step * 2,
                5 => step / 2 * 5,
                _ => step * 2,
            };
        }
        let first = low.div_euclid(step);
        let last = high.div_euclid(step) + i128::from(high.rem_euclid(step) != 0);
        // A mark beyond the numbers there are is left out.
        Self { ticks: (first..=last).filter_map(|place| i64::try_from(place * step).ok()).collect() }
    }

    /// Where a value stands on the axis: 0 is its lowest mark, 1 its highest.
    pub fn share(&self, value: i64) -> f32 {
        let (Some(low), Some(high)) = (self.ticks.first(), self.ticks.last()) else { return 0.0 };
        let length = (i128::from(*high) - i128::from(*low)).max(1);
        ((i128::from(value) - i128::from(*low)) as f64 / length as f64) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_round_and_hold_all_values_and_nought() {
        for (values, ticks) in [
            (vec![], vec![0, 1]),
            (vec![0], vec![0, 1]),
            (vec![9100, 8200], vec![0, 2000, 4000, 6000, 8000, 10000]),
            (vec![43, 36], vec![0, 10, 20, 30, 40, 50]),
            (vec![-40, 120], vec![-50, 0, 50, 100, 150]),
            (vec![-7], vec![-8, -6, -4, -2, 0]),
        ] {
            assert_eq!(Scale::of(values.iter().copied()).ticks, ticks, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn any_values_have_an_axis(values in proptest::collection::vec(any::<i64>(), 0..6)) {
            let scale = Scale::of(values.iter().copied());
            prop_assert!((2..=7).contains(&scale.ticks.len()), "{:?}", scale.ticks);
            prop_assert!(scale.ticks.windows(2).all(|pair| pair[0] < pair[1]));
            for value in values {
                prop_assert!((-0.5..=1.5).contains(&scale.share(value)));
            }
        }
    }
}
