//! One SQL text for two engines: a thin layer of values, rows, statements and batches over SQLite and PostgreSQL.
//!
//! The portable subset: `BIGINT`, `TEXT` and `BYTEA`/`BLOB` columns only, parameters `$1..$n` numbered in the order of
//! their first appearance, `ON CONFLICT`, no `RETURNING` in batches, no triggers, no server clock.

mod batch;
mod brief;
mod db;
mod dump;
mod location;
mod migrate;
mod postgres;
mod sqlite;
mod value;

pub(crate) use batch::{AMONG, among, padded, statements, table};
pub use batch::{Batch, ColumnType, Op, Statement, Table};
pub(crate) use brief::{Brief, Lender};
pub use db::Db;
pub(crate) use db::{Connection, lock};
pub(crate) use dump::{Snapshot, TableShape};
pub use location::Location;
pub use migrate::Migration;
pub use value::{FromValue, Row, Value};

/// What a failure to commit is called: after it nobody knows whether the transaction went through.
pub(crate) const COMMIT: &str = "commit";

/// What can go wrong between us and an engine. Messages hold no values.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The engine refused or failed.
    #[error("the database failed at `{statement}`")]
    Engine {
        /// The statement's name.
        statement: &'static str,
        /// The engine's own words, which name tables and columns but no values.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database cannot be opened or reached.
    #[error("the database `{location}` cannot be opened")]
    Unreachable {
        /// Where, without a password.
        location: String,
        /// The engine's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A statement touched another number of rows than it must: somebody else was faster.
    #[error("a concurrent change was faster at `{statement}`")]
    Conflict {
        /// The statement's name.
        statement: &'static str,
    },
    /// A column does not hold what its reader expects.
    #[error("column {column} does not hold a {expected}")]
    Shape {
        /// Zero-based position.
        column: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// An applied migration differs from the one this program carries.
    #[error(
        "migration `{0}` was applied in another form; this database belongs to another version of the program"
    )]
    Migration(String),
}

impl SqlError {
    pub(crate) fn engine<E>(statement: &'static str, source: E) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        Self::Engine { statement, source: Box::new(source) }
    }
}
