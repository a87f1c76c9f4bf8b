//! `GET /exports`: every file that left.

use axum::extract::State;

use super::row;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::views::exports::ExportsPage;
use crate::views::frame::Section;

/// Files shown at most.
const SHOWN: u32 = 200;

/// `GET /exports`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Registers, None)?;
        let exports = app.store.exports(app.now(), SHOWN)?;
        let rows = exports.iter().map(|export| row(app, export)).collect::<Result<_, _>>()?;
        Ok(html(&ExportsPage { frame, rows }))
    })
    .await
}
