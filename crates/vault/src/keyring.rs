//! The keys of one installation, kept outside its databases.

mod file;
mod text;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::VaultError;
use crate::secret::Secret;

/// All secrets of one installation. They are overwritten when dropped, and never printed.
///
/// | key | what ends with it |
/// |---|---|
/// | key-encryption keys, by version | every person's data key wrapped under that version |
/// | blind root | look-up and suppression by value, until the indexes are computed anew |
/// | secret root | the application's own secrets |
/// | ledger seed | the right to sign checkpoints under the same name |
/// | session secret | everybody's session |
pub struct Keyring {
    keks: BTreeMap<u32, Secret>,
    blind_root: Secret,
    secret_root: Secret,
    ledger_seed: Secret,
    session_secret: Secret,
    /// Where it was read from or first saved.
    file: Option<PathBuf>,
    /// Where a rotation saves it as well.
    copies: Vec<PathBuf>,
}

impl Keyring {
    /// Draws a new keyring with one key-encryption key, of version 1.
    pub fn generate() -> Result<Self, KeyringError> {
        Ok(Self {
            keks: BTreeMap::from([(1, Secret::random()?)]),
            blind_root: Secret::random()?,
            secret_root: Secret::random()?,
            ledger_seed: Secret::random()?,
            session_secret: Secret::random()?,
            file: None,
            copies: Vec::new(),
        })
    }

    /// The versions of the key-encryption keys, ascending; the last one wraps.
    pub fn kek_versions(&self) -> Vec<u32> {
        self.keks.keys().copied().collect()
    }

    /// Draws a new key-encryption key and returns its version. Save the keyring, then re-wrap every data key, then
    /// [drop](Self::drop_kek) the old version.
    pub fn rotate_kek(&mut self) -> Result<u32, KeyringError> {
        let newest = self.keks.last_key_value().map_or(0, |(&version, _)| version);
        let version = newest.checked_add(1).ok_or(KeyringError::NoVersionLeft)?;
        self.keks.insert(version, Secret::random()?);
        Ok(version)
    }

    /// Destroys a key-encryption key, and with it every archive of keys wrapped under it. The newest one stays.
    pub fn drop_kek(&mut self, version: u32) -> Result<(), KeyringError> {
        if self.keks.last_key_value().is_some_and(|(&newest, _)| newest == version) {
            return Err(KeyringError::NewestKek { version });
        }
        self.keks.remove(&version).map(drop).ok_or(KeyringError::KekUnknown { version })
    }

    /// The Ed25519 seed that signs the ledger's checkpoints.
    pub fn ledger_seed(&self) -> &[u8; 32] {
        self.ledger_seed.as_bytes()
    }

    /// The secret under which sessions and one-time links are signed.
    pub fn session_secret(&self) -> &[u8; 32] {
        self.session_secret.as_bytes()
    }

    /// Names the files to which a rotation saves the keyring as well: a custody copy of before a rotation opens nothing
    /// of after it.
    #[must_use]
    pub fn with_copies(self, copies: Vec<PathBuf>) -> Self {
        Self { copies, ..self }
    }

    pub(crate) fn file(&self) -> Option<&std::path::Path> {
        self.file.as_deref()
    }

    pub(crate) fn copies(&self) -> &[PathBuf] {
        &self.copies
    }

    /// The same keys and places once more.
    pub(crate) fn duplicate(&self) -> Result<Self, KeyringError> {
        let copy = Self::parse(&self.to_text())?;
        Ok(Self { file: self.file.clone(), copies: self.copies.clone(), ..copy })
    }

    /// Whether both have the same roots, whatever was rotated.
    pub(crate) fn is_of_one_installation_with(&self, other: &Self) -> bool {
        self.secret_root.as_bytes() == other.secret_root.as_bytes()
            && self.blind_root.as_bytes() == other.blind_root.as_bytes()
    }

    pub(crate) fn keks(&self) -> impl Iterator<Item = (u32, &Secret)> {
        self.keks.iter().map(|(&version, key)| (version, key))
    }

    pub(crate) fn blind_root(&self) -> &Secret {
        &self.blind_root
    }

    pub(crate) fn secret_root(&self) -> &Secret {
        &self.secret_root
    }
}

/// Why a keyring cannot be used, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// No such file.
    #[error("there is no keyring at {path}: make one, or restore it from its custody copy")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file is there already, and a keyring is never written over by accident.
    #[error(
        "there is a file at {path} already: a new keyring would make everything sealed unreadable; move it away first"
    )]
    Exists {
        /// Where it should have gone.
        path: PathBuf,
    },
    /// Others than the owner may read or write the file.
    #[error(
        "others may read the keyring at {path} (mode {mode:03o}): make it private with chmod 600, and rotate its keys if others had access"
    )]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Reading or writing failed.
    #[error("the keyring at {path} cannot be read or written")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A keyring of another installation took its place.
    #[error("the keyring at {path} is now that of another installation: put the right one back")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The text is something else.
    #[error("this is not a keyring: it does not begin with `zgoda keyring`; check the path")]
    NotAKeyring,
    /// A keyring of another version of the format.
    #[error(
        "the keyring has a format this program does not know: use the version of the program that wrote it"
    )]
    FormatUnknown,
    /// The end is missing.
    #[error("the keyring is cut short: restore it from its custody copy")]
    Truncated,
    /// The text was changed after it was written.
    #[error("the keyring is damaged, its checksum differs: restore it from its custody copy")]
    Damaged,
    /// No key-encryption key of this version.
    #[error("the keyring has no key-encryption key of version {version}")]
    KekUnknown {
        /// The version asked for.
        version: u32,
    },
    /// The newest key-encryption key wraps every data key and cannot be dropped.
    #[error("version {version} is the newest key-encryption key: rotate and re-wrap first")]
    NewestKek {
        /// The newest version.
        version: u32,
    },
    /// All version numbers are used up.
    #[error("no version number is left for another key-encryption key")]
    NoVersionLeft,
    /// The operating system gave no randomness.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
}

impl From<VaultError> for KeyringError {
    fn from(_: VaultError) -> Self {
        // Drawing a secret is all a keyring asks of the rest of the vault.
        Self::NoRandomness
    }
}
