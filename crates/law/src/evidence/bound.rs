//! How high a share may truly be, judged from a sample: the exact bound of Clopper and Pearson.

/// Halvings of the interval: beyond them the bound no longer moves in a double.
const HALVINGS: u32 = 60;

/// The one-sided upper bound of a share of which `hits` of `trials` were seen: the largest share under which so few hits
/// would still come up with a probability of `1 - confidence`.
///
/// Exact (C. J. Clopper, E. S. Pearson, “The use of confidence or fiducial limits illustrated in the case of the
/// binomial”, Biometrika 26, 1934): it rests on the binomial distribution itself and not on its normal approximation,
/// which is too low exactly where it matters here, with few hits or none. It holds at least the confidence asked for,
/// so it errs towards keeping, never towards erasing too early. Without trials nothing is known, and the bound is 1.
pub fn upper_bound(hits: u64, trials: u64, confidence: f64) -> f64 {
    if hits >= trials {
        return 1.0;
    }
    let miss = 1.0 - confidence;
    let ways = ln_ways(trials, hits);
    let (mut low, mut high) = (hits as f64 / trials as f64, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        // The more often hits come, the less likely are so few of them.
        if at_most(hits, trials, middle, ways) > miss {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The logarithm of the number of ways to choose `hits` of `trials`.
fn ln_ways(trials: u64, hits: u64) -> f64 {
    (0..hits).map(|place| ((trials - place) as f64).ln() - ((place + 1) as f64).ln()).sum()
}

/// The probability of at most so many hits, for a share above `hits / trials`: there each term is smaller than the one of
/// a hit more, so that the sum begins with its largest and can stop when the rest is nothing.
fn at_most(hits: u64, trials: u64, share: f64, ln_ways: f64) -> f64 {
    let (rest, count) = ((trials - hits) as f64, hits as f64);
    let mut term = (ln_ways + count * share.ln() + rest * (-share).ln_1p()).exp();
    let odds = (1.0 - share) / share;
    let mut sum = 0.0;
    for place in (0..=hits).rev() {
        sum += term;
        term *= place as f64 / (trials - place + 1) as f64 * odds;
        if term <= sum * f64::EPSILON {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_bound_is_that_of_the_tables() {
        // With no hits the bound is 1 - 0.05^(1/n); the others are quantiles of the beta distribution.
        for (hits, trials, bound) in [
            (0, 1, 0.95),
            (0, 59, 0.049_508),
            (0, 149, 0.019_905),
            (0, 271, 0.010_994),
            (1, 10, 0.394_163),
            (5, 10, 0.777_559),
            (9, 10, 0.994_884),
        ] {
            let found = upper_bound(hits, trials, 0.95);
            assert!((found - bound).abs() < 2e-6, "{hits} of {trials}: {found}");
        }
    }

    #[test]
    fn nothing_is_known_without_trials_or_where_every_one_was_a_hit() {
        assert_eq!((upper_bound(0, 0, 0.95), upper_bound(7, 7, 0.95)), (1.0, 1.0));
    }

    #[test]
    fn large_samples_neither_vanish_nor_overflow() {
        let found = upper_bound(20_000, 1_000_000, 0.95);
        assert!((0.0202..0.0203).contains(&found), "{found}");
    }

    proptest! {
        #[test]
        fn a_hit_more_raises_the_bound_and_a_miss_more_lowers_it(trials in 1_u64..400, part in 0.0_f64..1.0) {
            let hits = (part * trials as f64) as u64;
            let here = upper_bound(hits, trials, 0.95);
            prop_assert!(here >= hits as f64 / trials as f64);
            prop_assert!(upper_bound(hits + 1, trials + 1, 0.95) >= here);
            prop_assert!(upper_bound((hits + 1).min(trials), trials, 0.95) >= here);
            prop_assert!(upper_bound(hits, trials + 1, 0.95) <= here);
        }
    }
}
