//! From a change to what is written: the rows and boxes of everybody in it, their new or destroyed keys, its entries.

use std::collections::HashSet;

use jiff::Timestamp;
use zgoda_law::{Action, Event, FactNo, SubjectId};
use zgoda_vault::{Boxes, SealedBox, WrappedKey};

use super::{Change, Draft, Guards, NewSubject, Touched};
use crate::StoreError;
use crate::entry::Entry;
use crate::keys::{ABOVE_FLOOR, is_below_floor};
use crate::masks::Worn;
use crate::model::Ordinal;
use crate::past::KEEP;
use crate::sql::{Value, statements, table};
use crate::writer::Job;

statements! {
    MOVE_SUBJECT = "UPDATE subject SET next_no = $1, state = $2, last_inbound_at = $3, lifecycle = $4, org_id = $5,
        facts = $6 WHERE subject_id = $7 AND next_no = $8";
    MOVE_SEALED = "UPDATE sealed SET boxes = $1, revision = $2 WHERE subject_id = $3 AND revision = $4";
    REPLACE_KEY = "UPDATE data_key SET kek_version = $1, wrapped = $2, mask = $3 WHERE subject_id = $4";
    DESTROY_KEY = "DELETE FROM data_key WHERE subject_id = $1";
    DELETE_SEALED = "DELETE FROM sealed WHERE subject_id = $1";
    DELETE_INDEX = "DELETE FROM blind_index WHERE subject_id = $1";
    DELETE_INDEX_FACT = "DELETE FROM blind_index WHERE subject_id = $1 AND fact_no = $2";
}

table! { SUBJECT = "subject" {
    subject_id: Int, public_id: Bytes, kind: Int, country: Text, state: Int, lifecycle: Int, org_id: Int,
    import_id: Int, created_at: Int, last_inbound_at: Int, next_no: Int, facts: Bytes,
} }
table! { pub(crate) DATA_KEY = "data_key" { subject_id: Int, kek_version: Int, wrapped: Bytes, mask: Int } }
table! { SEALED = "sealed" { subject_id: Int, revision: Int, boxes: Bytes } }

impl Change<'_> {
    /// Commits: everything or nothing. Returns the entries as they now stand in the ledger.
    ///
    /// # Errors
    /// A conflict where somebody else changed one of the persons meanwhile; else what the databases say.
    pub fn commit(mut self) -> Result<Vec<Entry>, StoreError> {
        self.name_everybody();
        let about = self.people_of_drafts()?;
        for touched in std::mem::take(&mut self.touched) {
            self.put(touched)?;
        }
        for statement in [&DESTROY_KEY, &DELETE_SEALED, &DELETE_INDEX] {
            self.destroyed.iter().for_each(|subject| self.vault.run(statement, vec![(*subject).into()]));
        }
        let Guards { mut work, mut vault, .. } = self.guards;
        work.append(self.work);
        vault.append(self.vault);
        let stamp = self.stamp;
        let only_read =
            work.is_empty() && vault.is_empty() && self.drafts.iter().all(|draft| draft.event == Event::Read);
        let entries =
            self.drafts.into_iter().zip(about).map(|(draft, about)| (draft.entry(stamp), about)).collect();
        let signed_at = self.certified.then_some(stamp.at);
        let answer =
            self.store.commit(Job { vault, work, entries, destroys: self.destroys, signed_at, only_read });
        answer.inspect_err(|error| {
            if is_below_floor(error) {
                // Whoever tries again wraps under what the keyring has by now.
                let _ = self.store.vault.refresh();
            }
        })
    }

    /// The internal number of the person each draft is about.
    fn people_of_drafts(&self) -> Result<Vec<Option<Ordinal>>, StoreError> {
        let ordinal = |draft: &Draft| match (draft.ordinal, draft.subject) {
            (None, Some(id)) => match self.place(id).and_then(|place| self.touched.get(place)) {
                Some(touched) => Ok(Some(touched.ordinal)),
                None => self.store.ordinal(id).map(Some),
            },
            (known, _) => Ok(known),
        };
        self.drafts.iter().map(ordinal).collect()
    }

    /// Others learn from the ledger whom a change was about, so nobody is changed without an entry.
    fn name_everybody(&mut self) {
        let named: HashSet<SubjectId> = self
            .drafts
            .iter()
            .filter(|draft| draft.event.changes())
            .filter_map(|draft| draft.subject)
            .collect();
        let unnamed = self.touched.iter().filter(|touched| !named.contains(&touched.id));
        let amended = unnamed
            .map(|touched| Draft::new(Event::Amended, Action::Use).person(touched.id, touched.ordinal));
        self.drafts.extend(amended);
    }

    /// Puts what changed about one person into the batches.
    fn put(&mut self, touched: Touched) -> Result<(), StoreError> {
        let subject = touched.ordinal;
        match (&touched.new, touched.was) {
            (Some(new), _) => {
                self.work.insert(&SUBJECT, new_row(new, &touched, self.stamp.at));
                let wrapped = touched.wrapped.ok_or(StoreError::Gone)?;
                self.wrapped_under(wrapped.version);
                // The writer gives it its mask.
                let mask = Worn::NONE.into();
                let key = vec![subject.into(), wrapped.version.into(), wrapped.bytes.into(), mask];
                self.vault.insert(&DATA_KEY, key);
                self.vault.insert(&SEALED, vec![subject.into(), 1_i64.into(), touched.boxes.encode().into()]);
            }
            (None, Some(was)) => {
                // One number is used up by every change, so that two changes of one person never both succeed.
                let next = touched.next_no.max(was + 1);
                let state = touched.flags.bits();
                let values: Vec<Value> = vec![
                    next.into(),
                    state.into(),
                    touched.last_inbound_at.into(),
                    touched.lifecycle.into(),
                    touched.org.into(),
                    (&touched.facts).into(),
                    subject.into(),
                    was.into(),
                ];
                self.guards.work.run_one(&MOVE_SUBJECT, values);
                if !touched.before.is_empty() {
                    self.work.run(&KEEP, touched.before.row(subject, self.stamp.at, was));
                }
                if !touched.added.is_empty() {
                    let boxes = touched.boxes.encode().into();
                    let (from, to) = (touched.revision, touched.revision + 1);
                    let values = vec![boxes, to.into(), subject.into(), from.into()];
                    self.guards.vault.run_one(&MOVE_SEALED, values);
                }
            }
            (None, None) => {}
        }
        Ok(())
    }

    /// Replaces the person's key: the boxes that stay are sealed anew, the others die with the old key.
    pub(super) fn rekey(&mut self, id: SubjectId, gone: &[FactNo]) -> Result<(), StoreError> {
        let (key, wrapped) = self.store.vault.new_data_key(id)?;
        let vault = &self.store.vault;
        let touched = self.touch(id)?;
        if touched.closing || !touched.added.is_empty() {
            return Err(StoreError::NotCovered);
        }
        touched.closing = true;
        let old = touched.key.as_ref().ok_or(StoreError::Gone)?;
        let mut kept = Boxes::default();
        for sealed in touched.boxes.iter().filter(|sealed: &&SealedBox| !gone.contains(&sealed.fact)) {
            kept.push(vault.reseal(id, old, &key, sealed)?)?;
        }
        let subject = touched.ordinal;
        let (from, to) = (touched.revision, touched.revision + 1);
        let boxes = vec![kept.encode().into(), to.into(), subject.into(), from.into()];
        self.guards.vault.run_one(&MOVE_SEALED, boxes);
        self.wrapped_under(wrapped.version);
        self.vault.run_one(&REPLACE_KEY, replaced_key(subject, wrapped));
        for fact in gone {
            self.vault.run(&DELETE_INDEX_FACT, vec![subject.into(), (*fact).into()]);
        }
        self.destroys = true;
        Ok(())
    }

    /// Makes the change fail where this version of the key-encryption key is destroyed before it is through.
    fn wrapped_under(&mut self, version: u32) {
        if self.guards.under.insert(version) {
            self.guards.vault.run_one(&ABOVE_FLOOR, vec![version.into()]);
        }
    }

    /// Destroys the person's key and all that leads to them.
    pub(super) fn destroy(&mut self, subject: Ordinal) {
        self.destroyed.push(subject);
        self.destroys = true;
    }
}

/// What [`REPLACE_KEY`] is run with; the writer gives the key its mask.
pub(crate) fn replaced_key(subject: Ordinal, wrapped: WrappedKey) -> Vec<Value> {
    vec![wrapped.version.into(), wrapped.bytes.into(), Worn::NONE.into(), subject.into()]
}

fn new_row(new: &NewSubject, touched: &Touched, at: Timestamp) -> Vec<Value> {
    vec![
        touched.ordinal.into(),
        touched.id.into(),
        new.kind.into(),
        new.country.as_str().into(),
        touched.flags.bits().into(),
        touched.lifecycle.into(),
        touched.org.into(),
        new.import.into(),
        at.into(),
        touched.last_inbound_at.into(),
        touched.next_no.into(),
        (&touched.facts).into(),
    ]
}
