//! The secret of a webhook and the signature made with it, as Standard Webhooks 1.0 has them.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::ConnectorError;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// How many bytes a secret has, by the specification.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// How many bytes ours have.
const OWN_BYTES: usize = 32;

/// The secret that signs what one receiver gets. It is wiped from memory.
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

impl WebhookSecret {
    /// A new secret.
    ///
    /// # Errors
    /// [`ConnectorError::Credential`] where the system gives no random bytes.
    pub fn generate() -> Result<Self, ConnectorError> {
        let mut bytes = Zeroizing::new(vec![0; OWN_BYTES]);
        getrandom::fill(&mut bytes).map_err(|_| ConnectorError::Credential)?;
        Ok(Self(bytes))
    }

    /// Reads `whsec_` and Base64.
    ///
    /// # Errors
    /// [`ConnectorError::Credential`] where it is neither, or has fewer than 24 or more than 64 bytes.
    pub fn parse(text: &str) -> Result<Self, ConnectorError> {
        let encoded = text.trim().strip_prefix(PREFIX).ok_or(ConnectorError::Credential)?;
        let bytes = Zeroizing::new(STANDARD.decode(encoded).map_err(|_| ConnectorError::Credential)?);
        if BYTES.contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(ConnectorError::Credential) }
    }

    /// The secret as its receiver is given it.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{PREFIX}{}", STANDARD.encode(&*self.0)))
    }

    /// The signature over id, time and body.
    pub(super) fn sign(&self, id: &str, at: Timestamp, body: &str) -> Result<String, ConnectorError> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0);
        let mut mac = mac.map_err(|_| ConnectorError::Credential)?;
        mac.update(format!("{id}.{}.{body}", at.as_second()).as_bytes());
        Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_of_the_specifications_example() {
        let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, r#"{"test": 2432232314}"#);
        assert_eq!(signature.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_has_its_prefix_and_its_length_and_shows_itself_to_nobody() {
        for wrong in ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%%"] {
            assert!(matches!(WebhookSecret::parse(wrong), Err(ConnectorError::Credential)), "{wrong}");
        }
        let (one, other) = (WebhookSecret::generate().unwrap(), WebhookSecret::generate().unwrap());
        assert_ne!(*one.expose(), *other.expose());
        assert_eq!(*WebhookSecret::parse(&one.expose()).unwrap().expose(), *one.expose());
        assert_eq!(format!("{one:?}"), "WebhookSecret");
    }
}
