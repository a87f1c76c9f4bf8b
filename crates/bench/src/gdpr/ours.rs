//! Our side, through the public API of the store: a user is a data subject, a record is a fact of theirs, sealed under
//! their key; its purpose, term and source are the fact's grounds. Everything is on: every value is decided on, opened
//! against its permit and entered in the ledger.
//!
//! What a client was told when it stored something stands in [`Known`]: the ids of facts and people.

mod operations;

use operations::Client;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp, ToSpan};
use zgoda_law::calendar::day_of;
use zgoda_law::{
    Action, Event, FactNo, InformationDuty, NoticeStatus, Permit, PurposeId, SourceType, SubjectId,
};
use zgoda_store::{
    Change, Collection, Draft, GroundsId, Link, NewFact, NewNotice, NewSource, NewSubject, Person, Question,
    Source, Stamp, Store,
};

use super::mix::{Mix, Plan};
use super::purposes::{Laid, consent, expected, lay};
use super::record::{PURPOSES, Record};
use super::run::Answering;
use super::{record, users_of};
use crate::error::{BenchError, Result, wrong};
use crate::harness::{bytes_below, copy_folder};
use crate::ours::Installation;

/// When the records were collected.
fn collected_at() -> Timestamp {
    Timestamp::constant(1_767_258_000, 0)
}

/// When the operations take place: the shortest term has ended by then.
fn now() -> Timestamp {
    collected_at() + SignedDuration::from_hours(48)
}

fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: zgoda_law::ActorId::SYSTEM, at }
}

/// People in one commit while loading.
const LOADED_AT_ONCE: usize = 250;

/// What a client knows: the id of a record's fact and of a user, as whoever stored them was told.
#[derive(Debug, Clone, Default)]
struct Known {
    facts: HashMap<u64, (SubjectId, FactNo)>,
    users: Vec<SubjectId>,
}

/// The set of records, loaded once and copied for each round.
pub struct Pristine {
    installation: Installation,
    known: Known,
    plan: Plan,
    /// Seconds that ending the short-lived tenth took.
    pub retention_s: f64,
    /// Bytes on the disk before that.
    pub loaded_bytes: u64,
}

impl Pristine {
    /// Loads the records and lets the retention run end those whose term is over.
    ///
    /// # Errors
    /// Where the law does not allow one, or the store fails.
    pub fn load(folder: PathBuf, plan: Plan) -> Result<Self> {
        let installation = Installation::new(folder)?;
        let known = {
            let store = installation.open()?;
            let office = Office::around(store, Known::default(), plan, collected_at())?;
            office.load(plan)?;
            lock(&office.known).clone()
        };
        let loaded_bytes = bytes_below(installation.folder())?;
        let office = Office::around(installation.open()?, known, plan, now())?;
        let began = std::time::Instant::now();
        let report = zgoda_rights::retention::run(&office.store, stamp(now()), None, |_| {})?;
        let retention_s = began.elapsed().as_secs_f64();
        let short = (0..plan.records).filter(|key| record(*key, users_of(plan.records)).is_short_lived());
        if !report.complete || report.values != short.count() as u64 {
            return wrong(format!("the retention run ended {} values", report.values));
        }
        let known = lock(&office.known).clone();
        office.write_a_ledger()?;
        Ok(Self { installation, known, plan, retention_s, loaded_bytes })
    }

    /// Where the loaded records are; nobody has them open.
    pub fn folder(&self) -> &Path {
        self.installation.folder()
    }

    /// A fresh copy, opened.
    ///
    /// # Errors
    /// Where it cannot be copied or opened.
    pub fn copy(&self, folder: &Path) -> Result<Office> {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(crate::error::io("an earlier copy"))?;
        }
        copy_folder(self.installation.folder(), folder)?;
        let store = self.installation.at(folder.to_owned()).open()?;
        Office::around(store, self.known.clone(), self.plan, now())
    }
}

/// A store at work.
pub struct Office {
    store: Store,
    laid: Vec<Laid>,
    users: u64,
    at: Timestamp,
    known: Mutex<Known>,
    sources: Mutex<HashMap<u64, Source>>,
    grounds: Mutex<HashMap<(u64, PurposeId, String), GroundsId>>,
    /// What is said of records, by their grounds.
    said: Mutex<HashMap<GroundsId, Arc<Vec<String>>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is said of a record beside purpose, term and source stands in the reference of its link.
fn reference(record: &Record) -> String {
    let Record { objection, decision, acl, shared, category, .. } = record;
    format!("obj{objection} dec{decision} acl{acl} shr{shared} cat{category}")
}

fn source_name(number: u64) -> String {
    format!("src{number}")
}

impl Office {
    fn around(store: Store, known: Known, plan: Plan, at: Timestamp) -> Result<Self> {
        let laid = lay(&store, stamp(at))?;
        let named = store.sources()?.into_iter();
        let numbered =
            named.filter_map(|source| Some((source.name.strip_prefix("src")?.parse().ok()?, source)));
        Ok(Self {
            laid,
            users: users_of(plan.records),
            at,
            known: Mutex::new(known),
            sources: Mutex::new(numbered.collect()),
            grounds: Mutex::default(),
            said: Mutex::default(),
            store,
        })
    }

    /// The store, for what is asked beside the operations.
    pub fn store(&self) -> &Store {
        &self.store
    }

    fn laid(&self, purpose: u64) -> Result<Laid> {
        self.laid.get(purpose as usize).copied().ok_or_else(|| BenchError::Wrong("no such purpose".into()))
    }

    /// The purpose of a record or a user, by its number.
    fn purpose(&self, number: u64) -> Result<PurposeId> {
        Ok(self.laid(number % PURPOSES)?.purpose)
    }

    fn question(&self, action: Action, purpose: PurposeId) -> Question {
        Question { actor: self.store.system_actor(purpose), action, purpose, at: self.at }
    }

    fn source(&self, number: u64) -> Result<Source> {
        let mut sources = lock(&self.sources);
        if let Some(source) = sources.get(&number) {
            return Ok(source.clone());
        }
        let new = NewSource {
            kind: SourceType::Form,
            name: source_name(number),
            duty: InformationDuty::Article13,
            is_public: false,
            occurred_at: collected_at(),
            approved: true,
            evidence: "a form of the benchmark".into(),
        };
        let id = self.store.add_source(stamp(self.at), new)?;
        let source = self.store.source(id)?;
        sources.insert(number, source.clone());
        Ok(source)
    }

    fn grounds(&self, source: u64, link: &Link) -> Result<GroundsId> {
        let key = (source, link.purpose, link.reference.clone().unwrap_or_default());
        if let Some(id) = lock(&self.grounds).get(&key) {
            return Ok(*id);
        }
        let id = self.store.intern_grounds(self.source(source)?.id, std::slice::from_ref(link))?;
        lock(&self.grounds).insert(key, id);
        Ok(id)
    }

    fn load(&self, plan: Plan) -> Result<()> {
        let users: Vec<u64> = (0..self.users).collect();
        for chunk in users.chunks(LOADED_AT_ONCE) {
            let mut change = self.store.change(stamp(self.at));
            change.reserve(chunk.len() as u32)?;
            for user in chunk {
                let keys = (*user..plan.records).step_by(self.users as usize);
                self.add_user(&mut change, *user, keys)?;
            }
            change.commit()?;
        }
        Ok(())
    }

    /// A regulator reads up to a thousand entries of the ledger, so they must be there.
    fn write_a_ledger(&self) -> Result<()> {
        let mut change = self.store.change(stamp(self.at));
        (0..1_100)
            .for_each(|_| change.record(Draft::new(Event::Read, Action::Read).detail("before the run")));
        Ok(change.commit().map(drop)?)
    }

    /// Adds a user with records.
    fn add_user(&self, change: &mut Change<'_>, user: u64, keys: impl Iterator<Item = u64>) -> Result<()> {
        let laid = self.laid(user % PURPOSES)?;
        let source = self.source(record(user, self.users).source)?;
        let new = NewSubject::default();
        let id = change.add_subject(new.clone())?;
        let notice = NewNotice {
            duty: InformationDuty::Article13,
            source: source.id,
            obtained_at: self.at,
            purposes: [laid.purpose].into(),
            due_at: self.at,
            status: NoticeStatus::Delivered,
        };
        let mut person = Person::blank(id, &new, self.at);
        person.notices.push(notice.expected());
        change.add_notice(id, notice)?;
        if let Some(given) = consent(laid, source.id, stamp(self.at)) {
            person.consents.push(expected(&given));
            change.add_consent(id, given)?;
        }
        for key in keys {
            self.add_record(change, &person, &record(key, self.users))?;
        }
        let mut known = lock(&self.known);
        let place = user as usize;
        if known.users.len() <= place {
            known.users.resize(place + 1, id);
        }
        known.users[place] = id;
        Ok(())
    }

    /// Collects a record of a person: decided on, sealed, recorded.
    fn add_record(&self, change: &mut Change<'_>, person: &Person, record: &Record) -> Result<()> {
        let laid = self.laid(record.purpose)?;
        let link = Link { purpose: laid.purpose, basis: laid.basis, reference: Some(reference(record)) };
        let ends = day_of(self.at).saturating_add(record.term_days().days());
        let until = vec![(laid.purpose, ends)];
        let source = self.source(record.source)?;
        let links = std::slice::from_ref(&link);
        let collection = Collection { source: &source, links, until: &until, obtained_at: self.at };
        let permit = self.permit_to_collect(laid, person, collection)?;
        let grounds = self.grounds(record.source, &link)?;
        let new =
            NewFact { value: &record.data, grounds, obtained_at: self.at, until, index: None, import: None };
        let no = change.add_fact(&permit, new)?;
        lock(&self.known).facts.insert(record.key, (person.id, no));
        Ok(())
    }

    fn permit_to_collect(&self, laid: Laid, person: &Person, collection: Collection<'_>) -> Result<Permit> {
        let question = self.question(Action::Collect, laid.purpose);
        let mut case = self.store.case_of_collection(&question, person, collection)?;
        let field = self.store.law().catalogue().field_by_id(laid.field);
        case.field = field.map(|field| field.name.clone());
        let verdict = self.store.law().may(&case);
        verdict.permit().ok_or_else(|| {
            BenchError::Wrong(format!("collecting for {} is denied: {:?}", case.purpose, verdict.reasons()))
        })
    }

    /// A client for a mix.
    pub fn client(&self, mix: Mix) -> impl Answering + Send + '_ {
        Client { office: self, mix }
    }
}
