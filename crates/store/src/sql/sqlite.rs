//! SQLite: WAL, durable commits, deleted content overwritten.

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::Path;

use super::dump::TableShape;
use super::{Op, Row, SqlError, Statement, Value};
use crate::fault;

/// Pages a write-ahead log may have before it is brought into its file.
const LOG_PAGES: u32 = 4_000;
/// Statements kept prepared per connection.
const PREPARED_MAX: usize = 256;
/// How long a connection waits for another process' lock, in milliseconds.
const BUSY_MS: u64 = 5_000;
/// How long a checkpoint waits for readers, in milliseconds: a backup may read for minutes, and writers must go on.
const READERS_MS: u64 = 200;

pub(super) fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    // Otherwise SQLite plans many a statement anew for each value it is given, which took longer than to run it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // `secure_delete` overwrites what is deleted, so that a destroyed key does not live on in a free page.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

/// Makes an empty database whose pages have so many bytes, unless it is there already.
pub(super) fn create(path: &Path, page_bytes: u32) -> Result<(), rusqlite::Error> {
    let script = format!("PRAGMA page_size = {page_bytes}; PRAGMA journal_mode = WAL;");
    Connection::open(path)?.execute_batch(&script)
}

/// Opens the working zone with the vault attached. Their commits are not synced: the journal is.
pub(super) fn open_both(work: &Path, vault: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = open(work)?;
    connection.execute("ATTACH DATABASE $1 AS vault", [vault.to_string_lossy()])?;
    connection.execute_batch(&format!(
        "PRAGMA vault.journal_mode = WAL; PRAGMA vault.secure_delete = ON; PRAGMA vault.cache_size = -16384;
         PRAGMA main.synchronous = NORMAL; PRAGMA vault.synchronous = NORMAL;
         PRAGMA wal_autocheckpoint = {LOG_PAGES};"
    ))?;
    Ok(connection)
}

/// Moves the vault's write-ahead log into its file and cuts it to nothing, unless a reader is in the way; tells whether
/// it did.
pub(super) fn flush_vault(connection: &Connection) -> Result<bool, SqlError> {
    let wait = |milliseconds| connection.busy_timeout(std::time::Duration::from_millis(milliseconds));
    let flush = || {
        wait(READERS_MS)?;
        let busy =
            connection.query_row("PRAGMA vault.wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        wait(BUSY_MS)?;
        Ok(busy? == 0)
    };
    flush().map_err(|source: rusqlite::Error| SqlError::engine("checkpoint", source))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(reference: ValueRef<'_>) -> Value {
    match reference {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        // No column of ours is a float; one that appears is read as nothing, and the reader's shape check tells.
        ValueRef::Real(_) => Value::Null,
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

pub(super) fn read(
    connection: &Connection,
    statement: &Statement,
    params: &[Value],
) -> Result<Vec<Row>, SqlError> {
    let run = || {
        let mut prepared = connection.prepare_cached(statement.sql)?;
        let columns = prepared.column_count();
        let mut rows = prepared.query(rusqlite::params_from_iter(params))?;
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            answer.push(Row((0..columns).map(|i| row.get_ref(i).map(value)).collect::<Result<_, _>>()?));
        }
        Ok(answer)
    };
    run().map_err(|source: rusqlite::Error| SqlError::engine(statement.name, source))
}

/// Gives every row of an answer to `each`, all in the memory of one.
pub(super) fn each<E: From<SqlError>>(
    connection: &Connection,
    statement: &Statement,
    params: &[Value],
    each: &mut dyn FnMut(&Row) -> Result<(), E>,
) -> Result<(), E> {
    let fail = |source| SqlError::engine(statement.name, source);
    let mut prepared = connection.prepare_cached(statement.sql).map_err(fail)?;
    let mut row = Row(vec![Value::Null; prepared.column_count()]);
    let mut rows = prepared.query(rusqlite::params_from_iter(params)).map_err(fail)?;
    while let Some(next) = rows.next().map_err(fail)? {
        for (at, place) in row.0.iter_mut().enumerate() {
            put(place, next.get_ref(at).map_err(fail)?);
        }
        each(&row)?;
    }
    Ok(())
}

/// Puts a value in the place of another, in the memory of that one where it can.
fn put(place: &mut Value, reference: ValueRef<'_>) {
    match (place, reference) {
        (Value::Bytes(held), ValueRef::Blob(bytes)) => {
            held.clear();
            held.extend_from_slice(bytes);
        }
        (Value::Text(held), ValueRef::Text(bytes)) => {
            held.clear();
            held.push_str(&String::from_utf8_lossy(bytes));
        }
        (place, other) => *place = value(other),
    }
}

/// Runs one step of a batch within the transaction that is open.
pub(super) fn run(connection: &Connection, op: &Op) -> Result<(), SqlError> {
    match op {
        Op::Run { statement, rows, touches } => {
            run_text(connection, statement.name, statement.sql, *touches, rows)?;
        }
        Op::Load { table, rows } => run_text(connection, table.name, table.insert_sql(), None, rows)?,
    }
    fault::point();
    Ok(())
}

/// Runs a statement once for each row; where `touches` is given, it must touch exactly so many each time.
pub(super) fn run_text(
    connection: &Connection,
    name: &'static str,
    sql: &str,
    touches: Option<u64>,
    rows: &[Vec<Value>],
) -> Result<(), SqlError> {
    let fail = |source| SqlError::engine(name, source);
    let mut prepared = connection.prepare_cached(sql).map_err(fail)?;
    for row in rows {
        let touched = prepared.execute(rusqlite::params_from_iter(row)).map_err(fail)?;
        if touches.is_some_and(|touches| touches != touched as u64) {
            return Err(SqlError::Conflict { statement: name });
        }
    }
    Ok(())
}

/// Gives every row of an answer to `each`.
pub(super) fn scan(
    connection: &Connection,
    sql: &str,
    each: &mut dyn FnMut(Vec<Value>) -> Result<(), SqlError>,
) -> Result<(), SqlError> {
    let fail = |source| SqlError::engine("scan", source);
    let mut prepared = connection.prepare(sql).map_err(fail)?;
    let columns = prepared.column_count();
    let mut rows = prepared.query([]).map_err(fail)?;
    while let Some(row) = rows.next().map_err(fail)? {
        each((0..columns).map(|i| row.get_ref(i).map(value)).collect::<Result<_, _>>().map_err(fail)?)?;
    }
    Ok(())
}

/// Adds rows to a table.
pub(super) fn fill(connection: &Connection, table: &TableShape, rows: &[Vec<Value>]) -> Result<(), SqlError> {
    let marks = (1..=table.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, table.column_list());
    run_text(connection, "fill", &sql, None, rows)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_database_is_made_with_the_pages_that_were_asked_for_and_keeps_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("zone.db");
        let pages = || {
            let connection = open(&path).unwrap();
            connection.query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0)).unwrap()
        };
        create(&path, 8_192).unwrap();
        assert_eq!(pages(), 8_192);
        create(&path, 4_096).unwrap();
        assert_eq!(pages(), 8_192);
    }

    #[test]
    fn a_prepared_statement_is_not_planned_anew_for_every_value() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join("zone.db")).unwrap();
        connection
            .execute_batch("CREATE TABLE held (kind TEXT NOT NULL, purpose INTEGER NOT NULL, ends INTEGER)")
            .unwrap();
        let mut prepared =
            connection.prepare("SELECT MAX(ends) FROM held WHERE kind = $1 AND purpose = $2").unwrap();
        for purpose in 0..5 {
            let ends: Option<i64> = prepared.query_row(("lia", purpose), |row| row.get(0)).unwrap();
            assert_eq!(ends, None);
        }
        assert_eq!(prepared.get_status(StatementStatus::RePrepare), 0);
    }
}
