//! Thirty-two secret bytes.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{VaultError, random};

/// A 256-bit secret, overwritten when dropped. It is never copied, printed or compared.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret(Box<[u8; 32]>);

impl Secret {
    /// Draws a secret.
    pub(crate) fn random() -> Result<Self, VaultError> {
        let mut secret = Self::zero();
        random::fill(secret.as_mut())?;
        Ok(secret)
    }

    /// A secret still to be filled in. It lives on the heap, so that moving it leaves no copy behind.
    pub(crate) fn zero() -> Self {
        Self(Box::new([0; 32]))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn as_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}
