//! A verdict is not enough: it may be a denial.
use zgoda_law::Verdict;
use zgoda_vault::{DataKey, SealedBox, Vault};

fn read(vault: &Vault, verdict: &Verdict, key: &DataKey, sealed: &SealedBox) {
    let _ = vault.open(verdict, key, sealed);
}

fn main() {}
