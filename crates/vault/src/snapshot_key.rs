//! The key of a copy of what is kept in memory. It ends with the key-encryption key that is the newest when the copy is
//! made, and every copy has one of its own, so that no two can be mixed.

use crate::cipher::Cipher;
use crate::index::derive;
use crate::random::random;
use crate::secret::Secret;
use crate::{Vault, VaultError};

const LABEL: &[u8] = b"zgoda/snapshot/1";
const SALT: usize = 32;

/// Seals the sections of one copy.
pub struct SnapshotKey {
    cipher: Cipher,
    version: u32,
}

impl SnapshotKey {
    /// How many bytes stand for a key at the head of its file. They say nothing without the keyring.
    pub const HEAD: usize = 4 + SALT;

    fn new(key: &Secret, version: u32, head: &[u8; Self::HEAD]) -> Self {
        Self { cipher: Cipher::new(&derive(key, &[LABEL, head])), version }
    }

    /// The version of the key-encryption key it ends with.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Seals a section, bound to its place.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers, or the section is longer than the cipher takes.
    pub fn seal(&self, place: &[u8], section: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.cipher.seal(place, &[section])
    }

    /// Opens a section in the memory it stands in; `None` where it was not sealed under this key for this place.
    pub fn open(&self, place: &[u8], sealed: Vec<u8>) -> Option<Vec<u8>> {
        self.cipher.open_in_place(place, sealed).ok()
    }
}

impl Vault {
    /// Draws a key, and what stands for it at the head of its file.
    ///
    /// # Errors
    /// Where the operating system gives no random numbers.
    pub fn new_snapshot_key(&self) -> Result<(SnapshotKey, [u8; SnapshotKey::HEAD]), VaultError> {
        let keyring = self.keyring();
        let newest = keyring.keks().last();
        let (version, key) = newest.ok_or(VaultError::KeyVersionUnknown { version: 0 })?;
        let salt: [u8; SALT] = random()?;
        let mut head = [0; SnapshotKey::HEAD];
        let (number, rest) = head.split_at_mut(4);
        number.copy_from_slice(&version.to_be_bytes());
        rest.copy_from_slice(&salt);
        Ok((SnapshotKey::new(key, version, &head), head))
    }

    /// The key that this head stands for; `None` where its key-encryption key is no more.
    pub fn snapshot_key(&self, head: &[u8; SnapshotKey::HEAD]) -> Option<SnapshotKey> {
        let version = u32::from_be_bytes(*head.first_chunk()?);
        let keyring = self.keyring();
        let (_, key) = keyring.keks().find(|(known, _)| *known == version)?;
        Some(SnapshotKey::new(key, version, head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Keyring;

    #[test]
    fn a_section_opens_in_its_place_only_unchanged_and_as_long_as_the_key_encryption_key_lives() {
        let vault = Vault::new(Keyring::generate().unwrap());
        let (key, head) = vault.new_snapshot_key().unwrap();
        let sealed = key.seal(b"first", b"section").unwrap();
        let again = vault.snapshot_key(&head).unwrap();
        assert_eq!(again.open(b"first", sealed.clone()).as_deref(), Some(b"section".as_slice()));
        assert_eq!(again.open(b"second", sealed.clone()), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(again.open(b"first", changed), None, "byte {at}");
        }
        assert_eq!(again.open(b"first", sealed[..9].to_vec()), None);
        let other = Vault::new(Keyring::generate().unwrap());
        assert_eq!(other.snapshot_key(&head).unwrap().open(b"first", sealed.clone()), None);
        let old = key.version();
        vault.rotate_kek().unwrap();
        assert!(vault.snapshot_key(&head).is_some());
        vault.destroy_kek(old).unwrap();
        assert!(vault.snapshot_key(&head).is_none());
    }
}
