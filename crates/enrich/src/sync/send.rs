//! The sender: takes what is due from the outbox and tries it. A process that dies in the middle leaves the message due
//! again a little later, under the same id.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::ConnectorError;
use zgoda_connectors::webhook::{Courier, Message, Receiver, Reply, WebhookSecret};
use zgoda_law::ActorId;
use zgoda_store::{Stamp, Store, Webhook, WebhookId, WebhookMessage, WebhookState};

use super::outcome::Outcome;
use super::{KEEP_DAYS, payload};
use crate::EnrichError;

/// How long a receiver has to answer.
const WAIT: Duration = Duration::from_secs(15);
/// For how long a message is nobody else's while it is tried; longer than a try can take.
const CLAIM: SignedDuration = SignedDuration::from_secs(90);
/// Messages to one webhook in one go, so that a stop is heard in between.
const AT_ONCE: u32 = 20;
/// How often old messages are forgotten.
const PRUNE_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Sends what is due to webhooks, until the process ends.
pub struct Sender {
    wait: Duration,
    pruned: Option<Timestamp>,
}

impl Default for Sender {
    fn default() -> Self {
        Self::waiting(WAIT)
    }
}

impl Sender {
    /// A sender whose receivers have so long to answer.
    pub fn waiting(wait: Duration) -> Self {
        Self { wait, pruned: None }
    }

    /// Sends some of what is due, to all webhooks side by side, so that a slow one holds up no other; tells whether
    /// anything was tried.
    ///
    /// # Errors
    /// Where the store fails; the rest is sent all the same.
    pub fn tick(&mut self, store: &Store, now: &(dyn Fn() -> Timestamp + Sync)) -> Result<bool, EnrichError> {
        let at = now();
        if self.pruned.is_none_or(|last| at.duration_since(last) >= PRUNE_EVERY) {
            let term = SignedDuration::from_hours(24 * i64::from(KEEP_DAYS));
            store.prune_webhook_messages(at.checked_sub(term).unwrap_or(Timestamp::MIN))?;
            self.pruned = Some(at);
        }
        let is_told =
            |webhook: &Webhook| webhook.state == WebhookState::Active && webhook.hold.resume_at <= at;
        let webhooks: Vec<Webhook> = store.webhooks()?.into_iter().filter(is_told).collect();
        let wait = self.wait;
        let sent: Vec<Result<bool, EnrichError>> = std::thread::scope(|scope| {
            let begin = |webhook| scope.spawn(move || send_some(store, webhook, wait, now));
            let threads: Vec<_> = webhooks.iter().map(begin).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        sent.into_iter().try_fold(false, |tried, sent| Ok(tried | sent?))
    }
}

/// Sends some of what is due to one webhook; the first failure ends it.
fn send_some(
    store: &Store,
    webhook: &Webhook,
    wait: Duration,
    now: &dyn Fn() -> Timestamp,
) -> Result<bool, EnrichError> {
    let due = store.webhook_messages_due(webhook.id, now(), AT_ONCE)?;
    if due.is_empty() {
        return Ok(false);
    }
    let desk = Desk::open(store, webhook.id, wait)?;
    let mut tried = false;
    for message in &due {
        let webhook = store.webhook(webhook.id)?;
        if webhook.state != WebhookState::Active || webhook.hold.resume_at > now() {
            break;
        }
        tried |= desk.attempt(&webhook, message, now)?;
    }
    Ok(tried)
}

/// Sends a message that says nothing, at once, whatever state the webhook is in.
///
/// # Errors
/// Where the store fails. That the receiver refuses is no error, but stands in its log.
pub fn try_out(store: &Store, id: WebhookId, now: &dyn Fn() -> Timestamp) -> Result<(), EnrichError> {
    let message = store.try_out_webhook(id, now())?;
    at_once(store, id, &message, now)
}

/// Sends a message again under its id, at once.
///
/// # Errors
/// Where it is not there, or the store fails.
pub fn resend(
    store: &Store,
    id: WebhookId,
    message: &str,
    now: &dyn Fn() -> Timestamp,
) -> Result<(), EnrichError> {
    store.resend_webhook_message(id, message, now())?;
    at_once(store, id, message, now)
}

fn at_once(
    store: &Store,
    id: WebhookId,
    message: &str,
    now: &dyn Fn() -> Timestamp,
) -> Result<(), EnrichError> {
    let desk = Desk::open(store, id, WAIT)?;
    desk.attempt(&store.webhook(id)?, &store.webhook_message(id, message)?, now).map(drop)
}

/// All that is needed to tell one webhook something.
struct Desk<'s> {
    store: &'s Store,
    /// Without a courier the address may not be called any more.
    courier: Result<Courier, ConnectorError>,
}

impl<'s> Desk<'s> {
    fn open(store: &'s Store, id: WebhookId, wait: Duration) -> Result<Self, EnrichError> {
        let webhook = store.webhook(id)?;
        let receiver = Receiver::parse(&webhook.url, webhook.internal);
        Ok(Self { store, courier: receiver.map(|receiver| Courier::new(receiver, wait)) })
    }

    /// Makes one try; false where somebody else makes it.
    fn attempt(
        &self,
        webhook: &Webhook,
        message: &WebhookMessage,
        now: &dyn Fn() -> Timestamp,
    ) -> Result<bool, EnrichError> {
        let at = now();
        let until = at.checked_add(CLAIM).unwrap_or(Timestamp::MAX);
        let Some(message) = self.store.claim_webhook_message(message, until)? else { return Ok(false) };
        let body = payload::body(self.store, &message)?;
        let answer = self.deliver(webhook.id, Message { id: &message.id, at, body: &body })?;
        let outcome = Outcome::of(webhook, &message, &answer, now());
        self.store.settle_webhook_message(&message, &outcome.tried, outcome.hold)?;
        if let Some(state) = outcome.halt {
            let stamp = Stamp { actor: ActorId::SYSTEM, at: outcome.tried.at };
            match self.store.move_webhook(stamp, webhook, state) {
                Err(moved) if moved.is_conflict() => {}
                other => other?,
            }
        }
        Ok(true)
    }

    fn deliver(
        &self,
        id: WebhookId,
        message: Message<'_>,
    ) -> Result<Result<Reply, ConnectorError>, EnrichError> {
        let sealed = self.store.webhook_secrets(id, message.at)?;
        let secrets = sealed.iter().map(|secret| {
            let text = std::str::from_utf8(secret).map_err(|_| ConnectorError::Credential)?;
            WebhookSecret::parse(text)
        });
        let secrets = secrets.collect::<Result<Vec<_>, _>>()?;
        Ok(match &self.courier {
            Ok(courier) => courier.deliver(&secrets, message),
            Err(error) => Err(error.clone()),
        })
    }
}
