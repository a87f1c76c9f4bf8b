//! The database of the vault, and the masks of the keys in it.

use std::ops::Deref;
use std::sync::Arc;

use crate::masks::{Masks, Wardrobe};
use crate::sql::{Db, Location, statements};
use crate::{Part, StoreError};

statements! {
    ANY_MASKED = "SELECT mask FROM data_key WHERE mask <> 0 LIMIT 1";
}

/// The file of masks, beside the databases.
pub(crate) const MASKS: &str = "masks";

/// Whoever reads keys here takes their masks off.
pub(crate) struct VaultDb {
    db: Db,
    /// On SQLite only.
    masks: Option<Arc<Masks>>,
}

impl VaultDb {
    /// With the masks beside the database. Where keys wear masks that are gone, that is an error.
    pub(crate) fn open(db: Db) -> Result<Self, StoreError> {
        let masks = match db.location() {
            Location::Sqlite(path) => {
                let masks = path.with_file_name(MASKS);
                if Masks::is_lost(&masks) && db.read_one(&ANY_MASKED, &[])?.is_some() {
                    return Err(StoreError::Missing(Part::Masks));
                }
                Some(Arc::new(Masks::open(&masks)?))
            }
            Location::Postgres { .. } => None,
        };
        Ok(Self { db, masks })
    }

    pub(crate) fn masks(&self) -> Option<Arc<Masks>> {
        self.masks.clone()
    }

    /// For the keys of people here and there.
    pub(crate) fn wardrobe(&self) -> Wardrobe<'_> {
        Wardrobe::new(self.masks.as_deref())
    }

    /// For the keys of neighbours.
    pub(crate) fn wardrobe_of_neighbours(&self) -> Wardrobe<'_> {
        Wardrobe::of_neighbours(self.masks.as_deref())
    }
}

impl Deref for VaultDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}
