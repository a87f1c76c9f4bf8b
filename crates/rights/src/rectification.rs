//! Rectification, GDPR art. 16: a right value takes the place of a wrong one, which stays as history until its term.

use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Ending, FactNo, SubjectId};
use zgoda_store::{Collection, Fact, NewFact, Person, Question, Store};

use crate::contact::read_point;
use crate::error::retried;
use crate::tag::name_of_field;
use crate::{Acting, RightsError};

/// Puts a right value in the place of a wrong one. Why and until when it is held stays as it was: only the value was
/// wrong. The law is asked as for any value that comes in. Returns the number of the new fact.
///
/// # Errors
/// [`RightsError::Incomplete`] for a value that its field cannot hold; [`RightsError::Denied`] where the actor or the law
/// does not allow it; [`RightsError::NotFound`] where no such value stands.
pub fn rectify(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    wrong: FactNo,
    value: &str,
) -> Result<FactNo, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        let fact = person.current().find(|fact| fact.no == wrong && person.holds(fact.no));
        let fact = fact.ok_or(RightsError::NotFound("value"))?;
        let field = name_of_field(store, fact.field);
        let (value, index) = normal(&field, value)?;
        let permit = permit(store, who, &person, fact, &field)?;
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        let new = NewFact {
            value: &value,
            grounds: fact.grounds.id,
            obtained_at: who.at,
            until: fact.until.clone(),
            index: index.then_some(value.as_str()),
            import: None,
        };
        let no = change.add_fact(&permit, new)?;
        change.supersede(&person, wrong, Ending::Rectified)?;
        change.commit()?;
        Ok(no)
    })
}

/// The value as it is stored, and whether people are found by it.
fn normal(field: &str, value: &str) -> Result<(String, bool), RightsError> {
    let value = value.trim();
    if value.is_empty() {
        return Err(RightsError::Incomplete("value"));
    }
    match read_point(field, value) {
        Some(read) => Ok((read.ok_or(RightsError::Incomplete("value"))?, true)),
        None => Ok((value.to_owned(), field == "messenger_handle")),
    }
}

/// Allowed where one of the purposes the wrong value is held for may collect the right one.
fn permit(
    store: &Store,
    who: &Acting,
    person: &Person,
    fact: &Fact,
    field: &str,
) -> Result<zgoda_law::Permit, RightsError> {
    let mut reasons = Vec::new();
    for link in fact.grounds.links.iter().filter(|link| still_runs(fact, link.purpose, who)) {
        let mut actor = who.actor.clone();
        let def = store.law().catalogue().purpose_by_id(link.purpose);
        actor.session_purpose = def.map(|def| def.name.clone());
        let question = Question { actor, action: Action::Collect, purpose: link.purpose, at: who.at };
        let collection = Collection {
            source: &fact.grounds.source,
            links: &fact.grounds.links,
            until: &fact.until,
            obtained_at: fact.obtained_at,
        };
        let mut case = store.case_of_collection(&question, person, collection)?;
        case.field = Some(field.to_owned());
        let verdict = store.law().may(&case);
        match verdict.permit() {
            Some(permit) => return Ok(permit),
            None => reasons.extend_from_slice(verdict.reasons()),
        }
    }
    Err(RightsError::Denied(reasons))
}

fn still_runs(fact: &Fact, purpose: zgoda_law::PurposeId, who: &Acting) -> bool {
    crate::trim::last_day(fact, purpose).is_some_and(|day| day > day_of(who.at))
}
