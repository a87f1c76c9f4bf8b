//! The demonstration: invented people of every kind that the product knows, on one day in November 2026.

mod accounts;
mod clients;
mod exports;
mod history;
mod kept;
mod leads;
mod recommended;
mod registers;
mod requests;
mod statements;

use std::sync::OnceLock;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use zgoda_intake::Entry;
use zgoda_law::ActorId;
use zgoda_rights::inform::{Encryption, MailServer};
use zgoda_store::{Stamp, Store, StoreError};

use crate::failure::Failure;

pub use accounts::Account;
pub use registers::move_on;

/// How many steps the seeding reports.
pub const STEPS: u64 = 6;

/// The moment at which the demonstration begins. Its people came at fixed days, so its clock must be theirs.
const BEGIN: Timestamp = Timestamp::constant(1_795_249_800, 0);

/// The demonstration's clock: it starts on 21 November 2026 in the morning and runs on.
pub fn now() -> Timestamp {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    let elapsed = STARTED.get_or_init(Instant::now).elapsed();
    let elapsed = SignedDuration::try_from(elapsed).unwrap_or_default();
    let now = BEGIN.checked_add(elapsed).unwrap_or(BEGIN);
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(BEGIN)
}

/// So many days and hours before the demonstration's morning.
fn ago(days: i64, hours: i64) -> Timestamp {
    BEGIN.checked_sub(SignedDuration::from_hours(days * 24 + hours)).unwrap_or(BEGIN)
}

fn stamp(at: Timestamp) -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at }
}

/// What is known of a person, by the names of fields.
fn entry(store: &Store, values: &[(&str, &str)]) -> Result<Entry, Failure> {
    let value = |(name, value): &(&str, &str)| {
        let field = store.law().catalogue().field(name).ok_or(StoreError::NotFound("field"))?;
        Ok((field.id, (*value).to_owned()))
    };
    Ok(Entry { values: values.iter().map(value).collect::<Result<_, Failure>>()? })
}

/// Sends mail to a server on this machine, which delivers nothing.
pub fn set_mail(store: &Store, port: u16) -> Result<(), Failure> {
    let server = MailServer {
        host: "127.0.0.1".into(),
        port,
        encryption: Encryption::Plain,
        user: String::new(),
        from: "dane@jasny-serwer.example.test".into(),
        sender: "Jasny Serwer sp. z o.o.".into(),
    };
    server.save(store, None)?;
    for (name, value) in [
        ("controller.contact", "dane@jasny-serwer.example.test"),
        ("notices.rights_url", "https://jasny-serwer.example.test/prawa"),
        ("notices.privacy_url", "https://jasny-serwer.example.test/prywatnosc"),
    ] {
        store.set(name, value)?;
    }
    Ok(())
}

/// Fills an empty installation.
pub fn seed(store: &Store, register: &str, mut step: impl FnMut(u64)) -> Result<Vec<Account>, Failure> {
    let accounts = accounts::set_up(store)?;
    step(1);
    registers::look_up(store, register)?;
    statements::read(store)?;
    step(2);
    history::count(store)?;
    leads::fair(store)?;
    recommended::record(store)?;
    step(3);
    leads::webinar(store)?;
    step(4);
    leads::chats(store)?;
    step(5);
    clients::record(store)?;
    requests::note(store)?;
    kept::enter_all(store)?;
    exports::write_all(store)?;
    step(6);
    Ok(accounts)
}
