//! The ledger: an append-only Merkle log whose entries are bytes to it. It knows nothing of what they mean.
//!
//! | what | by |
//! |---|---|
//! | tree | RFC 6962, SHA-256: [`leaf_hash`], [`node_hash`], [`Frontier`] |
//! | proofs | RFC 9162 section 2.1: [`inclusion_proof`], [`consistency_proof`] and their verifiers |
//! | proofs for neighbours | [`range_proof`], [`verify_range`] |
//! | signatures | C2SP signed-note and tlog-checkpoint, Ed25519: [`Signer`], [`Verifier`] |
//! | a proof for keeping | C2SP tlog-proof: [`Proof`], [`verify_proof_bundle`] |
//! | the whole log in one file | [`CopyWriter`], [`CopyReader`], [`verify_copy`] |
//!
//! Every verifier is pure and needs no database.

mod bundle;
mod checkpoint;
mod copy;
mod frontier;
mod hash;
mod note;
mod proof;
mod range;
mod verify;

pub use bundle::{BundleError, Proof, verify_proof_bundle};
pub use checkpoint::{Checkpoint, CheckpointError, Signer, Verifier};
pub use copy::{CopyError, CopyReader, CopyWriter, ENTRY_LIMIT, Report, Seal, verify_copy};
pub use frontier::{Frontier, FrontierError, SIZE_LIMIT};
pub use hash::{Hash, empty_root, leaf_hash, node_hash};
pub use note::{KeyError, NoteError};
pub use proof::{Leaves, NoSuchNode, Nodes, ProofError, consistency_proof, inclusion_proof, tree_root};
pub use range::{range_proof, verify_range};
pub use verify::{InvalidProof, verify_consistency, verify_inclusion};
