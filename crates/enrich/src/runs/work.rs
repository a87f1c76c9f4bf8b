//! Working at runs in the background, a slice at a time. What a slice brought is kept in one change with the note that
//! it was asked, so a run goes on after a crash where it stood, and asks nobody twice for the same.

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
/// From so many failures on, when nothing but failures came, the run pauses: the source is out of order.
const ALL_FAILED: usize = 5;

/// Works at runs. One is enough for a process; several processes share the runs among them.
pub struct Runner {
    owner: i64,
    registers: Option<(Vec<SourceSettings>, String, Registers)>,
    given: Option<Registers>,
    shared: SharedSources,
}

impl Runner {
    /// A worker that asks the sources as the installation's settings have them. `owner` tells it from those of other
    /// processes.
    pub fn new(owner: i64) -> Self {
        Self { owner, registers: None, given: None, shared: SharedSources::default() }
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
        let halt = |why: &str| -> Result<bool, EnrichError> {
            match store.move_run(run.id, run.state, RunState::Paused, Some(why)) {
                Err(moved) if moved.is_conflict() => Ok(true),
                other => Ok(other.map(|()| true)?),
            }
        };
        if run.state == RunState::Approved {
            store.move_run(run.id, RunState::Approved, RunState::Running, None)?;
            return Ok(true);
        }
        if waits_until(run).is_some_and(|until| until > desk.at) {
            return Ok(false);
        }
        let pending = store.pending_targets(run.id, 0, SLICE)?;
        let any = !pending.is_empty();
        if !any {
            self.built().into_iter().for_each(Registers::finish);
            store.end_run(desk.stamp(), run.id, RunState::Running, RunState::Done)?;
            return Ok(true);
        }
        let decided = match desk.need_company_fields() {
            Ok(decided) => decided,
            Err(EnrichError::Refused(_)) => return halt("refused"),
            Err(error) => return Err(error),
        };
        match self.build(store) {
            Ok(()) => {}
            Err(EnrichError::Store(error)) => return Err(error.into()),
            Err(EnrichError::SwitchedOff(_)) => return halt("switched_off"),
            Err(_) => return halt("settings"),
        }
        let Some(registers) = self.built() else { return halt("settings") };
        let rules: Rules = serde_json::from_str(&run.rules).map_err(StoreError::Journal)?;
        let (persons, shared) = (run.persons, &self.shared);
        let terms = Terms { run: run.id, rules, persons, decided: &decided, ranks, shared };
        if pending.iter().any(|target| registers.get(&target.source).is_none()) {
            return halt("switched_off");
        }
        let pending = with_retries(|| with_numbers(desk, &pending))?;
        if pending.is_empty() {
            return Ok(any);
        }
        let (waiting, slips): (Vec<Slip>, Vec<Slip>) =
            look_up(registers, &pending).into_iter().partition(|slip| held_back(slip).is_some());
        registers.keep_gates(store)?;
        let (locked, slips): (Vec<Slip>, Vec<Slip>) = slips.into_iter().partition(is_locked_out);
        let failed = slips.iter().filter(|slip| is_down(slip)).count();
        if failed >= ALL_FAILED && failed == slips.len() && locked.is_empty() {
            // What was asked in vain stays to be asked.
            return halt("source_down");
        }
        keep(desk, &terms, &slips)?;
        if !locked.is_empty() {
            return halt("key_refused");
        }
        let until = waiting.iter().filter_map(held_back).max();
        let told = until.filter(|_| slips.is_empty()).map(|until| format!("waits {until}"));
        if told != run.halted {
            store.move_run(run.id, RunState::Running, RunState::Running, told.as_deref())?;
        }
        Ok(!slips.is_empty())
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

fn is_down(slip: &Slip) -> bool {
    slip.answer.as_ref().is_err_and(ConnectorError::is_temporary)
}

/// Whether the source did not accept our key: no other question will do better before somebody changes it.
fn is_locked_out(slip: &Slip) -> bool {
    matches!(slip.answer, Err(ConnectorError::CredentialRefused { .. }))
}

/// Until when every question of a run waits, as it was noted.
fn waits_until(run: &Run) -> Option<Timestamp> {
    run.halted.as_deref()?.strip_prefix("waits ")?.parse().ok()
}

/// Until when a source is not to be asked: its limit is used up, or it asked to be left alone. Then the question waits.
fn held_back(slip: &Slip) -> Option<Timestamp> {
    match &slip.answer {
        Err(
            ConnectorError::Blocked { until, .. }
            | ConnectorError::BudgetSpent { until, .. }
            | ConnectorError::CircuitOpen { until, .. },
        ) => Some(*until),
        _ => None,
    }
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
