//! Legal holds: the list, asking for one, and one of them.

use askama::Template;
use jiff::civil::Date;
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Input, Tone, Who};

/// How a hold stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It waits for a second person.
    Asked,
    /// It is in force.
    InForce,
    /// It is in force, and nobody looked at it again in time.
    Overdue,
    /// It ended, or the wish was taken back.
    Ended,
}

impl Stands {
    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Asked => Tone::Wait,
            Self::InForce => Tone::Allow,
            Self::Overdue => Tone::Deny,
            Self::Ended => Tone::Info,
        }
    }

    /// Its word.
    pub fn word(&self, t: &Text) -> &'static str {
        match self {
            Self::Asked => t.hold_asked(),
            Self::InForce => t.hold_in_force(),
            Self::Overdue => t.hold_overdue(),
            Self::Ended => t.hold_ended(),
        }
    }
}

/// A hold in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldRow {
    /// Its number.
    pub id: u32,
    /// The matter.
    pub matter: String,
    /// The number of the claim or the proceeding.
    pub reference: String,
    /// How many people it covers.
    pub people: u64,
    /// The last day for looking at it again.
    pub review_by: Date,
    /// How it stands.
    pub stands: Stands,
}

/// The list of holds.
#[derive(Debug, Template)]
#[template(path = "retention/holds.html")]
pub struct HoldsPage {
    /// What stands around.
    pub frame: Frame,
    /// The holds, the latest first.
    pub rows: Vec<HoldRow>,
    /// Whether the reader may ask for one.
    pub may_ask: bool,
}

/// The form that asks for a hold.
#[derive(Debug, Template)]
#[template(path = "retention/hold_new.html")]
pub struct HoldNewPage {
    /// What stands around.
    pub frame: Frame,
    /// The matter.
    pub matter: Input,
    /// The number of the claim or the proceeding.
    pub reference: Input,
    /// The chosen ground.
    pub ground: String,
    /// The last day for looking at it again.
    pub review: Input,
    /// The latest day that may be chosen for it.
    pub review_max: Date,
    /// The pseudonyms, one a line.
    pub people: Input,
    /// Stable names of the fields, and whether each is chosen.
    pub fields: Vec<(String, bool)>,
}

impl HoldNewPage {
    /// Whether fields are chosen.
    pub fn is_choosing(&self) -> bool {
        self.fields.iter().any(|(_, chosen)| *chosen)
    }

    /// The grounds, with their words.
    pub fn grounds(&self) -> [(&'static str, &'static str); 2] {
        let t = self.frame.t;
        [("claim", t.hold_ground_claim()), ("proceeding", t.hold_ground_proceeding())]
    }
}

/// Who did something to a hold, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Who.
    pub by: String,
    /// On which day.
    pub at: Date,
}

/// A hold.
#[derive(Debug, Template)]
#[template(path = "retention/hold.html")]
pub struct HoldPage {
    /// What stands around.
    pub frame: Frame,
    /// As in the list.
    pub row: HoldRow,
    /// What it rests on, in words.
    pub ground: &'static str,
    /// Stable names of the fields it keeps; all of them where none is named.
    pub fields: Vec<String>,
    /// Who asked for it.
    pub asked: Deed,
    /// Who approved it.
    pub approved: Option<Deed>,
    /// Who ended it.
    pub ended: Option<Deed>,
    /// Whom it covers.
    pub people: Vec<Who>,
    /// Whether the reader may approve, review and end holds.
    pub may_decide: bool,
    /// Whether the reader asked for it.
    pub own: bool,
    /// The latest day for the next review.
    pub review_max: Date,
}
