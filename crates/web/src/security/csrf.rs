//! Forms come only from our own pages: each carries a token that only the session's own pages have, and the browser
//! must not say that the request came from elsewhere.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::ZeroizeOnDrop;

/// The key that tokens are made with: drawn at start, never stored.
#[derive(ZeroizeOnDrop)]
pub struct CsrfKey([u8; 64]);

/// A request that did not come from one of our pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CsrfError {
    /// The browser says that it came from another site.
    #[error("the request came from another origin")]
    ForeignOrigin,
    /// The token is missing, or another session's.
    #[error("the token of the form is not this session's")]
    WrongToken,
}

impl CsrfKey {
    /// A key of 32 bytes that are random or derived from a secret.
    pub fn new(bytes: [u8; 32]) -> Self {
        // HMAC pads a key with zeros to its block of 64 bytes, as here.
        let mut block = [0; 64];
        block.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        Self(block)
    }

    /// The token for the forms of a session; before the login, of the visitor's own random cookie.
    pub fn token(&self, session: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(session).finalize().into_bytes())
    }

    /// Checks the token of a form, in constant time.
    ///
    /// # Errors
    /// [`CsrfError::WrongToken`] if it is not the session's.
    pub fn check(&self, session: &str, token: &str) -> Result<(), CsrfError> {
        let token = URL_SAFE_NO_PAD.decode(token).map_err(|_| CsrfError::WrongToken)?;
        self.mac(session).verify_slice(&token).map_err(|_| CsrfError::WrongToken)
    }

    fn mac(&self, session: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.0.into());
        mac.update(b"zgoda csrf 1\0");
        mac.update(session.as_bytes());
        mac
    }
}

/// Checks what the browser itself says about where a request came from. A browser that says nothing is left to the
/// token.
///
/// # Errors
/// [`CsrfError::ForeignOrigin`] if it came from another origin.
pub fn check_origin(headers: &HeaderMap) -> Result<(), CsrfError> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if !matches!(text("sec-fetch-site"), None | Some("same-origin" | "none")) {
        return Err(CsrfError::ForeignOrigin);
    }
    match (text(header::ORIGIN.as_str()), text(header::HOST.as_str())) {
        (None, _) => Ok(()),
        (Some(origin), Some(host)) if origin.split_once("://").is_some_and(|(_, from)| from == host) => {
            Ok(())
        }
        _ => Err(CsrfError::ForeignOrigin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    #[test]
    fn a_token_fits_its_session_only() {
        let key = CsrfKey::new([7; 32]);
        let token = key.token("session-a");
        assert_eq!(key.check("session-a", &token), Ok(()));
        assert_eq!(key.check("session-b", &token), Err(CsrfError::WrongToken));
        assert_eq!(CsrfKey::new([8; 32]).check("session-a", &token), Err(CsrfError::WrongToken));
        for broken in ["", "%%%", &token[1..], &format!("{token}AA")] {
            assert_eq!(key.check("session-a", broken), Err(CsrfError::WrongToken), "{broken}");
        }
    }

    #[test]
    fn a_request_from_another_site_is_told_apart() {
        for (pairs, fine) in [
            (&[][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("host", "crm.example.test"), ("origin", "https://crm.example.test")], true),
            (&[("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")], true),
            (&[("host", "crm.example.test"), ("origin", "https://evil.example.test")], false),
            (&[("host", "crm.example.test"), ("origin", "null")], false),
            (&[("origin", "https://crm.example.test")], false),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("host", "crm.example.test"),
                    ("origin", "https://crm.example.test"),
                ],
                false,
            ),
        ] {
            let headers: HeaderMap = pairs
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
                .collect();
            assert_eq!(check_origin(&headers).is_ok(), fine, "{pairs:?}");
        }
    }
}
