//! Erasure, GDPR art. 17: what goes and what stays, and carrying it out.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::{
    Action, Ending, ErasureExtent, ErasureRequest, Event, HeldFact, HeldPurpose, LifecycleGroup, Obligation,
    SubjectId,
};
use zgoda_store::{Change, Entry, Fact, LeadOutcome, Link, Outcome, Person, RequestKind, Store};

use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::error::retried;
use crate::evidence::OFFER;
use crate::requests::{Ground, answered_by_deed};
use crate::suppression::{is_listed, suppress_all};
use crate::tag::{name_of_field, name_of_purpose};
use crate::trim::{Told, Trim, last_day};
use crate::{Acting, Certificate, RightsError};

/// The purpose of a contract that still runs.
const RUNNING_CONTRACT: &str = "perform_contract";
/// How long rolling archives of wrapped keys are kept unless an installation says otherwise, in days.
const KEY_ARCHIVE_DAYS: u16 = 7;

/// What an erasure would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErasurePlan {
    /// Whose data.
    pub subject: SubjectId,
    /// How far it goes.
    pub extent: ErasureExtent,
    /// Nothing is held any more: the person was erased before.
    pub already_erased: bool,
    /// What goes, by field.
    pub going: Vec<Going>,
    /// What stays, by field; nothing else does.
    pub staying: Vec<Staying>,
    /// Values that are addresses and would go on the suppression list.
    pub addresses: u32,
    /// Recipients that must be told, GDPR art. 19.
    pub recipients: Vec<String>,
    /// What must be done besides.
    pub obligations: Vec<Obligation>,
}

/// Values of one field that go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Going {
    /// The stable name of the field.
    pub field: String,
    /// How many values.
    pub values: u32,
    /// The purposes that end.
    pub purposes: Vec<String>,
}

/// Values of one field that stay, restricted to what keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Staying {
    /// The stable name of the field.
    pub field: String,
    /// How many values.
    pub values: u32,
    /// The only purposes they may still serve.
    pub purposes: Vec<String>,
    /// The exceptions that keep them.
    pub articles: Vec<String>,
    /// The first day on which none of them holds any more.
    pub until: Date,
}

/// How an erasure is carried out.
#[derive(Debug, Clone)]
pub struct ErasureOptions {
    /// Whether the person goes on the suppression list. They may refuse that too.
    pub suppress: bool,
    /// Why, as a code: `request`, `page`.
    pub reason: String,
    /// When the request arrived, where it was not noted before.
    pub received_at: Option<Timestamp>,
    /// How long archives of wrapped keys are kept, in days.
    pub key_archive_days: u16,
}

impl Default for ErasureOptions {
    fn default() -> Self {
        let reason = "erasure".to_owned();
        Self { suppress: true, reason, received_at: None, key_archive_days: KEY_ARCHIVE_DAYS }
    }
}

/// What would go and what would stay if the person were erased now.
///
/// # Errors
/// Where the store fails.
pub fn plan(store: &Store, person: &Person, at: Timestamp) -> Result<ErasurePlan, RightsError> {
    let (held, recipients) = (held(person), store.recipients_of(person.ordinal)?);
    let lawful = store.law().erasure_plan(&request(store, person, &held, &recipients, at));
    let mut going: BTreeMap<String, Going> = BTreeMap::new();
    for fact in lawful.erase.iter().filter_map(|index| held.get(*index)) {
        let field = name_of_field(store, fact.field);
        let entry = going.entry(field.clone()).or_insert(Going { field, values: 0, purposes: Vec::new() });
        entry.values += 1;
        add_new(&mut entry.purposes, fact.grounds.links.iter().map(|l| name_of_purpose(store, l.purpose)));
    }
    let mut staying: BTreeMap<String, Staying> = BTreeMap::new();
    for kept in &lawful.keep {
        let Some(fact) = held.get(kept.fact) else { continue };
        let field = name_of_field(store, fact.field);
        let entry = staying.entry(field.clone()).or_insert(Staying {
            field,
            values: 0,
            purposes: Vec::new(),
            articles: Vec::new(),
            until: kept.keep_until,
        });
        entry.values += 1;
        entry.until = entry.until.max(kept.keep_until);
        add_new(&mut entry.purposes, kept.purposes.iter().cloned());
        add_new(&mut entry.articles, kept.articles.iter().map(|article| (*article).to_owned()));
    }
    let addresses = held.iter().filter(|fact| is_listed(store, fact.field)).count();
    Ok(ErasurePlan {
        subject: person.id,
        extent: lawful.extent,
        already_erased: person.flags.erased,
        going: going.into_values().collect(),
        staying: staying.into_values().collect(),
        addresses: u32::try_from(addresses).unwrap_or(u32::MAX),
        recipients,
        obligations: lawful.obligations,
    })
}

/// Erases a person as far as the law allows, and certifies it. Somebody erased before gets the certificate of then,
/// and nothing changes.
///
/// # Errors
/// [`RightsError::Denied`] where the actor may not; [`RightsError::Busy`] where others keep changing the person.
pub fn carry_out(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    options: &ErasureOptions,
) -> Result<Certificate, RightsError> {
    let done = retried(|| once(store, who, id, options))?;
    Certificate::issue(store, id, done, who.at, options.key_archive_days)
}

/// What one erasure did.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// The entry that says so; `None` where it was done before.
    pub entry: Option<Entry>,
    /// Entries put on the suppression list.
    pub suppressed: Option<u32>,
    /// Where nothing stays: the person as they were, and who received their data.
    pub whole: Option<(Box<Person>, Vec<String>)>,
}

fn once(store: &Store, who: &Acting, id: SubjectId, options: &ErasureOptions) -> Result<Done, RightsError> {
    let person = store.person(id)?;
    if person.flags.erased {
        return Ok(Done::default());
    }
    let held = held(&person);
    authorise(store, who, &person, &held)?;
    let recipients = store.recipients_of(person.ordinal)?;
    let lawful = store.law().erasure_plan(&request(store, &person, &held, &recipients, who.at));
    let kept: BTreeMap<_, _> = lawful
        .keep
        .iter()
        .filter_map(|kept| Some((held.get(kept.fact)?.no, kept.purposes.as_slice())))
        .collect();
    let trim = Trim::new(&person, |fact: &Fact, link: &Link| {
        let purposes = kept.get(&fact.no)?;
        let stays = person.is_on_hold(fact) || purposes.contains(&name_of_purpose(store, link.purpose));
        stays.then(|| last_day(fact, link.purpose))?
    });
    let mut change = store.change(who.stamp());
    let asked = (RequestKind::Erasure, options.received_at);
    answered_by_deed(&mut change, store, who, &person, asked, outcome(&person, lawful.extent))?;
    let suppressed = match options.suppress {
        true => suppress_all(&mut change, store, &person, &options.reason)?,
        false => 0,
    };
    change.close_leads(&person, purpose(store, OFFER)?, LeadOutcome::Left)?;
    close(&mut change, &person)?;
    if lawful.extent == ErasureExtent::Full {
        change.erase(&person, Ending::Erased, Event::Erased)?;
    } else {
        let told = Told { ending: Ending::Erased, partly: Event::PartlyErased, wholly: Event::Erased };
        trim.apply(store, &mut change, told)?;
        archive(&mut change, &person, lawful.keep.iter().flat_map(|kept| &kept.purposes))?;
    }
    change.certify();
    let entries = change.commit()?;
    let told = |event| entries.iter().rev().find(move |entry| entry.event == event);
    let entry = told(Event::Erased)
        .or_else(|| told(Event::PartlyErased))
        .or_else(|| told(Event::RequestAnswered))
        .ok_or(RightsError::Unproved)?
        .clone();
    let whole = (lawful.extent == ErasureExtent::Full).then(|| (Box::new(person), recipients));
    Ok(Done { entry: Some(entry), suppressed: Some(suppressed), whole })
}

/// What the person is answered: all goes, a part, or nothing because the law has it kept.
fn outcome(person: &Person, extent: ErasureExtent) -> (Outcome, Option<&'static str>) {
    match extent {
        ErasureExtent::Full => (Outcome::Granted, None),
        ErasureExtent::Partial => (Outcome::Partly, None),
        ErasureExtent::Refused => {
            let ground = if person.flags.hold { Ground::Claims } else { Ground::LegalObligation };
            (Outcome::Refused, Some(ground.name()))
        }
    }
}

/// Whoever erases must be allowed to, for every value.
fn authorise(store: &Store, who: &Acting, person: &Person, held: &[&Fact]) -> Result<(), RightsError> {
    let question = who.asks(Action::Erase, purpose(store, SUBJECT_RIGHTS)?);
    let denied = store.decide_all(&question, person, held)?.into_iter().find(|v| v.permit().is_none());
    denied.map_or(Ok(()), |verdict| Err(RightsError::Denied(verdict.reasons().to_vec())))
}

/// The request takes back every consent, and ends every permission to contact.
fn close(change: &mut Change<'_>, person: &Person) -> Result<(), RightsError> {
    for consent in person.consents.iter().filter(|consent| crate::withdrawal::stands(consent)) {
        change.withdraw_consent(person, consent.no)?;
    }
    for permission in person.permissions.iter().filter(|permission| permission.ended_at.is_none()) {
        change.end_permissions(person, permission.purpose)?;
    }
    Ok(())
}

/// What stays serves only the purposes that keep it (law B6.3), so it goes to the archive, unless a contract still runs.
/// That is not the restriction of art. 18, which would keep accounting from the invoices that the law tells it to keep.
fn archive<'k>(
    change: &mut Change<'_>,
    person: &Person,
    mut purposes: impl Iterator<Item = &'k String>,
) -> Result<(), RightsError> {
    if purposes.any(|purpose| purpose == RUNNING_CONTRACT) {
        return Ok(());
    }
    Ok(change.move_to(person.id, LifecycleGroup::Archive)?)
}

/// Every value that is held, superseded ones too.
fn held(person: &Person) -> Vec<&Fact> {
    person.facts.iter().filter(|fact| person.holds(fact.no)).collect()
}

fn request(
    store: &Store,
    person: &Person,
    held: &[&Fact],
    recipients: &[String],
    at: Timestamp,
) -> ErasureRequest {
    let purpose = |fact: &Fact, link: &Link| {
        let (purpose, keep_until) = (name_of_purpose(store, link.purpose), last_day(fact, link.purpose)?);
        Some(HeldPurpose { purpose, basis: link.basis, keep_until })
    };
    let purposes = |fact: &Fact| fact.grounds.links.iter().filter_map(|link| purpose(fact, link)).collect();
    let fact = |fact: &&Fact| HeldFact {
        field: name_of_field(store, fact.field),
        purposes: purposes(fact),
        on_hold: person.is_on_hold(fact),
    };
    ErasureRequest {
        at,
        facts: held.iter().map(fact).collect(),
        on_hold: false,
        suppression_refused: false,
        recipients: recipients.to_vec(),
    }
}

/// The purposes that the law has a value kept for although the person asks for its erasure.
pub(crate) fn kept_purposes(
    store: &Store,
    person: &Person,
    fact: &Fact,
    at: Timestamp,
) -> Result<Vec<String>, RightsError> {
    let recipients = store.recipients_of(person.ordinal)?;
    let lawful = store.law().erasure_plan(&request(store, person, &[fact], &recipients, at));
    Ok(lawful.keep.into_iter().flat_map(|kept| kept.purposes).collect())
}

fn add_new(list: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}
