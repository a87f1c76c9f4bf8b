//! What goes out: a message, an access to a device, an automated decision, a disclosure.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Basis, Channel, ContentClass, Country, DeviceUse, RecipientRole, Signal, TransferMechanism};

/// A message and the way it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The way.
    pub channel: Channel,
    /// The message.
    pub message: Message,
}

/// A message, as far as the law looks at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// What it is about.
    pub content: ContentClass,
    /// It promotes goods, services or image anywhere, be it in a banner.
    pub promo: bool,
    /// It can tell one reader from another: open pixel, personal links.
    pub tracking: bool,
    /// A machine wrote or speaks it.
    pub ai_generated: bool,
    /// It says that a machine wrote or speaks it.
    #[serde(default)]
    pub ai_disclosed: bool,
    /// It names the sender and an electronic address (uśude art. 9).
    #[serde(default)]
    pub sender_block: bool,
    /// It offers a way out in one step.
    #[serde(default)]
    pub optout_block: bool,
    /// It is marked as commercial information.
    #[serde(default)]
    pub commercial_label: bool,
    /// The offer it carries.
    #[serde(default)]
    pub offer: Option<String>,
}

/// An access to the person's device, PKE art. 399.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// What for.
    #[serde(rename = "use")]
    pub used_for: DeviceUse,
    /// The refusal the browser sends, if it sends one.
    #[serde(default)]
    pub signal: Option<Signal>,
    /// When that signal was first seen; a specific consent given later wins over it.
    #[serde(default)]
    pub signal_since: Option<Timestamp>,
}

/// How a decision about the person is made, GDPR art. 22.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    /// No human with the power to change it takes part.
    pub solely_automated: bool,
    /// It has legal or similarly significant effect.
    pub significant_effect: bool,
}

/// Who receives the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// What it is in data protection law.
    pub role: RecipientRole,
    /// Where the data will be, remote access included.
    pub country: Country,
    /// A processing contract (art. 28) or an arrangement (art. 26) stands.
    #[serde(default)]
    pub contract: bool,
    /// The recipient's own basis, if it is a controller or an authority.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// What carries the transfer.
    #[serde(default)]
    pub mechanism: Option<TransferMechanism>,
    /// It stands on the list of the Data Privacy Framework.
    #[serde(default)]
    pub dpf_listed: bool,
    /// Standard contractual clauses are signed.
    #[serde(default)]
    pub scc_signed: bool,
    /// The first day on which the passed transfer impact assessment no longer holds; none if there is none.
    #[serde(default)]
    pub tia_valid_to: Option<Date>,
    /// A derogation of art. 49 was approved for this one case.
    #[serde(default)]
    pub derogation_approved: bool,
}
