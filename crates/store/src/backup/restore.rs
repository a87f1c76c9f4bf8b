//! Restoring: both archives are read to their end before the target is touched; what was erased or objected to since is
//! done again before the store is handed out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};
use zgoda_law::{Action, Event};
use zgoda_vault::{ArchiveReader, Vault};

use super::{Archive, DATA, FORMAT, Header, KEYS, MANIFEST, Manifest, Replay, TableHead, ZONES, at, rows};
use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{TableShape, Value};
use crate::store::RESTORING;
use crate::{Config, Store, StoreError};

/// Rows filled in at a time.
const CHUNK: usize = 1_000;

/// Takes some rows of a table.
type Each<'a> = &'a mut dyn FnMut(&TableHead, Vec<Vec<Value>>) -> Result<(), StoreError>;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was restored.
    pub manifest: Manifest,
    /// People for whom something was done again.
    pub replayed: u64,
}

impl Store {
    /// Restores a backup into an installation that does not exist yet, on either engine, and hands it out.
    ///
    /// # Errors
    /// Where an archive is damaged, incomplete or needs another keyring, or the target holds anything: then the target is
    /// as it was. Where it fails later, the target does not open: remove it and restore again.
    pub fn restore(
        folder: &Path,
        config: Config,
        replay: &Replay,
        stamp: Stamp,
    ) -> Result<(Self, Restored), StoreError> {
        let vault = Vault::new(config.keyring);
        let manifest = read_manifest(folder)?;
        let mut counts = BTreeMap::new();
        for archive in [KEYS, DATA] {
            counts.extend(read(&vault, folder, archive, &manifest, &mut |_, _| Ok(()))?);
        }
        if counts != manifest.rows {
            return Err(StoreError::Mismatch);
        }
        let store = Self::assemble(config.engine, vault, config.law, config.origin)?;
        if !store.work.attend()? || !store.work.is_empty()? || !store.vault_db.is_empty()? {
            return Err(StoreError::Exists("installation"));
        }
        store.set(RESTORING, &manifest.id)?;
        store.fill(folder, &manifest)?;
        store.begin_work()?;
        let replayed = store.replay(replay, stamp)?;
        let mut change = store.change(stamp);
        let detail = format!("backup {}, {replayed} replayed", manifest.id);
        change.record(Draft::new(Event::Restored, Action::Use).detail(detail));
        change.commit()?;
        store.ledger().verify(|_, _| {})?;
        if !store.examine()?.is_sound() {
            return Err(StoreError::Mismatch);
        }
        store.unset(RESTORING)?;
        Ok((store, Restored { manifest, replayed }))
    }

    /// Fills the vault, then the working zone, each in one transaction.
    fn fill(&self, folder: &Path, manifest: &Manifest) -> Result<(), StoreError> {
        for (zone, db) in ZONES.into_iter().zip([&self.vault_db, &self.work]) {
            let shapes = db.shapes()?;
            db.fill(|connection| {
                for archive in [KEYS, DATA] {
                    read(&self.vault, folder, archive, manifest, &mut |head, chunk| {
                        if head.zone != zone {
                            return Ok(());
                        }
                        let fits = |shape: &&TableShape| {
                            let columns = shape.columns.iter().map(|(name, _)| name);
                            shape.name == head.name && columns.eq(&head.columns)
                        };
                        let shape = shapes.iter().find(fits).ok_or(StoreError::Mismatch)?;
                        Ok(connection.fill(shape, &chunk)?)
                    })?;
                }
                Ok::<_, StoreError>(())
            })?;
        }
        Ok(())
    }
}

fn read_manifest(folder: &Path) -> Result<Manifest, StoreError> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read(&path).map_err(at(&path))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| at(&path)(rows::unreadable()))?;
    if manifest.format == FORMAT { Ok(manifest) } else { Err(at(&path)(rows::unreadable())) }
}

/// Reads an archive to its end, gives its rows to `each` in chunks, and returns how many rows each table has.
fn read(
    vault: &Vault,
    folder: &Path,
    archive: Archive,
    manifest: &Manifest,
    each: Each<'_>,
) -> Result<BTreeMap<String, u64>, StoreError> {
    let path = folder.join(archive.file);
    let fail = at(&path);
    let file = Hashing { file: BufReader::new(File::open(&path).map_err(&fail)?), digest: Sha256::new() };
    let mut input = vault.open_archive(archive.label, file).map_err(&fail)?;
    let header: Header = match rows::kind(&mut input).map_err(&fail)? {
        b'H' => rows::part(&mut input).map_err(&fail)?,
        _ => return Err(fail(rows::unreadable())),
    };
    if (header.format, &header.id) != (manifest.format, &manifest.id) {
        return Err(StoreError::Mismatch);
    }
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    let mut table: Option<(TableHead, Vec<Vec<Value>>)> = None;
    loop {
        let kind = rows::kind(&mut input).map_err(&fail)?;
        if kind == b'R' {
            let (head, chunk) = table.as_mut().ok_or_else(|| fail(rows::unreadable()))?;
            chunk.push(rows::row(&mut input, head.columns.len()).map_err(&fail)?);
            *found.entry(head.name.clone()).or_default() += 1;
            if chunk.len() == CHUNK {
                each(head, std::mem::take(chunk))?;
            }
            continue;
        }
        if let Some((head, chunk)) = table.take().filter(|(_, chunk)| !chunk.is_empty()) {
            each(&head, chunk)?;
        }
        match kind {
            b'T' => {
                let head: TableHead = rows::part(&mut input).map_err(&fail)?;
                found.entry(head.name.clone()).or_default();
                table = Some((head, Vec::new()));
            }
            b'E' => {
                let counts: BTreeMap<String, u64> = rows::part(&mut input).map_err(&fail)?;
                finish(input, counts == found, manifest.sha256.get(archive.file)).map_err(&fail)?;
                return Ok(counts);
            }
            _ => return Err(fail(rows::unreadable())),
        }
    }
}

/// Nothing may follow, and the file must be the one the manifest names.
fn finish<R: Read>(
    mut input: ArchiveReader<Hashing<R>>,
    counts_fit: bool,
    sha256: Option<&String>,
) -> std::io::Result<()> {
    let rest = input.read(&mut [0])?;
    let digest = hex::encode(input.into_inner().digest.finalize());
    if rest == 0 && counts_fit && Some(&digest) == sha256 { Ok(()) } else { Err(rows::unreadable()) }
}

/// A reader whose digest is taken on the way.
struct Hashing<R> {
    file: R,
    digest: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(out)?;
        self.digest.update(out.get(..count).unwrap_or_default());
        Ok(count)
    }
}
