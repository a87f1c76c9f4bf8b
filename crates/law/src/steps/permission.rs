//! What opens a channel: consent, a request, a soft opt-in (part of step 11).

use jiff::{Span, Timestamp};

use crate::calendar::warsaw;
use crate::consents::{Fault, standing};
use crate::may::Ask;
use crate::pack::ChannelRule;
use crate::{Consent, Contact, Permission, PermissionKind, ReasonCode};

/// Prior consent for this purpose and channel: a permission, and the consent behind it.
pub fn consented(ask: &Ask, contact: &Contact) -> Result<(), ReasonCode> {
    let at = ask.case.at;
    let names_channel = |consent: &Consent| {
        consent.pke398 && consent.channels.contains(&contact.channel) && consent.given_at < at
    };
    let consent = standing(&ask.case.consents, at, &ask.purpose.name, names_channel);
    let permission = ask.case.permissions.iter().find(|permission| {
        permission.kind == PermissionKind::Consent
            && permission.channel == contact.channel
            && permission.purpose == ask.purpose.name
            && current(permission, at)
    });
    match (permission, consent) {
        (Some(permission), Ok(_)) => within_terms(permission, at, permission.max_contacts),
        (_, Err(fault)) if fault != Fault::Missing => Err(fault.reason(ReasonCode::ChannelNoConsent)),
        _ => Err(closed(ask)),
    }
}

/// The person's own request: this offer, on this channel, in this window, so many times (PKE art. 398(2)).
pub fn requested(ask: &Ask, contact: &Contact, rule: &ChannelRule) -> Result<(), ReasonCode> {
    let at = ask.case.at;
    let matching = |permission: &&Permission| {
        permission.kind == PermissionKind::Requested
            && permission.channel == contact.channel
            && permission.purpose == ask.purpose.name
            && permission.offer.is_some()
            && permission.offer == contact.message.offer
            && permission.given_at <= at
    };
    let candidates = || ask.case.permissions.iter().filter(matching);
    let Some(permission) =
        candidates().find(|p| in_window(p, at, rule.window)).or_else(|| candidates().next())
    else {
        return Err(closed(ask));
    };
    if !in_window(permission, at, rule.window) {
        return Err(ReasonCode::ChannelScope);
    }
    let cap = match (permission.max_contacts, rule.max_contacts) {
        (Some(own), Some(law)) => Some(own.min(law)),
        (own, law) => own.or(law),
    };
    within_terms(permission, at, cap)
}

/// Own similar products after a sale, where the country allows it (ePrivacy art. 13(2)).
pub fn soft_optin(ask: &Ask, contact: &Contact) -> bool {
    let at = ask.case.at;
    let conditions = |permission: &Permission| {
        let soft = permission.soft_optin.as_ref();
        soft.is_some_and(|soft| soft.from_sale && soft.similar_product && soft.optout_at_collection)
    };
    let permission = ask.case.permissions.iter().find(|permission| {
        permission.kind == PermissionKind::SoftOptin
            && permission.channel == contact.channel
            && permission.purpose == ask.purpose.name
            && current(permission, at)
            && conditions(permission)
    });
    // A refusal or withdrawal for the same purpose and channel ends the soft opt-in too.
    let names_channel = |consent: &Consent| consent.channels.contains(&contact.channel);
    let withdrawn = Err(Fault::Withdrawn);
    let refused = standing(&ask.case.consents, at, &ask.purpose.name, names_channel) == withdrawn;
    permission.is_some_and(|permission| within_terms(permission, at, permission.max_contacts).is_ok())
        && contact.message.optout_block
        && !refused
}

/// Nothing opens the channel for this; whether anything opens any channel tells which reason it is.
fn closed(ask: &Ask) -> ReasonCode {
    let speaks = |permission: &Permission| {
        matches!(permission.kind, PermissionKind::Consent | PermissionKind::Requested)
            && current(permission, ask.case.at)
    };
    if ask.case.permissions.iter().any(speaks) {
        ReasonCode::ChannelScope
    } else {
        ReasonCode::ChannelNoConsent
    }
}

pub(crate) fn within_terms(
    permission: &Permission,
    at: Timestamp,
    cap: Option<u32>,
) -> Result<(), ReasonCode> {
    if permission.not_before.is_some_and(|begin| at < begin) {
        return Err(ReasonCode::TooEarly);
    }
    if cap.is_some_and(|cap| permission.contacts_used >= cap) {
        return Err(ReasonCode::ContactCap);
    }
    Ok(())
}

pub(crate) fn current(permission: &Permission, at: Timestamp) -> bool {
    permission.given_at <= at && permission.valid_to.is_none_or(|end| at < end)
}

/// The window runs from the request or, if it names a later day, from that day.
fn in_window(permission: &Permission, at: Timestamp, window: Option<Span>) -> bool {
    let start = permission.not_before.unwrap_or(permission.given_at).max(permission.given_at);
    let end = window.map(|window| start.to_zoned(warsaw().clone()).saturating_add(window).timestamp());
    current(permission, at) && end.is_none_or(|end| at <= end)
}
