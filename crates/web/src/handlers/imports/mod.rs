//! `/imports`: the list, and the wizard from a file to its report.

mod form;
mod list;
mod mapping;
mod preview;
mod report;
mod run;
mod source;
mod thread;
mod undo;
mod upload;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use zgoda_formats::Recognised;
use zgoda_intake::import::Progress;
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;
use crate::trouble::Trouble;
use crate::uploads::{FORM_BYTES_MAX, Upload, Work};
use crate::views;
use crate::views::imports::Recognised as FileLine;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    let import = post(upload::submit).layer(DefaultBodyLimit::max(FORM_BYTES_MAX));
    Router::new()
        .route("/imports", get(list::page).merge(import))
        .route("/imports/new", get(upload::page))
        .route("/imports/{id}", get(report::page))
        .route("/imports/{id}/source", get(source::page).post(source::submit))
        .route("/imports/{id}/thread", get(thread::page).post(thread::submit))
        .route("/imports/{id}/mapping", get(mapping::page).post(mapping::submit))
        .route("/imports/{id}/preview", get(preview::page))
        .route("/imports/{id}/run", post(run::submit))
        .route("/imports/{id}/discard", post(run::discard))
        .route("/imports/{id}/undo", post(undo::submit))
        .route("/imports/{id}/refused.csv", get(report::refused))
}

/// The reader's own file with this id.
fn own(app: &App, reader: &Reader, id: &str) -> Result<Arc<Upload>, Trouble> {
    app.uploads.get(id, reader.account.id).ok_or(Trouble::NotFound)
}

/// The page on which work with a file goes on.
fn next_step(upload: &Upload) -> String {
    let state = upload.look();
    let id = &upload.id;
    match &state.work {
        Work::Draft if matches!(upload.kind, Recognised::Messenger(_)) => format!("/imports/{id}/thread"),
        Work::Draft if state.plan.is_none() => format!("/imports/{id}/source"),
        Work::Draft => format!("/imports/{id}/mapping"),
        Work::Trying(_) | Work::Tried(_) => format!("/imports/{id}/preview"),
        Work::Running { .. } | Work::Failed { import: None, .. } => format!("/imports/{id}"),
        Work::Done(import) | Work::DoneThread { import, .. } | Work::Failed { import: Some(import), .. } => {
            format!("/imports/{import}")
        }
    }
}

/// What stands in one line about a file.
fn line(t: Text, upload: &Upload) -> FileLine {
    let (format, encoding) = match upload.kind {
        Recognised::Text { encoding, delimiter, shape } => {
            let mark = match delimiter {
                b';' => t.import_delimiter_semicolon(),
                b',' => t.import_delimiter_comma(),
                b'\t' => t.import_delimiter_tab(),
                _ => t.import_delimiter_other(),
            };
            (product(shape, &t.import_format_csv(mark)), Some(encoding.name().to_owned()))
        }
        Recognised::Xlsx { shape } => (product(shape, "XLSX"), None),
        Recognised::Messenger(_) => ("Messenger".to_owned(), None),
    };
    let rows = match &upload.look().work {
        Work::Tried(report) => Some(report.counts.rows),
        _ => None,
    };
    FileLine { name: upload.name.clone(), bytes: Some(upload.bytes), format, encoding, rows }
}

/// How far the reading is, in rows; how many there are is told from the bytes until the end.
fn in_rows(at: Progress) -> views::parts::Progress {
    let done = at.counts.rows;
    let all = u128::from(done) * u128::from(at.total) / u128::from(at.done.max(1));
    let total = u64::try_from(all).unwrap_or(u64::MAX).max(done);
    views::parts::Progress { done, total: total.max(1) }
}

/// The product before the format, where the file is a known export.
fn product(shape: zgoda_formats::Shape, format: &str) -> String {
    match shape {
        zgoda_formats::Shape::Table => format.to_owned(),
        known => format!("{}, {format}", known.product()),
    }
}
