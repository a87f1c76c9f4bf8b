//! The same records with everything off: the engine that carries our store, in the same build, with one table of plain
//! values. No seal, no decision, no ledger, no term that ends by itself; durable all the same.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Params, Row, params};

use super::peer::{COLUMNS, METADATA, WITH_DATA, column, texts};
use super::record::{Record, updated_data};
use super::run::Answering;
use super::{Answer, Field, Op, Plan, record, users_of};
use crate::error::{Result, wrong};

const TABLE: &str = "PRAGMA journal_mode = WAL; CREATE TABLE record (key TEXT PRIMARY KEY, pur TEXT NOT NULL, \
     expires INTEGER NOT NULL, usr TEXT NOT NULL, obj TEXT NOT NULL, dec TEXT NOT NULL, acl TEXT NOT NULL, \
     shr TEXT NOT NULL, src TEXT NOT NULL, cat TEXT NOT NULL, data TEXT NOT NULL); \
     CREATE INDEX record_by_pur ON record (pur); CREATE INDEX record_by_usr ON record (usr);";
/// Durable with every commit, and as much page cache as our store gives each of its two files.
const SESSION: &str = "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";
const INSERT: &str = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const UPDATE: &str = "UPDATE record SET pur = ?2, expires = ?3, usr = ?4, obj = ?5, dec = ?6, acl = ?7, shr = ?8, \
     src = ?9, cat = ?10, data = ?11 WHERE key = ?1";

/// The records, loaded once and copied for each round.
pub struct Plain {
    file: PathBuf,
    users: u64,
}

impl Plain {
    /// Loads the records, without those whose term had ended.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn load(folder: &Path, plan: Plan) -> Result<Self> {
        let plain = Self { file: folder.join("pristine.db"), users: users_of(plan.records) };
        let mut connection = Connection::open(&plain.file)?;
        connection.execute_batch(TABLE)?;
        let transaction = connection.transaction()?;
        for key in
            (0..plan.records).map(|key| record(key, plain.users)).filter(|record| !record.is_short_lived())
        {
            write(&transaction, INSERT, &key)?;
        }
        transaction.commit()?;
        connection.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(plain)
    }

    /// The only client of a fresh copy.
    ///
    /// # Errors
    /// Where it cannot be copied or opened.
    pub fn client(&self) -> Result<PlainClient> {
        let copy = self.file.with_file_name("round.db");
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = std::fs::remove_file(copy.with_extension(ending));
        }
        std::fs::copy(&self.file, &copy).map_err(crate::error::io("the plain records"))?;
        let connection = Connection::open(&copy)?;
        connection.execute_batch(SESSION)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(PlainClient { connection, users: self.users })
    }
}

/// A client of the plain records.
pub struct PlainClient {
    connection: Connection,
    users: u64,
}

impl PlainClient {
    fn read(&self, by: &str, value: &str, columns: usize) -> Result<Answer> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM record WHERE {by} = ?1"))?;
        let mut rows = statement.query([value])?;
        let mut answer = Answer::default();
        while let Some(row) = rows.next()? {
            answer.add(texts_of(row, columns)?);
        }
        Ok(answer)
    }

    fn change(&self, text: &str, params: impl Params) -> Result<Answer> {
        Ok(Answer::count(self.connection.prepare_cached(text)?.execute(params)? as u64))
    }

    fn set(&self, field: Field, value: u64, by: &str, is: &str) -> Result<Answer> {
        let text = format!("UPDATE record SET {} = ?1 WHERE {by} = ?2", column(field));
        match field {
            Field::Term => self.change(&text, params![value as i64, is]),
            _ => self.change(&text, [format!("{}{value}", column(field)).as_str(), is]),
        }
    }
}

fn texts_of<'r>(row: &'r Row<'_>, columns: usize) -> Result<Vec<&'r str>> {
    let text = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
    Ok((0..columns).map(text).collect::<std::result::Result<_, _>>()?)
}

fn write(connection: &Connection, text: &str, record: &Record) -> Result<Answer> {
    let [key, pur, _, usr, obj, dec, acl, shr, src, cat, data] = texts(record);
    let params = params![key, pur, record.term as i64, usr, obj, dec, acl, shr, src, cat, data];
    Ok(Answer::count(connection.prepare_cached(text)?.execute(params)? as u64))
}

impl Answering for PlainClient {
    fn answer(&mut self, op: &Op) -> Result<Answer> {
        match *op {
            Op::Read(key) => self.read("key", &format!("key{key}"), WITH_DATA),
            Op::ReadPurpose(purpose) => self.read("pur", &format!("pur{purpose}"), WITH_DATA),
            Op::ReadUser(user) => self.read("usr", &format!("usr{user}"), WITH_DATA),
            Op::ReadMetadata(user) => self.read("usr", &format!("usr{user}"), METADATA),
            Op::Update(key, version) => {
                let data = updated_data(key, version);
                write(&self.connection, UPDATE, &Record { data, ..record(key, self.users) })
            }
            Op::Insert(key) => write(&self.connection, INSERT, &record(key, self.users)),
            Op::SetPurpose(purpose, field, value) => self.set(field, value, "pur", &format!("pur{purpose}")),
            Op::SetUser(user, field, value) => self.set(field, value, "usr", &format!("usr{user}")),
            Op::Delete(key) => self.change("DELETE FROM record WHERE key = ?1", [format!("key{key}")]),
            Op::Logs(_) | Op::VerifyDeletion(_) => wrong("plain records have no log and prove nothing"),
        }
    }
}
