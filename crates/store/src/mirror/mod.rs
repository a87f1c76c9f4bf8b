//! The mirror: what the store knows about everybody, pseudonymous, in memory, so that lists, counts and audiences are
//! scans of columns and operations on bitmaps instead of queries.
//!
//! The ledger is its feed. A mirror stands for a size of the ledger; before each use it is compared with the ledger's
//! head, and the people whom the entries since then name are read anew, whichever process wrote them. So what was
//! acknowledged before the use began is in it. When it is first needed it is taken from where it was kept, or built.

mod as_person;
mod ask;
mod columns;
pub(crate) mod condition;
mod follow;
pub(crate) mod glimpse;
pub(crate) mod grounds;
mod index;
mod lists;
pub(crate) mod load;
mod names;
pub(crate) mod opening;
pub(crate) mod order;
mod pack;
pub(crate) mod reach;
pub(crate) mod record;
mod shape;
pub(crate) mod snapshot;
mod totals;

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use zgoda_law::Event;

use crate::entry::Entry;
use crate::sql::lock;
use crate::{Store, StoreError};
use columns::Columns;
use grounds::GroundsTable;
use index::{Index, Key};
use lists::Lists;
use opening::Shelf;
use pack::Unpacked;
use reach::Reached;
use record::Record;
use snapshot::Asleep;
use totals::Totals;

/// What the store knows about everybody, as of one size of the ledger.
#[derive(Default)]
pub(crate) struct Mirror {
    /// The size of the ledger it stands for; `None` before it is built.
    at: Option<u64>,
    columns: Columns,
    index: Index,
    lists: Lists,
    pub(crate) grounds: GroundsTable,
    totals: Totals,
    names: Shelf,
    reached: Mutex<Vec<Reached>>,
    /// What was kept and has not been read yet: then columns and lists are empty.
    asleep: Option<Asleep>,
    changes: Changes,
}

/// How often anything about a mirror changed.
#[derive(Default)]
struct Changes(AtomicU64);

impl Changes {
    fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A mirror that was as new as the ledger when it was asked for. It keeps changes waiting, so it is held for one question
/// only, and never two at a time.
pub(crate) struct Current<'a>(RwLockReadGuard<'a, Mirror>);

impl Deref for Current<'_> {
    type Target = Mirror;

    fn deref(&self) -> &Mirror {
        &self.0
    }
}

/// What of a mirror is known without looking at anybody: bitmaps and sums.
pub(crate) struct Overview<'a>(RwLockReadGuard<'a, Mirror>);

impl Store {
    /// The mirror, as new as the ledger; built where it is not there yet.
    ///
    /// # Errors
    /// Where the database fails or holds something unreadable.
    pub(crate) fn mirror(&self) -> Result<Current<'_>, StoreError> {
        Ok(Current(self.brought_up(|mirror| mirror.asleep.is_none(), Mirror::follow_awake)?))
    }

    /// What is known without looking at anybody, as new as the ledger; there sooner after a start.
    ///
    /// # Errors
    /// Where the database fails or holds something unreadable.
    pub(crate) fn overview(&self) -> Result<Overview<'_>, StoreError> {
        Ok(Overview(self.brought_up(|_| true, Mirror::follow)?))
    }

    fn brought_up(
        &self,
        fits: impl Fn(&Mirror) -> bool,
        follow: impl FnOnce(&mut Mirror, &Self) -> Result<(), StoreError>,
    ) -> Result<RwLockReadGuard<'_, Mirror>, StoreError> {
        let head = self.ledger().stored_size()?;
        let mirror = self.mirror.read().unwrap_or_else(PoisonError::into_inner);
        if mirror.at.is_some_and(|at| at >= head) && fits(&mirror) {
            return Ok(mirror);
        }
        drop(mirror);
        let mut mirror = self.mirror.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = follow(&mut mirror, self) {
            // Half of a change is worse than no mirror: the next one who asks builds it anew.
            *mirror = Mirror::default();
            return Err(error);
        }
        Ok(RwLockWriteGuard::downgrade(mirror))
    }
}

/// Where a store keeps its mirror.
pub(crate) type Place = RwLock<Mirror>;

impl Mirror {
    /// Takes note of entries by which nothing changed that is known here, so that they need not be read.
    pub(crate) fn pass_over(&mut self, entries: &[Entry]) {
        let silent = |entry: &Entry| entry.event != Event::SourceAdded && !entry.event.changes();
        let follow = entries.first().is_some_and(|first| self.at == Some(first.seq));
        if follow && entries.iter().all(silent) {
            self.at = self.at.map(|at| at + entries.len() as u64);
        }
    }

    /// Puts a person in the place of what was known of them.
    fn put(&mut self, record: &Record, scratch: &mut Scratch) {
        self.changes.add();
        let was = pack::unpack_facts(self.lists.get(record.ordinal)).unwrap_or_default();
        self.totals.take(&was, &self.grounds);
        self.totals.add(&record.facts, &self.grounds);
        index::keys(record, &self.grounds, &mut scratch.keys);
        self.index.put(record.ordinal, &scratch.keys);
        self.columns.put(record);
        scratch.pack(record);
        self.lists.put(record.ordinal, &scratch.bytes);
        lock(&self.names).note(record.ordinal, record.erased());
        lock(&self.reached).iter_mut().for_each(|reached| reached.note(record.ordinal));
    }

    /// Everything that is known of a person; `None` for a number given to nobody.
    pub(crate) fn record(&self, ordinal: u32) -> Option<Record> {
        let Unpacked { facts, consents, permissions, objections, notices } =
            pack::unpack(self.lists.get(ordinal))?;
        let (id, card) = (self.columns.id(ordinal)?, self.columns.card(ordinal)?);
        Some(Record { ordinal, id, card, facts, consents, permissions, objections, notices })
    }

    /// How many people another mirror knows otherwise; at least one where only the sums differ.
    pub(crate) fn differences(&self, other: &Self) -> u64 {
        let end = self.columns.len().max(other.columns.len());
        let unlike = |ordinal: &u32| {
            self.columns.of(*ordinal) != other.columns.of(*ordinal)
                || pack::unpack(self.lists.get(*ordinal)) != pack::unpack(other.lists.get(*ordinal))
        };
        let people = (0..end).filter(unlike).count() as u64;
        people.max(u64::from(!self.index.is_like(&other.index) || self.totals != other.totals))
    }

    /// The bytes it takes, nearly.
    pub(crate) fn memory(&self) -> usize {
        let names = lock(&self.names).memory();
        self.columns.memory() + self.index.memory() + self.lists.memory() + self.grounds.memory() + names
    }
}

/// Buffers used again and again.
#[derive(Default)]
struct Scratch {
    keys: Vec<Key>,
    bytes: Vec<u8>,
}

impl Scratch {
    fn pack(&mut self, record: &Record) {
        self.bytes.clear();
        pack::pack(record, &mut self.bytes);
    }
}
