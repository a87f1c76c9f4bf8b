//! Keys are never printed.
use zgoda_vault::{Keyring, Vault};

fn log(keyring: &Keyring, vault: &Vault) {
    println!("{keyring:?}");
    println!("{vault:?}");
}

fn main() {}
