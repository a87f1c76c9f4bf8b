//! Letters for window envelopes, one or a batch in one PDF, ready for a printer or a mail house.

mod window;

use std::ops::Range;

use zgoda_text::Lang;

use crate::ReportError;
use crate::block::{Block, Words};
use crate::document::number;
use crate::font::Fonts;
use crate::layout::{BODY, Flow, Heading, Style};
use crate::lines::{Measure, broken};
use crate::page::{Frame, HEIGHT, Page, Shade, WIDTH, mm};
use crate::pdf::{Content, write};
use crate::structure::{NodeId, Role, Structure};

pub use window::{Envelope, Window};
use window::{Shown, address_frame, shown};

/// The size of the line of the sender above the address, in points.
const RETURN: f32 = 6.5;
/// The sizes tried for the address, in points. Below the last one machines cannot read it.
const ADDRESS: [f32; 4] = [10.5, 10.0, 9.0, 8.0];
/// From one line of the address to the next, as a multiple of the size.
const ADDRESS_LEADING: f32 = 1.22;
/// The sizes of the subject and of headings of level 2 and 3, in points.
const HEADINGS: [f32; 3] = [12.5, 10.5, 10.0];
/// The size of the letterhead's letters, in points.
const HEAD: f32 = 8.5;

/// A letter. Every part is text as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its language.
    pub lang: Lang,
    /// The letterhead: who writes, from where; the first line is set in bold.
    pub sender: Vec<String>,
    /// The sender in one line, shown in the window above the address.
    pub return_line: String,
    /// The address, a line each: name, street, postal code and town, country if it is another.
    pub address: Vec<String>,
    /// What stands beside the address: place and date, reference.
    pub details: Vec<String>,
    /// What it is about.
    pub subject: String,
    /// What it says, from the salutation to the name at the end. The subject is its heading of level 1; others begin at
    /// level 2.
    pub body: Vec<Block>,
}

/// How letters are folded and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stationery {
    /// The envelope.
    pub envelope: Envelope,
    /// The side of its window.
    pub window: Window,
    /// Whether sheets are printed on both sides: then every letter begins on a new sheet.
    pub duplex: bool,
}

/// Letters in one PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterBatch {
    /// The file.
    pub pdf: Vec<u8>,
    /// The pages of each letter, counted from 0, without the empty one that may follow.
    pub pages: Vec<Range<usize>>,
    /// How many characters of each letter have no glyph in the fonts and are printed as �.
    pub missing: Vec<usize>,
}

/// Sets letters, one after the other, in one PDF with this title. Fails at the first whose address does not fit its
/// window: it would come back.
pub fn letters(letters: &[Letter], title: &str, stationery: Stationery) -> Result<LetterBatch, ReportError> {
    let mut fonts = Fonts::new()?;
    let mut structure = Structure::default();
    let mut all = Vec::new();
    let mut headings = Vec::new();
    let (mut ranges, mut missing) = (Vec::new(), Vec::new());
    for (place, letter) in letters.iter().enumerate() {
        if stationery.duplex && all.len() % 2 == 1 {
            all.push(Page::default());
        }
        let set = set(letter, place + 1, stationery, &mut fonts, &mut structure)?;
        let first = all.len();
        headings.extend(
            set.headings.into_iter().map(|heading| Heading { page: first + heading.page, ..heading }),
        );
        all.extend(set.pages);
        ranges.push(first..all.len());
        missing.push(set.missing);
    }
    let lang = letters.first().map(|letter| letter.lang).unwrap_or_default();
    let content = Content { lang, title, pages: &all, structure: &structure, headings: &headings };
    let pdf = write(&content, &fonts)?;
    Ok(LetterBatch { pdf, pages: ranges, missing })
}

struct Set {
    pages: Vec<Page>,
    headings: Vec<Heading>,
    missing: usize,
}

fn set(
    letter: &Letter,
    place: usize,
    stationery: Stationery,
    fonts: &mut Fonts,
    structure: &mut Structure,
) -> Result<Set, ReportError> {
    let part = structure.add(None, Role::Part(letter.lang));
    let (left, right) = (mm(25.0), WIDTH - mm(20.0));
    let bottom = HEIGHT - mm(24.0);
    let Shown { ever, .. } = shown(stationery.envelope, stationery.window);
    let mut front = Front { page: Page::default(), fonts, structure, part, missing: 0 };
    front.letterhead(letter, Frame { left, top: mm(12.0), right, bottom: mm(ever.top) });
    front.address(letter, place, address_frame(stationery.envelope, stationery.window))?;
    let beside = match stationery.window {
        Window::Left => {
            Frame { left: mm(ever.right + 4.0), top: mm(ever.top + 2.0), right, bottom: mm(ever.bottom) }
        }
        Window::Right => {
            Frame { left, top: mm(ever.top + 2.0), right: mm(ever.left - 4.0), bottom: mm(ever.bottom) }
        }
    };
    front.details(letter, beside);
    front.fold_marks(stationery.envelope);
    let Front { page, mut missing, .. } = front;

    let first = Frame { left, top: mm(ever.bottom + 4.0), right, bottom };
    let rest = Frame { left, top: mm(22.0), right, bottom };
    let mut flow = Flow::new(fonts, structure, Some(part), [first, rest]);
    flow.heading_sizes = HEADINGS;
    flow.set(&[Block::heading(1, &*letter.subject)]);
    flow.set(&letter.body);
    missing += flow.missing;
    let (mut pages, mut headings) = (flow.pages, flow.headings);
    // The outline lists the letters, each by its subject.
    headings.truncate(1);
    if let Some(front) = pages.first_mut() {
        front.pieces.splice(0..0, page.pieces);
    }
    number(fonts, &mut pages, letter.lang, &letter.return_line, rest);
    Ok(Set { pages, headings, missing })
}

/// The front of a letter, above its text.
struct Front<'a> {
    page: Page,
    fonts: &'a mut Fonts,
    structure: &'a mut Structure,
    part: NodeId,
    missing: usize,
}

impl Front<'_> {
    fn letterhead(&mut self, letter: &Letter, frame: Frame) {
        let node = self.structure.add(Some(self.part), Role::Paragraph);
        let mut y = frame.top;
        for (place, text) in letter.sender.iter().enumerate() {
            let (words, size) = match place {
                0 => (Words::default().strong(text), BODY + 1.0),
                _ => (Words::from(text.as_str()), HEAD),
            };
            y = self.lines(node, &words, size, Frame { top: y, ..frame });
        }
    }

    /// The line of the sender, then the address, from the lower edge of the window's frame upwards as DIN 5008 has it.
    fn address(&mut self, letter: &Letter, place: usize, frame: Frame) -> Result<(), ReportError> {
        let address: Vec<&str> =
            letter.address.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        if address.is_empty() {
            return Err(ReportError::NoAddress { letter: place });
        }
        let sender = self.structure.add(Some(self.part), Role::Paragraph);
        let node = self.structure.add(Some(self.part), Role::Paragraph);
        let measure = Measure { size: RETURN, width: frame.width() };
        let line = broken(self.fonts, &letter.return_line.as_str().into(), measure).0.into_iter().next();
        self.page.text(
            Some(sender),
            (frame.left, frame.top + RETURN),
            RETURN,
            Shade::Quiet,
            line.unwrap_or_default(),
        );
        self.page.rule(frame.left, frame.top + RETURN * 1.4, frame.width(), 0.3);
        let room = frame.bottom - frame.top - RETURN * 2.0;
        for size in ADDRESS {
            let mut lines = Vec::new();
            let mut missing = 0;
            for text in &address {
                let (broken, lacking) =
                    broken(self.fonts, &(*text).into(), Measure { size, width: frame.width() });
                missing += lacking;
                lines.extend(broken);
            }
            let leading = size * ADDRESS_LEADING;
            if lines.len() as f32 * leading > room {
                continue;
            }
            for (row, line) in lines.into_iter().enumerate() {
                let baseline = frame.top + RETURN * 2.0 + size + row as f32 * leading;
                self.page.text(Some(node), (frame.left, baseline), size, Shade::Full, line);
            }
            self.missing += missing;
            return Ok(());
        }
        Err(ReportError::AddressTooLong { letter: place })
    }

    fn details(&mut self, letter: &Letter, frame: Frame) {
        let node = self.structure.add(Some(self.part), Role::Paragraph);
        let mut y = frame.top;
        for text in &letter.details {
            y = self.lines(node, &text.as_str().into(), HEAD + 0.5, Frame { top: y, ..frame });
        }
    }

    /// Lines within a frame; what has no room there is left out, rather than shown in the window or over the text.
    fn lines(&mut self, node: NodeId, words: &Words, size: f32, frame: Frame) -> f32 {
        let style = Style { size, shade: Shade::Full };
        let (lines, missing) = broken(self.fonts, words, Measure { size, width: frame.width() });
        self.missing += missing;
        let mut y = frame.top;
        for line in lines {
            if y + style.line() > frame.bottom {
                break;
            }
            self.page.text(Some(node), (frame.left, y + style.ascent()), size, style.shade, line);
            y += style.line();
        }
        y
    }

    /// Short rules at the edge where the sheet is folded, and a longer one at its middle for a punch.
    fn fold_marks(&mut self, envelope: Envelope) {
        for fold in envelope.folds() {
            self.page.rule(mm(5.0), mm(*fold), mm(4.0), 0.4);
        }
        self.page.rule(mm(5.0), HEIGHT / 2.0, mm(6.0), 0.4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Ink;

    const STATIONERY: [Stationery; 4] = [
        Stationery { envelope: Envelope::Dl, window: Window::Left, duplex: false },
        Stationery { envelope: Envelope::Dl, window: Window::Right, duplex: true },
        Stationery { envelope: Envelope::C5, window: Window::Left, duplex: true },
        Stationery { envelope: Envelope::C5, window: Window::Right, duplex: false },
    ];

    fn letter() -> Letter {
        Letter {
            lang: Lang::Pl,
            sender: vec![
                "Przykład sp. z o.o.".into(),
                "ul. Testowa 7, 30-001 Kraków".into(),
                "NIP 123-456-32-18".into(),
            ],
            return_line: "Przykład sp. z o.o. · ul. Testowa 7 · 30-001 Kraków".into(),
            address: vec![
                "Żaneta Gęślik-Świątkowska".into(),
                "ul. Źdźbłowa 12/3".into(),
                "90-001 Łódź".into(),
            ],
            details: vec!["Kraków, 22 listopada 2026 r.".into(), "Znak: ART14/2026/0007".into()],
            subject: "Informacja o przetwarzaniu danych osobowych".into(),
            body: vec![Block::paragraph("Dzień dobry,"); 60],
        }
    }

    fn front(letter: &Letter, stationery: Stationery) -> Result<Set, ReportError> {
        set(letter, 1, stationery, &mut Fonts::new().unwrap(), &mut Structure::default())
    }

    /// The texts of a page as (left, top, right, bottom, text), in millimetres.
    fn texts(page: &Page) -> Vec<(Frame, String)> {
        let in_mm = |points: f32| points / mm(1.0);
        page.pieces
            .iter()
            .filter_map(|piece| match &piece.ink {
                Ink::Text { x, baseline, size, runs, .. } => {
                    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                    let width: f32 =
                        runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.x_advance * size).sum();
                    let (top, bottom) = (in_mm(baseline - size * 0.8), in_mm(baseline + size * 0.25));
                    Some((Frame { left: in_mm(*x), top, right: in_mm(x + width), bottom }, text))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_window_shows_the_address_and_nothing_else_however_the_sheet_slides() {
        for stationery in STATIONERY {
            let letter = letter();
            let Shown { always, ever } = shown(stationery.envelope, stationery.window);
            let mut seen = 0;
            for (place, text) in texts(&front(&letter, stationery).unwrap().pages[0]) {
                let is_foot = place.top > 270.0;
                if letter.address.contains(&text) || (text == letter.return_line && !is_foot) {
                    seen += 1;
                    assert!(place.left >= always.left && place.right <= always.right, "{text}: {place:?}");
                    assert!(place.top >= always.top && place.bottom <= always.bottom, "{text}: {place:?}");
                } else {
                    let is_beside = place.right < ever.left || place.left > ever.right;
                    assert!(
                        is_beside || place.bottom < ever.top || place.top > ever.bottom,
                        "{text}: {place:?}"
                    );
                }
            }
            assert_eq!(seen, 4);
        }
    }

    #[test]
    fn a_long_address_is_set_smaller_and_one_that_cannot_fit_is_refused() {
        let mut long = letter();
        long.address = (0..6).map(|line| format!("Wiersz {line}")).collect();
        assert!(front(&long, STATIONERY[0]).is_ok());
        long.address = vec!["Spółka o bardzo długiej nazwie, która się nie mieści ".repeat(9)];
        assert_eq!(front(&long, STATIONERY[0]).err(), Some(ReportError::AddressTooLong { letter: 1 }));
        long.address = vec!["  ".into()];
        assert_eq!(front(&long, STATIONERY[0]).err(), Some(ReportError::NoAddress { letter: 1 }));
    }

    #[test]
    fn a_letterhead_of_any_length_stays_above_the_window() {
        let mut letter = letter();
        letter.sender = vec!["Oddział".into(); 40];
        letter.details = vec!["Znak".into(); 40];
        for stationery in STATIONERY {
            let ever = shown(stationery.envelope, stationery.window).ever;
            for (place, text) in texts(&front(&letter, stationery).unwrap().pages[0]) {
                assert!(text != "Oddział" || place.bottom <= ever.top, "{place:?}");
                assert!(text != "Znak" || place.bottom <= ever.bottom, "{place:?}");
            }
        }
    }

    #[test]
    fn on_both_sides_every_letter_begins_on_a_new_sheet() {
        let one_page = Letter { body: vec![Block::paragraph("Dzień dobry")], ..letter() };
        let batch = letters(&[one_page.clone(), letter(), one_page], "Listy", STATIONERY[1]).unwrap();
        assert!(batch.pages.iter().all(|pages| pages.start % 2 == 0), "{:?}", batch.pages);
        assert_eq!(batch.pages[0], 0..1);
        assert!(batch.pages[1].len() > 1);
    }
}
