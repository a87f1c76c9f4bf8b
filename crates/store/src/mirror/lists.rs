//! Everybody's lists in their compact form, in blocks of people: what changed is put behind, and a block with too much
//! left over is written anew.

use std::sync::Arc;

use crate::bytes::Input;

/// How many people stand in one block; as many as in one container of a bitmap.
pub(crate) const BLOCK: u32 = 1 << 16;

/// The lists of everybody, by number. Whoever holds a block keeps it as it was: what changes then goes to a copy.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    blocks: Vec<Arc<Block>>,
}

/// The lists of the people of one block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// Where each person's begin and how long they are.
    at: Vec<(u32, u32)>,
    bytes: Vec<u8>,
    /// Bytes that nobody points to any more.
    left_over: usize,
}

impl Lists {
    /// The compact form of a person's lists; empty for a number given to nobody.
    pub(crate) fn get(&self, ordinal: u32) -> &[u8] {
        self.blocks
            .get((ordinal / BLOCK) as usize)
            .map(|block| block.get(ordinal % BLOCK))
            .unwrap_or_default()
    }

    /// Puts a person's lists in the place of what was known.
    pub(crate) fn put(&mut self, ordinal: u32, bytes: &[u8]) {
        let block = (ordinal / BLOCK) as usize;
        if block >= self.blocks.len() {
            self.blocks.resize_with(block + 1, Arc::default);
        }
        if let Some(block) = self.blocks.get_mut(block) {
            Arc::make_mut(block).put(ordinal % BLOCK, bytes);
        }
    }

    /// Puts a whole block behind the others.
    pub(crate) fn push(&mut self, mut block: Block) {
        block.bytes.shrink_to_fit();
        block.at.shrink_to_fit();
        self.blocks.push(Arc::new(block));
    }

    /// The blocks as they are now.
    pub(super) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// The bytes it takes.
    pub(crate) fn memory(&self) -> usize {
        self.blocks.iter().map(|block| block.bytes.capacity() + block.at.capacity() * 8).sum()
    }
}

impl Block {
    fn get(&self, at: u32) -> &[u8] {
        let Some((start, length)) = self.at.get(at as usize) else { return &[] };
        self.bytes.get(*start as usize..(*start + *length) as usize).unwrap_or_default()
    }

    /// Puts the lists of the person with this number within the block.
    pub(crate) fn put(&mut self, at: u32, bytes: &[u8]) {
        if at as usize >= self.at.len() {
            self.at.resize(at as usize + 1, (0, 0));
        }
        let (start, length) = (self.bytes.len() as u32, bytes.len() as u32);
        self.bytes.extend(bytes);
        if let Some(place) = self.at.get_mut(at as usize) {
            self.left_over += place.1 as usize;
            *place = (start, length);
        }
        if self.left_over > self.bytes.len() / 2 {
            self.tidy();
        }
    }

    /// The lengths of the lists of so many people, four bytes each, and the lists, without what is left over.
    pub(super) fn encode(&self, people: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(people as usize * 4 + self.bytes.len() - self.left_over);
        out.extend((0..people).flat_map(|at| (self.get(at).len() as u32).to_le_bytes()));
        (0..people).for_each(|at| out.extend(self.get(at)));
        out
    }

    /// Reads what [`encode`](Self::encode) wrote of so many people.
    pub(super) fn decode(mut bytes: Vec<u8>, people: u32) -> Option<Self> {
        let head = people as usize * 4;
        let (lengths, _) = Input(&bytes).take(head)?.as_chunks();
        let mut next = 0_u32;
        let place = |length: &[u8; 4]| {
            let (start, length) = (next, u32::from_le_bytes(*length));
            next = next.checked_add(length)?;
            Some((start, length))
        };
        let at = lengths.iter().map(place).collect::<Option<Vec<_>>>()?;
        bytes.drain(..head);
        (bytes.len() == next as usize).then_some(Self { at, bytes, left_over: 0 })
    }

    /// Writes the block anew, without what is left over.
    fn tidy(&mut self) {
        let mut bytes = Vec::with_capacity(self.bytes.len() - self.left_over);
        for (start, length) in &mut self.at {
            let held = self.bytes.get(*start as usize..(*start + *length) as usize).unwrap_or_default();
            *start = bytes.len() as u32;
            bytes.extend(held);
        }
        (self.bytes, self.left_over) = (bytes, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn what_was_put_last_is_what_stands(
            puts in proptest::collection::vec((0_u32..40, proptest::collection::vec(any::<u8>(), 0..30)), 0..200)
        ) {
            let (mut lists, mut known) = (Lists::default(), HashMap::new());
            for (place, bytes) in puts {
                // A few places in each of three blocks.
                let ordinal = place % 3 * BLOCK + place;
                lists.put(ordinal, &bytes);
                known.insert(ordinal, bytes);
            }
            for (ordinal, bytes) in &known {
                prop_assert_eq!(lists.get(*ordinal), bytes.as_slice());
            }
            let live: usize = known.values().map(Vec::len).sum();
            let kept: usize = lists.blocks.iter().map(|block| block.bytes.len()).sum();
            prop_assert!(kept <= 2 * live + 64, "{} bytes kept for {}", kept, live);
        }
    }
}
