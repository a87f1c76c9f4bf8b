//! Handing mail over to the operator's own mail server, one message at a time, so that it is known at every moment whether
//! the server has it.
//!
//! Encrypted, by TLS from the first byte or by STARTTLS; never a fall back to plain text. Without encryption only to this
//! machine. A message whose last byte was sent and whose answer never came is [`Handed::Unknown`]: nobody may send it again
//! without a human's word.

mod client;
mod message;
mod password;
pub mod sink;

use serde::{Deserialize, Serialize};

pub use client::{Smtp, SmtpError};
pub use message::{Attached, Mail};
pub use password::Password;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Encryption {
    /// TLS from the first byte, usually port 465.
    #[default]
    Tls,
    /// STARTTLS, usually port 587; without it nothing is sent.
    StartTls,
    /// None; only to this machine.
    Plain,
}

impl Encryption {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::Plain];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "start_tls",
            Self::Plain => "plain",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encryption| encryption.name() == name)
    }
}

/// What came of handing a message over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// The server has it, and answered with this code.
    Accepted(u16),
    /// The server will never take it.
    Refused(u16),
    /// The server does not have it; another time it may take it.
    Later(Why),
    /// Everything was sent and no answer came: the server may have it.
    Unknown,
}

/// Why the server does not have a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It cannot be reached, or said nothing in time.
    Unreachable,
    /// Its certificate is not to be trusted, or it does not speak TLS.
    Certificate,
    /// It does not offer STARTTLS.
    NoStartTls,
    /// It did not take user name and password.
    Login,
    /// It broke off before it had the message.
    BrokenOff,
    /// It asks to come again, with this code.
    Code(u16),
}

impl Why {
    /// Whether the next message would fare the same, so that nobody need try.
    pub const fn is_about_server(self) -> bool {
        !matches!(self, Self::Code(_))
    }

    /// A stable name for texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Certificate => "certificate",
            Self::NoStartTls => "no-starttls",
            Self::Login => "login",
            Self::BrokenOff => "broken-off",
            Self::Code(_) => "later",
        }
    }
}

/// Whatever can hand a message over: a mail server, or what a simulation puts in its place.
pub trait Mailer {
    /// Hands one message over.
    fn hand_over(&self, mail: &Mail<'_>) -> Handed;
}
