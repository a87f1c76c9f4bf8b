//! An opened value, and what the ledger may know of it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;
use zgoda_law::{FactNo, FieldId, SubjectId};

/// Bytes of random salt sealed in front of every value.
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
    /// The place as the bytes that the cipher authenticates.
    pub(crate) fn associated(&self) -> Vec<u8> {
        [b"zgoda/box/1".as_slice(), &self.bytes()].concat()
    }

    fn bytes(&self) -> [u8; 22] {
        let mut bytes = [0; 22];
        let (subject, rest) = bytes.split_at_mut(16);
        let (field, fact) = rest.split_at_mut(2);
        subject.copy_from_slice(self.subject.as_bytes());
        field.copy_from_slice(&self.field.0.to_be_bytes());
        fact.copy_from_slice(&self.fact.0.to_be_bytes());
        bytes
    }
}

impl Commitment {
    pub(crate) fn new(place: &Place, salt: &[u8; SALT], value: &str) -> Self {
        let mut mac = keyed(salt);
        mac.update(b"zgoda/commitment/1");
        mac.update(&place.bytes());
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
        let salt = Zeroizing::new(*opened.first_chunk()?);
        let value = Zeroizing::new(opened.split_off(SALT));
        let value = Zeroizing::new(std::str::from_utf8(&value).ok()?.to_owned());
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
        assert_eq!(hex::encode(commitment.0), "171f482b4eb20c8b428f74c63c6f5b65");
    }
}
