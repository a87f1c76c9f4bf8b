//! Importing one chosen thread of a messenger: who, when and in which direction, never what was said.

use jiff::Timestamp;
use serde::Serialize;
use zgoda_formats::messenger::{Message, ReadOptions, Thread, read};
use zgoda_formats::{ContactKind, Input, Recognised, recognise, split_full_name};
use zgoda_law::calendar::day_of;
use zgoda_law::{Channel, SubjectId};
use zgoda_store::{Change, ImportCounts, ImportId, NewTouchpoint, Person, SourceId, Store};

use crate::error::retried;
use crate::import::{Incoming, Judge, Judged, Verdict, Writer, Written};
use crate::{By, ImportPlan, IntakeError, Refusal, manual};

/// What the timeline calls a message.
const TOUCH: &str = "messenger_message";

/// How a thread is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadOptions {
    /// The name under which we take part; the other participant is the client.
    pub me: String,
    /// Addresses and numbers that the client wrote are taken over.
    pub contacts_from_text: bool,
}

/// What came of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThreadReport {
    /// The number by which it can be undone.
    pub import: ImportId,
    /// The client.
    pub person: SubjectId,
    /// They were not there before.
    pub new: bool,
    /// Where the thread is described.
    pub source: SourceId,
    /// Messages that are new in the timeline.
    pub messages: usize,
    /// When the client last wrote: the term of keeping is counted from there.
    pub last_inbound: Timestamp,
}

/// Those who take part in a thread, for the choice of `me`.
///
/// # Errors
/// Where the file is no thread.
pub fn participants(file: &Input) -> Result<Vec<String>, IntakeError> {
    Ok(open(file, &ReadOptions::default())?.participants)
}

/// Imports a thread. The person is found by the account and the beginning of the thread, or by an address they wrote;
/// messages that are in the timeline already are not added again. The day of the plan is that of their last message.
///
/// # Errors
/// `me_not_in_thread`, `thread_is_group`, `nothing_inbound`; [`Refusal`] where plan or law do not allow it.
pub fn import_thread(
    store: &Store,
    by: By<'_>,
    file: &Input,
    plan: &ImportPlan,
    options: &ThreadOptions,
) -> Result<ThreadReport, IntakeError> {
    let thread = open(file, &ReadOptions::default())?;
    let client = client_of(&thread, &options.me)?.to_owned();
    let thread = match options.contacts_from_text {
        true => open(file, &ReadOptions { with_text: false, contacts_of: Some(client.clone()) })?,
        false => thread,
    };
    let written = thread.messages_of(&client).filter_map(moment).max();
    let last_inbound = written.ok_or(IntakeError::refused("nothing_inbound"))?;
    let plan = ImportPlan { occurred_on: Some(day_of(last_inbound)), ..plan.clone() };
    let (mut judge, _) = manual::judge(store, by, &plan, true)?;
    judge.drop_suppressed = true;
    let incoming = incoming(&judge, &thread, &client)?;
    let source = judge.gate.terms.source.id;
    let digest = crate::import::digest(file)?;
    let import = store.begin_import(by.stamp(), source, digest, "messenger", "{}")?;
    let mut writer = Writer::new(&plan, None, Some(import));
    let work = || write(store, by, &mut judge, &mut writer, &incoming, &thread, &client);
    let (person, new, messages) = retried(work)?;
    let counts = ImportCounts {
        rows: thread.messages.len() as u64,
        imported: u64::from(new),
        confirmed: u64::from(!new),
        ..ImportCounts::default()
    };
    store.finish_import(by.stamp(), import, &counts)?;
    Ok(ThreadReport { import, person, new, source, messages, last_inbound })
}

fn open(file: &Input, options: &ReadOptions) -> Result<Thread, IntakeError> {
    match recognise(file)? {
        Recognised::Messenger(_) => Ok(read(file, options)?),
        _ => Err(zgoda_formats::FormatError::NotAThread.into()),
    }
}

/// The one participant who is not us.
fn client_of<'t>(thread: &'t Thread, me: &str) -> Result<&'t str, IntakeError> {
    if !thread.participants.iter().any(|name| name == me) {
        return Err(IntakeError::refused("me_not_in_thread"));
    }
    let mut others = thread.participants.iter().filter(|name| *name != me);
    match (others.next(), others.next()) {
        (Some(client), None) => Ok(client),
        _ => Err(IntakeError::refused("thread_is_group")),
    }
}

fn moment(message: &Message) -> Option<Timestamp> {
    Timestamp::from_millisecond(message.at).ok()
}

/// The client as a person: name, account, and the addresses they wrote.
fn incoming(judge: &Judge<'_>, thread: &Thread, client: &str) -> Result<Incoming, IntakeError> {
    let fields = &judge.fields;
    let mut incoming = Incoming::default();
    match split_full_name(client) {
        Some(name) => {
            incoming.add(fields.first_name, name.first);
            incoming.add(fields.last_name, name.last);
        }
        None => incoming.add(fields.last_name, client.to_owned()),
    }
    incoming.add(fields.messenger, client.to_owned());
    // An account's name is no number: with the moment the thread began it tells two Jan Kowalskis apart.
    let began = thread.messages.iter().map(|message| message.at).min().unwrap_or_default();
    incoming.account = Some(format!("{client} {began}"));
    for found in &thread.contact_points {
        let field = match found.point.kind {
            ContactKind::Email => fields.email,
            ContactKind::Phone => fields.phone,
        };
        incoming.add(field, found.point.value.clone());
    }
    Ok(incoming)
}

fn write(
    store: &Store,
    by: By<'_>,
    judge: &mut Judge<'_>,
    writer: &mut Writer<'_>,
    incoming: &Incoming,
    thread: &Thread,
    client: &str,
) -> Result<(SubjectId, bool, usize), IntakeError> {
    let known = match &incoming.account {
        Some(account) => store.find(judge.fields.messenger, account)?.first().copied(),
        None => None,
    };
    let judged = match known {
        Some(ordinal) => Some(judge.judge_about(store.person_by_ordinal(ordinal)?, incoming.clone())?),
        None => judge.judge_all(vec![incoming.clone()])?.pop(),
    };
    let judged = judged.ok_or(IntakeError::refused("nothing_usable"))?;
    let mut change = store.change(by.stamp());
    judge.record_reads(&mut change);
    let (person, new) = match writer.write(judge, &mut change, &judged)? {
        Written::New(person) => (person, true),
        Written::Known(person) => (person, false),
        Written::Nobody => {
            if !change.is_empty() {
                change.commit()?;
            }
            return Err(nobody(&judged).into());
        }
    };
    let seen = match &judged.verdict {
        Verdict::Known(known) => last_seen(&known.person),
        _ => None,
    };
    let source = judge.gate.terms.source.id;
    let messages = touch(&mut change, person, thread, client, seen, source)?;
    change.commit()?;
    Ok((person, new, messages))
}

fn nobody(judged: &Judged) -> Refusal {
    match &judged.verdict {
        Verdict::Refused(codes) => Refusal { codes: codes.clone(), destroy: false },
        _ => Refusal::of(zgoda_law::ReasonCode::Suppressed.name()),
    }
}

/// The latest message in the timeline.
fn last_seen(person: &Person) -> Option<Timestamp> {
    person.touchpoints.iter().filter(|touch| touch.kind == TOUCH).map(|touch| touch.happened_at).max()
}

fn touch(
    change: &mut Change<'_>,
    person: SubjectId,
    thread: &Thread,
    client: &str,
    seen: Option<Timestamp>,
    source: SourceId,
) -> Result<usize, IntakeError> {
    let mut count = 0;
    for message in thread.messages.iter().rev() {
        let Some(happened_at) = moment(message).filter(|at| seen.is_none_or(|seen| *at > seen)) else {
            continue;
        };
        let new = NewTouchpoint {
            happened_at,
            inbound: message.sender == client,
            kind: TOUCH.into(),
            channel: Some(Channel::MessengerDm),
            source: Some(source),
        };
        change.add_touchpoint(person, new)?;
        count += 1;
    }
    Ok(count)
}
