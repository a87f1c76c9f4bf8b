//! Which record of the journal each database took last.

use crate::StoreError;
use crate::journal::record::Zone;
use crate::sql::{Batch, Connection, statements};

statements! {
    WORK_APPLIED = "SELECT seq FROM work_applied WHERE id = 1";
    VAULT_APPLIED = "SELECT seq FROM vault_applied WHERE id = 1";
    MARK_WORK = "UPDATE work_applied SET seq = $1 WHERE id = 1";
    MARK_VAULT = "UPDATE vault_applied SET seq = $1 WHERE id = 1";
}

/// The number of the last record that a zone took.
pub(super) fn applied(connection: &mut Connection, zone: Zone) -> Result<u64, StoreError> {
    let statement = match zone {
        Zone::Work => &WORK_APPLIED,
        Zone::Vault => &VAULT_APPLIED,
    };
    Ok(connection.read(statement, &[])?.first().map_or(Ok(0), |row| row.get(0))?)
}

/// What makes a zone remember that it took this record.
pub(super) fn applied_mark(zone: Zone, applied: u64) -> Batch {
    let mut batch = Batch::default();
    let statement = match zone {
        Zone::Work => &MARK_WORK,
        Zone::Vault => &MARK_VAULT,
    };
    batch.run(statement, vec![i64::try_from(applied).unwrap_or(i64::MAX).into()]);
    batch
}
