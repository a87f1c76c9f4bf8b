//! Step 0: the inputs are known, the stores answered, and the packs that must speak are in force.

use jiff::civil::Date;

use super::Findings;
use crate::catalogue::PurposeDef;
use crate::may::Applicable;
use crate::pack::{ChannelPack, DevicePack};
use crate::{Action, Case, Country, Law, ReasonCode};

/// What the other steps work with, or why they must not.
pub(crate) fn check<'a>(
    law: &'a Law,
    case: &'a Case,
    today: Date,
) -> Result<(&'a PurposeDef, Applicable<'a>), Findings> {
    let mut findings = Findings::default();
    let purpose = law.catalogue().purpose(&case.purpose);
    if purpose.is_none() || !complete(case, purpose) {
        findings.deny(ReasonCode::UnknownInput);
    }
    if !case.stores_ready {
        findings.deny(ReasonCode::StoreDown);
    }
    let packs = packs(law, case, today);
    if packs.is_none() || today < law.catalogue().valid_from() {
        findings.deny(ReasonCode::PackExpired);
    }
    match (purpose, packs) {
        (Some(purpose), Some(packs)) if findings.clean() => Ok((purpose, packs)),
        _ => Err(findings),
    }
}

/// Whether the case says what its action needs to know.
pub(crate) fn complete(case: &Case, purpose: Option<&PurposeDef>) -> bool {
    let duty = purpose.is_some_and(|purpose| purpose.duty.is_some());
    match case.action {
        Action::Send | Action::Notify => case.contact.is_some(),
        Action::DeviceAccess => case.device.is_some(),
        Action::Decide => case.automated.is_some(),
        Action::Disclose => case.recipient.is_some(),
        Action::Export => case.recipient.is_some() || duty,
        _ => true,
    }
}

/// The packs the case needs; none if one of them is not in force.
fn packs<'a>(law: &'a Law, case: &Case, today: Date) -> Option<Applicable<'a>> {
    let packs = law.packs();
    let mut found = Applicable::default();
    if case.contact.is_some() {
        found.channel = channel_packs(law, case, today)?;
    }
    let tracking = case.contact.as_ref().is_some_and(|contact| contact.message.tracking);
    if case.device.is_some() || tracking {
        found.device = device_packs(law, case, today)?;
    }
    if case.recipient.is_some() {
        found.transfer = Some(packs.transfer_on(today)?);
    }
    if case.grounds.copied_at.is_some() {
        found.retention = Some(packs.retention_on(case.sender_country, today)?);
    }
    Some(found)
}

/// The packs of every country the person may be in; of the sender's where none is known. All must allow (law B2.2).
fn channel_packs<'a>(law: &'a Law, case: &Case, today: Date) -> Option<Vec<&'a ChannelPack>> {
    countries(case).into_iter().map(|country| law.packs().channel_on(country, today)).collect()
}

/// The pack of the sender, who answers for the device access, and those of the person's countries that have one.
fn device_packs<'a>(law: &'a Law, case: &Case, today: Date) -> Option<Vec<&'a DevicePack>> {
    let own = law.packs().device_on(case.sender_country, today)?;
    let others = countries(case).into_iter().filter(|country| *country != case.sender_country);
    let others = others.filter_map(|country| law.packs().device_on(country, today));
    Some(std::iter::once(own).chain(others).collect())
}

fn countries(case: &Case) -> Vec<Country> {
    let first = case.subject.country.unwrap_or(case.sender_country);
    let mut all = vec![first];
    for country in &case.subject.other_countries {
        if !all.contains(country) {
            all.push(*country);
        }
    }
    all
}
