//! A document on A4: a title, blocks, and a foot with the page's number.

use zgoda_text::Lang;

use crate::ReportError;
use crate::block::{Block, Words};
use crate::font::Fonts;
use crate::layout::Flow;
use crate::lines::{Measure, broken};
use crate::page::{Frame, HEIGHT, Page, Shade, WIDTH, mm};
use crate::pdf::{Content, write};
use crate::structure::Structure;

/// The size of the foot's letters, in points.
const FOOT: f32 = 7.5;

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its language: the one it is read aloud in, and that of its page numbers.
    pub lang: Lang,
    /// Its title, set above all blocks.
    pub title: String,
    /// What stands at the foot of each page, such as the controller and the date.
    pub foot: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeset {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How many characters have no glyph in the fonts and are printed as �. They can still be copied and heard.
    pub missing: usize,
}

impl Document {
    /// Sets the document.
    pub fn typeset(&self) -> Result<Typeset, ReportError> {
        let mut fonts = Fonts::new()?;
        let mut structure = Structure::default();
        let frame =
            Frame { left: mm(25.0), top: mm(22.0), right: WIDTH - mm(20.0), bottom: HEIGHT - mm(24.0) };
        let mut flow = Flow::new(&mut fonts, &mut structure, None, [frame, frame]);
        flow.set(&[Block::heading(1, &*self.title)]);
        flow.set(&self.blocks);
        let (mut pages, headings, missing) = (flow.pages, flow.headings, flow.missing);
        number(&mut fonts, &mut pages, self.lang, &self.foot, frame);
        let content = Content {
            lang: self.lang,
            title: &self.title,
            pages: &pages,
            structure: &structure,
            headings: &headings,
        };
        let pdf = write(&content, &fonts)?;
        Ok(Typeset { pdf, pages: pages.len(), missing })
    }
}

/// Puts a foot on every page: a text at the left, the page and the number of pages at the right.
pub fn number(fonts: &mut Fonts, pages: &mut [Page], lang: Lang, foot: &str, frame: Frame) {
    let total = pages.len();
    for (place, page) in pages.iter_mut().enumerate() {
        let number: Words = lang.text().doc_page(place + 1, total).into();
        let (mut lines, _) = broken(fonts, &number, Measure { size: FOOT, width: frame.width() / 3.0 });
        let number = lines.pop().unwrap_or_default();
        let width = frame.width() - number.width - mm(6.0);
        let (lines, _) = broken(fonts, &foot.into(), Measure { size: FOOT, width });
        let top = HEIGHT - mm(16.0);
        page.rule(frame.left, top - mm(1.5), frame.width(), 0.3);
        for (row, line) in lines.into_iter().take(3).enumerate() {
            let baseline = top + FOOT + row as f32 * FOOT * 1.35;
            page.text(None, (frame.left, baseline), FOOT, Shade::Quiet, line);
        }
        page.text(None, (frame.right - number.width, top + FOOT), FOOT, Shade::Quiet, number);
    }
}
