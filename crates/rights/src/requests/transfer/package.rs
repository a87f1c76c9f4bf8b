//! What goes: the portable copy as JSON, as a table and as a contact card, in one archive, encrypted.

use std::io::Write;

use crate::exports::Lock;
use crate::inspection;
use crate::{PortableCopy, RightsError};

/// The largest package: what the least of mail servers take.
pub(super) const BYTES_MAX: usize = 5 << 20;

/// The package as it leaves.
pub(super) fn sealed(copy: &PortableCopy, lock: &Lock) -> Result<Vec<u8>, RightsError> {
    let files = [
        ("data.json".to_owned(), copy.to_json()?.into_bytes()),
        ("data.csv".to_owned(), copy.to_csv().into_bytes()),
        ("data.vcf".to_owned(), copy.to_vcard().into_bytes()),
    ];
    let archive = inspection::write(&files)?;
    let mut sealing = lock.seal(Vec::new()).map_err(RightsError::File)?;
    sealing.write_all(&archive).map_err(RightsError::File)?;
    sealing.finish().map_err(RightsError::File)
}
