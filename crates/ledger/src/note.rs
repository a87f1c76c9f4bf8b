//! C2SP signed-note: a text with Ed25519 signature lines under it, and the text form of the key that verifies it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// Signed-note's number for Ed25519.
const ED25519: u8 = 1;
/// What a signature line begins with: an em dash and a space.
const DASH: &str = "\u{2014} ";
/// No note of ours is longer than this many bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A key that signs notes.
pub(crate) struct NoteSigner {
    name: String,
    key: SigningKey,
}

/// A key that verifies notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteVerifier {
    name: String,
    key: VerifyingKey,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The name is empty or holds white space or a plus sign.
    #[error("a key name is not empty and holds neither white space nor `+`")]
    Name,
    /// The text is not `name+id+key`.
    #[error("a verifier key has the form `name+id+key`")]
    Form,
    /// The id is not that of name and key: one of the three was changed.
    #[error("the id of the verifier key does not fit its name and key")]
    Id,
    /// The key is of another algorithm or no point of the curve.
    #[error("the verifier key is no Ed25519 key")]
    Algorithm,
}

/// Why a note cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    /// Not a text with signature lines under it.
    #[error("this is no signed note")]
    Form,
    /// None of the signatures is by the key.
    #[error("the note is not signed by the key it was checked with")]
    NotSigned,
    /// The signature is not over this text.
    #[error("the signature does not fit the note")]
    WrongSignature,
}

impl NoteSigner {
    pub(crate) fn new(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// Signs a text, which must end with a line end.
    pub(crate) fn sign(&self, text: &str) -> String {
        let id = key_id(&self.name, &self.key.verifying_key());
        let signature = [id.as_slice(), &self.key.sign(text.as_bytes()).to_bytes()].concat();
        format!("{text}\n{DASH}{} {}\n", self.name, STANDARD.encode(signature))
    }

    pub(crate) fn verifier(&self) -> NoteVerifier {
        NoteVerifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl NoteVerifier {
    pub(crate) fn parse(vkey: &str) -> Result<Self, KeyError> {
        let (name, rest) = vkey.split_once('+').ok_or(KeyError::Form)?;
        let (id, key) = rest.split_once('+').ok_or(KeyError::Form)?;
        check_name(name)?;
        let key = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let (&algorithm, key) = key.split_first().ok_or(KeyError::Form)?;
        let key = key.try_into().ok().filter(|_| algorithm == ED25519).ok_or(KeyError::Algorithm)?;
        let key = VerifyingKey::from_bytes(key).ok().filter(|key| !key.is_weak());
        let verifier = Self { name: name.to_owned(), key: key.ok_or(KeyError::Algorithm)? };
        if id == verifier.id_digits() { Ok(verifier) } else { Err(KeyError::Id) }
    }

    pub(crate) fn to_vkey(&self) -> String {
        let key = [[ED25519].as_slice(), self.key.as_bytes()].concat();
        format!("{}+{}+{}", self.name, self.id_digits(), STANDARD.encode(key))
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note, once its signature by this key was verified. Signatures by other keys are left alone.
    pub(crate) fn open<'note>(&self, note: &'note str) -> Result<&'note str, NoteError> {
        let (text, signatures) = split(note).ok_or(NoteError::Form)?;
        let id = key_id(&self.name, &self.key);
        let mut signed = false;
        for line in signatures.lines() {
            let (name, signature) = line
                .strip_prefix(DASH)
                .and_then(|line| line.split_once(' '))
                .filter(|(name, _)| check_name(name).is_ok())
                .ok_or(NoteError::Form)?;
            let signature = STANDARD.decode(signature).map_err(|_| NoteError::Form)?;
            let (signed_by, signature) = signature.split_first_chunk().ok_or(NoteError::Form)?;
            if name == self.name && *signed_by == id {
                let signature = Signature::from_slice(signature).map_err(|_| NoteError::WrongSignature)?;
                let verified = self.key.verify_strict(text.as_bytes(), &signature);
                verified.map_err(|_| NoteError::WrongSignature)?;
                signed = true;
            }
        }
        if signed { Ok(text) } else { Err(NoteError::NotSigned) }
    }

    fn id_digits(&self) -> String {
        key_id(&self.name, &self.key).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A note as its text, with the line end, and its signature lines.
fn split(note: &str) -> Option<(&str, &str)> {
    let control = |character: char| character < ' ' && character != '\n';
    if note.len() > SIZE_LIMIT || note.contains(control) || !note.ends_with('\n') {
        return None;
    }
    let end = note.rfind("\n\n")?;
    let (text, rest) = note.split_at_checked(end.checked_add(1)?)?;
    Some((text, rest.strip_prefix('\n')?)).filter(|(_, signatures)| !signatures.is_empty())
}

fn check_name(name: &str) -> Result<(), KeyError> {
    let fits = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+');
    if fits { Ok(()) } else { Err(KeyError::Name) }
}

/// The first four bytes of SHA-256(name ‖ line end ‖ algorithm ‖ key).
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let digest = Sha256::new_with_prefix(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes());
    let [a, b, c, d, ..]: [u8; 32] = digest.finalize().into();
    [a, b, c, d]
}
