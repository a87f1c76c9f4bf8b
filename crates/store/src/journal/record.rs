//! A record: the steps of a group of changes, as text and values, so that they can be run again by whoever comes next.

use std::io::Read;

use crate::backup::rows::{put_row, row};
use crate::masks::Ended;
use crate::sql::{Batch, Op, Value};

/// Bytes before the text of a step.
const HEAD: usize = 17;

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Pseudonyms, links, dates.
    Work,
    /// What is sealed.
    Vault,
}

/// One statement, run once for each of its rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) zone: Zone,
    pub(crate) sql: String,
    /// How many rows each run must touch.
    pub(crate) touches: Option<u64>,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// Steps, encoded one after the other.
#[derive(Debug, Default, Clone)]
pub(crate) struct Record {
    bytes: Vec<u8>,
    steps: Vec<Step>,
    ended: Ended,
    /// Whether a step is on the vault.
    reaches_vault: bool,
}

impl Record {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whose masks it ends.
    pub(crate) fn ended(&self) -> &Ended {
        &self.ended
    }

    pub(crate) fn reaches_vault(&self) -> bool {
        self.reaches_vault
    }

    /// Whether one of the steps that were read is on this database.
    pub(crate) fn reaches(&self, zone: Zone) -> bool {
        self.steps.iter().any(|step| step.zone == zone)
    }

    /// Adds what a batch does.
    pub(crate) fn add(&mut self, zone: Zone, batch: &Batch) -> std::io::Result<()> {
        for op in batch.ops() {
            match op {
                Op::Run { statement, rows, touches } => self.put(zone, statement.sql, *touches, rows)?,
                Op::Load { table, rows } => self.put(zone, table.insert_sql(), None, rows)?,
            }
        }
        Ok(())
    }

    fn put(
        &mut self,
        zone: Zone,
        sql: &str,
        touches: Option<u64>,
        rows: &[Vec<Value>],
    ) -> std::io::Result<()> {
        self.bytes.reserve(HEAD + sql.len() + rows.len() * rows.first().map_or(0, |row| size(row)));
        self.bytes.push(match zone {
            Zone::Work => b'w',
            Zone::Vault => b'v',
        });
        let columns = rows.first().map_or(0, Vec::len);
        let touches = touches.map_or(0, |touches| touches as usize + 1);
        for count in [sql.len(), touches, columns, rows.len()] {
            // A batch is far smaller than 2^32 rows or bytes.
            self.bytes.extend((count as u32).to_be_bytes());
        }
        self.bytes.extend(sql.as_bytes());
        self.note(zone, sql, rows);
        rows.iter().try_for_each(|row| put_row(&mut self.bytes, row))
    }

    fn note(&mut self, zone: Zone, sql: &str, rows: &[Vec<Value>]) {
        if zone == Zone::Vault {
            self.reaches_vault = true;
            self.ended.note(sql, rows);
        }
    }

    /// Reads what [`add`](Self::add) wrote; `None` where it is something else.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut input = bytes;
        let mut record = Self { bytes: bytes.to_vec(), ..Self::default() };
        while let Some((zone, rest)) = input.split_first() {
            input = rest;
            let zone = match zone {
                b'w' => Zone::Work,
                b'v' => Zone::Vault,
                _ => return None,
            };
            let mut counts = [0_usize; 4];
            for count in &mut counts {
                let (number, rest) = input.split_first_chunk::<4>()?;
                (*count, input) = (u32::from_be_bytes(*number) as usize, rest);
            }
            let [length, touches, columns, rows] = counts;
            let sql = std::str::from_utf8(input.get(..length)?).ok()?.to_owned();
            input = input.get(length..)?;
            let read = |_| {
                let mut mark = [0];
                input.read_exact(&mut mark).ok()?;
                (mark == *b"R").then(|| row(&mut input, columns).ok()).flatten()
            };
            let touches = touches.checked_sub(1).map(|touches| touches as u64);
            let rows = (0..rows).map(read).collect::<Option<Vec<_>>>()?;
            record.note(zone, &sql, &rows);
            record.steps.push(Step { zone, sql, touches, rows });
        }
        Some(record)
    }
}

/// Bytes of a row, nearly.
fn size(row: &[Value]) -> usize {
    let value = |value: &Value| match value {
        Value::Null | Value::Int(_) => 9,
        Value::Text(text) => 5 + text.len(),
        Value::Bytes(bytes) => 5 + bytes.len(),
    };
    1 + row.iter().map(value).sum::<usize>()
}
