//! The key of a write-ahead file, which lives for one stretch of it: when the stretch is over the key is overwritten, and
//! whatever was sealed under it says nothing any more, wherever its bytes still are.

use zeroize::Zeroizing;

use crate::cipher::Cipher;
use crate::secret::Secret;
use crate::{Vault, VaultError};

/// What the sealed key is bound to.
const LABEL: &str = "zgoda/log-key/1";

/// Seals the records of one stretch of a write-ahead file.
pub struct LogKey(Cipher);

impl Vault {
    /// Draws a key, and seals it for the head of its file.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers.
    pub fn new_log_key(&self) -> Result<(LogKey, Vec<u8>), VaultError> {
        let key = Secret::random()?;
        let sealed = self.seal_secret(LABEL, key.as_bytes())?;
        Ok((LogKey(Cipher::new(&key)), sealed))
    }

    /// Opens the key that stands at the head of a file.
    ///
    /// # Errors
    /// Where it was changed, or sealed by another installation.
    pub fn open_log_key(&self, sealed: &[u8]) -> Result<LogKey, VaultError> {
        let opened = self.open_secret(LABEL, sealed)?;
        let mut key = Secret::zero();
        let bytes: &[u8; 32] = opened.as_slice().try_into().map_err(|_| VaultError::SecretCorrupted)?;
        key.as_mut().copy_from_slice(bytes);
        Ok(LogKey(Cipher::new(&key)))
    }
}

impl LogKey {
    /// Seals a record, bound to its place.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers, or the record is longer than the cipher takes.
    pub fn seal(&self, place: &[u8], record: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.0.seal(place, &[record])
    }

    /// Opens a record; `None` where it was not sealed under this key for this place, or not written to its end.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0.open(place, sealed).ok()
    }
}
