//! Migrations: one text for both engines, each applied once and never changed.

use sha2::{Digest, Sha256};

use super::{Connection, SqlError, Statement};

/// A numbered change of the schema. Its text is PostgreSQL's but for two marks: `{BYTES}`, the engine's word for byte
/// strings, and `{CLUSTERED}` behind a table that SQLite shall keep in the order of its primary key.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// File name, ordered.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

static APPLIED: Statement =
    Statement { name: "migrate::APPLIED", sql: "SELECT name, checksum FROM migration" };

/// Applies those that the database lacks.
pub(super) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), SqlError> {
    let (bytes, guard) = match connection {
        Connection::Sqlite(_) => ("BLOB", "BEGIN IMMEDIATE;"),
        // Two processes that start at once must not both migrate.
        Connection::Postgres(_) => ("BYTEA", "BEGIN; SELECT pg_advisory_xact_lock(7321409);"),
    };
    connection.script(
        "migrate::table",
        &format!("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum {bytes} NOT NULL)"),
    )?;
    for migration in migrations {
        let checksum: [u8; 32] = Sha256::digest(migration.sql.as_bytes()).into();
        connection.script("migrate::begin", guard)?;
        let applied = connection.read(&APPLIED, &[])?.into_iter().find_map(|row| {
            (row.get::<String>(0).ok()? == migration.name).then(|| row.get::<[u8; 32]>(1).ok()).flatten()
        });
        match applied {
            Some(applied) if applied == checksum => connection.script("migrate::end", "COMMIT")?,
            Some(_) => return Err(SqlError::Migration(migration.name.to_owned())),
            None => {
                connection.script(migration.name, &dialect(migration.sql, bytes))?;
                let literal = match bytes {
                    "BLOB" => format!("x'{}'", hex::encode(checksum)),
                    _ => format!("'\\x{}'", hex::encode(checksum)),
                };
                let name = migration.name;
                connection.script(
                    "migrate::record",
                    &format!("INSERT INTO migration (name, checksum) VALUES ('{name}', {literal}); COMMIT"),
                )?;
            }
        }
    }
    Ok(())
}

fn dialect(sql: &str, bytes: &str) -> String {
    let text = sql.replace("{BYTES}", bytes);
    match bytes {
        // Only `INTEGER PRIMARY KEY` is SQLite's own row id; `BIGINT` would cost a second tree.
        "BLOB" => {
            text.replace("{CLUSTERED}", "WITHOUT ROWID").replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
        }
        _ => text.replace(" {CLUSTERED}", ""),
    }
}
