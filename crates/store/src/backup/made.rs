//! Which archives were made, and which of them have ended: an archive of keys ends when its file is removed by its term, or
//! when the key-encryption key it was sealed under is destroyed. An archive of data opens as long as the keyring lives, but
//! holds nothing readable of whoever has no key any more.

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use super::{Archive, ArchiveKind, name};
use crate::change::Change;
use crate::model::Stamp;
use crate::sql::{Row, statements};
use crate::{Store, StoreError};

statements! {
    ADD = "INSERT INTO archive (archive_id, kind, made_at, bytes, ledger_size, kek_version)
        VALUES ($1, $2, $3, $4, $5, $6)";
    LIST = "SELECT archive_id, kind, made_at, bytes, ledger_size, ended_at FROM archive WHERE made_at <= $1
        ORDER BY made_at DESC, archive_id LIMIT $2";
    NEWEST = "SELECT archive_id FROM archive WHERE kind = 'keys' ORDER BY made_at DESC, archive_id LIMIT 1";
    END_OLD = "UPDATE archive SET ended_at = $1 WHERE kind = 'keys' AND ended_at IS NULL AND made_at < $2
        AND archive_id <> $3";
    END_UNDER = "UPDATE archive SET ended_at = $1 WHERE kind = 'keys' AND ended_at IS NULL AND kek_version < $2";
}

/// An archive that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArchiveMade {
    /// Its id.
    pub id: String,
    /// Which kind.
    pub kind: ArchiveKind,
    /// When.
    pub made_at: Timestamp,
    /// Bytes of the file.
    pub bytes: u64,
    /// Entries of the ledger then.
    pub ledger_size: u64,
    /// When it stopped opening, as far as this installation knows.
    pub ended_at: Option<Timestamp>,
}

fn made(row: &Row) -> Result<ArchiveMade, StoreError> {
    let kind: String = row.get(1)?;
    Ok(ArchiveMade {
        id: row.get(0)?,
        kind: if kind == ArchiveKind::Keys.name() { ArchiveKind::Keys } else { ArchiveKind::Data },
        made_at: row.get(2)?,
        bytes: row.get(3)?,
        ledger_size: row.get(4)?,
        ended_at: row.get(5)?,
    })
}

impl Store {
    /// The archives that were made by a moment, the latest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn archives(&self, at: Timestamp, limit: u32) -> Result<Vec<ArchiveMade>, StoreError> {
        self.work.read(&LIST, &[at.into(), limit.into()])?.iter().map(made).collect()
    }

    /// Removes the archives of keys made before a time, but never the newest one, and notes that they ended; returns how
    /// many files went.
    ///
    /// # Errors
    /// Where the folder cannot be read, a file not be removed, or the database fails.
    pub fn prune_keys(&self, folder: &Path, before: Timestamp, stamp: Stamp) -> Result<u64, StoreError> {
        let removed = name::prune_keys(folder, before)?;
        if removed > 0
            && let Some(row) = self.work.read_one(&NEWEST, &[])?
        {
            let newest: String = row.get(0)?;
            let mut change = self.change(stamp);
            change.run(&END_OLD, vec![stamp.at.into(), before.into(), newest.into()]);
            change.commit()?;
        }
        Ok(removed)
    }
}

impl Change<'_> {
    /// Notes an archive that was written.
    pub(super) fn add_archive(&mut self, archive: &Archive, bytes: u64, kek_version: u32) {
        let header = &archive.header;
        let version = (header.kind == ArchiveKind::Keys).then_some(kek_version);
        let values = vec![
            header.id.as_str().into(),
            header.kind.name().into(),
            header.made_at.into(),
            bytes.into(),
            header.ledger_size.into(),
            version.into(),
        ];
        self.run(&ADD, values);
    }

    /// Notes that archives of keys sealed under older versions open no more.
    pub(crate) fn end_archives_below(&mut self, version: u32) {
        let at = self.stamp().at;
        self.run(&END_UNDER, vec![at.into(), version.into()]);
    }
}
