//! The *metryczka*: where a value came from, why it is held and until when.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::{Basis, InformationDuty, SourceType};
use zgoda_store::{Fact, Store};

/// What stands beside every value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// What people call the source.
    pub source: String,
    /// What kind of source it is.
    pub source_kind: SourceType,
    /// Whether the source is publicly accessible, GDPR art. 14(2)(f).
    pub public: bool,
    /// Which duty to inform it carries.
    pub duty: InformationDuty,
    /// When the value was obtained.
    pub obtained_at: Timestamp,
    /// When it was last seen to be still so.
    pub confirmed_at: Timestamp,
    /// What it is held for.
    pub purposes: Vec<TagPurpose>,
    /// The day on which the last purpose ends and the value is destroyed.
    pub last_day: Option<Date>,
}

/// One purpose of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagPurpose {
    /// Its stable name.
    pub purpose: String,
    /// The letter of GDPR art. 6(1).
    pub basis: Basis,
    /// The contract, request or act it refers to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The day on which it ends.
    pub until: Option<Date>,
}

impl Tag {
    /// The metryczka of a fact.
    pub fn of(store: &Store, fact: &Fact) -> Self {
        let source = &fact.grounds.source;
        let purposes = fact.grounds.links.iter().map(|link| TagPurpose {
            purpose: name_of_purpose(store, link.purpose),
            basis: link.basis,
            reference: link.reference.clone(),
            until: fact.until.iter().find(|(purpose, _)| *purpose == link.purpose).map(|(_, day)| *day),
        });
        Self {
            source: source.name.clone(),
            source_kind: source.kind,
            public: source.is_public,
            duty: source.duty,
            obtained_at: fact.obtained_at,
            confirmed_at: fact.confirmed_at,
            purposes: purposes.collect(),
            last_day: fact.last_day(),
        }
    }
}

/// The stable name of a purpose; its number where the catalogue lost it.
pub(crate) fn name_of_purpose(store: &Store, id: zgoda_law::PurposeId) -> String {
    store.law().catalogue().purpose_by_id(id).map_or_else(|| id.0.to_string(), |purpose| purpose.name.clone())
}

/// The stable name of a field; its number where the catalogue lost it.
pub(crate) fn name_of_field(store: &Store, id: zgoda_law::FieldId) -> String {
    store.law().catalogue().field_by_id(id).map_or_else(|| id.0.to_string(), |field| field.name.clone())
}
