//! Roots of subtrees of the ledger, for proofs. Sixteen neighbours are read at once and kept in memory: the ledger only
//! grows, so they never change, and those at its edge are read again when more of them are needed than there were.
//! Verifying the ledger reads everything from the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zgoda_ledger::{Frontier, Hash, Nodes, leaf_hash};

use crate::StoreError;
use crate::log::{ENTRIES, Ledger, STORED_LEVELS, SUBTREES, signed};
use crate::sql::Row;

/// Hashes in a block: as many as one stored level has for one of the next.
const IN_BLOCK: u64 = 16;
/// Blocks kept in memory, some 5 MB; when there are more, all are let go.
const BLOCKS_MAX: usize = 8_192;

/// Level, and place on the level.
type Place = (u8, u64);

/// Blocks that were read, each from its beginning.
#[derive(Default)]
pub(crate) struct Blocks(Mutex<HashMap<Place, Arc<[Hash]>>>);

impl Blocks {
    fn get(&self, place: Place) -> Option<Arc<[Hash]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    fn keep(&self, place: Place, block: &Arc<[Hash]>) {
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if blocks.len() >= BLOCKS_MAX {
            blocks.clear();
        }
        blocks.insert(place, Arc::clone(block));
    }
}

impl Ledger<'_> {
    /// The hashes of a block, of which so many are needed: without those that are not there yet.
    fn block(&self, level: u8, no: u64, needed: u64) -> Result<Arc<[Hash]>, StoreError> {
        if let Some(kept) = self.blocks.get((level, no)).filter(|kept| kept.len() as u64 >= needed) {
            return Ok(kept);
        }
        let from = no * IN_BLOCK;
        let (first, end) = (signed(from).into(), signed(from + IN_BLOCK).into());
        let mut hashes = Vec::with_capacity(IN_BLOCK as usize);
        let mut take = |row: &Row| {
            if row.get::<u64>(0)? == from + hashes.len() as u64 {
                hashes.push(if level == 0 { leaf_hash(row.bytes(1)?) } else { Hash(row.get(1)?) });
            }
            Ok::<_, StoreError>(())
        };
        if level == 0 {
            self.writer.settle()?;
            self.work.each(&ENTRIES, &[first, end], &mut take)?;
        } else {
            self.work.each(&SUBTREES, &[level.into(), first, end], &mut take)?;
        }
        let block = Arc::from(hashes);
        self.blocks.keep((level, no), &block);
        Ok(block)
    }
}

impl Nodes for Ledger<'_> {
    type Error = StoreError;

    fn node(&self, level: u8, index: u64) -> Result<Hash, StoreError> {
        let stored = STORED_LEVELS.into_iter().rfind(|stored| *stored <= level).unwrap_or(0);
        let (from, to) = (index << (level - stored), (index + 1) << (level - stored));
        let mut tree = Frontier::new();
        for no in from / IN_BLOCK..to.div_ceil(IN_BLOCK) {
            let begins = no * IN_BLOCK;
            let wanted = |(position, _): &(u64, &Hash)| (from..to).contains(position);
            let needed = IN_BLOCK.min(to - begins);
            (begins..)
                .zip(self.block(stored, no, needed)?.iter())
                .filter(wanted)
                .for_each(|(_, hash)| tree.append(*hash));
        }
        if tree.size() == to - from {
            Ok(tree.root())
        } else {
            Err(StoreError::LedgerDamaged(index << level))
        }
    }
}
