//! `/settings`: the controller, who may sign in, purposes and their assessments, registers, mail, text messages, webhooks, keys
//! and packs.

mod assessments;
mod mail;
mod page;
mod purposes;
mod sms;
mod sources;
mod users;
mod webhooks;

use axum::Router;
use axum::routing::{get, post};
use zgoda_law::Deed;
use zgoda_rights::roles::Area;

use crate::app::App;
use crate::page::Reader;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(page::page))
        .route("/settings/users", post(users::add))
        .route("/settings/users/{id}/disable", post(users::disable))
        .route("/settings/purposes", get(purposes::page))
        .route("/settings/purposes/{purpose}/{deed}", post(purposes::switch))
        .route("/settings/mail", get(mail::page).post(mail::save))
        .route("/settings/mail/test", post(mail::test))
        .route("/settings/sms", get(sms::page).post(sms::save))
        .route("/settings/sms/test", post(sms::test))
        .route("/settings/sms/forget", post(sms::forget))
        .route("/settings/webhooks", get(webhooks::list).post(webhooks::add))
        .route("/settings/webhooks/{id}", get(webhooks::one))
        .route("/settings/webhooks/{id}/{deed}", post(webhooks::act))
        .route("/settings/assessments/{kind}/{purpose}", get(assessments::page))
        .route("/settings/assessments/{kind}/{purpose}/pdf", get(assessments::pdf))
        .route("/settings/assessments/{kind}/{purpose}/{deed}", post(assessments::act))
        .route("/settings/sources", get(sources::page).post(sources::contact))
        .route("/settings/sources/{id}", post(sources::save))
        .route("/settings/sources/{id}/forget", post(sources::forget))
        .route("/settings/sources/{id}/test", post(sources::test))
}

/// Whether the reader runs the installation.
fn is_admin(reader: &Reader) -> bool {
    reader.may(Area::Settings, Deed::Write)
}

/// Whether the reader may approve assessments.
fn may_assess(reader: &Reader) -> bool {
    reader.may(Area::Settings, Deed::Decide)
}
