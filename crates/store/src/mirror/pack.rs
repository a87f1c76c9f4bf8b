//! The compact form in which the mirror keeps what a person has many of: some twenty bytes for values that came in
//! together, four for each of them, and twenty to thirty for each consent or duty.

use std::sync::Arc;

use zgoda_law::{
    Channel, ConsentAct, ConsentEvidence, ConsentState, FactNo, FieldId, InformationDuty, NoticeStatus,
    ObjectionKind, PermissionKind, PurposeId,
};

use super::record::{Channels, HeldConsent, HeldFact, HeldNotice, HeldObjection, HeldPermission, Record};
use crate::bytes::{Input, list, maybe, number, text, time};
use crate::facts::{self, Terms};

/// What stands behind [`pack`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Unpacked {
    pub facts: Vec<HeldFact>,
    pub consents: Vec<HeldConsent>,
    pub permissions: Vec<HeldPermission>,
    pub objections: Vec<HeldObjection>,
    pub notices: Vec<HeldNotice>,
}

/// Appends the compact form of a person's lists.
pub(crate) fn pack(record: &Record, out: &mut Vec<u8>) {
    let shared = facts::shared(record.facts.iter().map(|fact| &fact.terms));
    list(out, &shared, |out, terms| terms.put(out));
    list(out, &record.facts, |out, fact| {
        number(out, fact.no.0);
        number(out, fact.field.0);
        let flags = u32::from(fact.gone) << 1 | u32::from(fact.ended);
        number(out, facts::place(&shared, &fact.terms) << 2 | flags);
    });
    list(out, &record.consents, put_consent);
    list(out, &record.permissions, put_permission);
    list(out, &record.objections, |out, objection| {
        out.push(objection.kind.number());
        maybe(out, objection.purpose, |out, purpose| number(out, purpose.0));
        time(out, objection.made_at);
        maybe(out, objection.rejected_at, time);
    });
    list(out, &record.notices, |out, notice| {
        number(out, notice.no);
        out.extend([notice.duty.number(), notice.status.number()]);
        time(out, notice.obtained_at);
        time(out, notice.due_at);
        list(out, &notice.purposes, |out, purpose| number(out, purpose.0));
        out.push(notice.channel.map_or(0, Channel::number));
    });
}

fn put_consent(out: &mut Vec<u8>, consent: &HeldConsent) {
    number(out, consent.purpose.0);
    number(out, consent.channels.0);
    out.extend([consent.state.number(), consent.pke398.into()]);
    time(out, consent.given_at);
    time(out, consent.expires_at);
    maybe(out, consent.ended_at, time);
    maybe(out, consent.evidence.as_ref(), |out, evidence| {
        let flags = flags_of(evidence).iter().rev().fold(0, |flags, is| flags << 1 | u8::from(*is));
        out.extend([evidence.act.number(), flags]);
    });
}

fn put_permission(out: &mut Vec<u8>, permission: &HeldPermission) {
    out.extend([permission.channel.number(), permission.kind.number()]);
    number(out, permission.purpose.0);
    maybe(out, permission.offer.as_ref(), |out, offer| text(out, offer));
    time(out, permission.given_at);
    maybe(out, permission.not_before, time);
    maybe(out, permission.valid_to, time);
    maybe(out, permission.max_contacts, number);
    number(out, permission.contacts);
}

fn flags_of(evidence: &ConsentEvidence) -> [bool; 6] {
    let ConsentEvidence { act: _, pre_ticked, bundled, proof, informed, separate, double_optin } = *evidence;
    [pre_ticked, bundled, proof, informed, separate, double_optin]
}

/// Reads everything; `None` where the bytes are not [`pack`]'s.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Unpacked> {
    let mut input = Input(bytes);
    let unpacked = Unpacked {
        facts: facts(&mut input)?,
        consents: input.list(consent)?,
        permissions: input.list(permission)?,
        objections: input.list(objection)?,
        notices: input.list(notice)?,
    };
    input.is_empty().then_some(unpacked)
}

/// Reads the values alone, which come first.
pub(crate) fn unpack_facts(bytes: &[u8]) -> Option<Vec<HeldFact>> {
    unpack_facts_before(bytes).map(|(facts, _)| facts)
}

/// The same, with what stands behind them.
pub(crate) fn unpack_facts_before(bytes: &[u8]) -> Option<(Vec<HeldFact>, &[u8])> {
    let mut input = Input(bytes);
    Some((facts(&mut input)?, input.0))
}

/// Reads what the values share alone, which comes before them.
pub(crate) fn unpack_terms(bytes: &[u8]) -> Option<Vec<Terms>> {
    Input(bytes).list(Terms::read)
}

fn facts(input: &mut Input<'_>) -> Option<Vec<HeldFact>> {
    let shared = input.list(|input| Terms::read(input).map(Arc::new))?;
    input.list(|input| {
        let (no, field) = (FactNo(input.number()?), FieldId(input.small()?));
        let tail = input.number()?;
        let terms = shared.get((tail >> 2) as usize)?.clone();
        Some(HeldFact { no, field, ended: tail & 1 == 1, gone: tail & 2 == 2, terms })
    })
}

fn consent(input: &mut Input<'_>) -> Option<HeldConsent> {
    let (purpose, channels) = (PurposeId(input.small()?), Channels(input.small()?));
    let (state, pke398) = (ConsentState::from_number(input.byte()?)?, input.flag()?);
    Some(HeldConsent {
        purpose,
        channels,
        state,
        pke398,
        given_at: input.time()?,
        expires_at: input.time()?,
        ended_at: input.maybe(Input::time)?,
        evidence: input.maybe(evidence)?,
    })
}

fn evidence(input: &mut Input<'_>) -> Option<ConsentEvidence> {
    let (act, flags) = (ConsentAct::from_number(input.byte()?)?, input.byte()?);
    let is = |bit: u8| flags >> bit & 1 == 1;
    Some(ConsentEvidence {
        act,
        pre_ticked: is(0),
        bundled: is(1),
        proof: is(2),
        informed: is(3),
        separate: is(4),
        double_optin: is(5),
    })
}

fn permission(input: &mut Input<'_>) -> Option<HeldPermission> {
    let (channel, kind) = (Channel::from_number(input.byte()?)?, PermissionKind::from_number(input.byte()?)?);
    let purpose = PurposeId(input.small()?);
    let offer = input.maybe(Input::text)?;
    Some(HeldPermission {
        channel,
        kind,
        purpose,
        offer,
        given_at: input.time()?,
        not_before: input.maybe(Input::time)?,
        valid_to: input.maybe(Input::time)?,
        max_contacts: input.maybe(Input::number)?,
        contacts: input.number()?,
    })
}

fn objection(input: &mut Input<'_>) -> Option<HeldObjection> {
    Some(HeldObjection {
        kind: ObjectionKind::from_number(input.byte()?)?,
        purpose: input.maybe(|input| input.small().map(PurposeId))?,
        made_at: input.time()?,
        rejected_at: input.maybe(Input::time)?,
    })
}

fn notice(input: &mut Input<'_>) -> Option<HeldNotice> {
    Some(HeldNotice {
        no: input.number()?,
        duty: InformationDuty::from_number(input.byte()?)?,
        status: NoticeStatus::from_number(input.byte()?)?,
        obtained_at: input.time()?,
        due_at: input.time()?,
        purposes: input.list(|input| input.small().map(PurposeId))?,
        channel: Channel::from_number(input.byte()?),
    })
}
