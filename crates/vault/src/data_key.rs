//! The key of one person, and its wrapped form: destroying the wrapped form is erasing the person.

use zgoda_law::SubjectId;

use crate::VaultError;
use crate::cipher::Cipher;
use crate::secret::Secret;

const LABEL: &[u8; 12] = b"zgoda/dkey/1";
/// Where the encrypted key stands among the bytes of a wrapped one.
const ENCRYPTED: std::ops::Range<usize> = 13..13 + MASK_BYTES;

/// Bytes of a mask: as many as the key has.
pub const MASK_BYTES: usize = 32;

/// The data key of one person: 256 random bits, never derived from anything, so that destroying them is final. It is
/// overwritten when dropped and its bytes are not to be had.
pub struct DataKey {
    subject: SubjectId,
    cipher: Cipher,
}

/// A data key as it is stored: encrypted under a key-encryption key and bound to its person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WrappedKey {
    /// The version of the key-encryption key it is wrapped under.
    pub version: u32,
    /// Format byte ‖ nonce ‖ encrypted key ‖ tag: 61 bytes.
    pub bytes: Vec<u8>,
}

impl DataKey {
    /// Whose key it is.
    pub fn subject(&self) -> SubjectId {
        self.subject
    }

    pub(crate) fn new(subject: SubjectId, bytes: &Secret) -> Self {
        Self { subject, cipher: Cipher::new(bytes) }
    }

    /// The cipher, for whoever asks for the person it belongs to.
    pub(crate) fn cipher(&self) -> &Cipher {
        &self.cipher
    }

    /// The cipher, for this person's boxes only.
    pub(crate) fn cipher_for(&self, subject: SubjectId) -> Result<&Cipher, VaultError> {
        if self.subject == subject { Ok(&self.cipher) } else { Err(VaultError::ForeignKey) }
    }
}

impl WrappedKey {
    /// Combines the encrypted key with a mask, or takes the same mask off again. Without its mask a masked key says nothing
    /// of the key, to whoever has the key-encryption key as well: each of the 32 bytes could be any other.
    pub fn mask(&mut self, mask: &[u8; MASK_BYTES]) {
        let encrypted = self.bytes.get_mut(ENCRYPTED).unwrap_or_default();
        encrypted.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }

    pub(crate) fn wrap(
        subject: SubjectId,
        key: &Secret,
        version: u32,
        kek: &Cipher,
    ) -> Result<Self, VaultError> {
        let bytes = kek.seal(&associated(subject, version), &[key.as_bytes()])?;
        Ok(Self { version, bytes })
    }

    pub(crate) fn unwrap(&self, subject: SubjectId, kek: &Cipher) -> Result<Secret, VaultError> {
        kek.open_secret(&associated(subject, self.version), &self.bytes)
            .map_err(|_| VaultError::WrappedKeyCorrupted)
    }
}

/// Two blocks of the authenticator.
fn associated(subject: SubjectId, version: u32) -> [u8; 32] {
    let mut bytes = [0; LABEL.len() + 4 + 16];
    let version = version.to_be_bytes();
    let all = LABEL.iter().chain(&version).chain(subject.as_bytes());
    bytes.iter_mut().zip(all).for_each(|(into, from)| *into = *from);
    bytes
}
