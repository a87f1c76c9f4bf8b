//! Running the web server until the terminal or the system says stop.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use zgoda_web::App;

use crate::failure::{Failure, Kind};

/// Threads that serve; blocking work has its own.
const WORKERS: usize = 2;

/// Serves at `listen` and calls `ready` with the address when it answers.
pub fn run(app: App, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::because(Kind::File(listen.to_string()), error);
    // Database connections must not be closed from within the runtime, so the last owner of the store stays outside.
    let kept = app.clone();
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
    drop(kept);
    served.map_err(failed)
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
