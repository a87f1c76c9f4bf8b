//! Channel packs: what a country demands before a message of a class may go by a channel.

use jiff::{Span, civil::Date};
use serde::Deserialize;

use super::PackHeader;
use crate::{Channel, ContentClass, Need, SubjectKind};

/// The channel law of one country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelPack {
    /// What the pack says about itself.
    pub pack: PackHeader,
    /// What a commercial message must contain.
    pub message: MessageLaw,
    /// The rules; the first that fits decides.
    #[serde(rename = "rule")]
    pub rules: Vec<ChannelRule>,
}

/// What a commercial message must contain.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageLaw {
    /// Its parts.
    pub lint: Vec<MessagePart>,
    /// From this day on a machine must say that it is one (AI Act art. 50).
    #[serde(default)]
    pub ai_disclosure_from: Option<Date>,
}

/// A part of a commercial message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessagePart {
    /// Name and electronic address of the sender.
    Sender,
    /// A way out in one step.
    Optout,
    /// The mark of commercial information; electronic channels only.
    Label,
}

/// One rule of a channel pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// For messages of these classes.
    pub content: Vec<ContentClass>,
    /// By these channels.
    pub channels: Vec<Channel>,
    /// To these subjects; none for all.
    #[serde(default)]
    pub subjects: Option<Vec<SubjectKind>>,
    /// Only to clients, or only to others; none for all.
    #[serde(default)]
    pub client: Option<bool>,
    /// What is demanded.
    pub need: Need,
    /// How many contacts a request allows in all.
    #[serde(default)]
    pub max_contacts: Option<u32>,
    /// How long a request allows them, from the day it was made or the day it names.
    #[serde(default)]
    pub window: Option<Span>,
    /// The article the rule rests on.
    pub article: String,
}

impl ChannelPack {
    /// The rule for a message, if the pack has one. Without one the message must not go.
    pub fn rule(
        &self,
        content: ContentClass,
        channel: Channel,
        kind: SubjectKind,
        client: bool,
    ) -> Option<&ChannelRule> {
        self.rules.iter().find(|rule| {
            rule.content.contains(&content)
                && rule.channels.contains(&channel)
                && rule.subjects.as_ref().is_none_or(|kinds| kinds.contains(&kind))
                && rule.client.is_none_or(|wanted| wanted == client)
        })
    }
}
