//! Blind indexes: looking up a value without holding it in the clear.
//!
//! What they leak, to whoever reads the database without the keyring: which people share a value of a field, and how
//! many. Values of few possible answers must not be indexed.

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zgoda_law::FieldId;

use crate::commitment::{keyed, truncated};
use crate::secret::Secret;

/// A keyed hash of a normalised value of one field: HMAC-SHA-256 cut to 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlindIndex(pub [u8; 16]);

/// The key of one field, derived once for indexing many values.
pub struct BlindIndexer(Hmac<Sha256>);

/// What an index is for. The two never match each other, so that the list of people who must not be contacted cannot
/// be joined with the people held.
#[derive(Clone, Copy)]
pub(crate) enum Domain {
    LookUp,
    Suppression,
}

impl BlindIndexer {
    /// The index of a value that was normalised first.
    pub fn index(&self, normalised: &str) -> BlindIndex {
        BlindIndex(truncated(self.0.clone().chain_update(normalised.as_bytes())))
    }

    pub(crate) fn new(root: &Derivation, domain: Domain, field: FieldId) -> Self {
        let domain: &[u8] = match domain {
            Domain::LookUp => b"zgoda/blind/look-up/1",
            Domain::Suppression => b"zgoda/blind/suppression/1",
        };
        let key = root.derive(&[domain, &field.0.to_be_bytes()]);
        Self(keyed(key.as_bytes()))
    }
}

/// HKDF-SHA-256 (RFC 5869) without salt: `root` is uniformly random.
pub(crate) fn derive(root: &Secret, info: &[&[u8]]) -> Secret {
    Derivation::new(root).derive(info)
}

/// A root from which many keys are derived: what they have in common is computed once.
pub(crate) struct Derivation(Hkdf<Sha256>);

impl Derivation {
    pub(crate) fn new(root: &Secret) -> Self {
        Self(Hkdf::new(None, root.as_bytes()))
    }

    fn derive(&self, info: &[&[u8]]) -> Secret {
        let mut key = Secret::zero();
        let expanded = self.0.expand_multi_info(info, key.as_mut());
        // HKDF expands up to 255 blocks, and this is one.
        debug_assert!(expanded.is_ok());
        key
    }
}
