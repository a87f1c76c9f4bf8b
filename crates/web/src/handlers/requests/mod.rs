//! *Żądania*: the register of what persons asked for, and the way of each request from its receipt to its answer.

mod copy;
mod file;
mod list;
mod new;
mod steps;
mod transfer;

use axum::Router;
use axum::routing::{get, post};
use zgoda_rights::RightsError;
use zgoda_store::RequestKey;

use crate::app::App;
use crate::page::Reader;
use crate::trouble::Trouble;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/requests", get(list::page).post(new::submit))
        .route("/requests/new", get(new::page).post(new::find))
        .route("/wishes", post(new::pass))
        .route("/wishes/new", get(new::passing).post(new::find_passing))
        .route("/requests/{key}", get(file::page))
        .route("/requests/{key}/identify", post(steps::identify))
        .route("/requests/{key}/code", post(steps::send_code))
        .route("/requests/{key}/extend", post(steps::extend))
        .route("/requests/{key}/answer", post(steps::answer))
        .route("/requests/{key}/refuse", post(steps::refuse))
        .route("/requests/{key}/do", post(copy::deed))
        .route("/requests/{key}/letter", post(copy::letter))
        .route("/requests/{key}/not-feasible", post(transfer::refuse))
        .route("/requests/{key}/transfer", post(transfer::send))
        .route("/requests/{key}/transfer/{no}", post(transfer::settle))
        .route("/requests/{key}/lifting", post(steps::tell_of_lifting))
        .route("/requests/{key}/lift", post(steps::lift))
        .route("/requests/{key}/recipients/{no}", post(steps::tell_recipient))
}

/// The file in the address.
fn key(text: &str) -> Result<RequestKey, Trouble> {
    text.parse().map_err(|_| Trouble::NotFound)
}

/// What went otherwise than wished, told in full where the reader can mend it.
fn told(reader: &Reader, error: RightsError) -> Trouble {
    let t = reader.t();
    let (happened, next) = match error {
        RightsError::Unidentified => (t.requests_unidentified(), t.requests_unidentified_next()),
        RightsError::Answered => (t.requests_answered_before(), t.requests_answered_before_next()),
        RightsError::TooLate => (t.requests_too_late(), t.requests_too_late_next()),
        RightsError::Untold => (t.requests_untold(), t.requests_untold_next()),
        RightsError::Incomplete(_) => (t.requests_incomplete(), t.requests_incomplete_next()),
        other => return other.into(),
    };
    let safe = t.message_stale_form_safe().to_owned();
    Trouble::Refused { happened: happened.to_owned(), safe, next: next.to_owned() }
}
