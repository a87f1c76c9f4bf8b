//! What would be read, counted before anything is: how much the law allows, and what it refuses for which reason.

use std::collections::BTreeMap;

use zgoda_law::{FactNo, ReasonCode, Verdict};

use super::judge::{Asked, Judge};
use super::{CHUNK, Reading};
use crate::StoreError;
use crate::mirror::glimpse::Glimpse;
use crate::mirror::record::HeldFact;
use crate::model::Ordinal;
use crate::threads::in_parts;

/// People whom one thread takes at a time.
const PART: usize = 64;

/// What the law allows of what is asked for, and what it refuses, each refusal under its first reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// People of whom at least one value may be read.
    pub people: u64,
    /// Of them, those of whom another one may not.
    pub partly: u64,
    /// Values that may be read.
    pub values: u64,
    /// People of whom something is held and nothing may be read.
    pub closed: BTreeMap<ReasonCode, u64>,
    /// Values that may not be read.
    pub refused: BTreeMap<ReasonCode, u64>,
    /// People of whom nothing of it is held.
    pub without: u64,
}

impl Weighed {
    fn add(&mut self, other: Self) {
        self.people += other.people;
        self.partly += other.partly;
        self.values += other.values;
        self.without += other.without;
        for (sum, more) in [(&mut self.closed, other.closed), (&mut self.refused, other.refused)] {
            more.into_iter().for_each(|(code, count)| *sum.entry(code).or_default() += count);
        }
    }
}

impl Reading<'_> {
    /// Counts what would be read of these people. Nothing is opened for it, and the ledger is not told.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn weigh(&self, people: impl IntoIterator<Item = Ordinal>) -> Result<Weighed, StoreError> {
        let people: Vec<u32> = people.into_iter().map(|ordinal| ordinal.0).collect();
        let mut all = Weighed::default();
        for some in people.chunks(CHUNK) {
            all.add(self.weigh_some(some)?);
        }
        Ok(all)
    }

    fn weigh_some(&self, people: &[u32]) -> Result<Weighed, StoreError> {
        let governance = self.store.governance_for(self.question.purpose)?;
        let mirror = self.store.mirror()?;
        let asked = Asked::new(self.store, &mirror, &self.question, governance, self.recipient.as_ref())?;
        let parts: Vec<&[u32]> = people.chunks(PART).collect();
        let weigh = |part: usize| {
            let mut judge = asked.judge();
            let mut sum = Weighed::default();
            for ordinal in parts.get(part).copied().unwrap_or_default() {
                if let Some(person) = mirror.glimpse(*ordinal).filter(|person| !person.erased()) {
                    self.weigh_one(&mut judge, &asked, &person, &mut sum)?;
                }
            }
            Ok(sum)
        };
        let mut all = Weighed::default();
        in_parts(parts.len(), || Ok(()), weigh)?.into_iter().for_each(|sum| all.add(sum));
        Ok(all)
    }

    fn weigh_one(
        &self,
        judge: &mut Judge<'_>,
        asked: &Asked<'_>,
        person: &Glimpse<'_>,
        sum: &mut Weighed,
    ) -> Result<(), StoreError> {
        let wanted = |fact: &HeldFact| self.wanted.takes(asked.mirror(), fact);
        let allowed: Vec<FactNo> = judge.permits(person, wanted)?.iter().map(|(fact, _)| fact.no).collect();
        let refused = person.current().filter(|fact| wanted(fact) && !allowed.contains(&fact.no));
        let refused: Vec<&HeldFact> = refused.collect();
        let verdicts = if refused.is_empty() { Vec::new() } else { judge.verdicts(person, &refused)? };
        let codes: Vec<ReasonCode> = verdicts.iter().map(first).collect();
        codes.iter().for_each(|code| *sum.refused.entry(*code).or_default() += 1);
        sum.values += allowed.len() as u64;
        match (allowed.is_empty(), codes.first()) {
            (true, None) => sum.without += 1,
            (true, Some(code)) => *sum.closed.entry(*code).or_default() += 1,
            (false, also) => {
                sum.people += 1;
                sum.partly += u64::from(also.is_some());
            }
        }
        Ok(())
    }
}

/// The reason under which a denial is counted.
fn first(verdict: &Verdict) -> ReasonCode {
    verdict.reasons().first().map_or(ReasonCode::UnknownInput, |reason| reason.code)
}
