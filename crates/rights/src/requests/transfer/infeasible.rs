//! Where direct transfer is not technically feasible, GDPR art. 20(2), the person is told why and gets the files.

use zgoda_law::{Action, Event};
use zgoda_store::{Draft, Outcome, RequestKey, RequestKind, Store, WordsKind};

use super::Unmovable;
use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::error::retried;
use crate::portable::collected;
use crate::requests::steps::open;
use crate::requests::{Ground, REASON_MIN, file_ends, words};
use crate::{Acting, Controller, PortableCopy, RightsError};

/// Answers a request in part: the files for the person are made, the direct transfer is refused, with reasons.
///
/// # Errors
/// [`RightsError::Incomplete`] for reasons that say nothing; [`RightsError::Unmovable`] for another right, or where nobody
/// knows yet whether an earlier package arrived; else as for every copy that is given out.
pub fn not_feasible(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    reasons: &str,
) -> Result<PortableCopy, RightsError> {
    let reasons = words(reasons, REASON_MIN, "reasons")?;
    let controller = Controller::of(store)?;
    retried(|| {
        let file = open(store, who, key)?;
        if file.request.kind != RequestKind::Portability {
            return Err(Unmovable::Kind.into());
        }
        if file.request.identity.is_none() {
            return Err(RightsError::Unidentified);
        }
        if store.transfers(key)?.iter().any(|one| one.state.is_open()) {
            return Err(Unmovable::Pending.into());
        }
        let person = store.person(file.subject.filter(|_| !file.erased).ok_or(RightsError::Erased)?)?;
        let (copy, facts) = collected(store, who, &person, &controller)?;
        let ground = Ground::NotFeasible.name();
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        change.answer_request(&file, Outcome::Partly, Some(ground), file_ends(store, who.at)?);
        change.keep_request_words(&file, WordsKind::Answer, reasons)?;
        let given = Draft::new(Event::Exported, Action::Export).subject(person.id);
        change.record(given.purpose(purpose(store, SUBJECT_RIGHTS)?).facts(facts));
        change.commit()?;
        Ok(copy)
    })
}
