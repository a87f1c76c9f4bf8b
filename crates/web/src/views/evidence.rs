//! How long silent leads are worth keeping: the curve, the term it proves, and its approval.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use super::frame::Frame;
use super::parts::Progress;

/// A share of late buyers that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// As a percentage.
    pub words: String,
    /// Where it is chosen.
    pub href: String,
    /// Whether it is the one shown.
    pub chosen: bool,
}

/// The term in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// How long, in words.
    pub term: String,
    /// Who approved it.
    pub by: String,
    /// On which day.
    pub at: Date,
    /// Until when.
    pub until: Option<Date>,
    /// The SHA-256 of the leads it rests on, where it rests on any.
    pub dataset: Option<String>,
}

/// An approval that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// How long the term was, in words.
    pub term: String,
    /// Who approved it.
    pub by: String,
    /// On which day.
    pub at: Date,
    /// When it ended.
    pub ended: Option<Date>,
}

/// The term that is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// How many days.
    pub days: u32,
    /// The upper bound of the chance of a sale from then on.
    pub bound: String,
    /// Leads that were watched beyond it.
    pub watched: u64,
    /// Of these, those who bought.
    pub late: u64,
    /// What it would do to values held already, as far as that was counted.
    pub reach: Reach,
    /// The chosen share, in thousandths.
    pub theta: u16,
    /// The SHA-256 of the leads.
    pub dataset: String,
}

impl Proposed {
    /// Whether it is being counted what it would do.
    pub fn is_counting(&self) -> bool {
        matches!(self.reach, Reach::Counting(_))
    }

    /// Whether nobody had that counted.
    pub fn is_uncounted(&self) -> bool {
        self.reach == Reach::Uncounted
    }
}

/// What a term would do to values held already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Nobody had it counted.
    Uncounted,
    /// It is being counted.
    Counting(Progress),
    /// It was counted; where it cannot be approved on any more, with the reason.
    Counted {
        /// When.
        at: Timestamp,
        /// Values that would end earlier.
        values: u64,
        /// People they belong to.
        people: u64,
        /// Of these values, those whose last day would have come already.
        due: u64,
        /// Why it does not count any more.
        stale: Option<&'static str>,
    },
}

/// The closed leads of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The offer; `None` for all those with too few leads.
    pub product: Option<String>,
    /// Closed leads.
    pub leads: u64,
    /// Of these, those who bought.
    pub bought: u64,
}

/// The page of the evidence.
#[derive(Debug, Template)]
#[template(path = "retention/evidence.html")]
pub struct EvidencePage {
    /// What stands around.
    pub frame: Frame,
    /// The shares that may be chosen.
    pub shares: Vec<Share>,
    /// The term of the pack, in words.
    pub default: String,
    /// The term in force, where one was approved.
    pub in_force: Option<InForce>,
    /// Approvals that ended, the latest first.
    pub past: Vec<Past>,
    /// The curve as SVG, where there are leads.
    pub chart: Option<String>,
    /// Leads closed since then count.
    pub since: Date,
    /// Closed leads.
    pub leads: u64,
    /// Of these, those who bought.
    pub bought: u64,
    /// The offer that wants the longest term, where one offer decides.
    pub product: Option<String>,
    /// The term that is proved.
    pub proposed: Option<Proposed>,
    /// Whether nothing is proved because there are too few leads.
    pub too_few: bool,
    /// The offers.
    pub offers: Vec<Offer>,
    /// How far values have been given the last day that was decided, while that goes on.
    pub applying: Option<Progress>,
    /// Whether the reader may approve.
    pub may_approve: bool,
}
