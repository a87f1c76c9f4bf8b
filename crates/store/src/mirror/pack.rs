//! The compact form in which the mirror keeps what a person has many of: some twenty bytes for values that came in
//! together, four for each of them, and twenty to thirty for each consent or duty. Numbers are LEB128, times eight bytes.

use jiff::Timestamp;
use zgoda_law::{
    Channel, ConsentAct, ConsentEvidence, ConsentState, FactNo, FieldId, InformationDuty, NoticeStatus,
    ObjectionKind, PermissionKind, PurposeId,
};

use super::record::{
    Channels, HeldConsent, HeldFact, HeldNotice, HeldObjection, HeldPermission, Record, Terms,
};
use crate::model::GroundsId;

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
    let mut shared: Vec<&Terms> = Vec::new();
    for fact in &record.facts {
        if !shared.contains(&&fact.terms) {
            shared.push(&fact.terms);
        }
    }
    list(out, &shared, |out, terms| {
        number(out, terms.grounds.0);
        time(out, terms.obtained_at);
        out.extend(terms.next_day.to_le_bytes());
        list(out, &terms.until, |out, (purpose, day)| {
            number(out, purpose.0.into());
            out.extend(day.to_le_bytes());
        });
    });
    list(out, &record.facts, |out, fact| {
        number(out, fact.no.0);
        number(out, fact.field.0.into());
        let at = shared.iter().position(|terms| **terms == fact.terms).unwrap_or_default();
        number(out, (at as u32) << 1 | u32::from(fact.ended));
    });
    list(out, &record.consents, put_consent);
    list(out, &record.permissions, put_permission);
    list(out, &record.objections, |out, objection| {
        out.push(objection.kind.number());
        time(out, objection.made_at);
        maybe(out, objection.rejected_at, time);
    });
    list(out, &record.notices, |out, notice| {
        number(out, notice.no);
        out.extend([notice.duty.number(), notice.status.number()]);
        time(out, notice.obtained_at);
        time(out, notice.due_at);
        list(out, &notice.purposes, |out, purpose| number(out, purpose.0.into()));
        out.push(notice.channel.map_or(0, Channel::number));
    });
}

fn put_consent(out: &mut Vec<u8>, consent: &HeldConsent) {
    number(out, consent.purpose.0.into());
    number(out, consent.channels.0.into());
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
    number(out, permission.purpose.0.into());
    maybe(out, permission.offer.as_ref(), |out, offer| {
        number(out, u32::try_from(offer.len()).unwrap_or_default());
        out.extend(offer.as_bytes());
    });
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

fn number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn time(out: &mut Vec<u8>, time: Timestamp) {
    out.extend(time.as_microsecond().to_le_bytes());
}

fn maybe<T>(out: &mut Vec<u8>, value: Option<T>, put: impl Fn(&mut Vec<u8>, T)) {
    out.push(value.is_some().into());
    if let Some(value) = value {
        put(out, value);
    }
}

fn list<T>(out: &mut Vec<u8>, items: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    number(out, items.len() as u32);
    items.iter().for_each(|item| put(out, item));
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
    input.0.is_empty().then_some(unpacked)
}

/// Reads the values alone, which come first.
pub(crate) fn unpack_facts(bytes: &[u8]) -> Option<Vec<HeldFact>> {
    facts(&mut Input(bytes))
}

fn facts(input: &mut Input<'_>) -> Option<Vec<HeldFact>> {
    let shared = input.list(terms)?;
    input.list(|input| {
        let (no, field) = (FactNo(input.number()?), FieldId(input.small()?));
        let tail = input.number()?;
        let terms = shared.get((tail >> 1) as usize)?.clone();
        Some(HeldFact { no, field, ended: tail & 1 == 1, terms })
    })
}

fn terms(input: &mut Input<'_>) -> Option<Terms> {
    Some(Terms {
        grounds: GroundsId(input.number()?),
        obtained_at: input.time()?,
        next_day: input.day()?,
        until: input.list(|input| Some((PurposeId(input.small()?), input.day()?)))?,
    })
}

fn consent(input: &mut Input<'_>) -> Option<HeldConsent> {
    let (purpose, channels) = (PurposeId(input.small()?), Channels(input.small()?));
    let (state, pke398) = (ConsentState::from_number(input.byte()?)?, input.byte()? == 1);
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
    let offer = input.maybe(|input| {
        let length = input.number()? as usize;
        String::from_utf8(input.take(length)?.to_vec()).ok()
    })?;
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
    let kind = ObjectionKind::from_number(input.byte()?)?;
    Some(HeldObjection { kind, made_at: input.time()?, rejected_at: input.maybe(Input::time)? })
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

struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u16> {
        self.number()?.try_into().ok()
    }

    fn day(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    fn time(&mut self) -> Option<Timestamp> {
        Timestamp::from_microsecond(i64::from_le_bytes(self.array()?)).ok()
    }

    fn maybe<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            _ => read(self).map(Some),
        }
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()? as usize;
        // A count is never trusted with memory.
        let mut items = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }
}
