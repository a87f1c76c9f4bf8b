//! The time machine: what was held of a person on a past day, and what the law made of it then. Values that are still
//! held are opened by today's law, for whoever asks today; of the others it is said when they went and why.

use jiff::Timestamp;
use zgoda_law::{ConsentState, Ending, Event, FactNo, Governance, NoticeStatus, PurposeId};
use zgoda_store::{AssessmentKind, Consent, Entry, Fact, Objection, Person, Store};

use crate::lights::{Light, lights_then};
use crate::tag::name_of_field;
use crate::view::{Content, open};
use crate::{Acting, RightsError, Tag};

/// A person on a past day.
pub struct Past {
    /// When.
    pub at: Timestamp,
    /// Whether they were known by then.
    pub known: bool,
    /// What was held then, in the order of the fields.
    pub values: Vec<PastValue>,
    /// The consents by then, as they stood.
    pub consents: Vec<Consent>,
    /// The objections by then.
    pub objections: Vec<Objection>,
    /// The duties to inform that were not met then.
    pub owed: usize,
    /// Whether they might be reached then, and if not, why.
    pub lights: Vec<Light>,
    /// What was done with their data up to then, the latest first.
    pub history: Vec<Entry>,
}

/// A value that was held then.
pub struct PastValue {
    /// The stable name of its field.
    pub field: String,
    /// Its number within the person.
    pub fact: FactNo,
    /// The value, where it is still held and may be read today.
    pub content: PastContent,
    /// Where it came from and what it was held for then.
    pub tag: Tag,
    /// When and how it ended since.
    pub ended: Option<(Timestamp, Ending)>,
}

/// A value of the past as it can be seen today.
pub enum PastContent {
    /// Still held.
    Held(Content),
    /// Destroyed: nobody can read it any more.
    Gone,
}

/// Looks at a person as of a past moment.
///
/// # Errors
/// [`RightsError::Incomplete`] where the moment is yet to come; else where the store fails.
pub fn past(
    store: &Store,
    who: &Acting,
    purpose: PurposeId,
    person: &Person,
    at: Timestamp,
) -> Result<Past, RightsError> {
    if at > who.at {
        return Err(RightsError::Incomplete("moment"));
    }
    let mut history = store.ledger().about(person.id)?;
    history.retain(|entry| entry.at <= at);
    let mut then = as_of(person, &history, at);
    // What may be read today follows what a value is held for today, never a purpose it has lost.
    let held = then.facts.clone();
    let held: Vec<&Fact> = held.iter().collect();
    hold_as_of(store, &mut then, at)?;
    let mut log = store.change(who.stamp());
    let contents = open(store, who, purpose, person, &held, "", &mut log)?;
    if !log.is_empty() {
        log.commit()?;
    }
    let mut values: Vec<PastValue> = contents
        .into_iter()
        .map(|(fact, content)| PastValue {
            field: name_of_field(store, fact.field),
            fact: fact.no,
            content: if person.holds(fact.no) { PastContent::Held(content) } else { PastContent::Gone },
            tag: Tag::of(store, then.fact(fact.no).unwrap_or(fact)),
            ended: person.fact(fact.no).and_then(|now| now.ended),
        })
        .collect();
    values.sort_by_key(|value| then.fact(value.fact).map(|fact| (fact.field, fact.obtained_at)));
    history.reverse();
    Ok(Past {
        at,
        known: person.created_at <= at,
        values,
        owed: then.notices.iter().filter(|notice| !notice.status.is_met()).count(),
        lights: lights_then(store, &Acting::system(store, purpose, at), &then, &|purpose| {
            governance(store, purpose, at)
        })?,
        consents: then.consents,
        objections: then.objections,
        history,
    })
}

/// The person as of a moment, with what their values were held for then.
///
/// # Errors
/// Where the store fails.
pub(crate) fn person_as_of(store: &Store, person: &Person, at: Timestamp) -> Result<Person, RightsError> {
    let mut history = store.ledger().about(person.id)?;
    history.retain(|entry| entry.at <= at);
    let mut then = as_of(person, &history, at);
    hold_as_of(store, &mut then, at)?;
    Ok(then)
}

/// The person without everything that came after a moment. What ended after it stands; what the ledger says of
/// restrictions by then holds.
fn as_of(person: &Person, history: &[Entry], at: Timestamp) -> Person {
    let mut then = person.clone();
    then.facts.retain(|fact| fact.obtained_at <= at && fact.ended.is_none_or(|(ended, _)| ended > at));
    then.facts.iter_mut().for_each(|fact| fact.ended = None);
    then.consents.retain(|consent| consent.given_at <= at);
    for consent in then.consents.iter_mut().filter(|one| one.ended_at.is_some_and(|ended| ended > at)) {
        (consent.state, consent.ended_at) = (ConsentState::Given, None);
    }
    then.permissions.retain(|permission| permission.given_at <= at);
    for permission in &mut then.permissions {
        permission.ended_at = permission.ended_at.filter(|ended| *ended <= at);
    }
    then.objections.retain(|objection| objection.made_at <= at);
    for objection in &mut then.objections {
        objection.rejected_at = objection.rejected_at.filter(|rejected| *rejected <= at);
    }
    then.notices.retain(|notice| notice.obtained_at <= at);
    for notice in then.notices.iter_mut().filter(|one| one.done_at.is_some_and(|done| done > at)) {
        (notice.status, notice.done_at, notice.channel) = (NoticeStatus::Due, None, None);
    }
    then.touchpoints.retain(|touch| touch.happened_at <= at);
    then.requests.retain(|request| request.received_at <= at);
    let last =
        |events: &[Event]| history.iter().rfind(|entry| events.contains(&entry.event)).map(|one| one.event);
    then.flags.erased = last(&[Event::Erased]).is_some();
    then.flags.restricted = last(&[Event::Restricted, Event::RestrictionLifted]) == Some(Event::Restricted);
    then
}

/// What the values were held for then, and whether a legal hold covered the person.
fn hold_as_of(store: &Store, then: &mut Person, at: Timestamp) -> Result<(), RightsError> {
    let changed = store.past_terms(then.ordinal)?;
    for fact in &mut then.facts {
        // The first change after that moment knows what was held up to it.
        if let Some(was) = changed.iter().find(|one| one.fact == fact.no && one.until_at > at) {
            (fact.grounds, fact.until) = (was.grounds.clone(), was.until.clone());
        }
    }
    let covered = |hold: &zgoda_store::LegalHold| {
        hold.approved.is_some_and(|(_, approved)| approved <= at)
            && hold.ended.is_none_or(|(_, ended)| ended > at)
    };
    then.flags.hold = store.holds_of(then.ordinal)?.iter().any(covered);
    Ok(())
}

/// What the controller had decided about a purpose by then.
fn governance(store: &Store, purpose: PurposeId, at: Timestamp) -> Result<Governance, RightsError> {
    let until = |kind| -> Result<_, RightsError> {
        let all = store.assessments_of(kind, purpose)?.into_iter();
        let stood = all.filter(|one| one.approved_at <= at && one.ended_at.is_none_or(|ended| ended > at));
        Ok(stood.map(|one| one.valid_to.to_zoned(jiff::tz::TimeZone::UTC).date()).max())
    };
    let stood = |stop: &zgoda_store::FieldStop| {
        stop.stopped_at <= at && stop.undone_at.is_none_or(|undone| undone > at)
    };
    let stopped = store.field_stops()?.into_iter().filter(stood);
    let active = store.purposes_at(at)?.contains(&purpose);
    Ok(Governance {
        active,
        ropa: active,
        stopped_fields: stopped.map(|stop| name_of_field(store, stop.field)).collect(),
        dpia_valid_to: until(AssessmentKind::Impact)?,
        lia_valid_to: until(AssessmentKind::Balancing)?,
        ..store.governance(purpose)?
    })
}
