//! The handlers: one file for each place in the address.

pub mod account;
pub mod imports;
pub mod preferences;
pub mod setup;
