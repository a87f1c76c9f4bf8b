//! What the ledger may know of a value.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;
use zgoda_law::{FactNo, FieldId, SubjectId};

/// Bytes of the random salt of a value.
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
    /// The place as bytes, behind a label that says what they are for.
    pub(crate) fn labelled<const LABEL: usize, const ALL: usize>(&self, label: &[u8; LABEL]) -> [u8; ALL] {
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
    pub(crate) fn new(place: &Place, salt: &[u8; SALT], value: &[u8]) -> Self {
        // The salt is the key of this one code, so nothing needs to tell it from another; a short value fits one block.
        let mut mac = keyed(salt);
        mac.update(&place.labelled::<0, 22>(&[]));
        mac.update(value);
        Self(truncated(mac))
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
        let commitment = Commitment::new(&place, &salt, "anna@przykład.pl".as_bytes());
        assert_eq!(hex::encode(commitment.0), "cfe55d74f40e86df71ff3c48829d8bc6");
    }
}
