//! One proof for neighbouring entries: the roots of what lies beside them, from left to right. It is as long as two
//! inclusion proofs, however many entries it is for.

use std::ops::Range;

use crate::proof::{split, subtree_root};
use crate::{Hash, InvalidProof, Nodes, ProofError, node_hash};

/// Proves that the entries of these numbers, of which there is at least one, are in the tree of `size` entries.
pub fn range_proof<N: Nodes>(
    nodes: &N,
    entries: Range<u64>,
    size: u64,
) -> Result<Vec<Hash>, ProofError<N::Error>> {
    if entries.is_empty() || entries.end > size {
        return Err(ProofError::OutOfRange { position: entries.start.max(entries.end), size });
    }
    let mut beside = Vec::new();
    gather(nodes, 0..size, &entries, &mut beside)?;
    Ok(beside)
}

fn gather<N: Nodes>(
    nodes: &N,
    tree: Range<u64>,
    entries: &Range<u64>,
    beside: &mut Vec<Hash>,
) -> Result<(), ProofError<N::Error>> {
    match Overlap::of(&tree, entries) {
        Overlap::Whole => Ok(()),
        Overlap::None => {
            beside.push(subtree_root(nodes, tree)?);
            Ok(())
        }
        Overlap::Part => {
            let middle = split(&tree);
            gather(nodes, tree.start..middle, entries, beside)?;
            gather(nodes, middle..tree.end, entries, beside)
        }
    }
}

/// Verifies that `leaves` are the entries from number `first` on in the tree of `size` entries with this root.
pub fn verify_range(
    leaves: &[Hash],
    first: u64,
    size: u64,
    beside: &[Hash],
    root: &Hash,
) -> Result<(), InvalidProof> {
    let entries = first..first.checked_add(leaves.len() as u64).ok_or(InvalidProof::OutOfRange)?;
    if entries.is_empty() || entries.end > size {
        return Err(InvalidProof::OutOfRange);
    }
    let (mut leaves, mut beside) = (leaves.iter(), beside.iter());
    let computed = combine(0..size, &entries, &mut leaves, &mut beside)?;
    if beside.next().is_some() {
        Err(InvalidProof::WrongLength)
    } else if computed != *root {
        Err(InvalidProof::RootDiffers)
    } else {
        Ok(())
    }
}

fn combine<'h>(
    tree: Range<u64>,
    entries: &Range<u64>,
    leaves: &mut impl Iterator<Item = &'h Hash>,
    beside: &mut impl Iterator<Item = &'h Hash>,
) -> Result<Hash, InvalidProof> {
    let given = match Overlap::of(&tree, entries) {
        Overlap::None => beside.next(),
        Overlap::Whole if tree.end - tree.start == 1 => leaves.next(),
        Overlap::Whole | Overlap::Part => {
            let middle = split(&tree);
            let left = combine(tree.start..middle, entries, leaves, beside)?;
            let right = combine(middle..tree.end, entries, leaves, beside)?;
            return Ok(node_hash(&left, &right));
        }
    };
    given.copied().ok_or(InvalidProof::WrongLength)
}

/// How much of a subtree is among the entries.
enum Overlap {
    None,
    Part,
    Whole,
}

impl Overlap {
    fn of(tree: &Range<u64>, entries: &Range<u64>) -> Self {
        if tree.end <= entries.start || entries.end <= tree.start {
            Self::None
        } else if entries.start <= tree.start && tree.end <= entries.end {
            Self::Whole
        } else {
            Self::Part
        }
    }
}
