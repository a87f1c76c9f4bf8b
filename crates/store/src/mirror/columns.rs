//! What stands once for each person, as columns over the dense numbers: a question about everybody is one pass over a
//! few megabytes.

use jiff::Timestamp;
use jiff::civil::Date;
use roaring::RoaringBitmap;
use zgoda_law::{LifecycleGroup, SubjectId, SubjectKind};

use super::record::{Card, NEVER, Record};
use crate::model::{ImportId, OrgId, SubjectFlags};
use crate::person::epoch_day;

/// A moment that is not known or does not come.
const NO_TIME: i64 = i64::MAX;

/// The columns. A number that was given to nobody has the state zero.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    /// Kind, lifecycle group and flags in one byte.
    state: Vec<u8>,
    id: Vec<[u8; 16]>,
    country: Vec<[u8; 2]>,
    org: Vec<u32>,
    import: Vec<u32>,
    created_at: Vec<i64>,
    last_inbound_at: Vec<i64>,
    next_day: Vec<i32>,
    owed_at: Vec<i64>,
    obtained_at: Vec<i64>,
}

impl Columns {
    /// One more than the highest number.
    pub(crate) fn len(&self) -> u32 {
        self.state.len() as u32
    }

    /// Puts a person in the place of what was known of them.
    pub(crate) fn put(&mut self, record: &Record) {
        let at = record.ordinal as usize;
        if at >= self.state.len() {
            self.resize(at + 1);
        }
        let card = &record.card;
        let time = |time: Option<Timestamp>| time.map_or(NO_TIME, |time| time.as_microsecond());
        set(&mut self.state, at, state(card));
        set(&mut self.id, at, *record.id.as_bytes());
        set(&mut self.country, at, card.country);
        set(&mut self.org, at, card.org.map_or(0, |org| org.0));
        set(&mut self.import, at, card.import.map_or(0, |import| import.0));
        set(&mut self.created_at, at, card.created_at.as_microsecond());
        set(&mut self.last_inbound_at, at, time(card.last_inbound_at));
        set(&mut self.next_day, at, record.next_day());
        set(&mut self.owed_at, at, time(record.owed_at()));
        set(&mut self.obtained_at, at, time(record.obtained_at()));
    }

    pub(crate) fn resize(&mut self, len: usize) {
        self.state.resize(len, 0);
        self.id.resize(len, [0; 16]);
        self.country.resize(len, [0; 2]);
        self.org.resize(len, 0);
        self.import.resize(len, 0);
        self.created_at.resize(len, 0);
        self.last_inbound_at.resize(len, NO_TIME);
        self.next_day.resize(len, NEVER);
        self.owed_at.resize(len, NO_TIME);
        self.obtained_at.resize(len, NO_TIME);
    }

    /// Puts the columns of the people behind these.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.state.append(&mut other.state);
        self.id.append(&mut other.id);
        self.country.append(&mut other.country);
        self.org.append(&mut other.org);
        self.import.append(&mut other.import);
        self.created_at.append(&mut other.created_at);
        self.last_inbound_at.append(&mut other.last_inbound_at);
        self.next_day.append(&mut other.next_day);
        self.owed_at.append(&mut other.owed_at);
        self.obtained_at.append(&mut other.obtained_at);
    }

    /// A person's public pseudonym.
    pub(crate) fn id(&self, ordinal: u32) -> Option<SubjectId> {
        self.id.get(ordinal as usize).map(|id| SubjectId::from_bytes(*id))
    }

    /// What stands once for a person.
    pub(crate) fn card(&self, ordinal: u32) -> Option<Card> {
        let at = ordinal as usize;
        let state = *self.state.get(at)?;
        let time =
            |micros: i64| (micros != NO_TIME).then(|| Timestamp::from_microsecond(micros).ok()).flatten();
        Some(Card {
            kind: SubjectKind::from_number(state & 7)?,
            lifecycle: LifecycleGroup::from_number(state >> 3 & 3)?,
            flags: SubjectFlags::from_bits(i64::from(state >> 5)),
            country: *self.country.get(at)?,
            org: self.org.get(at).filter(|id| **id != 0).map(|id| OrgId(*id)),
            import: self.import.get(at).filter(|id| **id != 0).map(|id| ImportId(*id)),
            created_at: time(*self.created_at.get(at)?)?,
            last_inbound_at: time(*self.last_inbound_at.get(at)?),
        })
    }

    /// Everything that stands in the columns for a person, to be compared.
    pub(crate) fn of(&self, ordinal: u32) -> Option<(SubjectId, Card, i32, i64, i64)> {
        let at = ordinal as usize;
        let days = (*self.next_day.get(at)?, *self.owed_at.get(at)?, *self.obtained_at.get(at)?);
        Some((self.id(ordinal)?, self.card(ordinal)?, days.0, days.1, days.2))
    }

    /// The people of an organisation.
    pub(crate) fn of_org(&self, org: OrgId) -> RoaringBitmap {
        passing(&self.org, |id| *id == org.0)
    }

    /// The people whom an import brought.
    pub(crate) fn of_import(&self, import: ImportId) -> RoaringBitmap {
        passing(&self.import, |id| *id == import.0)
    }

    /// The people recorded from one moment on, before another.
    pub(crate) fn created(&self, from: Timestamp, to: Timestamp) -> RoaringBitmap {
        let (from, to) = (from.as_microsecond(), to.as_microsecond());
        passing(&self.created_at, |at| (from..to).contains(at))
    }

    /// The people who have given a sign since then.
    pub(crate) fn heard_since(&self, since: Timestamp) -> RoaringBitmap {
        let since = since.as_microsecond();
        passing(&self.last_inbound_at, |at| *at >= since && *at != NO_TIME)
    }

    /// The people of whom a value loses a purpose before this day.
    pub(crate) fn ending_before(&self, day: Date) -> RoaringBitmap {
        let day = i32::try_from(epoch_day(day)).unwrap_or(NEVER);
        passing(&self.next_day, |next| *next < day)
    }

    /// The people to whom a duty to inform was due before then.
    pub(crate) fn owed_before(&self, then: Timestamp) -> RoaringBitmap {
        let then = then.as_microsecond();
        passing(&self.owed_at, |at| *at < then)
    }

    /// The people of whom a value was obtained since then.
    pub(crate) fn obtained_since(&self, since: Timestamp) -> RoaringBitmap {
        let since = since.as_microsecond();
        passing(&self.obtained_at, |at| *at >= since && *at != NO_TIME)
    }

    /// The bytes it takes.
    pub(crate) fn memory(&self) -> usize {
        self.state.capacity() * (1 + 16 + 2 + 4 + 4 + 8 + 8 + 4 + 8 + 8)
    }
}

fn set<T>(column: &mut [T], at: usize, value: T) {
    if let Some(cell) = column.get_mut(at) {
        *cell = value;
    }
}

fn state(card: &Card) -> u8 {
    card.kind.number() | card.lifecycle.number() << 3 | (card.flags.bits() as u8) << 5
}

/// The numbers at which a column passes.
pub(crate) fn passing<T>(column: &[T], passes: impl Fn(&T) -> bool) -> RoaringBitmap {
    let byte = |cells: &[T]| {
        cells.iter().enumerate().fold(0, |byte, (bit, cell)| byte | u8::from(passes(cell)) << bit)
    };
    let bits: Vec<u8> = column.chunks(8).map(byte).collect();
    RoaringBitmap::from_lsb0_bytes(0, &bits)
}
