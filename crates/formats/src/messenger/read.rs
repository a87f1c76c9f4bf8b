//! Reading a thread file as a stream, message by message.

use super::raw::{RawMessage, RawParticipant};
use super::{ReadOptions, Thread, ThreadForm};
use crate::FormatError;
use crate::limits::{MESSAGES_MAX, MESSENGER_FILE_BYTES_MAX, PARTICIPANTS_MAX};
use crate::recognise::{Input, Stream};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{BufReader, Read};

/// The text as it was before its UTF-8 bytes were each written as a character; any other text as it is.
pub fn mend_mojibake(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

/// Which form of thread the file is, `None` if it is sound JSON but no thread. Keeps nothing of it.
pub(crate) fn form(input: &Input) -> Result<Option<ThreadForm>, FormatError> {
    let mut json = open(input)?;
    match (ThreadVisitor { options: &ReadOptions::default(), form_only: true }).deserialize(&mut json) {
        Ok(outcome) => Ok(outcome.form()),
        Err(error) if error.is_data() => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

pub(super) fn thread(input: &Input, options: &ReadOptions) -> Result<Thread, FormatError> {
    if input.len()? > MESSENGER_FILE_BYTES_MAX {
        return Err(FormatError::FileTooLarge { limit_bytes: MESSENGER_FILE_BYTES_MAX });
    }
    let mut json = open(input)?;
    let outcome = ThreadVisitor { options, form_only: false }
        .deserialize(&mut json)
        .map_err(|error| refused(&error))?;
    json.end().map_err(|error| refused(&error))?;
    outcome.into_thread()
}

type Json = serde_json::Deserializer<serde_json::de::IoRead<BufReader<std::io::Take<Stream>>>>;

fn open(input: &Input) -> Result<Json, FormatError> {
    let mut stream = input.open()?;
    let mut mark = [0; 3];
    let length = crate::sniff::read_full(&mut stream, &mut mark)?;
    if mark.get(..length) != Some(b"\xef\xbb\xbf") {
        stream = input.open()?;
    }
    let limited = stream.take(MESSENGER_FILE_BYTES_MAX);
    Ok(serde_json::Deserializer::from_reader(BufReader::new(limited)))
}

/// Our error for one of JSON's; its own text may quote the file and is dropped.
fn refused(error: &serde_json::Error) -> FormatError {
    match error.classify() {
        serde_json::error::Category::Io => FormatError::Io(std::io::Error::from(std::io::ErrorKind::Other)),
        serde_json::error::Category::Data => FormatError::NotAThread,
        _ => FormatError::BrokenJson { line: error.line(), column: error.column() },
    }
}

/// What was read of the outermost object.
struct Outcome {
    thread: Thread,
    has_messages: bool,
    names_participants: bool,
    end_to_end: bool,
    over_limit: Option<usize>,
}

impl Outcome {
    fn form(&self) -> Option<ThreadForm> {
        (self.has_messages && self.names_participants).then_some(match self.end_to_end {
            true => ThreadForm::EndToEnd,
            false => ThreadForm::Archive,
        })
    }

    fn into_thread(self) -> Result<Thread, FormatError> {
        if let Some(limit) = self.over_limit {
            return Err(FormatError::ThreadTooLong { limit });
        }
        let form = self.form().ok_or(FormatError::NotAThread)?;
        let mut thread = self.thread;
        thread.form = form;
        if form == ThreadForm::Archive {
            thread.title = mend_mojibake(thread.title);
            thread.participants = thread.participants.into_iter().map(mend_mojibake).collect();
        }
        // Archives are newest first; the other form is not always.
        thread.messages.sort_by_key(|message| std::cmp::Reverse(message.at));
        Ok(thread)
    }
}

struct ThreadVisitor<'a> {
    options: &'a ReadOptions,
    /// Keep no message: only the form is wanted.
    form_only: bool,
}

impl<'de> DeserializeSeed<'de> for ThreadVisitor<'_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Outcome, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ThreadVisitor<'_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a messenger thread")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome, A::Error> {
        let thread = Thread {
            form: ThreadForm::Archive,
            title: String::new(),
            participants: Vec::new(),
            messages: Vec::new(),
            contact_points: Vec::new(),
        };
        let mut outcome = Outcome {
            thread,
            has_messages: false,
            names_participants: false,
            end_to_end: false,
            over_limit: None,
        };
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "participants" => {
                    outcome.names_participants = true;
                    map.next_value_seed(Participants(&mut outcome))?;
                }
                "messages" => {
                    outcome.has_messages = true;
                    let (options, keep) = (self.options, !self.form_only);
                    map.next_value_seed(Messages { outcome: &mut outcome, options, keep })?;
                }
                "title" => outcome.thread.title = map.next_value()?,
                "threadName" => {
                    outcome.end_to_end = true;
                    outcome.thread.title = map.next_value()?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(outcome)
    }
}

struct Participants<'a>(&'a mut Outcome);

impl<'de> DeserializeSeed<'de> for Participants<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Participants<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of participants")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(participant) = list.next_element::<RawParticipant>()? {
            if self.0.thread.participants.len() >= PARTICIPANTS_MAX {
                self.0.over_limit = Some(PARTICIPANTS_MAX);
                continue;
            }
            self.0.thread.participants.push(match participant {
                RawParticipant::Object { name } | RawParticipant::Name(name) => name,
            });
        }
        Ok(())
    }
}

struct Messages<'a> {
    outcome: &'a mut Outcome,
    options: &'a ReadOptions,
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Messages<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(raw) = list.next_element::<RawMessage>()? {
            self.outcome.end_to_end |= raw.is_end_to_end();
            let Some(message) = raw.into_message().filter(|_| self.keep) else { continue };
            if self.outcome.thread.messages.len() >= MESSAGES_MAX {
                self.outcome.over_limit = Some(MESSAGES_MAX);
                continue;
            }
            self.outcome.thread.take(message, self.options);
        }
        Ok(())
    }
}
