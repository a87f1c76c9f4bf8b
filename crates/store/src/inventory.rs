//! Where data lie: the tables of both zones with their rows and bytes, for everybody and for one person.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::Ordinal;
use crate::sql::{Connection, Db};
use crate::{Store, StoreError};

/// One of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Sealed values, keys, blind indexes.
    Vault,
    /// Pseudonyms, links, dates.
    Work,
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHeld {
    /// In which database.
    pub zone: Zone,
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Bytes on the disk, indexes included; nothing is known of them for one person.
    pub bytes: Option<u64>,
    /// Whether its rows lead to people.
    pub of_people: bool,
}

/// Every table, as it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablesCounted {
    /// When.
    pub at: Timestamp,
    /// Both zones.
    pub tables: Vec<TableHeld>,
}

/// The setting with the tables as they were counted last.
const COUNTED: &str = "inventory.tables";

impl Store {
    /// Every table with its rows and bytes, as they were counted last; nothing where they never were.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn tables_counted(&self) -> Result<Option<TablesCounted>, StoreError> {
        let kept = self.setting(COUNTED)?;
        kept.map(|text| serde_json::from_str(&text)).transpose().map_err(StoreError::Journal)
    }

    /// Counts the rows and bytes of every table and keeps that. It looks through all of them.
    ///
    /// # Errors
    /// Where a database fails.
    pub fn count_tables(&self, at: Timestamp) -> Result<TablesCounted, StoreError> {
        let counted = TablesCounted { at, tables: self.tables()? };
        self.set(COUNTED, &serde_json::to_string(&counted).map_err(StoreError::Journal)?)?;
        Ok(counted)
    }

    fn tables(&self) -> Result<Vec<TableHeld>, StoreError> {
        let mut all = Vec::new();
        for (zone, db) in self.zones() {
            let mut connection = Connection::open(db.location())?;
            let bytes: HashMap<String, u64> = connection.table_bytes()?.into_iter().collect();
            for shape in connection.shapes()? {
                let (rows, of_people) = (connection.count(&shape, None)?, shape.is_of_people());
                let bytes = bytes.get(&shape.name).copied();
                all.push(TableHeld { zone, name: shape.name, rows, bytes, of_people });
            }
        }
        Ok(all)
    }

    /// The tables that have rows of a person.
    ///
    /// # Errors
    /// Where a database fails.
    pub fn tables_of(&self, person: Ordinal) -> Result<Vec<TableHeld>, StoreError> {
        let mut all = Vec::new();
        for (zone, db) in self.zones() {
            let mut connection = Connection::open(db.location())?;
            for shape in connection.shapes()?.into_iter().filter(crate::sql::TableShape::is_of_people) {
                let rows = connection.count(&shape, Some(person.0))?;
                let held = TableHeld { zone, name: shape.name, rows, bytes: None, of_people: true };
                all.extend((rows > 0).then_some(held));
            }
        }
        Ok(all)
    }

    fn zones(&self) -> [(Zone, &Db); 2] {
        [(Zone::Vault, &self.vault_db), (Zone::Work, &self.work)]
    }
}
