//! A page as what is drawn where. All lengths are in points from the upper left corner.

use crate::block::Mark;
use crate::lines::{Line, Run};
use crate::structure::NodeId;

/// The width of A4.
pub const WIDTH: f32 = 595.276;
/// The height of A4.
pub const HEIGHT: f32 = 841.89;

/// Millimetres in points.
pub const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// A page.
#[derive(Default)]
pub struct Page {
    /// What is drawn, in the order of reading.
    pub pieces: Vec<Piece>,
}

/// A thing on a page.
pub struct Piece {
    /// The node it belongs to. `None` for what is not read aloud: rules, page numbers, fold marks.
    pub node: Option<NodeId>,
    /// What is drawn.
    pub ink: Ink,
}

/// What is drawn.
pub enum Ink {
    /// A line of text.
    Text {
        /// Where it begins.
        x: f32,
        /// Where its letters stand.
        baseline: f32,
        /// The size of the letters.
        size: f32,
        /// How dark it is.
        shade: Shade,
        /// The letters.
        runs: Vec<Run>,
    },
    /// Straight lines from point to point.
    Line {
        /// The points.
        points: Vec<(f32, f32)>,
        /// How thick they are.
        thickness: f32,
        /// How dark they are.
        shade: Shade,
        /// The lengths of strokes and gaps in turn; none for a whole line.
        dashes: &'static [f32],
    },
    /// A filled rectangle.
    Bar {
        /// Its left edge.
        x: f32,
        /// Its upper edge.
        y: f32,
        /// How wide it is.
        width: f32,
        /// How high it is.
        height: f32,
        /// How dark it is.
        shade: Shade,
    },
    /// A horizontal rule.
    Rule {
        /// Where it begins.
        x: f32,
        /// Where it is.
        y: f32,
        /// How long it is.
        length: f32,
        /// How thick it is.
        thickness: f32,
    },
}

/// How dark something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Black.
    Full,
    /// A grey that still has a contrast of 7 to 1.
    Quiet,
    /// A grey for areas.
    Middle,
    /// A grey for what stands behind.
    Faint,
    /// The colour of a finding, with a contrast of 5 to 1 at least.
    Of(Mark),
}

/// A rectangle on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its right edge.
    pub right: f32,
    /// Its lower edge.
    pub bottom: f32,
}

impl Frame {
    /// How wide it is.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }
}

impl Page {
    /// Puts a line of text.
    pub fn text(&mut self, node: Option<NodeId>, at: (f32, f32), size: f32, shade: Shade, line: Line) {
        if !line.runs.is_empty() {
            self.pieces.push(Piece {
                node,
                ink: Ink::Text { x: at.0, baseline: at.1, size, shade, runs: line.runs },
            });
        }
    }

    /// Puts a rule.
    pub fn rule(&mut self, x: f32, y: f32, length: f32, thickness: f32) {
        self.pieces.push(Piece { node: None, ink: Ink::Rule { x, y, length, thickness } });
    }
}
