//! *Firmy*: the list of organisations, and one with its facts, its people and what a look into a register would bring.

use askama::Template;
use jiff::civil::Date;
use zgoda_law::SourceType;

use super::figures::Figures;
use super::firm::{Activity, Profile, TieRow};
use super::frame::Frame;
use super::parts::{Heading, Input, Pager, Who};

/// One organisation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it sits.
    pub city: Option<String>,
    /// The voivodeship of its seat.
    pub region: Option<&'static str>,
    /// Its main activity, in PKD 2025 where that is known.
    pub activity: Option<String>,
    /// How long it has been there.
    pub age: Option<String>,
    /// Its size class, or the range of them.
    pub size: Option<String>,
    /// Its KRS or NIP number.
    pub number: Option<String>,
    /// People known there.
    pub people: u64,
    /// Where its facts come from; `None` where there is but a name.
    pub source: Option<SourceType>,
    /// When they were last confirmed.
    pub confirmed: Option<Date>,
}

/// A choice of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the address says.
    pub value: String,
    /// What the page says.
    pub label: String,
    /// Whether it is chosen.
    pub is_on: bool,
}

/// The filters above the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FirmFilters {
    /// Voivodeships.
    pub regions: Vec<Choice>,
    /// Size classes.
    pub sizes: Vec<Choice>,
    /// Bands of age.
    pub ages: Vec<Choice>,
    /// The beginning of the code that is asked for.
    pub pkd: String,
    /// Divisions of PKD 2025 that firms are active in.
    pub divisions: Vec<Choice>,
    /// The order, as the address says it.
    pub sort: String,
    /// Its direction.
    pub down: String,
    /// Whether any is set.
    pub is_set: bool,
}

impl FirmFilters {
    /// What is chosen, as a form sends it.
    pub fn chosen(&self) -> [(&'static str, &str); 4] {
        [
            ("region", chosen(&self.regions)),
            ("pkd", &self.pkd),
            ("size", chosen(&self.sizes)),
            ("age", chosen(&self.ages)),
        ]
    }
}

fn chosen(choices: &[Choice]) -> &str {
    choices.iter().find(|choice| choice.is_on).map_or("", |choice| &choice.value)
}

/// The list of organisations.
#[derive(Debug, Template)]
#[template(path = "organisations/list.html")]
pub struct OrganisationsPage {
    /// What stands around.
    pub frame: Frame,
    /// The rows of this page.
    pub rows: Vec<OrganisationRow>,
    /// The headings that the list can be sorted by.
    pub headings: Vec<Heading>,
    /// The filters.
    pub filters: FirmFilters,
    /// Whether a run over all that were found may be planned from here.
    pub may_run: bool,
    /// Firms that are held at all.
    pub held: u64,
    /// Where this page is.
    pub pager: Pager,
    /// Whether the register is switched on, so that a number is enough.
    pub register_on: bool,
    /// The name typed.
    pub name: Input,
    /// The number typed.
    pub krs: Input,
}

/// A public fact about an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationFact {
    /// Stable name of the field.
    pub field: String,
    /// The value as people write it.
    pub value: String,
    /// The kind of source.
    pub source: SourceType,
    /// The source by name.
    pub origin: String,
    /// Where in the source it stood.
    pub path: String,
    /// The day it came.
    pub obtained: Date,
    /// The day it was last seen to be still so.
    pub confirmed: Date,
}

/// The values of one field of an organisation that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldValues {
    /// Stable name of the field.
    pub field: String,
    /// The values, the best founded first.
    pub values: Vec<OrganisationFact>,
    /// Why the first one is, where there are several.
    pub contradiction: Option<String>,
}

/// Somebody at the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub who: Who,
    /// Their role there.
    pub role: Option<String>,
    /// The last day to tell them that we hold their data, if still owed.
    pub notice_due: Option<Date>,
}

/// What a look into a register would ask and bring, shown before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrichPlan {
    /// The register.
    pub register: SourceType,
    /// What it is asked by, as *KRS 0000123456*.
    pub key: String,
    /// The host that is called.
    pub host: String,
    /// Whether the operator has switched it on.
    pub on: bool,
    /// Why nothing may be taken at all, in words; empty where something may.
    pub refused: String,
    /// Why people may not be taken, in words; empty where they may.
    pub persons_refused: String,
    /// Stable names of the fields that will be taken.
    pub fields: Vec<String>,
    /// How many persons may come in and be owed a notice, at most as last known.
    pub persons: Option<u64>,
    /// By when they must be told if it is done today.
    pub notice_by: Date,
}

/// One organisation.
#[derive(Debug, Template)]
#[template(path = "organisations/organisation.html")]
pub struct OrganisationPage {
    /// What stands around.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What its public facts mean.
    pub profile: Profile,
    /// What its statements tell.
    pub figures: Figures,
    /// Whether a register says that it was struck off, and when.
    pub struck_off: Option<Date>,
    /// Public facts by field.
    pub facts: Vec<FieldValues>,
    /// Its activities.
    pub activities: Vec<Activity>,
    /// Its ties to other firms.
    pub ties: Vec<TieRow>,
    /// People there.
    pub people: Vec<Member>,
    /// What enriching would do; `None` if there is no number to ask by.
    pub plan: Option<EnrichPlan>,
    /// It is a person trading in their own name, whose data stand with the person.
    pub is_trader: bool,
}
