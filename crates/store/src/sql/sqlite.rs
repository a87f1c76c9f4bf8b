//! SQLite: WAL, durable commits, deleted content overwritten.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::Path;

use super::dump::TableShape;
use super::{COMMIT, Op, Row, SqlError, Statement, Table, Value};
use crate::fault;

/// Statements kept prepared per connection.
const PREPARED_MAX: usize = 256;
/// How long a connection waits for another process' lock, in milliseconds.
const BUSY_MS: u64 = 5_000;

pub(super) fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    // `secure_delete` overwrites what is deleted, so that a destroyed key does not live on in a free page.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

/// Moves the write-ahead log into the file and cuts it to nothing. A reader in the way makes it stay for the next time.
pub(super) fn truncate_log(connection: &Connection) -> Result<(), SqlError> {
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    connection.query_row(checkpoint, [], |_| Ok(())).map_err(|source| SqlError::engine("checkpoint", source))
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

pub(super) fn write(connection: &mut Connection, ops: &[Op]) -> Result<(), SqlError> {
    let begin = |source| SqlError::engine("begin", source);
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(begin)?;
    for op in ops {
        match op {
            Op::Run { statement, params, rows } => {
                let touched = transaction
                    .prepare_cached(statement.sql)
                    .and_then(|mut prepared| prepared.execute(rusqlite::params_from_iter(params)))
                    .map_err(|source| SqlError::engine(statement.name, source))?;
                if rows.is_some_and(|rows| rows != touched as u64) {
                    return Err(SqlError::Conflict { statement: statement.name });
                }
            }
            Op::Load { table, rows } => load(&transaction, table, rows)?,
        }
        fault::point();
    }
    transaction.commit().map_err(|source| SqlError::engine(COMMIT, source))?;
    fault::point();
    Ok(())
}

fn load(connection: &Connection, table: &Table, rows: &[Vec<Value>]) -> Result<(), SqlError> {
    let fail = |source| SqlError::engine(table.name, source);
    let mut prepared = connection.prepare_cached(&table.insert_sql()).map_err(fail)?;
    for row in rows {
        prepared.execute(rusqlite::params_from_iter(row)).map_err(fail)?;
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
    let fail = |source| SqlError::engine("fill", source);
    let marks = (1..=table.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, table.column_list());
    let mut prepared = connection.prepare_cached(&sql).map_err(fail)?;
    for row in rows {
        prepared.execute(rusqlite::params_from_iter(row)).map_err(fail)?;
    }
    Ok(())
}
