//! The vault: keys, sealing, opening against a [`Permit`](zgoda_law::Permit), blind indexes, and the end of values by
//! the end of their key. It knows nothing of purposes, screens or storage.
//!
//! | what | how |
//! |---|---|
//! | a value | AES-256-GCM under its person's [`DataKey`], bound to person, field and fact ([`Vault::seal`]) |
//! | a data key | random, wrapped under a key-encryption key of the [`Keyring`], bound to its person ([`WrappedKey`]) |
//! | a look-up | [`BlindIndex`], HMAC-SHA-256 under a key of its own per field |
//! | an archive | AES-256-GCM chunk by chunk under a derived key that [lasts or rotates](Lifetime) ([`Vault::seal_archive`]) |
//! | a write-ahead record | AES-256-GCM under a [`LogKey`] that lives as long as its stretch of the file |
//! | a copy of what is in memory | AES-256-GCM under a [`SnapshotKey`] that ends with the key-encryption key |
//! | a ledger entry | [`Commitment`], HMAC-SHA-256 under the salt that is sealed with the value |
//!
//! To erase a person is to destroy their wrapped key: what is sealed under it, and what is committed to in the
//! ledger, says nothing any more.

mod archive;
mod at_work;
mod boxes;
mod cipher;
mod commitment;
mod data_key;
mod error;
mod index;
mod keyring;
mod log_key;
mod random;
mod secret;
mod snapshot_key;
mod value;
mod vault;

pub use archive::{ArchiveReader, ArchiveWriter, Lifetime};
pub use boxes::{Boxes, Look, SealedBox};
pub use commitment::Commitment;
pub use data_key::{DataKey, MASK_BYTES, WrappedKey};
pub use error::VaultError;
pub use index::{BlindIndex, BlindIndexer};
pub use keyring::{Keyring, KeyringError};
pub use log_key::LogKey;
pub use random::random;
pub use snapshot_key::SnapshotKey;
pub use value::{Form, Plaintext};
pub use vault::{VALUE_LIMIT, Vault};
