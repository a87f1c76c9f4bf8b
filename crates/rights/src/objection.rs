//! Objection to direct marketing, GDPR art. 21(2): absolute, at once, and for good.

use zgoda_law::{Ending, Event, ObjectionKind, PurposeCategory, PurposeId, SubjectId};
use zgoda_store::{NewObjection, Person, Stamp, Store};

use crate::RightsError;
use crate::error::retried;
use crate::suppression::suppress_all;
use crate::trim::{Told, Trim, last_day};
use crate::withdrawal::{Heeded, heeded};

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
        if person.objections.iter().any(|o| o.kind == ObjectionKind::Grounds && o.rejected_at.is_none()) {
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

/// Whether an objection stands that nothing the person said later has overcome.
fn stands(person: &Person) -> bool {
    let spoke = |since| {
        let consented = person.consents.iter().any(|consent| consent.given_at > since);
        consented || person.permissions.iter().any(|permission| permission.given_at > since)
    };
    let marketing = |kind| kind == ObjectionKind::Marketing;
    person.objections.iter().any(|o| marketing(o.kind) && o.channel.is_none() && !spoke(o.made_at))
}

fn is_marketing(store: &Store, purpose: PurposeId) -> bool {
    let def = store.law().catalogue().purpose_by_id(purpose);
    def.is_none_or(|def| def.category == PurposeCategory::Marketing)
}
