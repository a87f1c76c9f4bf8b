//! Archives: a stream sealed chunk by chunk, so that a backup of any size needs little memory.
//!
//! Layout: magic, mark of the installation, version of the key-encryption key, salt, then chunks of length ‖ format byte
//! ‖ nonce ‖ ciphertext ‖ tag. The key of an archive is derived from the salt and, by its [`Lifetime`], from the root of
//! the installation's own secrets (version 0) or from a key-encryption key, with which it ends. A chunk is bound to its
//! archive, its number and whether it is the last: what is cut, moved, doubled or appended does not open.

use std::io::{self, Read, Write};

use crate::cipher::{Cipher, OVERHEAD};
use crate::index::derive;
use crate::random::random;
use crate::secret::Secret;
use crate::{Keyring, Vault, VaultError};

/// The last digit is the version of the format.
const MAGIC: &[u8; 16] = b"zgoda archive 2\n";
/// Which installation, told to whoever has its keyring.
const MARK: usize = 8;
const SALT: usize = 32;
/// Plaintext bytes of a full chunk.
const CHUNK: usize = 1 << 16;

/// How long an archive can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// As long as the keyring lives. For what says nothing without further keys.
    Lasting,
    /// Until the key-encryption key that is now the newest is destroyed by a rotation.
    Rotating,
}

/// Seals what is written to it. Without [`finish`](ArchiveWriter::finish) the archive does not open.
pub struct ArchiveWriter<W> {
    out: W,
    seal: Seal,
    chunk: Vec<u8>,
}

/// Opens what an [`ArchiveWriter`] sealed. It gives out only what was verified, and ends without an error only behind
/// the last chunk.
pub struct ArchiveReader<R> {
    input: R,
    seal: Seal,
    chunk: Vec<u8>,
    at: usize,
    is_last: bool,
}

struct Seal {
    cipher: Cipher,
    bound_to: Vec<u8>,
    next: u64,
}

impl Seal {
    fn new(key: &Secret, label: &str, version: u32, salt: &[u8; SALT]) -> Self {
        let version = version.to_be_bytes();
        let key = derive(key, &[b"zgoda/archive/2", salt, &version, label.as_bytes()]);
        let bound_to = [b"zgoda/archive/2".as_slice(), salt, &version, label.as_bytes()].concat();
        Self { cipher: Cipher::new(&key), bound_to, next: 0 }
    }

    /// What the next chunk is bound to.
    fn associated(&mut self, is_last: bool) -> Vec<u8> {
        let number = self.next.to_be_bytes();
        self.next += 1;
        [self.bound_to.as_slice(), &number, &[is_last.into()]].concat()
    }
}

impl Vault {
    /// Begins an archive. The label says what it holds and is not written down.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn seal_archive<W: Write>(
        &self,
        lifetime: Lifetime,
        label: &str,
        mut out: W,
    ) -> io::Result<ArchiveWriter<W>> {
        let keyring = self.keyring();
        let newest = match lifetime {
            Lifetime::Lasting => Some((0, keyring.secret_root())),
            Lifetime::Rotating => keyring.keks().last(),
        };
        let (version, key) = newest.ok_or_else(|| refused(VaultError::KeyVersionUnknown { version: 0 }))?;
        let salt: [u8; SALT] = random().map_err(refused)?;
        out.write_all(MAGIC)?;
        out.write_all(&mark(&keyring))?;
        out.write_all(&version.to_be_bytes())?;
        out.write_all(&salt)?;
        Ok(ArchiveWriter {
            out,
            seal: Seal::new(key, label, version, &salt),
            chunk: Vec::with_capacity(CHUNK),
        })
    }

    /// Begins to open an archive of this label.
    ///
    /// # Errors
    /// Where the input fails, is no archive, belongs to another installation, or needs a key-encryption key that the
    /// keyring does not have.
    pub fn open_archive<R: Read>(&self, label: &str, mut input: R) -> io::Result<ArchiveReader<R>> {
        let mut head = [0; MAGIC.len() + MARK + 4];
        let mut salt = [0; SALT];
        let damaged = |_| refused(VaultError::ArchiveCorrupted);
        let (magic, rest) = head.split_at_mut(MAGIC.len());
        input.read_exact(magic).map_err(damaged)?;
        check_magic(magic)?;
        let (owner, version) = rest.split_at_mut(MARK);
        input.read_exact(owner).map_err(damaged)?;
        input.read_exact(version).map_err(damaged)?;
        input.read_exact(&mut salt).map_err(damaged)?;
        let version = version.iter().fold(0, |version, byte| version << 8 | u32::from(*byte));
        let keyring = self.keyring();
        if owner != mark(&keyring) {
            return Err(refused(VaultError::ArchiveForeign));
        }
        let key = match version {
            0 => Some(keyring.secret_root()),
            _ => keyring.keks().find_map(|(known, key)| (known == version).then_some(key)),
        };
        let key = key.ok_or_else(|| refused(VaultError::KeyVersionUnknown { version }))?;
        let seal = Seal::new(key, label, version, &salt);
        Ok(ArchiveReader { input, seal, chunk: Vec::new(), at: 0, is_last: false })
    }
}

impl<W: Write> ArchiveWriter<W> {
    /// Seals the last chunk and gives the output back.
    ///
    /// # Errors
    /// Where the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn put(&mut self, is_last: bool) -> io::Result<()> {
        let associated = self.seal.associated(is_last);
        let sealed = self.seal.cipher.seal(&associated, &[&self.chunk]).map_err(refused)?;
        // A chunk is far shorter than 2^32 bytes.
        self.out.write_all(&(sealed.len() as u32).to_be_bytes())?;
        self.out.write_all(&sealed)?;
        self.chunk.clear();
        Ok(())
    }
}

impl<W: Write> Write for ArchiveWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.chunk.len() == CHUNK {
            self.put(false)?;
        }
        let (taken, _) = bytes.split_at(bytes.len().min(CHUNK - self.chunk.len()));
        self.chunk.extend_from_slice(taken);
        Ok(taken.len())
    }

    /// Hands on what is sealed; an unfinished chunk waits.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<R: Read> ArchiveReader<R> {
    /// The input, read as far as it was opened.
    pub fn into_inner(self) -> R {
        self.input
    }

    /// Opens the next chunk.
    fn next(&mut self) -> io::Result<()> {
        let damaged = |_| refused(VaultError::ArchiveCorrupted);
        let mut length = [0; 4];
        self.input.read_exact(&mut length).map_err(damaged)?;
        let length = u32::from_be_bytes(length) as usize;
        if !(OVERHEAD..=CHUNK + OVERHEAD).contains(&length) {
            return Err(refused(VaultError::ArchiveCorrupted));
        }
        let mut sealed = vec![0; length];
        self.input.read_exact(&mut sealed).map_err(damaged)?;
        // Only the last chunk has nothing behind it, so trying both costs a second pass over one chunk at most.
        let number = self.seal.next;
        let inner = self.seal.associated(false);
        self.seal.next = number;
        let last = self.seal.associated(true);
        let opened = match self.seal.cipher.open(&inner, &sealed) {
            Ok(opened) => opened,
            Err(_) => {
                self.is_last = true;
                let opened = self.seal.cipher.open(&last, &sealed);
                opened.map_err(|_| refused(VaultError::ArchiveCorrupted))?
            }
        };
        self.chunk = opened.to_vec();
        self.at = 0;
        if self.is_last && self.input.read(&mut [0])? != 0 {
            return Err(refused(VaultError::ArchiveCorrupted));
        }
        Ok(())
    }
}

impl<R: Read> Read for ArchiveReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            if self.is_last || out.is_empty() {
                return Ok(0);
            }
            self.next()?;
        }
        let rest = self.chunk.get(self.at..).unwrap_or_default();
        let taken = rest.len().min(out.len());
        let (into, _) = out.split_at_mut(taken);
        let (from, _) = rest.split_at(taken);
        into.copy_from_slice(from);
        self.at += taken;
        Ok(taken)
    }
}

/// Tells an archive of another version from what is none.
fn check_magic(magic: &[u8]) -> io::Result<()> {
    let name = MAGIC.len() - 2;
    match magic.get(..name) == MAGIC.get(..name) {
        true if magic == MAGIC => Ok(()),
        true => Err(refused(VaultError::ArchiveFormatUnknown)),
        false => Err(refused(VaultError::ArchiveCorrupted)),
    }
}

/// What tells the archives of an installation from those of another, and says nothing about its keys.
fn mark(keyring: &Keyring) -> [u8; MARK] {
    let derived = derive(keyring.secret_root(), &[b"zgoda/archive-mark/1"]);
    derived.as_bytes().first_chunk().copied().unwrap_or_default()
}

fn refused(error: VaultError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
