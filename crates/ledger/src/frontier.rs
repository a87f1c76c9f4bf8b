//! The right edge of the tree: all that appending needs, in at most 48 hashes.

use crate::{Hash, empty_root, node_hash};

/// No log is larger than this many entries: 2^48.
pub const SIZE_LIMIT: u64 = 1 << 48;

/// The roots of the perfect subtrees that a tree consists of, from the largest (left) to the smallest: one for each bit
/// that is set in its size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

/// The parts do not make a frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrontierError {
    /// The number of hashes does not fit the size.
    #[error("a tree of {size} entries has {expected} hashes on its right edge, not {found}")]
    HashCount {
        /// Entries in the tree.
        size: u64,
        /// Hashes there should be.
        expected: usize,
        /// Hashes there are.
        found: usize,
    },
    /// More entries than [`SIZE_LIMIT`].
    #[error("a tree of {size} entries is larger than any log")]
    TooLarge {
        /// Entries in the tree.
        size: u64,
    },
    /// The bytes are not a size and whole hashes.
    #[error("the bytes are no encoded right edge")]
    Malformed,
}

impl Frontier {
    /// The empty tree.
    pub const fn new() -> Self {
        Self { size: 0, roots: Vec::new() }
    }

    /// Puts a stored frontier together again; the hashes from the largest subtree to the smallest.
    pub fn from_parts(size: u64, roots: Vec<Hash>) -> Result<Self, FrontierError> {
        let (expected, found) = (size.count_ones() as usize, roots.len());
        if size > SIZE_LIMIT {
            Err(FrontierError::TooLarge { size })
        } else if expected != found {
            Err(FrontierError::HashCount { size, expected, found })
        } else {
            Ok(Self { size, roots })
        }
    }

    /// Appends a leaf.
    pub fn append(&mut self, leaf: Hash) {
        self.append_with(leaf, |_, _, _| {});
    }

    /// Appends a leaf and reports every subtree that is perfect from now on, as (level, index, root), the leaf itself
    /// (level 0) first: what a store keeps in order to serve as [`Nodes`](crate::Nodes).
    pub fn append_with(&mut self, leaf: Hash, mut completed: impl FnMut(u8, u64, Hash)) {
        completed(0, self.size, leaf);
        let mut root = leaf;
        let mut level = 0;
        // Like a carry in binary addition: a subtree as large as the new one merges with it.
        while (self.size >> level) & 1 == 1 {
            let Some(left) = self.roots.pop() else { break };
            root = node_hash(&left, &root);
            level += 1;
            completed(level, self.size >> level, root);
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// Entries in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes, from the largest subtree to the smallest.
    pub fn hashes(&self) -> &[Hash] {
        &self.roots
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let folded = self.roots.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        folded.unwrap_or_else(empty_root)
    }

    /// The frontier as bytes: the size (8, big-endian), then the hashes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        self.roots.iter().for_each(|root| bytes.extend_from_slice(&root.0));
        bytes
    }

    /// Reads what [`Frontier::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (size, rest) = bytes.split_first_chunk().ok_or(FrontierError::Malformed)?;
        let (roots, []) = rest.as_chunks() else { return Err(FrontierError::Malformed) };
        Self::from_parts(u64::from_be_bytes(*size), roots.iter().copied().map(Hash).collect())
    }
}
