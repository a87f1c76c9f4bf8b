//! The tree: published vectors, and every size up to 200.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use zgoda_ledger::{
    Frontier, FrontierError, Hash, InvalidProof, Leaves, Nodes, ProofError, consistency_proof, empty_root,
    inclusion_proof, leaf_hash, node_hash, range_proof, tree_root, verify_consistency, verify_inclusion,
    verify_range,
};

const SIZES: u64 = 200;

/// The entries of the reference tests of Certificate Transparency, in hexadecimal.
const ENTRIES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The root of the first one, two, … of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// (index, size, inclusion proof) as published.
const INCLUSION: [(u64, u64, &[&str]); 2] = [
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

/// (old, new, consistency proof) as published.
const CONSISTENCY: [(u64, u64, &[&str]); 2] = [
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap();
    (0..hexadecimal.len()).step_by(2).map(digit).collect()
}

fn hash(hexadecimal: &str) -> Hash {
    Hash(bytes(hexadecimal).try_into().unwrap())
}

fn published_leaves() -> Vec<Hash> {
    ENTRIES.iter().map(|entry| leaf_hash(&bytes(entry))).collect()
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

/// The definition of the Merkle tree hash in RFC 6962 section 2.1, word for word.
fn defined_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&defined_root(left), &defined_root(right))
        }
    }
}

/// Nodes kept as a store keeps them: each written once, when its subtree was complete.
#[derive(Default)]
struct Kept(BTreeMap<(u8, u64), Hash>);

impl Kept {
    fn of(leaves: &[Hash]) -> Self {
        let (mut kept, mut frontier) = (Self::default(), Frontier::new());
        for leaf in leaves {
            frontier.append_with(*leaf, |level, index, root| {
                assert_eq!(kept.0.insert((level, index), root), None);
            });
        }
        kept
    }
}

impl Nodes for Kept {
    type Error = (u8, u64);

    fn node(&self, level: u8, index: u64) -> Result<Hash, (u8, u64)> {
        self.0.get(&(level, index)).copied().ok_or((level, index))
    }
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut bytes = hash.0;
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    Hash(bytes)
}

#[test]
fn the_roots_are_the_published_ones() {
    assert_eq!(empty_root().to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(Frontier::new().root(), empty_root());
    let mut frontier = Frontier::new();
    for (leaf, root) in published_leaves().into_iter().zip(ROOTS) {
        frontier.append(leaf);
        assert_eq!(frontier.root().to_string(), root);
    }
}

#[test]
fn the_proofs_are_the_published_ones() {
    let leaves = published_leaves();
    for (index, size, path) in INCLUSION {
        let path: Vec<Hash> = path.iter().map(|text| hash(text)).collect();
        assert_eq!(inclusion_proof(&Leaves(&leaves), index, size).unwrap(), path);
    }
    for (old, new, path) in CONSISTENCY {
        let path: Vec<Hash> = path.iter().map(|text| hash(text)).collect();
        assert_eq!(consistency_proof(&Leaves(&leaves), old, new).unwrap(), path);
    }
}

#[test]
fn the_root_of_every_size_is_the_defined_one() {
    let leaves = leaves(SIZES);
    let mut frontier = Frontier::new();
    for size in 0..=leaves.len() {
        let defined = defined_root(&leaves[..size]);
        assert_eq!(frontier.root(), defined);
        assert_eq!(tree_root(&Leaves(&leaves), size as u64).unwrap(), defined);
        leaves.get(size).into_iter().for_each(|leaf| frontier.append(*leaf));
    }
}

#[test]
fn every_entry_of_every_size_is_proved() {
    let leaves = leaves(SIZES);
    let kept = Kept::of(&leaves);
    for size in 1..=SIZES {
        let root = defined_root(&leaves[..size as usize]);
        for index in 0..size {
            let leaf = leaves[index as usize];
            let path = inclusion_proof(&kept, index, size).unwrap();
            verify_inclusion(&leaf, index, size, &path, &root).unwrap();
            let elsewhere = (index + 1) % size;
            assert!(size == 1 || verify_inclusion(&leaf, elsewhere, size, &path, &root).is_err());
        }
    }
}

#[test]
fn all_neighbours_of_every_size_are_proved_together() {
    let leaves = leaves(40);
    let kept = Kept::of(&leaves);
    for size in 1..=40 {
        let root = defined_root(&leaves[..size as usize]);
        for (first, end) in (0..size).flat_map(|first| (first + 1..=size).map(move |end| (first, end))) {
            let beside = range_proof(&kept, first..end, size).unwrap();
            let proved = &leaves[first as usize..end as usize];
            assert_eq!(verify_range(proved, first, size, &beside, &root), Ok(()));
            assert!(beside.len() <= 2 * size.ilog2() as usize + 1);
            let shorter = &proved[1..];
            assert!(verify_range(shorter, first + 1, size, &beside, &root).is_err());
            let longer = [&beside[..], &[root]].concat();
            assert_eq!(verify_range(proved, first, size, &longer, &root), Err(InvalidProof::WrongLength));
        }
    }
}

#[test]
fn every_tree_is_proved_to_begin_with_every_older_one() {
    let leaves = leaves(SIZES);
    let kept = Kept::of(&leaves);
    let roots: Vec<Hash> = (0..=leaves.len()).map(|size| defined_root(&leaves[..size])).collect();
    for new in 0..=SIZES {
        for old in 0..=new {
            let (old_root, new_root) = (roots[old as usize], roots[new as usize]);
            let path = consistency_proof(&kept, old, new).unwrap();
            verify_consistency(old, &old_root, new, &new_root, &path).unwrap();
            let rewritten = flipped(old_root, (old + new) as usize % 256);
            assert!(verify_consistency(old, &rewritten, new, &new_root, &path).is_err());
        }
    }
}

#[test]
fn a_proof_of_the_wrong_length_is_refused() {
    let leaves = leaves(SIZES);
    for size in 1..=SIZES {
        let root = defined_root(&leaves[..size as usize]);
        for index in [0, size / 2, size - 1] {
            let leaf = leaves[index as usize];
            let mut path = inclusion_proof(&Leaves(&leaves), index, size).unwrap();
            path.push(root);
            let long = verify_inclusion(&leaf, index, size, &path, &root);
            assert_eq!(long, Err(InvalidProof::WrongLength));
            path.truncate(path.len().saturating_sub(2));
            assert!(size == 1 || verify_inclusion(&leaf, index, size, &path, &root).is_err());
        }
    }
}

#[test]
fn what_is_outside_the_tree_is_neither_proved_nor_verified() {
    let leaves = leaves(8);
    let outside = Err(ProofError::OutOfRange { position: 8, size: 8 });
    assert_eq!(inclusion_proof(&Leaves(&leaves), 8, 8), outside);
    assert!(consistency_proof(&Leaves(&leaves), 9, 8).is_err());
    assert!(matches!(inclusion_proof(&Leaves(&leaves), 0, 9), Err(ProofError::Nodes(_))));
    let root = defined_root(&leaves);
    assert_eq!(verify_inclusion(&leaves[0], 8, 8, &[], &root), Err(InvalidProof::OutOfRange));
    assert_eq!(verify_consistency(9, &root, 8, &root, &[]), Err(InvalidProof::OutOfRange));
    for nothing in [8..9, 3..3, 0..u64::MAX] {
        assert!(range_proof(&Leaves(&leaves), nothing, 8).is_err());
    }
    for (given, first) in [(1, 8), (8, 1), (0, 3), (1, u64::MAX)] {
        assert_eq!(verify_range(&leaves[..given], first, 8, &[], &root), Err(InvalidProof::OutOfRange));
    }
    assert!(Leaves(&leaves).node(64, 0).is_err() && Leaves(&leaves).node(1, u64::MAX).is_err());
}

#[test]
fn appending_reports_every_perfect_subtree_once() {
    let leaves = leaves(SIZES);
    let Kept(reported) = Kept::of(&leaves);
    for (&(level, index), root) in &reported {
        assert_eq!(Leaves(&leaves).node(level, index).as_ref(), Ok(root));
    }
    let perfect: u64 = (0..64).map(|level| SIZES >> level).sum();
    assert_eq!(reported.len() as u64, perfect);
}

#[test]
fn a_frontier_is_stored_and_read_back() {
    let mut frontier = Frontier::new();
    for leaf in leaves(SIZES) {
        assert_eq!(Frontier::decode(&frontier.encode()).as_ref(), Ok(&frontier));
        let parts = Frontier::from_parts(frontier.size(), frontier.hashes().to_vec());
        assert_eq!(parts.as_ref(), Ok(&frontier));
        frontier.append(leaf);
    }
    let short = Frontier::from_parts(3, vec![empty_root()]);
    assert_eq!(short, Err(FrontierError::HashCount { size: 3, expected: 2, found: 1 }));
    let large = Frontier::from_parts(1 << 60, vec![empty_root()]);
    assert_eq!(large, Err(FrontierError::TooLarge { size: 1 << 60 }));
}

proptest! {
    #[test]
    fn a_flipped_bit_in_an_inclusion_proof_is_found(size in 1..SIZES, place: u64, at: usize, bit in 0..256usize) {
        let leaves = leaves(size);
        let (index, root) = (place % size, defined_root(&leaves));
        let leaf = leaves[index as usize];
        let mut path = inclusion_proof(&Leaves(&leaves), index, size).unwrap();
        prop_assert!(verify_inclusion(&flipped(leaf, bit), index, size, &path, &root).is_err());
        prop_assert!(verify_inclusion(&leaf, index, size, &path, &flipped(root, bit)).is_err());
        if !path.is_empty() {
            let at = at % path.len();
            path[at] = flipped(path[at], bit);
            prop_assert!(verify_inclusion(&leaf, index, size, &path, &root).is_err());
        }
    }

    #[test]
    fn a_flipped_bit_in_a_proof_of_neighbours_is_found(
        size in 2..SIZES, place: u64, length: u64, at: usize, bit in 0..256usize,
    ) {
        let leaves = leaves(size);
        let first = place % size;
        let end = first + 1 + length % (size - first);
        let root = defined_root(&leaves);
        let mut proved = leaves[first as usize..end as usize].to_vec();
        let mut beside = range_proof(&Leaves(&leaves), first..end, size).unwrap();
        let at = at % (proved.len() + beside.len());
        let touched = proved.iter_mut().chain(&mut beside).nth(at).unwrap();
        *touched = flipped(*touched, bit);
        prop_assert_eq!(verify_range(&proved, first, size, &beside, &root), Err(InvalidProof::RootDiffers));
    }

    #[test]
    fn a_flipped_bit_in_a_consistency_proof_is_found(new in 1..SIZES, old: u64, at: usize, bit in 0..256usize) {
        let leaves = leaves(new);
        let old = old % new;
        let (old_root, new_root) = (defined_root(&leaves[..old as usize]), defined_root(&leaves));
        let mut path = consistency_proof(&Leaves(&leaves), old, new).unwrap();
        prop_assert!(old == 0 || verify_consistency(old, &old_root, new, &flipped(new_root, bit), &path).is_err());
        if !path.is_empty() {
            let at = at % path.len();
            path[at] = flipped(path[at], bit);
            prop_assert!(verify_consistency(old, &old_root, new, &new_root, &path).is_err());
        }
    }

    #[test]
    fn arbitrary_proofs_are_judged_without_panicking(
        (place, size, other) in any::<(u64, u64, u64)>(),
        path in prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..70),
    ) {
        let root = empty_root();
        prop_assert!(verify_inclusion(&root, place, size, &path, &root).is_err());
        prop_assert!(verify_range(&path, place, size, &path, &root).is_err());
        let _ = verify_consistency(place, &root, other, &root, &path);
    }

    #[test]
    fn an_arbitrary_frontier_is_read_without_panicking(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(frontier) = Frontier::decode(&bytes) {
            prop_assert_eq!(frontier.encode(), bytes);
        }
    }
}
