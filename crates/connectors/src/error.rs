//! What can go wrong between us and a register.

use std::time::Duration;

/// Why a register gave no usable answer. Messages name the host at most: no path, no identifier, no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectorError {
    /// The configured address is not one this product calls.
    #[error("the address of the register cannot be used: {0}")]
    BaseUrl(&'static str),
    /// The operator's contact cannot stand in a header.
    #[error("the operator's contact cannot be used: {0}")]
    Contact(&'static str),
    /// The text is no number of the register.
    #[error("a KRS number has up to 10 digits and is not zero")]
    Number,
    /// No connection, even after retries.
    #[error("`{host}` cannot be reached")]
    Unreachable {
        /// The host that was called.
        host: String,
    },
    /// The answer did not come in time.
    #[error("`{host}` did not answer in time")]
    TimedOut {
        /// The host that was called.
        host: String,
    },
    /// The certificate was not accepted. Verification cannot be switched off.
    #[error("the certificate of `{host}` cannot be verified")]
    Certificate {
        /// The host that was called.
        host: String,
    },
    /// The connection ended in the middle of the answer, or the answer was no HTTP.
    #[error("the answer of `{host}` broke off")]
    BrokenOff {
        /// The host that was called.
        host: String,
    },
    /// The answer is larger than the cap.
    #[error("the answer of `{host}` is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The host that was called.
        host: String,
        /// The cap in bytes.
        limit_bytes: u64,
    },
    /// The answer points to another host, or to an unencrypted one.
    #[error("`{host}` redirects to another host")]
    RedirectedElsewhere {
        /// The host that was called.
        host: String,
    },
    /// The redirects lead nowhere.
    #[error("`{host}` redirects in a circle")]
    TooManyRedirects {
        /// The host that was called.
        host: String,
    },
    /// The register asks us to slow down (429).
    #[error("`{host}` asks to slow down")]
    RateLimited {
        /// The host that was called.
        host: String,
        /// How long the register asks to wait, where it says so.
        retry_after: Option<Duration>,
    },
    /// The register shows a web page instead of data: a technical break.
    #[error("`{host}` is under maintenance")]
    Maintenance {
        /// The host that was called.
        host: String,
    },
    /// The register failed (5xx) or timed out by itself (408), even after retries.
    #[error("`{host}` failed with status {status}")]
    Unavailable {
        /// The host that was called.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The register refused the question.
    #[error("`{host}` refused the question with status {status}")]
    Rejected {
        /// The host that was called.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The answer is not what the register documents.
    #[error("the answer of the register cannot be read: {0}")]
    Unreadable(&'static str),
    /// The answer is about somebody else.
    #[error("the register answered about another number than asked")]
    WrongRecord,
}

impl ConnectorError {
    /// Whether the same question may be answered later without anybody changing anything.
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::TimedOut { .. }
                | Self::BrokenOff { .. }
                | Self::RateLimited { .. }
                | Self::Maintenance { .. }
                | Self::Unavailable { .. }
        )
    }
}
