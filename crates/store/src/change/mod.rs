//! A change: everything that happens to people in one go, committed with its ledger entries or not at all.

pub(crate) mod facts;
pub(crate) mod standing;

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zgoda_law::{Action, Event, FactNo, FieldId, LifecycleGroup, PurposeId, SubjectId, SubjectKind};
use zgoda_vault::{BlindIndexer, Boxes, DataKey, SealedBox, WrappedKey};

use crate::entry::Entry;
use crate::keys::{ABOVE_FLOOR, is_below_floor};
use crate::model::{ImportId, Ordinal, OrgId, Person, Stamp, SubjectFlags};
use crate::sql::{Batch, SqlError, Statement, Value, statements, table};
use crate::store::random;
use crate::writer::Job;
use crate::{Store, StoreError};

pub use facts::NewFact;
pub use standing::{NewConsent, NewNotice, NewObjection, NewPermission, NewTouchpoint};

statements! {
    MOVE_SUBJECT = "UPDATE subject SET next_no = $1, state = $2, last_inbound_at = $3, lifecycle = $4, org_id = $5
        WHERE subject_id = $6 AND next_no = $7";
    MOVE_SEALED = "UPDATE sealed SET boxes = $1, revision = $2 WHERE subject_id = $3 AND revision = $4";
    REPLACE_KEY = "UPDATE data_key SET kek_version = $1, wrapped = $2 WHERE subject_id = $3";
    DESTROY_KEY = "DELETE FROM data_key WHERE subject_id = $1";
    DELETE_SEALED = "DELETE FROM sealed WHERE subject_id = $1";
    DELETE_INDEX = "DELETE FROM blind_index WHERE subject_id = $1";
    DELETE_INDEX_FACT = "DELETE FROM blind_index WHERE subject_id = $1 AND fact_no = $2";
    SUPPRESS = "INSERT INTO suppression (digest, field, since, reason) VALUES ($1, $2, $3, $4)
        ON CONFLICT (digest) DO NOTHING";
}

table! { SUBJECT = "subject" {
    subject_id: Int, public_id: Bytes, kind: Int, country: Text, state: Int, lifecycle: Int, org_id: Int,
    import_id: Int, created_at: Int, last_inbound_at: Int, next_no: Int,
} }
table! { DATA_KEY = "data_key" { subject_id: Int, kek_version: Int, wrapped: Bytes } }
table! { SEALED = "sealed" { subject_id: Int, revision: Int, boxes: Bytes } }

/// A person to be recorded.
#[derive(Debug, Clone)]
pub struct NewSubject {
    /// What kind.
    pub kind: SubjectKind,
    /// Country code of two letters.
    pub country: String,
    /// Lead, contract or archive.
    pub lifecycle: LifecycleGroup,
    /// The organisation they stand for.
    pub org: Option<OrgId>,
    /// The import that brought them.
    pub import: Option<ImportId>,
}

impl Default for NewSubject {
    fn default() -> Self {
        let (kind, lifecycle) = (SubjectKind::Natural, LifecycleGroup::Leads);
        Self { kind, country: "PL".into(), lifecycle, org: None, import: None }
    }
}

/// An entry of the ledger to be, before it has a number.
#[derive(Debug, Clone)]
pub struct Draft {
    event: Event,
    action: Action,
    purpose: Option<PurposeId>,
    subject: Option<SubjectId>,
    ordinal: Option<Ordinal>,
    facts: Vec<FactNo>,
    commitments: Vec<[u8; 16]>,
    detail: String,
}

impl Draft {
    /// An entry about no person in particular.
    pub fn new(event: Event, action: Action) -> Self {
        let (facts, commitments, detail) = Default::default();
        Self { event, action, purpose: None, subject: None, ordinal: None, facts, commitments, detail }
    }

    /// Whose data.
    #[must_use]
    pub fn subject(self, subject: SubjectId) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// Whose data, by internal number too, which saves looking it up.
    #[must_use]
    pub fn person(self, subject: SubjectId, ordinal: Ordinal) -> Self {
        Self { subject: Some(subject), ordinal: Some(ordinal), ..self }
    }

    /// For what purpose.
    #[must_use]
    pub fn purpose(self, purpose: PurposeId) -> Self {
        Self { purpose: Some(purpose), ..self }
    }

    /// Which facts.
    #[must_use]
    pub fn facts(self, facts: Vec<FactNo>) -> Self {
        Self { facts, ..self }
    }

    /// A short remark of our own words and numbers; never a value of a person.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    fn entry(self, stamp: Stamp) -> Entry {
        Entry {
            seq: 0,
            at: stamp.at,
            actor: stamp.actor,
            event: self.event,
            action: self.action,
            purpose: self.purpose,
            subject: self.subject,
            facts: self.facts,
            detail: self.detail,
            commitment: (!self.commitments.is_empty()).then(|| commit_to(&self.commitments)),
        }
    }
}

/// The commitment of an entry over the commitments of its facts, in their order.
pub fn commit_to(commitments: &[[u8; 16]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    commitments.iter().for_each(|commitment| digest.update(commitment));
    digest.finalize().into()
}

/// A person within a change.
struct Touched {
    ordinal: Ordinal,
    /// The number that the next item of the person had when we read them; `None` for a new person.
    was: Option<u32>,
    next_no: u32,
    new: Option<NewSubject>,
    flags: SubjectFlags,
    lifecycle: LifecycleGroup,
    org: Option<OrgId>,
    last_inbound_at: Option<Timestamp>,
    key: Option<DataKey>,
    wrapped: Option<WrappedKey>,
    boxes: Boxes,
    revision: i64,
    added: Vec<FactNo>,
    /// Which entry gathers the values that came in.
    collected: Option<usize>,
    /// Key and boxes are being replaced or destroyed, so nothing can be added in the same change.
    closing: bool,
}

#[derive(Default)]
struct Guards {
    work: Batch,
    vault: Batch,
    /// The versions under which new keys are wrapped.
    under: BTreeSet<u32>,
}

/// A change being put together. Nothing is written before [`commit`](Change::commit).
pub struct Change<'s> {
    pub(crate) store: &'s Store,
    stamp: Stamp,
    work: Batch,
    vault: Batch,
    /// A key ends with the change.
    destroys: bool,
    /// The compare-and-swaps of both zones. They go first, so that whoever comes second meets them, and not a row that
    /// is there already.
    guards: Guards,
    drafts: Vec<Draft>,
    touched: HashMap<SubjectId, Touched>,
    order: Vec<SubjectId>,
    ordinals: std::ops::Range<u32>,
    /// The keys of the fields that people are found by, derived once.
    indexers: HashMap<FieldId, BlindIndexer>,
}

impl<'s> Change<'s> {
    pub(crate) fn new(store: &'s Store, stamp: Stamp) -> Self {
        let (work, vault, destroys, guards, drafts, touched, order, indexers) = Default::default();
        Self { store, stamp, work, vault, destroys, guards, drafts, touched, order, ordinals: 0..0, indexers }
    }

    /// Who and when.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Whether there is nothing to commit.
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.work.is_empty() && self.vault.is_empty() && self.touched.is_empty()
    }

    /// Takes numbers for `count` new persons at once.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn reserve(&mut self, count: u32) -> Result<(), StoreError> {
        if self.ordinals.len() < count as usize {
            let first = self.store.take_ahead("subject", count)?;
            self.ordinals = first..first + count;
        }
        Ok(())
    }

    /// Begins a new person. Their values follow with [`add_fact`](Change::add_fact).
    ///
    /// # Errors
    /// Where numbers or keys cannot be had.
    pub fn add_subject(&mut self, new: NewSubject) -> Result<SubjectId, StoreError> {
        self.reserve(1)?;
        let ordinal = Ordinal(self.ordinals.next().ok_or(StoreError::Exists("number"))?);
        let id = SubjectId::from_bytes(random()?);
        let (key, wrapped) = self.store.vault.new_data_key(id)?;
        let touched = Touched {
            ordinal,
            was: None,
            next_no: 1,
            flags: SubjectFlags::default(),
            lifecycle: new.lifecycle,
            org: new.org,
            new: Some(new),
            last_inbound_at: None,
            key: Some(key),
            wrapped: Some(wrapped),
            boxes: Boxes::default(),
            revision: 1,
            added: Vec::new(),
            collected: None,
            closing: false,
        };
        self.touched.insert(id, touched);
        self.order.push(id);
        Ok(id)
    }

    /// Takes a person that is already known into the change. Whoever else changes them in between makes it fail.
    ///
    /// # Errors
    /// [`StoreError::Erased`] where there is nothing left to change; a conflict where another change is under way.
    pub fn open(&mut self, person: &Person) -> Result<(), StoreError> {
        if person.flags.erased {
            return Err(StoreError::Erased);
        }
        if self.touched.contains_key(&person.id) {
            return Ok(());
        }
        let sealed = person.sealed.as_ref();
        // A box whose fact is not there, or was not when the person was read, belongs to a change that is still under
        // way, or whose process has died.
        let is_foreign = |held: &SealedBox| held.fact.0 >= person.next_no || person.fact(held.fact).is_none();
        if sealed.is_some_and(|sealed| sealed.boxes.iter().any(is_foreign)) {
            return Err(SqlError::Conflict { statement: "open" }.into());
        }
        let touched = Touched {
            ordinal: person.ordinal,
            was: Some(person.next_no),
            next_no: person.next_no,
            new: None,
            flags: person.flags,
            lifecycle: person.lifecycle,
            org: person.org,
            last_inbound_at: person.last_inbound_at,
            key: sealed.map(|sealed| self.store.vault.unwrap_key(person.id, &sealed.wrapped)).transpose()?,
            wrapped: sealed.map(|sealed| sealed.wrapped.clone()),
            boxes: sealed.map(|sealed| sealed.boxes.clone()).unwrap_or_default(),
            revision: sealed.map_or(0, |sealed| sealed.revision),
            added: Vec::new(),
            collected: None,
            closing: false,
        };
        self.touched.insert(person.id, touched);
        self.order.push(person.id);
        Ok(())
    }

    /// Restricts the person or lifts a restriction, GDPR art. 18.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn restrict(&mut self, id: SubjectId, restricted: bool) -> Result<(), StoreError> {
        self.touch(id)?.flags.restricted = restricted;
        let event = if restricted { Event::Restricted } else { Event::RestrictionLifted };
        self.record(Draft::new(event, Action::Use).subject(id));
        Ok(())
    }

    /// Moves the person to another lifecycle group.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn move_to(&mut self, id: SubjectId, group: LifecycleGroup) -> Result<(), StoreError> {
        self.touch(id)?.lifecycle = group;
        Ok(())
    }

    /// Ties the person to an organisation.
    ///
    /// # Errors
    /// Where the person is not part of the change.
    pub fn attach(&mut self, id: SubjectId, org: OrgId) -> Result<(), StoreError> {
        self.touch(id)?.org = Some(org);
        Ok(())
    }

    /// Adds an entry to the ledger.
    pub fn record(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Adds a statement in the working zone.
    pub(crate) fn run(&mut self, statement: &'static Statement, params: Vec<Value>) {
        self.work.run(statement, params);
    }

    /// Adds a compare-and-swap in the working zone, which goes before everything else.
    pub(crate) fn guard(&mut self, statement: &'static Statement, params: Vec<Value>) {
        self.guards.work.run_one(statement, params);
    }

    pub(crate) fn batch(&mut self) -> &mut Batch {
        &mut self.work
    }

    fn touch(&mut self, id: SubjectId) -> Result<&mut Touched, StoreError> {
        self.touched.get_mut(&id).ok_or(StoreError::NotFound("person in this change"))
    }

    /// The next number of an item of the person.
    fn next_no(&mut self, id: SubjectId) -> Result<(Ordinal, u32), StoreError> {
        let touched = self.touch(id)?;
        let no = touched.next_no;
        touched.next_no = no.checked_add(1).ok_or(StoreError::Exists("number"))?;
        Ok((touched.ordinal, no))
    }

    /// Commits: everything or nothing. Returns the entries as they now stand in the ledger.
    ///
    /// # Errors
    /// A conflict where somebody else changed one of the persons meanwhile; else what the databases say.
    pub fn commit(mut self) -> Result<Vec<Entry>, StoreError> {
        self.name_everybody();
        let about = self.people_of_drafts()?;
        for id in std::mem::take(&mut self.order) {
            if let Some(touched) = self.touched.remove(&id) {
                self.put(id, touched)?;
            }
        }
        let Guards { mut work, mut vault, .. } = self.guards;
        work.append(self.work);
        vault.append(self.vault);
        let stamp = self.stamp;
        let only_read =
            work.is_empty() && vault.is_empty() && self.drafts.iter().all(|draft| draft.event == Event::Read);
        let entries =
            self.drafts.into_iter().zip(about).map(|(draft, about)| (draft.entry(stamp), about)).collect();
        let answer = self.store.commit(Job { vault, work, entries, destroys: self.destroys, only_read });
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
            (None, Some(id)) => match self.touched.get(&id) {
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
        let unnamed = self.order.iter().filter(|id| !named.contains(id));
        let amended = unnamed.map(|id| Draft::new(Event::Amended, Action::Use).subject(*id));
        self.drafts.extend(amended);
    }

    /// Puts what changed about one person into the batches.
    fn put(&mut self, id: SubjectId, touched: Touched) -> Result<(), StoreError> {
        let subject = touched.ordinal;
        match (&touched.new, touched.was) {
            (Some(new), _) => {
                self.work.insert(&SUBJECT, new_row(id, new, &touched, self.stamp.at));
                let wrapped = touched.wrapped.ok_or(StoreError::Gone)?;
                self.wrapped_under(wrapped.version);
                let key = vec![subject.into(), wrapped.version.into(), wrapped.bytes.into()];
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
                    subject.into(),
                    was.into(),
                ];
                self.guards.work.run_one(&MOVE_SUBJECT, values);
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
    fn rekey(&mut self, id: SubjectId, gone: &[FactNo]) -> Result<(), StoreError> {
        let (key, wrapped) = self.store.vault.new_data_key(id)?;
        let vault = &self.store.vault;
        let touched = self.touched.get_mut(&id).ok_or(StoreError::NotFound("person in this change"))?;
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
        let key = vec![wrapped.version.into(), wrapped.bytes.into(), subject.into()];
        self.vault.run_one(&REPLACE_KEY, key);
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
    fn destroy(&mut self, subject: Ordinal) {
        for statement in [&DESTROY_KEY, &DELETE_SEALED, &DELETE_INDEX] {
            self.vault.run(statement, vec![subject.into()]);
        }
        self.destroys = true;
    }
}

fn new_row(id: SubjectId, new: &NewSubject, touched: &Touched, at: Timestamp) -> Vec<Value> {
    vec![
        touched.ordinal.into(),
        id.into(),
        new.kind.into(),
        new.country.as_str().into(),
        touched.flags.bits().into(),
        touched.lifecycle.into(),
        touched.org.into(),
        new.import.into(),
        at.into(),
        touched.last_inbound_at.into(),
        touched.next_no.into(),
    ]
}
