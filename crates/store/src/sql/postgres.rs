//! PostgreSQL: the same batches, with `COPY` for bulk.

use std::collections::HashMap;
use std::error::Error;

use bytes::BytesMut;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{FromSql, IsNull, ToSql, Type};
use postgres::{Client, NoTls};

use super::batch::ColumnType;
use super::dump::{TableShape, column_types};
use super::{Op, Row, SqlError, Statement, Table, Value};
use crate::fault;

/// Fewer rows than this are inserted by a prepared statement, which costs one round trip less than `COPY`.
const COPY_FROM: usize = 4;

/// A connection with its prepared statements.
pub(crate) struct Pg {
    client: Client,
    prepared: HashMap<&'static str, postgres::Statement>,
}

/// Opens a connection that sees these schemas, whose names are our own constants.
pub(super) fn open(url: &str, schemas: &[&str]) -> Result<Pg, postgres::Error> {
    let mut client = url.parse::<postgres::Config>()?.connect(NoTls)?;
    client.batch_execute("SET client_min_messages = warning; SET synchronous_commit = on;")?;
    for schema in schemas {
        client.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS {schema}"))?;
    }
    client.batch_execute(&format!("SET search_path = {}", schemas.join(", ")))?;
    Ok(Pg { client, prepared: HashMap::new() })
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(int) if *ty == Type::INT4 => i32::try_from(*int)?.to_sql(ty, out),
            Value::Int(int) => int.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::TEXT, Type::BYTEA].contains(ty)
    }

    postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::BYTEA => Self::Bytes(Vec::from_sql(ty, raw)?),
            _ => Self::Text(String::from_sql(ty, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::BOOL, Type::TEXT, Type::VARCHAR, Type::NAME, Type::BYTEA].contains(ty)
    }
}

fn refs(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Pg {
    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn execute_script(&mut self, script: &str) -> Result<(), postgres::Error> {
        self.client.batch_execute(script)
    }

    pub(super) fn prepare(&mut self, statement: &'static Statement) -> Result<postgres::Statement, SqlError> {
        if let Some(prepared) = self.prepared.get(statement.name) {
            return Ok(prepared.clone());
        }
        let prepared =
            self.client.prepare(statement.sql).map_err(|source| SqlError::engine(statement.name, source))?;
        self.prepared.insert(statement.name, prepared.clone());
        Ok(prepared)
    }

    pub(super) fn read(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        let fail = |source| SqlError::engine(statement.name, source);
        let prepared = self.prepare(statement)?;
        let rows = self.client.query(&prepared, &refs(params)).map_err(fail)?;
        rows.iter()
            .map(|row| {
                (0..row.len()).map(|i| row.try_get(i)).collect::<Result<_, _>>().map(Row).map_err(fail)
            })
            .collect()
    }

    /// Gives every row of an answer to `each`, without holding all of them.
    pub(super) fn scan(
        &mut self,
        sql: &str,
        each: &mut dyn FnMut(Vec<Value>) -> Result<(), SqlError>,
    ) -> Result<(), SqlError> {
        let fail = |source| SqlError::engine("scan", source);
        let mut rows = self.client.query_raw(sql, std::iter::empty::<&Value>()).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            each((0..row.len()).map(|i| row.try_get(i)).collect::<Result<_, _>>().map_err(fail)?)?;
        }
        Ok(())
    }

    /// Adds rows to a table by `COPY`.
    pub(super) fn fill(&mut self, table: &TableShape, rows: &[Vec<Value>]) -> Result<(), SqlError> {
        let mut copy = || -> Result<(), postgres::Error> {
            let sql = format!("COPY {} ({}) FROM STDIN BINARY", table.name, table.column_list());
            let mut writer = BinaryCopyInWriter::new(self.client.copy_in(&sql)?, &column_types(table));
            for row in rows {
                writer.write(&refs(row))?;
            }
            writer.finish().map(drop)
        };
        copy().map_err(|source| SqlError::engine("fill", source))
    }

    /// Runs one step of a batch within the transaction that is open.
    pub(super) fn run(&mut self, op: &Op) -> Result<(), SqlError> {
        match op {
            Op::Run { statement, rows, touches } => {
                let prepared = self.prepare(statement)?;
                for params in rows {
                    let touched = self
                        .client
                        .execute(&prepared, &refs(params))
                        .map_err(|source| failure(statement.name, source))?;
                    if touches.is_some_and(|touches| touches != touched) {
                        return Err(SqlError::Conflict { statement: statement.name });
                    }
                }
            }
            Op::Load { table, rows } => {
                load(&mut self.client, table, rows).map_err(|source| failure(table.name, source))?;
            }
        }
        fault::point();
        Ok(())
    }
}

/// Whether a lock could not be had in time.
pub(super) fn is_in_use(error: &(dyn std::error::Error + 'static)) -> bool {
    let code = error.downcast_ref::<postgres::Error>().and_then(postgres::Error::code);
    code == Some(&SqlState::LOCK_NOT_AVAILABLE)
}

/// Two transactions that wait for each other are a conflict like any other: one of them may try again.
fn failure(statement: &'static str, source: postgres::Error) -> SqlError {
    let met = [SqlState::T_R_DEADLOCK_DETECTED, SqlState::T_R_SERIALIZATION_FAILURE];
    match source.code() {
        Some(code) if met.contains(code) => SqlError::Conflict { statement },
        _ => SqlError::engine(statement, source),
    }
}

fn load(client: &mut Client, table: &'static Table, rows: &[Vec<Value>]) -> Result<(), postgres::Error> {
    if rows.len() < COPY_FROM {
        let prepared = client.prepare(table.insert_sql())?;
        for row in rows {
            client.execute(&prepared, &refs(row))?;
        }
        return Ok(());
    }
    let types: Vec<Type> = table.columns.iter().map(|(_, ty)| pg_type(*ty)).collect();
    let copy = format!("COPY {} ({}) FROM STDIN BINARY", table.name, table.column_list());
    let mut writer = BinaryCopyInWriter::new(client.copy_in(&copy)?, &types);
    for row in rows {
        writer.write(&refs(row))?;
    }
    writer.finish()?;
    Ok(())
}

pub(super) fn pg_type(ty: ColumnType) -> Type {
    match ty {
        ColumnType::Int => Type::INT8,
        ColumnType::Text => Type::TEXT,
        ColumnType::Bytes => Type::BYTEA,
    }
}
