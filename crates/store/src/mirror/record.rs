//! What the mirror knows about one person: pseudonym, links and dates, in the order in which they were recorded.

use std::sync::Arc;

use jiff::Timestamp;
use zgoda_law::{
    Channel, ConsentEvidence, ConsentState, FactNo, FieldId, InformationDuty, LifecycleGroup, NoticeStatus,
    ObjectionKind, PermissionKind, PurposeId, SubjectId, SubjectKind,
};

use crate::facts::{KeptFact, Terms};
use crate::model::{ImportId, OrgId, SubjectFlags};

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// The dense number.
    pub ordinal: u32,
    /// The public pseudonym.
    pub id: SubjectId,
    /// What stands once for each person.
    pub card: Card,
    /// Values, current and ended.
    pub facts: Vec<HeldFact>,
    /// Consents.
    pub consents: Vec<HeldConsent>,
    /// Permissions.
    pub permissions: Vec<HeldPermission>,
    /// Objections.
    pub objections: Vec<HeldObjection>,
    /// Duties to inform.
    pub notices: Vec<HeldNotice>,
}

/// What stands once for each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Card {
    pub kind: SubjectKind,
    /// Two letters, or zeros where it is none.
    pub country: [u8; 2],
    pub flags: SubjectFlags,
    pub lifecycle: LifecycleGroup,
    pub org: Option<OrgId>,
    pub import: Option<ImportId>,
    pub created_at: Timestamp,
    pub last_inbound_at: Option<Timestamp>,
}

/// A value without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldFact {
    pub no: FactNo,
    pub field: FieldId,
    pub ended: bool,
    /// The value is destroyed.
    pub gone: bool,
    pub terms: Arc<Terms>,
}

/// The day that does not come.
pub(crate) const NEVER: i32 = i32::MAX;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldConsent {
    pub purpose: PurposeId,
    pub channels: Channels,
    pub state: ConsentState,
    pub given_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    pub pke398: bool,
    pub evidence: Option<ConsentEvidence>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldPermission {
    pub channel: Channel,
    pub kind: PermissionKind,
    pub purpose: PurposeId,
    pub offer: Option<String>,
    pub given_at: Timestamp,
    pub not_before: Option<Timestamp>,
    /// The end of its term or the moment it was ended, whichever comes first.
    pub valid_to: Option<Timestamp>,
    pub max_contacts: Option<u32>,
    pub contacts: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldObjection {
    pub kind: ObjectionKind,
    pub purpose: Option<PurposeId>,
    pub made_at: Timestamp,
    pub rejected_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldNotice {
    pub no: u32,
    pub duty: InformationDuty,
    pub status: NoticeStatus,
    pub obtained_at: Timestamp,
    pub due_at: Timestamp,
    pub purposes: Vec<PurposeId>,
    pub channel: Option<Channel>,
}

/// A set of channels, as a bit mask over their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Channels(pub u16);

impl Channels {
    /// Reads a list of names with spaces between them.
    pub(crate) fn parse(text: &str) -> Self {
        text.split(' ').filter_map(Channel::from_name).collect()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Channel> {
        Channel::ALL.iter().copied().filter(move |channel| self.0 >> channel.number() & 1 == 1)
    }
}

impl FromIterator<Channel> for Channels {
    fn from_iter<T: IntoIterator<Item = Channel>>(channels: T) -> Self {
        Self(channels.into_iter().fold(0, |mask, channel| mask | 1 << channel.number()))
    }
}

impl From<&KeptFact> for HeldFact {
    fn from(kept: &KeptFact) -> Self {
        let KeptFact { no, field, ref terms, ref ended, gone, .. } = *kept;
        Self { no, field, ended: ended.is_some(), gone, terms: terms.clone() }
    }
}

impl HeldFact {
    /// The next day on which one of its purposes ends; [`NEVER`] where the value is gone and none is to come.
    pub(crate) fn next_day(&self) -> i32 {
        self.terms.next_day().filter(|_| !self.gone).unwrap_or(NEVER)
    }

    /// Whether another value differs in nothing but its number and field.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.ended, self.gone, &self.terms) == (other.ended, other.gone, &other.terms)
    }
}

impl Record {
    /// Whether the person's key is destroyed.
    pub(crate) fn erased(&self) -> bool {
        self.card.flags.erased
    }

    /// The values that stand.
    pub(crate) fn current(&self) -> impl Iterator<Item = &HeldFact> {
        self.facts.iter().filter(|fact| !fact.ended)
    }

    /// The next day on which a purpose of one of the values ends.
    pub(crate) fn next_day(&self) -> i32 {
        self.facts.iter().map(HeldFact::next_day).min().unwrap_or(NEVER)
    }

    /// The earliest moment by which a duty to inform that is not met had to be.
    pub(crate) fn owed_at(&self) -> Option<Timestamp> {
        self.notices.iter().filter(|notice| !notice.status.is_met()).map(|notice| notice.due_at).min()
    }

    /// When the latest of the standing values was obtained.
    pub(crate) fn obtained_at(&self) -> Option<Timestamp> {
        self.current().map(|fact| fact.terms.obtained_at).max()
    }
}
