//! The file of a kept mirror: sections sealed one by one, so that they can be read by several threads, and a head that is
//! written last and says where they are. Without its end a file is none.
//!
//! Layout: magic ‖ what stands for the key ‖ sections ‖ head ‖ length of the head, eight bytes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use zgoda_vault::{SnapshotKey, Vault};

use super::super::lock;
use crate::bytes::{Input, list, number};
use crate::{StoreError, fault};

/// The last digit is the version of the format, of everything in the file.
const MAGIC: &[u8; 16] = b"zgoda mirror 1\0\n";
const BEGINS: u64 = (MAGIC.len() + SnapshotKey::HEAD) as u64;
const HEAD: &[u8] = b"head";

/// A file that is being written beside the one that stands.
pub(super) struct Writing<'p> {
    path: &'p Path,
    new: PathBuf,
    out: BufWriter<File>,
    key: SnapshotKey,
    lengths: Vec<u64>,
}

impl<'p> Writing<'p> {
    /// Begins a file; `None` where another process is writing one.
    pub(super) fn begin(vault: &Vault, path: &'p Path) -> Result<Option<Self>, StoreError> {
        let (key, head) = vault.new_snapshot_key()?;
        let new = path.with_extension("new");
        let out = begin(&new, &head).map_err(|source| failed(&new, source))?;
        Ok(out.map(|out| Self { path, new, out, key, lengths: Vec::new() }))
    }

    /// Adds a section.
    pub(super) fn section(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let sealed = self.key.seal(&place(self.lengths.len()), bytes)?;
        self.lengths.push(sealed.len() as u64);
        fault::point();
        self.out.write_all(&sealed).map_err(|source| failed(&self.new, source))
    }

    /// Adds the head, brings everything to the disk and puts it in the place of what stood there. Returns the version of
    /// the key-encryption key it ends with.
    pub(super) fn finish(mut self, bound_to: &[u8], head: &[u8]) -> Result<u32, StoreError> {
        let mut whole = Vec::with_capacity(head.len() + self.lengths.len() * 5);
        list(&mut whole, &self.lengths, |out, length| number(out, *length));
        whole.extend(head);
        let sealed = self.key.seal(&[HEAD, bound_to].concat(), &whole)?;
        let mut finish = || {
            self.out.write_all(&sealed)?;
            self.out.write_all(&(sealed.len() as u64).to_le_bytes())?;
            self.out.flush()?;
            self.out.get_ref().sync_data()?;
            fault::point();
            std::fs::rename(&self.new, self.path)
        };
        finish().map_err(|source| failed(&self.new, source))?;
        fault::point();
        Ok(self.key.version())
    }
}

fn begin(new: &Path, head: &[u8]) -> std::io::Result<Option<BufWriter<File>>> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(new)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    file.set_len(0)?;
    let mut out = BufWriter::new(file);
    out.write_all(MAGIC)?;
    out.write_all(head)?;
    Ok(Some(out))
}

/// The sections of a file, each to be read when it is needed.
pub(super) struct Sections {
    file: Mutex<File>,
    key: SnapshotKey,
    /// Where each begins and ends.
    places: Vec<(u64, u64)>,
}

impl Sections {
    /// Opens a file and reads its head; `None` where there is none, or anything about it is not as it was written.
    pub(super) fn open(vault: &Vault, path: &Path, bound_to: &[u8]) -> Option<(Self, Vec<u8>)> {
        let mut file = File::open(path).ok()?;
        let (mut magic, mut of_key) = ([0; MAGIC.len()], [0; SnapshotKey::HEAD]);
        file.read_exact(&mut magic).ok()?;
        file.read_exact(&mut of_key).ok()?;
        let key = vault.snapshot_key(&of_key).filter(|_| magic == *MAGIC)?;
        let end = file.metadata().ok()?.len().checked_sub(8)?;
        let mut length = [0; 8];
        file.seek(SeekFrom::Start(end)).ok()?;
        file.read_exact(&mut length).ok()?;
        let begins = end.checked_sub(u64::from_le_bytes(length)).filter(|begins| *begins >= BEGINS)?;
        let whole = key.open(&[HEAD, bound_to].concat(), read(&mut file, begins, end)?)?;
        let mut input = Input(&whole);
        let mut next = BEGINS;
        let mut ends = |length: u64| {
            let begins = next;
            next = next.checked_add(length)?;
            Some((begins, next))
        };
        let places = input.list(|input| ends(input.long()?))?;
        let is_whole = places.last().map_or(BEGINS, |(_, end)| *end) == begins;
        let head = input.0.to_vec();
        is_whole.then_some((Self { file: Mutex::new(file), key, places }, head))
    }

    /// The version of the key-encryption key the file ends with.
    pub(super) fn version(&self) -> u32 {
        self.key.version()
    }

    /// Reads a section; `None` where it is not as it was written.
    pub(super) fn read(&self, number: usize) -> Option<Vec<u8>> {
        let (begins, ends) = *self.places.get(number)?;
        let sealed = read(&mut lock(&self.file), begins, ends)?;
        self.key.open(&place(number), sealed)
    }
}

/// Reads a stretch of a file that is known to be as long.
fn read(file: &mut File, begins: u64, ends: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(ends.checked_sub(begins)?).ok()?);
    file.seek(SeekFrom::Start(begins)).ok()?;
    file.take(ends - begins).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == ends - begins).then_some(bytes)
}

/// What a section is bound to.
fn place(number: usize) -> [u8; 8] {
    (number as u64).to_le_bytes()
}

fn failed(path: &Path, source: std::io::Error) -> StoreError {
    StoreError::File { path: path.display().to_string(), source }
}
