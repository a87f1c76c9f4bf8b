//! Taking back what a run brought: its facts end, what they replaced stands again, and people who came only with it are
//! destroyed. What it confirmed stays confirmed; an objection or a hold outlives it.

use zgoda_law::{Actor, Ending, Event, Ranks};
use zgoda_store::{
    Amended, Change, Decision, IncomingFact, Organisation, Person, Proposal, ProposalKind, RunId, SourceId,
    Stamp, Store, Target,
};

use super::answer::{TargetReport, sources};
use super::decide::name_after;
use crate::EnrichError;
use crate::desk::Desk;
use crate::run::with_retries;

/// Questions looked at in one change.
const BATCH: u32 = 100;

/// What became of the people that a run brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UndoneRun {
    /// Destroyed, with all that was held of them.
    pub destroyed: u64,
    /// Left as they are: they objected, are under a hold, or more is known of them by now.
    pub left: u64,
}

/// Takes a run back: its people at once, its facts behind the scenes. Done twice, it does nothing the second time.
///
/// # Errors
/// [`EnrichError::GoesOn`] while the run still asks; else where the store fails.
pub fn undo_run(
    store: &Store,
    id: RunId,
    actor: &Actor,
    at: jiff::Timestamp,
) -> Result<UndoneRun, EnrichError> {
    let run = store.run(id)?;
    if run.state.is_open() {
        return Err(EnrichError::GoesOn);
    }
    let stamp = Stamp { actor: actor.id, at };
    let mut undone = UndoneRun::default();
    let mut after = 0;
    loop {
        let targets = store.asked_targets(id, after, BATCH)?;
        let Some(last) = targets.last() else { break };
        after = last.no;
        for target in targets.iter().filter(|target| TargetReport::parse(&target.report).people.added > 0) {
            let done = with_retries(|| people(store, stamp, target))?;
            undone.destroyed += done.destroyed;
            undone.left += done.left;
        }
    }
    if run.undone.is_none() {
        store.undo_run(stamp, id)?;
    }
    Ok(undone)
}

fn people(store: &Store, stamp: Stamp, target: &Target) -> Result<UndoneRun, EnrichError> {
    let mut undone = UndoneRun::default();
    let (Some(org), Some(source)) = (target.org, target.source_id) else { return Ok(undone) };
    let mut change = store.change(stamp);
    for ordinal in store.people_of(org)? {
        let person = store.person_by_ordinal(ordinal)?;
        if person.flags.erased || !came_with(&person, source, target) {
            continue;
        }
        let elsewhere = person.facts.iter().any(|fact| fact.grounds.source.id != source);
        if elsewhere || person.flags.hold || !person.objections.is_empty() || !person.requests.is_empty() {
            undone.left += 1;
            continue;
        }
        change.erase(&person, Ending::Undone, Event::Erased)?;
        undone.destroyed += 1;
    }
    if !change.is_empty() {
        change.commit()?;
    }
    Ok(undone)
}

/// Whether the first we knew of a person came with the answer to this question.
fn came_with(person: &Person, source: SourceId, target: &Target) -> bool {
    let first = person.facts.iter().min_by_key(|fact| fact.no);
    first.is_some_and(|fact| fact.grounds.source.id == source && Some(fact.obtained_at) == target.asked_at)
}

/// Takes back what was accepted.
pub(super) fn take_back(
    desk: &Desk,
    ranks: &Ranks,
    change: &mut Change<'_>,
    org: &Organisation,
    proposals: &[&Proposal],
) -> Result<(), EnrichError> {
    let known = desk.store.organisation_facts(org.id)?;
    let standing = |no: &u32| known.iter().any(|held| held.no == *no && held.ended_at.is_none());
    let mut amended = Amended::default();
    for proposal in proposals {
        amended.ended.extend(proposal.fact.filter(standing));
        if !matches!(proposal.kind, ProposalKind::Changed | ProposalKind::Gone) {
            continue;
        }
        let before = known.iter().find(|held| Some(held.no) == proposal.beside && held.ended_at.is_some());
        if let Some(before) = before {
            let fact = IncomingFact {
                field: before.field.clone(),
                value: before.value.clone(),
                path: before.path.clone(),
            };
            amended.new.push((fact, before.source));
        }
    }
    let named = proposals.iter().find(|proposal| proposal.field == "name" && !proposal.was.is_empty());
    let name = name_after(ranks, &known, &sources(desk, &known)?, &amended);
    amended.name = name.or_else(|| named.map(|proposal| proposal.was.clone()));
    let run = proposals.first().map(|proposal| proposal.run.to_string()).unwrap_or_default();
    change.amend_organisation(org, &amended, &format!("run {run} taken back"));
    for proposal in proposals {
        change.settle(proposal, Decision::Undone, proposal.fact);
    }
    Ok(())
}
