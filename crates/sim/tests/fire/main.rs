//! The store under fire: killed, starved, tampered with, searched and crowded.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failed test shall stop where it fails")]

mod apart;
mod canaries;
mod clock;
mod company;
mod crash;
mod crowd;
mod disk;
mod engine;
mod power;
mod processes;
mod tamper;
