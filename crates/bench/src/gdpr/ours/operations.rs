//! The operations of a client on our side.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Ending, Event, FactNo, PurposeId};
use zgoda_ledger::range_proof;
use zgoda_store::{
    Collection, Condition, Draft, Fact, Grounds, GroundsId, Link, NewFact, Opened, Person, Reading, SourceId,
    StoreError, retried,
};

use super::{Office, lock, stamp};
use crate::error::{BenchError, Result, wrong};
use crate::gdpr::mix::{Field, Mix, Op};
use crate::gdpr::record::{PURPOSES, term_days, updated_data};
use crate::gdpr::run::Answering;
use crate::gdpr::{Answer, record};

impl Office {
    /// The person and fact of a key, where the record still stands.
    fn standing(&self, key: u64) -> Result<Option<(Person, FactNo)>> {
        let Some((id, no)) = lock(&self.known).facts.get(&key).copied() else { return Ok(None) };
        let person = self.store.person(id)?;
        let stands = person.fact(no).is_some_and(Fact::is_current) && person.holds(no);
        Ok(stands.then_some((person, no)))
    }

    fn user(&self, user: u64) -> Result<Person> {
        let id = lock(&self.known).users.get(user as usize).copied();
        let id = id.ok_or_else(|| BenchError::Wrong("no such user".into()))?;
        Ok(self.store.person(id)?)
    }

    /// The people who hold values for a purpose.
    fn of_purpose(&self, purpose: u64) -> Result<Vec<Person>> {
        let people = self.store.people_who(&Condition::For(self.laid(purpose)?.purpose))?;
        Ok(self.store.people_by_ordinals(&people.iter().collect::<Vec<_>>())?)
    }

    /// Takes what the store decided on, entered in the ledger and opened.
    fn taken(
        &self,
        read: impl IntoIterator<Item = std::result::Result<Opened, StoreError>>,
    ) -> Result<Answer> {
        let mut answer = Answer::default();
        for opened in read {
            let opened = opened?;
            let said = self.said(opened.grounds)?;
            answer.add(said.iter().map(String::as_str).chain([opened.value.as_str()]));
        }
        Ok(answer)
    }

    /// What is said of records with these grounds, remembered as the names of PostgreSQL's columns are.
    fn said(&self, grounds: GroundsId) -> Result<Arc<Vec<String>>> {
        if let Some(said) = lock(&self.said).get(&grounds) {
            return Ok(said.clone());
        }
        let said = Arc::new(words(&*self.store.grounds(grounds)?).map(str::to_owned).collect());
        lock(&self.said).insert(grounds, Arc::clone(&said));
        Ok(said)
    }

    fn reading(&self, purpose: PurposeId) -> Reading<'_> {
        self.store.reading(self.question(Action::Read, purpose))
    }

    fn read_one(&self, purpose: PurposeId, key: u64) -> Result<Answer> {
        let Some((id, no)) = lock(&self.known).facts.get(&key).copied() else { return Ok(Answer::default()) };
        self.taken(self.reading(purpose).of_fact(id, no)?.map(Ok))
    }

    fn read_user(&self, purpose: PurposeId, user: u64) -> Result<Answer> {
        let id = lock(&self.known).users.get(user as usize).copied();
        let id = id.ok_or_else(|| BenchError::Wrong("no such user".into()))?;
        self.taken(self.reading(purpose).of_person(id)?.into_iter().map(Ok))
    }

    fn update(&self, key: u64, version: u64) -> Result<Answer> {
        retried(is_conflict, || {
            let Some((person, no)) = self.standing(key)? else { return Ok(Answer::default()) };
            let Some(fact) = person.fact(no) else { return Ok(Answer::default()) };
            let laid = self.laid(key % PURPOSES)?;
            let collection = Collection {
                source: &fact.grounds.source,
                links: &fact.grounds.links,
                until: &fact.until,
                obtained_at: fact.obtained_at,
            };
            let permit = self.permit_to_collect(laid, &person, collection)?;
            let mut change = self.store.change(stamp(self.at));
            change.open(&person)?;
            let new = NewFact {
                value: &updated_data(key, version),
                grounds: fact.grounds.id,
                obtained_at: self.at,
                until: fact.until.clone(),
                index: None,
                import: None,
            };
            let new_no = change.add_fact(&permit, new)?;
            change.supersede(&person, no, Ending::Rectified)?;
            change.commit()?;
            lock(&self.known).facts.insert(key, (person.id, new_no));
            Ok(Answer::count(1))
        })
    }

    /// Destroys the value of one record: its box dies with the person's present key, the others move to a new one.
    fn delete(&self, key: u64) -> Result<Answer> {
        retried(is_conflict, || {
            let Some((person, no)) = self.standing(key)? else { return Ok(Answer::default()) };
            let Some(fact) = person.fact(no) else { return Ok(Answer::default()) };
            let question = self.question(Action::Erase, self.laid(key % PURPOSES)?.purpose);
            let verdict = self.store.decide(&question, &person, fact)?;
            if verdict.permit().is_none() {
                return wrong(format!("erasing is denied: {:?}", verdict.reasons()));
            }
            let mut change = self.store.change(stamp(self.at));
            change.forget(&person, &[no], Ending::Erased, Event::PartlyErased)?;
            change.commit()?;
            Ok(Answer::count(1))
        })
    }

    fn insert(&self, key: u64) -> Result<Answer> {
        retried(is_conflict, || {
            let person = self.user(key % self.users)?;
            let mut change = self.store.change(stamp(self.at));
            if person.flags.erased {
                // Nothing leads back to whom an erased record was about: whoever comes again is somebody new.
                self.add_user(&mut change, key % self.users, std::iter::once(key))?;
            } else {
                change.open(&person)?;
                self.add_record(&mut change, &person, &record(key, self.users))?;
            }
            change.commit()?;
            Ok(Answer::count(1))
        })
    }

    /// Sets one field of the metadata of all records of some people.
    fn set(&self, people: &[Person], field: Field, value: u64) -> Result<Answer> {
        let (mut entries, mut moved, mut known) = (Vec::new(), Vec::new(), HashMap::new());
        let first = people.iter().flat_map(Person::current).find_map(|fact| fact.grounds.links.first());
        let Some(purpose) = first.map(|link| link.purpose) else { return Ok(Answer::default()) };
        let question = self.question(Action::Use, purpose);
        let decider = self.store.decider(&question)?;
        for person in people.iter().filter(|person| !person.flags.erased) {
            let facts: Vec<&Fact> = person.current().filter(|fact| person.holds(fact.no)).collect();
            if facts.is_empty() {
                continue;
            }
            let verdicts = decider.decide_all(person, &facts)?;
            for (fact, verdict) in facts.iter().zip(&verdicts) {
                if verdict.permit().is_none() {
                    return wrong(format!("using is denied: {:?}", verdict.reasons()));
                }
                let key = (fact.grounds.id, &fact.until, fact.obtained_at);
                let to = match known.entry(key) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(Arc::new(self.move_one(fact, field, value)?)),
                };
                moved.push((person, fact.no, to.clone()));
            }
            let numbers = facts.iter().map(|fact| fact.no).collect();
            let draft =
                Draft::new(Event::Rectified, Action::Use).person(person.id, person.ordinal).purpose(purpose);
            entries.push(draft.facts(numbers).detail("metadata"));
        }
        if moved.is_empty() {
            return Ok(Answer::default());
        }
        let links = moved.iter().map(|(.., to)| (to.source, std::slice::from_ref(&to.link)));
        let grounds = self.store.intern_all_grounds(&links.collect::<Vec<_>>())?;
        let mut change = self.store.change(stamp(self.at));
        for ((person, fact, to), grounds) in moved.iter().zip(grounds) {
            change.relink(person, *fact, grounds, &to.until)?;
        }
        entries.into_iter().for_each(|entry| change.record(entry));
        change.commit()?;
        Ok(Answer::count(moved.len() as u64))
    }

    /// What a fact's grounds and term are once a field of its metadata is set.
    fn move_one(&self, fact: &Fact, field: Field, value: u64) -> Result<Moved> {
        let Some(link) = fact.grounds.links.first() else { return wrong("a fact without a purpose") };
        let (mut link, mut until, mut source) = (link.clone(), fact.until.clone(), fact.grounds.source.id);
        match field {
            Field::Source => source = self.source(value)?.id,
            Field::Term => {
                let ends = day_of(fact.obtained_at).saturating_add(term_days(value).days());
                until.iter_mut().for_each(|(_, day)| *day = ends);
            }
            _ => {
                let name = token(field);
                let told = link.reference.unwrap_or_default();
                let changed = told.split(' ').map(|said| match said.starts_with(name) {
                    true => format!("{name}{value}"),
                    false => said.to_owned(),
                });
                link.reference = Some(changed.collect::<Vec<_>>().join(" "));
            }
        }
        Ok(Moved { source, link, until })
    }

    /// The metadata of a user's records; nothing is opened, but that somebody looked is noted.
    fn read_metadata(&self, user: u64) -> Result<Answer> {
        let person = self.user(user)?;
        let mut answer = Answer::default();
        for fact in person.current().filter(|fact| person.holds(fact.no)) {
            answer.add(words(&fact.grounds));
        }
        if answer.records > 0 {
            let mut log = self.store.change(stamp(self.at));
            log.record(
                Draft::new(Event::Read, Action::Read).person(person.id, person.ordinal).detail("metadata"),
            );
            log.commit()?;
        }
        Ok(answer)
    }

    /// The latest entries of the ledger, with the proof under a signed checkpoint that they are in it.
    fn logs(&self, count: u64) -> Result<Answer> {
        let ledger = self.store.ledger();
        let note = ledger.checkpoint(self.at)?;
        let size = ledger.size()?;
        let from =
            size.checked_sub(count).ok_or_else(|| BenchError::Wrong("the ledger is too short".into()))?;
        let entries = ledger.raw(from, size)?;
        let proof = range_proof(&ledger, from..size, size);
        let proof = proof.map_err(|_| BenchError::Wrong("the entries cannot be proved".into()))?;
        std::hint::black_box((&entries, proof, note));
        Ok(Answer::count(entries.len() as u64))
    }

    fn verify_deletion(&self, key: u64) -> Result<Answer> {
        Ok(Answer::count(u64::from(self.standing(key)?.is_none())))
    }
}

fn is_conflict(error: &BenchError) -> bool {
    matches!(error, BenchError::Store(error) if StoreError::is_conflict(error))
}

fn token(field: Field) -> &'static str {
    match field {
        Field::Objection => "obj",
        Field::Decision => "dec",
        Field::Acl => "acl",
        Field::Shared => "shr",
        Field::Category => "cat",
        Field::Term | Field::Source => "",
    }
}

/// What is said of a record, in the order of PostgreSQL's columns.
fn words(grounds: &Grounds) -> impl Iterator<Item = &str> {
    let reference = grounds.links.first().and_then(|link| link.reference.as_deref()).unwrap_or_default();
    reference.split(' ').chain([grounds.source.name.as_str()])
}

/// The grounds and term that a fact moves to.
struct Moved {
    source: SourceId,
    link: Link,
    until: Vec<(PurposeId, Date)>,
}

/// A client of one mix.
pub(super) struct Client<'o> {
    pub office: &'o Office,
    pub mix: Mix,
}

impl Answering for Client<'_> {
    fn answer(&mut self, op: &Op) -> Result<Answer> {
        let office = self.office;
        // A person reads what is held about them; everybody else reads for the purpose a record is held for.
        let purpose = match self.mix {
            Mix::Customer => {
                office.store.law().catalogue().purpose("subject_rights").map(|purpose| purpose.id)
            }
            _ => None,
        };
        match *op {
            Op::Read(key) => office.read_one(purpose.map_or_else(|| office.purpose(key), Ok)?, key),
            Op::ReadUser(user) => office.read_user(purpose.map_or_else(|| office.purpose(user), Ok)?, user),
            Op::ReadPurpose(number) => {
                let purpose = office.purpose(number)?;
                office.taken(office.reading(purpose).by_purpose(purpose)?)
            }
            Op::ReadMetadata(user) => office.read_metadata(user),
            Op::Update(key, version) => office.update(key, version),
            Op::SetPurpose(purpose, field, value) => office.set(&office.of_purpose(purpose)?, field, value),
            Op::SetUser(user, field, value) => office.set(&[office.user(user)?], field, value),
            Op::Delete(key) => office.delete(key),
            Op::Insert(key) => office.insert(key),
            Op::Logs(count) => office.logs(count),
            Op::VerifyDeletion(key) => office.verify_deletion(key),
        }
    }
}
