//! Whole tables out of one engine and into another: what backups and moves stand on.

use super::batch::ColumnType;
use super::db::Connection;
use super::{Db, Location, SqlError, Value, lock, postgres, sqlite};

/// A table as the engine describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableShape {
    pub(crate) name: String,
    pub(crate) columns: Vec<(String, ColumnType)>,
}

/// Describes the tables of a zone but the list of migrations, the marks of the journal and the floor of key-encryption
/// keys, which belong to this database.
const SQLITE_SHAPES: &str = "SELECT m.name, c.name, LOWER(c.type) FROM sqlite_master m
    JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT IN ('migration', 'work_applied', 'vault_applied', 'kek_floor') ORDER BY m.name, c.name";
const POSTGRES_SHAPES: &str =
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT)
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT IN ('migration', 'work_applied', 'vault_applied', 'kek_floor')
    ORDER BY CAST(table_name AS TEXT) COLLATE \"C\", CAST(column_name AS TEXT) COLLATE \"C\"";

/// The pages of each table and of its indexes.
const SQLITE_BYTES: &str =
    "SELECT m.tbl_name, SUM(d.pgsize) FROM dbstat d JOIN sqlite_master m ON m.name = d.name
    WHERE d.aggregate = TRUE GROUP BY m.tbl_name";
const POSTGRES_BYTES: &str = "SELECT CAST(c.relname AS TEXT), CAST(pg_total_relation_size(c.oid) AS BIGINT)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r'";

impl Connection {
    /// The tables and their columns, both in the order of their names.
    pub(crate) fn shapes(&mut self) -> Result<Vec<TableShape>, SqlError> {
        let sql = match self {
            Self::Sqlite(_) => SQLITE_SHAPES,
            Self::Postgres(_) => POSTGRES_SHAPES,
        };
        let mut shapes: Vec<TableShape> = Vec::new();
        self.scan(sql, &mut |row| {
            let [Value::Text(table), Value::Text(column), Value::Text(kind)] = row.as_slice() else {
                return Err(SqlError::Shape { column: 0, expected: "table" });
            };
            let kind = match kind.as_str() {
                "integer" | "bigint" => ColumnType::Int,
                "text" => ColumnType::Text,
                _ => ColumnType::Bytes,
            };
            match shapes.last_mut().filter(|last| last.name == *table) {
                Some(last) => last.columns.push((column.clone(), kind)),
                None => {
                    shapes.push(TableShape { name: table.clone(), columns: vec![(column.clone(), kind)] });
                }
            }
            Ok(())
        })?;
        Ok(shapes)
    }

    fn scan(
        &mut self,
        sql: &str,
        each: &mut dyn FnMut(Vec<Value>) -> Result<(), SqlError>,
    ) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(connection) => sqlite::scan(connection, sql, each),
            Self::Postgres(pg) => pg.scan(sql, each),
        }
    }

    /// Gives every row of a table to `each`, one after the other.
    pub(crate) fn rows(
        &mut self,
        table: &TableShape,
        each: &mut dyn FnMut(Vec<Value>) -> Result<(), SqlError>,
    ) -> Result<(), SqlError> {
        self.scan(&format!("SELECT {} FROM {}", table.column_list(), table.name), each)
    }

    /// How many bytes each table takes, its indexes included.
    pub(crate) fn table_bytes(&mut self) -> Result<Vec<(String, u64)>, SqlError> {
        let sql = match self {
            Self::Sqlite(_) => SQLITE_BYTES,
            Self::Postgres(_) => POSTGRES_BYTES,
        };
        let mut found = Vec::new();
        self.scan(sql, &mut |row| {
            let [Value::Text(table), Value::Int(bytes)] = row.as_slice() else {
                return Err(SqlError::Shape { column: 0, expected: "table" });
            };
            found.push((table.clone(), u64::try_from(*bytes).unwrap_or_default()));
            Ok(())
        })?;
        Ok(found)
    }

    /// How many rows a table has; where a person is named, how many of theirs.
    pub(crate) fn count(&mut self, table: &TableShape, person: Option<u32>) -> Result<u64, SqlError> {
        let whose = person.map(|number| format!(" WHERE subject_id = {number}")).unwrap_or_default();
        let mut count = 0;
        self.scan(&format!("SELECT COUNT(*) FROM {}{whose}", table.name), &mut |row| {
            if let [Value::Int(found)] = row.as_slice() {
                count = u64::try_from(*found).unwrap_or_default();
            }
            Ok(())
        })?;
        Ok(count)
    }

    /// Adds rows, with the columns in the order of the shape.
    pub(crate) fn fill(&mut self, table: &TableShape, rows: &[Vec<Value>]) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(connection) => sqlite::fill(connection, table, rows),
            Self::Postgres(pg) => pg.fill(table, rows),
        }
    }
}

impl TableShape {
    /// Whether its rows lead to people.
    pub(crate) fn is_of_people(&self) -> bool {
        self.columns.iter().any(|(name, _)| name == "subject_id")
    }

    pub(super) fn column_list(&self) -> String {
        self.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Both zones as they were at one moment, to be read at leisure: a state that a crash at that moment would have left,
/// so that recovery understands it.
pub(crate) struct Snapshot {
    pub(crate) work: Connection,
    pub(crate) vault: Connection,
}

impl Snapshot {
    pub(crate) fn take(work: &Db, vault: &Db) -> Result<Self, SqlError> {
        let open = |db: &Db| Connection::open(db.location());
        let mut snapshot = Self { work: open(work)?, vault: open(vault)? };
        match work.location() {
            Location::Sqlite(_) => {
                // For the moment in which both snapshots are taken nobody writes to either.
                let mut held = [open(work)?, open(vault)?];
                for connection in &mut held {
                    connection.script("snapshot::hold", "BEGIN IMMEDIATE")?;
                }
                for connection in [&mut snapshot.work, &mut snapshot.vault] {
                    connection.script("snapshot::begin", "BEGIN; SELECT COUNT(*) FROM sqlite_master")?;
                }
                for connection in &mut held {
                    connection.script("snapshot::release", "ROLLBACK")?;
                }
            }
            Location::Postgres { .. } => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                snapshot.work.script("snapshot::begin", begin)?;
                snapshot.vault.script("snapshot::begin", begin)?;
                let mut name = None;
                snapshot.work.scan("SELECT pg_export_snapshot()", &mut |row| {
                    name = row.into_iter().next();
                    Ok(())
                })?;
                let Some(Value::Text(name)) = name else {
                    return Err(SqlError::Shape { column: 0, expected: "snapshot" });
                };
                // The name is the server's own: digits, letters and hyphens.
                snapshot.vault.script("snapshot::share", &format!("SET TRANSACTION SNAPSHOT '{name}'"))?;
            }
        }
        Ok(snapshot)
    }
}

const REWRITE: &str = "rewrite::table";

impl Db {
    /// On PostgreSQL, writes a table anew, so that nothing of its dead rows is left in its file. Does not wait for others
    /// who use the table: that is a conflict.
    pub(crate) fn rewrite(&self, table: &'static str) -> Result<(), SqlError> {
        let Location::Postgres { .. } = self.location() else { return Ok(()) };
        // A table cannot be written anew within a transaction, which several statements in one text would be.
        let mut connection = Connection::open(self.location())?;
        connection.script("rewrite::wait", "SET lock_timeout = '2s'")?;
        match connection.script(REWRITE, &format!("VACUUM (FULL) {table}")) {
            Err(SqlError::Engine { source, .. }) if postgres::is_in_use(&*source) => {
                Err(SqlError::Conflict { statement: REWRITE })
            }
            other => other,
        }
    }

    /// Fills tables in one transaction: all that `feed` puts into the connection, or nothing.
    pub(crate) fn fill<E: From<SqlError>>(
        &self,
        feed: impl FnOnce(&mut Connection) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut writer = lock(&self.writer);
        writer.script("fill::begin", "BEGIN")?;
        match feed(&mut writer) {
            Ok(()) => Ok(writer.script("fill::commit", "COMMIT")?),
            Err(error) => {
                writer.script("fill::rollback", "ROLLBACK")?;
                Err(error)
            }
        }
    }

    /// The tables of this database.
    pub(crate) fn shapes(&self) -> Result<Vec<TableShape>, SqlError> {
        lock(&self.writer).shapes()
    }

    /// Whether no table has a row.
    pub(crate) fn is_empty(&self) -> Result<bool, SqlError> {
        let mut writer = lock(&self.writer);
        let mut is_empty = true;
        for table in writer.shapes()? {
            writer.scan(&format!("SELECT 1 FROM {} LIMIT 1", table.name), &mut |_| {
                is_empty = false;
                Ok(())
            })?;
        }
        Ok(is_empty)
    }
}

/// What the engines need of a column.
pub(super) fn column_types(table: &TableShape) -> Vec<::postgres::types::Type> {
    table.columns.iter().map(|(_, kind)| postgres::pg_type(*kind)).collect()
}
