//! The table of wrapped keys in an archive: there keys wear no masks, and a restore gives them new ones.

use super::Output;
use crate::StoreError;
use crate::masks::KEY_TABLE;
use crate::mirror::load;
use crate::sql::{ColumnType, Connection, Row, TableShape};
use crate::vault_db::VaultDb;

/// The column that is in no archive.
const MASK: &str = "mask";

/// The form that the table has in an archive.
pub(super) fn unmasked(table: &TableShape) -> TableShape {
    let columns = table.columns.iter().filter(|(name, _)| name != MASK).cloned().collect();
    TableShape { name: table.name.clone(), columns }
}

fn with_columns<const N: usize>(columns: [(&str, ColumnType); N]) -> TableShape {
    TableShape { name: KEY_TABLE.into(), columns: columns.map(|(name, kind)| (name.into(), kind)).into() }
}

impl Output {
    /// Writes the table and returns how many rows it has. A key that ended since the archive was begun is not there; of one
    /// that was replaced it is the new one, whose boxes the archive has as well.
    pub(super) fn keys(
        &mut self,
        vault: &VaultDb,
        zone: &str,
        connection: &mut Connection,
    ) -> Result<u64, StoreError> {
        let (owner, version) = (("subject_id", ColumnType::Int), ("kek_version", ColumnType::Int));
        let (wrapped, mask) = (("wrapped", ColumnType::Bytes), (MASK, ColumnType::Int));
        let held = with_columns([owner, version, wrapped, mask]);
        let given = with_columns([version, owner, wrapped]);
        let mut wardrobe = vault.wardrobe_of_neighbours();
        self.rows(zone, &given, (&held, connection), &mut |row| {
            let row = Row::from(row);
            let owner: u32 = row.get(0)?;
            let (mut key, is_bare) = wardrobe.key(&row)?;
            if !is_bare {
                let Some((_, now)) = load::raw_of(vault, &[owner])?.pop() else { return Ok(None) };
                key = now.wrapped;
            }
            Ok(Some(vec![key.version.into(), owner.into(), key.bytes.into()]))
        })
    }
}
