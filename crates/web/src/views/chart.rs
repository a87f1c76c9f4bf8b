//! The geometry of the small charts, computed here so that the templates only draw.

/// Horizontal bars, each under its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The lines from top to bottom.
    pub lines: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// How many.
    pub value: u64,
    /// Its length in the drawing.
    pub length: u64,
    /// Where it begins from above.
    pub y: usize,
}

/// Letters of a label that fit beside the number.
const LABEL: usize = 52;

impl Bar {
    /// The label, cut where it would run into the number.
    pub fn short(&self) -> String {
        if self.label.chars().count() <= LABEL {
            return self.label.clone();
        }
        let cut: String = self.label.chars().take(LABEL - 1).collect();
        format!("{}…", cut.trim_end())
    }
}

impl Bars {
    /// The width of a full bar in the drawing.
    pub const FULL: u64 = 420;
    /// The height of a label with its bar.
    pub const LINE: usize = 40;

    /// Bars whose longest is full.
    pub fn new(lines: impl IntoIterator<Item = (String, u64)>) -> Self {
        let lines: Vec<(String, u64)> = lines.into_iter().collect();
        let longest = lines.iter().map(|(_, value)| *value).max().unwrap_or(0).max(1);
        let length = |value: u64| match value {
            0 => 0,
            _ => (u128::from(value) * u128::from(Self::FULL))
                .div_ceil(u128::from(longest))
                .min(u128::from(Self::FULL)),
        };
        let bar = |(place, (label, value)): (usize, (String, u64))| Bar {
            label,
            value,
            length: u64::try_from(length(value)).unwrap_or(Self::FULL),
            y: place * Self::LINE,
        };
        Self { lines: lines.into_iter().enumerate().map(bar).collect() }
    }

    /// The height of the whole drawing.
    pub fn height(&self) -> usize {
        self.lines.len() * Self::LINE
    }
}

/// How strongly a cell of a heat strip is filled, 0 to 3, by its share of the largest.
pub fn heat(value: u64, largest: u64) -> u8 {
    match (value, largest) {
        (0, _) => 0,
        (value, largest) if u128::from(value) * 3 <= u128::from(largest) => 1,
        (value, largest) if u128::from(value) * 3 <= u128::from(largest) * 2 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_cut_before_its_number() {
        let long = "Targi Biuro i Praca, Poznań 2026, hala 5, stoisko 12 i 14";
        let bars = Bars::new([(long.to_owned(), 1), ("Targi Biuro i Praca, Poznań 2026".to_owned(), 1)]);
        let labels: Vec<String> = bars.lines.iter().map(Bar::short).collect();
        let cut = "Targi Biuro i Praca, Poznań 2026, hala 5, stoisko 1…";
        assert_eq!(labels, [cut, "Targi Biuro i Praca, Poznań 2026"]);
    }

    #[test]
    fn the_longest_bar_is_full_and_the_smallest_is_seen() {
        let bars = Bars::new([("a".to_owned(), 1000), ("b".to_owned(), 1), ("c".to_owned(), 0)]);
        let lengths: Vec<u64> = bars.lines.iter().map(|bar| bar.length).collect();
        assert_eq!(lengths, [420, 1, 0]);
        assert_eq!(bars.height(), 120);
    }

    #[test]
    fn bars_bear_the_largest_numbers_and_none() {
        assert_eq!(Bars::new([("a".to_owned(), u64::MAX)]).lines[0].length, 420);
        assert_eq!(Bars::new([]).height(), 0);
    }

    #[test]
    fn heat_has_four_steps() {
        assert_eq!([0, 1, 10, 11, 20, 21, 30].map(|value| heat(value, 30)), [0, 1, 1, 2, 2, 3, 3]);
    }
}
