//! A chance that falls with time: what was seen, its upper bound, the limit it must fall below, and the day it does.

use zgoda_text::Lang;

use super::drawing::{Anchor, BOTTOM, Drawing, LEFT, RIGHT, Shape, TOP, Tone};
use super::scale::Scale;
use super::svg;

/// Days between two marks of the axis.
const STEPS: [u32; 4] = [15, 30, 60, 90];
/// Most marks of the axis of days.
const MARKS: u32 = 7;
/// The tones of the bound, of what was seen, and of the limit.
const BOUND: Tone = Tone::Series(0);
const SEEN: Tone = Tone::Series(1);
const LIMIT: Tone = Tone::Series(2);

/// A day of the curve; shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// How many days after the start.
    pub day: u32,
    /// The share that was seen.
    pub seen: f64,
    /// The upper bound of the true share.
    pub bound: f64,
}

/// A curve over days. All texts are shown as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The language of its texts.
    pub lang: Lang,
    /// What it shows.
    pub title: String,
    /// The same in a sentence for those who do not see it.
    pub description: String,
    /// What the days are: *dni ciszy*.
    pub across: String,
    /// What the line of the bound is called.
    pub bound: String,
    /// What the line of the share that was seen is called.
    pub seen: String,
    /// The limit, and what its line says.
    pub limit: (f64, String),
    /// The day from which the bound is below the limit, and what stands at it.
    pub mark: Option<(u32, String)>,
    /// The days, the first at the start.
    pub points: Vec<CurvePoint>,
}

impl Curve {
    /// The curve as SVG, to stand within a page, in the page's own colours. `id` must be the page's own for it.
    pub fn svg(&self, id: &str) -> String {
        svg::written((self.lang, &self.title, &self.description), &self.drawing(), id)
    }

    fn drawing(&self) -> Drawing {
        let mut drawing = Drawing { shapes: Vec::new() };
        let highest = self.highest();
        let scale = Scale::of(std::iter::once(highest));
        drawing.text((0.0, 20.0), Anchor::Start, &self.title, Tone::Ink);
        drawing.stroke(&self.seen, (LEFT, SEEN));
        drawing.stroke(&self.bound, (LEFT + 150.0, BOUND));
        self.axes(&mut drawing, &scale);
        let last = self.last_day();
        let at = |day: u32, share: f64| (across(day, last), up(&scale, share));
        let y = up(&scale, self.limit.0);
        drawing.line(vec![(LEFT, y), (RIGHT, y)], LIMIT);
        drawing.text((RIGHT, y - 6.0), Anchor::End, &self.limit.1, Tone::Soft);
        if let Some((day, words)) = &self.mark {
            let x = across(*day, last);
            drawing.line(vec![(x, TOP), (x, BOTTOM)], Tone::Ink);
            let (x, anchor) = match x > f32::midpoint(LEFT, RIGHT) {
                true => (x - 6.0, Anchor::End),
                false => (x + 6.0, Anchor::Start),
            };
            drawing.text((x, TOP + 12.0), anchor, words, Tone::Ink);
        }
        drawing.line(self.points.iter().map(|point| at(point.day, point.seen)).collect(), SEEN);
        drawing.line(self.points.iter().map(|point| at(point.day, point.bound)).collect(), BOUND);
        drawing
    }

    /// The top of the axis in per cent: high enough for what matters, so that the end of the curve can be read.
    fn highest(&self) -> i64 {
        let top = self.points.iter().map(|point| point.bound).fold(0.0, f64::max);
        ((top.min(0.3).max(self.limit.0 * 2.0)) * 100.0).ceil() as i64
    }

    fn last_day(&self) -> u32 {
        self.points.last().map_or(1, |point| point.day).max(1)
    }

    fn axes(&self, drawing: &mut Drawing, scale: &Scale) {
        for tick in &scale.ticks {
            let y = up(scale, *tick as f64 / 100.0);
            drawing.line(vec![(LEFT, y), (RIGHT, y)], if *tick == 0 { Tone::Axis } else { Tone::Grid });
            drawing.text((LEFT - 10.0, y + 4.5), Anchor::End, &format!("{tick}\u{a0}%"), Tone::Soft);
        }
        let last = self.last_day();
        let step = STEPS.into_iter().find(|step| last / step < MARKS).unwrap_or(STEPS[3]);
        for day in (0..=last).step_by(step as usize) {
            drawing.text((across(day, last), BOTTOM + 22.0), Anchor::Middle, &day.to_string(), Tone::Soft);
        }
        drawing.text((LEFT - 10.0, BOTTOM + 22.0), Anchor::End, &self.across, Tone::Soft);
    }
}

fn across(day: u32, last: u32) -> f32 {
    LEFT + (RIGHT - LEFT) * day.min(last) as f32 / last as f32
}

/// The height of a share; what is above the axis runs along its top.
fn up(scale: &Scale, share: f64) -> f32 {
    let top = scale.ticks.last().copied().unwrap_or(1).max(1) as f64 / 100.0;
    BOTTOM - (share / top).clamp(0.0, 1.0) as f32 * (BOTTOM - TOP)
}

impl Drawing {
    fn line(&mut self, points: Vec<(f32, f32)>, tone: Tone) {
        if points.len() > 1 {
            self.shapes.push(Shape::Line { points, tone });
        }
    }

    /// A stroke of a line, and what it is called.
    fn stroke(&mut self, name: &str, (x, tone): (f32, Tone)) {
        self.line(vec![(x, 44.0), (x + 26.0, 44.0)], tone);
        self.text((x + 32.0, 48.5), Anchor::Start, name, Tone::Soft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: Vec<CurvePoint>, mark: Option<u32>) -> Curve {
        Curve {
            lang: Lang::Pl,
            title: "Kto jeszcze <kupi>".into(),
            description: "Spada.".into(),
            across: "dni ciszy".into(),
            bound: "najwyżej".into(),
            seen: "zaobserwowano".into(),
            limit: (0.02, "granica 2 %".into()),
            mark: mark.map(|day| (day, format!("{day} dni"))),
            points,
        }
    }

    fn falling() -> Vec<CurvePoint> {
        (0..=90)
            .map(|day| CurvePoint { day, seen: 0.4 / f64::from(day + 1), bound: 0.9 / f64::from(day + 1) })
            .collect()
    }

    #[test]
    fn a_curve_stays_within_its_field_and_is_safe_text() {
        let curve = curve(falling(), Some(46));
        for shape in curve.drawing().shapes {
            if let Shape::Line { points, .. } = shape {
                assert!(
                    points.iter().all(|(x, y)| (LEFT..=RIGHT).contains(x) && (40.0..=BOTTOM).contains(y))
                );
            }
        }
        let svg = curve.svg("silence");
        assert!(svg.contains("Kto jeszcze &lt;kupi&gt;") && svg.contains("46 dni"), "{svg}");
        assert!(!svg.contains("NaN"));
    }

    #[test]
    fn a_curve_without_days_or_without_a_mark_is_drawn_too() {
        for curve in [curve(vec![], None), curve(falling(), None)] {
            assert!(curve.svg("silence").ends_with("</svg>"));
        }
    }
}
