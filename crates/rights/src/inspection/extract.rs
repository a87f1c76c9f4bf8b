//! The extract of the ledger in a pack: neighbouring entries as they were hashed, or those of one person, and what proves
//! that they are the entries of these numbers in the signed state.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zgoda_ledger::{Checkpoint, Hash, leaf_hash, verify_inclusion, verify_range};

use super::manifest::PackError;

/// Entries of the ledger in a pack at most.
pub const EXTRACT_MAX: u64 = 1_000;
/// The file that holds the extract.
pub const FILE: &str = "25_log.json";

/// An extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// The number of the first entry.
    pub first: u64,
    /// The entries as they were hashed, in base64.
    pub leaves: Vec<String>,
    /// The roots of what lies beside them.
    pub beside: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    extract: Option<Extract>,
    singles: Option<Vec<Single>>,
}

/// One entry with its own way to the root. What is shown of one person is proved so, because the entries beside theirs are
/// about others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Single {
    /// The number of the entry.
    pub seq: u64,
    /// The entry as it was hashed, in base64.
    pub leaf: String,
    /// The hashes beside its way to the root, the lowest first.
    pub path: Vec<String>,
}

impl Single {
    /// Puts an entry and its way together.
    pub fn new(seq: u64, leaf: &[u8], path: &[Hash]) -> Self {
        Self { seq, leaf: STANDARD.encode(leaf), path: path.iter().map(Hash::to_base64).collect() }
    }

    fn is_proved(&self, checkpoint: &Checkpoint) -> Option<()> {
        let leaf = leaf_hash(&STANDARD.decode(&self.leaf).ok()?);
        let path: Vec<Hash> = self.path.iter().map(|text| Hash::from_base64(text)).collect::<Option<_>>()?;
        verify_inclusion(&leaf, self.seq, checkpoint.size, &path, &checkpoint.root).ok()
    }
}

impl Extract {
    /// Puts an extract together.
    pub fn new(first: u64, leaves: &[Vec<u8>], beside: &[Hash]) -> Self {
        Self {
            first,
            leaves: leaves.iter().map(|bytes| STANDARD.encode(bytes)).collect(),
            beside: beside.iter().map(|hash| hash.to_base64()).collect(),
        }
    }

    fn proves(&self, checkpoint: &Checkpoint) -> Option<u64> {
        if self.leaves.is_empty() {
            return (checkpoint.size == 0).then_some(0);
        }
        let hash = |text: &String| Some(leaf_hash(&STANDARD.decode(text).ok()?));
        let leaves: Vec<Hash> = self.leaves.iter().map(hash).collect::<Option<_>>()?;
        let beside: Vec<Hash> =
            self.beside.iter().map(|text| Hash::from_base64(text)).collect::<Option<_>>()?;
        verify_range(&leaves, self.first, checkpoint.size, &beside, &checkpoint.root).ok()?;
        Some(leaves.len() as u64)
    }
}

/// Checks the extract of a pack against its signed state. Returns how many entries it proves.
pub fn verify(files: &[(String, Vec<u8>)], checkpoint: &Checkpoint) -> Result<u64, PackError> {
    let found = files.iter().find(|(name, _)| name == FILE);
    let (_, bytes) = found.ok_or(PackError::Missing(FILE))?;
    let file: File = serde_json::from_slice(bytes).map_err(|_| PackError::Extract)?;
    let proved = match (file.data.extract, file.data.singles) {
        (Some(extract), None) => extract.proves(checkpoint),
        (None, Some(singles)) => singles
            .iter()
            .map(|single| single.is_proved(checkpoint))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.len() as u64),
        _ => None,
    };
    proved.ok_or(PackError::Extract)
}
