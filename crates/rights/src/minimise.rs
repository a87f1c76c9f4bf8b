//! Minimisation by use (GDPR art. 5(1)(c), law R-000-14): fields that no purpose uses, what holding them risks, and
//! stopping them: nothing comes in any more, and after days of grace what is held of them is erased.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Ending, Event, FieldClass, FieldId, PurposeDef};
use zgoda_store::{ExcessSample, Fact, FieldStop, Link, Ordinal, Person, Stamp, Store};

use crate::RightsError;
use crate::error::retried;
use crate::trim::{Told, Trim, last_day};

/// Days without use after which a field counts as unused.
pub const UNUSED_DAYS: u16 = 180;
/// Days in which a stop can be taken back before anything is erased.
pub const GRACE_DAYS: i32 = 14;
/// People read at a time.
const BATCH: u32 = 256;
/// A day after every term there is.
const FOREVER: Date = Date::constant(9000, 1, 1);

/// A field that is held and not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// The field, by stable name.
    pub field: String,
    /// Its class.
    pub class: FieldClass,
    /// Values held.
    pub values: u64,
    /// When a purpose last used it, or it first came in.
    pub since: Timestamp,
    /// What holding it risks: values times the weight of the class.
    pub risk: u64,
}

/// How much is held, and how much of it without use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Excess {
    /// Values held.
    pub held: u64,
    /// Of these, values of unused fields.
    pub unused: u64,
    /// The risk they carry.
    pub risk: u64,
}

/// What stopping a field would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StopPlan {
    /// Values that would be erased.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// Values that would stay, because an act or a legal hold keeps them.
    pub kept: u64,
    /// The day of the erasure.
    pub erase_on: Date,
}

/// How much a value of a class weighs as a risk: what its loss would cost a person, from a public fact of a firm to what
/// art. 9 and 10 protect. A scale of our own, the same on every screen.
pub const fn weight(class: FieldClass) -> u64 {
    match class {
        FieldClass::PublicOrg => 1,
        FieldClass::Basic => 2,
        FieldClass::Contact => 3,
        FieldClass::Behavioural => 4,
        FieldClass::Financial => 5,
        FieldClass::Restricted => 10,
        FieldClass::Special | FieldClass::Offence | FieldClass::Child | FieldClass::Secret => 20,
    }
}

/// The fields that are held and that no purpose in use has used for so many days, the riskiest first. What an act says
/// must be kept is not idle, and is left out.
///
/// # Errors
/// Where the store fails.
pub fn unused(store: &Store, at: Timestamp, days: u16) -> Result<Vec<Unused>, RightsError> {
    let (catalogue, active) = (store.law().catalogue(), store.purposes()?);
    let limit = at.checked_sub(i64::from(days).saturating_mul(24).hours()).unwrap_or(Timestamp::MIN);
    let mut last: BTreeMap<FieldId, Timestamp> = BTreeMap::new();
    let mut bound: BTreeSet<FieldId> = BTreeSet::new();
    for found in store.field_uses()? {
        let Some(purpose) = catalogue.purpose_by_id(found.purpose) else { continue };
        if is_statutory(purpose) {
            bound.insert(found.field);
        }
        // Answering requests and other duties reach every value; that is no use of it.
        if purpose.duty.is_none() && active.contains(&purpose.id) {
            let at = last.entry(found.field).or_insert(found.used_at);
            *at = (*at).max(found.used_at);
        }
    }
    let mut unused = Vec::new();
    for (field, values) in store.values_by_field()? {
        let Some(def) = catalogue.field_by_id(field) else { continue };
        let since = last.get(&field).filter(|since| **since < limit);
        if let Some(since) = since.filter(|_| !bound.contains(&field)) {
            let risk = values.saturating_mul(weight(def.class));
            unused.push(Unused { field: def.name.clone(), class: def.class, values, since: *since, risk });
        }
    }
    unused.sort_by_key(|field| std::cmp::Reverse(field.risk));
    Ok(unused)
}

/// Whether an act demands that what serves the purpose is kept.
fn is_statutory(purpose: &PurposeDef) -> bool {
    let by_act = |(basis, _): &(Basis, String)| *basis == Basis::LegalObligation;
    purpose.duty.is_none() && !purpose.bases.is_empty() && purpose.bases.iter().all(by_act)
}

/// How much is held without use.
///
/// # Errors
/// Where the store fails.
pub fn excess(store: &Store, at: Timestamp) -> Result<Excess, RightsError> {
    let unused = unused(store, at, UNUSED_DAYS)?;
    Ok(Excess {
        held: store.facts_count()?,
        unused: unused.iter().map(|field| field.values).sum(),
        risk: unused.iter().map(|field| field.risk).sum(),
    })
}

/// Keeps how much there is today.
///
/// # Errors
/// Where the store fails.
pub fn sample(store: &Store, at: Timestamp) -> Result<(), RightsError> {
    let Excess { held, unused, risk } = excess(store, at)?;
    Ok(store.sample_excess(ExcessSample { day: day_of(at), held, unused, risk })?)
}

/// What stopping a field today would do.
///
/// # Errors
/// Where the store fails.
pub fn preview(store: &Store, field: FieldId, at: Timestamp) -> Result<StopPlan, RightsError> {
    let erase_on = day_of(at).saturating_add(GRACE_DAYS.days());
    let mut plan = StopPlan { erase_on, ..StopPlan::default() };
    everybody(store, |ordinal| {
        let person = store.person_by_ordinal(ordinal)?;
        let trim = trim(store, &person, field);
        plan.values += trim.gone.len() as u64;
        plan.people += u64::from(!trim.gone.is_empty());
        plan.kept += trim.kept.iter().filter(|kept| kept.fact.field == field).count() as u64;
        Ok(())
    })?;
    Ok(plan)
}

/// Stops a field. It takes no values from now on; what is held goes after the days of grace, unless it is taken back.
///
/// # Errors
/// [`RightsError::NotFound`] where it is stopped already.
pub fn stop(store: &Store, stamp: Stamp, field: FieldId) -> Result<(), RightsError> {
    if store.stopped_fields()?.contains(&field) {
        return Err(RightsError::NotFound("field in use"));
    }
    let erase_on = day_of(stamp.at).saturating_add(GRACE_DAYS.days());
    Ok(store.stop_field(stamp, field, erase_on).map(drop)?)
}

/// Takes a stop back. Before its day nothing is lost; after it the field only takes values again.
///
/// # Errors
/// [`RightsError::NotFound`] where the field is not stopped.
pub fn resume(store: &Store, stamp: Stamp, field: FieldId) -> Result<(), RightsError> {
    let stops = store.field_stops()?;
    let stop = stops.iter().find(|stop| stop.field == field && stop.stands());
    Ok(store.resume_field(stamp, stop.ok_or(RightsError::NotFound("stop"))?)?)
}

/// Erases what is held of the fields whose days of grace are over. Returns how many values went.
///
/// # Errors
/// Where the store fails; what was done stands, and the next time goes on.
pub fn erase_due(store: &Store, stamp: Stamp) -> Result<u64, RightsError> {
    let today = day_of(stamp.at);
    let is_due = |stop: &FieldStop| stop.stands() && stop.erased_at.is_none() && stop.erase_on <= today;
    let mut all = 0;
    for stop in store.field_stops()?.iter().filter(|stop| is_due(stop)) {
        let mut values = 0;
        everybody(store, |ordinal| {
            values += retried(|| erase_of(store, stamp, stop.field, ordinal))?;
            Ok(())
        })?;
        store.field_erased(stamp, stop, values)?;
        all += values;
    }
    Ok(all)
}

fn erase_of(store: &Store, stamp: Stamp, field: FieldId, ordinal: Ordinal) -> Result<u64, RightsError> {
    let person = store.person_by_ordinal(ordinal)?;
    let trim = trim(store, &person, field);
    if trim.is_idle() {
        return Ok(0);
    }
    let mut change = store.change(stamp);
    let told = Told { ending: Ending::Expired, partly: Event::Expired, wholly: Event::Expired };
    trim.apply(store, &mut change, told)?;
    change.commit()?;
    Ok(trim.gone.len() as u64)
}

/// What becomes of a person's values when a field is erased: other fields stay as they are, and of this one what an act
/// or a legal hold keeps.
fn trim<'p>(store: &Store, person: &'p Person, field: FieldId) -> Trim<'p> {
    let must_stay = |fact: &Fact, link: &Link| {
        let def = store.law().catalogue().purpose_by_id(link.purpose);
        person.is_on_hold(fact) || link.basis == Basis::LegalObligation || def.is_some_and(is_statutory)
    };
    Trim::new(person, |fact, link| {
        let stays = fact.field != field || must_stay(fact, link);
        stays.then(|| last_day(fact, link.purpose))?
    })
}

fn everybody(
    store: &Store,
    mut each: impl FnMut(Ordinal) -> Result<(), RightsError>,
) -> Result<(), RightsError> {
    let mut after = None;
    loop {
        let people = store.people_due(FOREVER, after, BATCH)?;
        let Some(last) = people.last() else { return Ok(()) };
        after = Some(*last);
        people.into_iter().try_for_each(&mut each)?;
    }
}
