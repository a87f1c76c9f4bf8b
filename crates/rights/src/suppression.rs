//! Keeping a person from coming back: by every address that is held, and by what a register shows of them.

use std::collections::BTreeSet;

use zgoda_law::{Action, Event, FieldDef, FieldId};
use zgoda_store::{Change, Draft, Fact, MemberKey, Person, Store};
use zgoda_vault::Plaintext;

use crate::RightsError;
use crate::acting::answering;
use crate::contact::normalised;

/// The fields whose values go on the suppression list as they are. A person's own tax number is that of a sole trader, by
/// which a register would bring them back.
const ADDRESSES: [&str; 4] = ["email", "phone", "messenger_handle", "nip"];
const OFFICE: &str = "job_function";
const FIRST_NAME: &str = "first_name";
const LAST_NAME: &str = "last_name";

/// Whether a value of this field goes on the suppression list as it is.
pub(crate) fn is_listed(store: &Store, field: FieldId) -> bool {
    let known = store.law().catalogue().field_by_id(field);
    known.is_some_and(|field| ADDRESSES.contains(&field.name.as_str()))
}

/// A value that is held, superseded ones too, and its field.
type Held<'s> = (&'s FieldDef, Plaintext);

/// Puts on the suppression list every address that is held of the person and, where they belong to an organisation of
/// the court register, what the register would show of them. Says how many entries these are.
pub(crate) fn suppress_all(
    change: &mut Change<'_>,
    store: &Store,
    person: &Person,
    reason: &str,
) -> Result<u32, RightsError> {
    let krs = match person.org {
        Some(org) => store.organisation(org)?.krs,
        None => None,
    };
    let mut fields = ADDRESSES.to_vec();
    if krs.is_some() {
        fields.extend([OFFICE, FIRST_NAME, LAST_NAME]);
    }
    let held = open_held(change, store, person, &fields)?;
    let addresses = held.iter().filter(|(field, _)| ADDRESSES.contains(&field.name.as_str()));
    let mut entries: BTreeSet<_> =
        addresses.map(|(field, value)| (field.id, normalised(&field.name, value.as_str()))).collect();
    if let Some(krs) = krs {
        let office = store.law().catalogue().field(OFFICE).ok_or(RightsError::Catalogue("field"))?.id;
        entries.extend(member_keys(&krs, &held).into_iter().map(|key| (office, key)));
    }
    for (field, normalised) in &entries {
        change.suppress(*field, normalised, reason);
    }
    Ok(u32::try_from(entries.len()).unwrap_or(u32::MAX))
}

/// Every office under every name: a register may still show one that was put right here since.
fn member_keys(krs: &str, held: &[Held<'_>]) -> Vec<String> {
    let of = |name: &'static str| {
        held.iter().filter(move |(field, _)| field.name == name).map(|(_, value)| value.as_str())
    };
    let names = of(FIRST_NAME).flat_map(|first| of(LAST_NAME).map(move |last| (first, last)));
    let (names, offices) = (or_none(names), or_none(of(OFFICE)));
    let keys = names.iter().flat_map(|name| {
        offices.iter().flat_map(|function| MemberKey { krs, function: *function, name: *name }.suppressions())
    });
    keys.collect()
}

/// What there is, or that there is nothing.
fn or_none<T>(found: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let found: Vec<Option<T>> = found.map(Some).collect();
    if found.is_empty() { vec![None] } else { found }
}

/// Opens every value that is held in these fields to the program itself, which answers the person, and notes it.
fn open_held<'s>(
    change: &mut Change<'_>,
    store: &'s Store,
    person: &Person,
    fields: &[&str],
) -> Result<Vec<Held<'s>>, RightsError> {
    let (system, purpose) = answering(store, change.stamp().at)?;
    let wanted = |fact: &Fact| {
        let field = store.law().catalogue().field_by_id(fact.field)?;
        (person.holds(fact.no) && fields.contains(&field.name.as_str())).then_some(field)
    };
    let (defs, facts): (Vec<&FieldDef>, Vec<&Fact>) =
        person.facts.iter().filter_map(|fact| Some((wanted(fact)?, fact))).unzip();
    let verdicts = store.decide_all(&system.asks(Action::Use, purpose), person, &facts)?;
    let mut held = Vec::with_capacity(facts.len());
    for ((field, fact), verdict) in defs.into_iter().zip(&facts).zip(verdicts) {
        let permit = verdict.permit().ok_or_else(|| RightsError::Denied(verdict.reasons().to_vec()))?;
        held.push((field, store.open_value(&permit, person, fact.no)?));
    }
    if !facts.is_empty() {
        let draft = Draft::new(Event::Read, Action::Use).subject(person.id).purpose(purpose);
        change.record(draft.facts(facts.iter().map(|fact| fact.no).collect()).detail("suppressed"));
    }
    Ok(held)
}
