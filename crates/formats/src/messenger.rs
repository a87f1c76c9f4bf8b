//! Threads of Messenger and Instagram, from the archive that a member downloads (`message_1.json`).
//!
//! A chat holds third parties and often special categories, so only who, when and of what kind is read; text only
//! where the caller asks for it. Messages are read one by one: memory holds no more than what is given.

mod raw;
mod read;

use crate::FormatError;
use crate::contact_points::{ContactPoint, contact_points};
use crate::recognise::Input;
use serde::{Deserialize, Serialize};

pub(crate) use read::form;
pub use read::mend_mojibake;

/// Which of the two exports a thread file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadForm {
    /// `message_1.json`, in which every byte of UTF-8 is written as a character of its own.
    Archive,
    /// The export of end-to-end encrypted chats: one file a chat, sound UTF-8.
    EndToEnd,
}

/// A thread: who took part, and when they wrote.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct Thread {
    /// Which of the two exports it is.
    pub form: ThreadForm,
    /// The thread's title: the other person's name, or a group's.
    pub title: String,
    /// The names of those who take part.
    pub participants: Vec<String>,
    /// The messages, newest first.
    pub messages: Vec<Message>,
    /// Addresses and numbers in the texts of the chosen participant, each once, with the time it was last written.
    pub contact_points: Vec<FoundContact>,
}

/// One message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct Message {
    /// The name of who wrote it.
    pub sender: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What it is.
    pub kind: MessageKind,
    /// Whether it has text.
    pub has_text: bool,
    /// Whether it has pictures, recordings or files.
    pub has_media: bool,
    /// The text, only if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Written text.
    Text,
    /// Pictures, recordings or files.
    Media,
    /// A link.
    Share,
    /// A sticker.
    Sticker,
    /// A call.
    Call,
    /// A message that was taken back.
    Unsent,
    /// Anything else.
    Other,
}

/// An address or a number that a participant wrote.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug))]
pub struct FoundContact {
    /// The address or number.
    #[serde(flatten)]
    pub point: ContactPoint,
    /// When it was last written, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What is to be read of a thread.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Keep the texts.
    pub with_text: bool,
    /// Look for addresses and numbers in the texts of this participant.
    pub contacts_of: Option<String>,
}

/// Reads a thread.
pub fn read(input: &Input, options: &ReadOptions) -> Result<Thread, FormatError> {
    read::thread(input, options)
}

impl Thread {
    /// Takes in a message as it is read, with its text.
    fn take(&mut self, mut message: Message, options: &ReadOptions) {
        if let Some(text) = &message.text
            && options.contacts_of.as_deref() == Some(message.sender.as_str())
        {
            for point in contact_points(text) {
                match self.contact_points.iter_mut().find(|found| found.point == point) {
                    Some(found) => found.at = found.at.max(message.at),
                    None => self.contact_points.push(FoundContact { point, at: message.at }),
                }
            }
        }
        if !options.with_text {
            message.text = None;
        }
        self.messages.push(message);
    }

    /// Messages that this participant wrote.
    pub fn messages_of<'a>(&'a self, participant: &'a str) -> impl Iterator<Item = &'a Message> {
        self.messages.iter().filter(move |message| message.sender == participant)
    }
}
