//! `/organisations`: firms, what is publicly known of them, and asking the register.

mod enrich;
mod list;
mod organisation;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

pub use enrich::trouble;
pub use organisation::written;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/organisations", get(list::page).post(list::add))
        .route("/organisations/{id}", get(organisation::page))
        .route("/organisations/{id}/enrich", post(enrich::submit))
}
