//! The operator's own words in notices: four free parts for each language, judged before they are kept, kept for good.

use serde::{Deserialize, Serialize};
use zgoda_store::{Stamp, Store, StoreError};
use zgoda_text::Lang;

use super::lint::{Finding, lint};
use crate::{Controller, RightsError};

/// The longest part, in characters.
const LONGEST: usize = 2_000;

/// What the operator says in their own words. An empty part leaves it to the product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parts {
    /// Behind the greeting: how we come to write.
    pub opening: String,
    /// Who receives the data, art. 14(1)(e).
    pub recipients: String,
    /// Transfers out of the EEA and what carries them, art. 14(1)(f).
    pub transfers: String,
    /// Before the signature.
    pub closing: String,
}

impl Parts {
    /// Every part.
    pub fn all(&self) -> [&str; 4] {
        [&self.opening, &self.recipients, &self.transfers, &self.closing]
    }
}

/// The parts in use for a language; empty ones where none were written.
///
/// # Errors
/// Where the store fails.
pub fn parts(store: &Store, lang: Lang) -> Result<Parts, RightsError> {
    let Some(latest) = store.notice_templates(lang.tag())?.into_iter().next() else {
        return Ok(Parts::default());
    };
    Ok(serde_json::from_str(&store.wording(latest.text)?.body)?)
}

/// What is wrong with parts.
///
/// # Errors
/// Where the store fails.
pub fn judge(store: &Store, parts: &Parts) -> Result<Vec<Finding>, RightsError> {
    let controller = Controller::of(store)?;
    let mut found: Vec<Finding> =
        parts.all().iter().flat_map(|part| lint(part, &controller.known_words())).collect();
    found.sort();
    found.dedup();
    Ok(found)
}

/// Keeps parts as the new version for a language.
///
/// # Errors
/// [`RightsError::Promo`] where they hold what a notice must not; [`RightsError::Incomplete`] where one is too long.
pub fn keep_parts(store: &Store, stamp: Stamp, lang: Lang, parts: &Parts) -> Result<(), RightsError> {
    if parts.all().iter().any(|part| part.chars().count() > LONGEST) {
        return Err(RightsError::Incomplete("length of a part"));
    }
    let found = judge(store, parts)?;
    if !found.is_empty() {
        return Err(RightsError::Promo(found));
    }
    let body = serde_json::to_string(parts).map_err(StoreError::Journal)?;
    store.add_notice_template(stamp, lang.tag(), &body)?;
    Ok(())
}
