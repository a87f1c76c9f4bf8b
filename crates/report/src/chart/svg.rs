//! Writes a drawing as SVG. Colours are attributes that name the page's properties, so no style sheet is needed and a
//! page that forbids styles within shows it all the same.

use std::fmt::Write;

use zgoda_text::Lang;

use super::drawing::{Anchor, Drawing, HEIGHT, LETTERS, Shape, Tone, WIDTH};

/// A drawing in a language, with its title and description.
pub fn written((lang, title, description): (Lang, &str, &str), drawing: &Drawing, id: &str) -> String {
    let id: String = id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let mut svg = format!(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         lang=\"{}\" aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{LETTERS}\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-desc\">{}</desc>",
        lang.tag(),
        escaped(title),
        escaped(description),
    );
    for shape in &drawing.shapes {
        // Writing to a String cannot fail.
        let _ = write_shape(&mut svg, shape);
    }
    svg.push_str("</svg>");
    svg
}

fn write_shape(svg: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Line { points, tone } => {
            svg.push_str("<polyline fill=\"none\" points=\"");
            for (place, (x, y)) in points.iter().enumerate() {
                let gap = if place == 0 { "" } else { " " };
                write!(svg, "{gap}{x:.1},{y:.1}")?;
            }
            write!(
                svg,
                "\" stroke=\"{}\" stroke-width=\"{}\"{}/>",
                colour(*tone),
                thickness(*tone),
                dashes(*tone)
            )
        }
        Shape::Bar { place: (x, y, width, height), tone, hint } => write!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"1.5\" fill=\"{}\">{}</rect>",
            colour(*tone),
            titled(hint)
        ),
        Shape::Dot { at: (x, y), tone, hint } => write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{}\">{}</circle>",
            colour(*tone),
            titled(hint)
        ),
        Shape::Text { at: (x, y), anchor, text, tone } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let weight = if *tone == Tone::Ink { " font-weight=\"600\"" } else { "" };
            write!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{}\"{weight}>{}</text>",
                colour(*tone),
                escaped(text)
            )
        }
    }
}

/// The page's colour, and one that can be read on white and on black where the page has none.
fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Ink => "var(--ink, currentColor)",
        Tone::Soft => "var(--ink-soft, currentColor)",
        Tone::Grid => "var(--line, #bbbbbb)",
        Tone::Axis => "var(--line-strong, #808080)",
        Tone::Series(0) => "var(--accent, #2e7d5b)",
        Tone::Series(1) => "var(--chart-2, #b0702a)",
        Tone::Series(2) => "var(--chart-3, #5a78b8)",
        Tone::Series(_) => "var(--chart-4, #96608f)",
    }
}

fn thickness(tone: Tone) -> f32 {
    if matches!(tone, Tone::Series(_)) { 2.5 } else { 1.0 }
}

/// Series differ in their dashes too: colour alone tells nothing to many.
fn dashes(tone: Tone) -> &'static str {
    match tone {
        Tone::Series(1) => " stroke-dasharray=\"8 4\"",
        Tone::Series(2) => " stroke-dasharray=\"2.5 3.5\"",
        Tone::Series(3) => " stroke-dasharray=\"10 3 2 3\"",
        _ => "",
    }
}

/// What is shown over a shape, if anything is.
fn titled(hint: &str) -> String {
    if hint.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(hint)) }
}

/// The text without what XML cannot hold, and with what it would take for markup escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
