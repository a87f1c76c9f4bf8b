//! A message as text: one addressee, no picture, nothing that tells readers apart; with one file where there is one to
//! send.

use jiff::Timestamp;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};

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
    /// A file that goes with it.
    pub attached: Option<Attached<'a>>,
    /// When it is sent.
    pub at: Timestamp,
}

/// A file that goes with a message. It is encrypted: what it is nobody is told.
#[derive(Debug, Clone, Copy)]
pub struct Attached<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Mail<'_> {
    /// The message with its headers; `None` where an address is none.
    pub(super) fn build(&self) -> Option<Message> {
        let from = Mailbox::new(Some(self.sender.to_owned()), self.from.parse().ok()?);
        let text = self.text.replace('\n', "\r\n");
        let head = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(self.at.into())
            .from(from)
            .to(Mailbox::new(None, self.to.parse().ok()?))
            .subject(self.subject)
            .header(AutoSubmitted);
        let message = match self.attached {
            None => head.header(ContentType::TEXT_PLAIN).body(text),
            Some(file) => {
                let kind = ContentType::parse("application/octet-stream").ok()?;
                let file = Attachment::new(file.name.to_owned()).body(file.bytes.to_vec(), kind);
                head.multipart(MultiPart::mixed().singlepart(SinglePart::plain(text)).singlepart(file))
            }
        };
        message.ok()
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
