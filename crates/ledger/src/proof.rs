//! Making proofs (RFC 9162 sections 2.1.3.1 and 2.1.4.1) from the roots of perfect subtrees.

use std::ops::Range;

use crate::{Hash, empty_root, node_hash};

/// Where the roots of perfect subtrees are kept.
pub trait Nodes {
    /// Why a node cannot be read.
    type Error;

    /// The root of the perfect subtree over the 2^`level` leaves from `index` · 2^`level` on.
    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error>;
}

/// Why a proof cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError<E> {
    /// No such entry, or no such size.
    #[error("there is no proof for {position} in a tree of {size} entries")]
    OutOfRange {
        /// The index or old size asked for.
        position: u64,
        /// Entries in the tree.
        size: u64,
    },
    /// A node cannot be read.
    #[error("a node of the tree cannot be read")]
    Nodes(#[source] E),
}

/// Proves that the entry at `index` is in the tree of `size` entries: the hashes beside its way to the root, the lowest
/// first.
pub fn inclusion_proof<N: Nodes>(
    nodes: &N,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, ProofError<N::Error>> {
    if index >= size {
        return Err(ProofError::OutOfRange { position: index, size });
    }
    let mut path = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = split(&tree);
        let (way, beside) = if index < middle {
            (tree.start..middle, middle..tree.end)
        } else {
            (middle..tree.end, tree.start..middle)
        };
        path.push(subtree_root(nodes, beside)?);
        tree = way;
    }
    path.reverse();
    Ok(path)
}

/// Proves that the tree of `new` entries begins with the tree of `old` entries.
pub fn consistency_proof<N: Nodes>(nodes: &N, old: u64, new: u64) -> Result<Vec<Hash>, ProofError<N::Error>> {
    if old > new {
        return Err(ProofError::OutOfRange { position: old, size: new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut path = Vec::new();
    let mut tree = 0..new;
    // Down the right edge of the old tree, until a subtree is wholly old.
    while tree.end > old {
        let middle = split(&tree);
        let (way, beside) = if old <= middle {
            (tree.start..middle, middle..tree.end)
        } else {
            (middle..tree.end, tree.start..middle)
        };
        path.push(subtree_root(nodes, beside)?);
        tree = way;
    }
    // A subtree that is the whole old tree is known to the verifier: its root is the old root.
    if tree.start != 0 {
        path.push(subtree_root(nodes, tree)?);
    }
    path.reverse();
    Ok(path)
}

/// The root of the tree of `size` entries.
pub fn tree_root<N: Nodes>(nodes: &N, size: u64) -> Result<Hash, N::Error> {
    if size == 0 { Ok(empty_root()) } else { range_root(nodes, 0..size) }
}

pub(crate) fn subtree_root<N: Nodes>(nodes: &N, leaves: Range<u64>) -> Result<Hash, ProofError<N::Error>> {
    range_root(nodes, leaves).map_err(ProofError::Nodes)
}

/// The root over a range that begins at a multiple of the largest power of two within its length.
fn range_root<N: Nodes>(nodes: &N, leaves: Range<u64>) -> Result<Hash, N::Error> {
    let length = leaves.end - leaves.start;
    if length.is_power_of_two() {
        // A power of two of 64 bits has at most 63 trailing zeros.
        let level = length.trailing_zeros() as u8;
        return nodes.node(level, leaves.start >> level);
    }
    let middle = split(&leaves);
    let left = range_root(nodes, leaves.start..middle)?;
    let right = range_root(nodes, middle..leaves.end)?;
    Ok(node_hash(&left, &right))
}

/// Where a tree of two or more leaves parts: after the largest power of two smaller than their number.
pub(crate) fn split(leaves: &Range<u64>) -> u64 {
    let last = leaves.end - leaves.start - 1;
    leaves.start + (1 << last.ilog2())
}

/// Leaf hashes in memory as [`Nodes`], computed anew for each node: for small logs and for tests.
#[derive(Debug, Clone, Copy)]
pub struct Leaves<'a>(pub &'a [Hash]);

/// A node over leaves that are not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no node {index} on level {level}")]
pub struct NoSuchNode {
    /// Level, leaves being 0.
    pub level: u8,
    /// Position on the level.
    pub index: u64,
}

impl Nodes for Leaves<'_> {
    type Error = NoSuchNode;

    fn node(&self, level: u8, index: u64) -> Result<Hash, NoSuchNode> {
        let missing = NoSuchNode { level, index };
        let width = 1u64.checked_shl(level.into()).ok_or(missing)?;
        let start = index.checked_mul(width).ok_or(missing)?;
        let end = start.checked_add(width).ok_or(missing)?;
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok()).ok_or(missing)?;
        let mut roots = self.0.get(range.0..range.1).ok_or(missing)?.to_vec();
        while roots.len() > 1 {
            let (pairs, _) = roots.as_chunks();
            roots = pairs.iter().map(|[left, right]| node_hash(left, right)).collect();
        }
        roots.first().copied().ok_or(missing)
    }
}
