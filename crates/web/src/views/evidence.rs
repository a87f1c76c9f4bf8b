//! How long silent leads are worth keeping: the curve, the term it proves, and its approval.

use askama::Template;
use jiff::civil::Date;

use super::frame::Frame;

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
    /// Values held already that would end earlier.
    pub reached: u64,
    /// People they belong to.
    pub people: u64,
    /// Of these values, those whose last day would have come already.
    pub due: u64,
    /// The chosen share, in thousandths.
    pub theta: u16,
    /// The SHA-256 of the leads.
    pub dataset: String,
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
    /// Whether the reader may approve.
    pub may_approve: bool,
}
