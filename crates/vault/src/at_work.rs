//! The key-encryption keys at work, and their rotation. Several processes may share one keyring file: whoever meets a
//! version it does not know reads the file again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use zgoda_law::SubjectId;

use crate::cipher::Cipher;
use crate::secret::Secret;
use crate::{Keyring, KeyringError, Vault, VaultError, WrappedKey};

pub(crate) struct AtWork(RwLock<Keys>);

struct Keys {
    keyring: Arc<Keyring>,
    keks: BTreeMap<u32, Cipher>,
}

impl Keys {
    fn new(keyring: Keyring) -> Self {
        let keks = keyring.keks().map(|(version, key)| (version, Cipher::new(key))).collect();
        Self { keyring: Arc::new(keyring), keks }
    }
}

impl AtWork {
    pub(crate) fn new(keyring: Keyring) -> Self {
        Self(RwLock::new(Keys::new(keyring)))
    }

    pub(crate) fn keyring(&self) -> Arc<Keyring> {
        Arc::clone(&self.read().keyring)
    }

    pub(crate) fn wrap(&self, subject: SubjectId, key: &Secret) -> Result<WrappedKey, VaultError> {
        let keys = self.read();
        let newest = keys.keks.last_key_value();
        let (&version, kek) = newest.ok_or(VaultError::KeyVersionUnknown { version: 0 })?;
        WrappedKey::wrap(subject, key, version, kek)
    }

    pub(crate) fn unwrap(&self, subject: SubjectId, wrapped: &WrappedKey) -> Result<Secret, VaultError> {
        let version = wrapped.version;
        if let Some(kek) = self.read().keks.get(&version) {
            return wrapped.unwrap(subject, kek);
        }
        // Another process may have rotated.
        let unknown = VaultError::KeyVersionUnknown { version };
        self.refresh().map_err(|_| unknown)?;
        self.read().keks.get(&version).ok_or(unknown).and_then(|kek| wrapped.unwrap(subject, kek))
    }

    fn refresh(&self) -> Result<(), KeyringError> {
        let now = self.keyring();
        let Some(path) = now.file() else { return Ok(()) };
        let stored = Keyring::load(path)?;
        if !stored.is_of_one_installation_with(&now) {
            return Err(KeyringError::Foreign { path: path.to_owned() });
        }
        if stored.kek_versions() != now.kek_versions() {
            self.adopt(stored.with_copies(now.copies().to_vec()));
        }
        Ok(())
    }

    fn change(
        &self,
        change: impl FnOnce(&mut Keyring) -> Result<(), KeyringError>,
    ) -> Result<(), KeyringError> {
        let now = self.keyring();
        let held = now.file().map(Keyring::hold).transpose()?;
        self.refresh()?;
        let mut next = self.keyring().duplicate()?;
        change(&mut next)?;
        next.save_everywhere()?;
        self.adopt(next);
        drop(held);
        Ok(())
    }

    fn adopt(&self, keyring: Keyring) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Keys::new(keyring);
    }

    fn read(&self) -> RwLockReadGuard<'_, Keys> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault {
    /// The versions of the key-encryption keys, ascending; the last one wraps.
    pub fn kek_versions(&self) -> Vec<u32> {
        self.at_work.keyring().kek_versions()
    }

    /// Reads the keyring's file again, in case another process has rotated: keys destroyed there end here too.
    ///
    /// # Errors
    /// Where the file cannot be read or belongs to another installation; then the keys stay as they were.
    pub fn refresh(&self) -> Result<(), KeyringError> {
        self.at_work.refresh()
    }

    /// Draws a new key-encryption key, on the disk with all copies of the keyring before anything is wrapped under it.
    /// Then [re-wrap](Vault::rewrap) every data key and [destroy](Vault::destroy_kek) the old version.
    ///
    /// # Errors
    /// Where a file cannot be written. Where it is that of a copy, nothing has changed.
    pub fn rotate_kek(&self) -> Result<u32, KeyringError> {
        let mut version = 0;
        self.at_work.change(|keyring| {
            version = keyring.rotate_kek()?;
            Ok(())
        })?;
        Ok(version)
    }

    /// Destroys a key-encryption key in the keyring's file and its copies, and with it every archive of keys made under
    /// it.
    ///
    /// # Errors
    /// Where a file cannot be written, or the version is the newest or unknown.
    pub fn destroy_kek(&self, version: u32) -> Result<(), KeyringError> {
        self.at_work.change(|keyring| keyring.drop_kek(version))
    }

    /// Writes every copy of the keyring that differs from it: one that could not be reached at a rotation.
    ///
    /// # Errors
    /// Where a copy cannot be written.
    pub fn settle_copies(&self) -> Result<(), KeyringError> {
        self.at_work.keyring().save_copies()
    }
}
