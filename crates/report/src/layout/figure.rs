//! Sets charts: the drawing of the screen, scaled to the width of the page, in greys.

use crate::chart::{Anchor, Chart, Drawing, HEIGHT, LETTERS, Shape, Tone, WIDTH};
use crate::lines::{Measure, broken};
use crate::page::{Ink, Piece, Shade};
use crate::structure::{NodeId, Role};

use super::{BODY, Flow};

impl Flow<'_> {
    /// Sets a chart. Who hears the document hears its title and description.
    pub(super) fn chart(&mut self, chart: &Chart) {
        let scale = self.frame.width() / WIDTH;
        let height = HEIGHT * scale;
        if self.y + height > self.frame.bottom && !self.is_at_top() {
            self.turn();
        }
        let node = self.add(Role::Figure(format!("{}. {}", chart.title, chart.description)));
        for shape in Drawing::of(chart).shapes {
            self.shape(node, &shape, scale);
        }
        self.y += height;
        self.skip(BODY);
    }

    fn shape(&mut self, node: NodeId, shape: &Shape, scale: f32) {
        let (left, top) = (self.frame.left, self.y);
        let placed = |(x, y): (f32, f32)| (left + x * scale, top + y * scale);
        let ink = match shape {
            Shape::Text { at, anchor, text, tone } => {
                let measure = Measure { size: LETTERS * scale, width: f32::INFINITY };
                let (lines, missing) = broken(self.fonts, &text.replace('\n', " ").into(), measure);
                self.missing += missing;
                let Some(line) = lines.into_iter().next() else { return };
                let (x, baseline) = placed(*at);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - line.width / 2.0,
                    Anchor::End => x - line.width,
                };
                let shade = if *tone == Tone::Ink { Shade::Full } else { Shade::Quiet };
                self.page().text(Some(node), (x, baseline), measure.size, shade, line);
                return;
            }
            Shape::Line { points, tone } => Ink::Line {
                points: points.iter().copied().map(placed).collect(),
                thickness: if matches!(tone, Tone::Series(_)) { 1.8 } else { 0.5 },
                shade: shade(*tone),
                dashes: dashes(*tone),
            },
            Shape::Bar { place: (x, y, width, height), tone, .. } => {
                let (x, y) = placed((*x, *y));
                Ink::Bar { x, y, width: width * scale, height: height * scale, shade: shade(*tone) }
            }
            Shape::Dot { at, tone, .. } => {
                let (x, y) = placed(*at);
                let size = 5.0 * scale;
                Ink::Bar {
                    x: x - size / 2.0,
                    y: y - size / 2.0,
                    width: size,
                    height: size,
                    shade: shade(*tone),
                }
            }
        };
        self.page().pieces.push(Piece { node: Some(node), ink });
    }
}

fn shade(tone: Tone) -> Shade {
    match tone {
        Tone::Ink | Tone::Series(0) => Shade::Full,
        Tone::Soft | Tone::Axis | Tone::Series(1) => Shade::Quiet,
        Tone::Series(2) => Shade::Middle,
        Tone::Grid | Tone::Series(_) => Shade::Faint,
    }
}

fn dashes(tone: Tone) -> &'static [f32] {
    match tone {
        Tone::Series(1) => &[6.0, 3.0],
        Tone::Series(2) => &[2.0, 2.5],
        Tone::Series(3) => &[8.0, 2.5, 1.5, 2.5],
        _ => &[],
    }
}
