//! The names of archives: `KIND-TIME-SIZE.zgoda`, with the size of the ledger, so that the last by name is the newest.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zgoda_vault::Vault;

use super::{ArchiveKind, Header, at, restore};
use crate::StoreError;

const ENDING: &str = "zgoda";
const TIME: &str = "%Y%m%dT%H%M%SZ";

pub(super) fn of(header: &Header) -> String {
    let time = header.made_at.to_zoned(TimeZone::UTC).strftime(TIME);
    format!("{}-{time}-{:012}.{ENDING}", header.kind.name(), header.ledger_size)
}

/// When the archive of this name was made, if it is one of this kind.
fn made_at(path: &Path, kind: ArchiveKind) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?;
    let rest = name.strip_prefix(kind.name())?.strip_prefix('-')?;
    let (time, _) = rest.strip_suffix(ENDING)?.split_once('-')?;
    let civil = jiff::civil::DateTime::strptime(TIME, time).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The archives of a kind in a folder, oldest first.
fn all(folder: &Path, kind: ArchiveKind) -> Result<Vec<(Timestamp, PathBuf)>, StoreError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        found.extend(made_at(&path, kind).map(|time| (time, path)));
    }
    found.sort();
    Ok(found)
}

/// The newest archive of a kind in a folder.
///
/// # Errors
/// Where the folder cannot be read.
pub fn newest(folder: &Path, kind: ArchiveKind) -> Result<Option<PathBuf>, StoreError> {
    Ok(all(folder, kind)?.pop().map(|(_, path)| path))
}

/// Removes the archives of keys made before a time, but never the newest one; returns how many.
///
/// # Errors
/// Where the folder cannot be read or a file not be removed.
pub(super) fn prune_keys(folder: &Path, before: Timestamp) -> Result<u64, StoreError> {
    let mut found = all(folder, ArchiveKind::Keys)?;
    found.pop();
    let old = found.into_iter().filter(|(time, _)| *time < before);
    old.map(|(_, path)| std::fs::remove_file(&path).map_err(at(&path)).map(|()| 1)).sum()
}

/// The smallest ledger of an archive of data in the folder. What cannot be opened cannot be restored either.
pub(super) fn oldest_data(vault: &Vault, folder: &Path) -> Result<Option<u64>, StoreError> {
    let mut smallest = None;
    for (_, path) in all(folder, ArchiveKind::Data)? {
        let file = BufReader::new(File::open(&path).map_err(at(&path))?);
        if let Ok((header, _)) = restore::open(vault, &path, ArchiveKind::Data, file) {
            smallest = Some(smallest.map_or(header.ledger_size, |size: u64| size.min(header.ledger_size)));
        }
    }
    Ok(smallest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_kind_and_time() {
        let made_at_ = "2026-11-22T05:13:07Z".parse().unwrap();
        let (kind, id) = (ArchiveKind::Keys, "1a2b".to_owned());
        let header =
            Header { format: 2, kind, id, made_at: made_at_, ledger_size: 41, since: 0, checkpoint: None };
        let name = of(&header);
        assert_eq!(name, "keys-20261122T051307Z-000000000041.zgoda");
        assert_eq!(made_at(Path::new(&name), ArchiveKind::Keys), Some(made_at_));
        for other in
            ["keys-x-1.zgoda", "keys-20261122T051307Z-1a2b.part", "data-20261122T051307Z-1.zgoda", "x"]
        {
            assert_eq!(made_at(Path::new(other), ArchiveKind::Keys), None, "{other}");
        }
    }
}
