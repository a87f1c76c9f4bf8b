//! Charts of a few values over years: lines or bars, with a title, an axis and its unit. Drawn once, as plain shapes;
//! shown as SVG on screens and in the PDF.

mod curve;
mod drawing;
mod scale;
mod svg;

use zgoda_text::Lang;

pub use curve::{Curve, CurvePoint};
pub(crate) use drawing::{Anchor, Drawing, HEIGHT, LETTERS, Shape, Tone, WIDTH};

/// How values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// As points joined by lines; a year without a value is a gap.
    Lines,
    /// As bars beside each other.
    Bars,
}

/// A chart. All texts are shown as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The language of its numbers.
    pub lang: Lang,
    /// How values are shown.
    pub kind: ChartKind,
    /// What it shows.
    pub title: String,
    /// The same in a sentence for those who do not see it, such as the first and the last value.
    pub description: String,
    /// The unit of the values, shown at the axis: *tys. zł*.
    pub unit: String,
    /// The years, or whatever the values are over.
    pub labels: Vec<String>,
    /// The rows of values; four can be told apart.
    pub series: Vec<Series>,
}

/// A row of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is: *przychody*.
    pub name: String,
    /// A value for each label, in the chart's unit. `None` where it is not known, which is not nought.
    pub values: Vec<Option<i64>>,
}

impl Chart {
    /// The chart as SVG, to stand within a page. Colours are those of the page (`--accent`, `--ink-soft`, …), so that it
    /// follows light and dark. `id` must be the page's own for this chart: letters, digits and hyphens.
    pub fn svg(&self, id: &str) -> String {
        svg::written((self.lang, &self.title, &self.description), &Drawing::of(self), id)
    }
}
