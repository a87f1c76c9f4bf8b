//! What a message says. It is put together at every try from facts that never change, so every try says the same.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use zgoda_store::{
    MessageKind, Organisation, OrganisationFact, Source, SourceId, StatedFigure, Store, WebhookMessage,
};

use crate::EnrichError;

/// The body of a message, as JSON.
pub(super) fn body(store: &Store, message: &WebhookMessage) -> Result<String, EnrichError> {
    let data = match message.kind {
        MessageKind::Changed => changed(store, message)?,
        MessageKind::Statement | MessageKind::StatementUndone => stated(store, message)?,
        MessageKind::Removed => json!({ "organisation": { "id": message.org } }),
        MessageKind::Test => json!({}),
    };
    let body = json!({ "type": message.kind.name(), "timestamp": message.made_at.to_string(), "data": data });
    Ok(body.to_string())
}

fn changed(store: &Store, message: &WebhookMessage) -> Result<Value, EnrichError> {
    let Some(id) = message.org else { return Ok(Value::Null) };
    let org = store.organisation(id)?;
    let facts = store.organisation_facts(id)?;
    let mut sources = BTreeMap::new();
    let mut told = |is_told: &dyn Fn(u32) -> bool| -> Result<Vec<Value>, EnrichError> {
        facts.iter().filter(|fact| is_told(fact.no)).map(|fact| told(store, &mut sources, fact)).collect()
    };
    let added = told(&|no| message.added.contains(&no))?;
    let ended = told(&|no| message.ended.contains(&no))?;
    Ok(json!({ "organisation": named(&org), "added": added, "ended": ended }))
}

fn named(org: &Organisation) -> Value {
    json!({ "id": org.id, "krs": org.krs, "nip": org.nip, "name": org.name })
}

/// A statement with its figures, which never change; of one that was taken back only its number.
fn stated(store: &Store, message: &WebhookMessage) -> Result<Value, EnrichError> {
    let Some(id) = message.org else { return Ok(Value::Null) };
    let organisation = named(&store.organisation(id)?);
    let number = message.added.start;
    if message.kind == MessageKind::StatementUndone {
        return Ok(json!({ "organisation": organisation, "statement": { "number": number } }));
    }
    let held = store.statements(id)?;
    let Some(statement) = held.into_iter().find(|statement| statement.no == number) else {
        return Ok(json!({ "organisation": organisation, "statement": null }));
    };
    let source = store.source(statement.source)?;
    let figures: BTreeMap<&str, Value> = statement.figures.iter().map(figure).collect();
    Ok(json!({ "organisation": organisation, "statement": {
        "number": number,
        "layout": statement.layout.name(),
        "from": statement.period.0.to_string(),
        "to": statement.period.1.to_string(),
        "prepared": statement.prepared.map(|day| day.to_string()),
        "in_thousands": statement.in_thousands,
        "figures_in_grosz": figures,
        "source": { "kind": source.kind.name(), "name": source.name },
    } }))
}

fn figure(stated: &StatedFigure) -> (&str, Value) {
    (&stated.figure, json!({ "this_year": stated.this_year, "year_before": stated.year_before }))
}

/// A fact with where it comes from.
fn told(
    store: &Store,
    sources: &mut BTreeMap<SourceId, Source>,
    fact: &OrganisationFact,
) -> Result<Value, EnrichError> {
    let source = match sources.entry(fact.source) {
        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
        std::collections::btree_map::Entry::Vacant(place) => place.insert(store.source(fact.source)?),
    };
    Ok(json!({
        "number": fact.no,
        "field": fact.field,
        "value": fact.value,
        "source": { "kind": source.kind.name(), "name": source.name, "path": fact.path },
        "obtained_at": fact.obtained_at.to_string(),
    }))
}
