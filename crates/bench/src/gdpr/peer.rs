//! PostgreSQL's side: one table, prepared statements, with or without indexes on the metadata, with or without a log of
//! every statement.

use postgres::types::ToSql;
use postgres::{Client, Row, Statement};

use super::record::{Record, updated_data};
use super::run::Answering;
use super::{Answer, Field, Op, Plan, record, users_of};
use crate::error::{Result, wrong};
use crate::harness::Server;

const TABLE: &str = "CREATE TABLE record (key text NOT NULL, pur text NOT NULL, expires bigint NOT NULL, \
     usr text NOT NULL, obj text NOT NULL, dec text NOT NULL, acl text NOT NULL, shr text NOT NULL, \
     src text NOT NULL, cat text NOT NULL, data text NOT NULL)";
const COPY: &str = "COPY record (key, pur, expires, usr, obj, dec, acl, shr, src, cat, data) FROM STDIN";
/// The columns a mix filters by; the paper's indexed variant has them all.
const INDEXED: [&str; 8] = ["pur", "usr", "expires", "obj", "dec", "acl", "shr", "src"];
pub(super) const COLUMNS: &str = "obj, dec, acl, shr, cat, src, data";
/// Bytes a line of the log has at least room for; more are read where that was not enough.
const LOG_LINE: i64 = 512;

/// How a table is set up and a session behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// With indexes on the metadata.
    pub indexed: bool,
    /// With a log of every statement, as the paper's compliant variant.
    pub logged: bool,
}

impl Variant {
    /// What it is called in results.
    pub fn label(self) -> String {
        let indexed = if self.indexed { "indexed" } else { "not indexed" };
        let logged = if self.logged { "logged" } else { "not logged" };
        format!("PostgreSQL, {indexed}, {logged}")
    }
}

/// The set of records, loaded once and copied for each round.
pub struct Peer<'s> {
    server: &'s Server,
}

impl<'s> Peer<'s> {
    /// Loads the records into one database with metadata indexes and one without; those whose term ended are gone.
    ///
    /// # Errors
    /// Where the server fails.
    pub fn load(server: &'s Server, plan: Plan) -> Result<LoadedBytes> {
        let mut bytes = [0; 2];
        for (indexed, bytes) in [false, true].into_iter().zip(&mut bytes) {
            let database = base(indexed);
            server.recreate(database)?;
            let mut client = server.connect(database)?;
            client.batch_execute(TABLE)?;
            copy_in(&mut client, plan)?;
            client.batch_execute("ALTER TABLE record ADD PRIMARY KEY (key)")?;
            for column in INDEXED.iter().filter(|_| indexed) {
                client.batch_execute(&format!("CREATE INDEX record_by_{column} ON record ({column})"))?;
            }
            *bytes = table_bytes(&mut client)?;
            client.execute("DELETE FROM record WHERE expires < $1", &[&begin_s()])?;
            client.batch_execute("VACUUM ANALYZE record")?;
        }
        let mut client = server.connect("postgres")?;
        client.batch_execute("SET log_statement = 'all'")?;
        // A regulator reads up to a thousand lines of the log, so they must be there.
        (0..1_100).try_for_each(|_| client.execute("SELECT 1", &[]).map(drop))?;
        let [plain, indexed] = bytes;
        Ok(LoadedBytes { plain, indexed })
    }

    /// The records that were loaded before.
    pub fn at(server: &'s Server) -> Self {
        Self { server }
    }

    /// One more client of the copy that is there.
    ///
    /// # Errors
    /// Where the server fails.
    pub fn connect(&self, plan: Plan, variant: Variant) -> Result<PeerClient> {
        PeerClient::connect(self.server, plan, variant)
    }

    /// Clients of a fresh copy of the records.
    ///
    /// # Errors
    /// Where the server fails.
    pub fn clients(&self, plan: Plan, variant: Variant, count: usize) -> Result<Vec<PeerClient>> {
        self.server.copy(base(variant.indexed), "round")?;
        (0..count).map(|_| PeerClient::connect(self.server, plan, variant)).collect()
    }
}

/// Bytes of the table with its indexes, as it was loaded.
#[derive(Debug, Clone, Copy)]
pub struct LoadedBytes {
    /// With its primary key only.
    pub plain: u64,
    /// With indexes on the metadata.
    pub indexed: u64,
}

fn table_bytes(client: &mut Client) -> Result<u64> {
    let row = client.query_one("SELECT pg_total_relation_size('record')", &[])?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or(0))
}

fn base(indexed: bool) -> &'static str {
    if indexed { "indexed" } else { "plain" }
}

/// When the records were collected; the operations begin two days later on Zgoda's clock.
fn begin_s() -> i64 {
    60
}

fn copy_in(client: &mut Client, plan: Plan) -> Result<()> {
    use std::io::Write;
    let users = users_of(plan.records);
    let mut writer = client.copy_in(COPY)?;
    for key in 0..plan.records {
        let line = texts(&record(key, users)).join("\t") + "\n";
        writer.write_all(line.as_bytes()).map_err(crate::error::io("COPY"))?;
    }
    writer.finish()?;
    Ok(())
}

/// The eleven columns of a record.
pub(super) fn texts(record: &Record) -> [String; 11] {
    [
        format!("key{}", record.key),
        format!("pur{}", record.purpose),
        record.term.to_string(),
        format!("usr{}", record.user),
        format!("obj{}", record.objection),
        format!("dec{}", record.decision),
        format!("acl{}", record.acl),
        format!("shr{}", record.shared),
        format!("src{}", record.source),
        format!("cat{}", record.category),
        record.data.clone(),
    ]
}

/// One connection with its prepared statements.
pub struct PeerClient {
    client: Client,
    users: u64,
    read: Statement,
    read_purpose: Statement,
    read_user: Statement,
    update: Statement,
    delete: Statement,
    insert: Statement,
    exists: Statement,
    set_purpose: Vec<Statement>,
    set_user: Vec<Statement>,
}

impl PeerClient {
    fn connect(server: &Server, plan: Plan, variant: Variant) -> Result<Self> {
        let mut client = server.connect("round")?;
        let set = |client: &mut Client, by: &str| -> Result<Vec<Statement>> {
            let statement = |field: &Field| {
                client.prepare(&format!("UPDATE record SET {} = $1 WHERE {by} = $2", column(*field)))
            };
            Ok(Field::ALL.iter().map(statement).collect::<std::result::Result<_, _>>()?)
        };
        let (set_purpose, set_user) = (set(&mut client, "pur")?, set(&mut client, "usr")?);
        let by = |column: &str| format!("SELECT {COLUMNS} FROM record WHERE {column} = $1");
        let peer = Self {
            users: users_of(plan.records),
            read: client.prepare(&by("key"))?,
            read_purpose: client.prepare(&by("pur"))?,
            read_user: client.prepare(&by("usr"))?,
            update: client.prepare(
                "UPDATE record SET pur = $2, expires = $3, usr = $4, obj = $5, dec = $6, acl = $7, shr = $8, \
                 src = $9, cat = $10, data = $11 WHERE key = $1",
            )?,
            delete: client.prepare("DELETE FROM record WHERE key = $1")?,
            insert: client
                .prepare("INSERT INTO record VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")?,
            exists: client.prepare("SELECT 1 FROM record WHERE key = $1")?,
            set_purpose,
            set_user,
            client,
        };
        let mut peer = peer;
        if variant.logged {
            peer.client.batch_execute("SET log_statement = 'all'")?;
        }
        Ok(peer)
    }

    /// Bytes of the table with its indexes.
    ///
    /// # Errors
    /// Where the server fails.
    pub fn table_bytes(&mut self) -> Result<u64> {
        table_bytes(&mut self.client)
    }

    fn write(&mut self, statement: &Statement, record: &Record) -> Result<Answer> {
        let [key, pur, _, usr, obj, dec, acl, shr, src, cat, data] = texts(record);
        let expires = record.term as i64;
        let params: [&(dyn ToSql + Sync); 11] =
            [&key, &pur, &expires, &usr, &obj, &dec, &acl, &shr, &src, &cat, &data];
        Ok(Answer::count(self.client.execute(statement, &params)?))
    }

    fn set(&mut self, statement: &Statement, field: Field, value: u64, by: &str) -> Result<Answer> {
        let count = match field {
            Field::Term => self.client.execute(statement, &[&(value as i64), &by])?,
            _ => self.client.execute(statement, &[&format!("{}{value}", column(field)), &by])?,
        };
        Ok(Answer::count(count))
    }

    /// The latest lines of the log, read through the server as an authority would.
    fn logs(&mut self, lines: u64) -> Result<Answer> {
        let row = self.client.query_one(
            "SELECT file, (pg_stat_file(file)).size FROM pg_current_logfile('csvlog') AS file",
            &[],
        )?;
        let (file, size): (String, i64) = (row.get(0), row.get(1));
        let mut length = LOG_LINE * lines as i64;
        loop {
            let from = (size - length).max(0);
            let row =
                self.client.query_one("SELECT pg_read_binary_file($1, $2, $3)", &[&file, &from, &length])?;
            let bytes: Vec<u8> = row.get(0);
            let found = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
            if found > lines {
                let last = bytes.split(|byte| *byte == b'\n').rev().skip(1).take(lines as usize);
                let text = last.map(<[u8]>::len).sum::<usize>();
                std::hint::black_box(text);
                return Ok(Answer::count(lines));
            }
            if from == 0 {
                return wrong(format!("the log has {found} lines, not {lines}"));
            }
            length *= 2;
        }
    }
}

pub(super) fn column(field: Field) -> &'static str {
    match field {
        Field::Term => "expires",
        Field::Objection => "obj",
        Field::Decision => "dec",
        Field::Acl => "acl",
        Field::Shared => "shr",
        Field::Source => "src",
        Field::Category => "cat",
    }
}

fn read_all(rows: &[Row], columns: usize) -> Answer {
    let mut answer = Answer::default();
    rows.iter().for_each(|row| answer.add((0..columns).map(|column| row.get::<_, &str>(column))));
    answer
}

/// Object, decision, access, sharing, category, source; and the value.
pub(super) const WITH_DATA: usize = 7;
pub(super) const METADATA: usize = 6;

impl Answering for PeerClient {
    fn answer(&mut self, op: &Op) -> Result<Answer> {
        match *op {
            Op::Read(key) => {
                let rows = self.client.query(&self.read, &[&format!("key{key}")])?;
                Ok(read_all(&rows, WITH_DATA))
            }
            Op::ReadPurpose(purpose) => {
                let rows = self.client.query(&self.read_purpose, &[&format!("pur{purpose}")])?;
                Ok(read_all(&rows, WITH_DATA))
            }
            Op::ReadUser(user) => {
                let rows = self.client.query(&self.read_user, &[&format!("usr{user}")])?;
                Ok(read_all(&rows, WITH_DATA))
            }
            Op::ReadMetadata(user) => {
                let rows = self.client.query(&self.read_user, &[&format!("usr{user}")])?;
                Ok(read_all(&rows, METADATA))
            }
            Op::Update(key, version) => {
                let data = updated_data(key, version);
                let statement = self.update.clone();
                self.write(&statement, &Record { data, ..record(key, self.users) })
            }
            Op::Insert(key) => {
                let statement = self.insert.clone();
                self.write(&statement, &record(key, self.users))
            }
            Op::SetPurpose(purpose, field, value) => {
                let statement = self.set_purpose[field as usize].clone();
                self.set(&statement, field, value, &format!("pur{purpose}"))
            }
            Op::SetUser(user, field, value) => {
                let statement = self.set_user[field as usize].clone();
                self.set(&statement, field, value, &format!("usr{user}"))
            }
            Op::Delete(key) => Ok(Answer::count(self.client.execute(&self.delete, &[&format!("key{key}")])?)),
            Op::Logs(lines) => self.logs(lines),
            Op::VerifyDeletion(key) => {
                let found = self.client.query_opt(&self.exists, &[&format!("key{key}")])?.is_some();
                Ok(Answer::count(u64::from(!found)))
            }
        }
    }
}
