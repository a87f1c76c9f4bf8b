//! The router and the server around it.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::app::App;
use crate::handlers::{account, preferences, setup};
use crate::trouble::{Trouble, dress};
use crate::{assets, security};

/// A form of text fields is never larger.
const FORM_BYTES_MAX: usize = 256 * 1024;

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
        .fallback(|| async { Trouble::NotFound })
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
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
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
