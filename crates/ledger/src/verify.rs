//! Verifying proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2), with nothing but hashes.

use crate::{Hash, empty_root, node_hash};

/// What is wrong with a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidProof {
    /// The entry or the old tree lies outside the tree.
    #[error("the proof is for a place outside the tree")]
    OutOfRange,
    /// Too few or too many hashes.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root")]
    RootDiffers,
    /// The hashes do not lead to the root of the old tree.
    #[error("the proof does not lead to the root of the old tree")]
    OldRootDiffers,
}

/// Verifies that `leaf` is at `index` in the tree of `size` entries with this root.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: &Hash,
) -> Result<(), InvalidProof> {
    if index >= size {
        return Err(InvalidProof::OutOfRange);
    }
    let (mut place, mut last) = (index, size - 1);
    let mut computed = *leaf;
    for beside in path {
        if last == 0 {
            return Err(InvalidProof::WrongLength);
        }
        if place & 1 == 1 || place == last {
            computed = node_hash(beside, &computed);
            // A right edge without siblings on these levels.
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            computed = node_hash(&computed, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last != 0 {
        Err(InvalidProof::WrongLength)
    } else if computed != *root {
        Err(InvalidProof::RootDiffers)
    } else {
        Ok(())
    }
}

/// Verifies that the tree of `new` entries begins with the tree of `old` entries.
pub fn verify_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    path: &[Hash],
) -> Result<(), InvalidProof> {
    if old > new {
        return Err(InvalidProof::OutOfRange);
    }
    if old == 0 || old == new {
        return verify_trivial(old, old_root, new, new_root, path);
    }
    // A whole old tree of a power of two is where the way begins; its root is not repeated in the proof.
    let (start, rest) = match path.split_first() {
        _ if old.is_power_of_two() => (old_root, path),
        Some((first, rest)) => (first, rest),
        None => return Err(InvalidProof::WrongLength),
    };
    let skipped = (old - 1).trailing_ones();
    let (mut place, mut last) = ((old - 1) >> skipped, (new - 1) >> skipped);
    let (mut old_computed, mut new_computed) = (*start, *start);
    for beside in rest {
        if last == 0 {
            return Err(InvalidProof::WrongLength);
        }
        if place & 1 == 1 || place == last {
            old_computed = node_hash(beside, &old_computed);
            new_computed = node_hash(beside, &new_computed);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            new_computed = node_hash(&new_computed, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last != 0 {
        Err(InvalidProof::WrongLength)
    } else if old_computed != *old_root {
        Err(InvalidProof::OldRootDiffers)
    } else if new_computed != *new_root {
        Err(InvalidProof::RootDiffers)
    } else {
        Ok(())
    }
}

/// Every tree begins with the empty tree, and with itself; neither needs a hash to show it.
fn verify_trivial(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    path: &[Hash],
) -> Result<(), InvalidProof> {
    if !path.is_empty() {
        Err(InvalidProof::WrongLength)
    } else if old == 0 && *old_root != empty_root() {
        Err(InvalidProof::OldRootDiffers)
    } else if old == new && old_root != new_root {
        Err(InvalidProof::RootDiffers)
    } else {
        Ok(())
    }
}
