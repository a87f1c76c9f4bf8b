//! The main path in a real browser, as a person walks it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod demo;
mod driver;
mod outward;
mod walk;
