//! Enriching from the replay server, over real loopback HTTP, into a real store.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod bad_days;
mod companies;
mod door;
mod firms;
mod house;
mod people;
mod plans;
mod receiver;
mod refreshes;
mod runs;
mod sources;
mod statements;
mod support;
mod sync;
mod ties;
