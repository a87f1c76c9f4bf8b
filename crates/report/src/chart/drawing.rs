//! A chart as plain shapes on a field of [`WIDTH`] by [`HEIGHT`].

use super::scale::Scale;
use super::{Chart, ChartKind, Series};

/// The width of the field.
pub const WIDTH: f32 = 480.0;
/// The height of the field.
pub const HEIGHT: f32 = 300.0;
/// The left edge of the field of values.
pub const LEFT: f32 = 72.0;
/// Its right edge.
pub const RIGHT: f32 = 474.0;
/// Its upper edge.
pub const TOP: f32 = 72.0;
/// Its lower edge.
pub const BOTTOM: f32 = 270.0;
/// The size of the letters.
pub const LETTERS: f32 = 13.0;
/// Series that can be told apart.
const SERIES: usize = 4;

/// A chart as shapes, from back to front.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The shapes.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Straight lines from point to point.
    Line {
        /// The points.
        points: Vec<(f32, f32)>,
        /// The colour; a series has its own dashes as well.
        tone: Tone,
    },
    /// A filled rectangle.
    Bar {
        /// Left, top, width and height.
        place: (f32, f32, f32, f32),
        /// The colour.
        tone: Tone,
        /// What it stands for.
        hint: String,
    },
    /// A point.
    Dot {
        /// Where it is.
        at: (f32, f32),
        /// The colour.
        tone: Tone,
        /// What it stands for.
        hint: String,
    },
    /// A text.
    Text {
        /// Where it stands.
        at: (f32, f32),
        /// Which end of it stands there.
        anchor: Anchor,
        /// What it says.
        text: String,
        /// The colour.
        tone: Tone,
    },
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The beginning.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The title.
    Ink,
    /// Words at the axes.
    Soft,
    /// The lines behind the values.
    Grid,
    /// The line of nought.
    Axis,
    /// A series, 0 to 3.
    Series(usize),
}

impl Drawing {
    /// Draws a chart.
    pub fn of(chart: &Chart) -> Self {
        let series = chart.series.get(..SERIES).unwrap_or(&chart.series);
        let scale = Scale::of(series.iter().flat_map(|series| &series.values).flatten().copied());
        let mut drawing = Self { shapes: Vec::new() };
        drawing.text((0.0, 20.0), Anchor::Start, &chart.title, Tone::Ink);
        drawing.legend(chart.kind, series);
        drawing.axes(chart, &scale);
        match chart.kind {
            ChartKind::Lines => drawing.lines(chart, series, &scale),
            ChartKind::Bars => drawing.bars(chart, series, &scale),
        }
        drawing
    }

    /// What each series is: a stroke of its line, or a little bar, and its name.
    fn legend(&mut self, kind: ChartKind, series: &[Series]) {
        let width = (RIGHT - LEFT) / series.len().max(1) as f32;
        for (place, series) in series.iter().enumerate() {
            let x = LEFT + place as f32 * width;
            let tone = Tone::Series(place);
            self.shapes.push(match kind {
                ChartKind::Lines => Shape::Line { points: vec![(x, 44.0), (x + 26.0, 44.0)], tone },
                ChartKind::Bars => {
                    Shape::Bar { place: (x + 12.0, 38.0, 14.0, 11.0), tone, hint: String::new() }
                }
            });
            self.text((x + 32.0, 48.5), Anchor::Start, &series.name, Tone::Soft);
        }
    }

    fn axes(&mut self, chart: &Chart, scale: &Scale) {
        self.text((LEFT - 10.0, 48.5), Anchor::End, &chart.unit, Tone::Soft);
        for tick in &scale.ticks {
            let y = height(scale, *tick);
            let tone = if *tick == 0 { Tone::Axis } else { Tone::Grid };
            self.shapes.push(Shape::Line { points: vec![(LEFT, y), (RIGHT, y)], tone });
            self.text((LEFT - 10.0, y + 4.5), Anchor::End, &number(chart, *tick), Tone::Soft);
        }
        // Where labels would run into each other only every second, third, … is written, and always the last.
        let room = (RIGHT - LEFT) / chart.labels.len().max(1) as f32;
        let widest = chart.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
        let every = ((widest as f32 * 8.0 / room).ceil() as usize).max(1);
        let last = chart.labels.len().saturating_sub(1);
        for (place, label) in
            chart.labels.iter().enumerate().filter(|(place, _)| (last - place).is_multiple_of(every))
        {
            self.text((middle(chart, place), BOTTOM + 22.0), Anchor::Middle, label, Tone::Soft);
        }
    }

    fn lines(&mut self, chart: &Chart, series: &[Series], scale: &Scale) {
        for (place, series) in series.iter().enumerate() {
            let tone = Tone::Series(place);
            let points: Vec<Option<(f32, f32)>> = (0..chart.labels.len())
                .map(|label| series.value(label).map(|value| (middle(chart, label), height(scale, value))))
                .collect();
            for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
                self.shapes.push(Shape::Line { points: run.iter().flatten().copied().collect(), tone });
            }
            for (label, at) in points.iter().enumerate().filter_map(|(label, at)| at.map(|at| (label, at))) {
                self.shapes.push(Shape::Dot { at, tone, hint: hint(chart, series, label) });
            }
        }
    }

    fn bars(&mut self, chart: &Chart, series: &[Series], scale: &Scale) {
        let room = (RIGHT - LEFT) / chart.labels.len().max(1) as f32;
        let width = (room * 0.72 / series.len().max(1) as f32).min(48.0);
        for (place, row) in series.iter().enumerate() {
            for label in 0..chart.labels.len() {
                let Some(value) = row.value(label) else { continue };
                let x = middle(chart, label) + width * (place as f32 - series.len() as f32 / 2.0);
                let (nought, y) = (height(scale, 0), height(scale, value));
                // Even the smallest value is seen.
                let (top, tall) = (nought.min(y), (nought - y).abs().max(1.0));
                let tone = Tone::Series(place);
                self.shapes.push(Shape::Bar {
                    place: (x, top, width - 1.5, tall),
                    tone,
                    hint: hint(chart, row, label),
                });
            }
        }
    }

    /// A text, where there is one.
    pub fn text(&mut self, at: (f32, f32), anchor: Anchor, text: &str, tone: Tone) {
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text { at, anchor, text: text.to_owned(), tone });
        }
    }
}

impl Series {
    fn value(&self, place: usize) -> Option<i64> {
        self.values.get(place).copied().flatten()
    }
}

fn middle(chart: &Chart, place: usize) -> f32 {
    LEFT + (RIGHT - LEFT) * (place as f32 + 0.5) / chart.labels.len().max(1) as f32
}

fn height(scale: &Scale, value: i64) -> f32 {
    BOTTOM - scale.share(value).clamp(0.0, 1.0) * (BOTTOM - TOP)
}

/// A number as the language groups it, with the true minus sign.
fn number(chart: &Chart, value: i64) -> String {
    let size = chart.lang.text().count(value.unsigned_abs());
    if value < 0 { format!("−{size}") } else { size }
}

fn hint(chart: &Chart, series: &Series, label: usize) -> String {
    let value = series.value(label).map(|value| number(chart, value)).unwrap_or_default();
    let label = chart.labels.get(label).map(String::as_str).unwrap_or_default();
    format!("{}, {label}: {value}\u{a0}{}", series.name, chart.unit)
}
