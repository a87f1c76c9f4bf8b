//! `POST /imports/{id}/run` and `/discard`: the file comes in, or goes away.

use std::sync::Arc;

use axum::extract::{Path, State};
use zgoda_intake::{By, IntakeError, import};

use super::{next_step, own};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::uploads::{Upload, Work};
use crate::words;

/// `POST /imports/{id}/run`: works behind the scenes; the page of the import tells how far it is.
pub async fn submit(State(app): State<App>, Path(id): Path<String>, reader: Reader, _form: Posted) -> Answer {
    let upload = own(&app, &reader, &id)?;
    let since = app.now();
    if let (Some(input), Some((plan, mapping))) = (upload.input(), upload.begin_run(since)) {
        let (app, upload) = (app.clone(), Arc::clone(&upload));
        tokio::task::spawn_blocking(move || {
            let by = By::staff(&reader.account, &reader.session, since);
            let mut note = |at| upload.run_is(at);
            let work = match import::run(&app.store, by, &input, &plan, &mapping, &mut note) {
                Ok(report) => report.import.map_or(Work::Failed { import: None, why: None }, Work::Done),
                Err(error) => failed(&reader, &error),
            };
            upload.end(work);
        });
    }
    Ok(go(&next_step(&upload)))
}

/// What is said of an import that failed. The log gets codes only.
pub fn failed(reader: &Reader, error: &IntakeError) -> Work {
    let import = match error {
        IntakeError::Stopped { id, .. } => Some(*id),
        _ => None,
    };
    let why = words::not_collected(reader.t(), error);
    if why.is_none() {
        eprintln!("zgoda: {error}");
    }
    Work::Failed { import, why }
}

/// `POST /imports/{id}/discard`: the file goes, and nothing was kept of it.
pub async fn discard(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: Reader,
    _form: Posted,
) -> Answer {
    let upload: Arc<Upload> = own(&app, &reader, &id)?;
    if upload.look().work.goes_on() {
        return Err(Trouble::Busy);
    }
    app.uploads.discard(&upload);
    Ok(go("/imports?done=discarded"))
}
