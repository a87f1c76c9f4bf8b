//! *Osoba*: who they are and what is allowed at the left, what happened in the middle, what is known at the right.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::{
    Channel, ConsentState, Ending, InformationDuty, LifecycleGroup, NoticeStatus, ReasonCode, SubjectKind,
    SubjectState,
};

use zgoda_store::RequestKind;

use super::deadlines::Duty;
use super::frame::Frame;
use super::notices::ToldRow;
use super::parts::{Input, Light, Link, Tag, Who, channel_icon};

/// How an objection can reach us, as codes.
pub const VIAS: [&str; 5] = ["email", "phone", "letter", "in_person", "messenger"];

/// How a person can be informed.
pub const NOTICE_CHANNELS: [Channel; 4] =
    [Channel::Email, Channel::Post, Channel::CallLive, Channel::InPerson];

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
    /// The lifecycle group.
    pub group: LifecycleGroup,
    /// Whether the use of the data is closed, and how.
    pub states: Vec<SubjectState>,
    /// Requested offers that may still be followed up.
    pub offers: Vec<Offer>,
    /// What may be sent, by purpose.
    pub lights: Vec<LightRow>,
    /// Duties towards this person.
    pub duties: Vec<Duty>,
    /// Consents, the latest first.
    pub consents: Vec<ConsentRow>,
    /// Objections, the latest first.
    pub objections: Vec<(String, Date)>,
    /// Duties to inform, the latest first.
    pub notices: Vec<NoticeRow>,
    /// What they were told, or will be, the latest first.
    pub told: Vec<ToldRow>,
    /// The day on which an exemption is to be looked at again, at the latest.
    pub review: Date,
    /// Requests of the person, the latest first.
    pub requests: Vec<RequestRow>,
    /// What happened, newest first.
    pub timeline: Vec<Event>,
    /// What is known, by field.
    pub values: Vec<ValueGroup>,
    /// Stable names of the purposes that might open what is shut, of those the reader may work for.
    pub opens: Vec<String>,
    /// Whether a sealed name may be asked for.
    pub can_reveal: bool,
}

impl PersonPage {
    /// How an objection reached us.
    pub fn via(&self, name: &str) -> &'static str {
        self.frame.t.find(&format!("via-{}", name.replace('_', "-"))).unwrap_or_default()
    }

    /// Why somebody need not be informed.
    pub fn exemption(&self, name: &str) -> &'static str {
        self.frame.t.find(&format!("exemption-{}", name.replace('_', "-"))).unwrap_or_default()
    }

    /// What was asked for.
    pub fn request(&self, request: &RequestRow) -> &str {
        self.frame.t.request_kind(request.kind.name())
    }

    /// How many values stand.
    pub fn known(&self) -> usize {
        self.values.iter().flat_map(|group| &group.values).filter(|value| value.ended.is_none()).count()
    }
}

/// The form that corrects one value, GDPR art. 16.
#[derive(Debug, Template)]
#[template(path = "person/correct.html")]
pub struct CorrectPage {
    /// What stands around.
    pub frame: Frame,
    /// Who.
    pub who: Who,
    /// The number of the fact within the person.
    pub fact: u32,
    /// Stable name of the field.
    pub field: String,
    /// The value, as people write it.
    pub shown: String,
    /// The value as it is held.
    pub now: Option<String>,
    /// What was typed.
    pub value: Input,
}

/// What the person said about a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// Its number within the person.
    pub no: u32,
    /// Stable name of the purpose.
    pub purpose: String,
    /// The channels it names.
    pub channels: Vec<Channel>,
    /// Given, refused, withdrawn.
    pub state: ConsentState,
    /// The day it was given or refused.
    pub given: Date,
    /// The day it was withdrawn.
    pub ended: Option<Date>,
    /// The end of its term.
    pub expires: Date,
    /// The exact wording.
    pub wording: Option<String>,
    /// Whether it can be shown; otherwise it is a claim and opens nothing.
    pub proven: bool,
    /// Whether it can be withdrawn.
    pub stands: bool,
}

/// A duty to inform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number within the person.
    pub no: u32,
    /// Which article.
    pub duty: InformationDuty,
    /// Where the data came from.
    pub source: String,
    /// How far it is.
    pub status: NoticeStatus,
    /// The last day.
    pub due: Date,
    /// When it was done.
    pub done: Option<Date>,
    /// Whether it waits to be done.
    pub open: bool,
}

impl NoticeRow {
    /// The grounds on which it need not be done, as codes.
    pub const fn grounds(&self) -> &'static [&'static str] {
        match self.duty {
            InformationDuty::Article13 => &["informed"],
            InformationDuty::Article14 => &["informed", "disproportionate", "laid_down_by_law", "secrecy"],
        }
    }
}

/// A request of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// Which right.
    pub kind: RequestKind,
    /// The number of its file.
    pub file: String,
    /// The day it arrived.
    pub received: Date,
    /// The last day.
    pub due: Date,
    /// The day it was answered.
    pub answered: Option<Date>,
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

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueGroup {
    /// Stable name of the field.
    pub field: String,
    /// The values, better-founded first.
    pub values: Vec<Value>,
}

impl ValueGroup {
    /// Whether values that stand and may be seen say different things. What stays shut is not accused.
    pub fn contradicts(&self) -> bool {
        let standing = self.values.iter().filter(|value| value.ended.is_none());
        let mut seen = standing.filter_map(|value| match &value.content {
            Content::Open(text) => Some(text),
            Content::Sealed { .. } => None,
        });
        seen.next().is_some_and(|first| seen.any(|other| other != first))
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
    /// What proves where it came from, in the words of its source.
    pub evidence: Option<String>,
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
