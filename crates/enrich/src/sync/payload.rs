//! What a message says. It is put together at every try from facts that never change, so every try says the same.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use zgoda_store::{MessageKind, OrganisationFact, Source, SourceId, Store, WebhookMessage};

use crate::EnrichError;

/// The body of a message, as JSON.
pub(super) fn body(store: &Store, message: &WebhookMessage) -> Result<String, EnrichError> {
    let data = match message.kind {
        MessageKind::Changed => changed(store, message)?,
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
    let organisation = json!({ "id": org.id, "krs": org.krs, "nip": org.nip, "name": org.name });
    Ok(json!({ "organisation": organisation, "added": added, "ended": ended }))
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
