//! `/imports/new` and `POST /imports`: a file comes in.

use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use zgoda_formats::{FormatError, Input, Mapping, Recognised, recognise};

use super::next_step;
use crate::app::App;
use crate::page::{Answer, Reader, go, html};
use crate::received::{self, Received};
use crate::trouble::Trouble;
use crate::uploads::FILE_BYTES_MAX;
use crate::views::frame::Section;
use crate::views::imports::ImportFilePage;
use crate::words;

/// `GET /imports/new`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| show(app, &reader, None)).await
}

fn show(app: &App, reader: &Reader, problem: Option<String>) -> Answer {
    let frame = reader.frame(app, Section::Imports, None)?;
    Ok(html(&ImportFilePage { frame, problem, limit: FILE_BYTES_MAX }))
}

/// `POST /imports`
pub async fn submit(State(app): State<App>, reader: Reader, headers: HeaderMap, parts: Multipart) -> Answer {
    let received = received::file(&app, &reader, &headers, parts, FILE_BYTES_MAX).await?;
    app.blocking(move |app| match received {
        Some(file) => take(app, &reader, file),
        None => show(app, &reader, Some(reader.t().file_missing().to_owned())),
    })
    .await
}

/// Tells what a file is and keeps it for the next step.
fn take(app: &App, reader: &Reader, Received { name, path, bytes }: Received) -> Answer {
    let t = reader.t();
    let (kind, mapping) = match open(&Input::Path(path.to_path_buf())) {
        Ok(opened) => opened,
        Err(error) => return show(app, reader, Some(words::unreadable(t, &error))),
    };
    let name = if name.is_empty() { t.import_step_file().to_owned() } else { name };
    let added = app.uploads.add(reader.account.id, app.now(), (name, bytes), (path, kind, mapping));
    match added {
        Ok(upload) => Ok(go(&next_step(&upload))),
        Err(Trouble::TooMany) => show(app, reader, Some(t.import_busy().to_owned())),
        Err(other) => Err(other),
    }
}

fn open(input: &Input) -> Result<(Recognised, Option<Mapping>), FormatError> {
    let kind = recognise(input)?;
    let table = kind.open_table(input)?;
    Ok((kind, table.as_ref().map(Mapping::propose)))
}
