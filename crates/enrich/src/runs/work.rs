//! Working at runs in the background, a slice at a time. What a slice brought is kept in one change with the note that
//! it was asked, so a run goes on after a crash where it stood, and asks nobody twice for the same.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use zgoda_connectors::Register;
use zgoda_law::{Actor, Ranks};
use zgoda_store::{Answered, Run, RunId, RunState, Store, StoreError, Target, TargetState};

use super::answer::{Slip, Terms, distinct, take};
use super::decide::{self, RANKS};
use super::rules::Rules;
use super::{schedule, undo};
use crate::desk::Desk;
use crate::registers::question;
use crate::run::with_retries;
use crate::{EnrichError, KrsSettings, Registers};

/// Questions under way at a time; the pace of a source is kept all the same.
const ASKED_AT_ONCE: usize = 8;
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
/// The setting that names whom the keeper of a source can ask.
pub(crate) const CONTACT: &str = "operator.contact";

/// Works at runs. One is enough for a process; several processes share the runs among them.
pub struct Runner {
    owner: i64,
    registers: Option<(KrsSettings, String, Registers)>,
    given: Option<Registers>,
}

impl Runner {
    /// A worker that asks the sources as the installation's settings have them. `owner` tells it from those of other
    /// processes.
    pub fn new(owner: i64) -> Self {
        Self { owner, registers: None, given: None }
    }

    /// The same with sources of its own: for tests and measurements.
    pub fn with_registers(owner: i64, registers: Registers) -> Self {
        Self { owner, registers: None, given: Some(registers) }
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
        let ranks = ranks(store)?;
        let accepted = with_retries(|| decide::carry_out(&desk, &ranks, id))?;
        let undone = with_retries(|| undo::carry_out(&desk, &ranks, id))?;
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
        let pending = store.pending_targets(run.id, 0, SLICE)?;
        if pending.is_empty() {
            store.end_run(desk.stamp(), run.id, RunState::Running, RunState::Done)?;
            return Ok(true);
        }
        let decided = match desk.need_company_fields() {
            Ok(decided) => decided,
            Err(EnrichError::Refused(_)) => return halt("refused"),
            Err(error) => return Err(error),
        };
        let registers = match self.registers(store) {
            Ok(registers) => registers,
            Err(EnrichError::Store(error)) => return Err(error.into()),
            Err(EnrichError::SwitchedOff(_)) => return halt("switched_off"),
            Err(_) => return halt("settings"),
        };
        let rules: Rules = serde_json::from_str(&run.rules).map_err(StoreError::Journal)?;
        let terms = Terms { run: run.id, rules, persons: run.persons, decided: &decided, ranks };
        let slips = look_up(registers, pending);
        let failed = slips.iter().filter(|slip| is_down(slip)).count();
        if failed >= ALL_FAILED && failed == slips.len() {
            // What was asked in vain stays to be asked.
            return halt("source_down");
        }
        keep(desk, &terms, &slips)?;
        Ok(true)
    }

    /// The sources, built anew when their settings change: they remember their pace.
    fn registers(&mut self, store: &Store) -> Result<&Registers, EnrichError> {
        if let Some(given) = &self.given {
            return Ok(given);
        }
        let contact = store.setting(CONTACT)?.unwrap_or_default();
        let settings = KrsSettings::load(store)?;
        let same = |(known, whom, _): &(KrsSettings, String, Registers)| {
            (known, whom.as_str()) == (&settings, contact.as_str())
        };
        let built = match self.registers.take().filter(same) {
            Some(built) => built,
            None => {
                let registers = Registers::from_store(store, &contact)?;
                (settings, contact, registers)
            }
        };
        Ok(&self.registers.insert(built).2)
    }
}

/// The order of sources for each field, as the installation has it.
///
/// # Errors
/// Where the setting cannot be understood, or the store fails.
pub fn ranks(store: &Store) -> Result<Ranks, EnrichError> {
    let text = store.setting(RANKS)?;
    let ranks = text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(ranks.map_err(StoreError::Journal)?.unwrap_or_default())
}

fn is_down(slip: &Slip) -> bool {
    slip.answer.as_ref().is_err_and(zgoda_connectors::ConnectorError::is_temporary)
}

/// Asks, several at a time, until the slice's time is over. Those that were not begun are left for the next one.
fn look_up(registers: &Registers, pending: Vec<Target>) -> Vec<Slip> {
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    let slips = Mutex::new(Vec::new());
    let work = || {
        while begun.elapsed() < SLICE_TIME {
            let Some(target) = pending.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            let Some(slip) = ask_one(registers.get(&target.source), target) else { continue };
            slips.lock().unwrap_or_else(PoisonError::into_inner).push(slip);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..ASKED_AT_ONCE.min(pending.len()) {
            scope.spawn(work);
        }
    });
    let mut slips = slips.into_inner().unwrap_or_else(PoisonError::into_inner);
    slips.sort_by_key(|slip| slip.target.no);
    slips
}

fn ask_one(register: Option<&dyn Register>, target: &Target) -> Option<Slip> {
    let answer = match question(&target.source, &target.number) {
        Some(question) => register?.look_up(&question),
        None => Err(zgoda_connectors::ConnectorError::Number),
    };
    Some(Slip { target: target.clone(), answer })
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
