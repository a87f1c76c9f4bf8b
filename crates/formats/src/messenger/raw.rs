//! One message as the export writes it, in either form.

use super::read::mend_mojibake;
use super::{Message, MessageKind};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The keys of both forms. What is not needed is passed over without being kept.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct RawMessage {
    sender_name: Option<String>,
    timestamp_ms: Option<i64>,
    content: Option<String>,
    photos: Option<Vec<IgnoredAny>>,
    videos: Option<Vec<IgnoredAny>>,
    audio_files: Option<Vec<IgnoredAny>>,
    files: Option<Vec<IgnoredAny>>,
    gifs: Option<Vec<IgnoredAny>>,
    sticker: Option<IgnoredAny>,
    share: Option<IgnoredAny>,
    call_duration: Option<IgnoredAny>,
    is_unsent: Option<bool>,

    #[serde(rename = "senderName")]
    end_to_end_sender: Option<String>,
    timestamp: Option<i64>,
    text: Option<String>,
    media: Option<Vec<IgnoredAny>>,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(rename = "isUnsent")]
    end_to_end_unsent: Option<bool>,
}

impl RawMessage {
    /// Whether it is written in the end-to-end form.
    pub(super) fn is_end_to_end(&self) -> bool {
        self.end_to_end_sender.is_some()
    }

    /// The message, its text included; `None` if it names no sender or time.
    pub(super) fn into_message(self) -> Option<Message> {
        let kind = self.kind();
        let has_media = self.has_media();
        let (sender, at, text) = if self.is_end_to_end() {
            (self.end_to_end_sender?, self.timestamp?, self.text)
        } else {
            (mend_mojibake(self.sender_name?), self.timestamp_ms?, self.content.map(mend_mojibake))
        };
        let text = text.filter(|text| !text.trim().is_empty());
        Some(Message { sender, at, kind, has_text: text.is_some(), has_media, text })
    }

    fn has_media(&self) -> bool {
        let lists = [&self.photos, &self.videos, &self.audio_files, &self.files, &self.gifs, &self.media];
        lists.iter().any(|list| list.as_ref().is_some_and(|list| !list.is_empty()))
    }

    fn kind(&self) -> MessageKind {
        let stated = self.kind.as_deref().unwrap_or_default();
        if self.is_unsent == Some(true) || self.end_to_end_unsent == Some(true) {
            MessageKind::Unsent
        } else if self.call_duration.is_some() || stated.eq_ignore_ascii_case("call") {
            MessageKind::Call
        } else if self.has_media() {
            MessageKind::Media
        } else if self.sticker.is_some() {
            MessageKind::Sticker
        } else if self.share.is_some()
            || stated.eq_ignore_ascii_case("share")
            || stated.eq_ignore_ascii_case("link")
        {
            MessageKind::Share
        } else if self.content.is_some() || self.text.as_deref().is_some_and(|text| !text.is_empty()) {
            MessageKind::Text
        } else {
            MessageKind::Other
        }
    }
}

/// A participant: an object with a name, or the name alone.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawParticipant {
    Object { name: String },
    Name(String),
}
