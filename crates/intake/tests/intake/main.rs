//! The use cases of collecting, end to end on a SQLite folder.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod bed;
mod by_hand;
mod consents;
mod imports;
mod never_again;
mod threads;
mod undo;
