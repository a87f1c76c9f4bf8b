//! What the person said: consents, permissions to contact, objections.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Channel, ConsentAct, ConsentState, ObjectionKind, PermissionKind};

/// One consent record: one purpose, any number of channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The purpose, by name.
    pub purpose: String,
    /// Where it stands.
    pub state: ConsentState,
    /// When it was given (or refused).
    pub given_at: Timestamp,
    /// When the person took it back.
    #[serde(default)]
    pub withdrawn_at: Option<Timestamp>,
    /// The end of its term. A consent without a term is not valid (law B3.4).
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// The channels it names, each separately withdrawable.
    #[serde(default)]
    pub channels: BTreeSet<Channel>,
    /// It was given for commercial information, PKE art. 398.
    #[serde(default)]
    pub pke398: bool,
    /// It was given for access to the device, PKE art. 399, after the information.
    #[serde(default)]
    pub pke399: bool,
    /// It is explicit in the sense of art. 9(2)(a).
    #[serde(default)]
    pub explicit: bool,
    /// How it can be shown; without it the consent is not valid (art. 7(1)).
    #[serde(default)]
    pub evidence: Option<ConsentEvidence>,
}

/// What is known about how a consent was given: the conditions of GDPR art. 4(11) and 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentEvidence {
    /// The act by which it was given.
    pub act: ConsentAct,
    /// The box was ticked before the person came.
    pub pre_ticked: bool,
    /// The service was made to depend on it.
    pub bundled: bool,
    /// The complete record exists: text, notice, form version, time.
    #[serde(default)]
    pub proof: bool,
    /// The person was told who, what for, and that they may withdraw.
    #[serde(default)]
    pub informed: bool,
    /// It stood apart from other statements, in plain language.
    #[serde(default)]
    pub separate: bool,
    /// The address was confirmed by a second step.
    #[serde(default)]
    pub double_optin: bool,
}

/// A permission to contact on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// The channel.
    pub channel: Channel,
    /// How it came to be.
    pub kind: PermissionKind,
    /// The purpose it was given for, by name.
    pub purpose: String,
    /// The one offer that was asked for, for [`PermissionKind::Requested`].
    #[serde(default)]
    pub offer: Option<String>,
    /// When it was given.
    pub given_at: Timestamp,
    /// No contact before this moment.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
    /// Until when, exclusive; none leaves it to the pack.
    #[serde(default)]
    pub valid_to: Option<Timestamp>,
    /// How many contacts it allows in all; none leaves it to the pack.
    #[serde(default)]
    pub max_contacts: Option<u32>,
    /// How many were made.
    pub contacts_used: u32,
    /// What a soft opt-in rests on.
    #[serde(default)]
    pub soft_optin: Option<SoftOptin>,
}

/// The conditions of ePrivacy art. 13(2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SoftOptin {
    /// The address was obtained in a sale.
    pub from_sale: bool,
    /// The message is about own similar products.
    pub similar_product: bool,
    /// A way out was offered when the address was collected.
    pub optout_at_collection: bool,
}

/// An objection. It is never removed; only the person overcomes it, by a later consent or request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Which one.
    pub kind: ObjectionKind,
    /// When it was made.
    pub at: Timestamp,
    /// An objection on grounds (art. 21(1)) was rejected for compelling reasons at this moment.
    #[serde(default)]
    pub rejected_at: Option<Timestamp>,
}

/// A match on the suppression list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// Since when.
    pub since: Timestamp,
    /// The channels it covers; empty covers all.
    #[serde(default)]
    pub channels: BTreeSet<Channel>,
}
