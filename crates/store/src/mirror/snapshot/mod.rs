//! The mirror kept on the disk, so that a start need not read everybody. What is kept stands for a position of the ledger
//! and is brought up to date like any older mirror. It is a convenience and never the truth: whatever is doubtful about
//! it is passed over, and the mirror is built anew.

mod file;
mod form;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use zgoda_ledger::tree_root;

use super::columns::{Columns, Part};
use super::lists::{BLOCK, Block, Lists};
use super::{Mirror, lock};
use crate::threads::in_parts;
use crate::{Store, StoreError};
use file::{Sections, Writing};
use form::Head;

/// The file beside the databases.
const NAME: &str = "mirror";
/// Entries that change nobody are read over at a start; when there were so many of them it is kept anew.
const PASSED_MAX: u64 = 50_000;

/// Where a store keeps its mirror, and what it has kept.
#[derive(Default)]
pub(crate) struct Shelf {
    path: OnceLock<PathBuf>,
    kept: Mutex<Option<Kept>>,
    /// One writes at a time.
    pen: Mutex<()>,
}

/// What the file stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kept {
    at: u64,
    changes: u64,
    /// The key-encryption key it ends with.
    version: u32,
}

/// The part of a mirror that has not been read from its file yet: what stands once for each person, and their lists.
pub(super) struct Asleep {
    sections: Sections,
    end: u32,
}

/// A mirror at one moment, shared and not copied.
struct Picture {
    at: u64,
    changes: u64,
    head: Vec<u8>,
    end: u32,
    columns: Vec<Arc<Part>>,
    lists: Vec<Arc<Block>>,
}

impl Store {
    /// Where the mirror is kept between starts. On SQLite it is the folder of the databases unless told otherwise; with
    /// PostgreSQL it is kept only where a folder of this machine is named. A folder once named stays.
    pub fn keep_mirror_in(&self, folder: &Path) {
        let _ = self.shelf.path.set(folder.join(NAME));
    }

    /// Keeps the mirror on the disk, as new as the ledger, unless nothing has changed since it was kept; returns whether it
    /// was written. Neither changes nor questions wait for it. A server calls it when it stops, and from time to time.
    ///
    /// # Errors
    /// Where the database or the disk fails.
    pub fn keep_mirror(&self) -> Result<bool, StoreError> {
        let Some(path) = self.shelf.path.get() else { return Ok(false) };
        let Ok(_pen) = self.shelf.pen.try_lock() else { return Ok(false) };
        let newest = self.vault.kek_versions().last().copied().unwrap_or_default();
        if self.overview()?.is_kept(*lock(&self.shelf.kept), newest) {
            return Ok(false);
        }
        let mark = form::mark(self.law());
        let mut picture = Picture::of(&*self.mirror()?, mark.as_ref())?;
        // What is in memory may be ahead of the table of the ledger by entries about reading.
        picture.at = picture.at.min(self.ledger().size()?);
        let root = tree_root(&self.ledger(), picture.at)?;
        let Some(mut writing) = Writing::begin(&self.vault, path)? else { return Ok(false) };
        for (number, (columns, lists)) in (0..).zip(picture.columns.iter().zip(&picture.lists)) {
            writing.section(&columns.encode())?;
            writing.section(&lists.encode(people_in(number, picture.end)))?;
        }
        let head = Head { at: picture.at, root: root.0, end: picture.end };
        let version = writing.finish(&self.bound_to()?, &[head.encode(), picture.head].concat())?;
        *lock(&self.shelf.kept) = Some(Kept { at: picture.at, changes: picture.changes, version });
        Ok(true)
    }

    /// The mirror that was kept, if there is one and it is beyond doubt.
    pub(super) fn kept_mirror(&self) -> Option<Mirror> {
        let path = self.shelf.path.get()?;
        let (sections, bytes) = Sections::open(&self.vault, path, &self.bound_to().ok()?)?;
        let (head, mut mirror) = form::decode(&bytes, form::mark(self.law()).as_ref())?;
        // A restored or copied database has another past, or a shorter one.
        let stands = head.at <= self.ledger().stored_size().ok()?;
        if !stands || tree_root(&self.ledger(), head.at).ok()?.0 != head.root {
            return None;
        }
        mirror.grounds.refresh(&self.work).ok()?;
        mirror.at = Some(head.at);
        let version = sections.version();
        *lock(&self.shelf.kept) = Some(Kept { at: head.at, changes: 0, version });
        mirror.asleep = Some(Asleep { sections, end: head.end });
        Some(mirror)
    }

    /// What is kept is of no use: it will be written anew.
    pub(super) fn forget_kept(&self) {
        *lock(&self.shelf.kept) = None;
    }

    /// What a kept mirror is bound to, besides the keyring: the form of the tables, and that nothing was restored since.
    fn bound_to(&self) -> Result<Vec<u8>, StoreError> {
        let restored = self.setting(crate::store::RESTORED)?.unwrap_or_default();
        Ok([crate::store::work_mark().as_slice(), restored.as_bytes()].concat())
    }
}

impl Mirror {
    /// Reads what has not been read yet; false where the file is not what it was.
    pub(super) fn wake(&mut self) -> bool {
        let Some(asleep) = self.asleep.take() else { return true };
        match asleep.read() {
            Ok((columns, lists)) => (self.columns, self.lists) = (columns, lists),
            Err(_) => return false,
        }
        true
    }

    fn is_kept_as(&self, kept: Option<Kept>, newest: u32) -> bool {
        let Some(at) = self.at.filter(|at| *at > 0) else { return true };
        let is_as = |kept: Kept| {
            kept.changes == self.changes.get() && kept.version == newest && at - kept.at.min(at) < PASSED_MAX
        };
        kept.is_some_and(is_as)
    }
}

impl super::Overview<'_> {
    fn is_kept(&self, kept: Option<Kept>, newest: u32) -> bool {
        self.0.is_kept_as(kept, newest)
    }
}

impl Asleep {
    fn read(&self) -> Result<(Columns, Lists), StoreError> {
        let blocks = self.end.div_ceil(BLOCK);
        let read = |number: usize| {
            let people = people_in(number as u32, self.end);
            let columns = self.sections.read(number * 2);
            let columns = columns.and_then(|bytes| Part::decode(&bytes, people as usize));
            let lists = self.sections.read(number * 2 + 1).and_then(|bytes| Block::decode(bytes, people));
            columns.zip(lists).ok_or(StoreError::Gone)
        };
        let (mut columns, mut lists) = (Columns::default(), Lists::default());
        for (part, block) in in_parts(blocks as usize, || Ok(()), read)? {
            columns.push(part);
            lists.push(block);
        }
        Ok((columns, lists))
    }
}

impl Picture {
    fn of(mirror: &Mirror, mark: Option<&[u8; 32]>) -> Result<Self, StoreError> {
        let head = form::encode(mirror, mark)?;
        let (at, changes, end) = (mirror.at.unwrap_or_default(), mirror.changes.get(), mirror.columns.len());
        let (columns, lists) = (mirror.columns.blocks().to_vec(), mirror.lists.blocks().to_vec());
        Ok(Self { at, changes, head, end, columns, lists })
    }
}

/// How many people stand in a block.
fn people_in(number: u32, end: u32) -> u32 {
    end.saturating_sub(number.saturating_mul(BLOCK)).min(BLOCK)
}
