//! An installation: one folder with the keyring, the settings file and, on SQLite, both databases.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zgoda_law::Law;
use zgoda_store::{Config, Engine, Store, origin_of};
use zgoda_vault::{Keyring, KeyringError};

use crate::cli::{DAYS, Place};
use crate::failure::{Failure, Kind};

const SETTINGS: &str = "zgoda.toml";
const KEYRING: &str = "keyring";

/// The settings file. It may hold the database's password and is as private as the keyring.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name under which the ledger's checkpoints are signed.
    pub origin: String,
    /// Where the PostgreSQL database is; without it SQLite keeps the data in this folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// A folder of packs that takes the place of those compiled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packs: Option<PathBuf>,
    /// Files to which the keyring is written as well whenever its keys rotate: custody copies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyring_copies: Vec<PathBuf>,
    /// After how many days a server rotates the key-encryption key; 0 leaves it to `zgoda keys rotate`.
    #[serde(default = "days", skip_serializing_if = "is_usual")]
    pub rotate_days: u16,
    /// The folder of archives, where a server puts one of the keys every day and at every rotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archives: Option<PathBuf>,
    /// For how many days a server keeps archives of keys.
    #[serde(default = "days", skip_serializing_if = "is_usual")]
    pub keep_keys_days: u16,
}

impl Default for Settings {
    fn default() -> Self {
        let (origin, database, packs, keyring_copies, archives) = Default::default();
        let (rotate_days, keep_keys_days) = (DAYS, DAYS);
        Self { origin, database, packs, keyring_copies, rotate_days, archives, keep_keys_days }
    }
}

fn days() -> u16 {
    DAYS
}

fn is_usual(days: &u16) -> bool {
    *days == DAYS
}

/// A folder that holds, or will hold, an installation.
pub struct Installation {
    folder: PathBuf,
    keyring: PathBuf,
    database: Option<String>,
}

impl Installation {
    /// The place that the command line names.
    pub fn at(place: &Place) -> Self {
        let keyring = place.keys.clone().unwrap_or_else(|| place.data.join(KEYRING));
        Self { folder: place.data.clone(), keyring, database: place.database.clone() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The keyring's file.
    pub fn keyring(&self) -> &Path {
        &self.keyring
    }

    /// Makes a new installation: a private folder, new keys, the settings file and empty databases.
    pub fn create(&self, origin: &str) -> Result<Store, Failure> {
        if self.folder.join(SETTINGS).exists() || self.keyring.exists() {
            return Err(Failure::new(Kind::InstallationExists(self.folder.display().to_string())));
        }
        make_private_folder(&self.folder)?;
        let law = law(None)?;
        let keyring = Keyring::generate().map_err(|error| self.keyring_failure(error))?;
        keyring.save_new(&self.keyring).map_err(|error| self.keyring_failure(error))?;
        let settings = self.new_settings(origin);
        self.write_settings(&settings)?;
        Ok(Store::open(self.config(&settings, keyring, law))?)
    }

    /// Prepares a folder for a restore: it must hold the keyring and no databases; where it has no settings file one is
    /// written, with the name under which the ledger was signed of which the archive of keys is.
    pub fn prepare(&self, key_archive: &Path) -> Result<Config, Failure> {
        make_private_folder(&self.folder)?;
        let keyring = || Keyring::load(&self.keyring).map_err(|error| self.keyring_failure(error));
        let law = law(None)?;
        let settings = match self.folder.join(SETTINGS).exists() {
            true => self.settings()?,
            false => {
                let settings = self.new_settings(&origin_of(key_archive, keyring()?)?);
                self.write_settings(&settings)?;
                settings
            }
        };
        Ok(self.config(&settings, keyring()?, law))
    }

    /// Another installation with its own folder and the same keys.
    pub fn beside(&self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), keyring: folder.join(KEYRING), database: None }
    }

    /// Opens the installation.
    pub fn open(&self) -> Result<Store, Failure> {
        let settings = self.settings()?;
        check_private(&self.folder)?;
        let keyring = Keyring::load(&self.keyring).map_err(|error| self.keyring_failure(error))?;
        let law = law(settings.packs.as_deref())?;
        let store = Store::open_existing(self.config(&settings, keyring, law))?;
        store.keep_mirror_in(&self.folder);
        Ok(store)
    }

    /// Reads the settings file.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let path = self.folder.join(SETTINGS);
        if !path.exists() {
            return Err(Failure::new(Kind::NoInstallation(self.folder.display().to_string())));
        }
        check_private(&path)?;
        let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, error))?;
        toml::from_str(&text).map_err(|error| Failure::because(Kind::File(path.display().to_string()), error))
    }

    fn new_settings(&self, origin: &str) -> Settings {
        Settings { origin: origin.to_owned(), database: self.database.clone(), ..Settings::default() }
    }

    fn write_settings(&self, settings: &Settings) -> Result<(), Failure> {
        let path = self.folder.join(SETTINGS);
        let text = toml::to_string(settings)
            .map_err(|error| Failure::because(Kind::File(path.display().to_string()), error))?;
        write_private(&path, text.as_bytes())
    }

    /// What the store is opened with.
    pub fn config(&self, settings: &Settings, keyring: Keyring, law: Law) -> Config {
        let engine = match self.database.as_ref().or(settings.database.as_ref()) {
            Some(url) => Engine::Postgres(url.clone()),
            None => Engine::Sqlite(self.folder.clone()),
        };
        let keyring = keyring.with_copies(settings.keyring_copies.clone());
        Config { engine, keyring, law, origin: settings.origin.clone() }
    }

    fn keyring_failure(&self, error: KeyringError) -> Failure {
        let path = self.keyring.display().to_string();
        let kind = match error {
            KeyringError::TooOpen { .. } => Kind::TooOpen(path),
            _ => Kind::Keyring(path),
        };
        Failure::because(kind, error)
    }
}

/// The law compiled in, or that of a folder of packs.
pub fn law(packs: Option<&Path>) -> Result<Law, Failure> {
    packs.map_or_else(Law::builtin, Law::load).map_err(|error| Failure::because(Kind::Pack, error))
}

/// Writes a new file that only its owner may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || -> std::io::Result<()> {
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::file(path, error))
}

fn make_private_folder(path: &Path) -> Result<(), Failure> {
    let existed = path.exists();
    let make = || -> std::io::Result<()> {
        fs::create_dir_all(path)?;
        #[cfg(unix)]
        if !existed {
            fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        }
        Ok(())
    };
    make().map_err(|error| Failure::file(path, error))?;
    check_private(path)
}

/// Refuses a file or folder that others on this machine may read.
fn check_private(path: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        let metadata = fs::metadata(path).map_err(|error| Failure::file(path, error))?;
        if std::os::unix::fs::MetadataExt::mode(&metadata) & 0o077 != 0 {
            return Err(Failure::new(Kind::TooOpen(path.display().to_string())));
        }
    }
    Ok(())
}
