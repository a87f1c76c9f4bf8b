//! The use cases of this room on a real store.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod access;
mod bed;
mod deadlines;
mod erasure;
mod evidence;
mod exports;
mod firms;
mod hold;
mod inform;
mod inspection;
mod kept_registers;
mod letters;
mod lights;
mod mail;
mod minimise;
mod monotone;
mod notice;
mod own_page;
mod past;
mod register;
mod requests;
mod retention;
mod search;
mod shorten;
mod strays;
mod transfer;
mod view;
mod word;
