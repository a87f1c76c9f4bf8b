//! `/imports/new` and `POST /imports`: a file comes in.

use std::io::Write as _;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use tempfile::{NamedTempFile, TempPath};
use zgoda_formats::{FormatError, Input, Mapping, Recognised, recognise};

use super::next_step;
use crate::app::App;
use crate::page::{Answer, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::FILE_BYTES_MAX;
use crate::views::frame::Section;
use crate::views::imports::ImportFilePage;
use crate::words;

/// Bytes gathered before they are written.
const CHUNK: usize = 1 << 20;
/// The longest token of a form.
const TOKEN_MAX: usize = 128;
/// Letters of a file's name that are kept to show.
const NAME_MAX: usize = 80;

/// `GET /imports/new`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| show(app, &reader, None)).await
}

fn show(app: &App, reader: &Reader, problem: Option<String>) -> Answer {
    let frame = reader.frame(app, Section::Imports, None)?;
    Ok(html(&ImportFilePage { frame, problem, limit: FILE_BYTES_MAX }))
}

/// `POST /imports`: the token is the first part, and nothing is written before it was checked.
pub async fn submit(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Answer {
    let mut token = parts.next_field().await.map_err(broken)?.ok_or(Trouble::StaleForm)?;
    if token.name() != Some("csrf") {
        return Err(Trouble::StaleForm);
    }
    reader.check(&app, &headers, &read_short(&mut token).await?)?;
    drop(token);
    let mut received = None;
    while let Some(mut field) = parts.next_field().await.map_err(broken)? {
        if field.name() == Some("file") && received.is_none() {
            let name = shown_name(field.file_name().unwrap_or_default());
            let (file, bytes) = receive(&app, &mut field).await?;
            received = Some((name, file, bytes));
        }
    }
    app.blocking(move |app| match received {
        Some((name, file, bytes)) if bytes > 0 || !name.is_empty() => take(app, &reader, name, file, bytes),
        _ => show(app, &reader, Some(reader.t().file_missing().to_owned())),
    })
    .await
}

/// Tells what a file is and keeps it for the next step.
fn take(app: &App, reader: &Reader, name: String, file: TempPath, bytes: u64) -> Answer {
    let t = reader.t();
    let (kind, mapping) = match open(&Input::Path(file.to_path_buf())) {
        Ok(opened) => opened,
        Err(error) => return show(app, reader, Some(words::unreadable(t, &error))),
    };
    let name = if name.is_empty() { t.import_step_file().to_owned() } else { name };
    let added = app.uploads.add(reader.account.id, app.now(), (name, bytes), (file, kind, mapping));
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

/// Writes a part to a private file, chunk by chunk.
async fn receive(app: &App, field: &mut Field<'_>) -> Result<(TempPath, u64), Trouble> {
    let mut file = app.blocking(|app| app.uploads.new_file().map_err(failed)).await?;
    let (mut gathered, mut bytes) = (Vec::with_capacity(CHUNK), 0_u64);
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        bytes += chunk.len() as u64;
        if bytes > FILE_BYTES_MAX {
            return Err(Trouble::TooLarge);
        }
        gathered.extend_from_slice(&chunk);
        if gathered.len() >= CHUNK {
            (file, gathered) = write(app, file, gathered).await?;
        }
    }
    let (file, _) = write(app, file, gathered).await?;
    Ok((file.into_temp_path(), bytes))
}

async fn write(
    app: &App,
    mut file: NamedTempFile,
    mut gathered: Vec<u8>,
) -> Result<(NamedTempFile, Vec<u8>), Trouble> {
    app.blocking(move |_| {
        file.write_all(&gathered).map_err(failed)?;
        gathered.clear();
        Ok((file, gathered))
    })
    .await
}

async fn read_short(field: &mut Field<'_>) -> Result<String, Trouble> {
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        text.extend_from_slice(&chunk);
        if text.len() > TOKEN_MAX {
            return Err(Trouble::StaleForm);
        }
    }
    String::from_utf8(text).map_err(|_| Trouble::StaleForm)
}

fn broken(error: MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Trouble::TooLarge } else { Trouble::StaleForm }
}

fn failed(error: std::io::Error) -> Trouble {
    eprintln!("zgoda: an upload cannot be written: {}", error.kind());
    Trouble::Unexpected
}

/// The file's name without folders and control characters, to be shown only.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control()).take(NAME_MAX).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_s_name_only_the_last_part_is_shown() {
        assert_eq!(shown_name("C:\\Users\\Anna\\targi 2026.csv"), "targi 2026.csv");
        assert_eq!(shown_name("../../etc/pass\nwd"), "passwd");
        assert_eq!(shown_name(&"ż".repeat(200)).chars().count(), NAME_MAX);
    }
}
