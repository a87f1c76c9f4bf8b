//! A verdict may hold no permit, and one must look.
use zgoda_law::Verdict;
use zgoda_vault::{DataKey, SealedBox, Vault};

fn read(vault: &Vault, verdict: &Verdict, key: &DataKey, sealed: &SealedBox) {
    let _ = vault.open(&verdict.permit(), key, sealed);
}

fn main() {}
