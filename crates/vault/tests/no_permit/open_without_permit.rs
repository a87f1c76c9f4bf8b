//! The vault does not open a box without a permit.
use zgoda_vault::{DataKey, SealedBox, Vault};

fn read(vault: &Vault, key: &DataKey, sealed: &SealedBox) {
    let _ = vault.open(key, sealed);
}

fn main() {}
