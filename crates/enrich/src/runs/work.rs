//! Working at runs in the background, a slice at a time. What a slice brought is kept in one change with the note that
//! it was asked, so a run goes on after a crash where it stood, and asks nobody twice for the same.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::ConnectorError;
use zgoda_law::{Actor, Ranks};
use zgoda_store::{Answered, Decision, Run, RunId, RunState, Store, StoreError, Target, TargetState};

use super::answer::{Slip, Terms, distinct, stopped, take};
use super::decide::{accept, carry_out};
use super::held::{Held, Rest, Why};
use super::rules::Rules;
use super::schedule;
use super::undo::take_back;
use crate::desk::Desk;
use crate::registers::question;
use crate::run::with_retries;
use crate::sources::source;
use crate::traders::{self, SharedSources};
use crate::{CONTACT, EnrichError, REGISTERS, Registers, SourceSettings};

/// Questions under way at a time; the pace of a source is kept all the same.
pub(super) const ASKED_AT_ONCE: usize = 8;
/// Questions in a slice, at most.
const SLICE: u32 = 256;
/// When no more questions of a slice are begun, so that a pause and the progress are never far off.
const SLICE_TIME: Duration = Duration::from_secs(1);
/// Answers kept in one change.
const BATCH: usize = 64;
/// How long a run is one process's, unless that one takes it again.
const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// Works at runs. One is enough for a process; several processes share the runs among them.
pub struct Runner {
    owner: i64,
    registers: Option<(Vec<SourceSettings>, String, Registers)>,
    given: Option<Registers>,
    shared: SharedSources,
    held: BTreeMap<RunId, Held>,
}

impl Runner {
    /// A worker that asks the sources as the installation's settings have them. `owner` tells it from those of other
    /// processes.
    pub fn new(owner: i64) -> Self {
        Self { owner, registers: None, given: None, shared: SharedSources::default(), held: BTreeMap::new() }
    }

    /// The same with sources of its own: for tests and measurements.
    pub fn with_registers(owner: i64, registers: Registers) -> Self {
        Self { given: Some(registers), ..Self::new(owner) }
    }

    /// Does a slice of what is to be done; false where nothing is.
    ///
    /// # Errors
    /// Where the store fails. What is wrong with a source is no error: the run tells.
    pub fn tick(&mut self, store: &Store, now: Timestamp) -> Result<bool, EnrichError> {
        let purpose = store.law().catalogue().purpose("enrich_company");
        let actor = store.system_actor(purpose.ok_or(StoreError::NotFound("purpose"))?.id);
        let mut worked = schedule::run_due(store, &actor, now)?;
        for id in store.busy_runs()? {
            if store.lease_run(id, self.owner, now, LEASE)? {
                worked |= self.carry_on(store, id, &actor, now)?;
            } else {
                // Another process works at it: what was found out about its sources is out of date when it comes back.
                self.held.remove(&id);
            }
        }
        Ok(worked)
    }

    fn carry_on(
        &mut self,
        store: &Store,
        id: RunId,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<bool, EnrichError> {
        let desk = Desk::new(store, actor, now);
        let ranks = store.ranks()?;
        let accepted = with_retries(|| carry_out(&desk, &ranks, id, Decision::Wanted, accept))?;
        let undone = with_retries(|| carry_out(&desk, &ranks, id, Decision::Recalled, take_back))?;
        let asked = match store.run(id)? {
            run if matches!(run.state, RunState::Approved | RunState::Running) => {
                self.ask(&desk, &ranks, &run)?
            }
            _ => false,
        };
        Ok(accepted || undone || asked)
    }

    fn ask(&mut self, desk: &Desk, ranks: &Ranks, run: &Run) -> Result<bool, EnrichError> {
        let store = desk.store;
        if run.state == RunState::Approved {
            // Whoever resumes a run wants every source asked at once.
            self.held.remove(&run.id);
            store.move_run(run.id, RunState::Approved, RunState::Running, None)?;
            return Ok(true);
        }
        if waits_until(run).is_some_and(|until| until > desk.at) {
            return Ok(false);
        }
        let decided = match desk.need_company_fields() {
            Ok(decided) => decided,
            Err(EnrichError::Refused(_)) => return self.halt(store, run, "refused"),
            Err(error) => return Err(error),
        };
        match self.build(store) {
            Ok(()) => {}
            Err(EnrichError::Store(error)) => return Err(error.into()),
            Err(EnrichError::SwitchedOff(_)) => return self.halt(store, run, "switched_off"),
            Err(_) => return self.halt(store, run, "settings"),
        }
        let mut held = self.held.remove(&run.id).unwrap_or_default();
        held.release(desk.at);
        let pending = store.pending_targets(run.id, &held.sources(), SLICE)?;
        if pending.is_empty() {
            return self.rest(desk, run, held);
        }
        let Some(registers) = self.built() else { return self.halt(store, run, "settings") };
        let (pending, off): (Vec<Target>, Vec<Target>) =
            pending.into_iter().partition(|target| registers.get(&target.source).is_some());
        off.iter().for_each(|target| held.hold(&target.source, Why::SwitchedOff));
        let rules: Rules = serde_json::from_str(&run.rules).map_err(StoreError::Journal)?;
        let (persons, shared) = (run.persons, &self.shared);
        let terms = Terms { run: run.id, rules, persons, decided: &decided, ranks, shared };
        let pending = with_retries(|| with_numbers(desk, &pending))?;
        let answered = held.sift(look_up(registers, &pending));
        registers.keep_gates(store)?;
        keep(desk, &terms, &answered)?;
        if run.halted.is_some() && !answered.is_empty() {
            store.move_run(run.id, RunState::Running, RunState::Running, None)?;
        }
        self.held.insert(run.id, held);
        Ok(true)
    }

    /// What follows when every question left belongs to a source that is held: it waits, or a human must do something,
    /// or there is no question left.
    fn rest(&mut self, desk: &Desk, run: &Run, held: Held) -> Result<bool, EnrichError> {
        let store = desk.store;
        match held.rest() {
            Rest::Halts(why) => self.halt(store, run, why),
            Rest::Until(until) => {
                self.held.insert(run.id, held);
                store.move_run(
                    run.id,
                    RunState::Running,
                    RunState::Running,
                    Some(&format!("waits {until}")),
                )?;
                Ok(false)
            }
            Rest::Done => {
                self.built().into_iter().for_each(Registers::finish);
                store.end_run(desk.stamp(), run.id, RunState::Running, RunState::Done)?;
                Ok(true)
            }
        }
    }

    /// Pauses the run until somebody resumes it; then every source is asked anew.
    fn halt(&mut self, store: &Store, run: &Run, why: &str) -> Result<bool, EnrichError> {
        self.held.remove(&run.id);
        match store.move_run(run.id, run.state, RunState::Paused, Some(why)) {
            Err(moved) if moved.is_conflict() => Ok(true),
            other => Ok(other.map(|()| true)?),
        }
    }

    /// The sources that are asked.
    fn built(&self) -> Option<&Registers> {
        self.given.as_ref().or_else(|| self.registers.as_ref().map(|(_, _, registers)| registers))
    }

    /// Builds the sources, anew when their settings change: they remember their pace.
    fn build(&mut self, store: &Store) -> Result<(), EnrichError> {
        if self.given.is_some() {
            return Ok(());
        }
        let contact = store.setting(CONTACT)?.unwrap_or_default();
        let settings = REGISTERS.iter().map(|profile| SourceSettings::load(store, profile.id));
        let settings: Vec<_> = settings.collect::<Result<_, _>>()?;
        let same = |(known, whom, _): &(Vec<SourceSettings>, String, Registers)| {
            (known, whom.as_str()) == (&settings, contact.as_str())
        };
        if !self.registers.as_ref().is_some_and(same) {
            self.registers = None;
            let registers = Registers::from_store(store, &contact)?;
            self.registers = Some((settings, contact, registers));
        }
        Ok(())
    }
}

/// Until when every question of a run waits, as it was noted.
fn waits_until(run: &Run) -> Option<Timestamp> {
    run.halted.as_deref()?.strip_prefix("waits ")?.parse().ok()
}

/// The questions with their numbers. Those of people are opened only now, a few at a time; whoever may not be asked about
/// any more is answered at once.
fn with_numbers(desk: &Desk, pending: &[Target]) -> Result<Vec<Target>, EnrichError> {
    let mut change = desk.store.change(desk.stamp());
    let (mut asked, mut opened) = (Vec::with_capacity(pending.len()), 0);
    for target in pending {
        let Some(person) = target.person else {
            asked.push(target.clone());
            continue;
        };
        if opened == ASKED_AT_ONCE {
            continue;
        }
        opened += 1;
        let person = desk.store.person_by_ordinal(person)?;
        match traders::number(desk, &mut change, &person)? {
            Ok(number) => asked.push(Target { number, ..target.clone() }),
            Err(reasons) => change.answer_target(target, &stopped(reasons)?),
        }
    }
    if !change.is_empty() {
        change.commit()?;
    }
    Ok(asked)
}

/// Asks, several at a time, until the slice's time is over. Those that were not begun are left for the next one.
fn look_up(registers: &Registers, pending: &[Target]) -> Vec<Slip> {
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    let questions = questions(pending);
    let slips = Mutex::new(Vec::new());
    let work = || {
        while begun.elapsed() < SLICE_TIME {
            let Some(targets) = questions.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            let answered = ask(registers, targets);
            slips.lock().unwrap_or_else(PoisonError::into_inner).extend(answered);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..ASKED_AT_ONCE.min(questions.len()) {
            scope.spawn(work);
        }
    });
    let mut slips = slips.into_inner().unwrap_or_else(PoisonError::into_inner);
    slips.sort_by_key(|slip| slip.target.no);
    slips
}

/// The targets as they fit into single questions: of one source, as many as it takes at a time.
fn questions(pending: &[Target]) -> Vec<&[Target]> {
    let of_one_source = pending.chunk_by(|one, other| one.source == other.source);
    let batch = |targets: &[Target]| {
        let profile = targets.first().and_then(|target| source(&target.source).ok());
        profile.map_or(1, |profile| profile.batch.max(1) as usize)
    };
    of_one_source.flat_map(|targets| targets.chunks(batch(targets))).collect()
}

fn ask(registers: &Registers, targets: &[Target]) -> Vec<Slip> {
    let Some(register) = targets.first().and_then(|target| registers.get(&target.source)) else {
        return Vec::new();
    };
    let (mut asked, mut identifiers, mut slips) = (Vec::new(), Vec::new(), Vec::new());
    for target in targets {
        match question(register.profile(), &target.number) {
            Some(identifier) => {
                asked.push(target);
                identifiers.push(identifier);
            }
            None => slips.push(Slip { target: target.clone(), answer: Err(ConnectorError::Number) }),
        }
    }
    let answers = register.look_up_many(&identifiers);
    let answered = asked.into_iter().zip(answers);
    slips.extend(answered.map(|(target, answer)| Slip { target: target.clone(), answer }));
    slips
}

/// Keeps the answers: many in one change, or, where something is in the way of that, each alone.
fn keep(desk: &Desk, terms: &Terms, slips: &[Slip]) -> Result<(), EnrichError> {
    for batch in slips.chunks(BATCH) {
        if distinct(batch) && keep_all(desk, terms, batch).is_ok() {
            continue;
        }
        for slip in batch {
            let one = std::slice::from_ref(slip);
            match with_retries(|| keep_all(desk, terms, one)) {
                // Another process noted the answer first.
                Err(EnrichError::Store(error)) if error.is_conflict() && is_noted(desk, slip)? => {}
                Err(EnrichError::Store(error @ (StoreError::Sql(_) | StoreError::Shared(_)))) => {
                    return Err(error.into());
                }
                // An answer that cannot be kept must not hold up the others.
                Err(_) => put_aside(desk, slip)?,
                Ok(()) => {}
            }
        }
    }
    Ok(())
}

fn keep_all(desk: &Desk, terms: &Terms, slips: &[Slip]) -> Result<(), EnrichError> {
    let mut change = desk.store.change(desk.stamp());
    for slip in slips {
        take(desk, terms, &mut change, slip)?;
    }
    change.commit()?;
    Ok(())
}

fn put_aside(desk: &Desk, slip: &Slip) -> Result<(), EnrichError> {
    let mut change = desk.store.change(desk.stamp());
    let unusable = Answered::failed(slip.target.org, "unusable");
    change.answer_target(&slip.target, &unusable);
    change.commit()?;
    Ok(())
}

fn is_noted(desk: &Desk, slip: &Slip) -> Result<bool, EnrichError> {
    let target = desk.store.target(slip.target.run, slip.target.no)?;
    Ok(target.state != TargetState::Pending)
}
