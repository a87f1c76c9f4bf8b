//! *Historia na dzień*: a person as of a past day.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Channel, Ending};

use super::frame::Frame;
use super::parts::{Tag, Tone, Who};

/// A value of then, as it can be seen today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Still held and open to the reader.
    Open(String),
    /// Still held and shut, with the reason.
    Sealed(&'static str),
    /// Destroyed: how, and on which day.
    Gone(Ending, Option<Date>),
}

/// A value that was held then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidThen {
    /// The stable name of its field.
    pub field: String,
    /// What it said.
    pub said: Said,
    /// How and when it ended since.
    pub ended: Option<(Ending, Date)>,
    /// Its metryczka.
    pub tag: Tag,
}

/// A decision as it would have been then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The stable name of the purpose.
    pub purpose: String,
    /// The channel.
    pub channel: Channel,
    /// Its colour.
    pub tone: Tone,
    /// How it came out.
    pub outcome: &'static str,
    /// Why not, each with its article.
    pub reasons: Vec<(&'static str, String)>,
    /// The packs that were valid then.
    pub packs: Vec<String>,
}

/// What was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Then {
    /// The day.
    pub day: Date,
    /// Whether the person was known.
    pub known: bool,
    /// Duties to inform that were not met.
    pub owed: usize,
    /// The values.
    pub values: Vec<SaidThen>,
    /// The consents, in words.
    pub consents: Vec<String>,
    /// The objections.
    pub objections: Vec<(String, Date)>,
    /// The decisions.
    pub verdicts: Vec<Verdict>,
    /// What had been done by then: when, what, who.
    pub history: Vec<(Timestamp, &'static str, String)>,
}

/// A person as of a past day.
#[derive(Debug, Template)]
#[template(path = "person/past.html")]
pub struct PastPage {
    /// What stands around.
    pub frame: Frame,
    /// Who, by pseudonym.
    pub who: Who,
    /// The day as it was typed.
    pub day: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// The day on which they were first known.
    pub first: Date,
    /// Whether they are erased today.
    pub erased: bool,
    /// What was then, where a day is given.
    pub then: Option<Then>,
}
