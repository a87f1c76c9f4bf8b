//! [`Law`]: the catalogue and the packs, ready to decide.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::catalogue::Catalogue;
use crate::pack::{PackError, Packs};

/// The packs compiled in.
const BUILTIN: &[(&str, &str)] = &[
    ("channel-de.toml", include_str!("../../../packs/channel-de.toml")),
    ("channel-fr-2020.toml", include_str!("../../../packs/channel-fr-2020.toml")),
    ("channel-fr.toml", include_str!("../../../packs/channel-fr.toml")),
    ("channel-gb.toml", include_str!("../../../packs/channel-gb.toml")),
    ("channel-pl-2014.toml", include_str!("../../../packs/channel-pl-2014.toml")),
    ("channel-pl.toml", include_str!("../../../packs/channel-pl.toml")),
    ("device-pl-2013.toml", include_str!("../../../packs/device-pl-2013.toml")),
    ("device-pl.toml", include_str!("../../../packs/device-pl.toml")),
    ("retention-pl.toml", include_str!("../../../packs/retention-pl.toml")),
    ("transfer-eu.toml", include_str!("../../../packs/transfer-eu.toml")),
];

const CATALOGUE_FILE: &str = "catalogue.toml";
const CATALOGUE: &str = include_str!("../../../packs/catalogue.toml");

/// The law of an installation. Immutable; to change it, load another.
#[derive(Debug, Clone)]
pub struct Law {
    catalogue: Catalogue,
    packs: Packs,
    digests: Vec<PackDigest>,
}

/// A file of the law and its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackDigest {
    /// The name of the file.
    pub file: String,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
}

impl PackDigest {
    fn of(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), sha256: hex::encode(Sha256::digest(text.as_bytes())) }
    }
}

impl Law {
    /// The law compiled in.
    pub fn builtin() -> Result<Self, PackError> {
        Self::from_texts(CATALOGUE, BUILTIN.iter().copied())
    }

    /// The law of the packs (`*.toml`) in a folder; the catalogue is the one compiled in unless the folder has its own
    /// `catalogue.toml`. A missing pack is no error here: what it would decide is denied. A faulty one is.
    pub fn load(folder: &Path) -> Result<Self, PackError> {
        let texts = read_folder(folder)?;
        let own = texts.iter().find(|(name, _)| name == CATALOGUE_FILE);
        let catalogue = own.map_or(CATALOGUE, |(_, text)| text.as_str());
        let packs = texts.iter().filter(|(name, _)| name != CATALOGUE_FILE);
        Self::from_texts(catalogue, packs.map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The law of a catalogue and packs given as named texts.
    pub fn from_texts<'a>(
        catalogue: &str,
        packs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, PackError> {
        let texts: Vec<(&str, &str)> = packs.into_iter().collect();
        let mut digests = vec![PackDigest::of(CATALOGUE_FILE, catalogue)];
        digests.extend(texts.iter().map(|(file, text)| PackDigest::of(file, text)));
        let catalogue = Catalogue::parse(CATALOGUE_FILE, catalogue)?;
        Ok(Self { catalogue, packs: Packs::parse(texts)?, digests })
    }

    /// Fields, purposes and roles.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The files the law was read from, each with its hash.
    pub fn digests(&self) -> &[PackDigest] {
        &self.digests
    }

    /// The packs in all versions.
    pub fn packs(&self) -> &Packs {
        &self.packs
    }
}

fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, PackError> {
    let shown = folder.display().to_string();
    let unreadable =
        |file: &str, error: std::io::Error| PackError::of_file(file, format!("unreadable: {error}"));
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(&shown, error))? {
        let path = entry.map_err(|error| unreadable(&shown, error))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&name, error))?;
            texts.push((name, text));
        }
    }
    texts.sort();
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReasonCode;

    #[test]
    fn the_builtin_law_parses() {
        let law = Law::builtin().unwrap();
        assert!(law.catalogue().purpose("subject_rights").is_some());
        assert_eq!(law.packs().headers().count(), BUILTIN.len());
    }

    #[test]
    fn every_purpose_follows_a_rule_of_retention_that_exists() {
        let law = Law::builtin().unwrap();
        let at = "2026-11-21T10:00:00+01:00".parse().unwrap();
        let retention = law.packs().retention(crate::Country::PL, at).unwrap();
        for purpose in law.catalogue().purposes() {
            assert!(retention.rule(&purpose.retention).is_some(), "{}", purpose.name);
        }
    }

    #[test]
    fn the_folder_of_the_packs_loads_as_the_builtin_law() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        assert_eq!(Law::load(&folder).unwrap().packs().headers().count(), BUILTIN.len());
    }

    #[test]
    fn a_folder_that_does_not_exist_is_one_clear_error() {
        let error = Law::load(Path::new("/nonexistent-packs")).unwrap_err().to_string();
        assert!(error.starts_with("/nonexistent-packs: unreadable"), "{error}");
    }

    #[test]
    fn every_reason_has_an_article_and_a_remedy() {
        for code in ReasonCode::ALL {
            assert!(!crate::article(*code).is_empty(), "{code}");
            let _ = crate::remedy(*code);
        }
    }
}
