//! Watching over reading (law R-000-19, GDPR art. 32): who saw whom when for what, out of the ledger, and an alarm where
//! somebody sees more people than their roles let pass unnoticed. Nothing here opens a value.

mod count;
mod limits;
mod log;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use zgoda_law::{ActorId, Role};
use zgoda_store::{Account, BulkAlarm, BulkKind, Stamp, Store};
use zgoda_text::Text;

use crate::RightsError;

pub use count::{Sight, window};
pub use limits::{AllLimits, LIMIT_MAX, Limits};
pub use log::{ReadFilter, ReadPage, Seen, Summary, reads, summary};

use count::Counting;

/// The setting with the number of entries that were counted.
const COUNTED: &str = "watch.counted";
/// Entries read at a time.
const PAGE: u64 = 4_096;
/// The longest window.
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// The shortest and the longest word about an alarm, in characters.
const WORD: std::ops::RangeInclusive<usize> = 3..=1_000;

/// Follows the ledger and raises alarms. What it remembers only saves work: it is counted anew out of the ledger wherever it
/// does not fit any more.
#[derive(Debug, Default)]
pub struct Watch(Mutex<Option<(u64, Counting)>>);

impl Watch {
    /// Counts the entries that came since the last time, and raises the alarms they give cause for.
    ///
    /// # Errors
    /// Where the store fails; doing it again goes on.
    pub fn follow(&self, store: &Store, now: Timestamp) -> Result<(), RightsError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ledger = store.ledger();
        let (size, counted) =
            (ledger.size()?, store.setting(COUNTED)?.and_then(|text| text.parse::<u64>().ok()));
        if counted == Some(size) {
            return Ok(());
        }
        let fits = |(next, _): &(u64, Counting)| Some(*next) == counted;
        let (from, mut counting) = match kept.take().filter(fits) {
            Some(known) => known,
            None => (window_before(store, counted, now)?, Counting::after(&store.alarms()?)),
        };
        let mark = counted.map_or(from, |counted| counted.min(size));
        let accounts: HashMap<ActorId, Account> =
            store.accounts()?.into_iter().map(|account| (account.id, account)).collect();
        let limits = AllLimits::load(store)?;
        for first in (from..size).step_by(PAGE as usize) {
            for entry in ledger.entries(first, size.min(first + PAGE))? {
                let roles =
                    || accounts.get(&entry.actor).map(|account| account.roles(entry.at)).unwrap_or_default();
                let raised = counting.take(&entry, || limits.of_all(&roles()));
                for alarm in raised.iter().filter(|alarm| alarm.seq >= mark) {
                    store.raise_alarm(Stamp { actor: ActorId::SYSTEM, at: now }, alarm)?;
                }
            }
        }
        store.set(COUNTED, &size.to_string())?;
        *kept = Some((size, counting));
        Ok(())
    }
}

/// The first entry that can still count beside those that were not counted yet.
fn window_before(store: &Store, counted: Option<u64>, now: Timestamp) -> Result<u64, RightsError> {
    let ledger = store.ledger();
    let next = counted
        .map(|counted| ledger.entries(counted, counted + 1))
        .transpose()?
        .and_then(|mut one| one.pop());
    let since = next.map_or(now, |entry| entry.at).checked_sub(DAY).unwrap_or(Timestamp::MIN);
    Ok(ledger.first_since(since)?)
}

/// What an alarm says, in words.
pub fn told(t: Text, alarm: &BulkAlarm) -> String {
    let (people, allowed) = (alarm.people, alarm.allowed);
    match alarm.kind {
        BulkKind::OpenedHour => t.alarm_opened_hour(people, allowed),
        BulkKind::OpenedDay => t.alarm_opened_day(people, allowed),
        BulkKind::ListedDay => t.alarm_listed_day(people, allowed),
        BulkKind::ExportedDay => t.alarm_exported_day(people, allowed),
    }
}

/// Keeps what was found out about an alarm.
///
/// # Errors
/// [`RightsError::Incomplete`] without a word; [`RightsError::SamePerson`] where it is about whoever answers, and somebody else
/// is there who may; [`RightsError::NotFound`] where there is none or it was answered before.
pub fn answer(store: &Store, stamp: Stamp, seq: u64, kind: BulkKind, word: &str) -> Result<(), RightsError> {
    let word = word.trim();
    if !WORD.contains(&word.chars().count()) {
        return Err(RightsError::Incomplete("word"));
    }
    let waits = |alarm: &&BulkAlarm| alarm.seq == seq && alarm.kind == kind && alarm.answered.is_none();
    let alarms = store.alarms()?;
    let alarm = alarms.iter().find(waits).ok_or(RightsError::NotFound("alarm"))?;
    if alarm.account == stamp.actor {
        let judges = |account: &Account| {
            let roles = account.roles(stamp.at);
            account.id != stamp.actor && [Role::Dpo, Role::Admin].iter().any(|role| roles.contains(role))
        };
        if store.accounts()?.iter().any(judges) {
            return Err(RightsError::SamePerson);
        }
    }
    match store.answer_alarm(stamp, seq, kind, word) {
        Err(known) if known.is_conflict() => Err(RightsError::NotFound("alarm")),
        other => Ok(other?),
    }
}
