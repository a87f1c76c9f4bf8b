//! Committing over two databases so that `kill -9` at any point leaves something that can be completed or undone.
//!
//! 1. The vault prepares: boxes and keys are written beside an *intent* that says how to undo and how to finish.
//! 2. The working zone commits: facts, ledger entries and the change's id.
//! 3. The vault finishes: keys are destroyed or swapped, suppressions entered, the intent removed.
//!
//! A change counts from step 2 on. Recovery finishes every intent whose change the working zone knows. The others it
//! first marks as given up, in the same table and under the same key, and then undoes: should their process live after
//! all, its step 2 fails. Whoever settles an intent removes it in the same transaction, so that it is settled once.

use std::sync::Mutex;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::sql::{Batch, Db, SqlError, lock, statements};
use crate::{Ordinal, StoreError};

/// How often settling is tried again when another process changed the same boxes in between.
const SETTLE_TRIES: u32 = 16;

/// The random id of a change.
pub(crate) type ChangeId = [u8; 16];

/// One repeatable step in the vault. It carries no key and no box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum VaultStep {
    /// Undo a new person.
    DropPerson { subject: u32 },
    /// Undo values added to a person known before.
    DropBoxes { subject: u32, facts: Vec<u32> },
    /// Undo a prepared replacement of key and boxes.
    DropStaged { subject: u32 },
    /// Put the prepared key and boxes in place of the old ones, which die.
    PromoteStaged { subject: u32, dropped: Vec<u32> },
    /// Destroy the person's key and all that leads to them.
    DestroyKey { subject: u32 },
    /// Keep an address from coming back.
    Suppress { digest: [u8; 16], field: u16, since: i64, reason: String },
}

statements! {
    INSERT_INTENT = "INSERT INTO intent (change_id, made_at, undo, finish) VALUES ($1, $2, $3, $4)";
    DELETE_INTENT = "DELETE FROM intent WHERE change_id = $1";
    INTENTS = "SELECT change_id, undo, finish FROM intent WHERE made_at < $1";
    INSERT_DONE = "INSERT INTO change_done (change_id, undone) VALUES ($1, 0)";
    GIVE_UP = "INSERT INTO change_done (change_id, undone) VALUES ($1, 1) ON CONFLICT (change_id) DO NOTHING";
    IS_DONE = "SELECT change_id FROM change_done WHERE change_id = $1 AND undone = 0";
    DONE = "SELECT change_id FROM change_done";
    DELETE_DONE = "DELETE FROM change_done WHERE change_id = $1";
    DELETE_KEY = "DELETE FROM data_key WHERE subject_id = $1";
    DELETE_SEALED = "DELETE FROM sealed WHERE subject_id = $1";
    DELETE_INDEX = "DELETE FROM blind_index WHERE subject_id = $1";
    DELETE_INDEX_FACT = "DELETE FROM blind_index WHERE subject_id = $1 AND fact_no = $2";
    DELETE_STAGED = "DELETE FROM staged WHERE subject_id = $1";
    PROMOTE_KEY = "UPDATE data_key SET
        kek_version = (SELECT s.kek_version FROM staged s WHERE s.subject_id = $1),
        wrapped = (SELECT s.wrapped FROM staged s WHERE s.subject_id = $1)
        WHERE subject_id = $1 AND EXISTS (SELECT 1 FROM staged s WHERE s.subject_id = $1)";
    PROMOTE_BOXES = "UPDATE sealed SET revision = revision + 1,
        boxes = (SELECT s.boxes FROM staged s WHERE s.subject_id = $1)
        WHERE subject_id = $1 AND EXISTS (SELECT 1 FROM staged s WHERE s.subject_id = $1)";
    SUPPRESS = "INSERT INTO suppression (digest, field, since, reason) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO NOTHING";
    BOXES = "SELECT boxes, revision FROM sealed WHERE subject_id = $1";
    REPLACE_BOXES = "UPDATE sealed SET boxes = $1, revision = revision + 1 WHERE subject_id = $2 AND revision = $3";
}

impl VaultStep {
    /// Whether a key ends with it.
    fn destroys(&self) -> bool {
        matches!(self, Self::DestroyKey { .. } | Self::PromoteStaged { .. })
    }

    /// Adds what the step does to a batch for the vault.
    fn add_to(&self, vault: &Db, batch: &mut Batch) -> Result<(), StoreError> {
        match self {
            Self::DropPerson { subject } | Self::DestroyKey { subject } => {
                for statement in [&DELETE_KEY, &DELETE_SEALED, &DELETE_INDEX, &DELETE_STAGED] {
                    batch.run(statement, vec![(*subject).into()]);
                }
            }
            Self::DropBoxes { subject, facts } => {
                if let Some(row) = vault.read_one(&BOXES, &[(*subject).into()])? {
                    let mut boxes = zgoda_vault::Boxes::decode(&row.get::<Vec<u8>>(0)?)?;
                    facts.iter().for_each(|fact| drop(boxes.remove(zgoda_law::FactNo(*fact))));
                    let revision: i64 = row.get(1)?;
                    let values = vec![boxes.encode().into(), (*subject).into(), revision.into()];
                    batch.run_one(&REPLACE_BOXES, values);
                }
                drop_index(batch, *subject, facts);
            }
            Self::DropStaged { subject } => batch.run(&DELETE_STAGED, vec![(*subject).into()]),
            Self::PromoteStaged { subject, dropped } => {
                for statement in [&PROMOTE_KEY, &PROMOTE_BOXES, &DELETE_STAGED] {
                    batch.run(statement, vec![(*subject).into()]);
                }
                drop_index(batch, *subject, dropped);
            }
            Self::Suppress { digest, field, since, reason } => batch.run(
                &SUPPRESS,
                vec![(*digest).into(), (*field).into(), (*since).into(), reason.as_str().into()],
            ),
        }
        Ok(())
    }
}

fn drop_index(batch: &mut Batch, subject: u32, facts: &[u32]) {
    for fact in facts {
        batch.run(&DELETE_INDEX_FACT, vec![subject.into(), (*fact).into()]);
    }
}

/// What a change does in the vault.
#[derive(Debug, Default)]
pub(crate) struct VaultWork {
    /// Written before the working zone commits.
    pub(crate) prepare: Batch,
    /// Takes back what was prepared.
    pub(crate) undo: Vec<VaultStep>,
    /// Done after the working zone has committed.
    pub(crate) finish: Vec<VaultStep>,
}

impl VaultWork {
    pub(crate) fn is_empty(&self) -> bool {
        self.prepare.is_empty() && self.finish.is_empty()
    }

    pub(crate) fn destroy(&mut self, subject: Ordinal) {
        self.finish.push(VaultStep::DestroyKey { subject: subject.0 });
    }
}

/// Intents that are through but not yet removed: they travel with the next write, which saves a commit.
#[derive(Debug, Default)]
pub(crate) struct Leftovers {
    intents: Vec<ChangeId>,
    done: Vec<ChangeId>,
}

/// Commits a change over both databases. `write_work` commits the batch it is given in the working zone; it may try
/// again by itself, and is not called again here.
pub(crate) fn commit(
    (work, vault): (&Db, &Db),
    leftovers: &Mutex<Leftovers>,
    id: ChangeId,
    at: Timestamp,
    mut in_vault: VaultWork,
    write_work: impl FnOnce(Batch) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut in_work = Batch::default();
    if in_vault.is_empty() {
        return write_work(in_work);
    }
    let destroys = in_vault.finish.iter().any(VaultStep::destroys);
    let left = std::mem::take(&mut *lock(leftovers));
    let text = |steps: &[VaultStep]| serde_json::to_string(steps).map_err(StoreError::Journal);
    let (undo, finish) = (text(&in_vault.undo)?, text(&in_vault.finish)?);
    in_vault.prepare.run(&INSERT_INTENT, vec![id.into(), at.into(), undo.into(), finish.into()]);
    left.intents.iter().for_each(|id| in_vault.prepare.run(&DELETE_INTENT, vec![(*id).into()]));
    left.done.iter().for_each(|id| in_work.run(&DELETE_DONE, vec![(*id).into()]));
    in_work.run_one(&INSERT_DONE, vec![id.into()]);

    vault.write(&in_vault.prepare)?;
    if let Err(refused) = write_work(in_work) {
        // A commit that failed may yet have gone through (the connection broke behind it), so ask before undoing.
        if work.read_one(&IS_DONE, &[id.into()])?.is_none() {
            settle(vault, id, &in_vault.undo)?;
            return Err(refused);
        }
    }
    let mut next = Leftovers { intents: vec![], done: left.intents };
    if in_vault.finish.is_empty() {
        next.intents.push(id);
    } else {
        settle(vault, id, &in_vault.finish)?;
        next.done.push(id);
    }
    if destroys {
        // The change stands whatever comes of this; what a reader keeps in the log, the next one or a restart ends.
        let _ = vault.flush_deleted();
    }
    let mut leftovers = lock(leftovers);
    leftovers.intents.append(&mut next.intents);
    leftovers.done.append(&mut next.done);
    Ok(())
}

/// Runs the steps and removes the intent, in one transaction. Where the intent is gone, somebody else has settled it.
fn settle(vault: &Db, id: ChangeId, steps: &[VaultStep]) -> Result<(), StoreError> {
    for _ in 0..SETTLE_TRIES {
        let mut batch = Batch::default();
        batch.run_one(&DELETE_INTENT, vec![id.into()]);
        for step in steps {
            step.add_to(vault, &mut batch)?;
        }
        match vault.write(&batch) {
            Ok(()) => return Ok(()),
            Err(SqlError::Conflict { statement }) if statement == DELETE_INTENT.name => return Ok(()),
            Err(SqlError::Conflict { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(SqlError::Conflict { statement: DELETE_INTENT.name }.into())
}

/// How many changes recovery found half-way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recovery {
    /// Completed.
    pub finished: u32,
    /// Taken back.
    pub undone: u32,
}

/// Finishes or undoes what a dead process left half-way: every intent made before `before`.
/// `Timestamp::MAX` says that nobody else is at work.
pub(crate) fn recover(work: &Db, vault: &Db, before: Timestamp) -> Result<Recovery, StoreError> {
    let mut recovery = Recovery::default();
    // Read before the intents: an intent is written before its change is done, so none of these is unknown below.
    let done = if before == Timestamp::MAX { work.read(&DONE, &[])? } else { Vec::new() };
    for row in vault.read(&INTENTS, &[before.into()])? {
        let id: ChangeId = row.get(0)?;
        let steps = |column| -> Result<Vec<VaultStep>, StoreError> {
            serde_json::from_str(&row.get::<String>(column)?).map_err(StoreError::Journal)
        };
        let mut give_up = Batch::default();
        give_up.run(&GIVE_UP, vec![id.into()]);
        work.write(&give_up)?;
        if work.read_one(&IS_DONE, &[id.into()])?.is_some() {
            settle(vault, id, &steps(2)?)?;
            recovery.finished += 1;
        } else {
            settle(vault, id, &steps(1)?)?;
            recovery.undone += 1;
        }
    }
    let mut purge = Batch::default();
    for row in done {
        purge.run(&DELETE_DONE, vec![row.get::<ChangeId>(0)?.into()]);
    }
    if !purge.is_empty() {
        work.write(&purge)?;
    }
    // The process that died may have been about to do this.
    vault.flush_deleted()?;
    Ok(recovery)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Location, Migration, Statement, Value};

    const WORK: &[Migration] =
        &[Migration { name: "work_0001", sql: include_str!("../migrations/work_0001.sql") }];
    const VAULT: &[Migration] =
        &[Migration { name: "vault_0001", sql: include_str!("../migrations/vault_0001.sql") }];

    static KEY: Statement = Statement {
        name: "test::KEY",
        sql: "INSERT INTO data_key (subject_id, kek_version, wrapped) VALUES ($1, 1, $2)",
    };
    static KEYS: Statement = Statement { name: "test::KEYS", sql: "SELECT COUNT(*) FROM data_key" };

    /// A change that adds a key, while something else happens between its first and its second step.
    fn meanwhile(between: impl Fn(&Db, &Db)) -> (Result<(), StoreError>, u64) {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str, migrations| Db::open(Location::Sqlite(folder.path().join(name)), migrations);
        let (work, vault) = (open("work.db", WORK).unwrap(), open("vault.db", VAULT).unwrap());
        let mut in_vault = VaultWork::default();
        in_vault.prepare.run(&KEY, vec![1_i64.into(), Value::Bytes(vec![1])]);
        in_vault.undo.push(VaultStep::DropPerson { subject: 1 });
        let write = |batch: Batch| {
            between(&work, &vault);
            Ok(work.write(&batch)?)
        };
        let at = Timestamp::UNIX_EPOCH;
        let answer = commit((&work, &vault), &Mutex::default(), [7; 16], at, in_vault, write);
        recover(&work, &vault, Timestamp::MAX).unwrap();
        (answer, vault.read_one(&KEYS, &[]).unwrap().unwrap().get(0).unwrap())
    }

    #[test]
    fn a_change_given_up_for_dead_can_no_longer_commit() {
        let (undisturbed, keys) = meanwhile(|_, _| ());
        assert!(undisturbed.is_ok() && keys == 1);
        let (given_up, keys) = meanwhile(|work, vault| {
            let recovery = recover(work, vault, Timestamp::MAX).unwrap();
            assert_eq!(recovery, Recovery { finished: 0, undone: 1 });
        });
        assert!(given_up.is_err() && keys == 0);
    }
}
