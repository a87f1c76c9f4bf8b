//! Backups: encrypted archives of two kinds, portable from engine to engine, which need not come from the same day.
//!
//! | archive | holds | can be opened |
//! |---|---|---|
//! | data | everything but the wrapped keys | as long as the keyring lives |
//! | keys | wrapped keys; what people asked for since the oldest archive of data beside it; the newest decisions, files of requests and records of exports | until the key-encryption key rotates |
//!
//! A restore takes an archive of data and the newest archive of keys. Who has no key there was erased; whose key was
//! made anew has the boxes that are left in the archive of keys as well.

mod journal;
mod keys;
mod made;
mod name;
mod replay;
mod restore;
pub(crate) mod rows;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::{Action, Event};
use zgoda_vault::{ArchiveWriter, Lifetime, Vault};

use crate::change::Draft;
use crate::masks::KEY_TABLE;
use crate::model::Stamp;
use crate::sql::{Connection, Snapshot, SqlError, TableShape, Value};
use crate::store::random;
use crate::{Store, StoreError};

pub(crate) use made::ALL as MADE;
pub use made::ArchiveMade;
pub use name::newest;
pub(crate) use replay::ALL;
pub use restore::{Restored, origin_of};

const FORMAT: u32 = 2;
/// The list that an archive of keys has in its newest state as well.
const SUPPRESSION_TABLE: &str = "suppression";
/// Tables that an archive of keys has in their newest state as well: what was decided about terms and fields, the files of
/// requests, and who received whose data (GDPR art. 19). They hold no value, and what came to be since the archive of data
/// must not be lost with it.
const NEWEST_TABLES: [&str; 8] = [
    "export",
    "export_subject",
    "field_stop",
    "request",
    "request_telling",
    "request_transfer",
    "request_words",
    "retention_term",
];

/// The two kinds of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveKind {
    /// Everything but the wrapped keys.
    Data,
    /// The wrapped keys, and what must not be undone.
    Keys,
}

impl ArchiveKind {
    /// The word in the names of files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Keys => "keys",
        }
    }

    const fn lifetime(self) -> Lifetime {
        match self {
            Self::Data => Lifetime::Lasting,
            Self::Keys => Lifetime::Rotating,
        }
    }
}

/// What stands at the beginning of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the format.
    pub format: u32,
    /// Which kind.
    pub kind: ArchiveKind,
    /// A random id.
    pub id: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Entries in the ledger then.
    pub ledger_size: u64,
    /// Of keys: the smallest ledger of an archive of data that it goes with.
    pub since: u64,
    /// Of keys: the ledger's last signed state.
    pub checkpoint: Option<String>,
}

/// An archive that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Archive {
    /// The file.
    pub path: PathBuf,
    /// What stands at its beginning.
    pub header: Header,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
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
    /// Writes archives of these kinds into a folder: both zones as they are at one moment, while others go on working.
    /// One of keys goes with every archive of data in that folder, or with any at all where the folder has none.
    ///
    /// # Errors
    /// Where a database fails or a file cannot be written; then no new archive is there.
    pub fn backup(
        &self,
        folder: &Path,
        kinds: &[ArchiveKind],
        stamp: Stamp,
    ) -> Result<Vec<Archive>, StoreError> {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let checkpoint = self.ledger().checkpoint(stamp.at)?;
        let mut snapshot = Snapshot::take(&self.work, &self.vault_db)?;
        let ledger_size = size_of_ledger(&mut snapshot.work)?;
        let since = match kinds.contains(&ArchiveKind::Data) {
            true => Some(ledger_size),
            false => None,
        };
        let since =
            name::oldest_data(&self.vault, folder)?.into_iter().chain(since).min().unwrap_or_default();
        let newest_key = self.vault.kek_versions().last().copied().unwrap_or_default();
        let mut written = Vec::new();
        // An archive of keys that is younger than its data is what a restore wants, so the data go first.
        for kind in [ArchiveKind::Data, ArchiveKind::Keys].into_iter().filter(|kind| kinds.contains(kind)) {
            let keys = kind == ArchiveKind::Keys;
            let header = Header {
                format: FORMAT,
                kind,
                id: hex::encode(random::<8>()?),
                made_at: stamp.at,
                ledger_size,
                since: if keys { since } else { ledger_size },
                checkpoint: keys.then(|| checkpoint.clone()),
            };
            written.push(self.write_archive(folder, header, &mut snapshot)?);
        }
        let mut change = self.change(stamp);
        for archive in &written {
            let detail = format!("{} {}", archive.header.kind.name(), archive.header.id);
            change.record(Draft::new(Event::BackedUp, Action::Use).detail(detail));
            let bytes = std::fs::metadata(&archive.path).map_err(at(&archive.path))?.len();
            change.add_archive(archive, bytes, newest_key);
        }
        change.commit()?;
        Ok(written)
    }

    fn write_archive(
        &self,
        folder: &Path,
        header: Header,
        snapshot: &mut Snapshot,
    ) -> Result<Archive, StoreError> {
        let mut out = Output::begin(&self.vault, folder, &header)?;
        out.part(b'H', &header)?;
        let mut rows = BTreeMap::new();
        for (zone, connection) in ZONES.into_iter().zip([&mut snapshot.vault, &mut snapshot.work]) {
            for table in connection.shapes()? {
                let name = table.name.as_str();
                let of_keys = [KEY_TABLE, SUPPRESSION_TABLE].contains(&name) || NEWEST_TABLES.contains(&name);
                let wanted = match header.kind {
                    ArchiveKind::Data => table.name != KEY_TABLE,
                    ArchiveKind::Keys => of_keys,
                };
                if wanted {
                    let count = match name {
                        KEY_TABLE => out.keys(&self.vault_db, zone, connection)?,
                        _ => out.table(zone, &table, connection)?,
                    };
                    rows.insert(table.name, count);
                }
            }
        }
        if header.kind == ArchiveKind::Keys {
            self.standings(header.since, &mut |standing| out.part(b'S', standing))?;
        }
        out.part(b'E', &rows)?;
        Ok(Archive { path: out.finish()?, header, rows })
    }
}

fn size_of_ledger(work: &mut Connection) -> Result<u64, StoreError> {
    let mut size = 0;
    let heads = work.shapes()?.into_iter().find(|table| table.name == "ledger_head");
    if let Some(heads) = heads {
        let column = heads.columns.iter().position(|(name, _)| name == "size");
        work.rows(&heads, &mut |row| {
            if let Some(Value::Int(found)) = column.and_then(|column| row.get(column)) {
                size = u64::try_from(*found).unwrap_or_default();
            }
            Ok(())
        })?;
    }
    Ok(size)
}

/// An archive being written, under a name that nobody takes for one. Dropped before its end it leaves nothing.
struct Output {
    path: PathBuf,
    unfinished: Unfinished,
    writer: ArchiveWriter<BufWriter<File>>,
}

/// A file that goes unless it is given its name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Output {
    fn begin(vault: &Vault, folder: &Path, header: &Header) -> Result<Self, StoreError> {
        let path = folder.join(name::of(header));
        if path.exists() {
            return Err(StoreError::Exists("archive"));
        }
        let part = path.with_extension("part");
        let file = BufWriter::new(create(&part)?);
        let unfinished = Unfinished(part);
        let writer =
            vault.seal_archive(header.kind.lifetime(), header.kind.name(), file).map_err(at(&path))?;
        Ok(Self { path, unfinished, writer })
    }

    fn part(&mut self, kind: u8, part: &impl Serialize) -> Result<(), StoreError> {
        rows::put_part(&mut self.writer, kind, part).map_err(at(&self.path))
    }

    /// Writes a table and returns how many rows it has.
    fn table(
        &mut self,
        zone: &str,
        table: &TableShape,
        connection: &mut Connection,
    ) -> Result<u64, StoreError> {
        self.rows(zone, table, (table, connection), &mut |row| Ok(Some(row)))
    }

    /// Writes the rows of a table as `given` gives them, in the form `as_table`; returns how many there were.
    fn rows(
        &mut self,
        zone: &str,
        as_table: &TableShape,
        (table, connection): (&TableShape, &mut Connection),
        given: &mut dyn FnMut(Vec<Value>) -> Result<Option<Vec<Value>>, StoreError>,
    ) -> Result<u64, StoreError> {
        let columns = as_table.columns.iter().map(|(name, _)| name.clone()).collect();
        self.part(b'T', &TableHead { zone: zone.into(), name: table.name.clone(), columns })?;
        let (mut count, mut failed) = (0, None);
        let (writer, path) = (&mut self.writer, &self.path);
        let answer = connection.rows(table, &mut |row| {
            let put = given(row).and_then(|row| {
                count += u64::from(row.is_some());
                row.map_or(Ok(()), |row| rows::put_row(writer, &row).map_err(at(path)))
            });
            put.map_err(|error| {
                failed = Some(error);
                SqlError::Conflict { statement: "backup" }
            })
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(answer.map(|()| count)?),
        }
    }

    /// Finishes the archive, on the disk, and gives it its name.
    fn finish(self) -> Result<PathBuf, StoreError> {
        let Self { path, unfinished, writer } = self;
        let finish = || {
            writer.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
            std::fs::rename(&unfinished.0, &path)?;
            sync_folder(&path)
        };
        finish().map_err(at(&path))?;
        Ok(path)
    }
}

/// A new name is durable only once its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent().filter(|_| cfg!(unix)) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn create(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(at(path))?;
    file.flush().map_err(at(path))?;
    Ok(file)
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> StoreError + use<> {
    let path = path.display().to_string();
    move |source| match source.downcast::<zgoda_vault::VaultError>() {
        Ok(source) => StoreError::Archive { path: path.clone(), source },
        Err(source) => StoreError::File { path: path.clone(), source },
    }
}
