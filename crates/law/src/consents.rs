//! Judging consents: which one stands, and if none does, why.

use jiff::Timestamp;

use crate::{Case, Channel, Consent, ConsentState, PermissionKind, ReasonCode};

/// Why no consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Missing,
    Invalid,
    Expired,
    Withdrawn,
}

impl Fault {
    /// The reason it gives; `missing` where there is no record at all.
    pub fn reason(self, missing: ReasonCode) -> ReasonCode {
        match self {
            Self::Missing => missing,
            Self::Invalid => ReasonCode::ConsentInvalid,
            Self::Expired => ReasonCode::ConsentExpired,
            Self::Withdrawn => ReasonCode::ConsentWithdrawn,
        }
    }
}

/// The consent for a purpose that stands at that time, among those of the records that are `wanted`; the latest if
/// several do. If none stands, the fault of the latest record.
pub(crate) fn standing<'a>(
    records: &'a [Consent],
    at: Timestamp,
    purpose: &str,
    wanted: impl Fn(&Consent) -> bool,
) -> Result<&'a Consent, Fault> {
    let records = || records.iter().filter(|consent| consent.purpose == purpose);
    let known = || records().filter(|consent| consent.given_at <= at && wanted(consent));
    let fault_of = |consent: &Consent| {
        let undone =
            records().any(|other| ended_at(other, at).is_some_and(|end| undoes(other, end, consent)));
        fault(consent, undone, at)
    };
    if let Some(consent) = known().filter(|c| fault_of(c).is_none()).max_by_key(|c| c.given_at) {
        return Ok(consent);
    }
    Err(known().max_by_key(|c| c.given_at).and_then(fault_of).unwrap_or(Fault::Missing))
}

/// Whether, since that moment, the person has of their own act consented to the purpose or asked for the offer. Only
/// that overcomes an objection or a suppression (law E.4.3).
pub(crate) fn person_spoke_since(case: &Case, since: Timestamp, channel: Option<Channel>) -> bool {
    let covers = |consent: &Consent| channel.is_none_or(|way| consent.channels.contains(&way));
    let consented = standing(&case.consents, case.at, &case.purpose, covers)
        .is_ok_and(|consent| consent.given_at > since);
    let offer = case.contact.as_ref().and_then(|contact| contact.message.offer.as_ref());
    let asked = case.permissions.iter().any(|permission| {
        permission.kind == PermissionKind::Requested
            && permission.purpose == case.purpose
            && permission.offer.as_ref() == offer
            && offer.is_some()
            && channel.is_none_or(|way| way == permission.channel)
            && since < permission.given_at
            && permission.given_at <= case.at
    });
    consented || asked
}

/// When a record took consent away: by withdrawal or refusal. A withdrawal without a date counts as of now.
fn ended_at(consent: &Consent, at: Timestamp) -> Option<Timestamp> {
    let end = match consent.state {
        ConsentState::Withdrawn => Some(consent.withdrawn_at.unwrap_or(at)),
        ConsentState::Refused => Some(consent.given_at),
        _ => consent.withdrawn_at,
    };
    end.filter(|end| *end <= at)
}

/// Whether a withdrawal or refusal undoes another consent for the same purpose: one given no later, on a channel that
/// both name. A statement that names no channel concerns all.
fn undoes(ending: &Consent, end: Timestamp, consent: &Consent) -> bool {
    let share_a_channel = ending.channels.is_empty()
        || consent.channels.is_empty()
        || !ending.channels.is_disjoint(&consent.channels);
    consent.given_at <= end && share_a_channel
}

/// The conditions of law B3.1.
fn fault(consent: &Consent, undone: bool, at: Timestamp) -> Option<Fault> {
    if undone {
        return Some(Fault::Withdrawn);
    }
    if consent.state == ConsentState::Expired || consent.expires_at.is_some_and(|end| end <= at) {
        return Some(Fault::Expired);
    }
    let shown = consent.evidence.as_ref().is_some_and(|evidence| {
        evidence.proof && evidence.informed && evidence.separate && !evidence.pre_ticked && !evidence.bundled
    });
    // A consent withdrawn later than the time of the case still stood then.
    let given = matches!(consent.state, ConsentState::Given | ConsentState::Withdrawn);
    (!shown || !given || consent.expires_at.is_none()).then_some(Fault::Invalid)
}
