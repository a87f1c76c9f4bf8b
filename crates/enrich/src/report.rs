//! What came of an enrichment, in codes and numbers: no value of a person stands in it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_connectors::{Attention, Section};
use zgoda_law::{Reason, ReasonCode, SubjectId};
use zgoda_store::{Merged, OrgId, SourceId};

/// What the register said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Found {
    /// The company stands in the register.
    Found,
    /// It was struck off.
    StruckOff {
        /// On which day, where the register tells it.
        on: Option<Date>,
    },
    /// The register does not know the number. Nothing was changed.
    NotFound,
}

/// What came of an enrichment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the register said.
    pub found: Found,
    /// The organisation that was enriched.
    pub org: Option<OrgId>,
    /// Whether it was recorded just now.
    pub created: bool,
    /// The name it bore before, where the register has another.
    pub renamed_from: Option<String>,
    /// The source that was described for it.
    pub source: Option<SourceId>,
    /// Its facts.
    pub facts: FactCounts,
    /// Fields that no purpose in use needs: they were dropped, not stored.
    pub discarded: Vec<Discarded>,
    /// How many values the connector itself held back: masked, perhaps personal, or unreadable.
    pub withheld: usize,
    /// What a human should look at in the register, as codes.
    pub attention: Vec<&'static str>,
    /// The people in its organs.
    pub people: PeopleReport,
}

/// What came of the facts offered to an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FactCounts {
    /// Facts that were not there.
    pub new: u32,
    /// Facts that were there; only their date moved.
    pub confirmed: u32,
    /// Facts that are no longer so; they stay as history.
    pub ended: u32,
}

impl From<Merged> for FactCounts {
    fn from(merged: Merged) -> Self {
        Self { new: merged.new, confirmed: merged.confirmed, ended: merged.ended }
    }
}

/// A field that was dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discarded {
    /// Its stable name.
    pub field: &'static str,
    /// How many values of it there were.
    pub count: u32,
    /// Why.
    pub reasons: Vec<ReasonCode>,
}

/// What came of the people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PeopleReport {
    /// How many entries of people the register has.
    pub listed: usize,
    /// Why none of them was taken although they were asked for.
    pub refused: Vec<Reason>,
    /// Recorded just now; each owes a notice.
    pub added: Vec<SubjectId>,
    /// Known already, and confirmed.
    pub confirmed: Vec<SubjectId>,
    /// Known already, with another office now.
    pub changed: Vec<SubjectId>,
    /// Stopped at the door, by reason; one person can have several.
    pub stopped: BTreeMap<ReasonCode, u32>,
    /// Known from the register, which no longer lists them: a human decides what becomes of their data.
    pub gone: Vec<SubjectId>,
    /// By when those who were added must be informed, GDPR art. 14(3)(a).
    pub notice_due: Option<Timestamp>,
}

impl Report {
    pub(crate) fn new(found: Found, org: Option<OrgId>) -> Self {
        Self {
            found,
            org,
            created: false,
            renamed_from: None,
            source: None,
            facts: FactCounts::default(),
            discarded: Vec::new(),
            withheld: 0,
            attention: Vec::new(),
            people: PeopleReport::default(),
        }
    }
}

/// The stable code of a sign that a human should look at.
pub(crate) fn attention_code(attention: Attention) -> &'static str {
    match attention {
        Attention::SectionPresent(Section::Arrears) => "arrears",
        Attention::SectionPresent(Section::Curator) => "curator",
        Attention::SectionPresent(Section::Changes) => "changes",
        Attention::Liquidation => "liquidation",
        Attention::Bankruptcy => "bankruptcy",
        Attention::Restructuring => "restructuring",
        Attention::Suspension => "suspension",
        Attention::NameMayHoldSurnames => "name_may_hold_surnames",
    }
}
