//! Step 12: the person's device is accessed only for what is exempt or consented to, and never against a signal.

use super::Findings;
use crate::consents::standing;
use crate::may::Ask;
use crate::{Action, Consent, Device, DeviceUse, ObjectionKind, Obligation, ReasonCode};

/// The purpose whose consent covers individual tracking in messages.
pub(crate) const TRACKING: &str = "device_tracking";

pub fn check(ask: &Ask, findings: &mut Findings) {
    if let (Action::DeviceAccess, Some(device)) = (ask.case.action, &ask.case.device) {
        access(ask, device, findings);
    }
    let tracked = ask.case.contact.as_ref().is_some_and(|contact| contact.message.tracking);
    if tracked && standing(&ask.case.consents, ask.case.at, TRACKING, for_device).is_err() {
        strip(ask, findings);
    }
}

fn access(ask: &Ask, device: &Device, findings: &mut Findings) {
    let exempt = ask.packs.device.iter().all(|pack| pack.device.exempt.contains(&device.used_for));
    if exempt {
        return;
    }
    let consent = standing(&ask.case.consents, ask.case.at, &ask.purpose.name, for_device);
    if consent.is_err() {
        if matches!(device.used_for, DeviceUse::EmailPixel | DeviceUse::LinkTracking) {
            strip(ask, findings);
        } else {
            no_consent(ask, findings);
        }
    }
    let objections = ask.case.objections.iter().filter(|objection| objection.at <= ask.case.at);
    let signalled = objections.filter(|o| o.kind == ObjectionKind::Signal).map(|o| o.at).max();
    // A signal whose beginning is not known counts as sent just now.
    let signal = device.signal.map(|_| device.signal_since.unwrap_or(ask.case.at)).max(signalled);
    if signal.is_some_and(|since| consent.is_err() || consent.is_ok_and(|c| c.given_at <= since)) {
        findings.deny(ReasonCode::SignalRefusal);
    }
}

fn strip(ask: &Ask, findings: &mut Findings) {
    no_consent(ask, findings);
    findings.oblige(Obligation::StripTracking);
}

fn no_consent(ask: &Ask, findings: &mut Findings) {
    match ask.packs.device.first() {
        Some(pack) => {
            findings.deny_by_pack(ReasonCode::DeviceNoConsent, &pack.device.article, pack.pack.pack_ref());
        }
        None => findings.deny(ReasonCode::DeviceNoConsent),
    }
}

pub(crate) fn for_device(consent: &Consent) -> bool {
    consent.pke399
}
