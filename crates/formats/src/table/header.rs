//! Finding the header among the first rows: exports put notes and summaries above it.

use super::Row;
use crate::detect::looks_like_value;
use crate::fold::header_key;
use crate::mapping::is_known_header;
use std::collections::VecDeque;

/// The names of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The row it stands in, counted from 1; `None` where the file has no header.
    pub row: Option<u64>,
    /// Rows above it that are no data.
    pub preamble_rows: usize,
    /// The names as the file writes them, trimmed; empty where the file has no header.
    pub names: Vec<String>,
}

impl Header {
    /// The names as they are compared.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.names.iter().map(|name| header_key(name)).collect()
    }
}

/// Finds the header and takes it and everything above it from the rows. `None` if there are no rows.
pub(super) fn locate(rows: &mut VecDeque<Row>) -> Option<Header> {
    let known = |row: &Row| row.cells().filter(|cell| is_known_header(cell)).count();
    let scored = rows.iter().enumerate().map(|(index, row)| (known(row), index));
    // `max_by_key` gives the last of equals; the first section of a report is the one we want.
    let (known, best) = scored.rev().max_by_key(|(known, _)| *known)?;
    let has_values = |index: usize| rows.get(index).is_some_and(|row| row.cells().any(looks_like_value));
    let index = match known {
        2.. => Some(best),
        1 if !has_values(best) => Some(best),
        _ if !has_values(0) && rows.len() > 1 => Some(0),
        _ => None,
    };
    let Some(index) = index else {
        let columns = rows.iter().map(Row::len).max().unwrap_or(0);
        return Some(Header { row: None, preamble_rows: 0, names: vec![String::new(); columns] });
    };
    let preamble_rows = rows.drain(..index).count();
    let row = rows.pop_front()?;
    let names = row.cells().map(|name| name.trim().to_owned()).collect();
    Some(Header { row: Some(row.number()), preamble_rows, names })
}
