//! What a decision about contacting somebody looks at, without saying when anything was: of moments only their order
//! counts, among themselves and to the moment of the decision. People of one shape are decided alike, so one of them is
//! decided by the law and the others follow.

use std::collections::HashMap;

use jiff::{Span, Timestamp};
use zgoda_law::calendar::{day_of, start_of_day, warsaw};
use zgoda_law::terms::article14_due;
use zgoda_law::{Channel, Country, InformationDuty, Law, PermissionKind};

use super::grounds::GroundsTable;
use super::record::{HeldNotice, HeldPermission, Record};
use crate::person::{date, epoch_day};

/// A second that does not come.
pub(crate) const NEVER: u32 = u32::MAX;

/// Takes the shapes of people for one channel at one moment.
pub(crate) struct Shaper<'a> {
    law: &'a Law,
    grounds: &'a GroundsTable,
    /// Whether a field, by its number, opens the channel.
    opens: Vec<bool>,
    at: Timestamp,
    today: i32,
    /// The terms within which a request allows contacts, by country.
    windows: HashMap<[u8; 2], Vec<Span>>,
    /// The moments at which days begin.
    begins: HashMap<i32, Timestamp>,
    /// What the shape is made of: bytes, and the moments, whose places are behind them.
    bytes: Vec<u8>,
    moments: Vec<Timestamp>,
    order: Vec<Timestamp>,
}

impl<'a> Shaper<'a> {
    pub(crate) fn new(law: &'a Law, grounds: &'a GroundsTable, channel: Channel, at: Timestamp) -> Self {
        let fields = law.catalogue().fields();
        let mut opens =
            vec![false; fields.iter().map(|field| usize::from(field.id.0) + 1).max().unwrap_or(0)];
        for field in fields.iter().filter(|field| field.channels.contains(&channel)) {
            if let Some(place) = opens.get_mut(usize::from(field.id.0)) {
                *place = true;
            }
        }
        let today = i32::try_from(epoch_day(day_of(at))).unwrap_or(i32::MAX);
        let (windows, begins, bytes, moments, order) = Default::default();
        Self { law, grounds, opens, at, today, windows, begins, bytes, moments, order }
    }

    /// The shape of a person, and the second in which it may become another by itself.
    pub(crate) fn take(&mut self, record: &Record) -> (&[u8], u32) {
        self.bytes.clear();
        self.moments.clear();
        self.moments.push(self.at);
        let (card, flags) = (&record.card, &record.card.flags);
        let states = [flags.restricted, flags.hold, flags.erased].map(u8::from);
        self.bytes.extend([card.kind.number(), card.lifecycle.number()]);
        self.bytes.extend(card.country);
        self.bytes.extend(states);
        let next = self.values(record);
        self.consents(record);
        self.permissions(record);
        for objection in &record.objections {
            self.bytes.extend([b'o', objection.kind.number(), objection.purpose.is_some().into()]);
            objection.purpose.iter().for_each(|purpose| self.bytes.extend(purpose.0.to_le_bytes()));
            self.moment(Some(objection.made_at));
            self.moment(objection.rejected_at);
        }
        record.notices.iter().for_each(|notice| self.notice(notice));
        let wake = self.wake(next);
        self.rank();
        (&self.bytes, wake)
    }

    /// The values that open the channel; returns the next day on which one of their terms ends.
    fn values(&mut self, record: &Record) -> Option<i32> {
        let mut next: Option<i32> = None;
        for fact in record.current() {
            if !self.opens.get(usize::from(fact.field.0)).is_some_and(|opens| *opens) {
                continue;
            }
            self.bytes.push(b'v');
            self.bytes.extend(fact.field.0.to_le_bytes());
            let source = self.grounds.card(fact.terms.grounds);
            self.bytes.extend(source.map_or([0; 3], |source| {
                [source.kind.number(), source.approved.into(), source.evidence.into()]
            }));
            self.bytes.extend(self.grounds.shape(fact.terms.grounds).unwrap_or(u32::MAX).to_le_bytes());
            self.moment(Some(fact.terms.obtained_at));
            for (purpose, day) in &fact.terms.until {
                let runs = self.today < *day;
                self.bytes.extend(purpose.0.to_le_bytes());
                self.bytes.push(runs.into());
                if runs {
                    next = Some(next.map_or(*day, |next| next.min(*day)));
                }
            }
        }
        next
    }

    fn consents(&mut self, record: &Record) {
        for consent in &record.consents {
            self.bytes.push(b'c');
            self.bytes.extend(consent.purpose.0.to_le_bytes());
            self.bytes.extend(consent.channels.0.to_le_bytes());
            self.bytes.extend([consent.state.number(), consent.pke398.into()]);
            let evidence = consent.evidence.as_ref();
            self.bytes.extend(evidence.map_or([0; 7], |shown| {
                let flags = [shown.pre_ticked, shown.bundled, shown.proof, shown.informed, shown.separate];
                let [one, two, three, four, five] = flags.map(u8::from);
                [shown.act.number(), one, two, three, four, five, shown.double_optin.into()]
            }));
            self.moment(Some(consent.given_at));
            self.moment(consent.ended_at);
            self.moment(Some(consent.expires_at));
        }
    }

    fn permissions(&mut self, record: &Record) {
        for permission in &record.permissions {
            self.bytes.extend([b'p', permission.channel.number(), permission.kind.number()]);
            self.bytes.extend(permission.purpose.0.to_le_bytes());
            // Offers are compared with each other, never read.
            let same = |other: &HeldPermission| other.offer == permission.offer;
            let offer = permission.offer.as_ref().and_then(|_| record.permissions.iter().position(same));
            self.bytes.extend(offer.map_or(u32::MAX, |offer| offer as u32).to_le_bytes());
            let cap = permission.max_contacts.map_or(u64::MAX, u64::from);
            self.bytes.extend(cap.to_le_bytes());
            self.bytes.extend(permission.contacts.to_le_bytes());
            self.moment(Some(permission.given_at));
            self.moment(permission.not_before);
            self.moment(permission.valid_to);
            if permission.kind == PermissionKind::Requested {
                self.ends(record.card.country, permission);
            }
        }
    }

    /// The moments at which a request may cease to allow contacts, by the packs of the countries concerned.
    fn ends(&mut self, country: [u8; 2], permission: &HeldPermission) {
        let (law, at) = (self.law, self.at);
        let windows = self.windows.entry(country).or_insert_with(|| {
            let other = std::str::from_utf8(&country).ok().and_then(|code| code.parse::<Country>().ok());
            let packs = [Some(Country::PL), other].into_iter().flatten();
            let packs = packs.filter_map(|country| law.packs().channel(country, at));
            packs.flat_map(|pack| &pack.rules).filter_map(|rule| rule.window).collect()
        });
        let start = permission.not_before.unwrap_or(permission.given_at).max(permission.given_at);
        let start = start.to_zoned(warsaw().clone());
        let ends: Vec<Timestamp> =
            windows.iter().map(|window| start.saturating_add(*window).timestamp()).collect();
        ends.into_iter().for_each(|end| self.moment(Some(end)));
    }

    fn notice(&mut self, notice: &HeldNotice) {
        self.bytes.extend([b'n', notice.duty.number(), notice.status.number()]);
        notice.purposes.iter().for_each(|purpose| self.bytes.extend(purpose.0.to_le_bytes()));
        // Only of a duty that is not met does it matter by when it had to be.
        if !notice.status.is_met() {
            self.moment(Some(notice.due_at));
            let by_law = notice.duty == InformationDuty::Article14;
            self.moment(by_law.then(|| article14_due(notice.obtained_at)));
        }
    }

    fn moment(&mut self, moment: Option<Timestamp>) {
        self.bytes.push(moment.is_some().into());
        self.moments.extend(moment);
    }

    /// The second of the next moment, or of the beginning of the next day on which a term ends.
    fn wake(&mut self, next: Option<i32>) -> u32 {
        let at = self.at;
        let begins = next.and_then(|day| match self.begins.get(&day) {
            Some(known) => Some(*known),
            None => {
                let begins = start_of_day(date(day.into())?);
                self.begins.insert(day, begins);
                Some(begins)
            }
        });
        // The moment of the decision itself is among them; one that falls right on it counts as still to come.
        let own = self.moments.iter().skip(1);
        own.copied().chain(begins).filter(|moment| *moment >= at).min().map_or(NEVER, second)
    }

    /// Appends the place of each moment in their order.
    fn rank(&mut self) {
        self.order.clear();
        self.order.extend(&self.moments);
        self.order.sort_unstable();
        self.order.dedup();
        for moment in &self.moments {
            let place = self.order.partition_point(|other| other < moment);
            self.bytes.extend((place as u16).to_le_bytes());
        }
    }
}

/// The whole second of a moment since 1970.
pub(crate) fn second(moment: Timestamp) -> u32 {
    u32::try_from(moment.as_second().max(0)).unwrap_or(NEVER - 1)
}
