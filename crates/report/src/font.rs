//! The built-in fonts, and words shaped with them. A word that was shaped once is remembered: letters repeat theirs.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::ReportError;

/// Stands for a character that the fonts do not have.
const REPLACEMENT: &str = "\u{fffd}";

/// Most words remembered for a face, so that memory stays flat in a batch of any size.
const REMEMBERED_MAX: usize = 50_000;

/// Longest word that is remembered, in bytes.
const REMEMBERED_BYTES_MAX: usize = 64;

/// Both faces, with what they shaped so far.
pub struct Fonts {
    regular: Face,
    bold: Face,
}

/// One weight of the font.
pub struct Face {
    built_in: &'static BuiltIn,
    replacement: Option<KrillaGlyph>,
    shaped: HashMap<Box<str>, Arc<Shaped>>,
}

/// A word as glyphs.
pub struct Shaped {
    glyphs: Vec<KrillaGlyph>,
    /// The width at a size of 1.
    pub width: f32,
    /// How many characters the font does not have.
    pub missing: usize,
}

struct BuiltIn {
    font: Font,
    table: FontRef<'static>,
    shaper: ShaperData,
    units_per_em: f32,
}

static REGULAR: LazyLock<Option<BuiltIn>> = LazyLock::new(|| read(dejavu::sans_condensed::regular()));
static BOLD: LazyLock<Option<BuiltIn>> = LazyLock::new(|| read(dejavu::sans_condensed::bold()));

fn read(data: &'static [u8]) -> Option<BuiltIn> {
    let font = Font::new(data.into(), 0)?;
    let table = FontRef::new(data).ok()?;
    let units_per_em = font.units_per_em();
    Some(BuiltIn { font, shaper: ShaperData::new(&table), table, units_per_em })
}

impl Fonts {
    /// The fonts that are built in.
    pub fn new() -> Result<Self, ReportError> {
        let face = |built_in: &'static Option<BuiltIn>| built_in.as_ref().map(Face::new);
        let (Some(regular), Some(bold)) = (face(&REGULAR), face(&BOLD)) else {
            return Err(ReportError::Fonts);
        };
        Ok(Self { regular, bold })
    }

    /// The face of a weight.
    pub fn face(&mut self, strong: bool) -> &mut Face {
        if strong { &mut self.bold } else { &mut self.regular }
    }

    /// The font of a weight, as the PDF takes it.
    pub fn font(&self, strong: bool) -> Font {
        let face = if strong { &self.bold } else { &self.regular };
        face.built_in.font.clone()
    }
}

impl Face {
    fn new(built_in: &'static BuiltIn) -> Self {
        let replacement = built_in.shape(REPLACEMENT).into_iter().find(|glyph| glyph.glyph_id.to_u32() != 0);
        Self { built_in, replacement, shaped: HashMap::new() }
    }

    /// A word as glyphs.
    pub fn shape(&mut self, word: &str) -> Arc<Shaped> {
        if let Some(known) = self.shaped.get(word) {
            return Arc::clone(known);
        }
        let shaped = Arc::new(self.shape_anew(word));
        if word.len() <= REMEMBERED_BYTES_MAX {
            if self.shaped.len() >= REMEMBERED_MAX {
                self.shaped.clear();
            }
            self.shaped.insert(word.into(), Arc::clone(&shaped));
        }
        shaped
    }

    fn shape_anew(&self, word: &str) -> Shaped {
        let mut glyphs = self.built_in.shape(word);
        let mut missing = 0;
        for glyph in glyphs.iter_mut().filter(|glyph| glyph.glyph_id.to_u32() == 0) {
            missing += 1;
            if let Some(replacement) = &self.replacement {
                // The text range stays, so that what is copied from the PDF is the true character.
                *glyph = KrillaGlyph { text_range: glyph.text_range.clone(), ..replacement.clone() };
            }
        }
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Shaped { glyphs, width, missing }
    }
}

impl Shaped {
    /// The glyphs of the word where it begins at a byte of a longer text.
    pub fn glyphs_at(&self, start: usize) -> impl Iterator<Item = KrillaGlyph> + '_ {
        self.glyphs.iter().map(move |glyph| {
            let Range { start: from, end: to } = glyph.text_range;
            KrillaGlyph { text_range: start + from..start + to, ..glyph.clone() }
        })
    }
}

impl BuiltIn {
    fn shape(&self, word: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        let shaped = self.shaper.shaper(&self.table).build().shape(buffer, ShapeOptions::default());
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|glyph| glyph.cluster as usize).collect();
        // A glyph's text ends where the next one's begins, whichever way the text runs.
        let mut ordered = starts.clone();
        ordered.sort_unstable();
        let end = |start: usize| {
            let next = ordered.partition_point(|other| *other <= start);
            ordered.get(next).copied().unwrap_or(word.len())
        };
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).zip(&starts);
        placed
            .map(|((glyph, place), &start)| {
                let em = |units: i32| units as f32 / self.units_per_em;
                let id = GlyphId::new(glyph.glyph_id);
                let (advance, lift) = (em(place.x_advance), em(place.y_advance));
                KrillaGlyph::new(
                    id,
                    advance,
                    em(place.x_offset),
                    em(place.y_offset),
                    lift,
                    start..end(start),
                    None,
                )
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_ukrainian_and_greek_letters_are_in_both_faces() {
        let mut fonts = Fonts::new().unwrap();
        for strong in [false, true] {
            for text in ["ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "Київ–їєґ", "Αθήνα", "„”–—…§€№", REPLACEMENT]
            {
                assert_eq!(fonts.face(strong).shape(text).missing, 0, "{text}");
            }
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_counted_and_still_takes_room() {
        let shaped = Fonts::new().unwrap().face(false).shape("a漢字");
        assert_eq!(shaped.missing, 2);
        assert!(shaped.glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0));
        assert!(shaped.width > 1.0);
    }

    #[test]
    fn every_byte_belongs_to_a_glyph_whichever_way_the_text_runs() {
        for text in ["zażółć", "office", "שלום", "e\u{301}x", "سلام"] {
            let shaped = Fonts::new().unwrap().face(false).shape(text);
            let mut ranges: Vec<_> = shaped.glyphs.iter().map(|glyph| glyph.text_range.clone()).collect();
            ranges.sort_by_key(|range| (range.start, range.end));
            ranges.dedup();
            let covered: usize = ranges.iter().map(ExactSizeIterator::len).sum();
            assert_eq!(covered, text.len(), "{text}: {ranges:?}");
            assert!(ranges.iter().all(|range| text.get(range.clone()).is_some()), "{text}: {ranges:?}");
        }
    }
}
