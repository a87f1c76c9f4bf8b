//! C2SP tlog-proof: one entry with its proof and a checkpoint, as a text that a person can keep and anybody can verify.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{
    Checkpoint, CheckpointError, Hash, InvalidProof, KeyError, Verifier, leaf_hash, verify_inclusion,
};

const HEADER: &str = "c2sp.org/tlog-proof@v1\n";
/// No tree is higher.
const PATH_LIMIT: usize = 48;

/// That an entry is in the log. Its text is a C2SP tlog-proof whose extra data is the entry itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The entry.
    pub entry: Vec<u8>,
    /// Its place in the log, from 0.
    pub index: u64,
    /// The inclusion proof.
    pub path: Vec<Hash>,
    /// The signed checkpoint, word for word.
    pub checkpoint: String,
}

/// Why a proof cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The verifier key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A line is not what it should be.
    #[error("line {line} of the proof is not what it should be")]
    Line {
        /// The line, from 1.
        line: usize,
    },
    /// The checkpoint cannot be believed.
    #[error("the checkpoint of the proof is not valid")]
    Checkpoint(#[source] CheckpointError),
    /// The entry is not in the log that the checkpoint is of.
    #[error("the proof is not valid")]
    Proof(#[from] InvalidProof),
}

impl Proof {
    /// The proof as text.
    pub fn to_text(&self) -> String {
        let mut text = HEADER.to_owned();
        text += &format!("extra {}\nindex {}\n", STANDARD.encode(&self.entry), self.index);
        for hash in &self.path {
            text += &hash.to_base64();
            text.push('\n');
        }
        text.push('\n');
        text + &self.checkpoint
    }

    /// Reads a proof, without verifying it.
    pub fn parse(text: &str) -> Result<Self, BundleError> {
        let at = |line| BundleError::Line { line };
        let rest = text.strip_prefix(HEADER).ok_or(at(1))?;
        let (extra, rest) = rest.split_once('\n').ok_or(at(2))?;
        let extra = extra.strip_prefix("extra ").ok_or(at(2))?;
        let entry = STANDARD.decode(extra).map_err(|_| at(2))?;
        let (digits, mut rest) = rest.split_once('\n').ok_or(at(3))?;
        let digits = digits.strip_prefix("index ").ok_or(at(3))?;
        let index: u64 = digits.parse().map_err(|_| at(3))?;
        if index.to_string() != digits {
            return Err(at(3));
        }
        let mut path = Vec::new();
        loop {
            let line = 4 + path.len();
            let (hash, after) = rest.split_once('\n').ok_or(at(line))?;
            rest = after;
            if hash.is_empty() {
                break;
            }
            path.push(Hash::from_base64(hash).filter(|_| path.len() < PATH_LIMIT).ok_or(at(line))?);
        }
        Ok(Self { entry, index, path, checkpoint: rest.to_owned() })
    }

    /// Verifies that the entry is in the log, and returns the checkpoint it is proved by.
    pub fn verify(&self, verifier: &Verifier) -> Result<Checkpoint, BundleError> {
        let checkpoint = verifier.verify(&self.checkpoint).map_err(BundleError::Checkpoint)?;
        let leaf = leaf_hash(&self.entry);
        verify_inclusion(&leaf, self.index, checkpoint.size, &self.path, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

/// Reads the text of a proof and verifies it against a verifier key obtained elsewhere. Returns what was proved and the
/// checkpoint it is proved by.
pub fn verify_proof_bundle(text: &str, vkey: &str) -> Result<(Proof, Checkpoint), BundleError> {
    let verifier = Verifier::from_vkey(vkey)?;
    let proof = Proof::parse(text)?;
    let checkpoint = proof.verify(&verifier)?;
    Ok((proof, checkpoint))
}
