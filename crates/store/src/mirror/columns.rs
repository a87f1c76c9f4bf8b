//! What stands once for each person, as columns over the dense numbers: a question about everybody is one pass over a
//! few megabytes.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use roaring::RoaringBitmap;
use zgoda_law::{LifecycleGroup, SubjectId, SubjectKind};

use super::lists::BLOCK;
use super::record::{Card, NEVER, Record};
use crate::bytes::Input;
use crate::model::{ImportId, OrgId, SubjectFlags};
use crate::person::epoch_day;

/// A moment that is not known or does not come.
pub(super) const NO_TIME: i64 = i64::MAX;
/// What one person takes in all columns.
const PERSON_BYTES: usize = 1 + 16 + 2 + 4 + 4 + 8 + 8 + 4 + 8 + 8;

/// The columns, in blocks of people; all but the last are full. Whoever holds a block keeps it as it was: what changes
/// then goes to a copy.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    blocks: Vec<Arc<Part>>,
}

/// The columns of one block. A number that was given to nobody has the state zero.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
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

impl Part {
    /// Puts a person, by their number within the block, in the place of what was known of them.
    pub(crate) fn put(&mut self, at: u32, record: &Record) {
        let at = at as usize;
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

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.state.len() * PERSON_BYTES);
        out.extend(&self.state);
        out.extend(self.id.as_flattened());
        out.extend(self.country.as_flattened());
        out.extend(self.org.iter().flat_map(|id| id.to_le_bytes()));
        out.extend(self.import.iter().flat_map(|id| id.to_le_bytes()));
        out.extend(self.created_at.iter().flat_map(|at| at.to_le_bytes()));
        out.extend(self.last_inbound_at.iter().flat_map(|at| at.to_le_bytes()));
        out.extend(self.next_day.iter().flat_map(|day| day.to_le_bytes()));
        out.extend(self.owed_at.iter().flat_map(|at| at.to_le_bytes()));
        out.extend(self.obtained_at.iter().flat_map(|at| at.to_le_bytes()));
        out
    }

    /// Reads what [`encode`](Self::encode) wrote of so many people.
    pub(super) fn decode(bytes: &[u8], len: usize) -> Option<Self> {
        let mut input = Input(bytes);
        let part = Self {
            state: input.take(len)?.to_vec(),
            id: column(&mut input, len, |id| id)?,
            country: column(&mut input, len, |code| code)?,
            org: column(&mut input, len, u32::from_le_bytes)?,
            import: column(&mut input, len, u32::from_le_bytes)?,
            created_at: column(&mut input, len, i64::from_le_bytes)?,
            last_inbound_at: column(&mut input, len, i64::from_le_bytes)?,
            next_day: column(&mut input, len, i32::from_le_bytes)?,
            owed_at: column(&mut input, len, i64::from_le_bytes)?,
            obtained_at: column(&mut input, len, i64::from_le_bytes)?,
        };
        input.is_empty().then_some(part)
    }
}

fn column<T, const N: usize>(
    input: &mut Input<'_>,
    len: usize,
    cell: impl Fn([u8; N]) -> T,
) -> Option<Vec<T>> {
    let (cells, _) = input.take(len.checked_mul(N)?)?.as_chunks();
    Some(cells.iter().map(|bytes| cell(*bytes)).collect())
}

impl Columns {
    /// One more than the highest number.
    pub(crate) fn len(&self) -> u32 {
        let last = self.blocks.last().map_or(0, |last| last.state.len());
        self.blocks.len().saturating_sub(1) as u32 * BLOCK + last as u32
    }

    /// Puts a person in the place of what was known of them.
    pub(crate) fn put(&mut self, record: &Record) {
        let (block, at) = (record.ordinal / BLOCK, record.ordinal % BLOCK);
        while self.blocks.len() <= block as usize {
            if let Some(last) = self.blocks.last_mut().filter(|last| last.state.len() < BLOCK as usize) {
                Arc::make_mut(last).resize(BLOCK as usize);
            }
            self.blocks.push(Arc::default());
        }
        if let Some(part) = self.blocks.get_mut(block as usize) {
            Arc::make_mut(part).put(at, record);
        }
    }

    /// Puts a block behind the others.
    pub(crate) fn push(&mut self, part: Part) {
        self.blocks.push(Arc::new(part));
    }

    /// The blocks as they are now.
    pub(super) fn blocks(&self) -> &[Arc<Part>] {
        &self.blocks
    }

    fn part(&self, ordinal: u32) -> Option<(&Part, usize)> {
        let part = self.blocks.get((ordinal / BLOCK) as usize)?;
        Some((part, (ordinal % BLOCK) as usize))
    }

    /// The numbers at which a column passes.
    fn passing<T>(&self, column: impl Fn(&Part) -> &[T], passes: impl Fn(&T) -> bool) -> RoaringBitmap {
        let mut bits = Vec::with_capacity(self.len() as usize / 8 + 1);
        self.blocks.iter().for_each(|part| put_bits(column(part), &passes, &mut bits));
        RoaringBitmap::from_lsb0_bytes(0, &bits)
    }

    /// A person's public pseudonym.
    pub(crate) fn id(&self, ordinal: u32) -> Option<SubjectId> {
        let (part, at) = self.part(ordinal)?;
        part.id.get(at).map(|id| SubjectId::from_bytes(*id))
    }

    /// A person's pseudonym; their kind, lifecycle group and flags in one byte; their country.
    pub(super) fn glimpse(&self, ordinal: u32) -> Option<(SubjectId, u8, [u8; 2])> {
        let (part, at) = self.part(ordinal)?;
        let state = part.state.get(at).filter(|state| **state != 0)?;
        Some((SubjectId::from_bytes(*part.id.get(at)?), *state, *part.country.get(at)?))
    }

    /// What stands once for a person.
    pub(crate) fn card(&self, ordinal: u32) -> Option<Card> {
        let (part, at) = self.part(ordinal)?;
        let state = *part.state.get(at)?;
        let time =
            |micros: i64| (micros != NO_TIME).then(|| Timestamp::from_microsecond(micros).ok()).flatten();
        Some(Card {
            kind: SubjectKind::from_number(state & 7)?,
            lifecycle: LifecycleGroup::from_number(state >> 3 & 3)?,
            flags: SubjectFlags::from_bits(i64::from(state >> 5)),
            country: *part.country.get(at)?,
            org: part.org.get(at).filter(|id| **id != 0).map(|id| OrgId(*id)),
            import: part.import.get(at).filter(|id| **id != 0).map(|id| ImportId(*id)),
            created_at: time(*part.created_at.get(at)?)?,
            last_inbound_at: time(*part.last_inbound_at.get(at)?),
        })
    }

    /// Everything that stands in the columns for a person, to be compared.
    pub(crate) fn of(&self, ordinal: u32) -> Option<(SubjectId, Card, i32, i64, i64)> {
        let (part, at) = self.part(ordinal)?;
        let days = (*part.next_day.get(at)?, *part.owed_at.get(at)?, *part.obtained_at.get(at)?);
        Some((self.id(ordinal)?, self.card(ordinal)?, days.0, days.1, days.2))
    }

    /// When a person last gave a sign, in microseconds.
    pub(super) fn heard_at(&self, ordinal: u32) -> Option<i64> {
        let (part, at) = self.part(ordinal)?;
        part.last_inbound_at.get(at).copied()
    }

    /// The next day on which a value of a person loses a purpose.
    pub(super) fn next_day(&self, ordinal: u32) -> Option<i32> {
        let (part, at) = self.part(ordinal)?;
        part.next_day.get(at).copied()
    }

    /// The people of an organisation.
    pub(crate) fn of_org(&self, org: OrgId) -> RoaringBitmap {
        self.passing(|part| &part.org, |id| *id == org.0)
    }

    /// The people whom an import brought.
    pub(crate) fn of_import(&self, import: ImportId) -> RoaringBitmap {
        self.passing(|part| &part.import, |id| *id == import.0)
    }

    /// The people recorded from one moment on, before another.
    pub(crate) fn created(&self, from: Timestamp, to: Timestamp) -> RoaringBitmap {
        let (from, to) = (from.as_microsecond(), to.as_microsecond());
        self.passing(|part| &part.created_at, |at| (from..to).contains(at))
    }

    /// The people who have given a sign since then.
    pub(crate) fn heard_since(&self, since: Timestamp) -> RoaringBitmap {
        let since = since.as_microsecond();
        self.passing(|part| &part.last_inbound_at, |at| *at >= since && *at != NO_TIME)
    }

    /// The people of whom a value loses a purpose before this day.
    pub(crate) fn ending_before(&self, day: Date) -> RoaringBitmap {
        let day = i32::try_from(epoch_day(day)).unwrap_or(NEVER);
        self.passing(|part| &part.next_day, |next| *next < day)
    }

    /// The people to whom a duty to inform was due before then.
    pub(crate) fn owed_before(&self, then: Timestamp) -> RoaringBitmap {
        let then = then.as_microsecond();
        self.passing(|part| &part.owed_at, |at| *at < then)
    }

    /// The people of whom a value was obtained since then.
    pub(crate) fn obtained_since(&self, since: Timestamp) -> RoaringBitmap {
        let since = since.as_microsecond();
        self.passing(|part| &part.obtained_at, |at| *at >= since && *at != NO_TIME)
    }

    /// The bytes it takes.
    pub(crate) fn memory(&self) -> usize {
        self.blocks.iter().map(|part| part.state.capacity() * PERSON_BYTES).sum()
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
    let mut bits = Vec::with_capacity(column.len() / 8 + 1);
    put_bits(column, &passes, &mut bits);
    RoaringBitmap::from_lsb0_bytes(0, &bits)
}

/// Appends one bit for each cell, the rest of the last byte zero.
fn put_bits<T>(column: &[T], passes: &impl Fn(&T) -> bool, bits: &mut Vec<u8>) {
    let byte = |cells: &[T]| {
        cells.iter().enumerate().fold(0, |byte, (bit, cell)| byte | u8::from(passes(cell)) << bit)
    };
    bits.extend(column.chunks(8).map(byte));
}
