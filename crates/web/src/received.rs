//! A form that brings a file: its token first, then the file, written chunk by chunk to a private place.

use std::io::Write as _;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::{HeaderMap, StatusCode};
use tempfile::{NamedTempFile, TempPath};

use crate::app::App;
use crate::page::Reader;
use crate::trouble::Trouble;

/// Bytes gathered before they are written.
const CHUNK: usize = 1 << 20;
/// The longest token of a form.
const TOKEN_MAX: usize = 128;
/// Letters of a file's name that are kept to show.
const NAME_MAX: usize = 80;

/// A file that came in. It is deleted when dropped.
pub struct Received {
    /// Its name without folders, to be shown only.
    pub name: String,
    /// Where it is.
    pub path: TempPath,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Receives the file of a form whose first part is the token; nothing is written before that was checked. `None` where
/// no file was chosen.
///
/// # Errors
/// Where the form is not one of this session's, the file is larger than `limit` bytes, or the disk fails.
pub async fn file(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    mut parts: Multipart,
    limit: u64,
) -> Result<Option<Received>, Trouble> {
    let mut token = parts.next_field().await.map_err(broken)?.ok_or(Trouble::StaleForm)?;
    if token.name() != Some("csrf") {
        return Err(Trouble::StaleForm);
    }
    reader.check(app, headers, &read_short(&mut token).await?)?;
    drop(token);
    let mut received = None;
    while let Some(mut field) = parts.next_field().await.map_err(broken)? {
        if field.name() == Some("file") && received.is_none() {
            let name = shown_name(field.file_name().unwrap_or_default());
            let (path, bytes) = receive(app, &mut field, limit).await?;
            received = Some(Received { name, path, bytes });
        }
    }
    Ok(received.filter(|file| file.bytes > 0 || !file.name.is_empty()))
}

/// Writes a part to a private file, chunk by chunk.
async fn receive(app: &App, field: &mut Field<'_>, limit: u64) -> Result<(TempPath, u64), Trouble> {
    let mut file = app.blocking(|app| app.uploads.new_file().map_err(failed)).await?;
    let (mut gathered, mut bytes) = (Vec::with_capacity(CHUNK), 0_u64);
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        bytes += chunk.len() as u64;
        if bytes > limit {
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
