//! Breaks texts into lines: left-aligned, where Unicode allows it (UAX 14), and never after a one-letter word of Polish.

use krilla::text::KrillaGlyph;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::block::Words;
use crate::font::Fonts;

/// One line of text.
#[derive(Default)]
pub struct Line {
    /// Its parts, each in one weight.
    pub runs: Vec<Run>,
    /// Its width in points, without the spaces at its end.
    pub width: f32,
}

/// A part of a line in one weight.
pub struct Run {
    /// Whether it is bold.
    pub strong: bool,
    /// How far from the beginning of the line it starts, in points.
    pub x: f32,
    /// What it says.
    pub text: String,
    /// How that is drawn; each glyph names its bytes of `text`.
    pub glyphs: Vec<KrillaGlyph>,
}

/// What is asked of the lines.
#[derive(Clone, Copy)]
pub struct Measure {
    /// The size of the letters, in points.
    pub size: f32,
    /// How wide a line may be, in points.
    pub width: f32,
}

/// A text without what cannot be drawn, in pieces that are not broken.
struct Piece {
    words: Vec<(String, bool)>,
    ends_line: bool,
}

/// The lines of a text, and how many of its characters the fonts lack.
pub fn broken(fonts: &mut Fonts, words: &Words, measure: Measure) -> (Vec<Line>, usize) {
    let mut breaker =
        Breaker { fonts, measure, lines: Vec::new(), line: Line::default(), pen: 0.0, missing: 0 };
    for piece in pieces(words) {
        breaker.place(&piece);
    }
    breaker.end_line();
    (breaker.lines, breaker.missing)
}

/// How wide a text is when it is not broken, and how wide its widest piece is, in points.
pub fn widths(fonts: &mut Fonts, words: &Words, size: f32) -> (f32, f32) {
    let (mut line, mut longest_line, mut longest_piece) = (0.0_f32, 0.0_f32, 0.0_f32);
    for piece in pieces(words) {
        let mut width_of = |text: &str, strong| fonts.face(strong).shape(text).width * size;
        let (mut solid, mut whole) = (0.0, 0.0);
        for (text, strong) in &piece.words {
            solid = whole + width_of(text.trim_end(), *strong);
            whole += width_of(text, *strong);
        }
        longest_piece = longest_piece.max(solid);
        longest_line = longest_line.max(line + solid);
        line = if piece.ends_line { 0.0 } else { line + whole };
    }
    (longest_line, longest_piece)
}

struct Breaker<'f> {
    fonts: &'f mut Fonts,
    measure: Measure,
    lines: Vec<Line>,
    line: Line,
    /// Where the next word begins. Spaces move it, only words widen the line.
    pen: f32,
    missing: usize,
}

impl Breaker<'_> {
    fn place(&mut self, piece: &Piece) {
        let width = self.solid_width(piece);
        if self.pen + width > self.measure.width && self.pen > 0.0 {
            self.end_line();
        }
        let is_too_long = width > self.measure.width;
        for (text, strong) in &piece.words {
            if is_too_long {
                self.place_by_letters(text, *strong);
            } else {
                self.put(text, *strong);
            }
        }
        if piece.ends_line {
            self.end_line();
        }
    }

    fn solid_width(&mut self, piece: &Piece) -> f32 {
        let (mut solid, mut whole) = (0.0, 0.0);
        for (text, strong) in &piece.words {
            let face = self.fonts.face(*strong);
            solid = whole + face.shape(text.trim_end()).width;
            whole += face.shape(text).width;
        }
        solid * self.measure.size
    }

    /// A word longer than a line, such as a long address of a page, is broken between any two letters.
    fn place_by_letters(&mut self, text: &str, strong: bool) {
        let mut start = 0;
        let mut width = 0.0;
        for (place, letter) in text.char_indices() {
            let advance =
                self.fonts.face(strong).shape(letter.encode_utf8(&mut [0; 4])).width * self.measure.size;
            let is_full = advance > 0.0 && self.pen + width + advance > self.measure.width;
            if is_full && (place > start || self.pen > 0.0) {
                self.put(text.get(start..place).unwrap_or_default(), strong);
                self.end_line();
                (start, width) = (place, 0.0);
            }
            width += advance;
        }
        self.put(text.get(start..).unwrap_or_default(), strong);
    }

    fn put(&mut self, text: &str, strong: bool) {
        if text.is_empty() {
            return;
        }
        let face = self.fonts.face(strong);
        let shaped = face.shape(text);
        let solid = face.shape(text.trim_end()).width * self.measure.size;
        self.missing += shaped.missing;
        if self.line.runs.last().is_none_or(|run| run.strong != strong) {
            self.line.runs.push(Run { strong, x: self.pen, text: String::new(), glyphs: Vec::new() });
        }
        if let Some(run) = self.line.runs.last_mut() {
            run.glyphs.extend(shaped.glyphs_at(run.text.len()));
            run.text.push_str(text);
        }
        if solid > 0.0 {
            self.line.width = self.pen + solid;
        }
        self.pen += shaped.width * self.measure.size;
    }

    fn end_line(&mut self) {
        self.pen = 0.0;
        self.lines.push(std::mem::take(&mut self.line));
    }
}

/// Cuts a text where a line may end.
fn pieces(words: &Words) -> Vec<Piece> {
    let mut text = String::new();
    let mut weights = Vec::new();
    for span in &words.0 {
        text.extend(span.text.chars().filter_map(drawable));
        weights.push((text.len(), span.strong));
    }
    // A line feed at the end would only make an empty line.
    text.truncate(text.trim_end().len());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(&text) {
        let Some(part) = text.get(start..end) else { continue };
        if clings(part) && opportunity == BreakOpportunity::Allowed {
            continue;
        }
        let ends_line = opportunity == BreakOpportunity::Mandatory && end < text.len();
        pieces.push(Piece { words: weighted(part.trim_end_matches('\n'), start, &weights), ends_line });
        start = end;
    }
    pieces
}

/// Whether a part must stay with the next. In Polish a one-letter word goes with the word after it (*I* alone is
/// English too, and no worse off); an address of a page or of a mailbox is broken after a stroke only, because a hyphen
/// at the end of a line would not be read as its own.
fn clings(part: &str) -> bool {
    let last = |text: &str| -> String {
        let word = text.rsplit(|letter: char| letter.is_whitespace() || "(„\"«–—".contains(letter)).next();
        word.unwrap_or_default().to_owned()
    };
    match part.strip_suffix(' ') {
        Some(body) => {
            let word = last(body);
            matches!(
                word.rsplit('/').next(),
                Some("w" | "z" | "i" | "a" | "o" | "u" | "W" | "Z" | "I" | "A" | "O" | "U")
            )
        }
        None => {
            let word = last(part);
            (word.contains("://") || word.contains('@')) && (!word.ends_with('/') || word.ends_with("://"))
        }
    }
}

/// A part of the text in its weights. `weights` says where each ends.
fn weighted(part: &str, start: usize, weights: &[(usize, bool)]) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut from = 0;
    for &(end, strong) in weights {
        let to = end.saturating_sub(start).min(part.len());
        if to > from {
            words.push((part.get(from..to).unwrap_or_default().to_owned(), strong));
            from = to;
        }
    }
    words
}

/// The character as it is drawn. Controls are left out, and those that turn the direction of text with them: they
/// could make a letter show something else than it says.
fn drawable(letter: char) -> Option<char> {
    match letter {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => None,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let (lines, _) = broken(&mut Fonts::new().unwrap(), &text.into(), Measure { size: 10.0, width });
        lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn a_one_letter_word_is_not_left_at_the_end_of_a_line() {
        let broken = lines("Mieszkam i pracuję w Łodzi, a u Ciebie w domu z kotem", 70.0);
        assert!(broken.len() > 3, "{broken:?}");
        for line in &broken {
            assert!(line.trim_end().split(' ').next_back().unwrap().chars().count() > 1, "{broken:?}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_nothing_is_lost() {
        let address = "https://przyklad.example/bardzo-dluga-sciezka-bez-konca";
        let broken = lines(address, 60.0);
        assert!(broken.len() > 3);
        assert_eq!(broken.concat(), address);
    }

    #[test]
    fn an_address_of_a_page_is_not_broken_at_its_hyphens() {
        let broken = lines("Dane są na stronie https://moje-dane.example/kod-1/7F3K-9QZT.", 140.0);
        assert_eq!(broken, ["Dane są na stronie ", "https://moje-dane.example/", "kod-1/7F3K-9QZT."]);
    }

    #[test]
    fn a_line_feed_begins_a_line_and_controls_are_left_out() {
        assert_eq!(lines("a\r\nb\u{202e}c\u{0}\td\n", 100.0), ["a", "bc d"]);
    }

    #[test]
    fn bold_parts_stay_where_they_are_in_the_line() {
        let words = Words::default().plain("Administrator: ").strong("Przykład").plain(" sp. z o.o.");
        let (lines, _) = broken(&mut Fonts::new().unwrap(), &words, Measure { size: 10.0, width: 400.0 });
        let runs: Vec<_> = lines[0].runs.iter().map(|run| (run.text.as_str(), run.strong)).collect();
        assert_eq!(runs, [("Administrator: ", false), ("Przykład", true), (" sp. z o.o.", false)]);
        assert!(lines[0].runs.windows(2).all(|pair| pair[0].x < pair[1].x));
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text =
            "Informujemy, że przetwarzamy Pani dane, które pozyskaliśmy z rejestru CEIDG, w celu marketingu.";
        for width in [40.0, 90.0, 200.0] {
            let (lines, _) = broken(&mut Fonts::new().unwrap(), &text.into(), Measure { size: 10.0, width });
            assert!(lines.iter().all(|line| line.width <= width + 0.01), "{width}");
        }
    }
}
