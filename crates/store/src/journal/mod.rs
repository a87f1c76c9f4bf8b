//! The journal of SQLite's two files: what makes one transaction over both of them durable, by one sync.
//!
//! A group of changes is run on both databases, written here, synced here, and only then committed there, without a
//! sync. Where the process or the machine dies in between, whoever opens or writes next runs the records again that a
//! database does not have yet: each of them remembers the last one it took, in its table `applied`.
//!
//! | bytes | what |
//! |---|---|
//! | 512 | head: magic, stretch, the number before its first record, where that begins, the sealed [`LogKey`], SHA-256 |
//! | 12 | number and length of a record |
//! | … | the record, sealed, bound to stretch, number and place |
//!
//! When both databases have everything on the disk, a new stretch begins under a new key. The old key is overwritten with
//! the head, so what the file still has of the old records says nothing.

mod disk;
pub(crate) mod record;
mod syncs;
mod sync {
    pub(super) use std::sync::{Condvar, Mutex, PoisonError};

    pub(super) use crate::sql::lock;
}

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use zgoda_vault::{LogKey, Vault};

use crate::fault;
use crate::store::random;
use crate::{Part, StoreError};
pub(crate) use disk::{Disk, Written};
use record::Record;

const MAGIC: &[u8; 16] = b"zgoda journal 2\n";
/// The magic of heads that do not say where the records begin: right behind them.
const MAGIC_1: &[u8; 16] = b"zgoda journal 1\n";
/// The head fits into one sector, so it is written whole or not at all.
const HEAD: usize = 512;
const STRETCH: usize = 16;
const DIGEST: usize = 32;
/// Number and length before each record.
const PREFIX: usize = 12;
/// The file grows by at least this much, ahead of its records: a sync that need not move the end of a file is cheaper.
const GROWTH: u64 = 1 << 18;
/// Behind this a new stretch should begin.
const FULL: u64 = 16 << 20;
/// The file a stretch begins with is no larger than this.
const LARGEST: u64 = FULL + GROWTH;

/// A place in the journal: the stretch, the last record read or written, and whether both are forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark([u8; STRETCH], u64, bool);

/// The open file. Whoever reads or writes holds its [lock](Disk::lock).
pub(crate) struct Journal {
    disk: Arc<Disk>,
    stretch: [u8; STRETCH],
    key: LogKey,
    /// Where the records of the stretch begin.
    begin: u64,
    /// The number of the last record read or written.
    last: u64,
    /// Where the next record begins.
    at: u64,
    /// Bytes the file has.
    size: u64,
    /// How far it was read says nothing any more: it must be read from its head.
    forgotten: bool,
}

/// The head of the file, taken apart.
struct Head {
    stretch: [u8; STRETCH],
    before: u64,
    begin: u64,
    sealed_key: Vec<u8>,
}

impl Journal {
    /// Opens the file, creating it for an installation that has not applied anything yet.
    pub(crate) fn open(path: &Path, vault: &Vault, applied: u64) -> Result<Self, StoreError> {
        let fail = failed(path);
        let is_new = match path.try_exists().map_err(&fail)? {
            false if applied > 0 => return Err(StoreError::Missing(Part::Journal)),
            exists => !exists,
        };
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(is_new).truncate(false).open(path).map_err(&fail)?;
        let size = file.metadata().map_err(&fail)?.len();
        let mut journal = Self {
            disk: Arc::new(Disk::new(path, file)),
            stretch: [0; STRETCH],
            key: vault.new_log_key()?.0,
            begin: HEAD as u64,
            last: applied,
            at: HEAD as u64,
            size,
            forgotten: false,
        };
        // A first start that was cut off left a file without a head, and nothing in the databases.
        if is_new || (size < HEAD as u64 && applied == 0) {
            journal.begin_stretch(vault)?;
            let folder = path.parent().map(File::open).transpose().map_err(&fail)?;
            folder.map_or(Ok(()), |folder| folder.sync_all()).map_err(&fail)?;
        } else {
            journal.attend(vault)?;
        }
        Ok(journal)
    }

    /// The file, for whoever waits for the disk without holding this.
    pub(crate) fn disk(&self) -> &Arc<Disk> {
        &self.disk
    }

    /// The number of the last record read or written.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// Whether the stretch has no record yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.at == self.begin
    }

    /// Whether it takes no more of the disk than it must.
    pub(crate) fn is_put_away(&self) -> bool {
        self.is_fresh() && self.size <= self.begin
    }

    /// Whether a new stretch should begin.
    pub(crate) fn is_full(&self) -> bool {
        self.at > FULL
    }

    /// What another process wrote since, or a dead one left.
    pub(crate) fn unread(&mut self, vault: &Vault) -> Result<Vec<(u64, Record)>, StoreError> {
        self.attend(vault)?;
        let mut found = Vec::new();
        while let Some((bytes, next)) = self.read(self.at, self.last + 1)? {
            self.last += 1;
            self.at = next;
            let record = Record::decode(&bytes).ok_or(StoreError::JournalDamaged)?;
            found.push((self.last, record));
        }
        Ok(found)
    }

    /// Counts on from a number that a database took from a record which the disk never had.
    pub(crate) fn count_from(&mut self, applied: u64) {
        self.last = self.last.max(applied);
    }

    /// Writes a record, which outlives the process from then on. Where it fails nothing was written as far as any reader
    /// is concerned. What the disk must have reached for it to outlive the machine is returned.
    pub(crate) fn append(&mut self, record: &Record) -> Result<Written, StoreError> {
        self.disk.check()?;
        let bytes = self.sealed_record(record)?;
        let end = self.at + bytes.len() as u64;
        self.grow(end).map_err(|source| self.disk.failed(source))?;
        self.write(&bytes, self.at)?;
        fault::point();
        (self.last, self.at) = (self.last + 1, end);
        Ok(self.disk.wrote())
    }

    /// The next record as it stands in the file.
    fn sealed_record(&self, record: &Record) -> Result<Vec<u8>, StoreError> {
        let number = self.last + 1;
        let sealed = self.key.seal(&self.place(number, self.at), record.bytes())?;
        let length = u32::try_from(sealed.len()).map_err(|_| StoreError::Incomplete("bounded size"))?;
        let mut bytes = Vec::with_capacity(PREFIX + sealed.len());
        bytes.extend(number.to_be_bytes());
        bytes.extend(length.to_be_bytes());
        bytes.extend(sealed);
        Ok(bytes)
    }

    fn write(&self, bytes: &[u8], at: u64) -> Result<(), StoreError> {
        self.disk.file().write_all_at(bytes, at).map_err(|source| self.disk.failed(source))
    }

    /// How far the file was read or written.
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.stretch, self.last, self.forgotten)
    }

    /// Forgets how far that is, so that everything in the file counts as unread: the databases may not have taken it.
    pub(crate) fn read_again(&mut self) {
        self.forgotten = true;
    }

    /// Begins a new stretch under a new key; the old key is gone. To be called when both databases are on the disk.
    pub(crate) fn begin_stretch(&mut self, vault: &Vault) -> Result<(), StoreError> {
        self.disk.check()?;
        if self.forgotten {
            return Err(self.disk.failed(io::Error::other("it holds what a database may not have")));
        }
        let (key, sealed_key) = vault.new_log_key()?;
        let (stretch, begin) = (random()?, HEAD as u64);
        let head = Head { stretch, before: self.last, begin, sealed_key }.encode();
        // A head that was half written says nothing.
        self.write(&head, 0).inspect_err(|_| self.disk.give_up())?;
        fault::point();
        self.disk.sync(self.disk.wrote())?;
        (self.stretch, self.key, self.begin, self.at) = (stretch, key, begin, begin);
        // Another process may have made it larger.
        self.size = self.length()?;
        self.shorten(LARGEST);
        Ok(())
    }

    /// Gives the disk back what was kept for records, when nobody is about to write any. To be called in a new stretch.
    pub(crate) fn put_away(&mut self) {
        self.shorten(self.begin);
    }

    /// What stood there was sealed under the key that is gone. Where this fails the file is only larger.
    fn shorten(&mut self, size: u64) {
        if self.is_fresh() && self.size > size {
            self.size = self.disk.file().set_len(size).map_or(self.size, |()| size);
        }
    }

    /// Follows the file into a stretch that another process began.
    fn attend(&mut self, vault: &Vault) -> Result<(), StoreError> {
        let mut bytes = [0; HEAD];
        self.read_at(&mut bytes, 0)?;
        let is_known = bytes.get(MAGIC.len()..MAGIC.len() + STRETCH) == Some(&self.stretch[..]);
        if is_known && !self.forgotten {
            return Ok(());
        }
        let head = Head::read(&bytes).ok_or(StoreError::JournalDamaged)?;
        self.key = vault.open_log_key(&head.sealed_key).map_err(|_| StoreError::Mismatch)?;
        (self.stretch, self.last) = (head.stretch, head.before);
        (self.begin, self.at) = (head.begin, head.begin);
        self.size = self.length()?;
        self.forgotten = false;
        Ok(())
    }

    /// The record of this number at this place, and where the next begins.
    fn read(&self, at: u64, number: u64) -> Result<Option<(Vec<u8>, u64)>, StoreError> {
        let Some((next, sealed)) = self.sealed(at, number)? else { return Ok(None) };
        if let Some(opened) = self.key.open(&self.place(number, at), &sealed) {
            return Ok(Some((opened.to_vec(), next)));
        }
        // The last record may have been cut off on its way: then it was never promised. One in the middle was.
        let follower = self.sealed(next, number + 1)?;
        match follower.and_then(|(_, sealed)| self.key.open(&self.place(number + 1, next), &sealed)) {
            Some(_) => Err(StoreError::JournalDamaged),
            None => Ok(None),
        }
    }

    /// The bytes that stand where the record should be, if its number and length make sense.
    fn sealed(&self, at: u64, number: u64) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let mut prefix = [0; PREFIX];
        match self.disk.file().read_exact_at(&mut prefix, at) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            answer => answer.map_err(|source| self.disk.failed(source))?,
        }
        let [a, b, c, d, e, f, g, h, length @ ..] = prefix;
        let length = u32::from_be_bytes(length);
        let next = at + PREFIX as u64 + u64::from(length);
        if u64::from_be_bytes([a, b, c, d, e, f, g, h]) != number || next > self.length()? {
            return Ok(None);
        }
        let mut sealed = vec![0; length as usize];
        self.read_at(&mut sealed, at + PREFIX as u64)?;
        Ok(Some((next, sealed)))
    }

    fn read_at(&self, bytes: &mut [u8], at: u64) -> Result<(), StoreError> {
        self.disk.file().read_exact_at(bytes, at).map_err(|source| self.disk.failed(source))
    }

    fn length(&self) -> Result<u64, StoreError> {
        Ok(self.disk.file().metadata().map_err(|source| self.disk.failed(source))?.len())
    }

    /// What binds a record to where it stands.
    fn place(&self, number: u64, at: u64) -> [u8; STRETCH + 16] {
        let mut place = [0; STRETCH + 16];
        place[..STRETCH].copy_from_slice(&self.stretch);
        place[STRETCH..STRETCH + 8].copy_from_slice(&number.to_be_bytes());
        place[STRETCH + 8..].copy_from_slice(&at.to_be_bytes());
        place
    }

    /// Makes the file reach to `end` at least.
    fn grow(&mut self, end: u64) -> io::Result<()> {
        if end > self.size {
            // Another process may have made it larger, and has records where zeros would be written.
            self.size = self.disk.file().metadata()?.len();
        }
        if end <= self.size {
            return Ok(());
        }
        let target = end.max(self.size.saturating_mul(2).min(LARGEST)).next_multiple_of(GROWTH);
        let zeros = vec![0; GROWTH as usize];
        while self.size < target {
            let step = (target - self.size).min(GROWTH);
            self.disk.file().write_all_at(zeros.get(..step as usize).unwrap_or(&zeros), self.size)?;
            self.size += step;
        }
        Ok(())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.disk.sync(self.disk.written());
    }
}

impl Head {
    fn encode(&self) -> [u8; HEAD] {
        let mut head = Vec::with_capacity(HEAD);
        head.extend(MAGIC);
        head.extend(self.stretch);
        head.extend(self.before.to_be_bytes());
        head.extend(self.begin.to_be_bytes());
        head.push(u8::try_from(self.sealed_key.len()).unwrap_or(u8::MAX));
        head.extend(&self.sealed_key);
        head.resize(HEAD - DIGEST, 0);
        let digest: [u8; DIGEST] = Sha256::digest(&head).into();
        head.extend(digest);
        let mut bytes = [0; HEAD];
        bytes.iter_mut().zip(head).for_each(|(place, byte)| *place = byte);
        bytes
    }

    fn read(bytes: &[u8; HEAD]) -> Option<Self> {
        let (body, digest) = bytes.split_last_chunk::<DIGEST>()?;
        let whole: [u8; DIGEST] = Sha256::digest(body).into();
        let (magic, rest) = body.split_first_chunk::<16>()?;
        let (stretch, rest) = rest.split_first_chunk::<STRETCH>()?;
        let (before, rest) = rest.split_first_chunk::<8>()?;
        let (begin, rest) = match magic {
            MAGIC => rest.split_first_chunk::<8>().map(|(begin, rest)| (u64::from_be_bytes(*begin), rest))?,
            MAGIC_1 => (HEAD as u64, rest),
            _ => return None,
        };
        let (length, rest) = rest.split_first()?;
        let sealed_key = rest.get(..usize::from(*length))?.to_vec();
        let before = u64::from_be_bytes(*before);
        (whole == *digest).then_some(Self { stretch: *stretch, before, begin, sealed_key })
    }
}

fn failed(path: &Path) -> impl Fn(io::Error) -> StoreError + use<> {
    let path = path.display().to_string();
    move |source| StoreError::File { path: path.clone(), source }
}

#[cfg(test)]
mod tests;
