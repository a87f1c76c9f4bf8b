//! Brief questions, about a person or a few: they may go through the connection of the writer while nobody writes. After a
//! change its pages are still in memory, where every other connection of SQLite reads anew what it needs.

use super::{Connection, Db, Row, SqlError, Statement, Value};

/// Who has a connection to lend.
pub(crate) trait Lender: Send + Sync {
    /// Gives the connection to `question`, unless it is in use.
    fn lend(&self, question: &mut dyn FnMut(&mut Connection));
}

/// What a database is asked for briefly. Whoever writes next waits for the answer.
pub(crate) struct Brief<'d>(pub(super) &'d Db);

impl Brief<'_> {
    /// As [`Db::read`].
    pub(crate) fn read(&self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, SqlError> {
        self.0.ask_briefly(|connection| connection.read(statement, params))
    }

    /// As [`Db::read_one`].
    pub(crate) fn read_one(
        &self,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Option<Row>, SqlError> {
        Ok(self.read(statement, params)?.into_iter().next())
    }

    /// As [`Db::each`].
    pub(crate) fn each<E: From<SqlError>>(
        &self,
        statement: &'static Statement,
        params: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        self.0.ask_briefly(|connection| connection.each(statement, params, each))
    }

    /// As [`Db::together`].
    pub(crate) fn together<T, E: From<SqlError>>(
        &self,
        mut questions: impl FnMut(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.0.ask_briefly(|connection| connection.hold(&mut questions))
    }
}
