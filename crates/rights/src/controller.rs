//! Who answers: the controller, as it stands at the head of every document.

use serde::Serialize;
use zgoda_store::{Store, StoreError};

use crate::own_page::own_page;

/// The controller (*administrator danych*).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Controller {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// How to reach it about data: an e-mail address or a telephone number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The page on which people exercise their rights: the controller’s own, or *Moje dane* where its address is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rights_url: String,
    /// The page that says how data are protected.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub privacy_url: String,
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
            contact: said("controller.contact")?,
            rights_url: match said("notices.rights_url")? {
                own if own.is_empty() => own_page(store)?.unwrap_or_default(),
                own => own,
            },
            privacy_url: said("notices.privacy_url")?,
            officer: Some(officer).filter(|officer| !officer.is_empty()),
        })
    }

    /// Words that every notice holds whatever they say.
    pub(crate) fn known_words(&self) -> Vec<&str> {
        let own = [&self.name, &self.address, &self.contact, &self.rights_url, &self.privacy_url];
        own.into_iter().chain(&self.officer).map(String::as_str).filter(|word| !word.is_empty()).collect()
    }
}
