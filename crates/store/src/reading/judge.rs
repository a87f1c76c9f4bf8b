//! Deciding about many people out of memory: by masks where they can tell, and by the law itself where only it can.

use std::collections::HashMap;

use jiff::Timestamp;
use zgoda_law::compiled::{CompiledQuestion, Held, Sieve, Standing};
use zgoda_law::{Case, FieldId, Governance, Outcome, Permit, PurposeDef, Recipient, Verdict};

use crate::decide::Question;
use crate::facts::Terms;
use crate::mirror::Mirror;
use crate::mirror::glimpse::Glimpse;
use crate::mirror::grounds::SourceCard;
use crate::mirror::record::HeldFact;
use crate::model::Person;
use crate::person::date;
use crate::{Store, StoreError};

/// People of whom each stands otherwise, and is remembered, at the most.
const ALIKE_MAX: usize = 4_096;
const UNREADABLE: StoreError = StoreError::Incomplete("readable record");

/// A question about anybody's values, prepared once and shared by all threads.
pub(crate) struct Asked<'a> {
    store: &'a Store,
    mirror: &'a Mirror,
    question: &'a Question,
    governance: Governance,
    purpose: &'a PurposeDef,
    /// The case without a person.
    case: Case,
    compiled: Option<CompiledQuestion>,
}

impl<'a> Asked<'a> {
    pub(crate) fn new(
        store: &'a Store,
        mirror: &'a Mirror,
        question: &'a Question,
        governance: Governance,
        recipient: Option<&Recipient>,
    ) -> Result<Self, StoreError> {
        let purpose = store.law().catalogue().purpose_by_id(question.purpose);
        let purpose = purpose.ok_or(StoreError::NotFound("purpose"))?;
        let mut case = store.case_of_nobody(governance.clone(), question)?;
        case.recipient = recipient.cloned();
        let compiled = store.law().compile(&case);
        Ok(Self { store, mirror, question, governance, purpose, case, compiled })
    }

    /// What it is decided by.
    pub(crate) fn mirror(&self) -> &'a Mirror {
        self.mirror
    }

    /// One who decides; each thread has its own.
    pub(crate) fn judge(&self) -> Judge<'_> {
        Judge {
            asked: self,
            case: self.case.clone(),
            sieves: HashMap::new(),
            standings: HashMap::new(),
            stance: Vec::new(),
        }
    }

    /// The first day on which a value may no longer be used for the purpose. A duty of the controller reaches every value
    /// it holds, as long as it holds it.
    fn keep_until(&self, terms: &Terms) -> Option<i32> {
        let own = || terms.until.iter().rev().find(|(purpose, _)| *purpose == self.purpose.id);
        let last = || terms.until.iter().map(|(_, day)| *day).max();
        if self.purpose.duty.is_some() { last() } else { own().map(|(_, day)| *day) }
    }
}

/// What the grounds of a value come to, and its field: alike ones are decided alike.
type Kind = (u32, SourceCard, FieldId);

/// One who decides.
pub(crate) struct Judge<'q> {
    asked: &'q Asked<'q>,
    case: Case,
    sieves: HashMap<Kind, Sieve<'q>>,
    /// How people stand, by all that it rests on.
    standings: HashMap<Box<[u8]>, Standing>,
    /// Where that of the next person is put.
    stance: Vec<u8>,
}

impl Judge<'_> {
    /// The standing values of a person that are wanted and allowed, ascending, each with its permit.
    ///
    /// # Errors
    /// Where the law cannot be asked. An error is never an allowance.
    pub(crate) fn permits<'r>(
        &mut self,
        person: &'r Glimpse<'_>,
        wanted: impl Fn(&HeldFact) -> bool,
    ) -> Result<Vec<(&'r HeldFact, Permit)>, StoreError> {
        let facts: Vec<&HeldFact> = person.current().filter(|fact| wanted(fact)).collect();
        if facts.is_empty() || person.erased() {
            return Ok(Vec::new());
        }
        let standing = self.standing(person)?;
        let (mut permits, mut unsure) = (Vec::with_capacity(facts.len()), Vec::new());
        for fact in facts {
            match self.outcome(person, &standing, fact) {
                Some(permit) => permits.extend(permit.map(|permit| (fact, permit))),
                None => unsure.push(fact),
            }
        }
        if !unsure.is_empty() {
            self.ask_the_law(person, unsure, &mut permits)?;
            permits.sort_unstable_by_key(|(fact, _)| fact.no);
        }
        Ok(permits)
    }

    fn standing(&mut self, person: &Glimpse<'_>) -> Result<Standing, StoreError> {
        person.put_stance(&mut self.stance);
        if let Some(known) = self.standings.get(self.stance.as_slice()) {
            return Ok(*known);
        }
        let asked = self.asked;
        asked.store.put_person(&mut self.case, &asked.person(person)?);
        let standing = asked.store.law().standing(&self.case);
        if self.standings.len() < ALIKE_MAX {
            self.standings.insert(self.stance.as_slice().into(), standing);
        }
        Ok(standing)
    }

    /// The permit, if it is allowed; nothing at all where only the law can tell.
    fn outcome(
        &mut self,
        person: &Glimpse<'_>,
        standing: &Standing,
        fact: &HeldFact,
    ) -> Option<Option<Permit>> {
        let asked = self.asked;
        let grounds = &asked.mirror.grounds;
        let id = fact.terms.grounds;
        let kind = (grounds.shape(id)?, grounds.card(id)?, fact.field);
        let sieve = match self.sieves.get(&kind) {
            Some(sieve) => *sieve,
            None => {
                let sieve = asked.sieve(fact)?;
                self.sieves.insert(kind, sieve);
                sieve
            }
        };
        let day = asked.keep_until(&fact.terms).map(|day| date(day.into()));
        let held = Held::new(fact.terms.obtained_at, day.flatten());
        let outcome = sieve.decide(standing, held)?;
        Some((outcome == Outcome::Allow).then(|| sieve.permit(person.id, standing, held)).flatten())
    }

    fn ask_the_law<'r>(
        &self,
        person: &'r Glimpse<'_>,
        unsure: Vec<&'r HeldFact>,
        permits: &mut Vec<(&'r HeldFact, Permit)>,
    ) -> Result<(), StoreError> {
        for (held, verdict) in unsure.iter().zip(self.verdicts(person, &unsure)?) {
            permits.extend(verdict.permit().map(|permit| (*held, permit)));
        }
        Ok(())
    }

    /// What the law itself says about values of a person, with its reasons.
    ///
    /// # Errors
    /// Where the law cannot be asked.
    pub(crate) fn verdicts(
        &self,
        person: &Glimpse<'_>,
        held: &[&HeldFact],
    ) -> Result<Vec<Verdict>, StoreError> {
        let asked = self.asked;
        let person = asked.person(person)?;
        let facts: Option<Vec<_>> = held.iter().map(|held| asked.mirror.fact(held)).collect();
        let facts = facts.ok_or(UNREADABLE)?;
        let facts: Vec<_> = facts.iter().collect();
        let (governance, recipient) = (asked.governance.clone(), asked.case.recipient.as_ref());
        asked.store.decide_given(governance, asked.question, recipient, &person, &facts)
    }
}

impl Asked<'_> {
    fn person(&self, seen: &Glimpse<'_>) -> Result<Person, StoreError> {
        let record = self.mirror.record(seen.ordinal);
        record.and_then(|record| self.mirror.person(&record, &[])).ok_or(UNREADABLE)
    }

    /// The question brought together with the grounds of a value. That the value is older than the question, which its
    /// bases rest on, is looked at with its dates.
    fn sieve(&self, fact: &HeldFact) -> Option<Sieve<'_>> {
        let Terms { grounds, import, .. } = *fact.terms;
        let terms = Terms { grounds, import, obtained_at: Timestamp::UNIX_EPOCH, until: Vec::new() };
        let fact = self.mirror.fact(&HeldFact { terms: terms.into(), ..*fact })?;
        let grounds = self.store.case_grounds(self.purpose, &fact);
        let ground = self.store.law().ground(&grounds, self.question.at);
        Some(self.compiled.as_ref()?.sieve(&ground, Some(fact.field)))
    }
}
