//! The key of one person, and its wrapped form: destroying the wrapped form is erasing the person.

use zgoda_law::SubjectId;

use crate::VaultError;
use crate::cipher::Cipher;
use crate::secret::Secret;

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

    /// The cipher, for this person's boxes only.
    pub(crate) fn cipher_for(&self, subject: SubjectId) -> Result<&Cipher, VaultError> {
        if self.subject == subject { Ok(&self.cipher) } else { Err(VaultError::ForeignKey) }
    }
}

impl WrappedKey {
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
        let opened = kek
            .open(&associated(subject, self.version), &self.bytes)
            .map_err(|_| VaultError::WrappedKeyCorrupted)?;
        let mut key = Secret::zero();
        if opened.len() != key.as_bytes().len() {
            return Err(VaultError::WrappedKeyCorrupted);
        }
        key.as_mut().copy_from_slice(&opened);
        Ok(key)
    }
}

fn associated(subject: SubjectId, version: u32) -> Vec<u8> {
    [b"zgoda/data-key/1".as_slice(), &version.to_be_bytes(), subject.as_bytes()].concat()
}
