//! The plan of a run: what will be asked, what may come back, what it costs, and who will owe what to whom by when. It
//! is kept with the run, so that it can be shown later what was approved.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_connectors::{Persons, Profile};
use zgoda_law::calendar::day_of;
use zgoda_law::{Actor, Reason, ReasonCode, SubjectId};
use zgoda_store::{NewRun, NewTarget, OrgId, RunId, ScheduleId, Stamp, Store, StoreError};

use super::choice::{Choice, Chosen};
use super::rules::Rules;
use super::work::ASKED_AT_ONCE;
use crate::desk::Desk;
use crate::fields::{fields_of_trader, stored_name};
use crate::plan::{known_members, people as planned_members};
use crate::registers::seconds;
use crate::sources::{place, source};
use crate::{EnrichError, Options, PeoplePlan, SourceSettings, traders};

/// What is wished of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOptions {
    /// Which firms.
    pub choice: Choice,
    /// Stable ids of the sources, in the order in which they are asked.
    pub sources: Vec<String>,
    /// Whether the people in the organs are taken too. Off by default (GDPR art. 25(2)).
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: Rules,
}

/// What a run will do, as it was shown before it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPlan {
    /// Firms that were chosen.
    pub firms: u64,
    /// Firms among them that are not held yet.
    pub unheld: u64,
    /// Firms about which nobody can be asked, because no number of theirs is known.
    pub numberless: u64,
    /// The sources.
    pub sources: Vec<PlannedSource>,
    /// The people.
    pub people: PlannedPeople,
}

/// A source that will be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedSource {
    /// Its stable id.
    pub id: String,
    /// Its official name.
    pub name: String,
    /// The host that will be called.
    pub host: String,
    /// Whether the operator has switched it on.
    pub on: bool,
    /// How many questions it will get.
    pub questions: u64,
    /// How long that takes at the pace the source allows, in seconds.
    pub seconds: u64,
    /// What that costs, in grosze.
    pub price: u64,
    /// Stable names of the fields that will be kept.
    pub kept: Vec<String>,
    /// Fields that no purpose in use needs: they will be dropped and counted.
    pub dropped: Vec<(String, Vec<ReasonCode>)>,
}

impl PlannedSource {
    /// Whether anything of it may be kept.
    pub fn is_allowed(&self) -> bool {
        !self.kept.is_empty()
    }
}

/// The people in the organs of the firms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPeople {
    /// Whether they were asked for.
    pub wanted: bool,
    /// Why the law does not allow them; empty where it does.
    pub reasons: Vec<ReasonCode>,
    /// Stable names of the fields that would be taken.
    pub fields: Vec<String>,
    /// How many of them are held already: they are confirmed and owe nothing new.
    pub held: u64,
    /// In how many firms they are not known yet. Everybody found there owes a notice.
    pub firms_unknown: u64,
    /// How many that may be, by how many are held in a firm where they are known.
    pub estimate: Option<u64>,
    /// How many of those asked about may turn out to be sole traders. Each who is new owes a notice.
    #[serde(default)]
    pub traders: u64,
    /// How many sole traders are asked about themselves.
    #[serde(default)]
    pub asked: u64,
    /// Sole traders whom nobody is asked about, because the law does not let their number be used for it; by reason.
    #[serde(default)]
    pub kept_out: BTreeMap<ReasonCode, u64>,
    /// By when each of them must be informed if the run is carried out today, GDPR art. 14(3)(a).
    pub notice_due: Timestamp,
    /// The first day on which their data are no longer held, if nothing comes of it.
    pub until: Option<Date>,
}

impl PlannedPeople {
    /// Whether the run will take them.
    pub fn are_taken(&self) -> bool {
        self.wanted && self.reasons.is_empty()
    }
}

/// Plans a run: nothing is asked before it is approved.
///
/// # Errors
/// [`EnrichError::Nobody`] where nothing is to be asked; else where the store fails. What the law forbids is no error:
/// the plan says it.
pub fn plan_run(
    store: &Store,
    options: &RunOptions,
    schedule: Option<ScheduleId>,
    actor: &Actor,
    at: Timestamp,
) -> Result<RunId, EnrichError> {
    plan_run_about(store, options, &[], schedule, actor, at)
}

/// The same, which asks about these sole traders as well, where the law lets their numbers be used for that.
///
/// # Errors
/// As [`plan_run`].
pub fn plan_run_about(
    store: &Store,
    options: &RunOptions,
    people: &[SubjectId],
    schedule: Option<ScheduleId>,
    actor: &Actor,
    at: Timestamp,
) -> Result<RunId, EnrichError> {
    let sources = profiles(&options.sources)?;
    let desk = Desk::new(store, actor, at);
    let general = planned_members(&desk, None, Options { with_persons: options.persons })?;
    // A source of people only is not asked for nothing.
    let is_asked = |profile: &&&Profile| profile.persons != Persons::Traders || general.taken();
    let asked: Vec<_> = sources.iter().filter(is_asked).copied().collect();
    let mut chosen = options.choice.questions(store, &asked, at)?;
    let about = if general.taken() {
        let mut people = people.to_vec();
        people.extend(options.choice.people(store, at)?);
        people.sort_unstable();
        people.dedup();
        About::these(&desk, &people, &asked)?
    } else {
        About::default()
    };
    chosen.targets.extend(about.targets);
    chosen.numberless += about.numberless;
    if chosen.targets.is_empty() {
        return Err(EnrichError::Nobody { numberless: chosen.numberless });
    }
    let mut plan = make(&desk, &sources, &chosen, &general)?;
    (plan.people.asked, plan.people.kept_out) = (about.asked, about.kept_out);
    let new = NewRun {
        choice: text(&options.choice)?,
        sources: options.sources.clone(),
        persons: options.persons,
        rules: text(&options.rules)?,
        plan: text(&plan)?,
        schedule,
    };
    Ok(store.plan_run(Stamp { actor: actor.id, at }, &new, &chosen.targets)?)
}

/// Approves a planned run. It is decided anew whether the law allows it to whoever approves.
///
/// # Errors
/// [`EnrichError::Refused`] where the law allows no fact at all; [`EnrichError::SwitchedOff`] where the operator has
/// not switched a source on; a conflict of the store where the run is not planned any more.
pub fn approve(
    store: &Store,
    id: RunId,
    rules: Rules,
    actor: &Actor,
    at: Timestamp,
) -> Result<(), EnrichError> {
    let desk = Desk::new(store, actor, at);
    desk.need_company_fields()?;
    let plan = RunPlan::parse(&store.run(id)?.plan)?;
    for planned in plan.sources.iter().filter(|planned| planned.questions > 0) {
        if !SourceSettings::load(store, &planned.id)?.on {
            return Err(EnrichError::SwitchedOff(source(&planned.id)?.id));
        }
    }
    Ok(store.approve_run(Stamp { actor: actor.id, at }, id, &text(&rules)?)?)
}

/// The sources with these ids, in the order in which they are asked.
pub(super) fn profiles(ids: &[String]) -> Result<Vec<&'static Profile>, EnrichError> {
    let mut wanted: Vec<_> = ids.iter().map(|id| source(id)).collect::<Result<_, _>>()?;
    wanted.sort_by_key(|profile| place(profile));
    wanted.dedup_by_key(|profile| profile.id);
    Ok(wanted)
}

/// Whether the law lets this actor enrich firms, and so decide about what a run brought.
///
/// # Errors
/// [`EnrichError::Refused`] with the reasons where it does not.
pub fn permit(store: &Store, actor: &Actor, at: Timestamp) -> Result<(), EnrichError> {
    Desk::new(store, actor, at).need_company_fields().map(drop)
}

/// A plan, a choice or rules as they are kept.
pub(super) fn text<T: Serialize>(part: &T) -> Result<String, EnrichError> {
    serde_json::to_string(part).map_err(|error| StoreError::Journal(error).into())
}

impl RunPlan {
    /// The plan as it is kept with a run.
    ///
    /// # Errors
    /// Where it was written by another version of the program.
    pub fn parse(text: &str) -> Result<Self, EnrichError> {
        serde_json::from_str(text).map_err(|error| StoreError::Journal(error).into())
    }
}

fn make(
    desk: &Desk,
    sources: &[&'static Profile],
    chosen: &Chosen,
    general: &PeoplePlan,
) -> Result<RunPlan, EnrichError> {
    let held: Vec<OrgId> = chosen.firms.iter().flatten().copied().collect();
    Ok(RunPlan {
        firms: chosen.firms.len() as u64,
        unheld: (chosen.firms.len() - held.len()) as u64,
        numberless: chosen.numberless,
        sources: sources.iter().map(|profile| planned(desk, profile, chosen)).collect::<Result<_, _>>()?,
        people: planned_people(desk, sources, chosen, &held, general)?,
    })
}

/// The questions about sole traders themselves.
#[derive(Default)]
struct About {
    targets: Vec<NewTarget>,
    asked: u64,
    numberless: u64,
    kept_out: BTreeMap<ReasonCode, u64>,
}

impl About {
    fn these(desk: &Desk, people: &[SubjectId], sources: &[&'static Profile]) -> Result<Self, EnrichError> {
        let mut about = Self::default();
        let asked: Vec<_> = sources.iter().filter(|profile| traders::are_told_of_by(profile)).collect();
        for id in people.iter().filter(|_| !asked.is_empty()) {
            let person = desk.store.person(*id)?;
            match traders::may_be_asked(desk, &person)? {
                Ok(_) => {
                    about.asked += 1;
                    about.targets.extend(asked.iter().map(|profile| NewTarget {
                        org: None,
                        person: Some(person.ordinal),
                        source: profile.id.to_owned(),
                        number: String::new(),
                    }));
                }
                Err(reasons) => match reasons.first() {
                    Some(first) => *about.kept_out.entry(*first).or_default() += 1,
                    None => about.numberless += 1,
                },
            }
        }
        // One source after the other, as everywhere in a run.
        about.targets.sort_by_key(|target| asked.iter().position(|profile| profile.id == target.source));
        Ok(about)
    }
}

fn planned(desk: &Desk, profile: &Profile, chosen: &Chosen) -> Result<PlannedSource, EnrichError> {
    let settings = SourceSettings::load(desk.store, profile.id)?;
    let at_once = ASKED_AT_ONCE as u64;
    let questions = chosen.targets.iter().filter(|target| target.source == profile.id).count() as u64;
    let (mut kept, mut dropped): (Vec<String>, Vec<_>) = Default::default();
    let fields = match profile.persons {
        Persons::Traders => traders::fields(desk, profile)?,
        _ => desk.company_fields()?,
    };
    for (field, reasons) in fields.into_iter().filter(|(field, _)| profile.holds.contains(field)) {
        let name = stored_name(field).to_owned();
        match reasons.is_empty() {
            true => kept.push(name),
            false => dropped.push((name, codes(&reasons))),
        }
    }
    Ok(PlannedSource {
        id: profile.id.to_owned(),
        name: profile.name.to_owned(),
        host: settings.host().to_owned(),
        on: settings.on,
        questions,
        seconds: seconds(profile, questions, at_once),
        price: profile.estimate(questions).price,
        kept,
        dropped,
    })
}

fn planned_people(
    desk: &Desk,
    sources: &[&'static Profile],
    chosen: &Chosen,
    held: &[OrgId],
    general: &PeoplePlan,
) -> Result<PlannedPeople, EnrichError> {
    let (mut known, mut firms_known) = (0_u64, 0_u64);
    for org in held.iter().filter(|_| general.wanted) {
        let here = known_members(desk.store, *org)?.len() as u64;
        known += here;
        firms_known += u64::from(here > 0);
    }
    let firms_unknown = (chosen.firms.len() as u64).saturating_sub(chosen.numberless + firms_known);
    let usual = known.checked_div(firms_known);
    let traders = if general.taken() { chosen.traders } else { 0 };
    let mut fields = general.fields.clone();
    for profile in sources.iter().filter(|profile| traders > 0 && traders::are_told_of_by(profile)) {
        fields.extend(profile.holds.iter().flat_map(|field| fields_of_trader(*field)));
    }
    let mut seen = BTreeSet::new();
    fields.retain(|field| seen.insert(*field));
    Ok(PlannedPeople {
        wanted: general.wanted,
        reasons: codes(&general.reasons),
        fields: fields.into_iter().map(str::to_owned).collect(),
        held: known,
        firms_unknown,
        estimate: usual.map(|usual| usual * firms_unknown),
        traders,
        asked: 0,
        kept_out: BTreeMap::new(),
        notice_due: general.notice_due,
        until: general.until,
    })
}

fn codes(reasons: &[Reason]) -> Vec<ReasonCode> {
    reasons.iter().map(|reason| reason.code).collect()
}

impl RunPlan {
    /// The last day on which people who come in today must be told, in Warsaw.
    pub fn notice_day(&self) -> Date {
        day_of(self.people.notice_due)
    }
}
