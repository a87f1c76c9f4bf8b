//! Which organisation a person stands for: found by tax number, court register number, then exact name.

use std::collections::HashMap;

use zgoda_store::{Change, OrgId, Store, StoreError};

use crate::import::Firm;

/// Organisations remembered between rows; then the memory starts anew, so that it stays flat.
const REMEMBERED_MAX: usize = 10_000;
/// Numbers taken at once.
const RESERVED: u32 = 64;

/// Finds organisations and records those that are new.
#[derive(Default)]
pub(crate) struct Companies {
    known: HashMap<(u8, String), OrgId>,
    numbers: std::ops::Range<u32>,
}

impl Companies {
    /// Forgets what was recorded with a change that did not go through.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    /// The organisation, recorded with this change if it is new.
    pub fn find_or_add(
        &mut self,
        store: &Store,
        change: &mut Change<'_>,
        firm: &Firm,
    ) -> Result<Option<OrgId>, StoreError> {
        // A number of another country's tax office finds nothing in a Polish register.
        let nip =
            firm.nip.as_deref().filter(|nip| nip.len() == 10 && nip.bytes().all(|b| b.is_ascii_digit()));
        let krs = firm.krs.as_deref();
        let name = firm.name.as_deref();
        let named = |key: Option<&str>| key.map(str::to_owned);
        let keys = [(0, named(nip)), (1, named(krs)), (2, named(name))];
        let keys: Vec<(u8, String)> = keys.into_iter().filter_map(|(kind, key)| Some((kind, key?))).collect();
        // The strongest key decides: one name may be that of several organisations.
        let Some(strongest) = keys.first() else { return Ok(None) };
        if let Some(id) = self.known.get(strongest) {
            return Ok(Some(*id));
        }
        let id = match find(store, nip, krs, name)? {
            Some(id) => id,
            None => self.add(store, change, name.or(nip).or(krs).unwrap_or_default(), krs, nip)?,
        };
        if self.known.len() >= REMEMBERED_MAX {
            self.known.clear();
        }
        for key in keys {
            self.known.entry(key).or_insert(id);
        }
        Ok(Some(id))
    }

    fn add(
        &mut self,
        store: &Store,
        change: &mut Change<'_>,
        name: &str,
        krs: Option<&str>,
        nip: Option<&str>,
    ) -> Result<OrgId, StoreError> {
        if self.numbers.is_empty() {
            self.numbers = store.reserve_organisations(RESERVED)?;
        }
        let id = OrgId(self.numbers.next().ok_or(StoreError::Exists("number"))?);
        change.add_organisation(id, name, krs, nip)?;
        Ok(id)
    }
}

fn find(
    store: &Store,
    nip: Option<&str>,
    krs: Option<&str>,
    name: Option<&str>,
) -> Result<Option<OrgId>, StoreError> {
    if let Some(found) = nip.map(|nip| store.organisation_by_nip(nip)).transpose()?.flatten() {
        return Ok(Some(found.id));
    }
    if let Some(found) = krs.map(|krs| store.organisation_by_krs(krs)).transpose()?.flatten() {
        return Ok(Some(found.id));
    }
    let named = name.map(|name| store.organisation_by_name(name)).transpose()?.flatten();
    // One name with two different numbers is two organisations.
    let differ = |known: &Option<String>, new: Option<&str>| known.is_some() && new.is_some();
    Ok(named.filter(|found| !differ(&found.nip, nip) && !differ(&found.krs, krs)).map(|found| found.id))
}
