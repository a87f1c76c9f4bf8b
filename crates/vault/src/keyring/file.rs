//! The keyring's file: private to its owner, and on the disk before anything is sealed under it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{Keyring, KeyringError};

/// No keyring is longer than this many bytes.
const SIZE_LIMIT: usize = 1 << 20;

impl Keyring {
    /// Reads a keyring from its file, which nobody but its owner may read.
    pub fn load(path: &Path) -> Result<Self, KeyringError> {
        let file = File::open(path).map_err(|error| at(path, error))?;
        check_private(path, &file)?;
        let length = file.metadata().map_err(|error| at(path, error))?.len();
        let length = usize::try_from(length).ok().filter(|&length| length <= SIZE_LIMIT);
        let length = length.ok_or(KeyringError::NotAKeyring)?;
        // Room for everything from the start: growing would leave keys behind in freed memory.
        let mut bytes = Zeroizing::new(Vec::with_capacity(length + 1));
        file.take(length as u64).read_to_end(&mut bytes).map_err(|error| at(path, error))?;
        let text = std::str::from_utf8(&bytes).map_err(|_| KeyringError::NotAKeyring)?;
        Ok(Self { file: Some(path.to_owned()), ..Self::parse(text)? })
    }

    /// Keeps other processes from changing the file until what it returns is dropped.
    pub(crate) fn hold(path: &Path) -> Result<File, KeyringError> {
        let beside = beside(path, ".lock");
        let hold = || {
            let file = OpenOptions::new().create(true).append(true).open(&beside)?;
            file.lock()?;
            Ok(file)
        };
        hold().map_err(|error| at(&beside, error))
    }

    /// Writes the keyring to its copies, then over its own file.
    pub(crate) fn save_everywhere(&self) -> Result<(), KeyringError> {
        self.save_copies()?;
        self.file().map_or(Ok(()), |file| self.save_over(file))
    }

    /// Writes the copies that differ.
    pub(crate) fn save_copies(&self) -> Result<(), KeyringError> {
        let text = self.to_text();
        self.copies().iter().try_for_each(|copy| match Self::load(copy) {
            Ok(held) if *held.to_text() == *text => Ok(()),
            Ok(held) if !held.is_of_one_installation_with(self) => {
                Err(KeyringError::Foreign { path: copy.clone() })
            }
            Ok(_) => self.save_over(copy),
            Err(KeyringError::Missing { .. }) => self.save_new(copy),
            Err(refused) => Err(refused),
        })
    }

    /// Writes the keyring to a new file with mode 600, and returns once it is on the disk.
    pub fn save_new(&self, path: &Path) -> Result<(), KeyringError> {
        self.write_new(path)?;
        sync_directory(path)
    }

    /// Writes the keyring over an older one (after a rotation): readers see the old file or the new one, whole. The bytes
    /// of the old one are overwritten, as far as the file system writes in place.
    pub fn save_over(&self, path: &Path) -> Result<(), KeyringError> {
        let old = OpenOptions::new().write(true).open(path).map_err(|error| at(path, error))?;
        let beside = beside(path, ".new");
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&beside, error)),
            _ => self.write_new(&beside)?,
        }
        fs::rename(&beside, path).map_err(|error| at(path, error))?;
        sync_directory(path)?;
        overwrite(old).map_err(|error| at(path, error))
    }

    fn write_new(&self, path: &Path) -> Result<(), KeyringError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| at(path, error))?;
        let written = file.write_all(self.to_text().as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| {
            // Half a keyring helps nobody, and would stand in the way of the next attempt.
            let _ = fs::remove_file(path);
            at(path, error)
        })
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(ending);
    beside.into()
}

/// Ends what stands in a file that has no name any more.
fn overwrite(mut file: File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(SIZE_LIMIT).min(SIZE_LIMIT);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

#[cfg(unix)]
fn check_private(path: &Path, file: &File) -> Result<(), KeyringError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().map_err(|error| at(path, error))?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyringError::TooOpen { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn check_private(_: &Path, _: &File) -> Result<(), KeyringError> {
    Ok(())
}

/// A new name is durable only once its directory is.
#[cfg(unix)]
fn sync_directory(path: &Path) -> Result<(), KeyringError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = parent.unwrap_or(Path::new("."));
    File::open(directory).and_then(|directory| directory.sync_all()).map_err(|error| at(directory, error))
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> Result<(), KeyringError> {
    Ok(())
}

fn at(path: &Path, source: io::Error) -> KeyringError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => KeyringError::Missing { path },
        io::ErrorKind::AlreadyExists => KeyringError::Exists { path },
        _ => KeyringError::Io { path, source },
    }
}
