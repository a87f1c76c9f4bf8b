//! The plan of an enrichment: what will be asked, what may come back, what it costs, who will owe a notice. Making one
//! calls nobody and changes nothing.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use zgoda_connectors::Profile;
use zgoda_connectors::krs::{KrsNumber, PROFILE};
use zgoda_law::calendar::day_of;
use zgoda_law::{Actor, Reason, SourceType, SubjectKind, terms};
use zgoda_store::{Collection, OrgId, Organisation, Person, Source, SourceId, Store};

use crate::desk::{Desk, blank};
use crate::people::{FIELDS, new_notice};
use crate::{EnrichError, SourceSettings};

/// Whom to enrich.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An organisation that is held.
    Organisation(OrgId),
    /// A company by its number, held or not.
    Krs(KrsNumber),
}

/// What to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Also the people in its organs. Off by default (GDPR art. 25(2)).
    pub with_persons: bool,
}

/// What an enrichment will do.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// The number that will be asked for.
    #[serde(serialize_with = "as_text")]
    pub number: KrsNumber,
    /// The organisation it is about, where one is held.
    pub org: Option<OrgId>,
    /// Who will be asked.
    pub register: PlannedRegister,
    /// What may come back about the company.
    pub company: CompanyPlan,
    /// What may come back about people.
    pub people: PeoplePlan,
    /// What it costs.
    pub cost: Cost,
}

/// The register that will be asked.
#[derive(Debug, Clone, Serialize)]
pub struct PlannedRegister {
    /// Its stable id.
    pub id: &'static str,
    /// Its official name.
    pub name: &'static str,
    /// The host that will be called.
    pub host: String,
    /// The licence of its data (SPDX), which is no legal basis.
    pub licence: &'static str,
    /// Whether the operator has switched it on.
    pub switched_on: bool,
}

/// What an enrichment costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Nothing: the register is public.
    Free,
}

/// The facts about the company.
#[derive(Debug, Clone, Serialize)]
pub struct CompanyPlan {
    /// Whether any fact may be taken.
    pub allowed: bool,
    /// Every field the register gives.
    pub fields: Vec<PlannedField>,
}

/// A field of the register.
#[derive(Debug, Clone, Serialize)]
pub struct PlannedField {
    /// Its stable name.
    pub field: &'static str,
    /// Why it will be discarded; empty where it will be kept.
    pub reasons: Vec<Reason>,
}

/// The people in the organs.
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePlan {
    /// Whether they were asked for.
    pub wanted: bool,
    /// Whether the law allows them.
    pub allowed: bool,
    /// Why it does not, each reason with its article.
    pub reasons: Vec<Reason>,
    /// Which fields of them would be taken; names only where the register shows them.
    pub fields: Vec<&'static str>,
    /// How many of them the register had when it was last asked; `None` if it never was. Every person found owes a notice.
    pub expected: Option<usize>,
    /// By when each of them must be informed, GDPR art. 14(3)(a).
    pub notice_due: Timestamp,
    /// The first day on which their data are no longer held, if nothing comes of it.
    pub until: Option<Date>,
}

impl PeoplePlan {
    /// Whether the run will take them.
    pub fn taken(&self) -> bool {
        self.wanted && self.allowed
    }
}

fn as_text<T: std::fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Plans an enrichment for an actor who would run it now.
///
/// # Errors
/// [`EnrichError::NoNumber`] where the organisation has no number to ask by; else where the settings cannot be
/// understood or the store fails. What the law forbids is no error: the plan says it.
pub fn plan(
    store: &Store,
    target: &Target,
    options: Options,
    actor: &Actor,
    at: Timestamp,
) -> Result<Plan, EnrichError> {
    let desk = Desk::new(store, actor, at);
    let (number, org) = resolve(store, target)?;
    let settings = SourceSettings::load(store, "krs")?;
    let fields = desk.company_fields()?.into_iter();
    let fields: Vec<_> =
        fields.map(|(field, reasons)| PlannedField { field: field.name(), reasons }).collect();
    Ok(Plan {
        number,
        org: org.as_ref().map(|org| org.id),
        register: PlannedRegister {
            id: PROFILE.id,
            name: PROFILE.name,
            host: settings.host().to_owned(),
            licence: PROFILE.licence,
            switched_on: settings.on,
        },
        company: CompanyPlan { allowed: fields.iter().any(|field| field.reasons.is_empty()), fields },
        people: people(&desk, org.as_ref(), options)?,
        cost: Cost::Free,
    })
}

fn resolve(store: &Store, target: &Target) -> Result<(KrsNumber, Option<Organisation>), EnrichError> {
    match target {
        Target::Krs(number) => Ok((number.clone(), store.organisation_by_krs(number.as_str())?)),
        Target::Organisation(id) => {
            let org = store.organisation(*id)?;
            let number = org.krs.as_deref().ok_or(EnrichError::NoNumber)?.parse()?;
            Ok((number, Some(org)))
        }
    }
}

pub(crate) fn people(
    desk: &Desk,
    org: Option<&Organisation>,
    options: Options,
) -> Result<PeoplePlan, EnrichError> {
    let links = desk.person_links()?;
    let until = desk.store.terms(&links, day_of(desk.at), desk.at)?;
    let source = planned_source(&PROFILE, desk.at);
    let mut person = blank(SubjectKind::OrgContact, org.map(|org| org.id), desk.at);
    person.notices.push(new_notice(source.id, &links, desk.at).expected());
    let collection = Collection { source: &source, links: &links, until: &until, obtained_at: desk.at };
    let verdict = desk.may_collect(&person, "job_function", collection, None)?;
    let known = org.map(|org| known_members(desk.store, org.id)).transpose()?;
    Ok(PeoplePlan {
        wanted: options.with_persons,
        allowed: verdict.permit().is_some(),
        reasons: verdict.reasons().to_vec(),
        fields: FIELDS.to_vec(),
        expected: known.map(|known| known.len()).filter(|count| *count > 0),
        notice_due: terms::article14_due(desk.at),
        until: until.iter().map(|(_, day)| *day).max(),
    })
}

/// The source as it will be described when the register has answered.
pub(crate) fn planned_source(profile: &Profile, at: Timestamp) -> Source {
    Source {
        id: SourceId(0),
        kind: profile.source,
        name: profile.name.to_owned(),
        duty: profile.duty,
        is_public: true,
        occurred_at: at,
        approved_at: Some(at),
        evidence: profile.id.to_owned(),
    }
}

/// The people of an organisation of whom the register told.
pub(crate) fn known_members(store: &Store, org: OrgId) -> Result<Vec<Person>, EnrichError> {
    let mut known = Vec::new();
    for ordinal in store.people_of(org)? {
        let person = store.person_by_ordinal(ordinal)?;
        if person.current().any(|fact| fact.grounds.source.kind == SourceType::RegistryKrs) {
            known.push(person);
        }
    }
    Ok(known)
}
