//! The manifest of a pack: what is in it, by which law it was made, at which state of the ledger; signed by the key of
//! the ledger. Whoever has the pack and the key can check it anywhere, without a database.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zgoda_law::PackDigest;
use zgoda_ledger::{Checkpoint, Verifier};

use super::archive;

/// The format of the pack, under which its manifest is signed.
pub const FORMAT: &str = "evidence/1";
/// The manifest.
pub const MANIFEST: &str = "manifest.json";
/// The signature of the manifest.
pub const SIGNATURE: &str = "manifest.sig";

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// How many bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// What stands about a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The format.
    pub format: String,
    /// The controller.
    pub controller: String,
    /// The moment whose state it shows.
    pub at: Timestamp,
    /// When it was made.
    pub made_at: Timestamp,
    /// Its language.
    pub lang: String,
    /// `all`, or the pseudonym of the one person it is about.
    pub scope: String,
    /// The files of the law it was made by.
    pub law: Vec<PackDigest>,
    /// The state of the ledger, signed.
    pub checkpoint: String,
    /// The key that checks both signatures.
    pub vkey: String,
    /// The files.
    pub files: Vec<FileEntry>,
}

/// Why a pack cannot be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The container.
    #[error(transparent)]
    Archive(#[from] archive::ArchiveError),
    /// A file that must be there is not.
    #[error("the pack has no {0}")]
    Missing(&'static str),
    /// The manifest cannot be read.
    #[error("the manifest cannot be read")]
    Manifest,
    /// The signature of the manifest or of the checkpoint.
    #[error("the signature does not hold")]
    Signature,
    /// It is signed by another key than the one that was given.
    #[error("the pack is signed by another key than the one given")]
    ForeignKey,
    /// A file is not as the manifest has it, or is not in it.
    #[error("the file {0} is not as the manifest has it")]
    File(String),
    /// The extract of the ledger does not fit the signed state.
    #[error("the extract of the ledger does not fit its signed state")]
    Extract,
}

/// A pack that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Its manifest.
    pub manifest: Manifest,
    /// The signed state of the ledger.
    pub checkpoint: Checkpoint,
    /// Entries of the ledger that are proved to be in that state.
    pub proved: u64,
}

impl FileEntry {
    /// What the manifest says of a file.
    pub fn of(name: &str, content: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: content.len() as u64, sha256: digest(content) }
    }
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Checks a pack: its container, every file, both signatures, and the extract of the ledger.
///
/// # Errors
/// The first thing that does not hold. Without a `key` the pack's own is believed.
pub fn verify(bytes: &[u8], key: Option<&str>) -> Result<Verified, PackError> {
    let files = archive::read(bytes)?;
    let find = |name: &'static str| {
        let found = files.iter().find(|(known, _)| known == name);
        found.map(|(_, content)| content.as_slice()).ok_or(PackError::Missing(name))
    };
    let (written, note) = (find(MANIFEST)?, find(SIGNATURE)?);
    let manifest: Manifest = serde_json::from_slice(written).map_err(|_| PackError::Manifest)?;
    if manifest.format != FORMAT {
        return Err(PackError::Manifest);
    }
    if key.is_some_and(|key| key.trim() != manifest.vkey) {
        return Err(PackError::ForeignKey);
    }
    let verifier = Verifier::from_vkey(&manifest.vkey).map_err(|_| PackError::Signature)?;
    let note = std::str::from_utf8(note).map_err(|_| PackError::Signature)?;
    let signed = verifier.vouched(FORMAT, note).map_err(|_| PackError::Signature)?;
    if hex::encode(signed) != digest(written) {
        return Err(PackError::Signature);
    }
    let checkpoint = verifier.verify(&manifest.checkpoint).map_err(|_| PackError::Signature)?;
    let mut left: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if left.len() != files.len() {
        return Err(PackError::Manifest);
    }
    left.retain(|name| ![MANIFEST, SIGNATURE].contains(name));
    for entry in &manifest.files {
        let content = files.iter().find(|(name, _)| *name == entry.name).map(|(_, content)| content);
        let fits = content.is_some_and(|content| FileEntry::of(&entry.name, content) == *entry);
        if !fits || !left.remove(entry.name.as_str()) {
            return Err(PackError::File(entry.name.clone()));
        }
    }
    if let Some(stranger) = left.first() {
        return Err(PackError::File((*stranger).to_owned()));
    }
    let proved = super::extract::verify(&files, &checkpoint)?;
    Ok(Verified { manifest, checkpoint, proved })
}
