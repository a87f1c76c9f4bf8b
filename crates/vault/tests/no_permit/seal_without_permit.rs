//! The vault does not seal a value either that may not be collected.
use zgoda_law::FactNo;
use zgoda_vault::{DataKey, Vault};

fn collect(vault: &Vault, key: &DataKey) {
    let _ = vault.seal(key, FactNo(1), "anna@example.pl");
}

fn main() {}
