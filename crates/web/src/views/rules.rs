//! One rule of keeping: what it says, what it holds, and a shorter term with its preview.

use askama::Template;
use jiff::civil::Date;

use super::frame::Frame;
use super::parts::Input;

/// A purpose under a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Stable name of the purpose.
    pub purpose: String,
    /// Values held for it.
    pub held: u64,
}

/// The term that was approved instead of the pack's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTerm {
    /// How long, in words.
    pub term: String,
    /// Whether evidence proves it; otherwise the controller shortened it.
    pub proved: bool,
    /// Who approved it.
    pub by: String,
    /// On which day.
    pub at: Date,
}

/// What a shorter term would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shorter {
    /// How long, in words.
    pub term: String,
    /// Values that get an earlier last day.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// Of these values, those that go with the next run.
    pub due: u64,
}

/// The page of a rule.
#[derive(Debug, Template)]
#[template(path = "retention/rule.html")]
pub struct RulePage {
    /// What stands around.
    pub frame: Frame,
    /// Its stable name.
    pub id: String,
    /// The purposes under it.
    pub purposes: Vec<Under>,
    /// When the term begins, in words.
    pub begins: String,
    /// The pack's term, in words.
    pub term: String,
    /// The longest term that evidence may prove, in words.
    pub cap: Option<String>,
    /// What it rests on.
    pub article: String,
    /// What happens at its end, in words.
    pub ends: &'static str,
    /// The term that counts instead.
    pub own: Option<OwnTerm>,
    /// Whether the controller may shorten it.
    pub is_own: bool,
    /// Whether the reader may.
    pub may_shorten: bool,
    /// The number that was typed.
    pub number: Input,
    /// Whether it counts months; otherwise days.
    pub months: bool,
    /// What it would do.
    pub preview: Option<Shorter>,
}

impl RulePage {
    /// The name of the rule: that of its first purpose.
    pub fn title(&self) -> &str {
        self.purposes
            .first()
            .map_or_else(|| self.frame.t.retention_rules(), |first| self.frame.t.purpose(&first.purpose))
    }
}
