//! What a server does by itself about mail: looking into the queue of notices every few seconds, on a thread of its own,
//! because a mail server may be slow.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use zgoda_rights::RightsError;
use zgoda_rights::inform::{MailServer, send_waiting};
use zgoda_web::App;

/// How often the queue is looked into.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Messages sent in one go, so that a stop is heard in between.
const AT_ONCE: u32 = 20;

/// Sends what waits until the sender is dropped.
pub fn begin(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        while stop.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            if let Err(error) = look(&app) {
                eprintln!("zgoda: {error}");
            }
        }
    };
    (stopped, std::thread::spawn(work))
}

fn look(app: &App) -> Result<(), RightsError> {
    let Some(server) = MailServer::load(&app.store)? else { return Ok(()) };
    let client = server.client(&app.store)?;
    send_waiting(&app.store, &server, &client, &|| app.now(), AT_ONCE).map(drop)
}
