//! `/organisations`: firms, what is publicly known of them, and asking the register.

mod enrich;
mod facts;
mod figures;
mod filter;
mod list;
mod organisation;
mod profile;
mod statements;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::uploads::FORM_BYTES_MAX;

pub use enrich::trouble;
pub use facts::written;
pub use filter::Wish;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    let statement = post(statements::submit).layer(DefaultBodyLimit::max(FORM_BYTES_MAX));
    Router::new()
        .route("/organisations", get(list::page).post(list::add))
        .route("/organisations/{id}", get(organisation::page))
        .route("/organisations/{id}/enrich", post(enrich::submit))
        .route("/organisations/{id}/statements", statement)
        .route("/organisations/{id}/statements/{no}/undo", post(statements::take_back))
        .route("/organisations/{id}/figures.xlsx", get(figures::spreadsheet))
}
