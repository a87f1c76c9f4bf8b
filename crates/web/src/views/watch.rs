//! The log of readings and the alarms of bulk reading.

use askama::Template;
use jiff::Timestamp;

use super::frame::Frame;
use super::parts::Who;

/// One reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenRow {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// How, in words.
    pub how: &'static str,
    /// The stable name of the purpose.
    pub purpose: Option<String>,
    /// The first people, by pseudonym.
    pub people: Vec<Who>,
    /// How many more there are.
    pub more: u64,
    /// How many values.
    pub values: u64,
}

/// The log of readings.
#[derive(Debug, Template)]
#[template(path = "access/reads.html")]
pub struct ReadsPage {
    /// What stands around.
    pub frame: Frame,
    /// Members of staff: their numbers, their names, and whether one is chosen.
    pub staff: Vec<(u32, String, bool)>,
    /// The person as it was typed.
    pub person: String,
    /// The day as it was typed.
    pub day: String,
    /// Whether something of this cannot be understood.
    pub problem: bool,
    /// Readings, the latest first.
    pub rows: Vec<SeenRow>,
    /// Where older ones are.
    pub older: Option<String>,
    /// Whether anything is filtered.
    pub filtered: bool,
}

/// An alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlarmRow {
    /// The entry of the ledger.
    pub seq: u64,
    /// The stable name of the kind.
    pub kind: &'static str,
    /// What happened, in words.
    pub what: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The readings of that day.
    pub href: String,
    /// Who answered it and when, in words.
    pub answered: Option<String>,
    /// What was found out.
    pub word: String,
}

/// What a role may see unnoticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRow {
    /// The stable name of the role.
    pub role: &'static str,
    /// Its words.
    pub words: &'static str,
    /// The names of the boxes, what they are called, and their limits.
    pub limits: Vec<(&'static str, &'static str, u32)>,
}

/// The alarms and the limits.
#[derive(Debug, Template)]
#[template(path = "access/alarms.html")]
pub struct AlarmsPage {
    /// What stands around.
    pub frame: Frame,
    /// Those that wait.
    pub open: Vec<AlarmRow>,
    /// Those that were answered, the latest first.
    pub answered: Vec<AlarmRow>,
    /// The limits of every role.
    pub limits: Vec<LimitRow>,
    /// Whether the reader may answer and set limits.
    pub may_decide: bool,
}
