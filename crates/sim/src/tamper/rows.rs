//! One random bit in each row of PostgreSQL's tables.

use postgres::{Client, NoTls};

use super::picture::Picture;
use super::{Flips, furnish, probe};
use crate::{Desk, Dice, Server, SimError, Site};

const COLUMNS: &str = "SELECT table_schema::text, table_name::text, column_name::text, data_type::text
    FROM information_schema.columns WHERE table_schema IN ('zgoda', 'zgoda_vault')
    ORDER BY table_schema, table_name, ordinal_position";

struct Table {
    name: String,
    columns: Vec<(String, String)>,
}

/// Flips one bit in a random column of each row, of at most so many rows of each table, and brings everything back after it.
///
/// # Errors
/// Where the simulation cannot be set up.
pub fn flip_rows(seed: u64, steps: u64, rows_max: i64) -> Result<Flips, SimError> {
    let server = Server::start(&[])?;
    let site = Site::at(server.new_database()?)?;
    let world = furnish(&site, seed, steps)?;
    let before = Picture::take(&Desk::open(site.open()?)?, &world)?;
    let mut client = Client::connect(site.database(), NoTls)?;
    let mut dice = Dice::new(seed);
    let mut flips = Flips::default();
    let tables = tables(&mut client)?;
    let restore = save(&mut client, &tables)?;
    for table in &tables {
        let count = format!("SELECT COUNT(*) FROM {}", table.name);
        let rows: i64 = client.query_one(&count, &[])?.get(0);
        for number in 0..rows.min(rows_max) {
            let Some((column, kind)) = dice.choose(&table.columns) else { continue };
            let nth =
                format!("SELECT t.ctid::text FROM {} t ORDER BY t::text OFFSET {number} LIMIT 1", table.name);
            let row: String = client.query_one(&nth, &[])?.get(0);
            let Some(flip) = flip(&mut client, &table.name, (column, kind), &row, &mut dice)? else {
                continue;
            };
            let place = format!("{}.{column}", table.name);
            let update = format!("UPDATE {} SET {column} = {flip} WHERE ctid = '{row}'", table.name);
            match client.execute(&update, &[]) {
                Ok(_) => {
                    let (outcome, word) = probe(&site, &world, &before);
                    flips.add(&place, outcome, format!("{flip}: {word}"));
                    client.batch_execute(&restore)?;
                }
                // What the engine itself does not take, such as a number twice.
                Err(error) => flips.add(&place, super::Outcome::Refused, error.to_string()),
            }
        }
    }
    Ok(flips)
}

/// Keeps a copy of every table; returns what brings all of them back.
fn save(client: &mut Client, tables: &[Table]) -> Result<String, SimError> {
    let mut restore = String::from("BEGIN;");
    client.batch_execute("CREATE SCHEMA saved")?;
    for (number, Table { name, .. }) in tables.iter().enumerate() {
        client.batch_execute(&format!("CREATE TABLE saved.t{number} AS TABLE {name}"))?;
        restore += &format!("DELETE FROM {name}; INSERT INTO {name} SELECT * FROM saved.t{number};");
    }
    Ok(restore + "COMMIT")
}

fn tables(client: &mut Client) -> Result<Vec<Table>, SimError> {
    let mut tables: Vec<Table> = Vec::new();
    for row in client.query(COLUMNS, &[])? {
        let name = format!("{}.{}", row.get::<_, String>(0), row.get::<_, String>(1));
        let column = (row.get(2), row.get(3));
        match tables.last_mut().filter(|last| last.name == name) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table { name, columns: vec![column] }),
        }
    }
    Ok(tables)
}

/// The flip as an expression; `None` where there is nothing to flip. NULL and the empty text have no bits.
fn flip(
    client: &mut Client,
    table: &str,
    (column, kind): (&str, &str),
    row: &str,
    dice: &mut Dice,
) -> Result<Option<String>, SimError> {
    let length = format!("SELECT COALESCE(LENGTH({column}::text), 0) FROM {table} WHERE ctid = '{row}'");
    let octets = format!("SELECT COALESCE(OCTET_LENGTH({column}), 0) FROM {table} WHERE ctid = '{row}'");
    let count =
        |client: &mut Client, sql: &str| -> Result<i32, SimError> { Ok(client.query_one(sql, &[])?.get(0)) };
    Ok(match kind {
        "bigint" if count(client, &length)? > 0 => {
            Some(format!("{column} # (1::bigint << {})", dice.below(63)))
        }
        "bytea" => {
            let bits = u64::try_from(count(client, &octets)?).unwrap_or_default() * 8;
            let bit = dice.below(bits);
            (bits > 0).then(|| format!("set_bit({column}, {bit}, 1 - get_bit({column}, {bit}))"))
        }
        "text" => {
            let letters = u64::try_from(count(client, &length)?).unwrap_or_default();
            let (at, bit) = (dice.below(letters) + 1, 1 << dice.below(4));
            (letters > 0).then(|| {
                format!(
                    "overlay({column} placing chr(ascii(substr({column}, {at})) # {bit}) from {at} for 1)"
                )
            })
        }
        _ => None,
    })
}
