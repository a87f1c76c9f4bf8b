//! Backups: two encrypted archives, one of the data without the wrapped keys, one of the wrapped keys alone, so that the
//! second can live for a shorter time. Both are portable from engine to engine.

mod replay;
mod restore;
pub(crate) mod rows;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zgoda_law::{Action, Event};
use zgoda_vault::Vault;

use crate::change::Draft;
use crate::model::Stamp;
use crate::sql::{Connection, Snapshot, SqlError, TableShape};
use crate::store::random;
use crate::{Store, StoreError};

pub(crate) use replay::ALL;
pub use replay::Replay;
pub use restore::Restored;

const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
/// The archive of everything but the wrapped keys.
const DATA: Archive = Archive { label: "data", file: "data.zgoda" };
/// The archive of the wrapped keys.
const KEYS: Archive = Archive { label: "keys", file: "keys.zgoda" };
/// The one table whose rows go into the archive of keys.
const KEY_TABLE: &str = "data_key";

#[derive(Clone, Copy)]
struct Archive {
    label: &'static str,
    file: &'static str,
}

/// What a backup holds, beside its archives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub format: u32,
    /// What ties the two archives together.
    pub id: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Entries in the ledger then: erasures to be replayed come behind them.
    pub ledger_size: u64,
    /// SHA-256 of each file, in hex.
    pub sha256: BTreeMap<String, String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
}

/// What stands at the beginning of each archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    format: u32,
    id: String,
}

/// What stands before the rows of a table.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TableHead {
    zone: String,
    name: String,
    columns: Vec<String>,
}

const ZONES: [&str; 2] = ["vault", "work"];

impl Store {
    /// Writes a backup into a folder that must not hold one yet: both zones as they are at one moment, while others go
    /// on working.
    ///
    /// # Errors
    /// Where a database fails or a file cannot be written. An unfinished archive does not open.
    pub fn backup(&self, folder: &Path, stamp: Stamp) -> Result<Manifest, StoreError> {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let id = hex::encode(random::<16>()?);
        let header = Header { format: FORMAT, id: id.clone() };
        let mut snapshot = Snapshot::take(&self.work, &self.vault_db)?;
        let mut rows = BTreeMap::new();
        let mut sha256 = BTreeMap::new();
        for archive in [KEYS, DATA] {
            let mut out = Output::begin(&self.vault, folder, archive)?;
            out.put(|out| rows::put_part(out, b'H', &header))?;
            let mut counts = BTreeMap::new();
            for (zone, connection) in ZONES.into_iter().zip([&mut snapshot.vault, &mut snapshot.work]) {
                for table in connection.shapes()? {
                    if (table.name == KEY_TABLE) == (archive.label == KEYS.label) {
                        let count = out.table(zone, &table, connection)?;
                        counts.insert(table.name, count);
                    }
                }
            }
            out.put(|out| rows::put_part(out, b'E', &counts))?;
            rows.extend(counts);
            sha256.insert(archive.file.to_owned(), out.finish()?);
        }
        let ledger_size = rows.get("ledger_entry").copied().unwrap_or_default();
        let manifest = Manifest { format: FORMAT, id, made_at: stamp.at, ledger_size, sha256, rows };
        let path = folder.join(MANIFEST);
        let text = serde_json::to_vec_pretty(&manifest).map_err(StoreError::Journal)?;
        let mut file = create(&path)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(at(&path))?;
        let mut change = self.change(stamp);
        change.record(Draft::new(Event::BackedUp, Action::Use).detail(format!("backup {}", manifest.id)));
        change.commit()?;
        Ok(manifest)
    }
}

/// An archive being written.
struct Output {
    path: std::path::PathBuf,
    writer: zgoda_vault::ArchiveWriter<Hashed>,
}

impl Output {
    fn begin(vault: &Vault, folder: &Path, archive: Archive) -> Result<Self, StoreError> {
        let path = folder.join(archive.file);
        let file = Hashed { file: BufWriter::new(create(&path)?), digest: Sha256::new() };
        let writer = vault.seal_archive(archive.label, file).map_err(at(&path))?;
        Ok(Self { path, writer })
    }

    fn put(
        &mut self,
        write: impl FnOnce(&mut zgoda_vault::ArchiveWriter<Hashed>) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        write(&mut self.writer).map_err(at(&self.path))
    }

    /// Writes a table and returns how many rows it has.
    fn table(
        &mut self,
        zone: &str,
        table: &TableShape,
        connection: &mut Connection,
    ) -> Result<u64, StoreError> {
        let columns = table.columns.iter().map(|(name, _)| name.clone()).collect();
        let head = TableHead { zone: zone.into(), name: table.name.clone(), columns };
        self.put(|out| rows::put_part(out, b'T', &head))?;
        let mut count = 0;
        let writer = &mut self.writer;
        connection.rows(table, &mut |row| {
            count += 1;
            rows::put_row(writer, &row).map_err(|source| SqlError::engine("backup", source))
        })?;
        Ok(count)
    }

    /// Finishes the archive, on the disk, and returns its digest.
    fn finish(self) -> Result<String, StoreError> {
        let path = self.path;
        let finish = || {
            let Hashed { file, digest } = self.writer.finish()?;
            file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
            Ok(hex::encode(digest.finalize()))
        };
        finish().map_err(at(&path))
    }
}

/// A file whose digest is taken on the way.
struct Hashed {
    file: BufWriter<File>,
    digest: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write_all(bytes)?;
        self.digest.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

fn create(path: &Path) -> Result<File, StoreError> {
    OpenOptions::new().write(true).create_new(true).open(path).map_err(at(path))
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> StoreError + use<> {
    let path = path.display().to_string();
    move |source| StoreError::File { path: path.clone(), source }
}
