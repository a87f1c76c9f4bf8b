//! Webhooks: who is told of accepted changes of firms. The secret that signs what they get is sealed by the vault.

pub(crate) mod message;

use jiff::Timestamp;
use zeroize::Zeroizing;
use zgoda_law::{Action, ActorId, Event};

use crate::change::{Change, Draft};
use crate::model::{Stamp, WebhookId};
use crate::sql::{Batch, Row, statements};
use crate::{Store, StoreError};

pub use message::{MessageKind, MessageState, Tried, WebhookMessage};

statements! {
    ADD = "INSERT INTO webhook (webhook_id, url, internal, secret, made_by, made_at, state, state_since, failures, resume_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $6, 0, $6)";
    LIST = "SELECT webhook_id, url, internal, made_by, made_at, state, state_since, failures, failing_since, resume_at,
        previous_until FROM webhook ORDER BY webhook_id";
    SECRETS = "SELECT secret, previous, previous_until FROM webhook WHERE webhook_id = $1";
    ROTATE = "UPDATE webhook SET previous = secret, previous_until = $1, secret = $2 WHERE webhook_id = $3";
    MOVE = "UPDATE webhook SET state = $1, state_since = $2, failures = 0, failing_since = NULL, resume_at = $2
        WHERE webhook_id = $3 AND state = $4";
    HALT_ALL = "UPDATE webhook SET state = $1 WHERE state = $2";
    DELETE = "DELETE FROM webhook WHERE webhook_id = $1";
}

crate::closed_numbers! {
    /// Whether a webhook is told.
    WebhookState {
        Active = 1 "active",
        Paused = 2 "paused",
        Unreachable = 3 "unreachable",
        Gone = 4 "gone",
        Restored = 5 "restored",
    }
}

/// Before when a webhook is told nothing, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Failures in a row.
    pub failures: u32,
    /// Since when nothing got through.
    pub failing_since: Option<Timestamp>,
    /// Told nothing before.
    pub resume_at: Timestamp,
}

/// Somebody who is told of accepted changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: WebhookId,
    /// Where it listens.
    pub url: String,
    /// Whether the operator allows an address of their own network.
    pub internal: bool,
    /// Who set it up.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// Whether it is told.
    pub state: WebhookState,
    /// Since when.
    pub state_since: Timestamp,
    /// Whether it is held for a while.
    pub hold: Hold,
    /// Until when the secret before this one signs too.
    pub previous_until: Option<Timestamp>,
}

fn webhook(row: &Row) -> Result<Webhook, StoreError> {
    Ok(Webhook {
        id: row.get(0)?,
        url: row.get(1)?,
        internal: row.get(2)?,
        made_by: ActorId(row.get(3)?),
        made_at: row.get(4)?,
        state: row.get(5)?,
        state_since: row.get(6)?,
        hold: Hold { failures: row.get(7)?, failing_since: row.get(8)?, resume_at: row.get(9)? },
        previous_until: row.get(10)?,
    })
}

/// What a secret is sealed under.
fn label(id: WebhookId) -> String {
    format!("webhook.{id}")
}

impl Store {
    /// Sets a webhook up, with the secret that signs what it gets.
    ///
    /// # Errors
    /// Where the secret cannot be sealed, or the database fails.
    pub fn add_webhook(
        &self,
        stamp: Stamp,
        url: &str,
        internal: bool,
        secret: &[u8],
    ) -> Result<WebhookId, StoreError> {
        let id = WebhookId(self.take_numbers("webhook", 1)?);
        let sealed = self.vault.seal_secret(&label(id), secret)?;
        let mut change = self.change(stamp);
        let values = vec![
            id.into(),
            url.into(),
            internal.into(),
            sealed.into(),
            stamp.actor.0.into(),
            stamp.at.into(),
            WebhookState::Active.into(),
        ];
        change.run(&ADD, values);
        change.note_webhook(id, "added");
        change.commit()?;
        Ok(id)
    }

    /// All webhooks.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        self.work.read(&LIST, &[])?.iter().map(webhook).collect()
    }

    /// One webhook.
    ///
    /// # Errors
    /// Where there is none of this number, or the database fails.
    pub fn webhook(&self, id: WebhookId) -> Result<Webhook, StoreError> {
        let found = self.webhooks()?.into_iter().find(|webhook| webhook.id == id);
        found.ok_or(StoreError::NotFound("webhook"))
    }

    /// The secrets that sign for a webhook now: its own, and the one before while it still holds.
    ///
    /// # Errors
    /// Where there is no such webhook, or a secret cannot be opened.
    pub fn webhook_secrets(
        &self,
        id: WebhookId,
        now: Timestamp,
    ) -> Result<Vec<Zeroizing<Vec<u8>>>, StoreError> {
        let row = self.work.read_one(&SECRETS, &[id.into()])?.ok_or(StoreError::NotFound("webhook"))?;
        let mut sealed = vec![row.get::<Vec<u8>>(0)?];
        if row.get::<Option<Timestamp>>(2)?.is_some_and(|until| now < until) {
            sealed.extend(row.get::<Option<Vec<u8>>>(1)?);
        }
        let open = |sealed: &Vec<u8>| Ok(self.vault.open_secret(&label(id), sealed)?);
        sealed.iter().map(open).collect()
    }

    /// Gives a webhook another secret; the one before signs beside it until `until`.
    ///
    /// # Errors
    /// Where the secret cannot be sealed, or the database fails.
    pub fn rotate_webhook(
        &self,
        stamp: Stamp,
        id: WebhookId,
        secret: &[u8],
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let sealed = self.vault.seal_secret(&label(id), secret)?;
        let mut change = self.change(stamp);
        change.run(&ROTATE, vec![until.into(), sealed.into(), id.into()]);
        change.note_webhook(id, "secret changed");
        change.commit().map(drop)
    }

    /// Moves a webhook from one state to another. What waits for it stays, and begins afresh where it is told again.
    ///
    /// # Errors
    /// A conflict where it is no longer in the state it was read in.
    pub fn move_webhook(&self, stamp: Stamp, webhook: &Webhook, to: WebhookState) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        let values = vec![to.into(), stamp.at.into(), webhook.id.into(), webhook.state.into()];
        change.guard(&MOVE, values);
        if to == WebhookState::Active {
            change.run(&message::AFRESH, vec![stamp.at.into(), webhook.id.into()]);
        }
        change.note_webhook(webhook.id, to.name());
        change.commit().map(drop)
    }

    /// Removes a webhook with all that waits for it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn delete_webhook(&self, stamp: Stamp, id: WebhookId) -> Result<(), StoreError> {
        let mut change = self.change(stamp);
        change.run(&DELETE, vec![id.into()]);
        change.run(&message::DELETE_ALL, vec![id.into()]);
        change.note_webhook(id, "deleted");
        change.commit().map(drop)
    }

    /// After a restore nobody knows what receivers were told since: a human switches them on again.
    pub(crate) fn halt_webhooks(&self) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&HALT_ALL, vec![WebhookState::Restored.into(), WebhookState::Active.into()]);
        self.write(batch)
    }
}

impl Change<'_> {
    fn note_webhook(&mut self, id: WebhookId, what: &str) {
        let detail = format!("webhook {id} {what}");
        self.record(Draft::new(Event::WebhookChanged, Action::Disclose).detail(detail));
    }
}
