//! The log of readings, out of the ledger: by member of staff, by person, by day, and in sum.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::calendar::start_of_day;
use zgoda_law::{ActorId, PurposeId, SubjectId};
use zgoda_store::{Entry, Store};

use super::{PAGE, Sight};
use crate::RightsError;

/// Entries looked at for one page: beyond them the page says how to go on.
const LOOKED_AT: u64 = 50 * PAGE;

/// Which readings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadFilter {
    /// Of one member of staff, or of the program itself; of all people of staff where none is named.
    pub actor: Option<ActorId>,
    /// Of one person's data.
    pub subject: Option<SubjectId>,
    /// On one day, in Warsaw.
    pub day: Option<Date>,
    /// Before this entry of the ledger.
    pub before: Option<u64>,
}

impl ReadFilter {
    fn takes(&self, entry: &Entry) -> bool {
        let by = match self.actor {
            Some(actor) => entry.actor == actor,
            None => entry.actor != ActorId::SYSTEM,
        };
        by && self.subject.is_none_or(|subject| entry.subject == Some(subject))
            && self.before.is_none_or(|before| entry.seq < before)
            && self.days().is_none_or(|(from, to)| from <= entry.at && entry.at < to)
    }

    fn days(&self) -> Option<(Timestamp, Timestamp)> {
        let day = self.day?;
        Some((start_of_day(day), start_of_day(day.tomorrow().unwrap_or(day))))
    }
}

/// One reading: of one person, or of several in one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its first entry.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: ActorId,
    /// How.
    pub sight: Sight,
    /// For what purpose.
    pub purpose: Option<PurposeId>,
    /// Whose data.
    pub people: Vec<SubjectId>,
    /// How many values.
    pub values: u64,
}

/// Readings, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadPage {
    /// The readings.
    pub rows: Vec<Seen>,
    /// Where older ones begin, if there may be any.
    pub next: Option<u64>,
}

/// The latest readings that are asked for.
///
/// # Errors
/// Where the store fails.
pub fn reads(store: &Store, filter: &ReadFilter, rows: usize) -> Result<ReadPage, RightsError> {
    let ledger = store.ledger();
    let mut page = ReadPage::default();
    if let Some(subject) = filter.subject {
        for entry in ledger.about(subject)?.iter().rev() {
            if page.add(filter, entry, rows) {
                break;
            }
        }
        return Ok(page);
    }
    let (first, last) = match filter.days() {
        Some((from, to)) => (ledger.first_since(from)?, ledger.first_since(to)?),
        None => (0, ledger.size()?),
    };
    let mut to = filter.before.map_or(last, |before| before.min(last));
    let stop = to.saturating_sub(LOOKED_AT);
    while to > first {
        if to <= stop {
            page.next = Some(to);
            break;
        }
        let from = to.saturating_sub(PAGE).max(first);
        if ledger.entries(from, to)?.iter().rev().any(|entry| page.add(filter, entry, rows)) {
            break;
        }
        to = from;
    }
    Ok(page)
}

impl ReadPage {
    /// Adds an entry, together with those of the same list; true once the page is full, which stays as it is.
    fn add(&mut self, filter: &ReadFilter, entry: &Entry, rows: usize) -> bool {
        let (Some(sight), Some(subject)) = (Sight::of(entry), entry.subject) else { return false };
        if !filter.takes(entry) {
            return false;
        }
        let same = |seen: &&mut Seen| {
            sight == Sight::Listed
                && (seen.at, seen.actor, seen.sight, seen.purpose)
                    == (entry.at, entry.actor, sight, entry.purpose)
        };
        if let Some(seen) = self.rows.last_mut().filter(same) {
            seen.people.push(subject);
            (seen.seq, seen.values) = (entry.seq, seen.values + entry.facts.len() as u64);
            return false;
        }
        if self.rows.len() == rows {
            self.next = self.rows.last().map(|seen| seen.seq);
            return true;
        }
        let (seq, at, actor, purpose) = (entry.seq, entry.at, entry.actor, entry.purpose);
        let values = entry.facts.len() as u64;
        self.rows.push(Seen { seq, at, actor, sight, purpose, people: vec![subject], values });
        false
    }
}

/// How many people one member of staff saw for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Who.
    pub actor: ActorId,
    /// For what purpose.
    pub purpose: Option<PurposeId>,
    /// How many people, each counted once.
    pub people: u64,
    /// How many readings.
    pub readings: u64,
}

/// Who of staff saw how many people for what purpose between two moments.
///
/// # Errors
/// Where the store fails.
pub fn summary(store: &Store, from: Timestamp, to: Timestamp) -> Result<Vec<Summary>, RightsError> {
    let ledger = store.ledger();
    let (first, last) = (ledger.first_since(from)?, ledger.first_since(to)?);
    let mut sums: BTreeMap<(ActorId, Option<PurposeId>), (HashSet<SubjectId>, u64)> = BTreeMap::new();
    for start in (first..last).step_by(PAGE as usize) {
        for entry in ledger.entries(start, last.min(start + PAGE))? {
            let seen = Sight::of(&entry).and(entry.subject).filter(|_| entry.actor != ActorId::SYSTEM);
            let Some(subject) = seen else { continue };
            let (people, readings) = sums.entry((entry.actor, entry.purpose)).or_default();
            people.insert(subject);
            *readings += 1;
        }
    }
    let sum = |((actor, purpose), (people, readings)): (
        (ActorId, Option<PurposeId>),
        (HashSet<SubjectId>, u64),
    )| { Summary { actor, purpose, people: people.len() as u64, readings } };
    Ok(sums.into_iter().map(sum).collect())
}
