//! *Osoba*: who they are and what is allowed at the left, what happened in the middle, what is known at the right.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{Channel, Ending, LifecycleGroup, ReasonCode, SubjectKind};

use super::deadlines::Duty;
use super::frame::Frame;
use super::parts::{Light, Link, Tag, Who, channel_icon};

/// The page of one person.
#[derive(Debug, Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    /// What stands around.
    pub frame: Frame,
    /// Who.
    pub who: Who,
    /// Private person, sole trader, person at a firm.
    pub kind: SubjectKind,
    /// Position, if known and permitted.
    pub position: Option<String>,
    /// Their firm.
    pub firm: Option<Link>,
    /// The lifecycle group per purpose (stable name).
    pub groups: Vec<(String, LifecycleGroup)>,
    /// Requested offers that may still be followed up.
    pub offers: Vec<Offer>,
    /// What may be sent, by purpose.
    pub lights: Vec<LightRow>,
    /// Duties towards this person.
    pub duties: Vec<Duty>,
    /// What happened, newest first.
    pub timeline: Vec<Event>,
    /// What is known, by field.
    pub values: Vec<ValueGroup>,
    /// Whether a sealed name may be asked for.
    pub can_reveal: bool,
}

impl PersonPage {
    /// How many values stand.
    pub fn known(&self) -> usize {
        self.values.iter().flat_map(|group| &group.values).filter(|value| value.ended.is_none()).count()
    }
}

/// The lights of one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightRow {
    /// Stable name of the purpose.
    pub purpose: String,
    /// One light per channel.
    pub lights: Vec<Light>,
}

/// An offer the person asked for: how often one may write, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What was asked for.
    pub subject: String,
    /// Contacts made.
    pub used: u64,
    /// Contacts agreed.
    pub allowed: u64,
    /// Last day.
    pub until: Date,
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The person contacted us.
    Inbound,
    /// We contacted the person.
    Outbound,
    /// The product or a member of staff did something with the data.
    System,
}

impl Direction {
    /// The class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Inbound => "in",
            Self::Outbound => "out",
            Self::System => "system",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// From whom.
    pub direction: Direction,
    /// By which channel, for contacts.
    pub channel: Option<Channel>,
    /// One line.
    pub title: String,
    /// More of it, if permitted.
    pub detail: Option<String>,
    /// Who did it.
    pub actor: Option<String>,
}

impl Event {
    /// The icon of its channel.
    pub fn icon(&self) -> &'static str {
        self.channel.map_or("clock", channel_icon)
    }
}

/// The values of one field; several that stand at once contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueGroup {
    /// Stable name of the field.
    pub field: String,
    /// The values, better-founded first.
    pub values: Vec<Value>,
}

impl ValueGroup {
    /// Whether more than one value stands.
    pub fn contradicts(&self) -> bool {
        self.values.iter().filter(|value| value.ended.is_none()).count() > 1
    }
}

/// One fact about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The number of the fact within the person.
    pub fact: u32,
    /// The value, opened or not.
    pub content: Content,
    /// Its metryczka.
    pub tag: Tag,
    /// How and when it ended, if it did.
    pub ended: Option<(Ending, Date)>,
    /// Who read it lately.
    pub readers: Vec<Reader>,
    /// Where its evidence is, if there is some.
    pub evidence: Option<Link>,
}

/// A value as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Opened against a permit, and written as people write it.
    Open(String),
    /// Sealed, and why.
    Sealed {
        /// The first reason.
        reason: ReasonCode,
        /// Where *why?* leads.
        why: String,
    },
}

/// Somebody who read a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Name of the member of staff.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Stable name of the purpose.
    pub purpose: String,
}
