//! Comparing a row with a person who is known. Values are opened only where the law allows their use.

use std::collections::{BTreeMap, BTreeSet};

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
    held: Vec<(FieldId, String)>,
}

/// What was opened, by the purpose that allowed it.
pub(crate) type Opened = BTreeMap<PurposeId, Vec<FactNo>>;

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
) -> Result<(Comparison, Opened), IntakeError> {
    let mut comparison = Comparison::default();
    let mut opened = Opened::new();
    let fields = &judge.fields;
    let wanted = |fact: &&Fact| {
        let asked = incoming.values.iter().any(|(field, _)| *field == fact.field);
        (asked || fields.identifies(fact.field)) && person.holds(fact.no)
    };
    let facts = open(judge, person, person.current().filter(wanted).collect())?;
    for (purpose, fact, value) in &facts {
        opened.entry(*purpose).or_default().push(fact.no);
        comparison.held.push((fact.field, value.clone()));
    }
    for (place, (field, value)) in incoming.values.iter().enumerate() {
        let same = |(_, fact, known): &&(PurposeId, &Fact, String)| {
            fact.field == *field && (known == value || fold(known) == fold(value))
        };
        match facts.iter().find(same) {
            Some((_, fact, _)) => comparison.confirmed.push(fact.no),
            None => comparison.new.push(place),
        }
    }
    comparison.confirmed.sort_unstable();
    comparison.confirmed.dedup();
    Ok((comparison, opened))
}

/// Opens each value for the first of its purposes that allows its use. It is the program that compares; nobody sees it.
fn open<'f>(
    judge: &Judge<'_>,
    person: &Person,
    mut shut: Vec<&'f Fact>,
) -> Result<Vec<(PurposeId, &'f Fact, String)>, IntakeError> {
    let purposes: BTreeSet<PurposeId> =
        shut.iter().flat_map(|fact| &fact.grounds.links).map(|link| link.purpose).collect();
    let mut opened = Vec::with_capacity(shut.len());
    for purpose in purposes {
        let serves = |fact: &&Fact| fact.grounds.links.iter().any(|link| link.purpose == purpose);
        let (asked, rest): (Vec<&Fact>, Vec<&Fact>) = shut.into_iter().partition(serves);
        shut = rest;
        let actor = judge.store.system_actor(purpose);
        let question = Question { actor, action: Action::Use, purpose, at: judge.by.at() };
        let verdicts = judge.store.decide_all(&question, person, &asked)?;
        for (fact, verdict) in asked.into_iter().zip(verdicts) {
            match verdict.permit() {
                Some(permit) => {
                    let value = judge.store.open_value(&permit, person, fact.no)?;
                    opened.push((purpose, fact, value.as_str().to_owned()));
                }
                None => shut.push(fact),
            }
        }
    }
    Ok(opened)
}
