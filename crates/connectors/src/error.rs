//! What can go wrong between us and a register.

use std::time::Duration;

use jiff::Timestamp;

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
    /// The text is no secret: empty, too long, or with characters no header may have.
    #[error("the token or key of the register cannot be used")]
    Credential,
    /// The register did not accept the token or key.
    #[error("`{host}` does not accept the token or key")]
    CredentialRefused {
        /// The host that was called.
        host: String,
    },
    /// The register has no question for such an identifier.
    #[error("the register cannot be asked by this kind of identifier")]
    NotAskedBy,
    /// The period is not one the register can be asked about.
    #[error("the register cannot be asked about this period")]
    Period,
    /// The address leads into a network that is not the public one, or to a port that is not the web's.
    #[error("`{host}` leads to an address that is not public")]
    ForbiddenAddress {
        /// The host that was called.
        host: String,
    },
    /// The site does not want to be read by machines.
    #[error("`{host}` does not allow to be read by machines: {by}")]
    OptedOut {
        /// The host that was called.
        host: String,
        /// Where it says so, for example `robots.txt`.
        by: &'static str,
    },
    /// The register refused earlier, and its term is not over. It was not asked.
    #[error("`{host}` is not asked before {until}")]
    Blocked {
        /// The host that would have been called.
        host: String,
        /// When it may be asked again.
        until: Timestamp,
    },
    /// The limit of the register is used up. It was not asked.
    #[error("the questions allowed to `{host}` are used up until {until}")]
    BudgetSpent {
        /// The host that would have been called.
        host: String,
        /// When it may be asked again.
        until: Timestamp,
    },
    /// The register failed several times in a row and is left alone for a while. It was not asked.
    #[error("`{host}` is down and is not asked before {until}")]
    CircuitOpen {
        /// The host that would have been called.
        host: String,
        /// When it is tried again.
        until: Timestamp,
    },
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
        let held_back = matches!(
            self,
            Self::RateLimited { .. }
                | Self::Blocked { .. }
                | Self::BudgetSpent { .. }
                | Self::CircuitOpen { .. }
        );
        held_back || self.is_failure_of_the_host()
    }

    /// Whether the register itself did not work; several of these in a row open its circuit breaker.
    pub(crate) fn is_failure_of_the_host(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::TimedOut { .. }
                | Self::BrokenOff { .. }
                | Self::Maintenance { .. }
                | Self::Unavailable { .. }
        )
    }
}
