//! The vault itself: everything that takes a key.

use std::sync::Arc;

use zeroize::Zeroizing;
use zgoda_law::{Action, FactNo, FieldId, Permit, SubjectId};

use crate::at_work::AtWork;
use crate::cipher::Cipher;
use crate::commitment::{Place, SALT};
use crate::index::{Derivation, Domain, derive};
use crate::random::random;
use crate::secret::Secret;
use crate::value;
use crate::{
    BlindIndex, BlindIndexer, Boxes, Commitment, DataKey, Form, Keyring, Plaintext, SealedBox, VaultError,
    WrappedKey,
};

/// The longest value in bytes.
pub const VALUE_LIMIT: usize = 1 << 20;

/// The keys of one installation at work. Cheap to share behind an `Arc`; all that changes in it are the key-encryption
/// keys, when they are rotated.
pub struct Vault {
    pub(crate) at_work: AtWork,
    secrets: Cipher,
    blind: Derivation,
}

impl Vault {
    /// Puts a keyring to work.
    pub fn new(keyring: Keyring) -> Self {
        let secrets = Cipher::new(&derive(keyring.secret_root(), &[b"zgoda/secret/1"]));
        let blind = Derivation::new(keyring.blind_root());
        Self { at_work: AtWork::new(keyring), secrets, blind }
    }

    /// The keyring at work, as it is now.
    pub fn keyring(&self) -> Arc<Keyring> {
        self.at_work.keyring()
    }

    /// Draws the data key of a new person, and wraps it under the newest key-encryption key.
    pub fn new_data_key(&self, subject: SubjectId) -> Result<(DataKey, WrappedKey), VaultError> {
        let key = Secret::random()?;
        Ok((DataKey::new(subject, &key), self.wrap(subject, &key)?))
    }

    /// Unwraps the data key of a person.
    pub fn unwrap_key(&self, subject: SubjectId, wrapped: &WrappedKey) -> Result<DataKey, VaultError> {
        Ok(DataKey::new(subject, &self.unwrap(subject, wrapped)?))
    }

    /// Wraps a data key anew, under the newest key-encryption key; what is sealed under it stays as it is.
    pub fn rewrap(&self, subject: SubjectId, wrapped: &WrappedKey) -> Result<WrappedKey, VaultError> {
        self.wrap(subject, &self.unwrap(subject, wrapped)?)
    }

    /// What the ledger was told of the value in a box, if the box was sealed under this key and not changed since. Nobody
    /// gets to see the value, so no permit is needed.
    ///
    /// # Errors
    /// [`VaultError::BoxCorrupted`] where the key does not open it.
    pub fn commitment(&self, key: &DataKey, sealed: &SealedBox) -> Result<Commitment, VaultError> {
        let place = sealed.place(key.subject());
        let opened = value::open_with_salt(key.cipher(), &place, sealed.form, &sealed.bytes);
        let (value, salt) = opened.map_err(|_| VaultError::BoxCorrupted)?;
        Ok(Commitment::new(&place, &salt, &value))
    }

    /// Seals a value that may be collected. The permit must be for [`Action::Collect`] and name a field; whose value it
    /// is, the permit says. Returns the box, and what the ledger may know of it.
    pub fn seal(
        &self,
        permit: &Permit,
        key: &DataKey,
        fact: FactNo,
        value: &str,
    ) -> Result<(SealedBox, Commitment), VaultError> {
        let grant = permit.grant();
        let (Action::Collect, Some(field)) = (grant.action, grant.field) else {
            return Err(VaultError::NotCovered);
        };
        if value.len() > VALUE_LIMIT {
            return Err(VaultError::ValueTooLong { limit: VALUE_LIMIT });
        }
        let place = Place { subject: grant.subject, field, fact };
        let salt: [u8; SALT] = random()?;
        let value = value.as_bytes();
        let bytes = value::seal(key.cipher_for(grant.subject)?, &place, &salt, value)?;
        Ok((SealedBox { form: Form::default(), fact, field, bytes }, Commitment::new(&place, &salt, value)))
    }

    /// Opens a box against a permit that covers it: the same person and field, and an action that needs the value.
    pub fn open<B: AsRef<[u8]>>(
        &self,
        permit: &Permit,
        key: &DataKey,
        sealed: &SealedBox<B>,
    ) -> Result<Plaintext, VaultError> {
        let grant = permit.grant();
        if !opens(grant.action) || grant.field != Some(sealed.field) {
            return Err(VaultError::NotCovered);
        }
        let (cipher, place) = (key.cipher_for(grant.subject)?, sealed.place(grant.subject));
        let opened = value::open(cipher, &place, sealed.form, sealed.bytes.as_ref());
        let opened = opened.map_err(|_| VaultError::BoxCorrupted)?;
        Plaintext::from_opened(opened).ok_or(VaultError::BoxCorrupted)
    }

    /// Moves a box from one data key of a person to the next, so that what is not moved ends with the old key. The
    /// value does not leave the vault, so no permit is needed; its salt stays, and so does its commitment.
    pub fn reseal(
        &self,
        subject: SubjectId,
        old: &DataKey,
        new: &DataKey,
        sealed: &SealedBox,
    ) -> Result<SealedBox, VaultError> {
        let (old, new, place) = (old.cipher_for(subject)?, new.cipher_for(subject)?, sealed.place(subject));
        let opened = value::open_with_salt(old, &place, sealed.form, &sealed.bytes);
        let (value, salt) = opened.map_err(|_| VaultError::BoxCorrupted)?;
        let bytes = value::seal(new, &place, &salt, &value)?;
        Ok(SealedBox { form: Form::default(), bytes, ..*sealed })
    }

    /// Seals boxes of an older form anew, under the key they are under, so that others can stand beside them.
    ///
    /// # Errors
    /// [`VaultError::BoxCorrupted`] where the key does not open one. Then they are as they were.
    pub fn renew(&self, key: &DataKey, boxes: &mut Boxes) -> Result<(), VaultError> {
        if boxes.form() != Form::default() {
            let mut renewed = Boxes::new();
            for sealed in boxes.iter() {
                renewed.push(self.reseal(key.subject(), key, key, sealed)?)?;
            }
            *boxes = renewed;
        }
        Ok(())
    }

    /// The index under which a value of a field is looked up.
    pub fn blind_index(&self, field: FieldId, normalised: &str) -> BlindIndex {
        self.blind_indexer(field).index(normalised)
    }

    /// Indexes many values of one field, for which the key is derived once.
    pub fn blind_indexer(&self, field: FieldId) -> BlindIndexer {
        BlindIndexer::new(&self.blind, Domain::LookUp, field)
    }

    /// The index under which a value is kept from being contacted or collected again. It outlives the person's key and
    /// matches no [`Vault::blind_index`].
    pub fn suppression_index(&self, field: FieldId, normalised: &str) -> BlindIndex {
        self.suppression_indexer(field).index(normalised)
    }

    /// Indexes many values of one field for the suppression list, for which the key is derived once.
    pub fn suppression_indexer(&self, field: FieldId) -> BlindIndexer {
        BlindIndexer::new(&self.blind, Domain::Suppression, field)
    }

    /// Seals a secret of the application itself (a TOTP seed, a password of a mail server), bound to its label.
    ///
    /// Its key comes from a root of its own, so it survives the rotation of key-encryption keys.
    pub fn seal_secret(&self, label: &str, secret: &[u8]) -> Result<Vec<u8>, VaultError> {
        if secret.len() > VALUE_LIMIT {
            return Err(VaultError::ValueTooLong { limit: VALUE_LIMIT });
        }
        self.secrets.seal(label.as_bytes(), &[secret])
    }

    /// Opens what [`Vault::seal_secret`] sealed under the same label.
    pub fn open_secret(&self, label: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.secrets.open(label.as_bytes(), sealed).map_err(|_| VaultError::SecretCorrupted)
    }

    fn wrap(&self, subject: SubjectId, key: &Secret) -> Result<WrappedKey, VaultError> {
        self.at_work.wrap(subject, key)
    }

    fn unwrap(&self, subject: SubjectId, wrapped: &WrappedKey) -> Result<Secret, VaultError> {
        self.at_work.unwrap(subject, wrapped)
    }
}

/// Whether an action needs values in the clear.
fn opens(action: Action) -> bool {
    match action {
        Action::Read
        | Action::Use
        | Action::Send
        | Action::Disclose
        | Action::Export
        | Action::Profile
        | Action::Decide
        | Action::Notify => true,
        Action::Collect | Action::DeviceAccess | Action::Erase => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_bound_to_its_person_even_under_the_same_key() {
        let vault = Vault::new(Keyring::generate().unwrap());
        let (anna, jan) = (SubjectId::from_bytes([10; 16]), SubjectId::from_bytes([11; 16]));
        let secret = Secret::random().unwrap();
        let (annas, jans) = (DataKey::new(anna, &secret), DataKey::new(jan, &secret));
        let (field, fact) = (FieldId(3), FactNo(7));
        let place = Place { subject: anna, field, fact };
        let bytes = value::seal(annas.cipher(), &place, &[0; SALT], b"anna").unwrap();
        let sealed = SealedBox { form: Form::default(), fact, field, bytes };
        assert!(vault.reseal(anna, &annas, &annas, &sealed).is_ok());
        assert_eq!(vault.reseal(jan, &jans, &jans, &sealed), Err(VaultError::BoxCorrupted));
    }
}
