//! Erasing one value, GDPR art. 17: it goes, unless the law has it kept; then it serves only what keeps it.

use zgoda_law::{Action, Ending, Event, FactNo, SubjectId};
use zgoda_store::{Fact, Link, Outcome, RequestKind, Store};

use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::erasure::kept_purposes;
use crate::error::retried;
use crate::requests::{Ground, answered_by_deed};
use crate::tag::name_of_purpose;
use crate::trim::{Told, Trim, last_day};
use crate::{Acting, RightsError};

/// Erases one value at the person's request, and answers the request. Says what became of it.
///
/// # Errors
/// [`RightsError::Denied`] where the actor may not; [`RightsError::NotFound`] where no such value is held;
/// [`RightsError::Unidentified`] where a request waits and it is not certain who made it.
pub fn erase_value(store: &Store, who: &Acting, id: SubjectId, no: FactNo) -> Result<Outcome, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        let fact = person.facts.iter().find(|fact| fact.no == no && person.holds(no));
        let fact = fact.ok_or(RightsError::NotFound("value"))?;
        let question = who.asks(Action::Erase, purpose(store, SUBJECT_RIGHTS)?);
        for verdict in store.decide_all(&question, &person, &[fact])? {
            if verdict.permit().is_none() {
                return Err(RightsError::Denied(verdict.reasons().to_vec()));
            }
        }
        let kept = kept_purposes(store, &person, fact, who.at)?;
        let trim = Trim::new(&person, |other: &Fact, link: &Link| {
            let stays = other.no != no
                || person.is_on_hold(other)
                || kept.contains(&name_of_purpose(store, link.purpose));
            stays.then(|| last_day(other, link.purpose))?
        });
        let outcome = match (trim.gone.is_empty(), trim.is_idle()) {
            (false, _) => (Outcome::Granted, None),
            (true, false) => (Outcome::Partly, None),
            (true, true) if person.is_on_hold(fact) => (Outcome::Refused, Some(Ground::Claims.name())),
            (true, true) => (Outcome::Refused, Some(Ground::LegalObligation.name())),
        };
        let mut change = store.change(who.stamp());
        answered_by_deed(&mut change, store, who, &person, (RequestKind::Erasure, None), outcome)?;
        let told = Told { ending: Ending::Erased, partly: Event::PartlyErased, wholly: Event::Erased };
        trim.apply(store, &mut change, told)?;
        change.commit()?;
        Ok(outcome.0)
    })
}
