//! The HTTP rules that every connector keeps: who we say we are, how long we wait, how much we read, where we follow,
//! when we try again.

mod address;
mod client;
mod guard;
mod question;
mod retry;

use std::fmt;
use std::time::Duration;

use crate::ConnectorError;

pub use address::BaseUrl;
pub(crate) use client::explain_head as explain;
pub use client::{Answer, HttpClient};
pub(crate) use guard::Guard;
pub use guard::{Names, Reach};
pub use question::Question;
pub use retry::Retries;
pub(crate) use retry::retry_after;

/// How a connector behaves on the network.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// Who we say we are.
    pub user_agent: UserAgent,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for the head, and again for the body, of an answer.
    pub read_timeout: Duration,
    /// How much of an answer is read, in bytes.
    pub body_limit_bytes: u64,
    /// Whether the limits of the registers are kept.
    pub pace: Pace,
    /// When to try again.
    pub retries: Retries,
}

/// Whether the limits of a register are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pace {
    /// As the register wants it.
    #[default]
    Official,
    /// As fast as it answers. Holds on this machine only, for a replay server; elsewhere it is [`Pace::Official`].
    Unlimited,
}

impl HttpSettings {
    /// The rules of every connector: 10 s to connect, 30 s to read, 20 MB, two retries, the limits of the register.
    pub fn new(user_agent: UserAgent) -> Self {
        Self {
            user_agent,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            body_limit_bytes: 20_000_000,
            pace: Pace::Official,
            retries: Retries::default(),
        }
    }
}

/// The `User-Agent` header: product, version and the operator's contact, which is never left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserAgent(String);

impl UserAgent {
    /// Makes the header for an operator who can be reached at `contact`, a URL or an e-mail address.
    pub fn new(contact: &str) -> Result<Self, ConnectorError> {
        let contact = contact.trim();
        if contact.is_empty() {
            return Err(ConnectorError::Contact("it is empty"));
        }
        if contact.len() > 200
            || !contact.bytes().all(|byte| byte.is_ascii_graphic() && !b"()\\".contains(&byte))
        {
            return Err(ConnectorError::Contact("only up to 200 visible ASCII characters may stand in it"));
        }
        Ok(Self(format!("Zgoda/{} (+{contact})", env!("CARGO_PKG_VERSION"))))
    }
}

impl fmt::Display for UserAgent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_names_product_version_and_contact() {
        let agent = UserAgent::new(" https://operator.example/contact ").unwrap();
        let expected = format!("Zgoda/{} (+https://operator.example/contact)", env!("CARGO_PKG_VERSION"));
        assert_eq!(agent.to_string(), expected);
    }

    #[test]
    fn a_contact_that_could_forge_a_header_is_refused() {
        for contact in ["", "  ", "a\r\nX-Evil: 1", "a)b", "zażółć", &"a".repeat(201)] {
            assert!(matches!(UserAgent::new(contact), Err(ConnectorError::Contact(_))), "{contact:?}");
        }
    }
}
