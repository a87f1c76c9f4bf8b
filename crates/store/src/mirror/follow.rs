//! Building the mirror, and keeping it up with the ledger.

use std::collections::HashSet;

use zgoda_law::{Event, SubjectId};

use super::columns;
use super::grounds::GroundsTable;
use super::index::{self, BlockIndex, Index};
use super::lists::{BLOCK, Block};
use super::totals::Totals;
use super::{Mirror, Scratch, load};
use crate::sql::Db;
use crate::threads::in_parts;
use crate::{Store, StoreError};

/// Entries read at a time.
const PAGE: u64 = 4_096;
/// How often the ledger may have moved on meanwhile, while much was read, before what is there is taken as it is: everything
/// that was acknowledged before the first look is in it by then.
const ROUNDS: usize = 4;
/// When so many entries were missed that reading everybody anew is no slower.
const MISSED_MAX: u64 = 200_000;

impl Mirror {
    /// Brings the mirror up to the ledger's head, takes what was kept, or builds it.
    pub(super) fn follow(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.at.is_none()
            && let Some(kept) = store.kept_mirror()
        {
            *self = kept;
        }
        for _ in 0..ROUNDS {
            // What is put off changes nobody.
            let head = store.ledger().stored_size()?;
            match self.at {
                Some(at) if at >= head => return Ok(()),
                Some(at) if head - at < MISSED_MAX => {
                    self.catch_up(store, at, head)?;
                    self.at = Some(head);
                    if head - at < PAGE {
                        return Ok(());
                    }
                }
                _ => {
                    self.rebuild(store)?;
                    self.at = Some(head);
                }
            }
        }
        Ok(())
    }

    /// The same, and reads what was kept and not read yet.
    pub(super) fn follow_awake(&mut self, store: &Store) -> Result<(), StoreError> {
        self.follow(store)?;
        if self.wake() {
            return Ok(());
        }
        // What the bitmaps say was in the same file.
        let head = store.ledger().stored_size()?;
        self.rebuild(store)?;
        self.at = Some(head);
        self.follow(store)
    }

    fn rebuild(&mut self, store: &Store) -> Result<(), StoreError> {
        store.forget_kept();
        *self = Self::build(store)?;
        Ok(())
    }

    /// Reads those people anew whom the entries name.
    fn catch_up(&mut self, store: &Store, from: u64, to: u64) -> Result<(), StoreError> {
        let (mut named, mut sources) = (HashSet::new(), false);
        for from in (from..to).step_by(PAGE as usize) {
            for entry in store.ledger().stored_entries(from, to.min(from + PAGE))? {
                sources |= entry.event == Event::SourceAdded;
                named.extend(entry.subject.filter(|_| entry.event.changes()));
            }
        }
        if !named.is_empty() && !self.wake() {
            return self.rebuild(store);
        }
        let named: Vec<SubjectId> = named.into_iter().collect();
        let mut ordinals = store.ordinals(&named)?;
        let mut records = Vec::with_capacity(ordinals.len());
        load::some(&store.work, &mut ordinals, &mut |record| records.push(record))?;
        let needed = || records.iter().flat_map(|record| &record.facts).map(|fact| fact.terms.grounds);
        if sources || !needed().all(|grounds| self.grounds.knows(grounds)) {
            self.grounds.refresh(&store.work)?;
            self.grounds.fetch(&store.work, needed())?;
        }
        let mut scratch = Scratch::default();
        records.iter().for_each(|record| self.put(record, &mut scratch));
        Ok(())
    }

    /// Reads everybody, as of the ledger's head.
    pub(crate) fn read(store: &Store) -> Result<Self, StoreError> {
        let head = store.ledger().stored_size()?;
        let mut mirror = Self { at: Some(head), ..Self::build(store)? };
        mirror.follow(store)?;
        Ok(mirror)
    }

    fn build(store: &Store) -> Result<Self, StoreError> {
        let mut mirror = Self::default();
        mirror.grounds.refresh(&store.work)?;
        let end = load::highest(&store.work)?.saturating_add(1);
        let blocks = end.div_ceil(BLOCK);
        for part in read_all(&store.work, &mirror.grounds, end, blocks)? {
            mirror.columns.push(part.columns);
            mirror.index.merge(part.index);
            mirror.lists.push(part.block);
            mirror.totals.merge(part.totals);
        }
        mirror.index.optimise();
        Ok(mirror)
    }
}

/// What one thread has read.
struct Part {
    block: Block,
    columns: columns::Part,
    index: Index,
    totals: Totals,
}

/// Reads all blocks with several threads, and returns what they hold in their order.
fn read_all(work: &Db, grounds: &GroundsTable, end: u32, blocks: u32) -> Result<Vec<Part>, StoreError> {
    let read = |number: usize| {
        let from = (number as u32).saturating_mul(BLOCK);
        Part::read(work, grounds, from, end.min(from.saturating_add(BLOCK)))
    };
    in_parts(blocks as usize, || Ok(()), read)
}

impl Part {
    fn read(work: &Db, grounds: &GroundsTable, from: u32, to: u32) -> Result<Self, StoreError> {
        let (block, columns, index, totals) = Default::default();
        let (mut part, mut scratch) = (Self { block, columns, index, totals }, Scratch::default());
        let mut index = BlockIndex::new(from);
        load::range(work, from, to, &mut |mut record| {
            index::keys(&record, grounds, &mut scratch.keys);
            index.add(record.ordinal, &scratch.keys);
            scratch.pack(&record);
            part.totals.add(&record.facts, grounds);
            // Within the block, numbers begin at zero.
            record.ordinal -= from;
            part.block.put(record.ordinal, &scratch.bytes);
            part.columns.put(record.ordinal, &record);
        })?;
        part.columns.resize((to - from) as usize);
        part.index = index.finish();
        Ok(part)
    }
}
