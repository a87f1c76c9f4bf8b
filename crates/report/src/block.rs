//! What a document is made of.

use crate::chart::Chart;

/// A part of a text in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What is said.
    pub text: String,
    /// Whether it is set in bold.
    pub strong: bool,
}

/// A text. A line feed in it begins a new line; every other character stands for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<Span>);

impl Words {
    /// Adds a text in the weight of the body.
    #[must_use]
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), strong: false });
        self
    }

    /// Adds a text in bold.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), strong: true });
        self
    }

    /// The same text, all in bold.
    pub(crate) fn emboldened(&self) -> Self {
        Self(self.0.iter().map(|span| Span { strong: true, ..span.clone() }).collect())
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

/// One part of a document, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading. It stays on the page of what follows.
    Heading {
        /// From 1, the largest, to 3.
        level: u8,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph(Words),
    /// A list, with bullets or with numbers.
    List {
        /// Whether the entries are numbered.
        numbered: bool,
        /// The entries.
        items: Vec<Words>,
    },
    /// A table. Its head is repeated on every page it runs to.
    Table(Table),
    /// Names and what they stand for, in two columns.
    Pairs(Vec<(Words, Words)>),
    /// Findings, each with its sign and in its colour. The words say it too, for those who see neither.
    Marks(Vec<(Mark, Words)>),
    /// A chart.
    Chart(Chart),
}

/// How something was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As it should be: a tick, green.
    Good,
    /// To be watched: an exclamation mark, brown.
    Watch,
    /// Lacking: a cross, red.
    Bad,
}

impl Mark {
    /// The sign before the words.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Watch => "!",
            Self::Bad => "✕",
        }
    }
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph.
    pub fn paragraph(words: impl Into<Words>) -> Self {
        Self::Paragraph(words.into())
    }

    /// A list with bullets.
    pub fn bullets<W: Into<Words>>(items: impl IntoIterator<Item = W>) -> Self {
        Self::List { numbered: false, items: items.into_iter().map(Into::into).collect() }
    }

    /// A list with numbers.
    pub fn numbers<W: Into<Words>>(items: impl IntoIterator<Item = W>) -> Self {
        Self::List { numbered: true, items: items.into_iter().map(Into::into).collect() }
    }

    /// Names and what they stand for.
    pub fn pairs<N: Into<Words>, V: Into<Words>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self::Pairs(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// The cells of one row.
pub type Cells = Vec<Words>;

/// A table with a head. A row that is too short is filled with empty cells; cells beyond the columns are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the table shows, said to those who hear it.
    pub summary: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Cells>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: Words,
    /// Where its texts stand.
    pub align: Align,
}

impl Column {
    /// A column of texts.
    pub fn text(title: impl Into<Words>) -> Self {
        Self { title: title.into(), align: Align::Left }
    }

    /// A column of numbers, which stand at the right.
    pub fn number(title: impl Into<Words>) -> Self {
        Self { title: title.into(), align: Align::Right }
    }
}

/// Where a text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left, as texts.
    Left,
    /// At the right, as numbers.
    Right,
}
