//! Registers kept by hand: entries of which every revision stays.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zgoda_law::{Action, ActorId, Event};

use crate::change::{Change, Draft};
use crate::model::{EntryId, Stamp};
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    BEGIN = "INSERT INTO register_entry (entry_id, register, entered_at, last_no, struck) VALUES ($1, $2, $3, 1, 0)";
    MOVE = "UPDATE register_entry SET last_no = $1, struck = $2 WHERE entry_id = $3 AND last_no = $4 AND struck = 0";
    ADD = "INSERT INTO register_revision (entry_id, revision_no, made_by, made_at, struck, body)
        VALUES ($1, $2, $3, $4, $5, $6)";
    AS_OF = "SELECT e.entry_id, e.register, e.entered_at, r.revision_no, r.made_by, r.made_at, r.struck, r.body
        FROM register_entry e JOIN register_revision r ON r.entry_id = e.entry_id WHERE e.register = $1
        AND r.revision_no = (SELECT MAX(n.revision_no) FROM register_revision n
        WHERE n.entry_id = e.entry_id AND n.made_at <= $2) ORDER BY e.entry_id DESC";
    HISTORY = "SELECT e.entry_id, e.register, e.entered_at, r.revision_no, r.made_by, r.made_at, r.struck, r.body
        FROM register_entry e JOIN register_revision r ON r.entry_id = e.entry_id WHERE e.entry_id = $1
        ORDER BY r.revision_no";
}

crate::closed_numbers! {
    /// The registers kept by hand.
    Register {
        Processors = 1 "processors",
        Transfers = 2 "transfers",
        Breaches = 3 "breaches",
        Mandates = 4 "mandates",
        Officers = 5 "officers",
        Letters = 6 "letters",
        Trainings = 7 "trainings",
        Policies = 8 "policies",
        Measures = 9 "measures",
        Audits = 10 "audits",
        Models = 11 "models",
        Strays = 12 "strays",
    }
}

/// One revision of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Of which entry.
    pub entry: EntryId,
    /// In which register.
    pub register: Register,
    /// When the entry was entered.
    pub entered_at: Timestamp,
    /// Which revision, from 1.
    pub no: u32,
    /// Who made it.
    pub made_by: ActorId,
    /// When.
    pub made_at: Timestamp,
    /// Whether it strikes the entry.
    pub struck: bool,
    /// What it says, as the use case keeps it.
    pub body: String,
}

impl Revision {
    /// The SHA-256 of what it says, as its entry in the ledger has it.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.body.as_bytes()))
    }
}

fn revision(row: &Row) -> Result<Revision, StoreError> {
    Ok(Revision {
        entry: row.get(0)?,
        register: row.get(1)?,
        entered_at: row.get(2)?,
        no: row.get(3)?,
        made_by: ActorId(row.get(4)?),
        made_at: row.get(5)?,
        struck: row.get(6)?,
        body: row.get(7)?,
    })
}

impl Store {
    /// Enters something in a register. The ledger keeps its hash.
    ///
    /// # Errors
    /// Where it says nothing, or the database fails.
    pub fn enter(&self, stamp: Stamp, register: Register, body: &str) -> Result<EntryId, StoreError> {
        let entry = EntryId(self.take_numbers("register_entry", 1)?);
        let mut change = self.change(stamp);
        change.run(&BEGIN, vec![entry.into(), register.into(), stamp.at.into()]);
        let (made_by, made_at, body) = (stamp.actor, stamp.at, body.to_owned());
        let first =
            Revision { entry, register, entered_at: made_at, no: 1, made_by, made_at, struck: false, body };
        add(&mut change, &first)?;
        change.commit()?;
        Ok(entry)
    }

    /// Revises an entry, or strikes it; what it said before stays beside it.
    ///
    /// # Errors
    /// A conflict where it is not at the revision that was read, or was struck.
    pub fn revise(
        &self,
        stamp: Stamp,
        entry: EntryId,
        read: u32,
        struck: bool,
        body: &str,
    ) -> Result<(), StoreError> {
        let last = self.register_history(entry)?.pop().ok_or(StoreError::NotFound("entry of a register"))?;
        // A clock that was set back does not put a revision before the one it follows.
        let (made_by, made_at) = (stamp.actor, stamp.at.max(last.made_at));
        let (no, body) = (read.saturating_add(1), body.to_owned());
        let mut change = self.change(stamp);
        change.guard(&MOVE, vec![no.into(), struck.into(), entry.into(), read.into()]);
        add(&mut change, &Revision { no, made_by, made_at, struck, body, ..last })?;
        change.commit().map(drop)
    }

    /// The entries of a register as they were at a moment, those entered last at the top; struck ones are among them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn register(&self, register: Register, at: Timestamp) -> Result<Vec<Revision>, StoreError> {
        self.work.read(&AS_OF, &[register.into(), at.into()])?.iter().map(revision).collect()
    }

    /// All revisions of an entry, the first at the top; none where there is no such entry.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn register_history(&self, entry: EntryId) -> Result<Vec<Revision>, StoreError> {
        self.work.read(&HISTORY, &[entry.into()])?.iter().map(revision).collect()
    }
}

fn add(change: &mut Change<'_>, revision: &Revision) -> Result<(), StoreError> {
    if revision.body.trim().is_empty() {
        return Err(StoreError::Incomplete("text of the entry"));
    }
    let values: Vec<Value> = vec![
        revision.entry.into(),
        revision.no.into(),
        revision.made_by.0.into(),
        revision.made_at.into(),
        revision.struck.into(),
        revision.body.as_str().into(),
    ];
    change.run(&ADD, values);
    let done = match (revision.struck, revision.no) {
        (true, _) => "struck",
        (false, 1) => "entered",
        (false, _) => "revised",
    };
    let (register, entry, no) = (revision.register.name(), revision.entry, revision.no);
    let detail = format!("{register} {entry} {done} {no}, {}", revision.hash());
    change.record(Draft::new(Event::Registered, Action::Use).detail(detail));
    Ok(())
}
