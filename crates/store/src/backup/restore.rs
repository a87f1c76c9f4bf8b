//! Restoring: both archives are read to their end before the target is touched; what was erased or objected to since is
//! done again before the store is handed out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use zgoda_law::{Action, Event};
use zgoda_ledger::Signer;
use zgoda_vault::{ArchiveReader, Keyring, Vault};

use super::journal::Standing;
use super::keys::unmasked;
use super::{
    ArchiveKind, FORMAT, Header, KEY_TABLE, NEWEST_TABLES, SUPPRESSION_TABLE, TableHead, ZONES, at, rows,
};
use crate::change::Draft;
use crate::model::{Ordinal, Stamp};
use crate::sql::{TableShape, Value};
use crate::store::{RESTORED, RESTORING, random};
use crate::vault_db::MASKS;
use crate::{Config, Engine, Store, StoreError};

/// Rows filled in at a time.
const CHUNK: usize = 1_000;

/// What an archive is made of, behind its header.
enum Part<'p> {
    Rows(&'p TableHead, Vec<Vec<Value>>),
    Standing(Box<Standing>),
}

/// What was read of an archive: its header, and how many rows each table has.
type Whole = (Header, BTreeMap<String, u64>);

/// Takes a part.
type Each<'a> = &'a mut dyn FnMut(Part<'_>) -> Result<(), StoreError>;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The archive of data.
    pub data: Header,
    /// The archive of keys.
    pub keys: Header,
    /// People erased since the archive of data, who were erased again.
    pub erased: u64,
    /// Others for whom something was done again.
    pub replayed: u64,
    /// People of whom values were ended because their boxes, or the key itself, open with nothing.
    pub unopened: u64,
    /// People recorded after the archive of data was made: they are not there.
    pub missing: u64,
}

/// What the first reading of both archives found.
struct Plan {
    data: Header,
    keys: Header,
    standings: Vec<Standing>,
    suppressions: Vec<Vec<Value>>,
    /// The tables whose rows in the archive of keys take the place of those in the archive of data.
    newest: BTreeMap<&'static str, u64>,
    /// The highest number of each kind that was given out since, so that none is given out twice.
    numbers: BTreeMap<&'static str, u32>,
    /// The people who have boxes, ascending.
    sealed: Vec<i64>,
    keyless: Vec<Ordinal>,
    missing: u64,
}

impl Store {
    /// Restores an archive of data with the newest archive of keys into an installation that does not exist yet, on
    /// either engine, and hands it out.
    ///
    /// # Errors
    /// Where an archive is damaged, incomplete, of another installation, or does not go with the other one, or the target
    /// holds anything: then the target is as it was. Where it fails later, what it left is removed on SQLite, and on
    /// PostgreSQL does not open.
    pub fn restore(
        data: &Path,
        keys: &Path,
        config: Config,
        stamp: Stamp,
    ) -> Result<(Self, Restored), StoreError> {
        let vault = Vault::new(config.keyring);
        let signer = Signer::from_seed(&config.origin, vault.keyring().ledger_seed())
            .map_err(|_| StoreError::Origin(config.origin.clone()))?;
        let plan = Plan::make(&vault, data, keys)?;
        plan.check_checkpoint(&signer)?;
        let new = files(&config.engine);
        if new.iter().any(|file| file.exists()) {
            return Err(StoreError::Exists("installation"));
        }
        let clean_up = || new.iter().for_each(|file| drop(std::fs::remove_file(file)));
        let fill = || {
            let store = Self::assemble(config.engine, vault, config.law, config.origin)?;
            if !store.work.attend()? || !store.work.is_empty()? || !store.vault_db.is_empty()? {
                return Err(StoreError::Exists("installation"));
            }
            store.set(RESTORING, &plan.data.id)?;
            store.fill(data, keys, &plan)?;
            let restored = store.settle(plan, stamp)?;
            Ok((store, restored))
        };
        fill().inspect_err(|_| clean_up())
    }

    /// Fills the vault, then the working zone, each in one transaction. A key is taken where its boxes are.
    fn fill(&self, data: &Path, keys: &Path, plan: &Plan) -> Result<(), StoreError> {
        for (zone, db) in ZONES.into_iter().zip([&*self.vault_db, &self.work]) {
            let mut shapes = db.shapes()?;
            // Keys come without masks, and get theirs before anybody is let in.
            shapes
                .iter_mut()
                .filter(|shape| shape.name == KEY_TABLE)
                .for_each(|shape| *shape = unmasked(shape));
            db.fill(|connection| {
                for (kind, path) in [(ArchiveKind::Data, data), (ArchiveKind::Keys, keys)] {
                    read(&self.vault, path, kind, &mut |part| {
                        let Part::Rows(head, mut chunk) = part else { return Ok(()) };
                        if head.zone != zone || plan.comes_from(&head.name) != kind {
                            return Ok(());
                        }
                        let fits = |shape: &&TableShape| {
                            let columns = shape.columns.iter().map(|(name, _)| name);
                            shape.name == head.name && columns.eq(&head.columns)
                        };
                        let shape = shapes.iter().find(fits).ok_or(StoreError::Mismatch)?;
                        if head.name == KEY_TABLE {
                            let known = |number: &i64| plan.sealed.binary_search(number).is_ok();
                            chunk.retain(|row| subject(head, row).as_ref().is_some_and(known));
                        }
                        Ok(connection.fill(shape, &chunk)?)
                    })?;
                }
                Ok::<_, StoreError>(())
            })?;
        }
        Ok(())
    }

    /// Does again what must not be undone, says so in the ledger, and checks everything.
    fn settle(&self, plan: Plan, stamp: Stamp) -> Result<Restored, StoreError> {
        self.begin_work()?;
        self.pass_over(&plan.numbers)?;
        self.suppress_again(plan.suppressions)?;
        self.erase_keyless(&plan.keyless, stamp)?;
        let mut unopened = self.erase_unwrappable(stamp)?;
        let (mut erased, mut replayed) = (plan.keyless.len() as u64, 0);
        for standing in &plan.standings {
            let count = if standing.erased { &mut erased } else { &mut replayed };
            *count += u64::from(self.replay(standing, stamp)?);
        }
        unopened += self.end_unopened(stamp)?;
        self.strip_suppressed(stamp)?;
        self.end_request_files(stamp)?;
        self.doubt_queue()?;
        self.halt_webhooks()?;
        let (data, keys, missing) = (plan.data, plan.keys, plan.missing);
        let came: Vec<String> = plan.newest.iter().map(|(table, rows)| format!("{rows} {table}")).collect();
        let lost = keys.ledger_size.saturating_sub(data.ledger_size);
        let detail = format!(
            "data {} at {}, keys {} at {}, {lost} entries and {missing} people lost, {erased} erased again, \
             {replayed} replayed, {unopened} unopened, with the keys came {}",
            data.id,
            data.ledger_size,
            keys.id,
            keys.ledger_size,
            came.join(", ")
        );
        let mut change = self.change(stamp);
        change.record(Draft::new(Event::Restored, Action::Use).detail(detail));
        change.commit()?;
        self.ledger().verify(|_, _| {})?;
        if !self.examine()?.is_sound() {
            return Err(StoreError::Mismatch);
        }
        self.set(RESTORED, &hex::encode(random::<16>()?))?;
        self.unset(RESTORING)?;
        Ok(Restored { data, keys, erased, replayed, unopened, missing })
    }
}

impl Plan {
    /// Reads both archives to their end.
    fn make(vault: &Vault, data: &Path, keys: &Path) -> Result<Self, StoreError> {
        let (mut standings, mut suppressions, mut keyed) = (Vec::new(), Vec::new(), Vec::new());
        let mut numbers = BTreeMap::new();
        let (of_keys, tables) = read(vault, keys, ArchiveKind::Keys, &mut |part| {
            match part {
                Part::Standing(standing) => standings.push(*standing),
                Part::Rows(head, chunk) if head.name == KEY_TABLE => {
                    keyed.extend(chunk.iter().filter_map(|row| subject(head, row)));
                    chunk.iter().for_each(|row| note_numbers(&mut numbers, head, row));
                }
                Part::Rows(head, chunk) if head.name == SUPPRESSION_TABLE => {
                    suppressions.extend(chunk.into_iter().map(|row| suppression(head, row)));
                }
                Part::Rows(head, chunk) => {
                    chunk.iter().for_each(|row| note_numbers(&mut numbers, head, row));
                }
            }
            Ok(())
        })?;
        let mut sealed = Vec::new();
        let (of_data, _) = read(vault, data, ArchiveKind::Data, &mut |part| {
            if let Part::Rows(head, chunk) = part
                && head.name == "sealed"
            {
                sealed.extend(chunk.iter().filter_map(|row| subject(head, row)));
            }
            Ok(())
        })?;
        if of_keys.ledger_size < of_data.ledger_size {
            return Err(StoreError::KeysOlder);
        }
        if of_keys.since > of_data.ledger_size {
            return Err(StoreError::KeysGap);
        }
        sealed.sort_unstable();
        keyed.sort_unstable();
        let keyless = sealed.iter().filter(|number| keyed.binary_search(number).is_err());
        let keyless = keyless.filter_map(|number| u32::try_from(*number).ok().map(Ordinal)).collect();
        let missing = keyed.iter().filter(|number| sealed.binary_search(number).is_err()).count() as u64;
        // Archives of older programs have none of these tables; then those of the archive of data count.
        let rows = |name: &'static str| Some((name, *tables.get(name)?));
        let newest = NEWEST_TABLES.into_iter().filter_map(rows).collect();
        let (data, keys) = (of_data, of_keys);
        Ok(Self { data, keys, standings, suppressions, newest, numbers, sealed, keyless, missing })
    }

    /// The archive a table is filled from. Suppressions are added in the end, to those of the archive of data.
    fn comes_from(&self, table: &str) -> ArchiveKind {
        if table == KEY_TABLE || self.newest.contains_key(table) {
            ArchiveKind::Keys
        } else {
            ArchiveKind::Data
        }
    }

    /// The archive of keys names a signed state of the ledger that reaches at least to where the keys were copied.
    fn check_checkpoint(&self, signer: &Signer) -> Result<(), StoreError> {
        let note = self.keys.checkpoint.as_deref().ok_or(StoreError::Mismatch)?;
        let checkpoint = signer.verifier().verify(note).map_err(|_| StoreError::Mismatch)?;
        if checkpoint.size <= self.keys.ledger_size { Ok(()) } else { Err(StoreError::Mismatch) }
    }
}

/// The files that a restore makes on SQLite.
fn files(engine: &Engine) -> Vec<PathBuf> {
    let Engine::Sqlite(folder) = engine else { return Vec::new() };
    let names = [
        "work.db",
        "work.db-wal",
        "work.db-shm",
        "work.lock",
        "vault.db",
        "vault.db-wal",
        "vault.db-shm",
        "vault.lock",
        "journal",
        MASKS,
    ];
    names.iter().map(|name| folder.join(name)).collect()
}

/// The internal number of the person a row belongs to.
fn subject(head: &TableHead, row: &[Value]) -> Option<i64> {
    number(head, row, "subject_id")
}

/// A number in a row, by its column.
fn number(head: &TableHead, row: &[Value], column: &str) -> Option<i64> {
    match row.get(head.columns.iter().position(|name| name == column)?) {
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    }
}

/// Notes the numbers that a row shows to be given out, by the names they are counted under. A request may be of a person
/// who is lost: nobody else gets that person's number.
fn note_numbers(numbers: &mut BTreeMap<&'static str, u32>, head: &TableHead, row: &[Value]) {
    let of = |column| number(head, row, column);
    let given = match head.name.as_str() {
        "export" => [("export", of("export_id")), ("subject", None)],
        "retention_term" => [("retention_term", of("term_id")), ("subject", None)],
        "field_stop" => [("field_stop", of("stop_id")), ("subject", None)],
        "request" => {
            let of_nobody = subject(head, row) == Some(0);
            [("request", of("request_no").filter(|_| of_nobody)), ("subject", subject(head, row))]
        }
        _ => [("subject", subject(head, row)), ("request", None)],
    };
    for (name, number) in given {
        let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        let highest = numbers.entry(name).or_default();
        *highest = (*highest).max(number);
    }
}

/// A row of the suppression list in the order of its statement.
fn suppression(head: &TableHead, row: Vec<Value>) -> Vec<Value> {
    let mut by_name: BTreeMap<&str, Value> = head.columns.iter().map(String::as_str).zip(row).collect();
    let names = ["digest", "field", "since", "reason"];
    names.iter().map(|name| by_name.remove(name).unwrap_or(Value::Null)).collect()
}

/// The name under which the ledger was signed of which an archive of keys is. [`Store::restore`] looks whether it was.
///
/// # Errors
/// Where the archive does not open with these keys.
pub fn origin_of(keys: &Path, keyring: Keyring) -> Result<String, StoreError> {
    let file = BufReader::new(File::open(keys).map_err(at(keys))?);
    let (header, _) = open(&Vault::new(keyring), keys, ArchiveKind::Keys, file)?;
    let origin = header.checkpoint.as_deref().and_then(|note| note.lines().next());
    origin.map(str::to_owned).ok_or(StoreError::Mismatch)
}

/// Opens an archive and reads its header.
pub(super) fn open<R: Read>(
    vault: &Vault,
    path: &Path,
    kind: ArchiveKind,
    file: R,
) -> Result<(Header, ArchiveReader<R>), StoreError> {
    let fail = at(path);
    let mut input = vault.open_archive(kind.name(), file).map_err(&fail)?;
    let header: Header = match rows::kind(&mut input).map_err(&fail)? {
        b'H' => rows::part(&mut input).map_err(&fail)?,
        _ => return Err(fail(rows::unreadable())),
    };
    if (header.format, header.kind) == (FORMAT, kind) {
        Ok((header, input))
    } else {
        Err(fail(rows::unreadable()))
    }
}

/// Reads an archive to its end and gives its parts to `each`, rows in chunks.
fn read(vault: &Vault, path: &Path, kind: ArchiveKind, each: Each<'_>) -> Result<Whole, StoreError> {
    let fail = at(path);
    let file = BufReader::new(File::open(path).map_err(&fail)?);
    let (header, mut input) = open(vault, path, kind, file)?;
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    let mut table: Option<(TableHead, Vec<Vec<Value>>)> = None;
    loop {
        let kind = rows::kind(&mut input).map_err(&fail)?;
        if kind == b'R' {
            let (head, chunk) = table.as_mut().ok_or_else(|| fail(rows::unreadable()))?;
            chunk.push(rows::row(&mut input, head.columns.len()).map_err(&fail)?);
            *found.entry(head.name.clone()).or_default() += 1;
            if chunk.len() == CHUNK {
                each(Part::Rows(head, std::mem::take(chunk)))?;
            }
            continue;
        }
        if let Some((head, chunk)) = table.take().filter(|(_, chunk)| !chunk.is_empty()) {
            each(Part::Rows(&head, chunk))?;
        }
        match kind {
            b'T' => {
                let head: TableHead = rows::part(&mut input).map_err(&fail)?;
                found.entry(head.name.clone()).or_default();
                table = Some((head, Vec::new()));
            }
            b'S' => each(Part::Standing(rows::part(&mut input).map_err(&fail)?))?,
            b'E' => {
                let counts: BTreeMap<String, u64> = rows::part(&mut input).map_err(&fail)?;
                let rest = input.read(&mut [0]).map_err(&fail)?;
                let is_whole = rest == 0 && counts == found;
                return if is_whole { Ok((header, counts)) } else { Err(fail(rows::unreadable())) };
            }
            _ => return Err(fail(rows::unreadable())),
        }
    }
}
