//! `/exports`: files that left, the way to write one, and what became of each.

mod chosen;
mod list;
mod new;
mod one;
mod stream;
mod write;

use axum::Router;
use axum::routing::{get, post};
use zgoda_law::calendar::day_of;
use zgoda_store::Export;

use crate::app::App;
use crate::trouble::Trouble;
use crate::views::exports::{ExportRow, Stands};

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/exports", get(list::page))
        .route("/exports/choose", post(chosen::choose))
        .route("/exports/new", get(new::page))
        .route("/exports/weigh", post(write::weigh))
        .route("/exports/write", post(write::write))
        .route("/exports/{id}", get(one::page))
        .route("/exports/{id}/settle", post(one::settle))
}

/// A file as a row of a list.
pub fn row(app: &App, export: &Export) -> Result<ExportRow, Trouble> {
    let today = day_of(app.now());
    let stands = match export {
        gone if gone.destroyed.is_some() => Stands::Destroyed,
        late if late.is_out() && late.expires_on < today => Stands::Late,
        broken if broken.file.is_none() => Stands::Broken,
        _ => Stands::Out,
    };
    let purpose = app.store.law().catalogue().purpose_by_id(export.purpose);
    Ok(ExportRow {
        id: export.id.0,
        recipient: export.recipient.clone(),
        kind: export.kind,
        purpose: purpose.map(|purpose| purpose.name.clone()).unwrap_or_default(),
        people: export.people,
        made_on: day_of(export.made_at),
        expires_on: export.expires_on,
        stands,
    })
}
