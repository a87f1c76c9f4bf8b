//! *Rejestry*: all registers, one register, one entry with its history, the form, and the record of activities.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_rights::registers::Grade;
use zgoda_rights::registers::cell::Control;
use zgoda_store::Register;

use super::frame::Frame;
use super::parts::{Notice, Tone};

/// The colour of a finding.
pub const fn tone(grade: Grade) -> Tone {
    match grade {
        Grade::Good => Tone::Allow,
        Grade::Watch => Tone::Wait,
        Grade::Bad => Tone::Deny,
    }
}

/// A register in the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterCard {
    /// Where it stands.
    pub href: String,
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Entries that are open, and all; nothing for one that makes itself.
    pub counts: Option<(usize, usize)>,
    /// The heaviest of what follows from its open entries: colour, word, and how many weigh so.
    pub worst: Option<(Tone, &'static str, usize)>,
    /// The nearest deadline.
    pub due: Option<Date>,
}

/// All registers.
#[derive(Debug, Template)]
#[template(path = "registers/index.html")]
pub struct RegistersPage {
    /// What stands around.
    pub frame: Frame,
    /// The registers.
    pub cards: Vec<RegisterCard>,
}

/// A finding as colour, words and article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Its colour.
    pub tone: Tone,
    /// What it says.
    pub words: String,
    /// The article.
    pub article: String,
}

/// An entry in its register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its number.
    pub id: u32,
    /// What it is called.
    pub title: String,
    /// Ended or struck, in colour and word; nothing while it is open.
    pub state: Option<(Tone, &'static str)>,
    /// The heaviest finding.
    pub worst: Option<FindingRow>,
    /// When it was entered.
    pub entered_on: Date,
    /// The nearest deadline.
    pub due: Option<Date>,
    /// The clock of a breach: its colour and how much is left.
    pub clock: Option<(Tone, String)>,
}

/// One register.
#[derive(Debug, Template)]
#[template(path = "registers/list.html")]
pub struct RegisterPage {
    /// What stands around.
    pub frame: Frame,
    /// Which register.
    pub register: Register,
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// What is said where there is nothing.
    pub empty: &'static str,
    /// The button that adds an entry.
    pub add: &'static str,
    /// Whether the reader may make entries.
    pub may_enter: bool,
    /// The entries, the last at the top.
    pub rows: Vec<EntryRow>,
}

/// A revision in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Which one, from 1.
    pub number: u32,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The boxes it changed: name, before, after; none for the first.
    pub changes: Vec<(&'static str, String, String)>,
    /// Whether it struck the entry.
    pub struck: bool,
    /// Its hash, as the ledger has it.
    pub hash: String,
}

impl RevisionRow {
    /// The first digits of the hash.
    pub fn short_hash(&self) -> &str {
        self.hash.get(..16).unwrap_or(&self.hash)
    }
}

/// What the method proposes about a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Its colour.
    pub tone: Tone,
    /// The sum and what is proposed.
    pub words: String,
    /// The clock: its colour, how much is left, and until when.
    pub clock: (Tone, String, String),
    /// How much of the 72 hours is gone, in hundredths.
    pub gone: u64,
}

/// One entry.
#[derive(Debug, Template)]
#[template(path = "registers/entry.html")]
pub struct EntryPage {
    /// What stands around.
    pub frame: Frame,
    /// Which register.
    pub register: Register,
    /// What the register is called.
    pub name: &'static str,
    /// Its number.
    pub id: u32,
    /// Its last revision.
    pub revision: u32,
    /// What it is called.
    pub title: String,
    /// Ended or struck; nothing while it is open.
    pub state: Option<(Tone, &'static str)>,
    /// Why it was struck.
    pub struck: Option<String>,
    /// Its parts, each with its boxes.
    pub parts: Vec<(&'static str, Vec<(&'static str, String)>)>,
    /// What follows from it.
    pub findings: Vec<FindingRow>,
    /// What is due: what, until when.
    pub dues: Vec<(&'static str, Timestamp, bool)>,
    /// What the method proposes, for a breach.
    pub weighed: Option<Weighed>,
    /// Whether a destruction can be shown as a protocol.
    pub protocol: bool,
    /// Its revisions, the last at the top.
    pub history: Vec<RevisionRow>,
    /// Whether the reader may change it.
    pub may_enter: bool,
    /// What is wrong with the reason for striking.
    pub strike_problem: Option<&'static str>,
}

/// One box of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxView {
    /// Its name in the form.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it is asked for.
    pub control: Control,
    /// Whether the entry cannot do without it.
    pub needed: bool,
    /// What was typed.
    pub value: String,
    /// The choices with their words, and whether each is chosen.
    pub choices: Vec<(String, String, bool)>,
    /// What is wrong with it.
    pub problem: Option<&'static str>,
}

/// The form of an entry.
#[derive(Debug, Template)]
#[template(path = "registers/form.html")]
pub struct FormPage {
    /// What stands around.
    pub frame: Frame,
    /// Which register.
    pub register: Register,
    /// What the register is called.
    pub name: &'static str,
    /// The entry that is changed: its number, the revision that was read, and its title.
    pub over: Option<(u32, u32, String)>,
    /// What is to be said above the form.
    pub told: Option<Notice>,
    /// Its parts, each with its boxes.
    pub parts: Vec<(&'static str, Vec<BoxView>)>,
}

impl FormPage {
    /// Where it is sent.
    pub fn action(&self) -> String {
        let place = format!("/registers/{}", self.register.name());
        self.over.as_ref().map_or_else(|| format!("{place}/new"), |(id, ..)| format!("{place}/{id}/edit"))
    }

    /// How a moment is asked for: a time that the clock shows twice needs room for its offset.
    pub fn moment_type(&self, one: &BoxView) -> &'static str {
        // *2026-10-25T02:30+02:00* is longer than a browser's own control can show.
        if one.value.len() > 16 || one.problem.is_some() { "text" } else { "datetime-local" }
    }

    /// Where one comes from.
    pub fn back(&self) -> String {
        let place = format!("/registers/{}", self.register.name());
        self.over.as_ref().map_or_else(|| place.clone(), |(id, ..)| format!("{place}/{id}"))
    }
}

/// An activity of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityView {
    /// The stable name of the purpose.
    pub purpose: String,
    /// Whether the purpose is in use.
    pub in_use: bool,
    /// Whether an assessment is lacking.
    pub lacking: bool,
    /// People held for it.
    pub people: u64,
    /// Names and what they stand for.
    pub pairs: Vec<(&'static str, String)>,
}

/// The record of processing activities.
#[derive(Debug, Template)]
#[template(path = "registers/activities.html")]
pub struct ActivitiesPage {
    /// What stands around.
    pub frame: Frame,
    /// The activities.
    pub activities: Vec<ActivityView>,
}
