//! The examiner: what is found after a crash, beside what was acknowledged before it.

mod audit;
mod history;
mod look;

use std::collections::{BTreeMap, BTreeSet};

use zgoda_store::{PeopleFilter, StoreError};

use crate::{Desk, Dice, Handle, Report, SimError, Step, World};
use history::History;
use look::{Found, Looked};

/// People looked at beside those that a run touched.
const SAMPLE: usize = 40;
/// Steps that can be under way at one moment: all their subsets are tried.
const DOUBTFUL_MAX: usize = 12;
/// People listed at a time.
const PAGE: u32 = 1_000;

/// What one examination saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// Steps that were acknowledged.
    pub acknowledged: u64,
    /// Steps that were refused because somebody else was faster.
    pub busy: u64,
    /// Steps under way that turned out to be done.
    pub done: u64,
    /// Steps under way that turned out not to be done.
    pub undone: u64,
    /// People held.
    pub people: u64,
    /// Entries in the ledger.
    pub entries: u64,
}

/// Knows what was acknowledged, through all runs on one installation.
#[derive(Default)]
pub struct Checker {
    world: World,
    history: History,
    findings: Vec<String>,
}

impl Checker {
    /// What should be there.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What was found wrong so far.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// Looks at an installation after a run that said `reports`. `everything` looks at each person; else it is those
    /// that were touched and some of the others.
    ///
    /// # Errors
    /// Where it cannot be looked at. What is wrong is a finding.
    pub fn check(
        &mut self,
        desk: &Desk,
        reports: &[Report],
        everything: bool,
        dice: &mut Dice,
    ) -> Result<Checked, SimError> {
        let mut checked = Checked::default();
        let mut touched = BTreeSet::new();
        let doubtful = self.hear(reports, &mut touched, &mut checked);
        let found = desk.store.examine()?;
        if !found.is_sound() {
            self.findings.push(format!("an invariant is broken: {found:?}"));
        }
        self.history.read_on(&desk.store, &mut self.findings)?;
        self.settle(desk, &doubtful, &mut checked)?;
        let all: Vec<Handle> = self.world.people.keys().copied().collect();
        match everything {
            true => touched.extend(all),
            false => touched.extend((0..SAMPLE).filter_map(|_| dice.choose(&all).copied())),
        }
        for who in touched {
            self.look_at(desk, who)?;
        }
        if everything {
            self.nobody_else(desk)?;
        }
        checked.people = self.count(desk)?;
        checked.entries = self.history.size();
        Ok(checked)
    }

    /// Takes over what was acknowledged, and gives back what nobody knows about.
    fn hear(
        &mut self,
        reports: &[Report],
        touched: &mut BTreeSet<Handle>,
        checked: &mut Checked,
    ) -> Vec<Step> {
        let mut under_way: BTreeMap<u64, &Step> = BTreeMap::new();
        for report in reports {
            match report {
                Report::Ready => {}
                Report::Begun(step) => {
                    self.world.last = self.world.last.max(step.no);
                    touched.extend(step.deed.people());
                    under_way.insert(step.no, step);
                }
                Report::Done(no, signed) => {
                    let Some(step) = under_way.remove(no) else { continue };
                    self.world.apply(step);
                    checked.acknowledged += 1;
                    signed.iter().for_each(|(size, root)| self.history.promise(*size, root.clone()));
                }
                Report::Busy(no, _) => {
                    under_way.remove(no);
                    checked.busy += 1;
                }
                // Failed or cut off, it may have been done nevertheless.
                Report::Failed(..) => {}
            }
        }
        under_way.into_values().cloned().collect()
    }

    /// Finds out which of the steps that nobody answers for were done. Each was done or not, but none by half.
    fn settle(&mut self, desk: &Desk, doubtful: &[Step], checked: &mut Checked) -> Result<(), SimError> {
        if doubtful.len() > DOUBTFUL_MAX {
            return Err(SimError::Setup(format!("{} steps under way at once", doubtful.len())));
        }
        let people: BTreeSet<Handle> = doubtful.iter().flat_map(|step| step.deed.people()).collect();
        let looked = self.looked(desk, &people, doubtful)?;
        for subset in 0_u32..1 << doubtful.len() {
            let was_done = |at: usize| subset >> at & 1 == 1;
            let mut world = self.world.clone_of(&people, doubtful);
            let steps = doubtful.iter().enumerate().filter(|(at, _)| was_done(*at));
            steps.for_each(|(_, step)| world.apply(step));
            if looked.fits(&world) {
                let done = u64::from(subset.count_ones());
                checked.done += done;
                checked.undone += doubtful.len() as u64 - done;
                for (_, step) in doubtful.iter().enumerate().filter(|(at, _)| was_done(*at)) {
                    self.world.apply(step);
                }
                return Ok(());
            }
        }
        let names: Vec<_> = doubtful.iter().map(|step| format!("{step:?}")).collect();
        let expected = self.world.clone_of(&people, doubtful);
        self.findings.push(format!(
            "half a step: none of the ways to have done {} fits\n  before {:?}\n  found {looked:?}",
            names.join(", "),
            expected.people
        ));
        Ok(())
    }

    fn looked(&self, desk: &Desk, people: &BTreeSet<Handle>, doubtful: &[Step]) -> Result<Looked, SimError> {
        let mut looked = Looked::default();
        for who in people {
            let erased = doubtful.iter().find_map(|step| step.deed.erases(*who));
            let found =
                look::person(desk, *who, erased.or(self.world.erased.get(who).copied()), &self.history)?;
            looked.people.insert(*who, found);
        }
        for name in doubtful.iter().filter_map(|step| step.deed.company()) {
            looked.companies.insert(name.to_owned(), look::company(desk, name)?);
        }
        Ok(looked)
    }

    /// Compares one person with their portrait and with the ledger.
    fn look_at(&mut self, desk: &Desk, who: Handle) -> Result<(), SimError> {
        let found = look::person(desk, who, self.world.erased.get(&who).copied(), &self.history)?;
        let expected = self.world.people.get(&who);
        match (&found, expected) {
            (Found::Nobody, None) => {}
            (Found::Person(_, portrait), Some(expected)) if portrait == expected => {}
            _ => {
                self.findings.push(format!("person {who}: {expected:?} was acknowledged, {found:?} is there"))
            }
        }
        if let Found::Person(person, _) = &found {
            let wrong = audit::audit(person, self.history.about(person.id));
            self.findings.extend(wrong.into_iter().map(|wrong| format!("person {who}: {wrong}")));
        }
        Ok(())
    }

    /// Nobody is in the ledger who is not in the store, nor the other way round.
    fn nobody_else(&mut self, desk: &Desk) -> Result<(), SimError> {
        for subject in self.history.subjects() {
            match desk.store.person(subject) {
                Ok(_) => {}
                Err(StoreError::NotFound(_)) => {
                    self.findings.push(format!("the ledger tells of {subject}, who is not there"));
                }
                Err(error) => return Err(error.into()),
            }
        }
        let mut before = None;
        loop {
            let page = desk.store.people(&PeopleFilter::default(), before, PAGE)?;
            for ordinal in &page {
                let person = desk.store.person_by_ordinal(*ordinal)?;
                if self.history.about(person.id).is_empty() {
                    self.findings.push(format!("{} is there and not in the ledger", person.id));
                }
            }
            before = page.last().copied();
            if before.is_none() {
                break;
            }
        }
        for (name, enriched) in &self.world.companies {
            if look::company(desk, name)? != Some(*enriched) {
                self.findings.push(format!("organisation {name} is not as it was acknowledged"));
            }
        }
        Ok(())
    }

    /// As many people as there should be, and as many erased ones.
    fn count(&mut self, desk: &Desk) -> Result<u64, SimError> {
        let erased = self.world.people.values().filter(|person| person.erased).count() as u64;
        let standing = self.world.people.len() as u64 - erased;
        let found = (desk.store.people_count()?, desk.store.erased_count()?);
        if found != (standing, erased) {
            self.findings
                .push(format!("{found:?} people are there and erased, not {:?}", (standing, erased)));
        }
        Ok(found.0)
    }
}
