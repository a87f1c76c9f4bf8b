//! Terms of keeping other than the pack's: what they do to values that are held already. A shorter term reaches back, a
//! longer one never does, and an approval that has run out leaves the pack's term, never a longer hold.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zgoda_law::calendar::day_of;
use zgoda_law::pack::RetentionRule;
use zgoda_law::{
    Action, ClockEvent, Country, Event, FactNo, PermissionKind, PurposeId, StartEvent, retention_anchor,
};
use zgoda_store::{DecidedTerm, Draft, Fact, Ordinal, Person, Stamp, Store};

use crate::RightsError;
use crate::error::retried;

/// People read at a time.
const BATCH: u32 = 256;
/// A day after every term there is.
const FOREVER: Date = Date::constant(9000, 1, 1);

/// Is told how many people a pass has looked at.
pub type Progress<'a> = &'a mut dyn FnMut(u64) -> Result<(), RightsError>;

/// How many values a term reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Values that get an earlier last day.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// Of these values, those whose new last day has come already.
    pub due: u64,
}

/// The first day on which a value may no longer be held under a rule, by the term that was approved for it or the pack's.
pub(crate) fn keep_until(in_force: &[DecidedTerm], rule: &RetentionRule, anchor: Date) -> Date {
    let own = in_force.iter().rfind(|own| own.rule == rule.id);
    own.map_or_else(|| rule.keep_until(anchor), |own| rule.keep_until_by(anchor, own.term))
}

/// The rule of the pack in force.
///
/// # Errors
/// Where there is none.
pub fn rule<'s>(store: &'s Store, id: &str, at: Timestamp) -> Result<&'s RetentionRule, RightsError> {
    let pack = store.law().packs().retention(Country::PL, at);
    pack.and_then(|pack| pack.rule(id)).ok_or(RightsError::NotFound("rule"))
}

/// What a term would do to values that are held already. `progress` is told after every batch how many people were looked
/// at.
///
/// # Errors
/// Where the store fails, or the pack has no such rule.
pub fn preview(
    store: &Store,
    id: &str,
    term: Option<jiff::Span>,
    at: Timestamp,
    progress: Progress<'_>,
) -> Result<Reached, RightsError> {
    let reach = Reach::new(store, id, term, at)?;
    let mut reached = Reached::default();
    reach.everybody(progress, |ordinal| {
        reach.note(&reach.of(&store.person_by_ordinal(ordinal)?), &mut reached);
        Ok(())
    })?;
    Ok(reached)
}

/// Gives values that are held already the last day of a term, or of the pack's where none is given, wherever that is
/// earlier than the one they have.
///
/// # Errors
/// Where the store fails; what was done before stands, and doing it again goes on.
pub(crate) fn apply(
    store: &Store,
    stamp: Stamp,
    id: &str,
    term: Option<jiff::Span>,
    progress: Progress<'_>,
) -> Result<(), RightsError> {
    let reach = Reach::new(store, id, term, stamp.at)?;
    reach.everybody(progress, |ordinal| {
        retried(|| {
            let person = store.person_by_ordinal(ordinal)?;
            let earlier = reach.of(&person);
            if earlier.is_empty() { Ok(()) } else { reach.shorten(stamp, &person, &earlier) }
        })
    })
}

/// Ends approvals that have run out: the pack's term counts again, also for values that were given a longer one.
///
/// # Errors
/// Where the store fails.
pub fn end_lapsed(store: &Store, stamp: Stamp) -> Result<(), RightsError> {
    let lapsed =
        |own: &DecidedTerm| own.ended_at.is_none() && own.valid_to.is_some_and(|end| end <= stamp.at);
    for own in store.decided_terms()?.iter().filter(|own| lapsed(own)) {
        end(store, stamp, &own.rule)?;
    }
    Ok(())
}

/// Takes the approved term of a rule back, which [`follow`](crate::terms_work::follow) carries out. Values that it made
/// shorter stay so.
///
/// # Errors
/// Where the store fails.
pub fn end(store: &Store, stamp: Stamp, rule: &str) -> Result<(), RightsError> {
    Ok(store.end_term(stamp, rule).map(drop)?)
}

/// A value that gets an earlier last day for some purposes.
struct Earlier {
    fact: FactNo,
    until: Vec<(PurposeId, Date)>,
    due: bool,
}

/// One pass over everybody who has values under a rule.
struct Reach<'s> {
    store: &'s Store,
    rule: &'s RetentionRule,
    purposes: Vec<PurposeId>,
    term: Option<jiff::Span>,
    day: Date,
}

impl<'s> Reach<'s> {
    fn new(store: &'s Store, id: &str, term: Option<jiff::Span>, at: Timestamp) -> Result<Self, RightsError> {
        let under = store.law().catalogue().purposes().iter().filter(|purpose| purpose.retention == id);
        let purposes = under.map(|purpose| purpose.id).collect();
        Ok(Self { store, rule: rule(store, id, at)?, purposes, term, day: day_of(at) })
    }

    fn everybody(
        &self,
        progress: Progress<'_>,
        mut each: impl FnMut(Ordinal) -> Result<(), RightsError>,
    ) -> Result<(), RightsError> {
        let (mut after, mut done) = (None, 0);
        loop {
            let people = self.store.people_due(FOREVER, after, BATCH)?;
            let Some(last) = people.last() else { return Ok(()) };
            after = Some(*last);
            done += people.len() as u64;
            people.into_iter().try_for_each(&mut each)?;
            progress(done)?;
        }
    }

    /// The values of a person that get an earlier last day.
    fn of(&self, person: &Person) -> Vec<Earlier> {
        let held = person.facts.iter().filter(|fact| person.holds(fact.no));
        held.filter_map(|fact| self.earlier(person, fact)).collect()
    }

    fn earlier(&self, person: &Person, fact: &Fact) -> Option<Earlier> {
        let mut until = fact.until.clone();
        let mut first = None;
        for (purpose, day) in until.iter_mut().filter(|(purpose, _)| self.purposes.contains(purpose)) {
            let anchor = self.anchor(person, fact, *purpose)?;
            let limit = self
                .term
                .map_or_else(|| self.rule.keep_until(anchor), |term| self.rule.keep_until_by(anchor, term));
            if limit < *day {
                *day = limit;
                first = Some(first.map_or(limit, |first: Date| first.min(limit)));
            }
        }
        Some(Earlier { fact: fact.no, until, due: first? <= self.day })
    }

    /// The day the term of a value began; `None` where it is not known any more, and the value keeps its day.
    fn anchor(&self, person: &Person, fact: &Fact, purpose: PurposeId) -> Option<Date> {
        let obtained = day_of(fact.obtained_at);
        match self.rule.start {
            StartEvent::Obtained => Some(obtained),
            StartEvent::EventDay => Some(day_of(fact.grounds.source.occurred_at)),
            StartEvent::LastInbound => Some(retention_anchor(obtained, &clock(person, fact, purpose))),
            _ => None,
        }
    }

    fn shorten(&self, stamp: Stamp, person: &Person, earlier: &[Earlier]) -> Result<(), RightsError> {
        let mut change = self.store.change(stamp);
        for one in earlier {
            let fact = person.fact(one.fact).ok_or(RightsError::NotFound("fact"))?;
            change.relink(person, one.fact, fact.grounds.id, &one.until)?;
        }
        let facts = earlier.iter().map(|one| one.fact).collect();
        change.record(
            Draft::new(Event::TermDecided, Action::Use)
                .subject(person.id)
                .facts(facts)
                .detail(format!("{}: earlier last day", self.rule.id)),
        );
        change.commit().map(drop).map_err(RightsError::from)
    }

    fn note(&self, earlier: &[Earlier], reached: &mut Reached) {
        reached.values += earlier.len() as u64;
        reached.people += u64::from(!earlier.is_empty());
        reached.due += earlier.iter().filter(|one| one.due).count() as u64;
    }
}

/// What moved the clock of a value: the person's signs, and the contacts they allowed. A value that stays as history is
/// nobody's renewed interest.
fn clock(person: &Person, fact: &Fact, purpose: PurposeId) -> Vec<ClockEvent> {
    let asked = person.permissions.iter().filter(|known| {
        known.kind == PermissionKind::Requested && known.purpose == purpose && known.ended_at.is_none()
    });
    let mut events: Vec<ClockEvent> = asked
        .map(|known| {
            let on = day_of(known.given_at);
            ClockEvent::Request { on, last_contact: known.valid_to.map_or(on, day_of) }
        })
        .collect();
    if fact.is_current() {
        events.extend(person.last_inbound_at.map(|at| ClockEvent::Inbound(day_of(at))));
    }
    events
}
