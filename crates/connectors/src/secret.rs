//! Secrets of registers: the token of CEIDG, the key of REGON. They are kept elsewhere and lent to a connector.

use std::fmt;

use zeroize::Zeroizing;

use crate::ConnectorError;

/// A token or key. It is wiped from memory, and neither `Debug` nor any error shows it.
///
/// The token of CEIDG holds the name and PESEL of whoever applied for it, so it is personal data as well.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

/// What a register wants to see before it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credential {
    /// The personal token (JWT) of CEIDG.
    CeidgToken,
    /// The user key of REGON (BIR).
    BirKey,
}

impl Credential {
    /// The stable name, under which the secret is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CeidgToken => "ceidg_token",
            Self::BirKey => "bir_key",
        }
    }
}

/// Whoever keeps the secrets: the vault, or a test.
pub trait Credentials {
    /// The secret, where the operator has given one.
    fn secret(&self, credential: Credential) -> Option<Secret>;
}

impl Secret {
    /// Takes a secret in. Space around it is cut; what cannot stand in a header is refused.
    pub fn new(text: &str) -> Result<Self, ConnectorError> {
        let text = text.trim();
        let usable = (1..=8_192).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if usable { Ok(Self(Zeroizing::new(text.to_owned()))) } else { Err(ConnectorError::Credential) }
    }

    /// The secret itself, for the wire alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_itself_nowhere() {
        let secret = Secret::new(" eyJhbGciOiJIUzI1NiJ9.e30.x \n").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.reveal(), "eyJhbGciOiJIUzI1NiJ9.e30.x");
    }

    #[test]
    fn what_could_forge_a_header_is_no_secret() {
        for text in ["", "  ", "a\r\nX-Evil: 1", "a b", "zażółć", &"a".repeat(9_000)] {
            let error = Secret::new(text).unwrap_err();
            assert_eq!(error, ConnectorError::Credential);
            assert!(text.trim().is_empty() || !error.to_string().contains(text));
        }
    }
}
