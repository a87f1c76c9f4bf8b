//! Transfer packs: adequacy decisions and mechanisms, each with its own dates.

use jiff::civil::Date;
use serde::Deserialize;

use super::PackHeader;
use crate::{Country, RecipientRole, TransferMechanism};

/// The law of transfers, GDPR chapter V.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferPack {
    /// What the pack says about itself.
    pub pack: PackHeader,
    /// Where no transfer takes place.
    pub transfer: Area,
    /// Adequacy decisions.
    #[serde(default)]
    pub adequacy: Vec<Adequacy>,
    /// Other mechanisms.
    #[serde(rename = "mechanism", default)]
    pub mechanisms: Vec<Mechanism>,
}

/// The European Economic Area.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its countries.
    pub eea: Vec<Country>,
}

/// An adequacy decision, GDPR art. 45.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adequacy {
    /// Where to.
    pub country: Country,
    /// First day.
    pub valid_from: Date,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Its number.
    pub decision: String,
}

/// Another mechanism, and what must stand beside it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mechanism {
    /// Which.
    pub name: TransferMechanism,
    /// Only to these countries; none for all.
    #[serde(default)]
    pub countries: Option<Vec<Country>>,
    /// Only to recipients of these roles; none for all.
    #[serde(default)]
    pub roles: Option<Vec<RecipientRole>>,
    /// First day.
    pub valid_from: Date,
    /// First day on which it no longer holds.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// What must stand beside it.
    #[serde(default)]
    pub requires: Vec<Safeguard>,
    /// Standard clauses must be ready behind it.
    #[serde(default)]
    pub scc_fallback: bool,
    /// The article it rests on.
    pub article: String,
}

/// What a mechanism needs beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Safeguard {
    /// The recipient stands on the list of the Data Privacy Framework.
    DpfListed,
    /// The clauses are signed.
    SccSigned,
    /// A transfer impact assessment passed.
    Tia,
    /// A human approved the one case.
    CaseApproval,
}

impl TransferPack {
    /// Whether data that go there stay within the area.
    pub fn in_area(&self, country: Country) -> bool {
        self.transfer.eea.contains(&country)
    }

    /// The adequacy decision in force for a country on a day.
    pub fn adequacy(&self, country: Country, today: Date) -> Option<&Adequacy> {
        self.adequacy
            .iter()
            .find(|entry| entry.country == country && in_force(entry.valid_from, entry.valid_to, today))
    }

    /// What the pack says about a mechanism.
    pub fn mechanism(&self, name: TransferMechanism) -> Option<&Mechanism> {
        self.mechanisms.iter().find(|entry| entry.name == name)
    }
}

impl Mechanism {
    /// Whether it has ended by that day.
    pub fn ended(&self, today: Date) -> bool {
        self.valid_to.is_some_and(|end| end <= today)
    }

    /// Whether it has begun by that day.
    pub fn begun(&self, today: Date) -> bool {
        self.valid_from <= today
    }
}

fn in_force(from: Date, to: Option<Date>, today: Date) -> bool {
    from <= today && to.is_none_or(|end| today < end)
}
