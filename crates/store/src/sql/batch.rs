//! Statements, tables and the batch: what one transaction does.

use std::sync::OnceLock;

use super::Value;

/// A named SQL text, the same for both engines.
#[derive(Debug)]
pub struct Statement {
    /// Stands in errors and caches; unique.
    pub name: &'static str,
    /// The text, with `$1..$n`.
    pub sql: &'static str,
}

/// A table that can be loaded in bulk.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns a load gives, with their types in PostgreSQL's words.
    pub columns: &'static [(&'static str, ColumnType)],
    /// The statement that inserts one row, once it was needed.
    pub(crate) insert: OnceLock<String>,
}

/// The types a column can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
    /// `BYTEA`, `BLOB`.
    Bytes,
}

/// One step of a batch.
#[derive(Debug)]
pub enum Op {
    /// Runs a statement once for each row of parameters.
    Run {
        /// Which.
        statement: &'static Statement,
        /// Its parameters, each time.
        rows: Vec<Vec<Value>>,
        /// How many rows of its table it must touch each time, if that matters.
        touches: Option<u64>,
    },
    /// Inserts many rows: `COPY` on PostgreSQL, one prepared statement on SQLite.
    Load {
        /// Where.
        table: &'static Table,
        /// What, in the order of the table's columns.
        rows: Vec<Vec<Value>>,
    },
}

/// The steps of one transaction: all or none.
#[derive(Debug, Default)]
pub struct Batch {
    pub(super) ops: Vec<Op>,
}

impl Batch {
    /// The steps.
    pub(crate) fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The texts of the steps, with the rows each is run for.
    pub(crate) fn steps_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut [Vec<Value>])> {
        self.ops.iter_mut().map(|op| match op {
            Op::Run { statement, rows, .. } => (statement.sql, rows.as_mut_slice()),
            Op::Load { table, rows } => (table.insert_sql(), rows.as_mut_slice()),
        })
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// Adds a statement that may touch any number of rows.
    pub fn run(&mut self, statement: &'static Statement, params: Vec<Value>) {
        self.push(statement, params, None);
    }

    /// Adds a statement that must touch exactly one row: the compare-and-swap of concurrent changes.
    pub fn run_one(&mut self, statement: &'static Statement, params: Vec<Value>) {
        self.push(statement, params, Some(1));
    }

    /// The same statement many times over is one step.
    fn push(&mut self, statement: &'static Statement, params: Vec<Value>, touches: Option<u64>) {
        match self.ops.last_mut() {
            Some(Op::Run { statement: last, rows, touches: each })
                if std::ptr::eq(*last, statement) && *each == touches =>
            {
                rows.push(params);
            }
            _ => self.ops.push(Op::Run { statement, rows: vec![params], touches }),
        }
    }

    /// Adds a row to the load of `table`, so that many rows of one table travel together.
    pub fn insert(&mut self, table: &'static Table, row: Vec<Value>) {
        let last = self.ops.iter_mut().rev().find_map(|op| match op {
            Op::Load { table: other, rows } if std::ptr::eq(*other, table) => Some(rows),
            _ => None,
        });
        match last {
            Some(rows) => rows.push(row),
            None => self.ops.push(Op::Load { table, rows: vec![row] }),
        }
    }

    /// Puts the steps of another batch behind these.
    pub fn append(&mut self, other: Batch) {
        if self.is_empty() {
            *self = other;
            return;
        }
        for op in other.ops {
            match op {
                Op::Load { table, rows } => rows.into_iter().for_each(|row| self.insert(table, row)),
                Op::Run { statement, rows, touches } => {
                    rows.into_iter().for_each(|row| self.push(statement, row, touches));
                }
            }
        }
    }
}

/// Declares a [`Table`]: `table!(NAME = "name" { column: Int, … })`.
macro_rules! table {
    ($(#[$meta:meta])* $vis:vis $const:ident = $name:literal { $($column:ident: $type:ident),+ $(,)? }) => {
        $(#[$meta])*
        $vis static $const: $crate::sql::Table = $crate::sql::Table {
            name: $name,
            columns: &[$((stringify!($column), $crate::sql::ColumnType::$type)),+],
            insert: std::sync::OnceLock::new(),
        };
    };
}

/// Declares statements and the slice `ALL` that a test prepares on both engines.
macro_rules! statements {
    ($($(#[$meta:meta])* $const:ident = $sql:expr;)+) => {
        $($(#[$meta])* pub(crate) static $const: $crate::sql::Statement =
            $crate::sql::Statement { name: concat!(module_path!(), "::", stringify!($const)), sql: $sql };)+

        /// Every statement of this module, for the test that prepares them all.
        pub(crate) static ALL: &[&$crate::sql::Statement] = &[$(&$const),+];
    };
}

/// The condition that a column is one of [`AMONG`] parameters, for statements made by `concat!`.
macro_rules! among {
    () => {
        "IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
         $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    };
}

pub(crate) use {among, statements, table};

/// How many things a statement with `among!` asks for; shorter lists are padded with the first.
pub(crate) const AMONG: usize = 32;

/// The parameters of such a statement, for at most so many things.
pub(crate) fn padded<T: Copy + Into<Value>>(things: &[T]) -> Vec<Value> {
    let first = things.first().copied();
    let padding = std::iter::repeat_n(first, AMONG.saturating_sub(things.len())).flatten();
    things.iter().copied().chain(padding).map(Into::into).collect()
}

impl Table {
    /// The columns, separated by commas.
    pub(super) fn column_list(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The statement that inserts one row.
    pub(crate) fn insert_sql(&'static self) -> &'static str {
        self.insert.get_or_init(|| {
            let marks = (1..=self.columns.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
            format!("INSERT INTO {} ({}) VALUES ({marks})", self.name, self.column_list())
        })
    }
}
