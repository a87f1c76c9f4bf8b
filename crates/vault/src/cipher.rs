//! The one authenticated cipher, and the shape of everything sealed: format byte ‖ nonce ‖ ciphertext ‖ tag.
//!
//! AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces, so one key may seal 2^32 messages: a data key seals
//! one person's values, a key-encryption key one data key for each person and re-wrap.

use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::secret::{Secret, random};

const FORMAT: u8 = 1;
const NONCE: usize = 12;
const TAG: usize = 16;
const HEAD: usize = 1 + NONCE;

/// How many bytes a sealed message is longer than the message.
pub(crate) const OVERHEAD: usize = HEAD + TAG;

/// A key ready for sealing; the key schedule is overwritten when dropped.
pub(crate) struct Cipher(Aes256Gcm);

/// The message cannot be opened: another key, other associated data, or changed bytes.
#[derive(Debug)]
pub(crate) struct Unopened;

impl Cipher {
    pub(crate) fn new(key: &Secret) -> Self {
        Self(Aes256Gcm::new(key.as_bytes().into()))
    }

    /// Seals the concatenation of `parts`, bound to `associated`.
    pub(crate) fn seal(&self, associated: &[u8], parts: &[&[u8]]) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE] = random()?;
        let length = parts.iter().map(|part| part.len()).sum::<usize>();
        // Room for everything from the start: growing would leave plaintext behind in freed memory.
        let mut sealed = Vec::with_capacity(length + OVERHEAD);
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        parts.iter().for_each(|part| sealed.extend_from_slice(part));
        let (_, message) = sealed.split_at_mut(HEAD);
        let tag = self
            .0
            .encrypt_inout_detached(&nonce.into(), associated, InOutBuf::from(message))
            .map_err(|_| VaultError::ValueTooLong { limit: crate::VALUE_LIMIT })?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    }

    /// Opens a sealed message that is bound to `associated`.
    pub(crate) fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unopened> {
        let (&[format], rest) = sealed.split_first_chunk::<1>().ok_or(Unopened)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(Unopened)?;
        let (ciphertext, tag) = rest.split_last_chunk::<TAG>().ok_or(Unopened)?;
        if format != FORMAT {
            return Err(Unopened);
        }
        let mut message = Zeroizing::new(ciphertext.to_vec());
        self.0
            .decrypt_inout_detached(
                nonce.into(),
                associated,
                InOutBuf::from(message.as_mut_slice()),
                tag.into(),
            )
            .map_err(|_| Unopened)?;
        Ok(message)
    }
}
