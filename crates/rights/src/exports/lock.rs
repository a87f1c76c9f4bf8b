//! What a file is encrypted with: the recipient's public key, or a passphrase that is shown once and kept nowhere. The
//! format is age (X25519 or scrypt, ChaCha20-Poly1305), which has free tools on every system.

use std::io::Write;

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use zeroize::Zeroizing;
use zgoda_store::StoreError;

use super::Unfit;
use crate::RightsError;

/// Letters of a passphrase: none that is mistaken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Groups of a passphrase, of four letters each: 140 bits.
const GROUPS: usize = 7;
const GROUP: usize = 4;
/// Rounds of scrypt as a power of two. A passphrase of 140 bits cannot be guessed at any speed.
const WORK: u8 = 14;

/// What opens a file.
pub enum Lock {
    /// The recipient's secret key.
    Key(age::x25519::Recipient),
    /// A passphrase.
    Passphrase(SecretString),
}

/// Makes a passphrase.
///
/// # Errors
/// Where there are no random numbers.
pub fn new_passphrase() -> Result<Zeroizing<String>, RightsError> {
    let random: Zeroizing<[u8; GROUPS * GROUP]> =
        Zeroizing::new(zgoda_vault::random().map_err(StoreError::from)?);
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('a', char::from);
    let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        text.push(letter(byte));
    }
    Ok(text)
}

impl Lock {
    /// A public key in its usual form.
    pub(crate) fn public_key(text: &str) -> Result<String, Unfit> {
        Ok(parse(text)?.to_string())
    }

    /// By the recipient's public key.
    ///
    /// # Errors
    /// [`Unfit::Key`] where it is none, [`Unfit::SecretKey`] where it is the secret one.
    pub fn key(text: &str) -> Result<Self, Unfit> {
        parse(text).map(Self::Key)
    }

    /// By a passphrase that [`new_passphrase`] made.
    ///
    /// # Errors
    /// [`Unfit::Passphrase`] for any other: people choose weak ones.
    pub fn passphrase(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        let groups: Vec<&str> = text.split('-').collect();
        let made_here = groups.len() == GROUPS
            && groups.iter().all(|group| group.len() == GROUP && group.bytes().all(|b| LETTERS.contains(&b)));
        if made_here {
            Ok(Self::Passphrase(SecretString::from(text.to_owned())))
        } else {
            Err(Unfit::Passphrase)
        }
    }

    /// Begins an encrypted file. It is readable only once it is finished.
    pub(crate) fn seal<W: Write>(&self, out: W) -> std::io::Result<StreamWriter<W>> {
        let encryptor = match self {
            Self::Key(key) => age::Encryptor::with_recipients(std::iter::once(key as &dyn age::Recipient)),
            Self::Passphrase(passphrase) => {
                let mut by_passphrase = age::scrypt::Recipient::new(passphrase.clone());
                by_passphrase.set_work_factor(WORK);
                age::Encryptor::with_recipients(std::iter::once(&by_passphrase as &dyn age::Recipient))
            }
        };
        encryptor.map_err(std::io::Error::other)?.wrap_output(out)
    }
}

fn parse(text: &str) -> Result<age::x25519::Recipient, Unfit> {
    let text = text.trim();
    if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
        return Err(Unfit::SecretKey);
    }
    text.parse().map_err(|_| Unfit::Key)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const PUBLIC: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    #[test]
    fn a_passphrase_is_long_and_is_known_by_its_form() {
        let (one, other) = (new_passphrase().unwrap(), new_passphrase().unwrap());
        assert!(one.len() == 34 && one != other, "{one:?}");
        assert!(Lock::passphrase(&one).is_ok());
        for weak in [
            "",
            "haslo",
            "aaaa-aaaa",
            "aaaa-bbbb-cccc-dddd-eeee-ffff-ggg0",
            "AAAA-bbbb-cccc-dddd-eeee-ffff-gggg",
        ] {
            assert_eq!(Lock::passphrase(weak).err(), Some(Unfit::Passphrase), "{weak}");
        }
    }

    #[test]
    fn a_public_key_is_told_from_a_secret_one_and_from_anything_else() {
        assert!(Lock::key(&format!("  {PUBLIC}\n")).is_ok());
        let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
        assert_eq!(Lock::key(secret).err(), Some(Unfit::SecretKey));
        for none in ["", "age1", &PUBLIC[..40], &PUBLIC.replace("ql3z", "ql3q"), "ssh-ed25519 AAAA"] {
            assert_eq!(Lock::key(none).err(), Some(Unfit::Key), "{none}");
        }
    }

    #[test]
    fn what_a_passphrase_closes_it_opens_and_no_other_does() {
        let passphrase = new_passphrase().unwrap();
        let mut sealed = Lock::passphrase(&passphrase).unwrap().seal(Vec::new()).unwrap();
        sealed.write_all("Zażółć".as_bytes()).unwrap();
        let sealed = sealed.finish().unwrap();
        let open = |with: &str| -> Option<String> {
            let identity = age::scrypt::Identity::new(SecretString::from(with.to_owned()));
            let decryptor = age::Decryptor::new(sealed.as_slice()).ok()?;
            let mut text = String::new();
            let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).ok()?;
            reader.read_to_string(&mut text).ok()?;
            Some(text)
        };
        assert_eq!(open(&passphrase).as_deref(), Some("Zażółć"));
        assert_eq!(open(&new_passphrase().unwrap()), None);
    }
}
