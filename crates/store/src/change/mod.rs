//! A change: everything that happens to people in one go, committed with its ledger entries or not at all.

pub(crate) mod commit;
mod draft;
pub(crate) mod facts;
pub(crate) mod standing;

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use zgoda_law::{Action, Event, FactNo, FieldId, LifecycleGroup, SubjectId, SubjectKind};
use zgoda_vault::{BlindIndexer, Boxes, DataKey, SealedBox, WrappedKey};

use crate::facts::Facts;
use crate::model::{ImportId, Ordinal, OrgId, Person, Stamp, SubjectFlags};
use crate::past::Before;
use crate::sql::{Batch, SqlError, Statement, Value};
use crate::store::random;
use crate::{Store, StoreError};

pub use draft::{Draft, commit_to};
pub use facts::NewFact;
pub use standing::{NewConsent, NewNotice, NewObjection, NewPermission, NewTouchpoint};

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

/// A person within a change.
struct Touched {
    id: SubjectId,
    ordinal: Ordinal,
    /// The number that the next item of the person had when we read them; `None` for a new person.
    was: Option<u32>,
    next_no: u32,
    new: Option<NewSubject>,
    flags: SubjectFlags,
    lifecycle: LifecycleGroup,
    org: Option<OrgId>,
    last_inbound_at: Option<Timestamp>,
    facts: Facts,
    /// What values were held for before this change.
    before: Before,
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
    /// Whose key ends without another in its place.
    destroyed: Vec<Ordinal>,
    /// The ledger is signed with the change.
    certified: bool,
    /// The compare-and-swaps of both zones. They go first, so that whoever comes second meets them, and not a row that
    /// is there already.
    guards: Guards,
    drafts: Vec<Draft>,
    /// Everybody in the change, in the order in which they came.
    touched: Vec<Touched>,
    places: HashMap<SubjectId, usize>,
    ordinals: std::ops::Range<u32>,
    /// The keys of the fields that people are found by, derived once.
    indexers: HashMap<FieldId, BlindIndexer>,
}

impl<'s> Change<'s> {
    pub(crate) fn new(store: &'s Store, stamp: Stamp) -> Self {
        let (work, vault, destroys, destroyed, certified, guards, drafts, touched, places) =
            Default::default();
        let indexers = HashMap::new();
        Self {
            store,
            stamp,
            work,
            vault,
            destroys,
            destroyed,
            certified,
            guards,
            drafts,
            touched,
            places,
            ordinals: 0..0,
            indexers,
        }
    }

    /// Who and when.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Signs the ledger as it stands right behind the change, together with it, so that what is certified of it needs no
    /// signature of its own.
    pub fn certify(&mut self) {
        self.certified = true;
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
            self.touched.reserve(count as usize);
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
            id,
            ordinal,
            was: None,
            next_no: 1,
            flags: SubjectFlags::default(),
            lifecycle: new.lifecycle,
            org: new.org,
            new: Some(new),
            last_inbound_at: None,
            facts: Facts::default(),
            before: Before::default(),
            key: Some(key),
            wrapped: Some(wrapped),
            boxes: Boxes::default(),
            revision: 1,
            added: Vec::new(),
            collected: None,
            closing: false,
        };
        self.take_in(touched);
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
        if self.place(person.id).is_some() {
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
            id: person.id,
            ordinal: person.ordinal,
            was: Some(person.next_no),
            next_no: person.next_no,
            new: None,
            flags: person.flags,
            lifecycle: person.lifecycle,
            org: person.org,
            last_inbound_at: person.last_inbound_at,
            facts: person.kept.clone(),
            before: Before::default(),
            key: sealed.map(|sealed| self.store.vault.unwrap_key(person.id, &sealed.wrapped)).transpose()?,
            wrapped: sealed.map(|sealed| sealed.wrapped.clone()),
            boxes: sealed.map(|sealed| sealed.boxes.clone()).unwrap_or_default(),
            revision: sealed.map_or(0, |sealed| sealed.revision),
            added: Vec::new(),
            collected: None,
            closing: false,
        };
        self.take_in(touched);
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

    /// Sets the flag of a legal hold, without an entry of its own.
    pub(crate) fn set_hold(&mut self, id: SubjectId, held: bool) -> Result<(), StoreError> {
        self.touch(id)?.flags.hold = held;
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

    fn take_in(&mut self, touched: Touched) {
        self.places.insert(touched.id, self.touched.len());
        self.touched.push(touched);
    }

    /// Where a person stands in the change. Mostly it is the one who came last.
    fn place(&self, id: SubjectId) -> Option<usize> {
        match self.touched.last() {
            Some(last) if last.id == id => Some(self.touched.len() - 1),
            _ => self.places.get(&id).copied(),
        }
    }

    fn touch(&mut self, id: SubjectId) -> Result<&mut Touched, StoreError> {
        let touched = self.place(id).and_then(|place| self.touched.get_mut(place));
        touched.ok_or(StoreError::NotFound("person in this change"))
    }

    /// The next number of an item of the person.
    pub(crate) fn next_no(&mut self, id: SubjectId) -> Result<(Ordinal, u32), StoreError> {
        let touched = self.touch(id)?;
        let no = touched.next_no;
        touched.next_no = no.checked_add(1).ok_or(StoreError::Exists("number"))?;
        Ok((touched.ordinal, no))
    }

    /// Leaves a number out that an item of the person has already.
    pub(crate) fn pass_number(&mut self, id: SubjectId, no: u32) -> Result<(), StoreError> {
        let touched = self.touch(id)?;
        touched.next_no = touched.next_no.max(no.checked_add(1).ok_or(StoreError::Exists("number"))?);
        Ok(())
    }
}
