//! Withdrawal of a consent, GDPR art. 7(3): as easy as giving it, at once, and for good.

use zgoda_law::{Basis, Channel, ConsentState, Ending, Event, PurposeId, SubjectId};
use zgoda_store::{ChannelPermission, Consent, Fact, Link, NewConsent, NewPermission, Person, Stamp, Store};

use crate::RightsError;
use crate::error::retried;
use crate::trim::{Told, Trim, last_day};

/// What came of a person's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heeded {
    /// It was recorded now; `false` where it stood already.
    pub new: bool,
    /// Values that were destroyed, because nothing else keeps them.
    pub destroyed: usize,
    /// Purposes that ended on values which stay.
    pub dropped: usize,
    /// Nothing is held of the person any more.
    pub erased: bool,
}

impl Heeded {
    /// Nothing changed.
    pub(crate) const NOTHING: Self = Self { new: false, destroyed: 0, dropped: 0, erased: false };
}

/// Whether a consent is given and has not ended.
pub(crate) fn stands(consent: &Consent) -> bool {
    consent.state == ConsentState::Given && consent.ended_at.is_none()
}

/// Takes a consent back. The purpose ends on every value that rested on it, unless another consent of the person still
/// carries it; what no purpose keeps is destroyed. A second withdrawal changes nothing.
///
/// # Errors
/// [`RightsError::NotFound`] where there is no such consent; [`RightsError::Busy`] where others keep changing the person.
pub fn withdraw(store: &Store, stamp: Stamp, id: SubjectId, consent: u32) -> Result<Heeded, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        let found = person.consents.iter().find(|known| known.no == consent);
        let found = found.ok_or(RightsError::NotFound("consent"))?;
        if person.flags.erased || !stands(found) {
            return Ok(Heeded { erased: person.flags.erased, ..Heeded::NOTHING });
        }
        let mut change = store.change(stamp);
        change.withdraw_consent(&person, consent)?;
        let trim = Trim::new(&person, |fact, link| {
            let ends = !person.is_on_hold(fact) && rested_on(&person, found, fact, link.purpose);
            (!ends).then(|| last_day(fact, link.purpose))?
        });
        let told = Told { ending: Ending::Withdrawn, partly: Event::PartlyErased, wholly: Event::Erased };
        trim.apply(store, &mut change, told)?;
        change.commit()?;
        Ok(heeded(&trim))
    })
}

/// Takes a consent back for one of its channels; for the others it goes on as it was given. With the last channel the
/// whole consent ends.
///
/// # Errors
/// [`RightsError::NotFound`] where there is no such standing consent or it does not name the channel;
/// [`RightsError::Busy`] where others keep changing the person.
pub fn withdraw_channel(
    store: &Store,
    stamp: Stamp,
    id: SubjectId,
    consent: u32,
    channel: Channel,
) -> Result<Heeded, RightsError> {
    let person = store.person(id)?;
    let found = person.consents.iter().find(|known| known.no == consent && stands(known));
    let found = found.filter(|known| known.channels.contains(&channel));
    let found = found.ok_or(RightsError::NotFound("consent for this channel"))?;
    if found.channels.len() == 1 {
        return withdraw(store, stamp, id, consent);
    }
    retried(|| {
        let person = store.person(id)?;
        let found = person.consents.iter().find(|known| known.no == consent && stands(known));
        let found = found.ok_or(RightsError::NotFound("consent for this channel"))?;
        let mut change = store.change(stamp);
        change.withdraw_consent(&person, consent)?;
        let text = found.wording.as_deref().map(|wording| store.keep_wording("pl", wording)).transpose()?;
        let rest = NewConsent {
            purpose: found.purpose,
            channels: found.channels.iter().copied().filter(|known| *known != channel).collect(),
            state: found.state,
            given_at: found.given_at,
            expires_at: found.expires_at,
            pke398: found.pke398,
            text,
            source: found.source,
            evidence: found.evidence.clone(),
        };
        change.add_consent(id, rest)?;
        // The permissions of the purpose ended with the consent; those for the other channels go on.
        let others = person.permissions.iter().filter(|permission| {
            permission.ended_at.is_none()
                && permission.purpose == found.purpose
                && permission.channel != channel
        });
        for permission in others {
            change.add_permission(id, again(permission))?;
        }
        change.commit()?;
        Ok(Heeded { new: true, ..Heeded::NOTHING })
    })
}

fn again(permission: &ChannelPermission) -> NewPermission {
    let ChannelPermission {
        channel,
        kind,
        purpose,
        given_at,
        not_before,
        valid_to,
        max_contacts,
        source,
        ..
    } = *permission;
    let offer = permission.offer.clone();
    NewPermission { channel, kind, purpose, offer, given_at, not_before, valid_to, max_contacts, source }
}

/// What a trim says of itself.
pub(crate) fn heeded(trim: &Trim<'_>) -> Heeded {
    let erased = trim.leaves_nothing() && !trim.gone.is_empty();
    Heeded { new: true, destroyed: trim.gone.len(), dropped: trim.dropped(), erased }
}

/// Whether a value was held for the purpose on this consent and no other carries it. Then the purpose ends with all its
/// bases, for it must not be based anew on something else (EDPB 05/2020).
fn rested_on(person: &Person, withdrawn: &Consent, fact: &Fact, purpose: PurposeId) -> bool {
    let by_consent = |link: &Link| link.purpose == purpose && link.basis == Basis::Consent;
    let others = person.consents.iter().filter(|other| other.no != withdrawn.no && stands(other));
    purpose == withdrawn.purpose
        && fact.grounds.links.iter().any(by_consent)
        && others.into_iter().all(|other| other.purpose != purpose)
}
