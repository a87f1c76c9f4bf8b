//! Comparing a row with a person who is known. Values are opened only where the law allows their use.

use zgoda_formats::fold;
use zgoda_law::{Action, FactNo, FieldId, PurposeId};
use zgoda_store::{Fact, Person, Question};

use super::Incoming;
use super::judge::Judge;
use crate::IntakeError;

/// What a comparison found. It holds values, so it is never printed.
#[derive(Default)]
pub(crate) struct Comparison {
    /// Facts whose value came in again.
    pub confirmed: Vec<FactNo>,
    /// Places of values that are not held.
    pub new: Vec<usize>,
    /// What was opened, and for which purpose.
    pub opened: Vec<(PurposeId, FactNo)>,
    held: Vec<(FieldId, String)>,
}

impl Comparison {
    /// The values held in a field, as far as they could be opened.
    pub fn held(&self, field: FieldId) -> Vec<String> {
        self.held.iter().filter(|(known, _)| *known == field).map(|(_, value)| value.clone()).collect()
    }
}

/// Compares each value of the row with what is held in the same field. What may not be opened is not compared, and so
/// counts as different.
pub(crate) fn compare(
    judge: &Judge<'_>,
    person: &Person,
    incoming: &Incoming,
) -> Result<Comparison, IntakeError> {
    let mut comparison = Comparison::default();
    let mut facts: Vec<(FactNo, FieldId, String)> = Vec::new();
    let fields = &judge.fields;
    let wanted = |fact: &&Fact| {
        let asked = incoming.values.iter().any(|(field, _)| *field == fact.field);
        (asked || fields.identifies(fact.field)) && person.holds(fact.no)
    };
    for fact in person.current().filter(wanted) {
        if let Some((purpose, value)) = open(judge, person, fact)? {
            comparison.opened.push((purpose, fact.no));
            comparison.held.push((fact.field, value.clone()));
            facts.push((fact.no, fact.field, value));
        }
    }
    for (place, (field, value)) in incoming.values.iter().enumerate() {
        let same = |(_, held, known): &&(FactNo, FieldId, String)| {
            held == field && (known == value || fold(known) == fold(value))
        };
        match facts.iter().find(same) {
            Some((no, _, _)) => comparison.confirmed.push(*no),
            None => comparison.new.push(place),
        }
    }
    comparison.confirmed.sort_unstable();
    comparison.confirmed.dedup();
    Ok(comparison)
}

/// Opens a value for the first of its purposes that allows its use. It is the program that compares; nobody sees it.
fn open(judge: &Judge<'_>, person: &Person, fact: &Fact) -> Result<Option<(PurposeId, String)>, IntakeError> {
    for link in &fact.grounds.links {
        let purpose = link.purpose;
        let actor = judge.store.system_actor(purpose);
        let question = Question { actor, action: Action::Use, purpose, at: judge.by.at() };
        if let Some(permit) = judge.store.decide(&question, person, fact)?.permit() {
            let value = judge.store.open_value(&permit, person, fact.no)?;
            return Ok(Some((purpose, value.as_str().to_owned())));
        }
    }
    Ok(None)
}
