//! What a benchmark found: judged against its goal, printed, and written as JSON for the table of BENCHMARKS.md.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Machine, Series};
use crate::error::{Result, io};

/// What a figure must be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Shown beside; nothing is asked of it.
    Shown,
}

impl Goal {
    fn is_met(self, figure: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(figure >= least),
            Self::AtMost(most) => Some(figure <= most),
            Self::Shown => None,
        }
    }
}

/// One judged figure.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// What was done.
    pub what: String,
    /// What the sides' figures count, as `s` or `rows/s`.
    pub unit: String,
    /// Our figures.
    pub ours: Series,
    /// The peer's, where there is one.
    pub peer: Option<Series>,
    /// The figure that is judged.
    pub figure: f64,
    /// What that figure is, as `times as fast`.
    pub figure_is: String,
    /// What it must be.
    pub goal: Goal,
    /// Whether it is; none where nothing is asked.
    pub met: Option<bool>,
}

impl Line {
    /// A figure of ours that is judged by itself.
    pub fn alone(what: &str, unit: &str, ours: Series, goal: Goal) -> Self {
        let figure = ours.median;
        Self::judged(what, unit, ours, None, figure, unit, goal)
    }

    /// Two times of the same work: how many times as fast ours is.
    pub fn times_as_fast(what: &str, unit: &str, ours: Series, peer: Series, goal: Goal) -> Self {
        let figure = peer.median / ours.median;
        Self::judged(what, unit, ours, Some(peer), figure, "times as fast", goal)
    }

    /// Two rates of the same work: ours as a multiple of the peer's.
    pub fn times_the_rate(what: &str, unit: &str, ours: Series, peer: Series, goal: Goal) -> Self {
        let figure = ours.median / peer.median;
        Self::judged(what, unit, ours, Some(peer), figure, "times the rate", goal)
    }

    /// Two costs of the same work: ours as a share of the peer's.
    pub fn share_of(what: &str, unit: &str, ours: Series, peer: Series, goal: Goal) -> Self {
        let figure = ours.median / peer.median;
        Self::judged(what, unit, ours, Some(peer), figure, "of the peer's", goal)
    }

    fn judged(
        what: &str,
        unit: &str,
        ours: Series,
        peer: Option<Series>,
        figure: f64,
        figure_is: &str,
        goal: Goal,
    ) -> Self {
        let met = goal.is_met(figure);
        Self {
            what: what.into(),
            unit: unit.into(),
            ours,
            peer,
            figure,
            figure_is: figure_is.into(),
            goal,
            met,
        }
    }
}

/// A benchmark's result.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Its place in the table.
    pub number: u32,
    /// Its name on the command line.
    pub name: String,
    /// What it measures.
    pub title: String,
    /// The scale it ran at.
    pub scale: String,
    /// Whether that is the scale its goals are meant for.
    pub full_scale: bool,
    /// When it ran.
    pub ran_at: String,
    /// On what.
    pub machine: Machine,
    /// The figures.
    pub lines: Vec<Line>,
    /// What a reader must know to judge them.
    pub notes: Vec<String>,
}

impl Report {
    /// A report without figures yet.
    pub fn new(number: u32, name: &str, title: &str, scale: impl Into<String>, full_scale: bool) -> Self {
        Self {
            number,
            name: name.into(),
            title: title.into(),
            scale: scale.into(),
            full_scale,
            ran_at: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
            machine: Machine::here(),
            lines: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a figure.
    pub fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Adds a remark.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Prints it.
    pub fn print(&self) {
        println!("\n{}. {} ({}; {})", self.number, self.title, self.name, self.scale);
        println!("   {}", self.machine);
        for line in &self.lines {
            println!("   {}", line.what);
            for series in std::iter::once(&line.ours).chain(&line.peer) {
                println!("     {}", side(series, &line.unit));
            }
            println!(
                "     = {} {}   {}",
                number(line.figure),
                line.figure_is,
                verdict(line, self.full_scale)
            );
        }
        self.notes.iter().for_each(|note| println!("   note: {note}"));
    }

    /// Writes it as `name.json`.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).map_err(io(folder.display().to_string()))?;
        let path = folder.join(format!("{}.json", self.name));
        std::fs::write(&path, serde_json::to_string_pretty(self)? + "\n")
            .map_err(io(path.display().to_string()))
    }
}

fn side(series: &Series, unit: &str) -> String {
    let mut text = format!(
        "{:<34} {:>12} {unit}   ({} to {})",
        series.label,
        number(series.median),
        number(series.min),
        number(series.max)
    );
    if let Some(cpu) = series.cpu_s {
        text += &format!("   CPU {} s", number(cpu));
    }
    if let Some(sync) = series.fdatasync_us {
        text += &format!("   fdatasync {sync:.0} µs");
    }
    text
}

/// The goal and whether it was met, in words.
pub fn verdict(line: &Line, full_scale: bool) -> String {
    let goal = match line.goal {
        Goal::AtLeast(least) => format!("goal ≥ {}", number(least)),
        Goal::AtMost(most) => format!("goal ≤ {}", number(most)),
        Goal::Shown => return "shown beside".to_owned(),
    };
    let scale = if full_scale { "" } else { ", not at full scale" };
    let met = if line.met == Some(true) { "met" } else { "NOT MET" };
    format!("{goal}: {met}{scale}")
}

/// A number with three or four digits that say something.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if !size.is_finite() => "–".to_owned(),
        size if size >= 1e6 => format!("{:.2}M", value / 1e6),
        size if size >= 1_000.0 => format!("{value:.0}"),
        size if size >= 100.0 => format!("{value:.1}"),
        size if size >= 10.0 => format!("{value:.2}"),
        size if size >= 0.01 || size == 0.0 => format!("{value:.3}"),
        _ => format!("{value:.2e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_speed_does_not_meet_a_goal_of_three() {
        let line = |goal| {
            let sides = (Series::new("ours", vec![1.0]), Series::new("peer", vec![2.0]));
            Line::times_as_fast("work", "s", sides.0, sides.1, goal)
        };
        assert_eq!(line(Goal::AtLeast(3.0)).met, Some(false));
        assert_eq!(line(Goal::AtLeast(2.0)).met, Some(true));
        assert_eq!(line(Goal::Shown).met, None);
        assert!(verdict(&line(Goal::AtLeast(3.0)), true).ends_with("NOT MET"));
    }

    #[test]
    fn numbers_are_shown_with_the_digits_that_matter() {
        for (value, shown) in [(0.0, "0.000"), (1.5, "1.500"), (12.345, "12.35"), (2_500_000.0, "2.50M")] {
            assert_eq!(number(value), shown);
        }
    }
}
