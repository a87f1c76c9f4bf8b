//! Sets blocks on pages, from top to bottom.

mod figure;
mod table;

use crate::block::{Block, Mark, Words};
use crate::font::Fonts;
use crate::lines::{Line, Measure, broken};
use crate::page::{Frame, Page, Shade};
use crate::structure::{NodeId, Role, Structure};

/// The size of the body's letters, in points.
pub const BODY: f32 = 10.0;
/// From one line to the next, as a multiple of the size.
const LEADING: f32 = 1.42;
/// How far the letters' base is below the top of their line, as a multiple of the size.
const ASCENT: f32 = 1.02;
/// Lines of a paragraph that stand together at the top or at the foot of a page.
const TOGETHER: usize = 2;
/// The sizes of headings of level 1, 2 and 3 in a document.
const HEADINGS: [f32; 3] = [16.0, 12.5, 10.5];
/// The indent of the entries of a list.
const INDENT: f32 = 16.0;

/// Blocks being set on pages.
pub struct Flow<'a> {
    /// The fonts.
    pub fonts: &'a mut Fonts,
    /// The structure that grows with the pages.
    pub structure: &'a mut Structure,
    /// The pages so far; the last one is being filled.
    pub pages: Vec<Page>,
    /// Characters that the fonts lack.
    pub missing: usize,
    /// The headings met, with their page and height on it.
    pub headings: Vec<Heading>,
    /// The sizes of headings of level 1, 2 and 3, in points.
    pub heading_sizes: [f32; 3],
    parent: Option<NodeId>,
    frame: Frame,
    next_frames: Frame,
    y: f32,
}

/// A heading, for the outline.
pub struct Heading {
    /// Its level.
    pub level: u8,
    /// What it says.
    pub text: String,
    /// The page, counted from 0.
    pub page: usize,
    /// Its upper edge.
    pub y: f32,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub struct Style {
    /// The size of the letters, in points.
    pub size: f32,
    /// How dark they are.
    pub shade: Shade,
}

impl Style {
    /// As the body is set.
    pub const BODY: Self = Self { size: BODY, shade: Shade::Full };

    /// From one line to the next, in points.
    pub fn line(self) -> f32 {
        self.size * LEADING
    }

    /// How far the letters' base is below the top of their line, in points.
    pub fn ascent(self) -> f32 {
        self.size * ASCENT
    }
}

impl<'a> Flow<'a> {
    /// Begins on a first page within `first`; every other page has `rest`. All blocks belong to `parent`.
    pub fn new(
        fonts: &'a mut Fonts,
        structure: &'a mut Structure,
        parent: Option<NodeId>,
        [first, rest]: [Frame; 2],
    ) -> Self {
        let pages = vec![Page::default()];
        Self {
            fonts,
            structure,
            pages,
            missing: 0,
            headings: Vec::new(),
            heading_sizes: HEADINGS,
            parent,
            frame: first,
            next_frames: rest,
            y: first.top,
        }
    }

    /// Sets the blocks.
    pub fn set(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Paragraph(words) => {
                    let node = self.add(Role::Paragraph);
                    self.paragraph(node, words, 0.0, Shade::Full);
                    self.skip(BODY * 0.7);
                }
                Block::List { numbered, items } => self.list(*numbered, items),
                Block::Marks(marks) => self.marks(marks),
                Block::Table(table) => self.table(table),
                Block::Pairs(pairs) => self.pairs(pairs),
                Block::Chart(chart) => self.chart(chart),
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let place = usize::from(level.clamp(1, 3)) - 1;
        let size = self.heading_sizes.get(place).copied().unwrap_or(BODY);
        let style = Style { size, shade: Shade::Full };
        let lines = self.lines(&Words::default().strong(text), size, self.frame.width());
        let before = if self.is_at_top() { 0.0 } else { size * 0.7 };
        let own = lines.len() as f32 * style.line();
        // A heading takes the beginning of what follows along.
        if !self.is_at_top() && self.y + before + own + Style::BODY.line() * 3.0 > self.frame.bottom {
            self.turn();
        } else {
            self.skip(before);
        }
        let node = self.add(Role::Heading(level.clamp(1, 3), text.to_owned()));
        self.headings.push(Heading { level, text: text.to_owned(), page: self.pages.len() - 1, y: self.y });
        for line in lines {
            self.line(node, line, 0.0, style);
        }
        self.skip(size * 0.3);
    }

    fn list(&mut self, numbered: bool, items: &[Words]) {
        let sign = |place: usize| if numbered { format!("{}.", place + 1) } else { "•".to_owned() };
        let items = items.iter().enumerate();
        self.items(numbered, items.map(|(place, words)| (sign(place), words, Shade::Full)));
    }

    fn marks(&mut self, marks: &[(Mark, Words)]) {
        self.items(
            false,
            marks.iter().map(|(mark, words)| (mark.sign().to_owned(), words, Shade::Of(*mark))),
        );
    }

    fn items<'w>(
        &mut self,
        numbered: bool,
        items: impl ExactSizeIterator<Item = (String, &'w Words, Shade)>,
    ) {
        if items.len() == 0 {
            return;
        }
        let list = self.add(Role::List(numbered));
        for (sign, words, shade) in items {
            let item = self.structure.add(Some(list), Role::Item);
            let label = self.structure.add(Some(item), Role::Label);
            let body = self.structure.add(Some(item), Role::Body);
            let sign = self.lines(&sign.into(), BODY, INDENT).into_iter().next().unwrap_or_default();
            if self.y + Style::BODY.line() > self.frame.bottom {
                self.turn();
            }
            let (x, baseline) = (self.frame.left + 2.0, self.y + Style::BODY.ascent());
            self.page().text(Some(label), (x, baseline), BODY, shade, sign);
            self.paragraph(body, words, INDENT, shade);
            self.skip(BODY * 0.25);
        }
        self.skip(BODY * 0.45);
    }

    /// Sets a paragraph so that no line of it stands alone at the top or at the foot of a page.
    fn paragraph(&mut self, node: NodeId, words: &Words, indent: f32, shade: Shade) {
        let style = Style { shade, ..Style::BODY };
        let lines = self.lines(words, BODY, self.frame.width() - indent);
        let mut left = lines.len();
        let mut lines = lines.into_iter();
        while left > 0 {
            let fit = self.lines_that_fit();
            let here = if fit >= left { left } else { here_and_there(left, fit) };
            if here == 0 && !self.is_at_top() {
                self.turn();
                continue;
            }
            let here = here.clamp(1, left);
            for line in lines.by_ref().take(here) {
                self.line(node, line, indent, style);
            }
            left -= here;
            if left > 0 {
                self.turn();
            }
        }
    }

    fn lines_that_fit(&self) -> usize {
        ((self.frame.bottom - self.y + 0.01) / Style::BODY.line()).max(0.0) as usize
    }

    fn lines(&mut self, words: &Words, size: f32, width: f32) -> Vec<Line> {
        let (lines, missing) = broken(self.fonts, words, Measure { size, width });
        self.missing += missing;
        lines
    }

    fn line(&mut self, node: NodeId, line: Line, indent: f32, style: Style) {
        if self.y + style.line() > self.frame.bottom && !self.is_at_top() {
            self.turn();
        }
        let at = (self.frame.left + indent, self.y + style.ascent());
        self.page().text(Some(node), at, style.size, style.shade, line);
        self.y += style.line();
    }

    fn add(&mut self, role: Role) -> NodeId {
        self.structure.add(self.parent, role)
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Begins the next page.
    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.frame = self.next_frames;
        self.y = self.frame.top;
    }

    fn is_at_top(&self) -> bool {
        self.y <= self.frame.top
    }

    /// Leaves room, but none at the top of a page.
    fn skip(&mut self, points: f32) {
        if !self.is_at_top() {
            self.y += points;
        }
    }
}

/// How many of `left` lines stay on a page where `fit` have room: not one alone here, and not one alone on the next.
fn here_and_there(left: usize, fit: usize) -> usize {
    let here = fit.min(left.saturating_sub(TOGETHER));
    if here < TOGETHER { 0 } else { here }
}

#[cfg(test)]
mod tests {
    use super::here_and_there;

    #[test]
    fn no_line_of_a_paragraph_stands_alone() {
        for (left, fit, here) in
            [(5, 4, 3), (5, 1, 0), (3, 2, 0), (4, 3, 2), (4, 2, 2), (2, 1, 0), (10, 0, 0)]
        {
            assert_eq!(here_and_there(left, fit), here, "{fit} of {left}");
        }
    }
}
