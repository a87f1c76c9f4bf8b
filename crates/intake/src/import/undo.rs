//! Taking an import back: who came with it is destroyed; of those who gained facts from elsewhere, only what it brought.

use zgoda_law::{Action, Ending, Event, FactNo, ObjectionKind, PurposeId};
use zgoda_store::{Change, Fact, Import, ImportId, Ordinal, Person, Question, Store};

use super::Progress;
use crate::error::retried;
use crate::fields::Fields;
use crate::{By, IntakeError};

/// People that are undone in one change.
const BATCH: u32 = 200;

/// What an undo did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Undone {
    /// People destroyed, with all that is held of them.
    pub destroyed: u64,
    /// People of whom only what the import brought was destroyed.
    pub partly: u64,
    /// People under a legal hold, who were left as they are.
    pub held: u64,
}

/// Takes an import back. Whatever it confirmed stays confirmed, its objections and suppressions stay. Done twice, it
/// does nothing the second time; cut off on its way, it goes on where it stopped.
///
/// # Errors
/// Where there is no such import, or the store fails.
pub fn undo(
    store: &Store,
    by: By<'_>,
    id: ImportId,
    progress: &mut dyn FnMut(Progress),
) -> Result<Undone, IntakeError> {
    let import = store.import(id)?;
    let mut undone = Undone::default();
    if import.undone_at.is_some() {
        return Ok(undone);
    }
    let mut after = Ordinal(0);
    loop {
        let people = store.touched_by_import(id, after, BATCH)?;
        let Some(last) = people.last() else { break };
        let done = retried(|| take_back(store, by, &import, &people))?;
        undone.destroyed += done.destroyed;
        undone.partly += done.partly;
        undone.held += done.held;
        after = *last;
        let done = undone.destroyed + undone.partly + undone.held;
        progress(Progress { done, total: import.counts.imported.max(done), counts: import.counts });
    }
    let mut change = store.change(by.stamp());
    change.undo_import(id);
    change.commit()?;
    Ok(undone)
}

fn take_back(store: &Store, by: By<'_>, import: &Import, people: &[Ordinal]) -> Result<Undone, IntakeError> {
    let mut undone = Undone::default();
    let mut change = store.change(by.stamp());
    for ordinal in people {
        let person = store.person_by_ordinal(*ordinal)?;
        let brought = |fact: &&Fact| fact.import == Some(import.id);
        let held: Vec<&Fact> = person.facts.iter().filter(|fact| person.holds(fact.no)).collect();
        let own: Vec<FactNo> = held.iter().copied().filter(brought).map(|fact| fact.no).collect();
        if person.flags.hold {
            undone.held += 1;
        } else if person.flags.erased || own.is_empty() {
            continue;
        } else if own.len() == held.len() {
            keep_away(store, by, &mut change, &person)?;
            change.erase(&person, Ending::Undone, Event::Erased)?;
            undone.destroyed += 1;
        } else {
            change.forget(&person, &own, Ending::Undone, Event::PartlyErased)?;
            undone.partly += 1;
        }
    }
    if !change.is_empty() {
        change.commit()?;
    }
    Ok(undone)
}

/// Somebody who objected stays on the suppression list: an objection outlives the import that brought them.
fn keep_away(store: &Store, by: By<'_>, change: &mut Change<'_>, person: &Person) -> Result<(), IntakeError> {
    if !person.objections.iter().any(|one| one.kind == ObjectionKind::Marketing && one.purpose.is_none()) {
        return Ok(());
    }
    let catalogue = store.law().catalogue();
    let (Some(fields), Some(purpose)) = (Fields::of(catalogue), catalogue.purpose("suppression")) else {
        return Ok(());
    };
    for fact in person.facts.iter().filter(|fact| person.holds(fact.no)) {
        if fact.field != fields.email && fact.field != fields.phone {
            continue;
        }
        if let Some(value) = open(store, by, purpose.id, person, fact)? {
            change.suppress(fact.field, &value, "objection");
        }
    }
    Ok(())
}

fn open(
    store: &Store,
    by: By<'_>,
    purpose: PurposeId,
    person: &Person,
    fact: &Fact,
) -> Result<Option<String>, IntakeError> {
    let actor = store.system_actor(purpose);
    let question = Question { actor, action: Action::Use, purpose, at: by.at() };
    let Some(permit) = store.decide(&question, person, fact)?.permit() else { return Ok(None) };
    Ok(Some(store.open_value(&permit, person, fact.no)?.as_str().to_owned()))
}
