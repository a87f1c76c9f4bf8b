//! A message as text: one addressee, no picture, nothing that tells readers apart.

use jiff::Timestamp;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

/// A message to be handed over.
#[derive(Debug, Clone, Copy)]
pub struct Mail<'a> {
    /// The id it is known by, without angle brackets.
    pub message_id: &'a str,
    /// The sender's name, as readers see it.
    pub sender: &'a str,
    /// The sender's address, where bounces come to.
    pub from: &'a str,
    /// The addressee.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// When it is sent.
    pub at: Timestamp,
}

impl Mail<'_> {
    /// The message with its headers; `None` where an address is none.
    pub(super) fn build(&self) -> Option<Message> {
        let from = Mailbox::new(Some(self.sender.to_owned()), self.from.parse().ok()?);
        Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(self.at.into())
            .from(from)
            .to(Mailbox::new(None, self.to.parse().ok()?))
            .subject(self.subject)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(self.text.replace('\n', "\r\n"))
            .ok()
    }
}

/// Says that no human wrote it just now (RFC 3834), so that no machine answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
