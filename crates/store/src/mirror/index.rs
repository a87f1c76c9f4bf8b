//! Who has what, as bitmaps over the dense numbers.

use std::collections::HashMap;
use std::io;

use roaring::RoaringBitmap;
use zgoda_law::{FieldId, LifecycleGroup, ObjectionKind, PurposeId, SourceType, SubjectKind};

use super::grounds::GroundsTable;
use super::lists::BLOCK;
use super::record::Record;
use crate::bytes::{self, Input, number};

/// What a bitmap stands for. Whoever is erased is under [`Key::Erased`] alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// Held.
    Live,
    /// The key is destroyed.
    Erased,
    /// Of this kind.
    Kind(SubjectKind),
    /// In this group.
    Lifecycle(LifecycleGroup),
    /// Restricted, GDPR art. 18.
    Restricted,
    /// Under a legal hold.
    Hold,
    /// With a standing value of this field.
    Field(FieldId),
    /// With a standing value from such a source.
    From(SourceType),
    /// With a standing value that is held for this purpose.
    Purpose(PurposeId),
    /// Who made such an objection.
    Objected(ObjectionKind),
}

impl Key {
    /// What it is, and which of them.
    fn numbers(self) -> (u8, u16) {
        match self {
            Self::Live => (0, 0),
            Self::Erased => (1, 0),
            Self::Kind(kind) => (2, kind.number().into()),
            Self::Lifecycle(group) => (3, group.number().into()),
            Self::Restricted => (4, 0),
            Self::Hold => (5, 0),
            Self::Field(field) => (6, field.0),
            Self::From(kind) => (7, kind.number().into()),
            Self::Purpose(purpose) => (8, purpose.0),
            Self::Objected(kind) => (9, kind.number().into()),
        }
    }

    fn from_numbers(what: u8, which: u16) -> Option<Self> {
        let small = u8::try_from(which).ok();
        Some(match what {
            0 => Self::Live,
            1 => Self::Erased,
            2 => Self::Kind(SubjectKind::from_number(small?)?),
            3 => Self::Lifecycle(LifecycleGroup::from_number(small?)?),
            4 => Self::Restricted,
            5 => Self::Hold,
            6 => Self::Field(FieldId(which)),
            7 => Self::From(SourceType::from_number(small?)?),
            8 => Self::Purpose(PurposeId(which)),
            9 => Self::Objected(ObjectionKind::from_number(small?)?),
            _ => return None,
        })
    }
}

/// The bitmaps.
#[derive(Debug, Default)]
pub(crate) struct Index {
    bitmaps: HashMap<Key, RoaringBitmap>,
}

/// What a person stands under, each once.
pub(crate) fn keys(record: &Record, grounds: &GroundsTable, keys: &mut Vec<Key>) {
    keys.clear();
    if record.erased() {
        return keys.push(Key::Erased);
    }
    let card = &record.card;
    keys.extend([Key::Live, Key::Kind(card.kind), Key::Lifecycle(card.lifecycle)]);
    let flags = [(card.flags.restricted, Key::Restricted), (card.flags.hold, Key::Hold)];
    keys.extend(flags.into_iter().filter_map(|(is, key)| is.then_some(key)));
    let mut last = None;
    for fact in record.current() {
        keys.push(Key::Field(fact.field));
        // Values that came in together have the same grounds, so most are skipped here.
        if last != Some(fact.terms.grounds) {
            last = Some(fact.terms.grounds);
            keys.extend(grounds.kind(fact.terms.grounds).map(Key::From));
            keys.extend(grounds.links(fact.terms.grounds).iter().map(|link| Key::Purpose(link.purpose)));
        }
    }
    keys.extend(record.objections.iter().map(|objection| Key::Objected(objection.kind)));
    keys.sort_unstable();
    keys.dedup();
}

/// The bitmaps of one block of people, as it is read: plain bits, in the order of the keys.
pub(crate) struct BlockIndex {
    from: u32,
    bits: Vec<(Key, Vec<u8>)>,
}

impl BlockIndex {
    /// Of the people from this number on.
    pub(crate) fn new(from: u32) -> Self {
        Self { from, bits: Vec::new() }
    }

    /// Puts a person of the block under these keys, which ascend.
    pub(crate) fn add(&mut self, ordinal: u32, keys: &[Key]) {
        let at = (ordinal - self.from) as usize;
        let mut place = 0;
        for key in keys {
            while self.bits.get(place).is_some_and(|(known, _)| known < key) {
                place += 1;
            }
            if self.bits.get(place).is_none_or(|(known, _)| known != key) {
                self.bits.insert(place, (*key, vec![0; BLOCK as usize / 8]));
            }
            let byte = self.bits.get_mut(place).and_then(|(_, bits)| bits.get_mut(at / 8));
            byte.into_iter().for_each(|byte| *byte |= 1 << (at % 8));
        }
    }

    /// The index of the block.
    pub(crate) fn finish(self) -> Index {
        let bitmap = |bits: Vec<u8>| RoaringBitmap::from_lsb0_bytes(self.from, &bits);
        Index { bitmaps: self.bits.into_iter().map(|(key, bits)| (key, bitmap(bits))).collect() }
    }
}

impl Index {
    /// Everybody under a key.
    pub(crate) fn get(&self, key: Key) -> Option<&RoaringBitmap> {
        self.bitmaps.get(&key)
    }

    /// How many are under a key.
    pub(crate) fn count(&self, key: Key) -> u64 {
        self.get(key).map_or(0, RoaringBitmap::len)
    }

    /// Puts a person under these keys and no others.
    pub(crate) fn put(&mut self, ordinal: u32, keys: &[Key]) {
        for (key, bitmap) in &mut self.bitmaps {
            if !keys.contains(key) {
                bitmap.remove(ordinal);
            }
        }
        for key in keys {
            self.bitmaps.entry(*key).or_default().insert(ordinal);
        }
    }

    /// Takes over what others are under.
    pub(crate) fn merge(&mut self, other: Self) {
        for (key, bitmap) in other.bitmaps {
            *self.bitmaps.entry(key).or_default() |= bitmap;
        }
    }

    /// Packs runs of people tightly.
    pub(crate) fn optimise(&mut self) {
        self.bitmaps.retain(|_, bitmap| !bitmap.is_empty());
        for bitmap in self.bitmaps.values_mut() {
            bitmap.optimize();
        }
    }

    pub(super) fn encode(&self, out: &mut Vec<u8>) -> io::Result<()> {
        number(out, self.bitmaps.len() as u64);
        for (key, people) in &self.bitmaps {
            let (what, which) = key.numbers();
            out.push(what);
            number(out, which);
            bytes::people(out, people)?;
        }
        Ok(())
    }

    pub(super) fn decode(input: &mut Input<'_>) -> Option<Self> {
        let bitmap = |input: &mut Input<'_>| {
            let (what, which) = (input.byte()?, input.small()?);
            Some((Key::from_numbers(what, which)?, input.people()?))
        };
        Some(Self { bitmaps: input.list(bitmap)?.into_iter().collect() })
    }

    /// Whether the same people are under each key.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let covers = |one: &Self, other: &Self| {
            one.bitmaps.iter().all(|(key, people)| people.is_empty() || other.get(*key) == Some(people))
        };
        covers(self, other) && covers(other, self)
    }

    /// The bytes it takes, nearly.
    pub(crate) fn memory(&self) -> usize {
        self.bitmaps.values().map(RoaringBitmap::serialized_size).sum()
    }
}
