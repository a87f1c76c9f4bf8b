//! Retention: values lose purposes whose term has ended, die with the last one, and the person's key with the last
//! value. Only the person's own word moves a term; our letters and refreshes never do (KASPR).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::pack::RetentionPack;
use zgoda_law::{
    Country, Ending, Event, InformationDuty, LifecycleGroup, PurposeCategory, PurposeId, StartEvent,
    SubjectId,
};
use zgoda_store::{
    Change, DecidedTerm, Fact, LeadOutcome, Link, Ordinal, Person, RunCounts, Stamp, Store, StoreError,
};

use crate::RightsError;
use crate::acting::purpose;
use crate::error::retried;
use crate::evidence::OFFER;
use crate::tag::{name_of_field, name_of_purpose};
use crate::terms::keep_until;
use crate::trim::{Told, Trim, last_day};

/// How long an overdue notice of art. 14 may still be delivered before the values it is about are destroyed (law B5.1).
pub(crate) const GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// People handled at a time. What is destroyed is gone for good with each commit, which costs some syncs whatever is in it.
const BATCH: u32 = 1_024;
/// Examples in a plan.
const EXAMPLES: usize = 20;

/// What a run on a day would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RetentionPlan {
    /// Values that would be destroyed.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// People of whom nothing would remain, so that their key goes too.
    pub ended: u64,
    /// Purposes that would end on values which stay.
    pub dropped: u64,
    /// People who are due but under a legal hold.
    pub held_back: u64,
    /// Values to be destroyed because nobody told the person of them in time, art. 14.
    pub untold: u64,
    /// Values to be destroyed, by field.
    pub by_field: BTreeMap<String, u64>,
    /// Ending purposes of values, by purpose.
    pub by_purpose: BTreeMap<String, u64>,
    /// The same by the rule of retention.
    pub by_rule: BTreeMap<String, u64>,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One person a run would touch, by pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Who.
    pub subject: SubjectId,
    /// The fields that would go.
    pub fields: Vec<String>,
    /// The person would end wholly.
    pub ends: bool,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RetentionReport {
    /// Values destroyed.
    pub values: u64,
    /// People they belonged to.
    pub people: u64,
    /// People of whom nothing remains.
    pub ended: u64,
    /// Purposes that ended on values which stay.
    pub dropped: u64,
    /// People who were due but under a legal hold.
    pub held_back: u64,
    /// Of the values destroyed, those that nobody told the person of.
    pub untold: u64,
    /// Whether everything due was done; otherwise another run goes on.
    pub complete: bool,
}

/// What a run on this day would do. Reads everybody who is due.
///
/// # Errors
/// Where the store fails or no retention pack is in force.
pub fn plan(store: &Store, day: Date) -> Result<RetentionPlan, RightsError> {
    let sweep = Sweep::new(store, start_of_day(day))?;
    let mut plan = RetentionPlan::default();
    let untold = sweep.untold()?;
    for ordinal in &untold {
        let person = store.person_by_ordinal(*ordinal)?;
        plan.note(&sweep, &person);
    }
    let mut after = None;
    loop {
        let due = store.people_due(sweep.day, after, BATCH)?;
        let Some(last) = due.last() else { return Ok(plan) };
        after = Some(*last);
        let due: Vec<Ordinal> = due.into_iter().filter(|ordinal| !untold.contains(ordinal)).collect();
        for person in store.people_by_ordinals(&due)? {
            plan.note(&sweep, &person);
        }
    }
}

/// Ends what is due, at most `limit` people; a later run goes on where this one stopped. `progress` is told of every
/// batch how many people are done.
///
/// # Errors
/// Where the store fails; what was done before stands.
pub fn run(
    store: &Store,
    stamp: Stamp,
    limit: Option<u32>,
    mut progress: impl FnMut(u64),
) -> Result<RetentionReport, RightsError> {
    let sweep = Sweep::new(store, stamp.at)?;
    let mut report = RetentionReport::default();
    let untold = sweep.untold()?;
    for some in Vec::from_iter(untold.iter().copied()).chunks(BATCH as usize) {
        sweep.end(stamp, some, &mut report)?;
    }
    let (mut after, mut left) = (None, limit.unwrap_or(u32::MAX));
    while left > 0 {
        let due = store.people_due(sweep.day, after, BATCH.min(left))?;
        let Some(last) = due.last() else { break };
        after = Some(*last);
        left = left.saturating_sub(u32::try_from(due.len()).unwrap_or(u32::MAX));
        let due: Vec<Ordinal> = due.into_iter().filter(|ordinal| !untold.contains(ordinal)).collect();
        sweep.end(stamp, &due, &mut report)?;
        progress(report.people);
    }
    report.complete = store.people_due(sweep.day, after, 1)?.is_empty();
    store.end_request_files(stamp)?;
    let RetentionReport { values, people, ended, dropped, held_back, untold, complete } = report;
    let counts = RunCounts { people, values, ended, dropped, held_back, untold, complete };
    store.log_retention_run(stamp, counts)?;
    Ok(report)
}

impl RetentionPlan {
    fn note(&mut self, sweep: &Sweep<'_>, person: &Person) {
        self.held_back += u64::from(sweep.holds_back(person));
        let trim = sweep.trim(person);
        if trim.is_idle() {
            return;
        }
        let fields: Vec<String> =
            trim.gone.iter().map(|fact| name_of_field(sweep.store, fact.field)).collect();
        let values = fields.len() as u64;
        self.values += values;
        self.untold += sweep.count_untold(&trim, person);
        self.people += u64::from(values > 0);
        self.ended += u64::from(trim.leaves_nothing());
        self.dropped += trim.dropped() as u64;
        fields.iter().for_each(|field| *self.by_field.entry(field.clone()).or_default() += 1);
        for link in ending(&trim) {
            *self.by_purpose.entry(name_of_purpose(sweep.store, link.purpose)).or_default() += 1;
            *self.by_rule.entry(sweep.rule_of(link)).or_default() += 1;
        }
        if self.examples.len() < EXAMPLES && values > 0 {
            self.examples.push(Example { subject: person.id, fields, ends: trim.leaves_nothing() });
        }
    }
}

/// The purposes that end, once for each value.
fn ending<'t>(trim: &'t Trim<'_>) -> impl Iterator<Item = &'t Link> {
    let gone = trim.gone.iter().flat_map(|fact| &fact.grounds.links);
    let kept = trim
        .kept
        .iter()
        .flat_map(|kept| kept.fact.grounds.links.iter().filter(|link| !kept.links.contains(link)));
    gone.chain(kept)
}

/// One pass over what is due.
struct Sweep<'s> {
    store: &'s Store,
    pack: &'s RetentionPack,
    /// Terms that were approved; those in force go before the pack's.
    decided: Vec<DecidedTerm>,
    /// The purpose whose end closes a lead.
    offer: PurposeId,
    at: Timestamp,
    day: Date,
}

impl<'s> Sweep<'s> {
    fn new(store: &'s Store, at: Timestamp) -> Result<Self, RightsError> {
        let pack = store.law().packs().retention(Country::PL, at);
        let pack = pack.ok_or(RightsError::Catalogue("retention pack"))?;
        let mut decided = store.decided_terms()?;
        decided.retain(|own| own.is_in_force(at));
        Ok(Self { store, pack, decided, offer: purpose(store, OFFER)?, at, day: day_of(at) })
    }

    /// People whom nobody told of their data within the month and the days of grace.
    fn untold(&self) -> Result<BTreeSet<Ordinal>, RightsError> {
        let due = self.store.notices_due(self.grace_began(), u32::MAX)?;
        let late = due.into_iter().filter(|notice| notice.duty == InformationDuty::Article14);
        late.map(|notice| Ok(self.store.person(notice.subject)?.ordinal)).collect()
    }

    /// Notices that were due before this moment are past their grace.
    fn grace_began(&self) -> Timestamp {
        self.at.checked_sub(GRACE).unwrap_or(Timestamp::MIN)
    }

    /// Whether nobody told the person of this value in time.
    fn is_untold(&self, person: &Person, fact: &Fact) -> bool {
        person.notices.iter().any(|notice| {
            notice.duty == InformationDuty::Article14
                && !notice.status.is_met()
                && notice.due_at < self.grace_began()
                && notice.source == fact.grounds.source.id
        })
    }

    fn count_untold(&self, trim: &Trim<'_>, person: &Person) -> u64 {
        trim.gone.iter().filter(|fact| self.is_untold(person, fact)).count() as u64
    }

    /// What of a person ends. What a legal hold keeps stays, with the last days it has.
    fn trim<'p>(&self, person: &'p Person) -> Trim<'p> {
        Trim::new(person, |fact, link| match person.is_on_hold(fact) {
            true => last_day(fact, link.purpose),
            false => self.stays(person, fact, link),
        })
    }

    /// Until when a purpose keeps a value; nothing where it is over today.
    fn stays(&self, person: &Person, fact: &Fact, link: &Link) -> Option<Date> {
        let told = !self.is_untold(person, fact);
        told.then(|| self.until(person, fact, link))?.filter(|day| *day > self.day)
    }

    /// Whether a legal hold keeps something of the person that would end today.
    fn holds_back(&self, person: &Person) -> bool {
        let ends =
            |fact: &Fact| fact.grounds.links.iter().any(|link| self.stays(person, fact, link).is_none());
        person.facts.iter().any(|fact| person.holds(fact.no) && person.is_on_hold(fact) && ends(fact))
    }

    /// The day a purpose ends on a value: as recorded, or later where the person spoke since and the rule counts from
    /// their last word.
    fn until(&self, person: &Person, fact: &Fact, link: &Link) -> Option<Date> {
        let recorded = last_day(fact, link.purpose)?;
        let rule = self.store.law().catalogue().purpose_by_id(link.purpose)?.retention.as_str();
        let counts = self.pack.rule(rule).filter(|rule| rule.start == StartEvent::LastInbound);
        let spoke = person.last_inbound_at.filter(|at| *at > fact.obtained_at);
        let renewed = counts.zip(spoke).map(|(rule, at)| keep_until(&self.decided, rule, day_of(at)));
        // A value that stays as history serves nobody's renewed interest.
        Some(renewed.filter(|_| fact.is_current()).map_or(recorded, |day| day.max(recorded)))
    }

    fn rule_of(&self, link: &Link) -> String {
        let purpose = self.store.law().catalogue().purpose_by_id(link.purpose);
        purpose.map_or_else(String::new, |purpose| purpose.retention.clone())
    }

    /// Ends what is due of these people in one change; one by one if somebody else changes one of them meanwhile,
    /// or one is not there.
    fn end(&self, stamp: Stamp, people: &[Ordinal], report: &mut RetentionReport) -> Result<(), RightsError> {
        match self.try_end(stamp, people) {
            Ok(part) => report.add(part),
            Err(RightsError::Store(error))
                if error.is_conflict() || matches!(error, StoreError::NotFound(_)) =>
            {
                for person in people {
                    let alone = std::slice::from_ref(person);
                    report.add(retried(|| self.try_end(stamp, alone))?);
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn try_end(&self, stamp: Stamp, people: &[Ordinal]) -> Result<RetentionReport, RightsError> {
        let mut part = RetentionReport::default();
        let mut change = self.store.change(stamp);
        let people = match self.store.people_by_ordinals(people) {
            Err(StoreError::NotFound(_)) if people.len() == 1 => Vec::new(),
            other => other?,
        };
        for person in people {
            part.held_back += u64::from(self.holds_back(&person));
            self.end_one(&mut change, &person, &mut part)?;
        }
        if !change.is_empty() {
            change.commit()?;
        }
        Ok(part)
    }

    /// Whether what stays serves duties and claims alone: then it is an archive, which no other purpose reads.
    fn is_archive(&self, trim: &Trim<'_>) -> bool {
        let catalogue = self.store.law().catalogue();
        let legal = |link: &Link| {
            let purpose = catalogue.purpose_by_id(link.purpose);
            purpose.is_some_and(|purpose| purpose.category == PurposeCategory::Legal)
        };
        trim.dropped() > 0 && trim.kept.iter().all(|kept| kept.links.iter().all(legal))
    }

    fn end_one(
        &self,
        change: &mut Change<'_>,
        person: &Person,
        part: &mut RetentionReport,
    ) -> Result<(), RightsError> {
        let trim = self.trim(person);
        if person.flags.erased || trim.is_idle() {
            return Ok(());
        }
        let told = Told { ending: Ending::Expired, partly: Event::Expired, wholly: Event::Expired };
        if trim.ends(self.offer) {
            change.close_leads(person, self.offer, LeadOutcome::Silent)?;
        }
        trim.apply(self.store, change, told)?;
        if trim.leaves_nothing() || self.is_archive(&trim) {
            change.move_to(person.id, LifecycleGroup::Archive)?;
        }
        let values = trim.gone.len() as u64;
        part.values += values;
        part.untold += self.count_untold(&trim, person);
        part.people += u64::from(values > 0);
        part.ended += u64::from(trim.leaves_nothing());
        part.dropped += trim.dropped() as u64;
        Ok(())
    }
}

impl RetentionReport {
    fn add(&mut self, part: Self) {
        self.values += part.values;
        self.people += part.people;
        self.ended += part.ended;
        self.dropped += part.dropped;
        self.held_back += part.held_back;
        self.untold += part.untold;
    }
}
