//! The table of wrapped keys in an archive: there keys wear no masks, and a restore gives them new ones.

use zgoda_vault::WrappedKey;

use super::Output;
use crate::StoreError;
use crate::masks::Worn;
use crate::mirror::load;
use crate::sql::{Connection, FromValue, TableShape, Value};
use crate::vault_db::VaultDb;

/// The column that is in no archive.
const MASK: &str = "mask";

/// The form that the table has in an archive.
pub(super) fn unmasked(table: &TableShape) -> TableShape {
    let columns = table.columns.iter().filter(|(name, _)| name != MASK).cloned().collect();
    TableShape { name: table.name.clone(), columns }
}

impl Output {
    /// Writes the table and returns how many rows it has. A key that ended since the archive was begun is not there; of one
    /// that was replaced it is the new one, whose boxes the archive has as well.
    pub(super) fn keys(
        &mut self,
        vault: &VaultDb,
        zone: &str,
        table: &TableShape,
        connection: &mut Connection,
    ) -> Result<u64, StoreError> {
        let as_table = unmasked(table);
        let names = ["subject_id", "kek_version", "wrapped", MASK];
        let mut wardrobe = vault.wardrobe_of_neighbours();
        self.rows(zone, &as_table, (table, connection), &mut |row| {
            let named = |name| row.iter().zip(&table.columns).find(|(_, (column, _))| column == name);
            let [owner, version, wrapped, mask] = names.map(|name| named(name).map(|(value, _)| value));
            let (Some(owner), Some(version), Some(bytes), Some(worn)) = (
                owner.and_then(u32::from_value),
                version.and_then(u32::from_value),
                wrapped.and_then(Vec::from_value),
                mask.and_then(Worn::from_value),
            ) else {
                return Err(StoreError::Mismatch);
            };
            let mut key = WrappedKey { version, bytes };
            if !wardrobe.take_off(owner, worn, &mut key)? {
                let Some((_, now)) = load::raw_of(vault, &[owner])?.pop() else { return Ok(None) };
                key = now.wrapped;
            }
            let value = |(name, _): &(String, _)| match name.as_str() {
                "subject_id" => Some(owner.into()),
                "kek_version" => Some(key.version.into()),
                "wrapped" => Some(Value::Bytes(key.bytes.clone())),
                _ => None,
            };
            as_table.columns.iter().map(value).collect::<Option<_>>().map(Some).ok_or(StoreError::Mismatch)
        })
    }
}
