//! Why a value may be held: where it came from, on what basis, for what, until when, and who was told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    Article9Condition, Basis, Channel, FieldClass, InformationDuty, NoticeStatus, SourceType, Visibility,
};

/// The grounds of one value. Values that share them can be decided in one go, see
/// [`may_fields`](crate::Law::may_fields).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grounds {
    /// Where the value came from.
    pub source: Option<Source>,
    /// The purposes it was collected for, by name.
    pub purposes: BTreeSet<String>,
    /// The bases it rests on, one or more for each purpose.
    pub bases: Vec<BasisInstance>,
    /// For each purpose, the day at whose start (00:00 in Warsaw) its term ends. A purpose without one has ended.
    pub keep_until: BTreeMap<String, Date>,
    /// The act that demands a field which is otherwise not held, for example a PESEL number.
    pub act: Option<String>,
    /// What a scan found inside the value, for example [`FieldClass::Special`] in a note.
    pub findings: Vec<FieldClass>,
    /// The condition of art. 9(2) that a human cleared it under.
    pub article9: Option<Article9Condition>,
    /// The audit found that no purpose has used the field for long and disabled it.
    pub unused: bool,
    /// When the same data were confirmed to be held in the CRM, which makes this value a copy to be purged.
    pub copied_at: Option<Timestamp>,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The kind of source.
    #[serde(rename = "type")]
    pub kind: SourceType,
    /// When the value was obtained.
    pub obtained_at: Timestamp,
    /// The controller approved this source for such data.
    #[serde(default)]
    pub approved: bool,
    /// How visible it was; none if that was not noted.
    #[serde(default)]
    pub visibility: Option<Visibility>,
    /// There is a record of this very value's origin: form version, address and time, proof from the seller.
    #[serde(default)]
    pub evidence: bool,
}

/// A basis of art. 6(1) for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisInstance {
    /// The purpose, by name.
    pub purpose: String,
    /// Which letter of art. 6(1).
    pub basis: Basis,
    /// Since when.
    pub from: Timestamp,
    /// Until when, exclusive; none while it stands.
    #[serde(default)]
    pub to: Option<Timestamp>,
    /// What it refers to: the contract or request for `b`, the act for `c`. Without it these two do not hold.
    #[serde(default)]
    pub reference: Option<String>,
}

/// A duty to inform the person, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Art. 13 or art. 14.
    pub duty: InformationDuty,
    /// When the data were obtained.
    pub obtained_at: Timestamp,
    /// Last moment; none leaves it to the law: at once for art. 13, a month for art. 14.
    #[serde(default)]
    pub due_at: Option<Timestamp>,
    /// What became of it.
    pub status: NoticeStatus,
    /// The channel it went by.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The purposes it tells of, by name.
    #[serde(default)]
    pub purposes: BTreeSet<String>,
}
