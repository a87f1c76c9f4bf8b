//! Who answers: the controller, as it stands at the head of every document.

use serde::Serialize;
use zgoda_store::{Store, StoreError};

/// The controller (*administrator danych*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Controller {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// How to reach the data protection officer or whoever answers for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
}

impl Controller {
    /// The controller as the set-up recorded it; empty where it was not told yet.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn of(store: &Store) -> Result<Self, StoreError> {
        let said = |name: &str| Ok::<_, StoreError>(store.setting(name)?.unwrap_or_default());
        let officer = [said("officer.name")?, said("officer.email")?];
        let officer = officer.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        Ok(Self {
            name: said("controller.name")?,
            address: said("controller.address")?,
            officer: Some(officer).filter(|officer| !officer.is_empty()),
        })
    }
}
