//! [`Standing`]: what the law must know about a person, in one cache line.

use jiff::Timestamp;

use super::moment::{Stretch, second};
use super::{bit, bits};
use crate::consents::standing;
use crate::steps::device::for_device;
use crate::steps::notice;
use crate::steps::permission::{current, within_terms};
use crate::steps::subject::{AGE_OF_CONSENT, AGE_OF_MAJORITY};
use crate::{
    Case, Consent, Country, Law, Objection, ObjectionKind, Permission, PermissionKind, SubjectState,
};

/// What the law must know about one person, in 64 bytes that hold no personal value: kind and states, objections,
/// suppression, duties to inform, and what they consented to, for each purpose and channel and until when.
///
/// It holds for a stretch of time into which no date of the records falls, the end of a lone consent and the last
/// moment of a notice excepted, which it knows; outside that stretch a question about it is answered by `may`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub(super) stretch: Stretch,
    /// The first second in which a duty to inform is overdue, and on.
    pub(super) due: u32,
    pub(super) flags: u32,
    /// The purposes that a notice tells of, and those of them where it is still owed.
    pub(super) told: u64,
    pub(super) owed: u64,
    words: [Word; WORDS],
}

/// How many purposes a standing has room for.
const WORDS: usize = 4;

impl Standing {
    /// The lowest three bits are the kind of the person and whether they are a client.
    pub(super) const PROFILE: u32 = 0b111;
    pub(super) const CLIENT: u32 = 1 << 2;
    pub(super) const QUARANTINED: u32 = 1 << 3;
    pub(super) const RESTRICTED: u32 = 1 << 4;
    pub(super) const HOLD: u32 = 1 << 5;
    pub(super) const ERASED: u32 = 1 << 6;
    /// Known to be under 18.
    pub(super) const MINOR: u32 = 1 << 7;
    /// Known to be under 16, and no parent consented.
    pub(super) const CHILD: u32 = 1 << 8;
    /// Asked, and found not to stand on the opt-out register.
    pub(super) const UNLISTED: u32 = 1 << 9;
    /// An objection on grounds that was not rejected.
    pub(super) const OBJECTED_GROUNDS: u32 = 1 << 10;
    /// An objection to marketing, in the place of [`Word::SINCE_MARKETING`].
    pub(super) const OBJECTED_MARKETING: u32 = 1 << Self::OBJECTED_AT;
    /// An objection by signal, in the place of [`Word::SINCE_SIGNAL`].
    pub(super) const OBJECTED_SIGNAL: u32 = 1 << (Self::OBJECTED_AT + 1);
    pub(super) const OBJECTED_AT: u32 = 11;
    /// Suppressed on every channel, in the place of [`Word::CONSENT`], without which it is not overcome.
    pub(super) const SUPPRESSED: u32 = 1 << (Self::OBJECTED_AT + 2);
    /// Suppressed on some channels, which do not fit.
    pub(super) const SUPPRESSED_SOME: u32 = 1 << 14;
    /// A soft opt-in, whose terms do not fit.
    pub(super) const SOFT: u32 = 1 << 15;
    /// Several countries, which do not fit.
    pub(super) const ABROAD: u32 = 1 << 16;
    /// More than fits.
    pub(super) const ODD: u32 = 1 << 17;
    /// From here on the number of the country; zero where it is not known.
    const COUNTRY_AT: u32 = 20;

    #[inline]
    pub(super) const fn country(&self) -> usize {
        (self.flags >> Self::COUNTRY_AT) as usize & 1023
    }

    /// What they said about a purpose; nothing where they said nothing.
    #[inline]
    pub(super) fn word(&self, purpose: u8) -> Word {
        // Every word is looked at, so that nothing is guessed.
        let pick = |found, word: Word| if word.purpose == purpose { word } else { found };
        self.words.into_iter().fold(Word::NONE, pick)
    }
}

/// What a person said about one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    purpose: u8,
    pub flags: u8,
    /// The channels opened by a consent and a permission together.
    channels: u16,
    /// The first second in which what they consented to has ended.
    until: u32,
}

impl Word {
    const NONE: Self = Self { purpose: 0, flags: 0, channels: 0, until: u32::MAX };

    /// The consent that stands is later than every objection to marketing.
    const SINCE_MARKETING: u8 = 1;
    /// The consent that stands is later than every signal.
    const SINCE_SIGNAL: u8 = 1 << 1;
    /// A consent stands.
    pub const CONSENT: u8 = 1 << 2;
    /// The last consent was withdrawn or refused.
    pub const WITHDRAWN: u8 = 1 << 3;
    /// A consent to access the device stands.
    pub const DEVICE: u8 = 1 << 4;
    /// It is later than every signal.
    pub const DEVICE_SINCE_SIGNAL: u8 = 1 << 5;
    /// An explicit consent stands.
    pub const EXPLICIT: u8 = 1 << 6;
    /// They asked for an offer, whose terms do not fit.
    pub const ASKED: u8 = 1 << 7;

    /// The same in that second, and whether it is sure.
    #[inline]
    pub fn in_second(self, second: u32) -> (Self, bool) {
        let ended = Self { flags: self.flags & Self::ASKED, channels: 0, ..self };
        (if second < self.until { self } else { ended }, second != self.until)
    }

    /// Whether the channel, as a bit, is open.
    #[inline]
    pub const fn opens(self, channel: u16) -> bool {
        self.channels & channel != 0
    }

    /// Whether any of these objections, flags of a standing, is not overcome.
    #[inline]
    pub const fn leaves_standing(self, objections: u32) -> bool {
        objections >> Standing::OBJECTED_AT & !(self.flags as u32) != 0
    }
}

impl Law {
    /// Compiles what a case says about its person, as it is around the time of the case. Action, purpose, field, actor,
    /// grounds and message are not looked at.
    pub fn standing(&self, case: &Case) -> Standing {
        let at = second(case.at);
        let stretch = Stretch::around(at, boundaries(case, at));
        let moment = stretch.moment(at);
        let unmet = || case.notices.iter().filter(|notice| !notice.status.is_met());
        let mut made = Standing {
            stretch,
            due: unmet().map(|unmet| second(notice::due(unmet))).min().unwrap_or(u32::MAX),
            flags: flags(case, moment),
            told: case.notices.iter().fold(0, |all, notice| all | bits(self, &notice.purposes)),
            owed: unmet().fold(0, |all, notice| all | bits(self, &notice.purposes)),
            words: [Word::NONE; WORDS],
        };
        let mut free = made.words.iter_mut();
        let mut seen = 0_u64;
        for name in spoken_of(case) {
            let Some(purpose) = self.catalogue().purpose(name).map(|purpose| purpose.id) else { continue };
            let Some(bit) = bit(purpose).filter(|bit| seen & bit == 0) else { continue };
            seen |= bit;
            match free.next() {
                Some(word) => *word = said(case, name, purpose.0 as u8, moment),
                None => made.flags |= Standing::ODD,
            }
        }
        made
    }
}

/// The purposes they said something about, some of them twice.
fn spoken_of(case: &Case) -> impl Iterator<Item = &String> {
    let asked = case.permissions.iter().filter(|permission| permission.kind == PermissionKind::Requested);
    case.consents.iter().map(|consent| &consent.purpose).chain(asked.map(|permission| &permission.purpose))
}

/// The moments at which something about the person changes by itself.
fn boundaries(case: &Case, at: u32) -> impl Iterator<Item = Timestamp> {
    let consents = case.consents.iter().flat_map(move |consent| {
        // The end of a lone consent to come is that of its word.
        let known = |end: &Timestamp| at < second(*end) && lone(case, &consent.purpose).is_some();
        let end = consent.expires_at.filter(|end| !known(end));
        [Some(consent.given_at), consent.withdrawn_at, end]
    });
    let consented = case.permissions.iter().filter(|permission| permission.kind == PermissionKind::Consent);
    let permissions = consented.flat_map(|permission| {
        let covered = lone(case, &permission.purpose).and_then(|consent| consent.expires_at);
        // What ends with the consent behind it or later ends with the word.
        let end = permission.valid_to.filter(|end| covered.is_none_or(|covered| *end < covered));
        [Some(permission.given_at), permission.not_before, end]
    });
    let objections = case.objections.iter().map(|objection| [Some(objection.at), objection.rejected_at]);
    consents.chain(permissions).flatten().chain(objections.flatten().flatten())
}

/// The record of a purpose, if there is only one: then its end is that of the word.
fn lone<'a>(case: &'a Case, purpose: &str) -> Option<&'a Consent> {
    let mut records = case.consents.iter().filter(|consent| consent.purpose == purpose);
    records.next().filter(|_| records.next().is_none())
}

fn said(case: &Case, purpose: &str, number: u8, at: Timestamp) -> Word {
    let stands = |wanted: fn(&Consent) -> bool| standing(&case.consents, at, purpose, wanted);
    let latest = |kind| made(case, at, kind).map(|objection| objection.at).max();
    let (marketing, signal) = (latest(ObjectionKind::Marketing), latest(ObjectionKind::Signal));
    let later = |consent: &Consent, since: Option<Timestamp>| Some(consent.given_at) > since;
    let any = stands(|_| true);
    let device = stands(for_device);
    let asked = |permission: &Permission| {
        permission.kind == PermissionKind::Requested && permission.purpose == purpose
    };
    let flags = [
        (any.is_ok_and(|consent| later(consent, marketing)), Word::SINCE_MARKETING),
        (any.is_ok_and(|consent| later(consent, signal)), Word::SINCE_SIGNAL),
        (any.is_ok(), Word::CONSENT),
        (any == Err(crate::consents::Fault::Withdrawn), Word::WITHDRAWN),
        (device.is_ok(), Word::DEVICE),
        (device.is_ok_and(|consent| later(consent, signal)), Word::DEVICE_SINCE_SIGNAL),
        (stands(|consent| consent.explicit).is_ok(), Word::EXPLICIT),
        (case.permissions.iter().any(asked), Word::ASKED),
    ];
    Word {
        purpose: number,
        flags: flags.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, flag)| all | flag),
        channels: channels(case, purpose, at),
        until: match lone(case, purpose).and_then(|consent| consent.expires_at) {
            Some(end) if any.is_ok() => second(end),
            _ => u32::MAX,
        },
    }
}

/// The channels a consent and its permission open for a purpose.
fn channels(case: &Case, purpose: &str, at: Timestamp) -> u16 {
    let permissions = case.permissions.iter().filter(|permission| {
        permission.kind == PermissionKind::Consent && permission.purpose == purpose && current(permission, at)
    });
    let (mut seen, mut open) = (0, 0);
    for permission in permissions {
        let bit = 1 << permission.channel.number();
        let names = |consent: &Consent| consent.pke398 && consent.channels.contains(&permission.channel);
        // The first that is current decides.
        if seen & bit == 0
            && within_terms(permission, at, permission.max_contacts).is_ok()
            && standing(&case.consents, at, purpose, names).is_ok()
        {
            open |= bit;
        }
        seen |= bit;
    }
    open
}

fn made(case: &Case, at: Timestamp, kind: ObjectionKind) -> impl Iterator<Item = &Objection> {
    case.objections.iter().filter(move |objection| objection.kind == kind && objection.at <= at)
}

fn flags(case: &Case, at: Timestamp) -> u32 {
    let subject = &case.subject;
    let is = |state| subject.states.contains(&state);
    let under = |age| subject.age.is_some_and(|known| known < age);
    let objected = |kind| made(case, at, kind).next().is_some();
    let pending = |objection: &Objection| objection.rejected_at.is_none_or(|rejected| at < rejected);
    let every_channel = case.suppression.as_ref().map(|entry| entry.channels.is_empty());
    let soft = |permission: &Permission| permission.kind == PermissionKind::SoftOptin;
    let flags = [
        (subject.is_client, Standing::CLIENT),
        (is(SubjectState::Quarantined), Standing::QUARANTINED),
        (is(SubjectState::Restricted), Standing::RESTRICTED),
        (is(SubjectState::Hold), Standing::HOLD),
        (is(SubjectState::Erased), Standing::ERASED),
        (under(AGE_OF_MAJORITY), Standing::MINOR),
        (under(AGE_OF_CONSENT) && !subject.parental_consent, Standing::CHILD),
        (subject.on_optout_register == Some(false), Standing::UNLISTED),
        (made(case, at, ObjectionKind::Grounds).any(pending), Standing::OBJECTED_GROUNDS),
        (objected(ObjectionKind::Marketing), Standing::OBJECTED_MARKETING),
        (objected(ObjectionKind::Signal), Standing::OBJECTED_SIGNAL),
        (every_channel == Some(true), Standing::SUPPRESSED),
        (every_channel == Some(false), Standing::SUPPRESSED_SOME),
        (case.permissions.iter().any(soft), Standing::SOFT),
        (!subject.other_countries.is_empty(), Standing::ABROAD),
    ];
    let kind = u32::from(subject.kind.number() - 1);
    let country = u32::from(subject.country.map_or(0, Country::number)) << Standing::COUNTRY_AT;
    flags.into_iter().filter(|(is, _)| *is).fold(kind | country, |all, (_, flag)| all | flag)
}
