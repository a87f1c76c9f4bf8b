//! Running the web server until the terminal or the system says stop.

use std::net::SocketAddr;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpListener;
use zgoda_enrich::runs::Runner;
use zgoda_enrich::sync;
use zgoda_rights::{RightsError, terms_work};
use zgoda_web::App;

use crate::failure::{Failure, Kind};
use crate::upkeep::Upkeep;
use crate::{daily, mailing, remembering};

/// Threads that serve; blocking work has its own.
const WORKERS: usize = 2;
/// How often the server does what its store puts off: a power cut may lose this much of who read what, and no more.
const TICK_EVERY: Duration = Duration::from_secs(1);

/// Serves at `listen` and calls `ready` with the address when it answers.
pub fn run(
    app: App,
    upkeep: Upkeep,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::because(Kind::File(listen.to_string()), error);
    // Database connections must not be closed from within the runtime, so the last owner of the store stays outside.
    let kept = app.clone();
    let (stopped, keeper) = keep_up(app.clone(), upkeep);
    let (mailed, mailer) = mailing::begin(app.clone());
    let (idle, worker) = enrich(app.clone());
    let (quiet, teller) = tell(app.clone());
    let (rested, sweeper) = daily::begin(app.clone());
    let (counted, counter) = follow_terms(app.clone());
    let (ended, rememberer) = remembering::begin(app.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()
        .map_err(failed)?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(listen).await?;
        ready(listener.local_addr()?);
        zgoda_web::serve(listener, app, stop()).await
    });
    drop(runtime);
    drop((stopped, mailed, idle, quiet, rested, counted));
    for thread in [keeper, mailer, worker, teller, sweeper, counter] {
        let _ = thread.join();
    }
    // Nobody changes anything any more.
    drop(ended);
    let _ = rememberer.join();
    drop(kept);
    served.map_err(failed)
}

/// Lets the store do what it puts off, and does what falls due for the keys, until the sender is dropped.
fn keep_up(app: App, mut upkeep: Upkeep) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        while stop.recv_timeout(TICK_EVERY) == Err(RecvTimeoutError::Timeout) {
            match upkeep.tick(&app.store, app.now()) {
                // Somebody was faster, or in the way: the next time will do.
                Err(error) if !error.is_conflict() => eprintln!("zgoda: {error}"),
                _ => {}
            }
        }
    };
    (stopped, std::thread::spawn(work))
}

/// Works at enrichment runs, a slice at a time, until the sender is dropped. A run goes on at the next start.
fn enrich(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        // Random, so that two processes on one database tell their runs apart.
        let mut runner = Runner::new(i64::from(std::process::id()) ^ app.now().as_microsecond());
        let mut busy = false;
        while stop.recv_timeout(if busy { Duration::ZERO } else { TICK_EVERY })
            == Err(RecvTimeoutError::Timeout)
        {
            busy = match runner.tick(&app.store, app.now()) {
                Ok(worked) => worked,
                Err(error) => {
                    if !error.is_temporary() {
                        eprintln!("zgoda: {error}");
                    }
                    false
                }
            };
        }
    };
    (stopped, std::thread::spawn(work))
}

/// Tells webhooks what they are to be told, until the sender is dropped. What waits goes out at the next start.
fn tell(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        let mut sender = sync::Sender::default();
        let mut busy = false;
        while stop.recv_timeout(if busy { Duration::ZERO } else { TICK_EVERY })
            == Err(RecvTimeoutError::Timeout)
        {
            busy = match sender.tick(&app.store, &|| app.now()) {
                Ok(sent) => sent,
                Err(error) => {
                    if !error.is_temporary() {
                        eprintln!("zgoda: {error}");
                    }
                    false
                }
            };
        }
    };
    (stopped, std::thread::spawn(work))
}

/// Counts what terms of keeping would reach and gives values the last day that was decided, until the sender is dropped.
/// What a stop interrupts begins anew at the next start.
fn follow_terms(app: App) -> (Sender<()>, JoinHandle<()>) {
    let (stopped, stop) = channel::<()>();
    let work = move || {
        while stop.recv_timeout(TICK_EVERY) == Err(RecvTimeoutError::Timeout) {
            match terms_work::work(&app.store, app.now()) {
                // Others keep changing somebody: the next time goes over it again.
                Ok(_) | Err(RightsError::Busy) => {}
                Err(error) => eprintln!("zgoda: {error}"),
            }
        }
    };
    (stopped, std::thread::spawn(work))
}

/// Waits for Ctrl-C or the system's request to end.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
