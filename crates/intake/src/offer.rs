//! A requested offer: the person asks for one offer on one channel, and that alone may be sent there (PKE art. 398(2)).

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::calendar::{day_of, start_of_day, warsaw};
use zgoda_law::{
    Basis, Channel, ClockEvent, ContentClass, LifecycleGroup, Need, PermissionKind, ReasonCode, SubjectId,
    retention_anchor,
};
use zgoda_store::{Link, NewPermission, Person, SourceId, Store};

use crate::consent::Carried;
use crate::error::retried;
use crate::{By, IntakeError};

/// The purpose a requested offer serves.
pub(crate) const PURPOSE: &str = "send_requested_offer";

/// What a person asked for.
#[derive(Debug, Clone)]
pub struct RequestedOffer {
    /// The one offer, by our own name for it.
    pub offer: String,
    /// The channel they want it on.
    pub channel: Channel,
    /// When they asked.
    pub asked_at: Timestamp,
    /// Not before this moment, where they named one: *in three weeks*.
    pub not_before: Option<Timestamp>,
    /// Where they asked: the chat, the thread.
    pub source: SourceId,
    /// They were informed when they asked.
    pub informed: bool,
}

/// Records that a person asked for an offer. The channel pack of their country says how long and how often it may be
/// sent; the address on that channel then serves this offer too, on basis 6(1)(b), for as long as a contact is allowed
/// and the term that follows.
///
/// # Errors
/// `offer_unnamed`, `request_in_future`; `CHANNEL_SCOPE` where the channel knows no requested offers; `address_missing`
/// where no address of that channel may serve it.
pub fn requested_offer(
    store: &Store,
    by: By<'_>,
    id: SubjectId,
    request: &RequestedOffer,
) -> Result<u32, IntakeError> {
    let offer = request.offer.trim();
    if offer.is_empty() {
        return Err(IntakeError::refused("offer_unnamed"));
    }
    if request.asked_at > by.at() {
        return Err(IntakeError::refused("request_in_future"));
    }
    let purpose = store.law().catalogue().purpose(PURPOSE);
    let purpose = purpose.ok_or(IntakeError::refused("purpose_unknown"))?.id;
    retried(|| {
        let person = store.person(id)?;
        let (max_contacts, valid_to) = scope(store, by, &person, request)?;
        let last_contact = day_of(valid_to);
        let asked = day_of(request.asked_at);
        let anchor = retention_anchor(asked, &[ClockEvent::Request { on: asked, last_contact }]);
        let mut change = store.change(by.stamp());
        change.open(&person)?;
        let permission = NewPermission {
            channel: request.channel,
            kind: PermissionKind::Requested,
            purpose,
            offer: Some(offer.to_owned()),
            given_at: request.asked_at,
            not_before: request.not_before,
            valid_to: Some(valid_to),
            max_contacts: Some(max_contacts),
            source: request.source,
        };
        let no = change.add_permission(id, permission)?;
        let channels = BTreeSet::from([request.channel]);
        let carried = Carried {
            link: Link { purpose, basis: Basis::Contract, reference: Some(offer.to_owned()) },
            channels: &channels,
            anchor: start_of_day(anchor),
            source: request.source,
            informed: request.informed,
            spoken_at: request.asked_at,
            consent: None,
        };
        if carried.write(store, by, &mut change, &person)? == 0 {
            return Err(IntakeError::refused("address_missing"));
        }
        change.commit()?;
        Ok(no)
    })
}

/// How many contacts the country's law allows, and until when, from the day asked or the day named.
fn scope(
    store: &Store,
    by: By<'_>,
    person: &Person,
    request: &RequestedOffer,
) -> Result<(u32, Timestamp), IntakeError> {
    let closed = || IntakeError::refused(ReasonCode::ChannelScope.name());
    let country = person.country.parse().map_err(|_| IntakeError::refused("country_unknown"))?;
    let pack = store.law().packs().channel(country, by.at()).ok_or_else(closed)?;
    let client = person.lifecycle == LifecycleGroup::Contracts;
    let rule = pack.rule(ContentClass::Requested, request.channel, person.kind, client).ok_or_else(closed)?;
    let (Need::Requested, Some(max_contacts), Some(window)) = (rule.need, rule.max_contacts, rule.window)
    else {
        return Err(closed());
    };
    let start = request.not_before.unwrap_or(request.asked_at).max(request.asked_at);
    Ok((max_contacts, start.to_zoned(warsaw().clone()).saturating_add(window).timestamp()))
}
