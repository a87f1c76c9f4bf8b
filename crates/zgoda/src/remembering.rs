//! Keeping on the disk what the store knows in memory, so that the next start need not read everybody.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use zgoda_store::Store;
use zgoda_web::App;

/// How often it is kept. Nothing of an erased person is in it for longer.
const KEEP_EVERY: Duration = Duration::from_secs(3_600);

/// Keeps it at once, which brings it into memory too, then every hour, and when the sender is dropped.
pub fn begin(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        keep(&app.store);
        while stop.recv_timeout(KEEP_EVERY) == Err(RecvTimeoutError::Timeout) {
            keep(&app.store);
        }
        keep(&app.store);
    };
    (stopped, std::thread::spawn(work))
}

fn keep(store: &Store) {
    match store.keep_mirror() {
        Err(error) if !error.is_conflict() => eprintln!("zgoda: {error}"),
        _ => {}
    }
}
