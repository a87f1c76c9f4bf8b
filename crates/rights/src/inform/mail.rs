//! Sending what is queued. Before a message is handed over it is decided about again, its text is put together anew, and
//! it is recorded as being handed over under its id; so whatever dies in between, nothing goes out twice.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use zgoda_connectors::smtp::{Handed, Mail, Mailer, Why};
use zgoda_law::{NoticeStatus, SubjectId};
use zgoda_store::{Delivery, DeliveryState, Notice, Person, Step, Store, StoreError};

use super::compose::Composed;
use super::queue::{Skipped, delivery, ready};
use super::server::MailServer;
use super::telling::Block;
use super::way::{WayKind, open_email, open_way};
use super::{open_duties, system_informs};
use crate::error::retried;
use crate::{Acting, RightsError};

/// A message that has been handed over for longer than this without an answer will get none.
const SILENCE: SignedDuration = SignedDuration::from_mins(15);
/// How long a message waits before it is tried again; each time twice as long.
const WAIT: SignedDuration = SignedDuration::from_mins(5);
/// How often it is tried.
const TRIES: u32 = 7;

/// What came of a look into the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// Handed over.
    pub sent: u64,
    /// Refused for good.
    pub refused: u64,
    /// To be tried again later.
    pub later: u64,
    /// Nobody knows; a human decides.
    pub uncertain: u64,
    /// Not sent, because it may not be any more, or need not.
    pub stopped: u64,
    /// The server could not be used, so the others wait.
    #[serde(skip)]
    pub trouble: Option<Why>,
}

/// Sends up to `limit` messages that wait. Whatever was left in the middle by a process that died is put before a human.
///
/// # Errors
/// Where the store fails; what was sent before stands.
pub fn send_waiting(
    store: &Store,
    server: &MailServer,
    mailer: &dyn Mailer,
    now: &dyn Fn() -> Timestamp,
    limit: u32,
) -> Result<Sent, RightsError> {
    let mut report = Sent { uncertain: doubt(store, now())?, ..Sent::default() };
    for (id, no) in store.deliveries_waiting(now(), limit)? {
        match send(store, server, mailer, now, id, no) {
            Ok(Some(outcome)) => report.count(outcome),
            Ok(None) => {}
            // Somebody else changes the person just now, or has erased them: the next look will tell.
            Err(RightsError::Busy | RightsError::Erased) => {}
            Err(error) => return Err(error),
        }
        if report.trouble.is_some() {
            break;
        }
    }
    Ok(report)
}

/// What came of one message.
enum Outcome {
    Handed(Handed),
    Stopped,
}

impl Sent {
    fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Handed(Handed::Accepted(_)) => &mut self.sent,
            Outcome::Handed(Handed::Refused(_)) => &mut self.refused,
            Outcome::Handed(Handed::Unknown) => &mut self.uncertain,
            Outcome::Stopped => &mut self.stopped,
            Outcome::Handed(Handed::Later(why)) => {
                self.trouble = Some(why).filter(|why| why.is_about_server());
                &mut self.later
            }
        };
        *counter += 1;
    }
}

/// Puts messages before a human of which nothing was heard since they were handed over.
fn doubt(store: &Store, now: Timestamp) -> Result<u64, RightsError> {
    let before = now.checked_sub(SILENCE).unwrap_or(Timestamp::MIN);
    let left = store.deliveries_left(before, u32::MAX)?;
    let mut doubted = 0;
    for (id, no) in left {
        let moved = step(store, id, no, now, DeliveryState::Sending, |_| Step::to(DeliveryState::Uncertain));
        doubted += u64::from(moved?);
    }
    Ok(doubted)
}

fn send(
    store: &Store,
    server: &MailServer,
    mailer: &dyn Mailer,
    now: &dyn Fn() -> Timestamp,
    id: SubjectId,
    no: u32,
) -> Result<Option<Outcome>, RightsError> {
    let prepared = retried(|| prepare(store, server, now(), id, no))?;
    let ready = match prepared {
        Prepared::Gone => return Ok(None),
        Prepared::Stopped => return Ok(Some(Outcome::Stopped)),
        Prepared::Ready(ready) => ready,
    };
    let text = ready.composed.text();
    let subject = ready.composed.blocks.first().map(subject_of).unwrap_or_default();
    let handed = mailer.hand_over(&Mail {
        message_id: &ready.message_id,
        sender: &server.sender,
        from: &server.from,
        to: &ready.to,
        subject,
        text: &text,
        attached: None,
        at: now(),
    });
    record(store, now(), id, no, handed)?;
    Ok(Some(Outcome::Handed(handed)))
}

fn subject_of(block: &Block) -> &str {
    match block {
        Block::Title(text) => text,
        _ => "",
    }
}

enum Prepared {
    /// Somebody else has it, or it is gone.
    Gone,
    Stopped,
    Ready(Box<Going>),
}

/// A message that is recorded as being handed over.
struct Going {
    message_id: String,
    to: String,
    composed: Composed,
}

/// Decides again, at this moment, and records what will be handed over before it is.
fn prepare(
    store: &Store,
    server: &MailServer,
    at: Timestamp,
    id: SubjectId,
    no: u32,
) -> Result<Prepared, RightsError> {
    let who = system_informs(store, at)?;
    let person = store.person(id)?;
    if person.flags.erased {
        return Ok(Prepared::Gone);
    }
    let queued = delivery(store, &person, no)?;
    if queued.state != DeliveryState::Queued {
        return Ok(Prepared::Gone);
    }
    let mut change = store.change(who.stamp());
    match going(store, server, &who, &person, &queued, &mut change) {
        Ok(going) => {
            change.commit()?;
            Ok(Prepared::Ready(Box::new(going)))
        }
        Err(error) if Skipped::of(&error).is_some() => {
            let mut change = store.change(who.stamp());
            change.move_delivery(&person, &queued, Step::to(DeliveryState::Stopped))?;
            change.commit()?;
            Ok(Prepared::Stopped)
        }
        Err(error) => Err(error),
    }
}

fn going(
    store: &Store,
    server: &MailServer,
    who: &Acting,
    person: &Person,
    queued: &Delivery,
    change: &mut zgoda_store::Change<'_>,
) -> Result<Going, RightsError> {
    let owed: Vec<&Notice> =
        open_duties(person).filter(|notice| queued.notices.contains(&notice.no)).collect();
    let way = open_way(store, who, person, WayKind::Email)?;
    let ready = ready(store, who, person, owed, WayKind::Email, change)?;
    let (to, read) = open_email(store, person, &way)?;
    change.record(read);
    // A message that goes again keeps its id, so that whoever has it already can tell.
    let message_id = match &queued.message_id {
        Some(known) => known.clone(),
        None => new_id(server)?,
    };
    let text = store.keep_wording(ready.composed.lang.tag(), &ready.composed.text())?;
    let sending =
        Step { message_id: Some(message_id.clone()), text: Some(text), ..Step::to(DeliveryState::Sending) };
    change.move_delivery(person, queued, sending)?;
    Ok(Going { message_id, to, composed: ready.composed })
}

fn new_id(server: &MailServer) -> Result<String, RightsError> {
    let random: [u8; 16] = zgoda_vault::random().map_err(StoreError::from)?;
    Ok(format!("{}@{}", hex::encode(random), server.domain()))
}

/// Records what the server said.
fn record(store: &Store, at: Timestamp, id: SubjectId, no: u32, handed: Handed) -> Result<(), RightsError> {
    let next = |delivery: &Delivery| match handed {
        Handed::Accepted(code) => Step { code: Some(code), ..Step::to(DeliveryState::Sent) },
        Handed::Refused(code) => Step { code: Some(code), ..Step::to(DeliveryState::Refused) },
        Handed::Unknown => Step::to(DeliveryState::Uncertain),
        Handed::Later(why) => {
            let code = match why {
                Why::Code(code) => Some(code),
                _ => None,
            };
            // Only what was said about this very message counts against it.
            let given_up = code.is_some() && delivery.tries >= TRIES;
            let state = if given_up { DeliveryState::Refused } else { DeliveryState::Queued };
            let doublings = if code.is_some() { delivery.tries.saturating_sub(1).min(TRIES) } else { 0 };
            let wait = WAIT.checked_mul(1 << doublings).unwrap_or(WAIT);
            Step { code, next_at: at.checked_add(wait).ok(), ..Step::to(state) }
        }
    };
    step(store, id, no, at, DeliveryState::Sending, next).map(drop)
}

/// Moves a message on from a state, and with it the duties it meets. False where it is elsewhere by now.
pub(crate) fn step(
    store: &Store,
    id: SubjectId,
    no: u32,
    at: Timestamp,
    from: DeliveryState,
    next: impl Fn(&Delivery) -> Step,
) -> Result<bool, RightsError> {
    let who = system_informs(store, at)?;
    step_by(store, &who, id, no, &[from], next)
}

/// The same, done by somebody, from one of several states.
pub(crate) fn step_by(
    store: &Store,
    who: &Acting,
    id: SubjectId,
    no: u32,
    from: &[DeliveryState],
    next: impl Fn(&Delivery) -> Step,
) -> Result<bool, RightsError> {
    retried(|| {
        let person = store.person(id)?;
        if person.flags.erased {
            return Ok(false);
        }
        let moving = delivery(store, &person, no)?;
        if !from.contains(&moving.state) {
            return Ok(false);
        }
        let step = next(&moving);
        let mut change = store.change(who.stamp());
        for notice in person.notices.iter().filter(|notice| moving.notices.contains(&notice.no)) {
            if let Some(status) = settles(notice, step.state) {
                let note = format!("delivery {no}");
                change.settle_notice(&person, notice.no, status, Some(moving.channel), &note)?;
            }
        }
        change.move_delivery(&person, &moving, step)?;
        change.commit()?;
        Ok(true)
    })
}

/// What a step of a message does to a duty it was to meet.
fn settles(notice: &Notice, state: DeliveryState) -> Option<NoticeStatus> {
    match (state, notice.status) {
        (_, NoticeStatus::Delivered | NoticeStatus::Exempt) => None,
        (DeliveryState::Sent | DeliveryState::Posted, status) if !status.is_met() => Some(NoticeStatus::Sent),
        (DeliveryState::Bounced | DeliveryState::Returned, NoticeStatus::Sent) => {
            Some(NoticeStatus::Undeliverable)
        }
        _ => None,
    }
}

/// Sends a message at once, outside of the queue: to one of our own, to try the mail server, or to somebody who asked for
/// it just now.
///
/// # Errors
/// [`RightsError::NotFound`] where no server is set; [`RightsError::MailServer`] where it cannot be used.
pub fn send_now(
    store: &Store,
    to: &str,
    subject: &str,
    text: &str,
    at: Timestamp,
) -> Result<Handed, RightsError> {
    let server = MailServer::load(store)?.ok_or(RightsError::NotFound("mail server"))?;
    let message_id = new_id(&server)?;
    let (sender, from) = (server.sender.as_str(), server.from.as_str());
    Ok(server.client(store)?.hand_over(&Mail {
        message_id: &message_id,
        sender,
        from,
        to,
        subject,
        text,
        attached: None,
        at,
    }))
}
