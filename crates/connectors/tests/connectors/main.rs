//! The connector against the replay server and against mutated documents.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails as the test does")]

mod bad_days;
mod bir;
mod damage;
mod europe;
mod extracts;
mod mail;
mod matrix;
mod mutations;
mod site;
mod sms;
mod support;
mod tax;
