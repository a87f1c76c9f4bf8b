//! The store under fire: killed, starved, tampered with, searched and crowded.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod crash;
