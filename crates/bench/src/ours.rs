//! Our installation: a folder with both databases of the store on SQLite, and its keyring.

use std::io::Write;
use std::path::{Path, PathBuf};

use zgoda_law::Law;
use zgoda_store::{Config, Engine, Store};
use zgoda_vault::Keyring;

use crate::error::{Result, io};
use crate::harness::private_folder;

/// The name its checkpoints are signed under.
const ORIGIN: &str = "zgoda.example.test";

/// An installation that can be opened again and again, and moved.
pub struct Installation {
    folder: PathBuf,
    keyring: String,
}

impl Installation {
    /// A new one with a new keyring.
    ///
    /// # Errors
    /// Where there is no randomness.
    pub fn new(folder: PathBuf) -> Result<Self> {
        private_folder(&folder)?;
        Ok(Self { folder, keyring: Keyring::generate()?.to_text().to_string() })
    }

    /// The same installation, copied to another folder.
    pub fn at(&self, folder: PathBuf) -> Self {
        Self { folder, keyring: self.keyring.clone() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens it.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn open(&self) -> Result<Store> {
        self.open_on(Engine::Sqlite(self.folder.clone()))
    }

    /// Writes keyring and settings beside the data, so that the program itself can serve it.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write_settings(&self) -> Result<()> {
        let keyring = self.folder.join("keyring");
        if !keyring.exists() {
            Keyring::parse(&self.keyring)?.save_new(&keyring)?;
        }
        // The program does not start where others can read its settings.
        let mut private = std::fs::OpenOptions::new();
        private.write(true).create(true).truncate(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut private, 0o600);
        let file = private.open(self.folder.join("zgoda.toml"));
        file.and_then(|mut file| writeln!(file, "origin = \"{ORIGIN}\"")).map_err(io("the settings"))
    }

    /// Opens it on another engine.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn open_on(&self, engine: Engine) -> Result<Store> {
        let config = Config {
            engine,
            keyring: Keyring::parse(&self.keyring)?,
            law: Law::builtin()?,
            origin: ORIGIN.into(),
        };
        Ok(Store::open(config)?)
    }
}
