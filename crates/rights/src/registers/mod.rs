//! Registers kept by hand, as the law wants them kept: processors, transfers, breaches, those we process for, the officer,
//! letters of authorities, training, policies, safeguards, audits, models, stray files and media. One way for all of them: an entry is a
//! type with boxes, every revision of it stays, and what the law makes of it is worked out anew whenever it is looked at.

pub mod activities;
mod activities_print;
pub mod cell;
mod entry;
mod finding;
mod kinds;
mod print;
mod protocol;
mod record;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zgoda_law::ActorId;
use zgoda_store::{EntryId, Register, Revision, Stamp, Store, StoreError};
use zgoda_text::Text;

use crate::RightsError;

pub use activities_print::{blocks as blocks_of_activities, capital, of_activities, pairs_of};
pub use entry::Entry;
pub use finding::{Due, DueKind, Finding, Grade};
pub use kinds::{Breach, Clock, Processor, Stray, ToAuthority, ToPersons, Transfer};
pub use print::{blocks, boxes_of, level_word, notification, of_register, proposal, said, title};
pub use protocol::destruction;
pub use record::{Field, Problem};

/// Letters that the reason for striking an entry has at least.
const REASON_MIN: usize = 10;

/// What is kept of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    entry: serde_json::Value,
    /// Why the entry was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// An entry of a register at one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Its number.
    pub id: EntryId,
    /// In which register.
    pub register: Register,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// Who made it.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// Why it was struck, where it was.
    pub struck: Option<String>,
    /// What it says.
    pub entry: Entry,
    /// The SHA-256 of what is kept, as the ledger has it.
    pub hash: String,
}

impl Entered {
    fn read(revision: Revision) -> Result<Self, RightsError> {
        let hash = revision.hash();
        let kept: Kept = serde_json::from_str(&revision.body)?;
        Ok(Self {
            id: revision.entry,
            register: revision.register,
            entered_at: revision.entered_at,
            revision: revision.no,
            made_by: revision.made_by,
            made_at: revision.made_at,
            struck: revision.struck.then(|| kept.reason.unwrap_or_default()),
            entry: Entry::parse(revision.register, kept.entry)?,
            hash,
        })
    }

    /// Whether it stands and is not over.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.struck.is_none() && !self.entry.is_over(now)
    }

    /// What is due about it.
    pub fn dues(&self, store: &Store, now: Timestamp) -> Vec<Due> {
        match self.struck {
            Some(_) => Vec::new(),
            None => self.entry.dues(store.law(), self.entered_at, now),
        }
    }

    /// What the law makes of it at a moment.
    pub fn findings(&self, store: &Store, now: Timestamp) -> Vec<Finding> {
        match self.struck {
            Some(_) => Vec::new(),
            None => self.entry.findings(store.law(), now),
        }
    }
}

/// All registers, in the order in which they are shown.
pub const ALL: [Register; 12] = [
    Register::Breaches,
    Register::Strays,
    Register::Processors,
    Register::Transfers,
    Register::Mandates,
    Register::Letters,
    Register::Officers,
    Register::Trainings,
    Register::Policies,
    Register::Measures,
    Register::Audits,
    Register::Models,
];

/// A text of a register: `reg-breaches-lead`.
pub fn text_key(register: Register, name: &str) -> String {
    format!("reg-{}-{}", register.name(), name.replace('_', "-"))
}

/// What a register is called.
pub fn name_of(t: Text, register: Register) -> &'static str {
    t.find(&format!("reg-{}", register.name())).unwrap_or(register.name())
}

/// The entries of a register as they were at a moment, those entered last at the top.
///
/// # Errors
/// Where the store fails or an entry cannot be read.
pub fn list(store: &Store, register: Register, at: Timestamp) -> Result<Vec<Entered>, RightsError> {
    store.register(register, at)?.into_iter().map(Entered::read).collect()
}

/// All revisions of an entry, the first at the top.
///
/// # Errors
/// [`StoreError::NotFound`] where this register has no such entry.
pub fn history(store: &Store, register: Register, id: EntryId) -> Result<Vec<Entered>, RightsError> {
    let revisions = store.register_history(id)?;
    if revisions.first().is_none_or(|first| first.register != register) {
        return Err(StoreError::NotFound("entry of this register").into());
    }
    revisions.into_iter().map(Entered::read).collect()
}

/// Reads a form.
///
/// # Errors
/// Every box that cannot be kept as it is.
pub fn read(
    store: &Store,
    register: Register,
    typed: &dyn Fn(&str) -> String,
    now: Timestamp,
) -> Result<Entry, Vec<Problem>> {
    let entry = Entry::read(register, typed)?;
    let mut problems = entry.check(now);
    let catalogue = store.law().catalogue();
    let unknown = entry.purposes().iter().any(|name| catalogue.purpose(name).is_none());
    problems.extend(unknown.then_some(Problem { key: "purposes", code: "choose" }));
    if problems.is_empty() { Ok(entry) } else { Err(problems) }
}

/// Enters something.
///
/// # Errors
/// Where the store fails.
pub fn enter(store: &Store, stamp: Stamp, entry: &Entry) -> Result<EntryId, RightsError> {
    let body = serde_json::to_string(&Kept { entry: entry.to_json()?, reason: None })?;
    Ok(store.enter(stamp, entry.register(), &body)?)
}

/// Revises what was read at a revision.
///
/// # Errors
/// A conflict where somebody else revised or struck it meanwhile.
pub fn revise(
    store: &Store,
    stamp: Stamp,
    id: EntryId,
    revision: u32,
    entry: &Entry,
) -> Result<(), RightsError> {
    let body = serde_json::to_string(&Kept { entry: entry.to_json()?, reason: None })?;
    Ok(store.revise(stamp, id, revision, false, &body)?)
}

/// Strikes an entry that was made by mistake. It stays readable, with the reason.
///
/// # Errors
/// [`RightsError::Incomplete`] where the reason says too little; a conflict where it is at another revision.
pub fn strike(
    store: &Store,
    stamp: Stamp,
    id: EntryId,
    revision: u32,
    entry: &Entry,
    reason: &str,
) -> Result<(), RightsError> {
    let reason = reason.trim();
    if reason.chars().count() < REASON_MIN {
        return Err(RightsError::Incomplete("reason"));
    }
    let kept = Kept { entry: entry.to_json()?, reason: Some(reason.to_owned()) };
    Ok(store.revise(stamp, id, revision, true, &serde_json::to_string(&kept)?)?)
}

/// A register for machines: every entry with its revision, its hash in the ledger and what follows from it.
///
/// # Errors
/// Where it cannot be written as JSON.
pub fn to_json(entries: &[(Entered, Vec<Finding>)]) -> Result<Vec<u8>, RightsError> {
    let one = |(entered, findings): &(Entered, Vec<Finding>)| -> Result<serde_json::Value, RightsError> {
        Ok(serde_json::json!({
            "id": entered.id,
            "register": entered.register,
            "entered_at": entered.entered_at,
            "revision": entered.revision,
            "made_by": entered.made_by,
            "made_at": entered.made_at,
            "struck": entered.struck,
            "sha256": entered.hash,
            "entry": entered.entry.to_json()?,
            "findings": findings,
        }))
    };
    let all: Vec<serde_json::Value> = entries.iter().map(one).collect::<Result<_, _>>()?;
    Ok(serde_json::to_vec_pretty(&all)?)
}

/// Everything that is due about any entry.
///
/// # Errors
/// Where the store fails or an entry cannot be read.
pub fn dues(store: &Store, now: Timestamp) -> Result<Vec<(Entered, Due)>, RightsError> {
    let mut dues = Vec::new();
    for register in ALL {
        for entered in list(store, register, now)? {
            let due = entered.dues(store, now);
            dues.extend(due.into_iter().map(|due| (entered.clone(), due)));
        }
    }
    Ok(dues)
}
