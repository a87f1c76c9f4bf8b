//! What a server does by itself once a day, at dawn in Warsaw: it ends approvals that have run out and values whose term is
//! over, erases fields that were stopped, looks how much lies unused, and counts what every table holds.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use zgoda_law::ActorId;
use zgoda_law::calendar::{day_of, warsaw};
use zgoda_rights::{RightsError, minimise, retention, terms, terms_work};
use zgoda_store::{Stamp, Store};
use zgoda_web::App;

/// How often it is looked whether the day has come.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// The hour of the day, in Warsaw.
const HOUR: i8 = 4;
/// The setting with the day of the last time.
const LAST: &str = "daily.last";

/// Does what is due each day until the sender is dropped.
pub fn begin(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        while stop.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            match look(&app.store, app.now()) {
                // Another process, or somebody at a screen, is at the same work: the next look goes on.
                Ok(()) | Err(RightsError::Busy) => {}
                Err(error) => eprintln!("zgoda: {error}"),
            }
        }
    };
    (stopped, std::thread::spawn(work))
}

/// Works if the day has come. A new installation waits for its first dawn.
fn look(store: &Store, now: Timestamp) -> Result<(), RightsError> {
    let today = day_of(now).to_string();
    match store.setting(LAST)? {
        None => {
            store.follow_use()?;
            store.count_tables(now)?;
            Ok(store.set(LAST, &today)?)
        }
        Some(last) if last < today && now.to_zoned(warsaw().clone()).hour() >= HOUR => {
            let stamp = Stamp { actor: ActorId::SYSTEM, at: now };
            terms::end_lapsed(store, stamp)?;
            terms_work::follow(store, now)?;
            retention::run(store, stamp, None, |_| {})?;
            store.follow_use()?;
            minimise::erase_due(store, stamp)?;
            minimise::sample(store, now)?;
            store.count_tables(now)?;
            Ok(store.set(LAST, &today)?)
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use zgoda_law::Law;
    use zgoda_store::{Config, Engine};
    use zgoda_vault::Keyring;

    use super::*;

    #[test]
    fn retention_runs_once_a_day_after_the_first_dawn() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            engine: Engine::Sqlite(folder.path().to_owned()),
            keyring: Keyring::generate().unwrap(),
            law: Law::builtin().unwrap(),
            origin: "zgoda.example.test".into(),
        };
        let store = Store::open(config).unwrap();
        let runs_by = |moment: &str| {
            look(&store, moment.parse().unwrap()).unwrap();
            store.retention_runs(9).unwrap().len()
        };
        for (moment, runs) in [
            ("2026-11-21T09:00:00Z", 0),
            ("2026-11-22T02:59:59Z", 0),
            ("2026-11-22T03:00:00Z", 1),
            ("2026-11-22T22:30:00Z", 1),
            ("2026-11-23T03:00:01Z", 2),
        ] {
            assert_eq!(runs_by(moment), runs, "{moment}");
        }
    }
}
