//! The two people of a case: whose data it is, and who acts.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{ActorId, ActorKind, Country, LifecycleGroup, Role, SubjectId, SubjectKind, SubjectState};

/// The data subject, as far as the law looks at them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Their public id; all zeros in a case that is about nobody in particular.
    #[serde(default = "nobody")]
    pub id: SubjectId,
    /// Who they are in law.
    pub kind: SubjectKind,
    /// Their country, where it is known.
    #[serde(default)]
    pub country: Option<Country>,
    /// Further countries they may be in (a foreign prefix, a second seat). The strictest pack wins.
    #[serde(default)]
    pub other_countries: Vec<Country>,
    /// Closing states; empty for an active person.
    pub states: Vec<SubjectState>,
    /// Their age in years, where it is known.
    #[serde(default)]
    pub age: Option<u8>,
    /// A parent's consent is on record, GDPR art. 8.
    #[serde(default)]
    pub parental_consent: bool,
    /// Their lifecycle group for the purpose.
    #[serde(default)]
    pub lifecycle: Option<LifecycleGroup>,
    /// They have bought something.
    #[serde(default)]
    pub is_client: bool,
    /// Whether they stand on the public opt-out register for calls (Bloctel, TPS); none if it was not asked.
    #[serde(default)]
    pub on_optout_register: Option<bool>,
}

/// Who acts, and by what right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Their number; 0 for the system itself.
    #[serde(default = "system")]
    pub id: ActorId,
    /// Human or machine.
    pub kind: ActorKind,
    /// Roles granted to them.
    #[serde(default)]
    pub grants: Vec<RoleGrant>,
    /// A second factor was used in this session.
    #[serde(default)]
    pub mfa: bool,
    /// The first day on which their training no longer counts.
    #[serde(default)]
    pub training_valid_to: Option<Date>,
    /// The purpose their session is bound to.
    #[serde(default)]
    pub session_purpose: Option<String>,
}

/// A dated authorisation, GDPR art. 29 and 32(4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGrant {
    /// To what.
    pub role: Role,
    /// Since when.
    pub from: Timestamp,
    /// Until when, exclusive; none while it stands.
    #[serde(default)]
    pub to: Option<Timestamp>,
    /// For which of the role's purposes; for all of them where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
}

impl RoleGrant {
    /// Whether it stands at a moment.
    pub fn stands(&self, at: Timestamp) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether it reaches a purpose, by its stable name.
    pub fn reaches(&self, purpose: &str) -> bool {
        self.purposes.is_empty() || self.purposes.iter().any(|named| named == purpose)
    }
}

fn nobody() -> SubjectId {
    SubjectId::from_bytes([0; 16])
}

fn system() -> ActorId {
    ActorId::SYSTEM
}
