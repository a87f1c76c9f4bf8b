//! `POST /organisations/{id}/statements`: a financial statement comes in; and is taken back.

use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use zgoda_enrich::statements::{Place, Taken, take, undo};
use zgoda_formats::Input;
use zgoda_store::OrgId;
use zgoda_text::Text;

use super::enrich::trouble;
use super::organisation;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::received;
use crate::uploads::FILE_BYTES_MAX;
use crate::views::figures::Offered;
use crate::words;

/// `POST /organisations/{id}/statements`. The file is gone as soon as it was read.
pub async fn submit(
    State(app): State<App>,
    Path(id): Path<u32>,
    reader: Reader,
    headers: HeaderMap,
    parts: Multipart,
) -> Answer {
    let received = received::file(&app, &reader, &headers, parts, FILE_BYTES_MAX).await?;
    app.blocking(move |app| {
        let (t, id) = (reader.t(), OrgId(id));
        let Some(file) = received else {
            let missing = Offered { file: None, outcome: Err(t.file_missing().to_owned()) };
            return organisation::show(app, &reader, id, None, vec![missing]);
        };
        let input = Input::Path(file.path.to_path_buf());
        let taken = take(&app.store, Some(id), &input, &reader.actor(app), app.now())
            .map_err(|error| trouble(t, error))?;
        if taken.iter().any(|taken| taken.outcome.is_err()) {
            let offered = taken.into_iter().map(|taken| offered(t, taken)).collect();
            return organisation::show(app, &reader, id, None, offered);
        }
        let code = match &taken[..] {
            [Taken { outcome: Ok(added), .. }] => match added.place {
                Place::First => "org-statement",
                Place::Correction => "org-statement-corrected",
                Place::Older => "org-statement-older",
            },
            _ => "org-statements",
        };
        Ok(go(&format!("/organisations/{id}?done={code}#figures")))
    })
    .await
}

fn offered(t: Text, taken: Taken) -> Offered {
    let outcome = match taken.outcome {
        Ok(added) => Ok(t.statement_taken(t.date(added.period_to))),
        Err(why) => Err(words::not_taken(t, &why)),
    };
    Offered { file: taken.file, outcome }
}

/// `POST /organisations/{id}/statements/{no}/undo`
pub async fn take_back(
    State(app): State<App>,
    Path((id, no)): Path<(u32, u32)>,
    reader: Reader,
    _form: Posted,
) -> Answer {
    app.blocking(move |app| {
        undo(&app.store, OrgId(id), no, &reader.actor(app), app.now())
            .map_err(|error| trouble(reader.t(), error))?;
        Ok(go(&format!("/organisations/{id}?done=org-statement-undone#figures")))
    })
    .await
}
