//! Reading a copy, entry by entry.

use std::io::{self, Read};

use super::{CopyError, END, ENTRY_LIMIT, MAGIC, SEAL_LIMIT, check};
use crate::{Hash, leaf_hash};

/// Reads a copy as a stream, in memory of one entry. Give it a buffered reader.
pub struct CopyReader<R: Read> {
    from: R,
    byte: u64,
    entries: u64,
    ended: bool,
}

/// What a copy ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The signed checkpoint, not verified yet.
    pub checkpoint: String,
    /// The verifier key that the copy names as its own.
    pub vkey: String,
}

impl<R: Read> CopyReader<R> {
    /// Begins to read.
    pub fn new(from: R) -> Result<Self, CopyError> {
        let mut reader = Self { from, byte: 0, entries: 0, ended: false };
        if reader.array::<{ MAGIC.len() }>()? == *MAGIC { Ok(reader) } else { Err(CopyError::NotACopy) }
    }

    /// The next entry with its leaf hash; `None` after the last one.
    pub fn next_entry(&mut self) -> Result<Option<(Vec<u8>, Hash)>, CopyError> {
        if self.ended {
            return Ok(None);
        }
        let damaged = CopyError::EntryDamaged { entry: self.entries, byte: self.byte };
        let length = u32::from_be_bytes(self.array()?);
        if length == END {
            self.ended = true;
            return Ok(None);
        }
        let length = usize::try_from(length).ok().filter(|&length| length <= ENTRY_LIMIT);
        let Some(length) = length else { return Err(damaged) };
        let entry = self.bytes(length)?;
        let leaf = leaf_hash(&entry);
        if self.array()? != check(&leaf) {
            return Err(damaged);
        }
        self.entries += 1;
        Ok(Some((entry, leaf)))
    }

    /// Passes over what entries are left, and reads how the copy ends.
    pub fn finish(mut self) -> Result<Seal, CopyError> {
        while self.next_entry()?.is_some() {}
        let checkpoint = self.text()?;
        let vkey = self.text()?;
        let byte = self.byte;
        match self.array::<1>() {
            Err(CopyError::Truncated { .. }) => Ok(Seal { checkpoint, vkey }),
            Err(error) => Err(error),
            Ok(_) => Err(CopyError::TrailingBytes { byte }),
        }
    }

    /// Entries read.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Bytes read.
    pub fn byte(&self) -> u64 {
        self.byte
    }

    fn text(&mut self) -> Result<String, CopyError> {
        let byte = self.byte;
        let length = usize::try_from(u32::from_be_bytes(self.array()?)).ok();
        let length = length.filter(|&length| length <= SEAL_LIMIT).ok_or(CopyError::SealDamaged { byte })?;
        String::from_utf8(self.bytes(length)?).map_err(|_| CopyError::SealDamaged { byte })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], CopyError> {
        let mut array = [0; N];
        self.fill(&mut array)?;
        Ok(array)
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>, CopyError> {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), CopyError> {
        while !buffer.is_empty() {
            match self.from.read(buffer) {
                Ok(0) => return Err(CopyError::Truncated { entry: self.entries, byte: self.byte }),
                Ok(read) => {
                    self.byte += read as u64;
                    let (_, rest) = buffer.split_at_mut_checked(read).unwrap_or_default();
                    buffer = rest;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(CopyError::Io { byte: self.byte, source }),
            }
        }
        Ok(())
    }
}
