//! A copy of the whole ledger in one file that needs no database.
//!
//! | bytes | what |
//! |---|---|
//! | 22 | `zgoda ledger copy v1` and two line ends |
//! | for each entry: 4 + n + 8 | length n, the entry, the first 8 bytes of its leaf hash |
//! | 4 | 0xFFFFFFFF: no more entries |
//! | 4 + n | length n, the signed checkpoint |
//! | 4 + n | length n, the verifier key |
//!
//! Lengths are big-endian. The 8 bytes prove nothing, the root does; they tell *which* entry a worn disk has changed.

mod reader;
mod verify;

use std::io::{self, Write};

use crate::{Hash, leaf_hash};

pub use reader::{CopyReader, Seal};
pub use verify::{CopyError, Report, verify_copy};

/// The longest entry in bytes.
pub const ENTRY_LIMIT: usize = 1 << 24;

const MAGIC: &[u8; 22] = b"zgoda ledger copy v1\n\n";
const END: u32 = u32::MAX;
/// The longest checkpoint or verifier key in bytes.
const SEAL_LIMIT: usize = 1 << 16;

/// Writes a copy, entry by entry. Give it a buffered writer.
pub struct CopyWriter<W: Write>(W);

impl<W: Write> CopyWriter<W> {
    /// Begins a copy.
    pub fn new(mut to: W) -> io::Result<Self> {
        to.write_all(MAGIC)?;
        Ok(Self(to))
    }

    /// Writes the next entry. One longer than [`ENTRY_LIMIT`] is [`io::ErrorKind::InvalidInput`].
    pub fn entry(&mut self, entry: &[u8]) -> io::Result<()> {
        self.block(entry, ENTRY_LIMIT)?;
        self.0.write_all(&check(&leaf_hash(entry)))
    }

    /// Ends the copy with the checkpoint over exactly the entries written, and the key that verifies it. Flushes, and
    /// gives the writer back, to be synced.
    pub fn finish(mut self, checkpoint: &str, vkey: &str) -> io::Result<W> {
        self.0.write_all(&END.to_be_bytes())?;
        self.block(checkpoint.as_bytes(), SEAL_LIMIT)?;
        self.block(vkey.as_bytes(), SEAL_LIMIT)?;
        self.0.flush()?;
        Ok(self.0)
    }

    fn block(&mut self, bytes: &[u8], limit: usize) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= limit);
        let length = length.ok_or(io::ErrorKind::InvalidInput)?;
        self.0.write_all(&length.to_be_bytes())?;
        self.0.write_all(bytes)
    }
}

/// What tells a changed entry.
fn check(leaf: &Hash) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = leaf.0;
    [a, b, c, d, e, f, g, h]
}
