//! What the working zone knows, as types: pseudonyms, links, dates, but no personal value.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_law::{
    ActorId, Basis, Channel, ConsentEvidence, ConsentState, Ending, FactNo, FieldId, InformationDuty,
    LifecycleGroup, NoticeStatus, ObjectionKind, PermissionKind, PurposeId, SourceType, SubjectId,
    SubjectKind,
};
use zgoda_vault::{Boxes, WrappedKey};

use crate::facts::Facts;
use crate::request::Request;

/// The dense integer of a subject inside one installation; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ordinal(pub u32);

macro_rules! row_ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl From<$name> for crate::sql::Value {
            fn from(id: $name) -> Self {
                Self::Int(id.0.into())
            }
        }

        impl crate::sql::FromValue for $name {
            const EXPECTED: &'static str = stringify!($name);

            fn from_value(value: &crate::sql::Value) -> Option<Self> {
                u32::from_value(value).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}
row_ids!(
    /// A source: one form, fair, file or register.
    SourceId,
    /// An interned combination of source, purposes and bases.
    GroundsId,
    /// An organisation.
    OrgId,
    /// An import.
    ImportId,
    /// A stored wording of ours: of a consent, an assessment, a notice.
    TextId,
    /// Letters that are printed and posted together.
    BatchId,
    /// An entry of a register kept by hand.
    EntryId,
    /// An enrichment run.
    RunId,
    /// A schedule of enrichment runs.
    ScheduleId,
    /// Somebody who is told of accepted changes.
    WebhookId,
    /// A legal hold.
    HoldId,
    /// An authorisation of a member of staff.
    AuthorisationId,
    /// A file that left.
    ExportId,
);

impl From<Ordinal> for crate::sql::Value {
    fn from(ordinal: Ordinal) -> Self {
        Self::Int(ordinal.0.into())
    }
}

impl crate::sql::FromValue for Ordinal {
    const EXPECTED: &'static str = "subject ordinal";

    fn from_value(value: &crate::sql::Value) -> Option<Self> {
        u32::from_value(value).map(Self)
    }
}

/// Where data came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// What kind of source.
    pub kind: SourceType,
    /// What people call it: *Targi Poznań 2026*.
    pub name: String,
    /// Which information duty it carries.
    pub duty: InformationDuty,
    /// Whether the source is publicly accessible, GDPR art. 14(2)(f).
    pub is_public: bool,
    /// When the data were given there: the day of the fair, of the chat, of the extract.
    pub occurred_at: Timestamp,
    /// When somebody approved it for use; `None` where nobody has.
    pub approved_at: Option<Timestamp>,
    /// What proves it: a form version, a file's digest, an address.
    pub evidence: String,
}

/// The purposes a value is held for, each with its basis, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Its number.
    pub id: GroundsId,
    /// Where the value came from.
    pub source: Source,
    /// Purposes and bases, at least one.
    pub links: Vec<Link>,
}

/// One purpose a value is held for, and the basis.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The purpose.
    pub purpose: PurposeId,
    /// The letter of GDPR art. 6(1).
    pub basis: Basis,
    /// The contract, request or act it refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// One fact about a person, without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its number within the person.
    pub no: FactNo,
    /// Which field.
    pub field: FieldId,
    /// Source, purposes and bases.
    pub grounds: Arc<Grounds>,
    /// When it was obtained.
    pub obtained_at: Timestamp,
    /// When it was last seen to be still so.
    pub confirmed_at: Timestamp,
    /// The day on which each purpose ends; on that day the purpose no longer reads it.
    pub until: Vec<(PurposeId, Date)>,
    /// The commitment that stands in the ledger.
    pub commitment: [u8; 16],
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// When and how it ended.
    pub ended: Option<(Timestamp, Ending)>,
}

impl Fact {
    /// The day on which the last purpose ends and the value is destroyed.
    pub fn last_day(&self) -> Option<Date> {
        self.until.iter().map(|(_, day)| *day).max()
    }

    /// Whether the value still stands.
    pub fn is_current(&self) -> bool {
        self.ended.is_none()
    }
}

/// A consent as a record that can be shown, GDPR art. 7(1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number within the person.
    pub no: u32,
    /// What for.
    pub purpose: PurposeId,
    /// The channels it names, each separately withdrawable.
    pub channels: BTreeSet<Channel>,
    /// Whether it stands.
    pub state: ConsentState,
    /// When it was given or refused.
    pub given_at: Timestamp,
    /// When it was withdrawn.
    pub ended_at: Option<Timestamp>,
    /// The end of its term.
    pub expires_at: Timestamp,
    /// Given for commercial information, PKE art. 398.
    pub pke398: bool,
    /// The exact wording, where it is held.
    pub wording: Option<String>,
    /// Where it was given.
    pub source: SourceId,
    /// How it can be shown; without it the consent is a claim and counts for nothing.
    pub evidence: Option<ConsentEvidence>,
}

/// A permission to contact on one channel, PKE art. 398.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelPermission {
    /// Its number within the person.
    pub no: u32,
    /// The channel.
    pub channel: Channel,
    /// How it came to be.
    pub kind: PermissionKind,
    /// What for.
    pub purpose: PurposeId,
    /// The one offer that was asked for.
    pub offer: Option<String>,
    /// When it was given.
    pub given_at: Timestamp,
    /// Not before.
    pub not_before: Option<Timestamp>,
    /// Until when, exclusive.
    pub valid_to: Option<Timestamp>,
    /// How many contacts it allows.
    pub max_contacts: Option<u32>,
    /// How many were made.
    pub contacts: u32,
    /// Where it was given.
    pub source: SourceId,
    /// When it ended early.
    pub ended_at: Option<Timestamp>,
}

/// An objection. It is only ever added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Its number within the person.
    pub no: u32,
    /// Which.
    pub kind: ObjectionKind,
    /// Narrowed to a channel.
    pub channel: Option<Channel>,
    /// Narrowed to a purpose.
    pub purpose: Option<PurposeId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// An objection on grounds was rejected for compelling reasons.
    pub rejected_at: Option<Timestamp>,
    /// How it reached us.
    pub via: String,
}

/// A duty to inform the person, GDPR art. 13 or 14.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its number within the person.
    pub no: u32,
    /// Which article.
    pub duty: InformationDuty,
    /// For data of which source.
    pub source: SourceId,
    /// When those data were obtained.
    pub obtained_at: Timestamp,
    /// The purposes it tells of.
    pub purposes: BTreeSet<PurposeId>,
    /// How far it is.
    pub status: NoticeStatus,
    /// The last moment.
    pub due_at: Timestamp,
    /// When it was delivered or found not to apply.
    pub done_at: Option<Timestamp>,
    /// How it was delivered.
    pub channel: Option<Channel>,
}

/// One contact in the timeline, without content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touchpoint {
    /// When.
    pub happened_at: Timestamp,
    /// From the person to us.
    pub inbound: bool,
    /// A code such as `chat_message`, `event_visit`, `offer_sent`.
    pub kind: String,
    /// On which channel.
    pub channel: Option<Channel>,
}

/// Flags of a subject's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SubjectFlags {
    /// The key is destroyed.
    pub erased: bool,
    /// Restricted, GDPR art. 18.
    pub restricted: bool,
    /// Under a legal hold.
    pub hold: bool,
}

impl SubjectFlags {
    /// As stored.
    pub(crate) fn bits(self) -> i64 {
        i64::from(self.erased) | i64::from(self.restricted) << 1 | i64::from(self.hold) << 2
    }

    /// From the stored form.
    pub(crate) fn from_bits(bits: i64) -> Self {
        Self { erased: bits & 1 != 0, restricted: bits & 2 != 0, hold: bits & 4 != 0 }
    }
}

/// Everything held about a person but the values, which stay sealed beside it.
#[derive(Debug, Clone)]
pub struct Person {
    /// The public pseudonym.
    pub id: SubjectId,
    /// The dense integer.
    pub ordinal: Ordinal,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Country code of two letters.
    pub country: String,
    /// Erased, restricted, held.
    pub flags: SubjectFlags,
    /// The fields that legal holds in force keep, where they do not keep all.
    pub held_fields: Option<BTreeSet<FieldId>>,
    /// Lead, contract or archive.
    pub lifecycle: LifecycleGroup,
    /// The organisation they stand for.
    pub org: Option<OrgId>,
    /// When the record began.
    pub created_at: Timestamp,
    /// The last sign from them: retention is counted from it, never from ours.
    pub last_inbound_at: Option<Timestamp>,
    /// All facts, current and ended, oldest first.
    pub facts: Vec<Fact>,
    /// All consents, oldest first.
    pub consents: Vec<Consent>,
    /// All permissions, oldest first.
    pub permissions: Vec<ChannelPermission>,
    /// All objections, oldest first.
    pub objections: Vec<Objection>,
    /// All duties to inform, oldest first.
    pub notices: Vec<Notice>,
    /// The latest contacts, newest first.
    pub touchpoints: Vec<Touchpoint>,
    /// Requests, oldest first.
    pub requests: Vec<Request>,
    pub(crate) next_no: u32,
    /// The facts as they are kept in the row.
    pub(crate) kept: Facts,
    pub(crate) sealed: Option<Sealed>,
}

/// The person's wrapped key and boxes: noise without the key-encryption key.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) wrapped: WrappedKey,
    pub(crate) revision: i64,
    pub(crate) boxes: Boxes,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} boxes)", self.boxes.len())
    }
}

impl Person {
    /// Somebody of whom nothing is recorded yet: what a collection is decided about.
    pub fn blank(id: SubjectId, new: &crate::NewSubject, at: Timestamp) -> Self {
        Self {
            id,
            ordinal: Ordinal(0),
            kind: new.kind,
            country: new.country.clone(),
            flags: SubjectFlags::default(),
            held_fields: None,
            lifecycle: new.lifecycle,
            org: new.org,
            created_at: at,
            last_inbound_at: None,
            facts: Vec::new(),
            consents: Vec::new(),
            permissions: Vec::new(),
            objections: Vec::new(),
            notices: Vec::new(),
            touchpoints: Vec::new(),
            requests: Vec::new(),
            next_no: 1,
            kept: Facts::default(),
            sealed: None,
        }
    }

    /// The facts that stand.
    pub fn current(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(|fact| fact.is_current())
    }

    /// The fact with this number.
    pub fn fact(&self, no: FactNo) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.no == no)
    }

    /// Whether a legal hold keeps this fact: it is not erased, whatever its term.
    pub fn is_on_hold(&self, fact: &Fact) -> bool {
        self.flags.hold && self.held_fields.as_ref().is_none_or(|fields| fields.contains(&fact.field))
    }

    /// Whether a value of the fact is still held in the vault.
    pub fn holds(&self, no: FactNo) -> bool {
        self.sealed.as_ref().is_some_and(|sealed| sealed.boxes.get(no).is_some())
    }
}

/// Who makes a change and when: every change has both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Who.
    pub actor: ActorId,
    /// When.
    pub at: Timestamp,
}
