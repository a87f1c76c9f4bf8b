//! Objections, GDPR art. 21: to direct marketing, absolute, at once, and for good; to what rests on our interest, to be
//! decided; to all of it or to one purpose.

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::{Basis, Ending, Event, ObjectionKind, PurposeCategory, PurposeId, SubjectId};
use zgoda_store::{NewObjection, Objection, Person, Stamp, Store};

use crate::RightsError;
use crate::error::retried;
use crate::suppression::suppress_all;
use crate::trim::{Told, Trim, last_day};
use crate::withdrawal::{Heeded, heeded, stands as given};

/// Heeds an objection to marketing: it is recorded, every marketing purpose ends on every value, what no other purpose
/// keeps is destroyed, and the person stays on the suppression list. Objecting again changes nothing.
///
/// `via` is a code of how it reached us: `email`, `phone`, `page`.
///
/// # Errors
/// [`RightsError::Busy`] where others keep changing the person.
pub fn object(store: &Store, stamp: Stamp, id: SubjectId, via: &str) -> Result<Heeded, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Ok(Heeded { erased: true, ..Heeded::NOTHING });
        }
        let trim = Trim::new(&person, |fact, link| {
            let ends = !person.is_on_hold(fact) && is_marketing(store, link.purpose);
            (!ends).then(|| last_day(fact, link.purpose))?
        });
        let known = stands(&person);
        if known && trim.is_idle() {
            return Ok(Heeded::NOTHING);
        }
        let mut change = store.change(stamp);
        change.open(&person)?;
        if !known {
            let (kind, made_at) = (ObjectionKind::Marketing, stamp.at);
            change.add_objection(id, NewObjection { kind, channel: None, made_at, via: via.to_owned() })?;
        }
        let open = person.permissions.iter().filter(|permission| permission.ended_at.is_none());
        for permission in open.filter(|permission| is_marketing(store, permission.purpose)) {
            change.end_permissions(&person, permission.purpose)?;
        }
        suppress_all(&mut change, store, &person, "objection")?;
        let told = Told { ending: Ending::Objected, partly: Event::PartlyErased, wholly: Event::Erased };
        trim.apply(store, &mut change, told)?;
        change.commit()?;
        Ok(Heeded { new: !known, ..heeded(&trim) })
    })
}

/// Heeds an objection to one purpose alone. Against marketing it is absolute: the purpose ends on every value, its consents
/// are taken back and its permissions end, and what nothing else keeps is destroyed. Where the purpose rests on our interest
/// otherwise, it stops until somebody decides. Objecting again changes nothing; other purposes go on.
///
/// # Errors
/// [`RightsError::NotFound`] where nothing is held for the purpose to which one may object; [`RightsError::Busy`] where
/// others keep changing the person.
pub fn object_to(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    purpose: PurposeId,
    via: &str,
) -> Result<Heeded, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Ok(Heeded { erased: true, ..Heeded::NOTHING });
        }
        if objected_to(&person, purpose).is_some() {
            return Ok(Heeded::NOTHING);
        }
        if !open_to_objection(store, &person).contains(&purpose) {
            return Err(RightsError::NotFound("purpose"));
        }
        let marketing = is_marketing(store, purpose);
        let kind = if marketing { ObjectionKind::Marketing } else { ObjectionKind::Grounds };
        let mut change = store.change(stamp);
        change.open(&person)?;
        let new = NewObjection { kind, channel: None, made_at: stamp.at, via: via.to_owned() };
        change.add_objection_to(id, purpose, new)?;
        if !marketing {
            change.commit()?;
            return Ok(Heeded { new: true, ..Heeded::NOTHING });
        }
        for consent in person.consents.iter().filter(|known| known.purpose == purpose && given(known)) {
            change.withdraw_consent(&person, consent.no)?;
        }
        change.end_permissions(&person, purpose)?;
        let trim = Trim::new(&person, |fact, link| {
            let ends = !person.is_on_hold(fact) && link.purpose == purpose;
            (!ends).then(|| last_day(fact, link.purpose))?
        });
        let told = Told { ending: Ending::Objected, partly: Event::PartlyErased, wholly: Event::Erased };
        trim.apply(store, &mut change, told)?;
        change.commit()?;
        Ok(heeded(&trim))
    })
}

/// The purposes for which something is held of the person and to which they may object: marketing, and what rests on our
/// interest. Those they objected to already are not among them.
pub fn open_to_objection(store: &Store, person: &Person) -> BTreeSet<PurposeId> {
    let links = person.current().flat_map(|fact| &fact.grounds.links);
    let open = links.filter(|link| {
        let kept_by_law =
            store.law().catalogue().purpose_by_id(link.purpose).is_some_and(|def| def.duty.is_some());
        !kept_by_law && (is_marketing(store, link.purpose) || link.basis == Basis::LegitimateInterest)
    });
    open.map(|link| link.purpose).filter(|purpose| objected_to(person, *purpose).is_none()).collect()
}

/// Since when an objection to this purpose alone stands that was not rejected.
pub fn objected_to(person: &Person, purpose: PurposeId) -> Option<Timestamp> {
    let same = person.objections.iter().filter(|known| known.purpose == Some(purpose));
    same.filter(|known| known.rejected_at.is_none()).map(|known| known.made_at).max()
}

/// Records an objection on grounds of the person's situation, GDPR art. 21(1): until it is decided nothing that rests on
/// a legitimate interest goes on (art. 18(1)(d)). Objecting again changes nothing. Says whether it is new.
///
/// # Errors
/// [`RightsError::Erased`] where nothing is held; [`RightsError::Busy`] where others keep changing the person.
pub fn object_on_grounds(store: &Store, stamp: Stamp, id: SubjectId, via: &str) -> Result<bool, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Err(RightsError::Erased);
        }
        if person.objections.iter().any(is_pending) {
            return Ok(false);
        }
        let mut change = store.change(stamp);
        change.open(&person)?;
        let (kind, made_at) = (ObjectionKind::Grounds, stamp.at);
        change.add_objection(id, NewObjection { kind, channel: None, made_at, via: via.to_owned() })?;
        change.commit()?;
        Ok(true)
    })
}

/// Whether an objection on grounds to everything that rests on our interest waits or stands.
fn is_pending(objection: &Objection) -> bool {
    objection.kind == ObjectionKind::Grounds && objection.purpose.is_none() && objection.rejected_at.is_none()
}

/// Whether an objection stands that nothing the person said later has overcome.
fn stands(person: &Person) -> bool {
    let spoke = |since| {
        let consented = person.consents.iter().any(|consent| consent.given_at > since);
        consented || person.permissions.iter().any(|permission| permission.given_at > since)
    };
    let to_all =
        |o: &&Objection| o.kind == ObjectionKind::Marketing && o.channel.is_none() && o.purpose.is_none();
    person.objections.iter().filter(to_all).any(|o| !spoke(o.made_at))
}

fn is_marketing(store: &Store, purpose: PurposeId) -> bool {
    let def = store.law().catalogue().purpose_by_id(purpose);
    def.is_none_or(|def| def.category == PurposeCategory::Marketing)
}
