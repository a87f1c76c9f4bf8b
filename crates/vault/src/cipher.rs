//! The one authenticated cipher, and the shape of everything sealed but values: format byte ‖ nonce ‖ ciphertext ‖ tag.
//!
//! AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces, so one key may seal 2^32 messages: a data key seals
//! one person's values, a key-encryption key one data key for each person and re-wrap.

use aes::Aes256Enc;
use aes::cipher::consts::U12;
use aes_gcm::{AeadInPlace, AesGcm, KeyInit};
use zeroize::Zeroizing;

use crate::VaultError;
use crate::random::random;
use crate::secret::Secret;

const FORMAT: u8 = 1;
pub(crate) const NONCE: usize = 12;
pub(crate) const TAG: usize = 16;
const HEAD: usize = 1 + NONCE;

/// How many bytes a sealed message is longer than the message.
pub(crate) const OVERHEAD: usize = HEAD + TAG;

/// A key ready for sealing; the key schedule is overwritten when dropped. Counter mode never decrypts a block, so the
/// schedule for decrypting, a third of the cost of a key that opens one value, is left out.
pub(crate) struct Cipher(AesGcm<Aes256Enc, U12>);

/// The message cannot be opened: another key, other associated data, or changed bytes.
#[derive(Debug)]
pub(crate) struct Unopened;

impl Cipher {
    pub(crate) fn new(key: &Secret) -> Self {
        Self(AesGcm::new(key.as_bytes().into()))
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
        let tag = self.seal_detached(&nonce, associated, message)?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    }

    /// Opens a sealed message that is bound to `associated`.
    pub(crate) fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unopened> {
        let parts = Parts::of(sealed)?;
        let mut message = Zeroizing::new(parts.ciphertext.to_vec());
        self.decrypt(associated, &parts, &mut message)?;
        Ok(message)
    }

    /// Opens a sealed message in the memory it stands in. For long ones that are no secret.
    pub(crate) fn open_in_place(&self, associated: &[u8], mut sealed: Vec<u8>) -> Result<Vec<u8>, Unopened> {
        let parts = Parts::of(&sealed)?;
        let (nonce, tag) = (*parts.nonce, *parts.tag);
        sealed.truncate(sealed.len() - TAG);
        let message = sealed.get_mut(HEAD..).ok_or(Unopened)?;
        self.open_detached(&nonce, associated, message, &tag)?;
        sealed.drain(..HEAD);
        Ok(sealed)
    }

    /// Opens a sealed secret that is bound to `associated`.
    pub(crate) fn open_secret(&self, associated: &[u8], sealed: &[u8]) -> Result<Secret, Unopened> {
        let parts = Parts::of(sealed)?;
        let mut secret = Secret::zero();
        *secret.as_mut() = *<&[u8; 32]>::try_from(parts.ciphertext).map_err(|_| Unopened)?;
        self.decrypt(associated, &parts, secret.as_mut())?;
        Ok(secret)
    }

    fn decrypt(&self, associated: &[u8], parts: &Parts<'_>, message: &mut [u8]) -> Result<(), Unopened> {
        self.open_detached(parts.nonce, associated, message, parts.tag)
    }

    /// Encrypts a message in the memory it stands in; returns the tag.
    pub(crate) fn seal_detached(
        &self,
        nonce: &[u8; NONCE],
        associated: &[u8],
        message: &mut [u8],
    ) -> Result<[u8; TAG], VaultError> {
        let tag = self.0.encrypt_in_place_detached(nonce.into(), associated, message);
        tag.map(Into::into).map_err(|_| VaultError::ValueTooLong { limit: crate::VALUE_LIMIT })
    }

    /// Decrypts a message in the memory it stands in.
    pub(crate) fn open_detached(
        &self,
        nonce: &[u8; NONCE],
        associated: &[u8],
        message: &mut [u8],
        tag: &[u8; TAG],
    ) -> Result<(), Unopened> {
        let opened = self.0.decrypt_in_place_detached(nonce.into(), associated, message, tag.into());
        opened.map_err(|_| Unopened)
    }

    /// Combines the bytes with the key's stream in counter mode, under a nonce under which nothing else is encrypted.
    pub(crate) fn apply_stream(&self, nonce: &[u8; NONCE], bytes: &mut [u8]) -> Result<(), VaultError> {
        self.seal_detached(nonce, &[], bytes).map(drop)
    }
}

/// A sealed message, taken apart.
struct Parts<'s> {
    nonce: &'s [u8; NONCE],
    ciphertext: &'s [u8],
    tag: &'s [u8; TAG],
}

impl<'s> Parts<'s> {
    fn of(sealed: &'s [u8]) -> Result<Self, Unopened> {
        let (&[format], rest) = sealed.split_first_chunk::<1>().ok_or(Unopened)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(Unopened)?;
        let (ciphertext, tag) = rest.split_last_chunk::<TAG>().ok_or(Unopened)?;
        if format == FORMAT { Ok(Self { nonce, ciphertext, tag }) } else { Err(Unopened) }
    }
}
