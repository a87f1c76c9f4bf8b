//! An opened value, and what the ledger may know of it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;
use zgoda_law::{FactNo, FieldId, SubjectId};

/// Bytes of random salt sealed behind every value.
pub(crate) const SALT: usize = 16;

/// What the ledger holds of a value: HMAC-SHA-256 under the salt sealed with the value, over person, field, fact and
/// value, cut to 128 bits.
///
/// Whoever can open the box can show that it holds what was committed to; without the box the commitment says nothing,
/// for the salt is gone with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment(pub [u8; 16]);

/// Which value: what a box is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) subject: SubjectId,
    pub(crate) field: FieldId,
    pub(crate) fact: FactNo,
}

impl Place {
    /// The place as the bytes that the cipher authenticates, in two of its blocks.
    pub(crate) fn associated(&self) -> [u8; 32] {
        self.labelled(b"zgoda/box1")
    }

    fn labelled<const LABEL: usize, const ALL: usize>(&self, label: &[u8; LABEL]) -> [u8; ALL] {
        const { assert!(ALL == LABEL + 22) };
        let mut bytes = [0; ALL];
        bytes[..LABEL].copy_from_slice(label);
        bytes[LABEL..LABEL + 16].copy_from_slice(self.subject.as_bytes());
        bytes[LABEL + 16..LABEL + 18].copy_from_slice(&self.field.0.to_be_bytes());
        bytes[LABEL + 18..].copy_from_slice(&self.fact.0.to_be_bytes());
        bytes
    }
}

impl Commitment {
    pub(crate) fn new(place: &Place, salt: &[u8; SALT], value: &str) -> Self {
        // The salt is the key of this one code, so nothing needs to tell it from another; a short value fits one block.
        let mut mac = keyed(salt);
        mac.update(&place.labelled::<0, 22>(&[]));
        mac.update(value.as_bytes());
        Self(truncated(mac))
    }
}

/// An opened value. It is overwritten when dropped, and has neither `Display` nor `Debug`, so that it does not end up
/// in a log by accident.
pub struct Plaintext {
    place: Place,
    salt: Zeroizing<[u8; SALT]>,
    value: Zeroizing<String>,
}

impl Plaintext {
    /// Takes apart what a box held; `None` if it was not made by this crate.
    pub(crate) fn from_opened(place: Place, mut opened: Zeroizing<Vec<u8>>) -> Option<Self> {
        let salt = Zeroizing::new(*opened.last_chunk()?);
        let length = opened.len() - SALT;
        opened.truncate(length);
        // The salt behind the text stays in its spare room, and is wiped with it.
        let value = String::from_utf8(std::mem::take(&mut *opened));
        let value = Zeroizing::new(value.map_err(|error| drop(Zeroizing::new(error.into_bytes()))).ok()?);
        Some(Self { place, salt, value })
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// What the ledger holds of it; equal to what [`Vault::seal`](crate::Vault::seal) returned.
    pub fn commitment(&self) -> Commitment {
        Commitment::new(&self.place, &self.salt, &self.value)
    }
}

/// HMAC-SHA-256 under a key of up to 64 bytes.
pub(crate) fn keyed<const N: usize>(key: &[u8; N]) -> Hmac<Sha256> {
    const { assert!(N <= 64) };
    let mut block = Zeroizing::new([0; 64]);
    block[..N].copy_from_slice(key);
    // RFC 2104: a key shorter than the block is padded with zeros, so this is the same key without a length to check.
    Hmac::new((&*block).into())
}

/// The first 128 bits of the code.
pub(crate) fn truncated(mac: Hmac<Sha256>) -> [u8; 16] {
    let code: [u8; 32] = mac.finalize().into_bytes().into();
    let mut cut = [0; 16];
    cut.copy_from_slice(&code[..16]);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_is_the_one_another_implementation_computes() {
        let place = Place { subject: SubjectId::from_bytes([10; 16]), field: FieldId(3), fact: FactNo(7) };
        let salt = std::array::from_fn(|at| at as u8);
        let commitment = Commitment::new(&place, &salt, "anna@przykład.pl");
        assert_eq!(hex::encode(commitment.0), "cfe55d74f40e86df71ff3c48829d8bc6");
    }
}
