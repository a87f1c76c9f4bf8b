//! Folders of data: made for a run, copied for each round, gone at its end.

use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::Options;
use crate::error::{Result, io, wrong};

/// The folder of one run.
pub struct WorkFolder {
    folder: tempfile::TempDir,
}

impl WorkFolder {
    /// Makes it. PostgreSQL runs as another user, so everybody may pass through it.
    ///
    /// # Errors
    /// Where it cannot be made, or is in memory: then no write would be durable.
    pub fn new(options: &Options) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("zgoda-bench-")
            .tempdir_in(&options.folder)
            .map_err(io(format!("a folder in {}", options.folder.display())))?;
        if is_in_memory(folder.path()) {
            return wrong("the folder is in memory: name one on a disk with --folder");
        }
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))
            .map_err(io("the folder of the run"))?;
        Ok(Self { folder })
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A new folder in it.
    ///
    /// # Errors
    /// Where it is there already or cannot be made.
    pub fn make(&self, name: &str) -> Result<PathBuf> {
        let path = self.path().join(name);
        std::fs::create_dir(&path).map_err(io(path.display().to_string()))?;
        Ok(path)
    }
}

/// Whether the folder is on a file system without a disk behind it.
fn is_in_memory(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        Some((PathBuf::from(words.next()?), words.next()?.to_owned()))
    };
    let above = mounts.lines().filter_map(mount).filter(|(point, _)| folder.starts_with(point));
    above
        .max_by_key(|(point, _)| point.as_os_str().len())
        .is_some_and(|(_, kind)| matches!(kind.as_str(), "tmpfs" | "ramfs"))
}

/// Makes a folder that only its owner can read, as the program asks of its data.
///
/// # Errors
/// Where it cannot be made.
pub fn private_folder(path: &Path) -> Result<()> {
    let mut private = std::fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
    private.recursive(true).create(path).map_err(io(path.display().to_string()))
}

/// Copies the files of a folder and waits until they are on the disk, so that no later block pays for it.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    private_folder(to)?;
    for entry in std::fs::read_dir(from).map_err(io(from.display().to_string()))? {
        let entry = entry.map_err(io(from.display().to_string()))?;
        let target = to.join(entry.file_name());
        std::fs::copy(entry.path(), &target).map_err(io(target.display().to_string()))?;
        let copied = File::open(&target).map_err(io(target.display().to_string()))?;
        copied.sync_all().map_err(io(target.display().to_string()))?;
    }
    Ok(())
}

/// Bytes of all files below a folder.
///
/// # Errors
/// Where it cannot be read.
pub fn bytes_below(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(io(folder.display().to_string()))? {
        let entry = entry.map_err(io(folder.display().to_string()))?;
        let data = entry.metadata().map_err(io(entry.path().display().to_string()))?;
        bytes += if data.is_dir() { bytes_below(&entry.path())? } else { data.len() };
    }
    Ok(bytes)
}
