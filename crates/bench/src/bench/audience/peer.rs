//! PostgreSQL's side: consents, permissions and objections as rows.

use std::io::Write;

use postgres::Client;

use super::Addressee;
use crate::error::{Result, io};
use crate::harness::Server;
use crate::people::email;

const TABLES: &str = "CREATE TABLE person (id bigint PRIMARY KEY, state int NOT NULL, email text); \
     CREATE TABLE consent (person_id bigint NOT NULL, no int NOT NULL, purpose int NOT NULL, channel int NOT NULL, \
     state int NOT NULL, given bigint NOT NULL, ended bigint, expires bigint NOT NULL, proof boolean NOT NULL); \
     CREATE TABLE permission (person_id bigint NOT NULL, no int NOT NULL, purpose int NOT NULL, channel int NOT NULL, \
     given bigint NOT NULL, ended bigint); \
     CREATE TABLE objection (person_id bigint NOT NULL, no int NOT NULL, kind int NOT NULL)";
const KEYS: &str = "ALTER TABLE consent ADD PRIMARY KEY (person_id, no); \
     ALTER TABLE permission ADD PRIMARY KEY (person_id, no); ALTER TABLE objection ADD PRIMARY KEY (person_id, no); \
     CREATE INDEX consent_by_purpose ON consent (purpose, channel, state)";
/// Six conditions: an address, no restriction, a standing consent in its term with proof, a permission, no objection.
const AUDIENCE: &str = "SELECT count(*) FROM person p WHERE p.email IS NOT NULL AND p.state = 0 \
     AND EXISTS (SELECT 1 FROM consent c WHERE c.person_id = p.id AND c.purpose = 11 AND c.channel = 1 \
     AND c.state = 1 AND c.ended IS NULL AND c.expires > 100 AND c.proof) \
     AND EXISTS (SELECT 1 FROM permission m WHERE m.person_id = p.id AND m.purpose = 11 AND m.channel = 1 \
     AND m.ended IS NULL) \
     AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.person_id = p.id AND o.kind = 1)";

/// Loads the people.
pub fn load(server: &Server, people: u64) -> Result<Client> {
    server.recreate("audience")?;
    let mut client = server.connect("audience")?;
    client.batch_execute(TABLES)?;
    let all = || (0..people).map(Addressee::of);
    copy(
        &mut client,
        "person",
        all().map(|one| {
            let address = if one.has_email() { email(one.number) } else { "\\N".to_owned() };
            format!("{}\t{}\t{address}\n", one.number, u8::from(one.restricted()))
        }),
    )?;
    let consented = || all().filter(Addressee::consented);
    let state = |one: &Addressee| if one.withdrew() { "3\t10\t50" } else { "1\t10\t\\N" };
    copy(
        &mut client,
        "consent",
        consented().map(|one| {
            format!(
                "{}\t1\t11\t1\t{}\t{}\tt\n",
                one.number,
                state(&one),
                if one.ran_out() { 90 } else { 900 }
            )
        }),
    )?;
    copy(
        &mut client,
        "permission",
        consented().map(|one| {
            format!("{}\t2\t11\t1\t10\t{}\n", one.number, if one.withdrew() { "50" } else { "\\N" })
        }),
    )?;
    copy(
        &mut client,
        "objection",
        all().filter(Addressee::objected).map(|one| format!("{}\t3\t1\n", one.number)),
    )?;
    client.batch_execute(KEYS)?;
    client.batch_execute("VACUUM ANALYZE")?;
    Ok(client)
}

fn copy(client: &mut Client, table: &str, lines: impl Iterator<Item = String>) -> Result<()> {
    let mut writer = client.copy_in(&format!("COPY {table} FROM STDIN"))?;
    for line in lines {
        writer.write_all(line.as_bytes()).map_err(io("COPY"))?;
    }
    writer.finish()?;
    Ok(())
}

/// How many may be written to.
pub fn audience(client: &mut Client) -> Result<u64> {
    let row = client.query_one(AUDIENCE, &[])?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or(0))
}
