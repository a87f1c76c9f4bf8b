//! The handlers: one file for each place in the address.

pub mod access;
pub mod account;
pub mod dashboard;
pub mod deadlines;
pub mod enrichment;
pub mod exports;
pub mod imports;
pub mod inspection;
pub mod inventory;
pub mod ledger;
pub mod moje_dane;
pub mod notices;
pub mod organisations;
pub mod own;
pub mod people;
pub mod preferences;
pub mod registers;
pub mod requests;
pub mod retention;
pub mod search;
pub mod settings;
pub mod setup;
