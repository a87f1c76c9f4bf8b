//! One database (a *zone*): a writer, idle readers, migrations.

use std::fs::File;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::migrate::{Migration, migrate};
use super::postgres::Pg;
use super::{Batch, Brief, COMMIT, Lender, Location, Op, Row, SqlError, Statement, Value, postgres, sqlite};
use crate::fault;

/// Idle readers kept open.
const IDLE_MAX: usize = 6;
/// Bytes of a page of a SQLite file, unless it is meant for long rows.
const PAGE_BYTES: u32 = 4_096;

pub(crate) enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres(Box<Pg>),
}

impl Connection {
    pub(crate) fn open(location: &Location) -> Result<Self, SqlError> {
        let fail = |source| SqlError::Unreachable { location: location.to_string(), source };
        match location {
            Location::Sqlite(path) => {
                sqlite::open(path).map(Self::Sqlite).map_err(|source| fail(Box::new(source)))
            }
            Location::Postgres { url, schema } => postgres::open(url, &[schema])
                .map(|pg| Self::Postgres(Box::new(pg)))
                .map_err(|source| fail(Box::new(source))),
        }
    }

    /// Opens both zones for one writer.
    pub(crate) fn open_both(work: &Location, vault: &Location) -> Result<Self, SqlError> {
        let fail = |source| SqlError::Unreachable { location: work.to_string(), source };
        match (work, vault) {
            (Location::Sqlite(work), Location::Sqlite(vault)) => {
                sqlite::open_both(work, vault).map(Self::Sqlite).map_err(|source| fail(Box::new(source)))
            }
            (Location::Postgres { url, schema }, Location::Postgres { schema: other, .. }) => {
                postgres::open(url, &[schema, other])
                    .map(|pg| Self::Postgres(Box::new(pg)))
                    .map_err(|source| fail(Box::new(source)))
            }
            _ => Err(fail("the two zones are on different engines".into())),
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(pg) => pg.is_closed(),
        }
    }

    /// Begins a transaction, from which on nobody else writes (SQLite) or sees what is written (PostgreSQL).
    pub(crate) fn begin(&mut self) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(_) => self.command("begin", "BEGIN IMMEDIATE"),
            Self::Postgres(_) => self.command("begin", "BEGIN"),
        }
    }

    /// Commits the transaction.
    pub(crate) fn commit(&mut self) -> Result<(), SqlError> {
        self.command(COMMIT, "COMMIT")?;
        fault::point();
        Ok(())
    }

    /// Ends the transaction without a trace. The engine has done so by itself where this fails.
    pub(crate) fn rollback(&mut self) {
        if !self.is_aborted() {
            let _ = self.command("rollback", "ROLLBACK");
        }
    }

    /// Marks where [`undo_savepoint`](Self::undo_savepoint) goes back to.
    pub(crate) fn savepoint(&mut self) -> Result<(), SqlError> {
        self.command("savepoint", "SAVEPOINT job")
    }

    /// Forgets the mark.
    pub(crate) fn release_savepoint(&mut self) -> Result<(), SqlError> {
        self.command("release", "RELEASE SAVEPOINT job")
    }

    /// Takes back what was done since the mark.
    pub(crate) fn undo_savepoint(&mut self) -> Result<(), SqlError> {
        self.command("undo", "ROLLBACK TO SAVEPOINT job")?;
        self.release_savepoint()
    }

    /// Whether the engine has ended the transaction by itself.
    pub(crate) fn is_aborted(&self) -> bool {
        match self {
            Self::Sqlite(connection) => connection.is_autocommit(),
            Self::Postgres(pg) => pg.is_closed(),
        }
    }

    /// Runs the steps of a batch within the transaction that is open.
    pub(crate) fn run(&mut self, batch: &Batch) -> Result<(), SqlError> {
        self.run_all(&batch.ops)
    }

    fn run_all(&mut self, ops: &[Op]) -> Result<(), SqlError> {
        ops.iter().try_for_each(|op| match self {
            Self::Sqlite(connection) => sqlite::run(connection, op),
            Self::Postgres(pg) => pg.run(op),
        })
    }

    /// Runs a statement of the journal, which only SQLite has, once for each row.
    pub(crate) fn run_text(
        &mut self,
        sql: &str,
        touches: Option<u64>,
        rows: &[Vec<Value>],
    ) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(connection) => sqlite::run_text(connection, "replay", sql, touches, rows),
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Ends the old copies of what was deleted from the vault, as far as the engine lets us at once: on SQLite its
    /// write-ahead log is brought into the file, where deleted bytes are overwritten, and cut to nothing. False where
    /// somebody was reading from it just then. PostgreSQL ends them by vacuum and by the turnover of its log.
    pub(crate) fn flush_vault(&mut self) -> Result<bool, SqlError> {
        match self {
            Self::Sqlite(connection) => sqlite::flush_vault(connection),
            Self::Postgres(_) => Ok(true),
        }
    }

    /// Asks several questions, which on SQLite see one state of the database.
    pub(super) fn hold<T, E: From<SqlError>>(
        &mut self,
        questions: &mut impl FnMut(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let holds = matches!(self, Self::Sqlite(_));
        if holds {
            self.command("hold", "BEGIN")?;
        }
        let answer = questions(self);
        if holds {
            self.rollback();
        }
        answer
    }

    /// Runs a statement without parameters.
    fn command(&mut self, name: &'static str, sql: &'static str) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(connection) => connection
                .prepare_cached(sql)
                .and_then(|mut prepared| prepared.execute([]))
                .map(drop)
                .map_err(|source| SqlError::engine(name, source)),
            Self::Postgres(pg) => pg.execute_script(sql).map_err(|source| SqlError::engine(name, source)),
        }
    }

    pub(crate) fn read(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Vec<Row>, SqlError> {
        match self {
            Self::Sqlite(connection) => sqlite::read(connection, statement, params),
            Self::Postgres(pg) => pg.read(statement, params),
        }
    }

    /// Gives every row of an answer to `each`.
    pub(crate) fn each<E: From<SqlError>>(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Sqlite(connection) => sqlite::each(connection, statement, params, each),
            // A server may be lost on the way, and then all is asked for again: so nothing is given before all is there.
            Self::Postgres(pg) => pg.read(statement, params)?.iter().try_for_each(each),
        }
    }

    /// Runs the steps in a transaction of their own.
    fn write(&mut self, ops: &[Op]) -> Result<(), SqlError> {
        self.begin()?;
        let answer = self.run_all(ops).and_then(|()| self.commit());
        if answer.is_err() {
            self.rollback();
        }
        answer
    }

    pub(super) fn script(&mut self, name: &'static str, script: &str) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch(script).map_err(|source| SqlError::engine(name, source))
            }
            Self::Postgres(pg) => pg.execute_script(script).map_err(|source| SqlError::engine(name, source)),
        }?;
        fault::point();
        Ok(())
    }
}

/// One open database.
pub struct Db {
    location: Location,
    pub(super) writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
    presence: OnceLock<Presence>,
    /// Whose connection brief questions may go through.
    lender: OnceLock<Arc<dyn Lender>>,
}

/// Held while the database is open, so that the next process can tell whether it is alone: exclusively until the first
/// one has recovered, shared from then on.
enum Presence {
    File(File),
    Session(Mutex<Connection>),
}

impl Db {
    /// Opens the database, creating it where it is not there yet, and applies the migrations it lacks.
    ///
    /// # Errors
    /// Where it cannot be reached, or was migrated by another version of the program.
    pub fn open(location: Location, migrations: &[Migration]) -> Result<Self, SqlError> {
        Self::open_paged(location, migrations, PAGE_BYTES)
    }

    /// The same; a SQLite file that is not there yet is made with pages of so many bytes.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub(crate) fn open_paged(
        location: Location,
        migrations: &[Migration],
        page_bytes: u32,
    ) -> Result<Self, SqlError> {
        if let Location::Sqlite(path) = &location
            && location.is_lost()
        {
            let fail = |source| SqlError::Unreachable { location: location.to_string(), source };
            sqlite::create(path, page_bytes).map_err(|source| fail(Box::new(source)))?;
        }
        let mut writer = Connection::open(&location)?;
        migrate(&mut writer, migrations)?;
        let (writer, idle, presence, lender) =
            (Mutex::new(writer), Mutex::default(), OnceLock::new(), OnceLock::new());
        Ok(Self { location, writer, idle, presence, lender })
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Answers a query.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn read(&self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, SqlError> {
        self.ask(|connection| connection.read(statement, params))
    }

    /// Answers a query and gives every row to `each`, for answers that are taken apart at once.
    ///
    /// # Errors
    /// Where the engine fails, or `each` does.
    pub(crate) fn each<E: From<SqlError>>(
        &self,
        statement: &'static Statement,
        params: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        self.ask(|connection| connection.each(statement, params, each))
    }

    /// Asks several queries through one connection. On SQLite all of them see one state of the database, and what it
    /// costs to begin and end a query is paid once.
    pub(crate) fn together<T, E: From<SqlError>>(
        &self,
        mut questions: impl FnMut(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.ask(|connection| connection.hold(&mut questions))
    }

    /// For questions that are answered at once.
    pub(crate) fn briefly(&self) -> Brief<'_> {
        Brief(self)
    }

    /// Lets brief questions go through another's connection from now on.
    pub(crate) fn borrow_from(&self, lender: Arc<dyn Lender>) {
        let _ = self.lender.set(lender);
    }

    /// Asks through the connection of the lender if it can be had, else as always.
    pub(super) fn ask_briefly<T, E: From<SqlError>>(
        &self,
        mut question: impl FnMut(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut answer = None;
        if let Some(lender) = self.lender.get() {
            lender.lend(&mut |connection| answer = Some(question(connection)));
        }
        answer.unwrap_or_else(|| self.ask(question))
    }

    /// Asks through an idle connection, or a new one.
    fn ask<T, E: From<SqlError>>(
        &self,
        mut question: impl FnMut(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = lock(&self.idle).pop().filter(|connection| !connection.is_closed());
        let mut connection = match idle {
            Some(connection) => connection,
            None => Connection::open(&self.location)?,
        };
        let mut answer = question(&mut connection);
        if answer.is_err() && connection.is_closed() {
            // The server was restarted: none of the idle connections lives, and a read can be done again.
            lock(&self.idle).clear();
            connection = Connection::open(&self.location)?;
            answer = question(&mut connection);
        }
        let mut idle = lock(&self.idle);
        if idle.len() < IDLE_MAX && !connection.is_closed() {
            idle.push(connection);
        }
        answer
    }

    /// Answers a query of which at most one row is wanted.
    ///
    /// # Errors
    /// Where the engine fails.
    pub fn read_one(&self, statement: &'static Statement, params: &[Value]) -> Result<Option<Row>, SqlError> {
        Ok(self.read(statement, params)?.into_iter().next())
    }

    /// Runs a batch on this zone alone in one durable transaction: all of it or nothing. What the product writes goes
    /// through the writer of both zones instead; this is for what examines or repairs one zone.
    ///
    /// # Errors
    /// [`SqlError::Conflict`] where a step touched another number of rows than it must; else the engine's failure.
    pub fn write(&self, batch: &Batch) -> Result<(), SqlError> {
        let mut writer = lock(&self.writer);
        if writer.is_closed() {
            self.reconnect(&mut writer)?;
        }
        let answer = writer.write(&batch.ops);
        let lost = matches!(&answer, Err(SqlError::Engine { statement, .. }) if *statement != COMMIT);
        if lost && writer.is_closed() {
            // The connection broke before anything could be committed, so this is safe to do again.
            self.reconnect(&mut writer)?;
            return writer.write(&batch.ops);
        }
        answer
    }

    /// Opens the writer anew, and marks the database as in use again if that mark went with the server as well.
    fn reconnect(&self, writer: &mut Connection) -> Result<(), SqlError> {
        *writer = Connection::open(&self.location)?;
        if let Some(Presence::Session(session)) = self.presence.get() {
            let mut session = lock(session);
            if session.read(&ALIVE, &[]).is_err() {
                *session = Connection::open(&self.location)?;
                session.read(&ATTEND, &[])?;
            }
        }
        Ok(())
    }

    /// Marks the database as in use for as long as it is open, and tells whether nobody else uses it. If so, others
    /// wait here until [`admit_others`](Self::admit_others).
    ///
    /// # Errors
    /// Where the mark cannot be set.
    pub fn attend(&self) -> Result<bool, SqlError> {
        let unreachable = |source| SqlError::Unreachable { location: self.location.to_string(), source };
        let (alone, presence) = match &self.location {
            Location::Sqlite(path) => {
                let fail = |source: std::io::Error| unreachable(Box::new(source));
                let lock = File::create(path.with_extension("lock")).map_err(fail)?;
                let alone = lock.try_lock().is_ok();
                if !alone {
                    lock.lock_shared().map_err(fail)?;
                }
                (alone, Presence::File(lock))
            }
            Location::Postgres { .. } => {
                let mut connection = Connection::open(&self.location)?;
                let answer = connection.read(&ATTEND_ALONE, &[])?;
                let alone = answer.first().map_or(Ok(false), |row| row.get(0))?;
                if !alone {
                    connection.read(&ATTEND, &[])?;
                }
                (alone, Presence::Session(Mutex::new(connection)))
            }
        };
        let _ = self.presence.set(presence);
        Ok(alone)
    }

    /// Lets others in after [`attend`](Self::attend).
    ///
    /// # Errors
    /// Where the mark cannot be changed.
    pub fn admit_others(&self) -> Result<(), SqlError> {
        match self.presence.get() {
            // Should another come between the two marks, it waits for nothing: recovery is over.
            Some(Presence::File(lock)) => lock.lock_shared().map_err(|source| SqlError::Unreachable {
                location: self.location.to_string(),
                source: Box::new(source),
            }),
            Some(Presence::Session(connection)) => {
                let mut connection = lock(connection);
                connection.read(&ATTEND, &[])?;
                connection.read(&ADMIT, &[]).map(drop)
            }
            None => Ok(()),
        }
    }

    /// Prepares a statement without running it: how tests check that both engines understand every text.
    ///
    /// # Errors
    /// The engine's complaint.
    pub fn check(&self, statement: &'static Statement) -> Result<(), SqlError> {
        match &mut *lock(&self.writer) {
            Connection::Sqlite(connection) => connection
                .prepare(statement.sql)
                .map(drop)
                .map_err(|source| SqlError::engine(statement.name, source)),
            Connection::Postgres(pg) => pg.prepare(statement).map(drop),
        }
    }
}

/// A lock whose holder panicked still guards consistent data: every write is one transaction.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

static ATTEND_ALONE: Statement =
    Statement { name: "attend::ATTEND_ALONE", sql: "SELECT pg_try_advisory_lock(7321410)" };
static ATTEND: Statement = Statement {
    name: "attend::ATTEND",
    sql: "SELECT CAST(1 AS BIGINT) FROM pg_advisory_lock_shared(7321410)",
};
static ALIVE: Statement = Statement { name: "attend::ALIVE", sql: "SELECT CAST(1 AS BIGINT)" };
static ADMIT: Statement = Statement { name: "attend::ADMIT", sql: "SELECT pg_advisory_unlock(7321410)" };
