//! What follows from an answer: when the message is tried again, whether its webhook is left alone for a while, and when
//! it is switched off.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::ConnectorError;
use zgoda_connectors::webhook::Reply;
use zgoda_store::{Hold, MessageKind, MessageState, Tried, Webhook, WebhookMessage, WebhookState};

/// Pauses before the second and each further try, in seconds; a quarter is added at most. Three days and three hours.
const PAUSES: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// A webhook that let nothing through for so long is switched off when a message has no tries left.
const SILENT: SignedDuration = SignedDuration::from_hours(72);
/// The longest pause before another message is tried at a webhook that failed, unless it asks for more.
const HOLD_MAX: i64 = 300;
/// The longest pause a webhook may ask for.
const ASKED_MAX: Duration = Duration::from_secs(86_400);
/// The answer of a receiver that wants no more, by the specification.
const GONE: u16 = 410;

/// What follows from a try.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// For the message.
    pub tried: Tried,
    /// For the next messages to the same webhook.
    pub hold: Option<Hold>,
    /// Whether the webhook is switched off, and why.
    pub halt: Option<WebhookState>,
}

impl Outcome {
    /// Weighs the answer to a try that is counted already.
    pub fn of(
        webhook: &Webhook,
        message: &WebhookMessage,
        answer: &Result<Reply, ConnectorError>,
        at: Timestamp,
    ) -> Self {
        let tried = |state, next_at| Tried { state, next_at, answer: code(answer), at };
        let status = answer.as_ref().map_or(0, |reply| reply.status);
        if matches!(status, 200..=299) {
            let hold = Hold { failures: 0, failing_since: None, resume_at: at };
            return Self { tried: tried(MessageState::Delivered, at), hold: Some(hold), halt: None };
        }
        if message.kind == MessageKind::Test {
            return Self { tried: tried(MessageState::GivenUp, at), hold: None, halt: None };
        }
        let failures = webhook.hold.failures.saturating_add(1);
        let since = webhook.hold.failing_since.unwrap_or(at);
        let asked = answer.as_ref().ok().and_then(|reply| reply.retry_after).unwrap_or_default();
        let hold = PAUSES[0].saturating_mul(1 << failures.saturating_sub(1).min(8)).min(HOLD_MAX);
        let hold = SignedDuration::from_secs(hold)
            .max(SignedDuration::try_from(asked.min(ASKED_MAX)).unwrap_or_default());
        let hold = Some(Hold { failures, failing_since: Some(since), resume_at: later(at, hold) });
        if status == GONE {
            return Self { tried: tried(MessageState::Waiting, at), hold, halt: Some(WebhookState::Gone) };
        }
        match pause(message) {
            Some(pause) => Self { tried: tried(MessageState::Waiting, later(at, pause)), hold, halt: None },
            None if at.duration_since(since) >= SILENT => {
                Self { tried: tried(MessageState::Waiting, at), hold, halt: Some(WebhookState::Unreachable) }
            }
            // Others got through meanwhile: it is this message that the receiver cannot take.
            None => Self { tried: tried(MessageState::GivenUp, at), hold, halt: None },
        }
    }
}

/// The pause before the next try; `None` where there is none. Ids are spread well enough for jitter.
fn pause(message: &WebhookMessage) -> Option<SignedDuration> {
    let pause = PAUSES.get(usize::try_from(message.tries.checked_sub(1)?).ok()?)?;
    let hash = message
        .id
        .bytes()
        .fold(u64::from(message.tries), |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let thousandths = i64::try_from(hash >> 32).unwrap_or_default() % 250;
    Some(SignedDuration::from_millis(pause * (1_000 + thousandths)))
}

fn later(at: Timestamp, pause: SignedDuration) -> Timestamp {
    at.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// The answer as it is kept: the status of HTTP, or a word of ours.
fn code(answer: &Result<Reply, ConnectorError>) -> String {
    match answer {
        Ok(reply) => return reply.status.to_string(),
        Err(ConnectorError::ForbiddenAddress { .. }) => "forbidden",
        Err(ConnectorError::TimedOut { .. }) => "timed_out",
        Err(ConnectorError::Certificate { .. }) => "certificate",
        Err(ConnectorError::Unreachable { .. }) => "unreachable",
        Err(_) => "broken_off",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use zgoda_law::ActorId;
    use zgoda_store::WebhookId;

    use super::*;

    fn begin() -> Timestamp {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn webhook() -> Webhook {
        Webhook {
            id: WebhookId(1),
            url: "https://crm.example/".into(),
            internal: false,
            made_by: ActorId(1),
            made_at: begin(),
            state: WebhookState::Active,
            state_since: begin(),
            hold: Hold { failures: 0, failing_since: None, resume_at: begin() },
            previous_until: None,
        }
    }

    fn message(tries: u32) -> WebhookMessage {
        WebhookMessage {
            id: "msg_1_2_3".into(),
            webhook: WebhookId(1),
            kind: MessageKind::Changed,
            org: None,
            added: 1..2,
            ended: Vec::new(),
            made_at: begin(),
            next_at: begin(),
            tries,
            state: MessageState::Waiting,
            answer: String::new(),
            answered_at: None,
        }
    }

    fn status(status: u16) -> Result<Reply, ConnectorError> {
        Ok(Reply { status, retry_after: None })
    }

    /// Lets one message fail until something else than another try follows; gives the moment and what it was.
    fn fail_on(answer: &Result<Reply, ConnectorError>) -> (Timestamp, Outcome) {
        let (mut webhook, mut at) = (webhook(), begin());
        for tries in 1.. {
            let outcome = Outcome::of(&webhook, &message(tries), answer, at);
            if outcome.halt.is_some() || outcome.tried.state != MessageState::Waiting {
                return (at, outcome);
            }
            assert!(outcome.tried.next_at > at);
            webhook.hold = outcome.hold.unwrap();
            at = outcome.tried.next_at.max(webhook.hold.resume_at);
        }
        unreachable!()
    }

    #[test]
    fn a_message_is_tried_for_more_than_three_days_and_then_its_webhook_is_switched_off() {
        for answer in [status(500), status(302), Err(ConnectorError::TimedOut { host: "crm.example".into() })]
        {
            let (ended, outcome) = fail_on(&answer);
            assert_eq!(outcome.halt, Some(WebhookState::Unreachable));
            assert_eq!(outcome.tried.state, MessageState::Waiting, "it waits for whoever mends the receiver");
            assert!((73..100).contains(&ended.duration_since(begin()).as_hours()), "{ended}");
        }
    }

    #[test]
    fn a_message_that_alone_fails_is_given_up_and_the_webhook_goes_on() {
        let mut webhook = webhook();
        webhook.hold.failing_since = Some(begin() + 71.hours());
        let outcome = Outcome::of(&webhook, &message(10), &status(400), begin() + 80.hours());
        assert_eq!((outcome.tried.state, outcome.halt), (MessageState::GivenUp, None));
    }

    #[test]
    fn pauses_grow_and_differ_between_messages() {
        let pauses: Vec<_> = (1..=9).map(|tries| pause(&message(tries)).unwrap()).collect();
        assert!(pauses.is_sorted(), "{pauses:?}");
        assert_eq!(pause(&message(10)), None);
        let other = WebhookMessage { id: "msg_1_9_3".into(), ..message(4) };
        assert_ne!(pause(&other), pause(&message(4)));
    }

    #[test]
    fn gone_switches_off_at_once_and_the_message_waits() {
        let outcome = Outcome::of(&webhook(), &message(1), &status(410), begin());
        assert_eq!((outcome.tried.state, outcome.halt), (MessageState::Waiting, Some(WebhookState::Gone)));
    }

    #[test]
    fn a_receiver_is_left_alone_as_long_as_it_asks_up_to_a_day() {
        for (seconds, held) in [(1, 5), (600, 600), (9_999_999, 86_400)] {
            let retry_after = Some(Duration::from_secs(seconds));
            let answer = Ok(Reply { status: 429, retry_after });
            let hold = Outcome::of(&webhook(), &message(1), &answer, begin()).hold.unwrap();
            assert_eq!(hold.resume_at.duration_since(begin()).as_secs(), held);
        }
    }

    #[test]
    fn a_success_ends_all_holding_and_a_failed_test_begins_none() {
        let mut webhook = webhook();
        webhook.hold = Hold { failures: 7, failing_since: Some(begin()), resume_at: begin() + 5.minutes() };
        let outcome = Outcome::of(&webhook, &message(3), &status(204), begin());
        assert_eq!(outcome.tried.state, MessageState::Delivered);
        assert_eq!(outcome.hold, Some(Hold { failures: 0, failing_since: None, resume_at: begin() }));
        let test = WebhookMessage { kind: MessageKind::Test, ..message(1) };
        let outcome = Outcome::of(&webhook, &test, &status(410), begin());
        assert_eq!((outcome.tried.state, outcome.hold, outcome.halt), (MessageState::GivenUp, None, None));
    }
}
