//! The router and the server around it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::app::App;
use crate::handlers::{
    access, account, dashboard, deadlines, enrichment, exports, imports, inspection, inventory, ledger,
    moje_dane, notices, organisations, own, people, preferences, registers, requests, retention, search,
    settings, setup,
};
use crate::trouble::{Trouble, dress};
use crate::{assets, security, shut};

/// A form of text fields is never larger.
const FORM_BYTES_MAX: usize = 256 * 1024;

/// How often files are looked through for forgotten ones, and readings for too many: an alarm shall not come late.
const SWEEP_EVERY: Duration = Duration::from_secs(30);

/// All addresses.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/assets/{name}", get(assets::serve))
        .route("/setup", get(setup::page).post(setup::submit))
        .route("/login", get(account::login_page).post(account::login))
        .route("/login/code", get(account::code_page).post(account::code))
        .route("/account/totp", get(account::enrol_page).post(account::enrol))
        .route("/account/totp.svg", get(account::enrol_qr))
        .route("/logout", post(account::logout))
        .route("/preferences", post(preferences::change))
        .merge(dashboard::routes())
        .merge(people::routes())
        .merge(search::routes())
        .merge(deadlines::routes())
        .merge(requests::routes())
        .merge(notices::routes())
        .merge(retention::routes())
        .merge(registers::routes())
        .merge(exports::routes())
        .merge(inventory::routes())
        .merge(enrichment::routes())
        .merge(imports::routes())
        .merge(organisations::routes())
        .merge(ledger::routes())
        .merge(inspection::routes())
        .merge(access::routes())
        .merge(settings::routes())
        .merge(own::routes())
        .merge(moje_dane::routes())
        .fallback(|| async { Trouble::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn(shut::hide))
        .layer(from_fn_with_state(app.clone(), dress))
        .layer(from_fn(security::headers::add))
        .with_state(app)
}

/// Serves until `stop` comes, then lets running requests end.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    tokio::spawn(sweep(app.clone()));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

/// Deletes files that nobody came back for, and counts who saw how many people. No page does that: looking changes nothing.
async fn sweep(app: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        app.uploads.sweep(app.now());
        let watched = app.blocking(|app| Ok(app.watch.follow(&app.store, app.now())?)).await;
        if let Err(trouble) = watched {
            eprintln!("zgoda: {trouble}");
        }
    }
}
