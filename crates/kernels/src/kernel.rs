//! The list of kernels.

use crate::kernels;

/// A piece of innermost work that can be repeated.
pub struct Kernel {
    /// Its name in the committed counts.
    pub name: &'static str,
    /// Prepares, and does it so many times.
    pub run: fn(u32) -> Result<(), KernelError>,
}

/// All of them.
pub const KERNELS: &[Kernel] = &[
    Kernel { name: "may", run: kernels::may },
    Kernel { name: "seal", run: kernels::seal },
    Kernel { name: "open", run: kernels::open },
    Kernel { name: "blind_index", run: kernels::blind_index },
    Kernel { name: "ledger", run: kernels::ledger },
    Kernel { name: "import_row", run: kernels::import_row },
];

/// Why a kernel could not be counted.
#[derive(Debug, thiserror::Error)]
pub enum KernelError {
    /// No such kernel, or no number.
    #[error("there is no such kernel")]
    Unknown,
    /// The law.
    #[error("the law: {0}")]
    Law(#[from] zgoda_law::PackError),
    /// The law denies what the kernel needs.
    #[error("the law denies what the kernel needs")]
    Denied,
    /// The vault.
    #[error("the vault: {0}")]
    Vault(#[from] zgoda_vault::VaultError),
    /// The keyring.
    #[error("the keyring: {0}")]
    Keyring(#[from] zgoda_vault::KeyringError),
    /// The table.
    #[error("the table: {0}")]
    Format(#[from] zgoda_formats::FormatError),
    /// Valgrind.
    #[error("valgrind: {0}")]
    Valgrind(String),
    /// The committed counts.
    #[error("the committed counts: {0}")]
    Baseline(String),
}
