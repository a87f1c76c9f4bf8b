//! Restriction, GDPR art. 18: the data are only kept, until the person was told that they will be used again.

use zgoda_store::{Outcome, RequestFile, RequestKey, RequestKind, Store};

use super::steps::open;
use super::{authorise, file_ends, recipients};
use crate::error::retried;
use crate::notice::reference;
use crate::{Acting, RightsError};

/// Grants a request for restriction: from now on the data are read only to answer the person and for claims.
///
/// # Errors
/// [`RightsError::Unidentified`] where it is not certain who asks; [`RightsError::Answered`] where it is answered;
/// [`RightsError::NotFound`] where it asks for something else; [`RightsError::Erased`] where nothing is held.
pub fn restrict(store: &Store, who: &Acting, key: RequestKey) -> Result<(), RightsError> {
    retried(|| {
        let file = open(store, who, key)?;
        let id = file.subject.ok_or(RightsError::Erased)?;
        if file.request.kind != RequestKind::Restriction {
            return Err(RightsError::NotFound("request for restriction"));
        }
        if file.request.identity.is_none() {
            return Err(RightsError::Unidentified);
        }
        let person = store.person(id)?;
        if person.flags.erased {
            return Err(RightsError::Erased);
        }
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        if !person.flags.restricted {
            change.restrict(id, true)?;
        }
        change.answer_request(&file, Outcome::Granted, None, file_ends(store, who.at)?);
        recipients::owe(&mut change, store, &file, Outcome::Granted)?;
        Ok(change.commit().map(drop)?)
    })
}

/// Records that the person was told that the restriction will be lifted (art. 18(3)). The proof is a reference of the
/// controller's own, never an address.
///
/// # Errors
/// [`RightsError::Incomplete`] for a proof that is none; [`RightsError::NotFound`] where nothing is restricted.
pub fn tell_of_lifting(store: &Store, who: &Acting, key: RequestKey, proof: &str) -> Result<(), RightsError> {
    let proof = reference(proof)?;
    retried(|| {
        let file = restricted(store, who, key)?;
        if file.request.lifting_told_at.is_some() {
            return Err(RightsError::Answered);
        }
        let mut change = store.change(who.stamp());
        change.tell_of_lifting(&file, proof);
        Ok(change.commit().map(drop)?)
    })
}

/// Lifts the restriction, after the person was told of it.
///
/// # Errors
/// [`RightsError::Untold`] where the person was not told first; [`RightsError::NotFound`] where nothing is restricted.
pub fn lift(store: &Store, who: &Acting, key: RequestKey) -> Result<(), RightsError> {
    retried(|| {
        let file = restricted(store, who, key)?;
        let told = file.request.lifting_told_at.ok_or(RightsError::Untold)?;
        if told >= who.at {
            return Err(RightsError::Untold);
        }
        let person = store.person(file.subject.ok_or(RightsError::Erased)?)?;
        let mut change = store.change(who.stamp());
        change.open(&person)?;
        change.restrict(person.id, false)?;
        Ok(change.commit().map(drop)?)
    })
}

/// The file of a granted restriction that still stands.
fn restricted(store: &Store, who: &Acting, key: RequestKey) -> Result<RequestFile, RightsError> {
    authorise(store, who)?;
    let file = store.request_file(key)?;
    let granted =
        file.request.kind == RequestKind::Restriction && file.request.outcome == Some(Outcome::Granted);
    let id = file.subject.filter(|_| granted && !file.erased).ok_or(RightsError::NotFound("restriction"))?;
    if store.person(id)?.flags.restricted { Ok(file) } else { Err(RightsError::NotFound("restriction")) }
}
