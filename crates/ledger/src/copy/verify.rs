//! Verifying a copy from its first byte to its last.

use std::io::{self, Read};

use super::{CopyReader, Seal};
use crate::{Checkpoint, CheckpointError, Frontier, Hash, KeyError, Verifier};

/// Entries between two calls of the progress function.
const STEP: u64 = 1024;

/// What a sound copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Entries in the copy.
    pub entries: u64,
    /// Root of the tree over them, which is that of the checkpoint.
    pub root: Hash,
    /// The checkpoint, its signature verified.
    pub checkpoint: Checkpoint,
    /// The verifier key that it was verified with. Unless it was given as trusted, it is only the copy's own word.
    pub vkey: String,
}

/// What is wrong with a copy, and where. Entries and bytes are counted from 0.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CopyError {
    /// Something else than a copy.
    #[error("this is no copy of a ledger")]
    NotACopy,
    /// The end is missing.
    #[error("the copy is cut short at byte {byte}, in or before entry {entry}")]
    Truncated {
        /// The entry that was being read, or the number of entries if they are whole.
        entry: u64,
        /// Where the file ends.
        byte: u64,
    },
    /// An entry was changed.
    #[error("entry {entry} (at byte {byte}) was changed")]
    EntryDamaged {
        /// The entry.
        entry: u64,
        /// Where it begins.
        byte: u64,
    },
    /// The checkpoint or the verifier key is no text.
    #[error("the end of the copy (at byte {byte}) was changed")]
    SealDamaged {
        /// Where it begins.
        byte: u64,
    },
    /// There is more after the end.
    #[error("something follows the end of the copy at byte {byte}")]
    TrailingBytes {
        /// Where it begins.
        byte: u64,
    },
    /// The verifier key cannot be used.
    #[error("the verifier key is not valid")]
    Key(#[source] KeyError),
    /// The copy is signed by another key than the trusted one.
    #[error("the copy names another verifier key than the trusted one")]
    ForeignKey,
    /// The checkpoint cannot be believed.
    #[error("the checkpoint of the copy is not valid")]
    Checkpoint(#[source] CheckpointError),
    /// More or fewer entries than the checkpoint says.
    #[error("the checkpoint is over {signed} entries, the copy holds {found}")]
    CountDiffers {
        /// Entries by the checkpoint.
        signed: u64,
        /// Entries in the copy.
        found: u64,
    },
    /// Whole, and well formed, and not what was signed: entries were rewritten.
    #[error("the {entries} entries are not those that were signed: the root differs")]
    RootDiffers {
        /// Entries in the copy.
        entries: u64,
    },
    /// Reading failed.
    #[error("reading failed at byte {byte}")]
    Io {
        /// Bytes read before.
        byte: u64,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Verifies a copy: that it is whole, that every entry is under the root, and that the root was signed. With a trusted
/// key, by that key; without one, by the key the copy names. `on_progress` is told entries and bytes read so far.
pub fn verify_copy<R: Read>(
    reader: R,
    trusted_vkey: Option<&str>,
    mut on_progress: impl FnMut(u64, u64),
) -> Result<Report, CopyError> {
    let mut copy = CopyReader::new(reader)?;
    let mut frontier = Frontier::new();
    while let Some((_, leaf)) = copy.next_entry()? {
        frontier.append(leaf);
        if copy.entries().is_multiple_of(STEP) {
            on_progress(copy.entries(), copy.byte());
        }
    }
    on_progress(copy.entries(), copy.byte());
    verify_seal(&copy.finish()?, &frontier, trusted_vkey)
}

fn verify_seal(seal: &Seal, frontier: &Frontier, trusted: Option<&str>) -> Result<Report, CopyError> {
    let verifier = Verifier::from_vkey(&seal.vkey).map_err(CopyError::Key)?;
    if let Some(trusted) = trusted
        && Verifier::from_vkey(trusted).map_err(CopyError::Key)? != verifier
    {
        return Err(CopyError::ForeignKey);
    }
    let checkpoint = verifier.verify(&seal.checkpoint).map_err(CopyError::Checkpoint)?;
    let (entries, root) = (frontier.size(), frontier.root());
    if checkpoint.size != entries {
        return Err(CopyError::CountDiffers { signed: checkpoint.size, found: entries });
    }
    if checkpoint.root != root {
        return Err(CopyError::RootDiffers { entries });
    }
    Ok(Report { entries, root, checkpoint, vkey: seal.vkey.clone() })
}
