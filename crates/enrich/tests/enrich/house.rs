//! An installation with firms and a register that knows them, for the tests of runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use zgoda_connectors::{
    ConnectorError, Extract, Fact, FactValue, Field, Identifier, Outcome, Profile, Register,
};
use zgoda_enrich::Registers;
use zgoda_enrich::runs::{Choice, Rules, RunOptions, Runner, TargetReport, approve, plan_run};
use zgoda_store::{Decision, OrgId, ProposalKind, RunId};

use crate::support::{Bed, NAMED, now, stamp};

pub const ALL: Rules = Rules { new: true, changed: true, contradicting: true, gone: true };
pub const BY_HAND: Rules = Rules { new: false, changed: false, contradicting: false, gone: false };

/// A register that says what a test has put into it, and counts how often it is asked about each number.
#[derive(Clone)]
pub struct Desk(&'static Profile, Arc<Mutex<State>>);

impl Default for Desk {
    fn default() -> Self {
        Self::of(&zgoda_connectors::krs::PROFILE)
    }
}

#[derive(Default)]
pub struct State {
    answers: BTreeMap<String, Result<Outcome, ConnectorError>>,
    asked: BTreeMap<String, u32>,
}

impl Register for Desk {
    fn profile(&self) -> &'static Profile {
        self.0
    }

    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError> {
        let Identifier::Krs(number) = identifier else { return Ok(Outcome::NotFound) };
        let mut state = self.1.lock().unwrap();
        *state.asked.entry(number.to_string()).or_default() += 1;
        state.answers.get(number.as_str()).cloned().unwrap_or(Ok(Outcome::NotFound))
    }
}

impl Desk {
    /// One that stands for another register.
    pub fn of(profile: &'static Profile) -> Self {
        Self(profile, Arc::default())
    }

    pub fn says(&self, number: &str, answer: Result<Outcome, ConnectorError>) {
        self.1.lock().unwrap().answers.insert(number.into(), answer);
    }

    pub fn finds(&self, number: &str, extract: Extract) {
        self.says(number, Ok(Outcome::Found(Box::new(extract))));
    }

    pub fn asked(&self) -> Vec<u32> {
        self.1.lock().unwrap().asked.values().copied().collect()
    }
}

/// An installation with firms and a register that knows them.
pub struct House {
    pub bed: Bed,
    pub desk: Desk,
    pub runner: Runner,
    pub base: Extract,
    pub firms: Vec<OrgId>,
}

pub fn number(n: usize) -> String {
    format!("00080{n:05}")
}

/// The extract of a named company, as that of another one.
pub fn like(base: &Extract, number: &str, city: &str) -> Extract {
    let mut extract = base.clone();
    set(&mut extract, Field::KrsNumber, number);
    set(&mut extract, Field::Name, &format!("FIRMA {number}"));
    set(&mut extract, Field::SeatCity, city);
    extract.facts.retain(|fact| ![Field::Nip, Field::Regon].contains(&fact.field));
    extract
}

pub fn set(extract: &mut Extract, field: Field, value: &str) {
    let value = FactValue::Text(value.into());
    match extract.facts.iter_mut().find(|fact| fact.field == field) {
        Some(fact) => fact.value = value,
        None => extract.facts.push(Fact { field, value, path: "here".into(), entry: None }),
    }
    extract.provenance.record_hash = zgoda_connectors::RecordHash::of(&extract.facts);
}

impl House {
    pub fn new(firms: usize) -> Self {
        let (bed, desk) = (Bed::new(), Desk::default());
        let base = bed.extract(NAMED);
        let mut ids = Vec::new();
        for n in 0..firms {
            let number = number(n);
            let name = format!("Firma {n}");
            ids.push(bed.store.add_organisation(stamp(), &name, Some(&number), None).unwrap());
            desk.finds(&number, like(&base, &number, "POZNAŃ"));
        }
        let runner = Runner::with_registers(1, Registers::of(desk.clone()));
        Self { bed, desk, runner, base, firms: ids }
    }

    pub fn options(choice: Choice, rules: Rules) -> RunOptions {
        RunOptions { choice, sources: vec!["krs".into()], persons: false, rules }
    }

    pub fn plan(&self, options: &RunOptions, at: jiff::Timestamp) -> RunId {
        plan_run(&self.bed.store, options, None, &self.bed.actor(), at).unwrap()
    }

    /// Plans, approves and carries out.
    pub fn run(&mut self, options: &RunOptions, at: jiff::Timestamp) -> RunId {
        let id = self.plan(options, at);
        approve(&self.bed.store, id, options.rules, &self.bed.actor(), at).unwrap();
        self.work(at);
        id
    }

    pub fn work(&mut self, at: jiff::Timestamp) {
        while self.runner.tick(&self.bed.store, at).unwrap() {}
    }

    pub fn counts(&self, id: RunId) -> BTreeMap<(ProposalKind, Decision), u64> {
        self.bed.store.proposal_counts(id).unwrap()
    }

    pub fn report(&self, id: RunId) -> TargetReport {
        let mut sum = TargetReport::default();
        for target in self.bed.store.asked_targets(id, 0, 1_000).unwrap() {
            sum.add(&TargetReport::parse(&target.report));
        }
        sum
    }
}

pub fn later(days: i64) -> jiff::Timestamp {
    now() + jiff::SignedDuration::from_hours(24 * days)
}
