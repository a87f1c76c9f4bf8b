//! A keyring as text: a header, one `name = hex` line for each key, and a checksum over all that comes before it.
//!
//! There is one text of a keyring, and nothing else parses: a file cut short or changed anywhere is refused.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Keyring, KeyringError};
use crate::secret::Secret;

const MAGIC: &str = "zgoda keyring ";
const HEADER: &str = "zgoda keyring 1\n";
const CHECKSUM: &str = "checksum = ";
const CHECKSUM_DIGITS: usize = 64;
/// Room for a line: the longest name, ` = `, 64 digits, the end.
const LINE_LIMIT: usize = 96;

impl Keyring {
    /// The keyring as text, for its file or for a custody copy.
    pub fn to_text(&self) -> Zeroizing<String> {
        let lines = self.keks.len() + 6;
        // Room for everything from the start: growing would leave keys behind in freed memory.
        let mut text = Zeroizing::new(String::with_capacity(lines * LINE_LIMIT));
        text.push_str(HEADER);
        for (version, key) in &self.keks {
            push_line(&mut text, &format!("kek.{version}"), key);
        }
        push_line(&mut text, "blind-root", &self.blind_root);
        push_line(&mut text, "secret-root", &self.secret_root);
        push_line(&mut text, "ledger-seed", &self.ledger_seed);
        push_line(&mut text, "session-secret", &self.session_secret);
        let checksum = hex::encode(Sha256::digest(text.as_bytes()));
        text.push_str(CHECKSUM);
        text.push_str(&checksum);
        text.push('\n');
        text
    }

    /// Reads what [`Keyring::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Self, KeyringError> {
        let Some(body) = text.strip_prefix(HEADER) else { return Err(wrong_header(text)) };
        check_sum(text)?;
        let mut lines = Lines(body.lines());
        let mut keks = BTreeMap::new();
        while let Some(version) = lines.next_kek_version()? {
            keks.insert(version, lines.key(&format!("kek.{version}"))?);
        }
        let keyring = Self {
            keks,
            blind_root: lines.key("blind-root")?,
            secret_root: lines.key("secret-root")?,
            ledger_seed: lines.key("ledger-seed")?,
            session_secret: lines.key("session-secret")?,
            file: None,
            copies: Vec::new(),
        };
        let canonical = !keyring.keks.is_empty() && keyring.to_text().as_str() == text;
        if canonical { Ok(keyring) } else { Err(KeyringError::Damaged) }
    }
}

fn push_line(text: &mut Zeroizing<String>, name: &str, key: &Secret) {
    let mut digits = Zeroizing::new([0; 64]);
    // The buffer has exactly the room it takes.
    let encoded = hex::encode_to_slice(key.as_bytes(), &mut *digits);
    debug_assert!(encoded.is_ok());
    text.push_str(name);
    text.push_str(" = ");
    digits.iter().for_each(|&digit| text.push(char::from(digit)));
    text.push('\n');
}

fn wrong_header(text: &str) -> KeyringError {
    if HEADER.starts_with(text) {
        KeyringError::Truncated
    } else if text.starts_with(MAGIC) {
        KeyringError::FormatUnknown
    } else {
        KeyringError::NotAKeyring
    }
}

/// Tells a text cut short from one that was changed.
fn check_sum(text: &str) -> Result<(), KeyringError> {
    let at = text.rfind(CHECKSUM).ok_or(KeyringError::Truncated)?;
    let (before, line) = text.split_at_checked(at).ok_or(KeyringError::Damaged)?;
    let written = line.strip_prefix(CHECKSUM).ok_or(KeyringError::Damaged)?;
    if written.len() < CHECKSUM_DIGITS + 1 {
        return Err(KeyringError::Truncated);
    }
    let computed = hex::encode(Sha256::digest(before.as_bytes()));
    if written.strip_suffix('\n') == Some(&computed) { Ok(()) } else { Err(KeyringError::Damaged) }
}

/// The lines still to be read.
struct Lines<'a>(std::str::Lines<'a>);

impl Lines<'_> {
    /// The version, if the next line is a key-encryption key.
    fn next_kek_version(&self) -> Result<Option<u32>, KeyringError> {
        let Some(rest) = self.0.clone().next().and_then(|line| line.strip_prefix("kek.")) else {
            return Ok(None);
        };
        let version = rest.split(' ').next().and_then(|digits| digits.parse().ok());
        version.map(Some).ok_or(KeyringError::Damaged)
    }

    /// The key on the next line, which must have this name.
    fn key(&mut self, name: &str) -> Result<Secret, KeyringError> {
        let digits = self
            .0
            .next()
            .and_then(|line| line.strip_prefix(name))
            .and_then(|rest| rest.strip_prefix(" = "))
            .ok_or(KeyringError::Damaged)?;
        let mut key = Secret::zero();
        hex::decode_to_slice(digits, key.as_mut()).map_err(|_| KeyringError::Damaged)?;
        Ok(key)
    }
}
