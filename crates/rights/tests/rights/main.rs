//! The use cases of this room on a real store.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod bed;
mod lights;
mod view;
