//! Text messages to telephones, one at a time, through the gateway that the operator chose. A message whose last byte was
//! sent and whose answer never came is [`SmsError::Unknown`]: nobody may send it again without a human's word.

mod smsapi;

pub use smsapi::{OFFICIAL_ADDRESS, SmsApi};

use crate::ConnectorError;

/// A message to one telephone. It has no `Debug`, so that no number comes into a log.
pub struct Sms<'m> {
    /// The number, E.164.
    pub to: &'m str,
    /// The words.
    pub text: &'m str,
}

/// Why the gateway has not taken a message. None of it names the number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SmsError {
    /// The token is not one of the gateway's, or may not send.
    #[error("the gateway does not accept the token")]
    Login,
    /// Nothing is left to pay the message with.
    #[error("the account at the gateway is empty")]
    Empty,
    /// The name of the sender is not one the gateway knows.
    #[error("the gateway does not know the sender")]
    Sender,
    /// The gateway will never take this message; its own code says why.
    #[error("the gateway refuses the message with code {0}")]
    Refused(i64),
    /// The gateway asks to come again.
    #[error("the gateway asks to come again")]
    Later,
    /// The message was sent, and what came back says nothing of it.
    #[error("it is not known whether the gateway has the message")]
    Unknown,
    /// The gateway was not reached, so it does not have the message.
    #[error(transparent)]
    Unreached(ConnectorError),
}

/// Whatever can hand a text message over: a gateway, or what a test puts in its place.
pub trait Texter {
    /// Hands one message over.
    ///
    /// # Errors
    /// Where the gateway does not take it, or nobody knows.
    fn hand_over(&self, message: &Sms<'_>) -> Result<(), SmsError>;
}
