//! [`Case`]: everything one decision is made from, in one plain value.
//!
//! Two rules keep it fail-closed. A *safeguard* (a grant, an approval, a proof, a label) is absent unless it is stated.
//! A *risk* (a pre-ticked box, a promotion, a tracking pixel, a solely automated decision) has no default: it must be
//! stated either way, or the case does not parse.

mod consent;
mod contact;
mod grounds;
mod person;

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Action, Country};

pub use consent::{Consent, ConsentEvidence, Objection, Permission, SoftOptin, Suppression};
pub use contact::{AutomatedDecision, Contact, Device, Message, Recipient};
pub use grounds::{BasisInstance, Grounds, Notice, Source};
pub use person::{Actor, RoleGrant, Subject};

/// One question to [`may`](crate::Law::may), self-contained: no database is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// When the decision is made.
    pub at: Timestamp,
    /// What is to be done.
    pub action: Action,
    /// The purpose, by its name in the catalogue.
    pub purpose: String,
    /// The field, by its name in the catalogue; none where the action touches no value.
    #[serde(default)]
    pub field: Option<String>,
    /// Where the controller is established; its packs apply where the person's country is not known.
    #[serde(default = "poland")]
    pub sender_country: Country,
    /// Whether every store the case was built from answered. Without it the case denies.
    #[serde(default)]
    pub stores_ready: bool,
    /// Whose data.
    pub subject: Subject,
    /// Who acts.
    pub actor: Actor,
    /// What the controller has approved for the purpose.
    #[serde(default)]
    pub governance: Governance,
    /// Where the value came from and why it may be held.
    #[serde(default)]
    pub grounds: Grounds,
    /// Every consent record of the person, refused and withdrawn ones included.
    #[serde(default)]
    pub consents: Vec<Consent>,
    /// Permissions to contact, one for each channel.
    #[serde(default)]
    pub permissions: Vec<Permission>,
    /// Objections, never removed.
    #[serde(default)]
    pub objections: Vec<Objection>,
    /// The entry of the suppression list that matches the address, where one does.
    #[serde(default)]
    pub suppression: Option<Suppression>,
    /// Duties to inform and what became of them.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// The message and its channel, for `send` and `notify`.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// The person's device, for `device_access`.
    #[serde(default)]
    pub device: Option<Device>,
    /// How a decision about the person is made, for `decide`.
    #[serde(default)]
    pub automated: Option<AutomatedDecision>,
    /// Who receives the data, for `disclose` and `export`, and for `send` through a processor.
    #[serde(default)]
    pub recipient: Option<Recipient>,
}

/// What the controller has approved for the purpose of the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Governance {
    /// The purpose is switched on.
    pub active: bool,
    /// It stands in the record of processing activities, GDPR art. 30.
    pub ropa: bool,
    /// The first day on which the approved impact assessment no longer holds; none if there is none.
    pub dpia_valid_to: Option<Date>,
    /// The first day on which the approved balancing test no longer holds; none if there is none.
    pub lia_valid_to: Option<Date>,
    /// Purposes from which further use for this one was assessed as compatible, GDPR art. 6(4).
    pub compatible_from: BTreeSet<String>,
    /// Fields that were stopped because nobody uses them, by name: they take no new values, GDPR art. 5(1)(c).
    pub stopped_fields: BTreeSet<String>,
}

fn poland() -> Country {
    Country::PL
}
