//! The masks of wrapped keys, on SQLite: what makes a destroyed key unreadable wherever copies of it are.
//!
//! A wrapped key never stands in a database as it is: 32 of its bytes are combined with a mask, and the masks stand in a
//! file of fixed places. Who overwrites the mask has ended the key with every copy of its row: in the logs, in free pages,
//! in the journal, in somebody's snapshot. That takes one write and one sync, however large the store is and whoever is
//! reading. PostgreSQL may be used by several machines, which share no file, so there keys stand unmasked.
//!
//! | place | what |
//! |---|---|
//! | 0 | what the file is, and whether every key wears a mask by now |
//! | person's number × 64 | the mask of one side, 32 random bytes |
//! | 32 bytes behind | the mask of the other |
//!
//! Both are random before the person is there. The row of a key says which side it [wears](Worn). A key that is replaced
//! goes to the other side, so that the new one is readable before the change is through, and the old one until then. Then
//! the old side is overwritten with fresh random bytes, ready for the next time. Who replaces or ends keys holds the pen,
//! and so the databases, until the masks are overwritten; who reads may meet a row that is older than its mask, which the
//! row shows, and then reads the row again.

mod rows;
mod worn;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use zgoda_vault::{MASK_BYTES, WrappedKey};

use crate::StoreError;
use crate::fault;
use crate::sql::Row;
use crate::store::random;
pub(crate) use rows::{Ended, KEY_TABLE, dress};
use worn::Side;
pub(crate) use worn::Worn;

type Mask = [u8; MASK_BYTES];

/// The place that is nobody's begins with this; zeros follow, or that every key wears a mask.
const MAGIC: &[u8; 16] = b"zgoda masks 1\n\0\0";
const ALL: &[u8; 4] = b"all\n";

/// Bytes of the place of one person.
const PLACE: u64 = 2 * MASK_BYTES as u64;
/// The file grows by an eighth, within these bounds. Whoever adds people waits for that, so it is not done often.
const GROWTH_MIN: u64 = 1 << 16;
const GROWTH_MAX: u64 = 1 << 20;
/// Random bytes drawn at a time.
const DRAWN: usize = 1 << 10;
/// Bytes read at a time where neighbours are asked for one after the other.
const WINDOW: usize = 1 << 12;

/// The open file of masks. Nothing of it is kept in memory, so whoever overwrites a mask has done so for all processes.
pub(crate) struct Masks {
    path: PathBuf,
    file: File,
    /// So many bytes of it are known to be on the disk.
    reached: AtomicU64,
}

impl Masks {
    /// Whether there is no such file, or one that a first start did not finish.
    pub(crate) fn is_lost(path: &Path) -> bool {
        let mut head = [0; MAGIC.len()];
        match File::open(path).and_then(|file| file.read_exact_at(&mut head, 0)) {
            Ok(()) => head == [0; MAGIC.len()],
            Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof),
        }
    }

    /// Opens the file, creating it where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let is_new = Self::is_lost(path);
        let open = || {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false).mode(0o600);
            let file = options.open(path)?;
            let mut head = [0; PLACE as usize];
            if is_new {
                head.iter_mut().zip(MAGIC).for_each(|(place, byte)| *place = *byte);
                file.write_all_at(&head, 0)?;
                file.sync_all()?;
                path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
            }
            file.read_exact_at(&mut head, 0)?;
            if !head.starts_with(MAGIC) {
                return Err(io::Error::other("it is no file of masks, or of another version"));
            }
            Ok(Self { path: path.into(), file, reached: AtomicU64::new(0) })
        };
        open().map_err(|source| failed(path, source))
    }

    /// Whether every key wears a mask, as it says itself.
    pub(crate) fn says_all(&self) -> Result<bool, StoreError> {
        let mut said = [0; ALL.len()];
        self.file.read_exact_at(&mut said, MAGIC.len() as u64).map_err(|source| self.failed(source))?;
        Ok(said == *ALL)
    }

    /// Says that every key wears a mask.
    pub(crate) fn say_all(&self) -> Result<(), StoreError> {
        self.file.write_all_at(ALL, MAGIC.len() as u64).map_err(|source| self.failed(source))?;
        self.sync()
    }

    /// The mask for a key of this person that takes the place of one which wears `old`, and what the row of the new key
    /// says. To be called by who holds the pen.
    pub(crate) fn put_on(&self, owner: u32, old: Worn) -> Result<(Mask, Worn), StoreError> {
        self.reach(owner)?;
        let side = old.side().map_or(Side::First, Side::other);
        let mut mask = self.read(owner, side)?;
        if mask == [0; MASK_BYTES] {
            // A power cut may have left zeros where the file had just become larger.
            mask = self.renew(owner, side)?;
            self.sync()?;
        }
        Ok((mask, Worn::new(side, &mask)))
    }

    /// Overwrites the masks of keys that were replaced or destroyed. They outlive the process from then on, and the machine
    /// behind [`sync`](Self::sync).
    pub(crate) fn end(&self, ended: &Ended) -> Result<(), StoreError> {
        for (owner, sides) in ended.iter() {
            self.reach(owner)?;
            sides.iter().try_for_each(|side| self.renew(owner, *side).map(drop))?;
        }
        fault::point();
        Ok(())
    }

    /// Brings what was overwritten to the disk.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        self.file.sync_data().map_err(|source| self.failed(source))?;
        fault::point();
        Ok(())
    }

    fn read(&self, owner: u32, side: Side) -> Result<Mask, StoreError> {
        let mut mask = [0; MASK_BYTES];
        self.file.read_exact_at(&mut mask, place(owner, side)).map_err(|source| self.failed(source))?;
        Ok(mask)
    }

    fn renew(&self, owner: u32, side: Side) -> Result<Mask, StoreError> {
        let mask = random()?;
        self.file.write_all_at(&mask, place(owner, side)).map_err(|source| self.failed(source))?;
        Ok(mask)
    }

    /// Has places ready up to that of this person, on the disk.
    fn reach(&self, owner: u32) -> Result<(), StoreError> {
        let end = (u64::from(owner) + 1) * PLACE;
        if end <= self.reached.load(Ordering::Relaxed) {
            return Ok(());
        }
        let grow = || {
            // Another process may have made it larger, and has keys where fresh masks would be written.
            let mut length = self.file.metadata()?.len() / PLACE * PLACE;
            if end > length {
                let target = end + (length / 8).clamp(GROWTH_MIN, GROWTH_MAX);
                while length < target {
                    let drawn: [u8; DRAWN] = random().map_err(io::Error::other)?;
                    self.file.write_all_at(&drawn, length)?;
                    length += DRAWN as u64;
                }
            }
            // Whoever made it larger may have died before this.
            self.file.sync_all()?;
            fault::point();
            self.reached.store(length, Ordering::Relaxed);
            Ok(())
        };
        grow().map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> StoreError {
        failed(&self.path, source)
    }
}

/// Reads masks of people one after the other.
pub(crate) struct Wardrobe<'m> {
    masks: Option<&'m Masks>,
    window: Vec<u8>,
    /// Where the window begins in the file.
    begin: u64,
    /// Bytes read at a time.
    span: usize,
}

impl<'m> Wardrobe<'m> {
    /// For people of whom nobody knows how far they are from each other; without masks no key wears one.
    pub(crate) fn new(masks: Option<&'m Masks>) -> Self {
        Self { masks, window: Vec::new(), begin: 0, span: PLACE as usize }
    }

    /// For neighbours.
    pub(crate) fn of_neighbours(masks: Option<&'m Masks>) -> Self {
        Self { span: WINDOW, ..Self::new(masks) }
    }

    /// The wrapped key of a row that begins with its owner, its version, its bytes and what it wears; with it, whether it is
    /// without its mask now, see [`read`](Self::read).
    pub(crate) fn key(&mut self, row: &Row) -> Result<(WrappedKey, bool), StoreError> {
        let mut key = WrappedKey { version: 0, bytes: Vec::new() };
        let bare = self.read(row, &mut key)?;
        Ok((key, bare))
    }

    /// The same in the memory of another key. False where the mask is still on: where the row is older than the mask, as it
    /// is of a key that was replaced or destroyed since the row was read; or where the file is damaged.
    pub(crate) fn read(&mut self, row: &Row, key: &mut WrappedKey) -> Result<bool, StoreError> {
        key.version = row.get(1)?;
        key.bytes.clear();
        key.bytes.extend_from_slice(row.bytes(2)?);
        self.take_off(row.get(0)?, row.get(3)?, key)
    }

    /// Takes the mask off a key that was read already, or puts it on one that takes its place under the same mask.
    pub(crate) fn take_off(
        &mut self,
        owner: u32,
        worn: Worn,
        key: &mut WrappedKey,
    ) -> Result<bool, StoreError> {
        let Some(side) = worn.side() else { return Ok(true) };
        let Some(masks) = self.masks else { return Ok(false) };
        let mask = match self.known(owner, side) {
            Some(mask) if worn.fits(&mask) => Some(mask),
            // What was read some time ago may be younger than the row, or older.
            _ => {
                self.look(masks, place(owner, Side::First))?;
                self.known(owner, side).filter(|mask| worn.fits(mask))
            }
        };
        if let Some(mask) = mask {
            key.mask(&mask);
        }
        Ok(mask.is_some())
    }

    fn known(&self, owner: u32, side: Side) -> Option<Mask> {
        let at = usize::try_from(place(owner, side).checked_sub(self.begin)?).ok()?;
        self.window.get(at..at + MASK_BYTES)?.try_into().ok()
    }

    /// Reads the window that a place is in, so that neighbours find theirs in either order.
    fn look(&mut self, masks: &Masks, at: u64) -> Result<(), StoreError> {
        let at = at - at % self.span as u64;
        self.window.resize(self.span, 0);
        let mut filled = 0;
        while let Some(rest) = self.window.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match masks.file.read_at(rest, at + filled as u64) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(masks.failed(error)),
            }
        }
        self.window.truncate(filled);
        self.begin = at;
        Ok(())
    }
}

fn place(owner: u32, side: Side) -> u64 {
    u64::from(owner) * PLACE + side.place() * MASK_BYTES as u64
}

fn failed(path: &Path, source: io::Error) -> StoreError {
    StoreError::File { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests;
