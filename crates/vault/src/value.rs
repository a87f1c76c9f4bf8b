//! One value: the shape of its box, and what comes out of it.
//!
//! A box is: masked salt ‖ encrypted value ‖ tag. The 16 bytes in front serve twice. They make every sealing another one,
//! twelve of them as the nonce, four authenticated beside the place. And under a mask that only the person's key gives,
//! they are the salt of the commitment. So a value is read without its salt, and a salt outlives a key as other bytes.

use zeroize::Zeroizing;

use crate::VaultError;
use crate::cipher::{Cipher, NONCE, TAG, Unopened};
use crate::commitment::{Place, SALT};

const LABEL: &[u8; 6] = b"zgbox2";
const LABEL_OF_BEFORE: &[u8; 10] = b"zgoda/box1";
const MASK_LABEL: &[u8; 8] = b"zgsalt/2";

/// How many bytes a box is longer than its value.
pub(crate) const OVERHEAD: usize = SALT + TAG;

type Salt = Zeroizing<[u8; SALT]>;

/// How the boxes of one person are laid out. All that stand together are of one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Format byte ‖ nonce ‖ encrypted (value ‖ salt) ‖ tag. Boxes of this form are read, and written no more.
    SaltInside = 1,
    /// Masked salt ‖ encrypted value ‖ tag.
    #[default]
    SaltInFront = 2,
}

/// What stands in front of a box: a masked salt.
struct Front([u8; SALT]);

impl Front {
    /// Masks a salt, or takes the same mask off again. A mask belongs to a fact under a key. Where a change is tried again it
    /// serves two salts, and as both are random, neither is known for it.
    fn masked(cipher: &Cipher, place: &Place, salt: &[u8; SALT]) -> Result<Self, VaultError> {
        let mut nonce = [0; NONCE];
        nonce[..8].copy_from_slice(MASK_LABEL);
        nonce[8..].copy_from_slice(&place.fact.0.to_be_bytes());
        let mut masked = *salt;
        cipher.apply_stream(&nonce, &mut masked)?;
        Ok(Self(masked))
    }

    fn nonce(&self) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&self.0[..NONCE]);
        nonce
    }

    /// What is authenticated with the value, in two blocks of the cipher.
    fn associated(&self, place: &Place) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..28].copy_from_slice(&place.labelled::<6, 28>(LABEL));
        bytes[28..].copy_from_slice(&self.0[NONCE..]);
        bytes
    }
}

/// Seals a value with the salt of its commitment.
pub(crate) fn seal(
    cipher: &Cipher,
    place: &Place,
    salt: &[u8; SALT],
    value: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let front = Front::masked(cipher, place, salt)?;
    // Room for everything from the start: growing would leave plaintext behind in freed memory.
    let mut sealed = Vec::with_capacity(value.len() + OVERHEAD);
    sealed.extend_from_slice(&front.0);
    sealed.extend_from_slice(value);
    let (_, message) = sealed.split_at_mut(SALT);
    let tag = cipher.seal_detached(&front.nonce(), &front.associated(place), message)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens a box.
pub(crate) fn open(
    cipher: &Cipher,
    place: &Place,
    form: Form,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Unopened> {
    match form {
        Form::SaltInside => open_with_salt_inside(cipher, place, sealed).map(|(value, _)| value),
        Form::SaltInFront => {
            let (&front, rest) = sealed.split_first_chunk().ok_or(Unopened)?;
            let (ciphertext, tag) = rest.split_last_chunk::<TAG>().ok_or(Unopened)?;
            let mut value = Zeroizing::new(ciphertext.to_vec());
            let front = Front(front);
            cipher.open_detached(&front.nonce(), &front.associated(place), &mut value, tag)?;
            Ok(value)
        }
    }
}

/// Opens a box, and takes the salt of the value's commitment out of it too.
pub(crate) fn open_with_salt(
    cipher: &Cipher,
    place: &Place,
    form: Form,
    sealed: &[u8],
) -> Result<(Zeroizing<Vec<u8>>, Salt), Unopened> {
    match form {
        Form::SaltInside => open_with_salt_inside(cipher, place, sealed),
        Form::SaltInFront => {
            let value = open(cipher, place, form, sealed)?;
            let masked = sealed.first_chunk().ok_or(Unopened)?;
            let salt = Front::masked(cipher, place, masked).map_err(|_| Unopened)?;
            Ok((value, Zeroizing::new(salt.0)))
        }
    }
}

fn open_with_salt_inside(
    cipher: &Cipher,
    place: &Place,
    sealed: &[u8],
) -> Result<(Zeroizing<Vec<u8>>, Salt), Unopened> {
    let mut opened = cipher.open(&place.labelled::<10, 32>(LABEL_OF_BEFORE), sealed)?;
    let salt = Zeroizing::new(*opened.last_chunk().ok_or(Unopened)?);
    let length = opened.len() - SALT;
    // The salt stays in the spare room of the value, and is wiped with it.
    opened.truncate(length);
    Ok((opened, salt))
}

/// An opened value. It is overwritten when dropped, and has neither `Display` nor `Debug`, so that it does not end up
/// in a log by accident.
pub struct Plaintext(Zeroizing<String>);

impl Plaintext {
    /// `None` for what was not sealed by this crate.
    pub(crate) fn from_opened(mut opened: Zeroizing<Vec<u8>>) -> Option<Self> {
        let value = String::from_utf8(std::mem::take(&mut *opened));
        let value = value.map_err(|error| drop(Zeroizing::new(error.into_bytes()))).ok()?;
        Some(Self(Zeroizing::new(value)))
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
