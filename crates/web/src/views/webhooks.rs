//! *Webhooki*: who is told of accepted changes of firms, and what became of each message.

use askama::Template;
use jiff::Timestamp;
use zgoda_store::{MessageKind, MessageState, WebhookState};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Input, Tone};

/// One webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRow {
    /// Its number.
    pub id: u32,
    /// Where it listens.
    pub url: String,
    /// Whether it may lead into the operator's own network.
    pub internal: bool,
    /// Whether it is told.
    pub state: WebhookState,
    /// Since when.
    pub since: Timestamp,
    /// Since when nothing gets through.
    pub failing_since: Option<Timestamp>,
    /// Messages that wait.
    pub waiting: u64,
}

impl WebhookRow {
    /// The colour of its state.
    pub fn tone(&self) -> Tone {
        match self.state {
            WebhookState::Active if self.failing_since.is_some() => Tone::Wait,
            WebhookState::Active => Tone::Allow,
            WebhookState::Paused | WebhookState::Restored => Tone::Wait,
            WebhookState::Unreachable | WebhookState::Gone => Tone::Deny,
        }
    }

    /// Its state in a word.
    pub fn word(&self, t: &Text) -> &'static str {
        match self.state {
            WebhookState::Active if self.failing_since.is_some() => t.webhook_failing(),
            WebhookState::Active => t.webhook_active(),
            WebhookState::Paused => t.webhook_paused(),
            WebhookState::Restored => t.webhook_restored(),
            WebhookState::Unreachable => t.webhook_unreachable(),
            WebhookState::Gone => t.webhook_gone(),
        }
    }

    /// Its state in a sentence that says what to do; none where all is well.
    pub fn sentence(&self, t: &Text) -> Option<String> {
        match self.state {
            WebhookState::Active => self.failing_since.map(|at| t.webhook_failing_text(t.moment(at))),
            WebhookState::Paused => Some(t.webhook_paused_text().to_owned()),
            WebhookState::Restored => Some(t.webhook_restored_text().to_owned()),
            WebhookState::Unreachable => Some(t.webhook_unreachable_text(t.moment(self.since))),
            WebhookState::Gone => Some(t.webhook_gone_text(t.moment(self.since))),
        }
    }

    /// Whether it is told.
    pub fn is_active(&self) -> bool {
        self.state == WebhookState::Active
    }
}

/// One message in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageRow {
    /// Its id.
    pub id: String,
    /// What it tells.
    pub kind: MessageKind,
    /// The firm, by number and name.
    pub firm: Option<(u32, String)>,
    /// When it happened.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// How it stands.
    pub state: MessageState,
    /// When it is tried next, while it waits and its webhook is told.
    pub next: Option<Timestamp>,
    /// The last answer.
    pub answer: String,
}

impl MessageRow {
    /// The colour of its state.
    pub const fn tone(&self) -> Tone {
        match self.state {
            MessageState::Delivered => Tone::Allow,
            MessageState::Waiting => Tone::Wait,
            MessageState::GivenUp => Tone::Deny,
        }
    }

    /// What it tells, where that is no change of facts.
    pub fn about(&self, t: &Text) -> Option<&'static str> {
        match self.kind {
            MessageKind::Changed | MessageKind::Test => None,
            MessageKind::Removed => Some(t.webhook_removed()),
            MessageKind::Statement => Some(t.webhook_statement()),
            MessageKind::StatementUndone => Some(t.webhook_statement_undone()),
        }
    }

    /// Its state in a word.
    pub fn word(&self, t: &Text) -> &'static str {
        match self.state {
            MessageState::Delivered => t.webhook_delivered(),
            MessageState::Waiting => t.webhook_waits(),
            MessageState::GivenUp => t.webhook_given_up(),
        }
    }

    /// The last answer in words; empty where there was none.
    pub fn answered(&self, t: &Text) -> String {
        if self.answer.bytes().all(|byte| byte.is_ascii_digit()) {
            return match self.answer.as_str() {
                "" => String::new(),
                redirect if redirect.starts_with('3') => t.webhook_answer_redirect(redirect),
                status => t.webhook_answer_status(status),
            };
        }
        let key = format!("webhook-answer-{}", self.answer.replace('_', "-"));
        t.find(&key).unwrap_or_default().to_owned()
    }
}

/// All webhooks, and the form for another one.
#[derive(Debug, Template)]
#[template(path = "settings/webhooks.html")]
pub struct WebhooksPage {
    /// What stands around.
    pub frame: Frame,
    /// The webhooks.
    pub rows: Vec<WebhookRow>,
    /// The address of a new one, as it was typed.
    pub url: Input,
    /// Whether the new one may lead into the operator's own network.
    pub internal: bool,
}

/// One webhook with its log.
#[derive(Debug, Template)]
#[template(path = "settings/webhook.html")]
pub struct WebhookPage {
    /// What stands around.
    pub frame: Frame,
    /// The webhook.
    pub row: WebhookRow,
    /// Who set it up; empty where the account is gone.
    pub by: String,
    /// When.
    pub made_at: Timestamp,
    /// Its secret, where it was made just now.
    pub secret: Option<String>,
    /// Until when the secret before signs too.
    pub both_until: Option<Timestamp>,
    /// The newest messages.
    pub messages: Vec<MessageRow>,
    /// For how many days messages are kept.
    pub keep_days: u32,
}
