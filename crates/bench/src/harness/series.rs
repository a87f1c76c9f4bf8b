//! The figures of one side over all rounds: median and spread.

use serde::{Deserialize, Serialize};

use super::Block;

/// One side's figures.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Series {
    /// Whose.
    pub label: String,
    /// One figure for each round.
    pub values: Vec<f64>,
    /// Their median.
    pub median: f64,
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The median of the CPU seconds of a round, client and server together; none where CPU was not counted.
    pub cpu_s: Option<f64>,
    /// The median of the disk's `fdatasync` beside the rounds, in microseconds.
    pub fdatasync_us: Option<f64>,
}

impl Series {
    /// Figures that were computed from rounds.
    pub fn new(label: impl Into<String>, values: Vec<f64>) -> Self {
        let min = values.iter().copied().fold(f64::INFINITY, f64::min);
        let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let middle = median(&values);
        Self { label: label.into(), median: middle, values, min, max, cpu_s: None, fdatasync_us: None }
    }

    /// The blocks of a side, each turned into a figure.
    pub fn of(label: impl Into<String>, blocks: &[Block], figure: impl Fn(&Block) -> f64) -> Self {
        let pick = |value: fn(&Block) -> f64| median(&blocks.iter().map(value).collect::<Vec<_>>());
        let mut series = Self::new(label, blocks.iter().map(figure).collect());
        series.cpu_s = Some(pick(|block| block.cpu_s));
        series.fdatasync_us = Some(pick(|block| block.fdatasync_us));
        series
    }
}

/// The middle value; of an even number the mean of the two in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => at(length / 2),
        length => (at(length / 2 - 1) + at(length / 2)) / 2.0,
    }
}

/// The value that this share of all values does not exceed.
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(percentile(&values, 0.99), 99.0);
        assert_eq!(percentile(&values, 0.5), 50.0);
        assert_eq!(percentile(&[7.0], 0.99), 7.0);
    }
}
