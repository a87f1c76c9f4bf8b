//! The outbox: what webhooks are still to be told. A message comes to be in the change it tells of, so that neither is
//! there without the other, under an id that no other message ever has.

use jiff::Timestamp;

use super::Hold;
use crate::change::Change;
use crate::model::{OrgId, WebhookId};
use crate::organisation::{Amended, Organisation};
use crate::sql::{Batch, Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    TELL = "INSERT INTO webhook_message (webhook_id, message_id, kind, org_id, first_no, last_no, ended, made_at, next_at,
        tries, state, answer)
        SELECT webhook_id, CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT),
        CAST($5 AS BIGINT), CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($7 AS BIGINT), 0, 1, ''
        FROM webhook WHERE state <> 4";
    SILENCE = "DELETE FROM webhook_message WHERE org_id = $1 AND state = 1";
    TRY_OUT = "INSERT INTO webhook_message (webhook_id, message_id, kind, first_no, last_no, ended, made_at, next_at, tries,
        state, answer) VALUES ($1, $2, 2, 0, 0, '', $3, $3, 0, 1, '')";
    DUE = "SELECT message_id, webhook_id, kind, org_id, first_no, last_no, ended, made_at, next_at, tries, state, answer,
        answered_at FROM webhook_message WHERE webhook_id = $1 AND state = 1 AND next_at <= $2
        ORDER BY next_at, message_id LIMIT $3";
    ONE = "SELECT message_id, webhook_id, kind, org_id, first_no, last_no, ended, made_at, next_at, tries, state, answer,
        answered_at FROM webhook_message WHERE webhook_id = $1 AND message_id = $2";
    LATEST = "SELECT message_id, webhook_id, kind, org_id, first_no, last_no, ended, made_at, next_at, tries, state, answer,
        answered_at FROM webhook_message WHERE webhook_id = $1 ORDER BY made_at DESC, message_id DESC LIMIT $2";
    WAITING = "SELECT COUNT(*) FROM webhook_message WHERE webhook_id = $1 AND state = 1";
    CLAIM = "UPDATE webhook_message SET tries = $1, next_at = $2, state = 1
        WHERE webhook_id = $3 AND message_id = $4 AND tries = $5 AND next_at = $6 AND state = $7";
    SETTLE = "UPDATE webhook_message SET state = $1, next_at = $2, answer = $3, answered_at = $4
        WHERE webhook_id = $5 AND message_id = $6 AND tries = $7 AND state = 1";
    HOLD = "UPDATE webhook SET failures = $1, failing_since = $2, resume_at = $3 WHERE webhook_id = $4";
    AFRESH = "UPDATE webhook_message SET tries = 0, next_at = $1 WHERE webhook_id = $2 AND state = 1";
    AGAIN = "UPDATE webhook_message SET state = 1, tries = 0, next_at = $1 WHERE webhook_id = $2 AND message_id = $3";
    PRUNE = "DELETE FROM webhook_message WHERE made_at < $1";
    DELETE_ALL = "DELETE FROM webhook_message WHERE webhook_id = $1";
}

crate::closed_numbers! {
    /// What a message tells.
    MessageKind {
        Changed = 1 "organisation.changed",
        Test = 2 "webhook.test",
        Removed = 3 "organisation.removed",
        Statement = 4 "organisation.statement",
        StatementUndone = 5 "organisation.statement_removed",
    }
}

crate::closed_numbers! {
    /// How a message stands.
    MessageState { Waiting = 1 "waiting", Delivered = 2 "delivered", GivenUp = 3 "given_up" }
}

/// Something a webhook is to be told, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookMessage {
    /// The id its receiver knows it by, the same for every try.
    pub id: String,
    /// To whom.
    pub webhook: WebhookId,
    /// What it tells.
    pub kind: MessageKind,
    /// The firm that changed.
    pub org: Option<OrgId>,
    /// The numbers of the facts that came; where it tells of a statement, of that.
    pub added: std::ops::Range<u32>,
    /// The numbers of the facts that are no longer so.
    pub ended: Vec<u32>,
    /// When it happened.
    pub made_at: Timestamp,
    /// Not tried before.
    pub next_at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// How it stands.
    pub state: MessageState,
    /// The last answer: a status of HTTP, or a code of ours.
    pub answer: String,
    /// When that came.
    pub answered_at: Option<Timestamp>,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// How the message stands.
    pub state: MessageState,
    /// Not tried again before.
    pub next_at: Timestamp,
    /// A status of HTTP, or a code of ours.
    pub answer: String,
    /// When it came.
    pub at: Timestamp,
}

fn message(row: &Row) -> Result<WebhookMessage, StoreError> {
    Ok(WebhookMessage {
        id: row.get(0)?,
        webhook: row.get(1)?,
        kind: row.get(2)?,
        org: row.get(3)?,
        added: row.get(4)?..row.get(5)?,
        ended: row.get::<String>(6)?.split_whitespace().filter_map(|no| no.parse().ok()).collect(),
        made_at: row.get(7)?,
        next_at: row.get(8)?,
        tries: row.get(9)?,
        state: row.get(10)?,
        answer: row.get(11)?,
        answered_at: row.get(12)?,
    })
}

impl Change<'_> {
    /// Tells every webhook that facts of a firm came or went. What was only confirmed is not told.
    pub(crate) fn tell_webhooks(
        &mut self,
        org: &Organisation,
        amended: &Amended,
        added: std::ops::Range<u32>,
    ) {
        if added.is_empty() && amended.ended.is_empty() {
            return;
        }
        let ended = amended.ended.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        self.put_in_outboxes(MessageKind::Changed, org, added, ended);
    }

    /// Tells every webhook that a statement of a firm came, or was taken back.
    pub(crate) fn tell_webhooks_of_statement(&mut self, kind: MessageKind, org: &Organisation, no: u32) {
        self.put_in_outboxes(kind, org, no..no + 1, String::new());
    }

    /// Tells every webhook that nothing may be held of a firm any more, and nothing else of it.
    pub(crate) fn tell_webhooks_to_forget(&mut self, org: &Organisation) {
        self.run(&SILENCE, vec![org.id.into()]);
        self.put_in_outboxes(MessageKind::Removed, org, 0..0, String::new());
    }

    fn put_in_outboxes(
        &mut self,
        kind: MessageKind,
        org: &Organisation,
        nos: std::ops::Range<u32>,
        ended: String,
    ) {
        let at = self.stamp().at;
        // No two changes of a firm have the same number, and none of a restored one the same moment too.
        let id = format!("msg_{}_{}_{:x}", org.id, org.mark(), at.as_microsecond());
        let values: Vec<Value> = vec![
            id.into(),
            kind.into(),
            org.id.into(),
            nos.start.into(),
            nos.end.into(),
            ended.into(),
            at.into(),
        ];
        self.run(&TELL, values);
    }
}

impl Store {
    /// Puts a message into the outbox of one webhook that only tries it out; returns its id.
    ///
    /// # Errors
    /// Where one was made at the same moment, or the database fails.
    pub fn try_out_webhook(&self, id: WebhookId, at: Timestamp) -> Result<String, StoreError> {
        let message = format!("msg_test_{id}_{:x}", at.as_microsecond());
        let mut batch = Batch::default();
        batch.run(&TRY_OUT, vec![id.into(), message.as_str().into(), at.into()]);
        self.write(batch)?;
        Ok(message)
    }

    /// What one webhook is to be told now, oldest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn webhook_messages_due(
        &self,
        id: WebhookId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WebhookMessage>, StoreError> {
        self.work.read(&DUE, &[id.into(), now.into(), limit.into()])?.iter().map(message).collect()
    }

    /// The newest messages of a webhook.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn webhook_messages(&self, id: WebhookId, limit: u32) -> Result<Vec<WebhookMessage>, StoreError> {
        self.work.read(&LATEST, &[id.into(), limit.into()])?.iter().map(message).collect()
    }

    /// One message.
    ///
    /// # Errors
    /// Where it is not there, or the database fails.
    pub fn webhook_message(&self, id: WebhookId, message_id: &str) -> Result<WebhookMessage, StoreError> {
        let row = self.work.read_one(&ONE, &[id.into(), message_id.into()])?;
        message(&row.ok_or(StoreError::NotFound("message"))?)
    }

    /// How many messages wait for a webhook.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn webhook_waiting(&self, id: WebhookId) -> Result<u64, StoreError> {
        Ok(self.work.read_one(&WAITING, &[id.into()])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// Takes a message for one try, which nobody else makes before `until`; a process that dies meanwhile leaves it due
    /// then. `None` where somebody else has it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_webhook_message(
        &self,
        message: &WebhookMessage,
        until: Timestamp,
    ) -> Result<Option<WebhookMessage>, StoreError> {
        let tries = message.tries.saturating_add(1);
        let mut batch = Batch::default();
        let values: Vec<Value> = vec![
            tries.into(),
            until.into(),
            message.webhook.into(),
            message.id.as_str().into(),
            message.tries.into(),
            message.next_at.into(),
            message.state.into(),
        ];
        batch.run_one(&CLAIM, values);
        match self.write(batch) {
            Err(taken) if taken.is_conflict() => Ok(None),
            Err(error) => Err(error),
            Ok(()) => Ok(Some(WebhookMessage {
                tries,
                next_at: until,
                state: MessageState::Waiting,
                ..message.clone()
            })),
        }
    }

    /// Keeps what came of a claimed try, and how its webhook is held from then on.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn settle_webhook_message(
        &self,
        message: &WebhookMessage,
        tried: &Tried,
        hold: Option<Hold>,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        let values: Vec<Value> = vec![
            tried.state.into(),
            tried.next_at.into(),
            tried.answer.as_str().into(),
            tried.at.into(),
            message.webhook.into(),
            message.id.as_str().into(),
            message.tries.into(),
        ];
        batch.run(&SETTLE, values);
        if let Some(Hold { failures, failing_since, resume_at }) = hold {
            let values =
                vec![failures.into(), failing_since.into(), resume_at.into(), message.webhook.into()];
            batch.run(&HOLD, values);
        }
        self.write(batch)
    }

    /// Lets a message be sent again under its id, with all its tries before it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn resend_webhook_message(
        &self,
        id: WebhookId,
        message_id: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&AGAIN, vec![at.into(), id.into(), message_id.into()]);
        self.write(batch)
    }

    /// Forgets messages that are older than this.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn prune_webhook_messages(&self, before: Timestamp) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&PRUNE, vec![before.into()]);
        self.write(batch)
    }
}
