//! *Retencja*: what falls due when, the rules, and a run with its preview.

use askama::Template;
use jiff::civil::Date;

use super::chart;
use super::frame::Frame;
use super::parts::{Progress, Who};

/// How many values end in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// The first day of the month.
    pub first: Date,
    /// Values that end in it.
    pub values: u64,
    /// Where the list of them is.
    pub href: String,
}

/// How many values end on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Values that end on it.
    pub values: u64,
    /// How strongly it is filled, 0 to 3.
    pub heat: u8,
}

/// A run of retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Who started it; empty for a scheduled one.
    pub by: String,
    /// When it ended.
    pub at: jiff::Timestamp,
    /// Values erased.
    pub values: u64,
    /// People they belonged to.
    pub people: u64,
    /// People of whom nothing remains.
    pub ended: u64,
    /// People kept back by a legal hold.
    pub held_back: u64,
    /// Whether everything due was done.
    pub complete: bool,
}

/// A rule of keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// Stable name of the rule.
    pub rule: String,
    /// Whether an approved term counts instead of the pack's, and whether evidence proves it.
    pub own: Option<bool>,
    /// Stable name of the purpose.
    pub purpose: String,
    /// When the term begins, in words.
    pub begins: String,
    /// The term, in words.
    pub term: String,
    /// What it rests on.
    pub article: String,
    /// Values held under it.
    pub held: u64,
    /// Values due now.
    pub due: u64,
}

/// One person of whom a run would end something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// Whose.
    pub who: Who,
    /// Stable names of the fields that would end.
    pub fields: Vec<String>,
    /// Whether nothing would be left of the person, so that their key goes too.
    pub last: bool,
}

/// What a run would do, or is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Values that would end.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// People of whom nothing would remain.
    pub gone: u64,
    /// Purposes that would end on values which stay.
    pub dropped: u64,
    /// People whose values stay although due, because of a dispute.
    pub held_back: u64,
    /// The first of them.
    pub rows: Vec<DueRow>,
    /// The day it is of.
    pub on: Date,
}

/// The page of retention.
#[derive(Debug, Template)]
#[template(path = "retention.html")]
pub struct RetentionPage {
    /// What stands around.
    pub frame: Frame,
    /// The next twelve months.
    pub months: Vec<Month>,
    /// The next weeks, day by day.
    pub days: Vec<Day>,
    /// The latest runs.
    pub runs: Vec<RunRow>,
    /// The rules.
    pub rules: Vec<RuleRow>,
    /// What a run would do, if asked for.
    pub preview: Option<Preview>,
    /// Values whose day has come.
    pub due: u64,
    /// Whether the reader may start a run.
    pub may_run: bool,
    /// How far a run has come, if one is on.
    pub running: Option<Progress>,
}

impl RetentionPage {
    /// How strongly a month is filled, 0 to 3.
    pub fn heat(&self, month: &Month) -> u8 {
        chart::heat(month.values, self.months.iter().map(|month| month.values).max().unwrap_or(0))
    }
}
