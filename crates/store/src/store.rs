//! Opening the pair of databases, recovering, and handing out changes.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;
use zgoda_law::{FieldId, Law};
use zgoda_ledger::Signer;
use zgoda_vault::{Keyring, Vault};

use crate::change::Change;
use crate::entry::Entry;
use crate::grounds::KnownGrounds;
use crate::log::Ledger;
use crate::mirror;
use crate::model::Stamp;
use crate::nodes::Blocks;
use crate::pseudonym::KnownPseudonyms;
use crate::sql::{Batch, Db, Location, Migration, lock, statements};
use crate::vault_db::VaultDb;
use crate::writer::{Job, Writer};
use crate::{Part, StoreError};

const WORK: &[Migration] = &[
    Migration { name: "work_0001", sql: include_str!("../migrations/work_0001.sql") },
    Migration { name: "work_0004_notices", sql: include_str!("../migrations/work_0004_notices.sql") },
    Migration { name: "work_0005_sources", sql: include_str!("../migrations/work_0005_sources.sql") },
    Migration { name: "work_0002_enrichment", sql: include_str!("../migrations/work_0002_enrichment.sql") },
    Migration { name: "work_0006_statements", sql: include_str!("../migrations/work_0006_statements.sql") },
    Migration { name: "work_0007_webhooks", sql: include_str!("../migrations/work_0007_webhooks.sql") },
    Migration { name: "work_0008_assessments", sql: include_str!("../migrations/work_0008_assessments.sql") },
    Migration { name: "work_0006_ties", sql: include_str!("../migrations/work_0006_ties.sql") },
    Migration { name: "work_0009_requests", sql: include_str!("../migrations/work_0009_requests.sql") },
    Migration { name: "work_0010_retention", sql: include_str!("../migrations/work_0010_retention.sql") },
    Migration { name: "work_0010_holds", sql: include_str!("../migrations/work_0010_holds.sql") },
    Migration { name: "work_0013_traders", sql: include_str!("../migrations/work_0013_traders.sql") },
    Migration {
        name: "work_0012_minimisation",
        sql: include_str!("../migrations/work_0012_minimisation.sql"),
    },
    Migration { name: "work_0011_registers", sql: include_str!("../migrations/work_0011_registers.sql") },
    Migration { name: "work_0016_past_terms", sql: include_str!("../migrations/work_0016_past_terms.sql") },
    Migration { name: "work_0015_exports", sql: include_str!("../migrations/work_0015_exports.sql") },
    Migration { name: "work_0014_access", sql: include_str!("../migrations/work_0014_access.sql") },
    Migration { name: "work_0014_alarms", sql: include_str!("../migrations/work_0014_alarms.sql") },
    Migration {
        name: "work_0017_objection_purpose",
        sql: include_str!("../migrations/work_0017_objection_purpose.sql"),
    },
    Migration { name: "work_0018_purposes", sql: include_str!("../migrations/work_0018_purposes.sql") },
    Migration { name: "work_0020_transfers", sql: include_str!("../migrations/work_0020_transfers.sql") },
    Migration { name: "work_0021_past_terms", sql: include_str!("../migrations/work_0021_past_terms.sql") },
    Migration { name: "work_0022_indexes", sql: include_str!("../migrations/work_0022_indexes.sql") },
];
const VAULT: &[Migration] = &[
    Migration { name: "vault_0001", sql: include_str!("../migrations/vault_0001.sql") },
    Migration { name: "vault_0002_masks", sql: include_str!("../migrations/vault_0002_masks.sql") },
];

/// A person's boxes are a row of one or two kilobytes, of which pages of four would be a third empty.
const VAULT_PAGE_BYTES: u32 = 8_192;
/// How many numbers are taken ahead at first, and at most: each time twice as many, so that little is wasted.
const AHEAD_MIN: u32 = 8;
const AHEAD_MAX: u32 = 8_192;
/// The setting that ties both databases and the keyring together.
const INSTALLATION: &str = "installation";
/// The setting that stands from the first row of a restore until everything was replayed.
pub(crate) const RESTORING: &str = "restoring";

/// The setting that tells one restore from another.
pub(crate) const RESTORED: &str = "restored";

statements! {
    TAKE = "UPDATE counter SET value = $1 WHERE name = $2 AND value = $3";
    COUNTER = "SELECT value FROM counter WHERE name = $1";
    FIRST_COUNT = "INSERT INTO counter (name, value) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING";
    // A number that stands in the ledger is not given out again.
    PASS_OVER = "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT (name)
        DO UPDATE SET value = CASE WHEN counter.value < $2 THEN $2 ELSE counter.value END";
    SETTING = "SELECT value FROM setting WHERE name = $1";
    UNSET = "DELETE FROM setting WHERE name = $1";
    MARKED = "SELECT since FROM suppression WHERE digest = $1";
    MARK = "INSERT INTO suppression (digest, field, since, reason) VALUES ($1, 0, 0, $2)
        ON CONFLICT (digest) DO NOTHING";
    ANYBODY = "SELECT subject_id FROM data_key LIMIT 1";
    SET = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2";
}

/// Which engine keeps the data.
#[derive(Clone)]
pub enum Engine {
    /// Two files in a folder.
    Sqlite(PathBuf),
    /// Two schemas of a PostgreSQL database.
    Postgres(String),
}

impl Engine {
    /// The working zone and the vault.
    fn places(&self) -> [Location; 2] {
        match self {
            Self::Sqlite(folder) => ["work.db", "vault.db"].map(|file| Location::Sqlite(folder.join(file))),
            Self::Postgres(url) => {
                ["zgoda", "zgoda_vault"].map(|schema| Location::Postgres { url: url.clone(), schema })
            }
        }
    }
}

/// What is needed to open an installation.
pub struct Config {
    /// Where the data are.
    pub engine: Engine,
    /// The keys, which live outside both databases.
    pub keyring: Keyring,
    /// The law to decide by.
    pub law: Law,
    /// The name under which checkpoints are signed, a domain-like text without spaces.
    pub origin: String,
}

/// An open installation.
pub struct Store {
    pub(crate) work: Db,
    pub(crate) vault_db: VaultDb,
    pub(crate) vault: Arc<Vault>,
    law: Law,
    signer: Arc<Signer>,
    writer: Writer,
    replayed: u32,
    ahead: Mutex<HashMap<&'static str, Ahead>>,
    pub(crate) mirror: mirror::Place,
    pub(crate) shelf: mirror::snapshot::Shelf,
    pub(crate) known_grounds: KnownGrounds,
    pub(crate) known_pseudonyms: KnownPseudonyms,
    blocks: Blocks,
}

/// Numbers taken and not yet given out.
#[derive(Default)]
struct Ahead {
    free: std::ops::Range<u32>,
    step: u32,
}

impl Store {
    /// Opens the installation, creating what is not there, and completes what a dead process had promised.
    ///
    /// # Errors
    /// Where a database cannot be opened, was made by another version, or does not belong to this keyring.
    pub fn open(config: Config) -> Result<Self, StoreError> {
        let store = Self::attended(config)?;
        store.begin_work()?;
        Ok(store)
    }

    /// Opens an installation that was made before. Where none of its data are there, perhaps because a disk is not mounted
    /// or the address of the database is another one, [`open`](Self::open) would begin with nothing.
    ///
    /// # Errors
    /// As [`open`](Self::open); [`StoreError::Missing`] where there are no data.
    pub fn open_existing(config: Config) -> Result<Self, StoreError> {
        let places = config.engine.places();
        if places.iter().all(Location::is_lost) {
            return Err(StoreError::Missing(Part::Databases));
        }
        let on_server = matches!(config.engine, Engine::Postgres(_));
        let store = Self::attended(config)?;
        // A schema has no file to be looked for. On SQLite an unmarked file is a first start that was cut off.
        if on_server && store.setting(INSTALLATION)?.is_none() {
            return Err(StoreError::Missing(Part::Databases));
        }
        store.begin_work()?;
        Ok(store)
    }

    fn attended(config: Config) -> Result<Self, StoreError> {
        let vault = Vault::new(config.keyring);
        let store = Self::assemble(config.engine, vault, config.law, config.origin)?;
        store.work.attend()?;
        if store.setting(RESTORING)?.is_some() {
            return Err(StoreError::RestoreUnfinished);
        }
        Ok(store)
    }

    /// Opens both databases without looking into them.
    pub(crate) fn assemble(
        engine: Engine,
        vault: Vault,
        law: Law,
        origin: String,
    ) -> Result<Self, StoreError> {
        let [work, vault_db] = engine.places();
        let signer = Signer::from_seed(&origin, vault.keyring().ledger_seed())
            .map(Arc::new)
            .map_err(|_| StoreError::Origin(origin))?;
        if work.is_lost() && !vault_db.is_lost() {
            return Err(StoreError::Missing(Part::Working));
        }
        let vault_is_lost = vault_db.is_lost();
        let (work, vault) = (Db::open(work, WORK)?, Arc::new(vault));
        // The working zone is made first and marked last, so an unmarked one alone is a first start that was cut off.
        if vault_is_lost && work.read_one(&SETTING, &[INSTALLATION.into()])?.is_some() {
            return Err(StoreError::Missing(Part::Vault));
        }
        let vault_db = VaultDb::open(Db::open_paged(vault_db, VAULT, VAULT_PAGE_BYTES)?)?;
        let places = (work.location(), vault_db.location());
        let (writer, replayed) = Writer::open(places, (&vault, &signer), vault_db.masks())?;
        let (ahead, mirror, shelf, known_grounds, known_pseudonyms, blocks) = Default::default();
        let store = Self {
            work,
            vault_db,
            vault,
            law,
            signer,
            writer,
            replayed,
            ahead,
            mirror,
            shelf,
            known_grounds,
            known_pseudonyms,
            blocks,
        };
        for db in [&store.work, &*store.vault_db] {
            store.writer.lender().into_iter().for_each(|lender| db.borrow_from(lender));
        }
        store.folder().map(Path::to_owned).iter().for_each(|folder| store.keep_mirror_in(folder));
        Ok(store)
    }

    /// Checks that everything belongs together.
    pub(crate) fn begin_work(&self) -> Result<(), StoreError> {
        self.check_keyring()?;
        self.adopt_roles()?;
        self.mask_keys()?;
        Ok(self.work.admit_others()?)
    }

    /// How many groups of changes a process had promised before it died, and were completed when this store was opened.
    pub fn replayed(&self) -> u32 {
        self.replayed
    }

    /// The law it decides by.
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// The vault, for application secrets.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The ledger.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger { work: &self.work, writer: &self.writer, signer: &self.signer, blocks: &self.blocks }
    }

    /// Begins a change.
    pub fn change(&self, stamp: Stamp) -> Change<'_> {
        Change::new(self, stamp)
    }

    /// Where the data are, without credentials.
    pub fn location(&self) -> String {
        self.work.location().to_string()
    }

    /// The folder of the data on SQLite.
    pub fn folder(&self) -> Option<&Path> {
        match self.work.location() {
            Location::Sqlite(path) => path.parent(),
            Location::Postgres { .. } => None,
        }
    }

    /// A setting of the installation.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.work.read_one(&SETTING, &[name.into()])?.map(|row| row.get(0)).transpose()?)
    }

    /// Changes a setting.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&SET, vec![name.into(), value.into()]);
        self.write(batch)
    }

    /// A secret of the installation, such as a password of a mail server; `None` where none was given.
    ///
    /// # Errors
    /// Where the database fails, or the secret was sealed by another installation.
    pub fn secret(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let Some(sealed) = self.setting(name)? else { return Ok(None) };
        let sealed = hex::decode(sealed).unwrap_or_default();
        Ok(Some(self.vault.open_secret(name, &sealed)?))
    }

    /// Keeps a secret, sealed under its name; `None` forgets it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_secret(&self, name: &str, secret: Option<&[u8]>) -> Result<(), StoreError> {
        match secret {
            Some(secret) => self.set(name, &hex::encode(self.vault.seal_secret(name, secret)?)),
            None => self.unset(name),
        }
    }

    /// Removes a setting.
    pub(crate) fn unset(&self, name: &str) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.run(&UNSET, vec![name.into()]);
        self.write(batch)
    }

    /// The same for what comes in thousands: numbers are taken ahead, so that not each needs a commit of its own. Those
    /// that are left when the process ends are nobody's.
    pub(crate) fn take_ahead(&self, name: &'static str, count: u32) -> Result<u32, StoreError> {
        let mut ahead = lock(&self.ahead);
        let taken = ahead.entry(name).or_default();
        if taken.free.len() < count as usize {
            taken.step = taken.step.saturating_mul(2).clamp(AHEAD_MIN, AHEAD_MAX);
            let size = taken.step.max(count);
            let first = self.take_numbers(name, size)?;
            taken.free = first..first + size;
        }
        let first = taken.free.start;
        taken.free.start += count;
        Ok(first)
    }

    /// Takes `count` numbers that nobody else will get, and returns the first.
    pub(crate) fn take_numbers(&self, name: &'static str, count: u32) -> Result<u32, StoreError> {
        loop {
            let mut batch = Batch::default();
            let Some(row) = self.work.read_one(&COUNTER, &[name.into()])? else {
                batch.run(&FIRST_COUNT, vec![name.into()]);
                self.write(batch)?;
                continue;
            };
            let last: u32 = row.get(0)?;
            let next = last.checked_add(count).ok_or(StoreError::Exists("number"))?;
            batch.run_one(&TAKE, vec![next.into(), name.into(), last.into()]);
            match self.write(batch) {
                Err(refused) if refused.is_conflict() => continue,
                other => other?,
            }
            return Ok(last + 1);
        }
    }

    /// Leaves out numbers that were given out already, up to the highest of each kind.
    pub(crate) fn pass_over(&self, numbers: &BTreeMap<&'static str, u32>) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for (name, number) in numbers {
            batch.run(&PASS_OVER, vec![(*name).into(), (*number).into()]);
        }
        self.write(batch)
    }

    /// Commits what a change gathered: vault and working zone, with its ledger entries, together or not at all.
    pub(crate) fn commit(&self, job: Job) -> Result<Vec<Entry>, StoreError> {
        let entries = self.writer.write(job)?;
        if let Ok(mut mirror) = self.mirror.try_write() {
            mirror.pass_over(&entries);
        }
        self.end_names(&entries);
        Ok(entries)
    }

    /// Changes the working zone alone, where the ledger has nothing to say.
    pub(crate) fn write(&self, batch: Batch) -> Result<(), StoreError> {
        self.writer.write(Job::work(batch)).map(drop)
    }

    /// Changes the vault alone, where the ledger has nothing to say.
    pub(crate) fn write_vault(&self, batch: Batch) -> Result<(), StoreError> {
        self.writer.write(Job::vault(batch)).map(drop)
    }

    /// Does what was put off: brings entries about reading, which so far outlive the process only, to the disk, and ends
    /// old copies of destroyed keys that somebody's reading kept alive. A server calls it every second.
    ///
    /// # Errors
    /// Where a database or the journal fails.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.writer.flush()
    }

    /// Leaves no old copy of anything in the logs and in the journal.
    pub(crate) fn end_old_copies(&self) -> Result<(), StoreError> {
        self.writer.end_all()
    }

    /// Both databases carry a mark of the keyring they were made with, so that a foreign one is refused and a lost one is
    /// noticed instead of being made anew and empty.
    fn check_keyring(&self) -> Result<(), StoreError> {
        let digest = self.vault.suppression_index(FieldId(0), INSTALLATION).0;
        let mark = hex::encode(digest);
        let in_vault = self.vault_db.read_one(&MARKED, &[digest.into()])?.is_some();
        match self.setting(INSTALLATION)? {
            Some(known) if known != mark => Err(StoreError::Mismatch),
            Some(_) if in_vault => Ok(()),
            Some(_) => Err(StoreError::Missing(Part::Vault)),
            // The vault is marked first, so a mark without a person in it is a first start that was cut off.
            None if self.vault_db.read_one(&ANYBODY, &[])?.is_some() => {
                Err(StoreError::Missing(Part::Working))
            }
            None => {
                let mut batch = Batch::default();
                batch.run(&MARK, vec![digest.into(), INSTALLATION.into()]);
                self.write_vault(batch)?;
                self.set(INSTALLATION, &mark)
            }
        }
    }
}

/// What the form of the tables of the working zone is known by.
pub(crate) fn work_mark() -> [u8; 32] {
    let mut mark = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    WORK.iter().for_each(|migration| mark.update(migration.sql));
    mark.finalize().into()
}

/// Bytes of the operating system's random source.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    zgoda_vault::random().map_err(|_| StoreError::NoRandomness)
}
