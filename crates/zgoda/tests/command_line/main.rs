//! The command line as a process: the whole way, and every kind of bad input.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod backup;
mod bad_input;
mod bed;
mod evidence;
mod may;
mod way;
