//! `POST /imports/{id}/undo`: takes an import back, behind the scenes.

use axum::extract::{Path, State};
use zgoda_intake::By;
use zgoda_intake::import::{self, Progress};
use zgoda_store::ImportId;

use super::report;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::views::imports::ImportState;

/// `POST /imports/{id}/undo`: only with the tick that says *I am sure*.
pub async fn submit(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    let id: ImportId = id.parse().map_err(|_| Trouble::NotFound)?;
    let asking = reader.clone();
    let sure = form.has("sure");
    let refused = app
        .blocking(move |app| {
            let import = app.store.import(id)?;
            if matches!(super::list::state(app, &import), ImportState::Running | ImportState::Undone) {
                return Ok(Some(go(&format!("/imports/{id}"))));
            }
            if !sure {
                let problem = asking.t().import_undo_unsure().to_owned();
                return report::show(app, &asking, import, None, Some(problem)).map(Some);
            }
            let at = Progress { done: 0, total: import.counts.imported, counts: import.counts };
            Ok((!app.uploads.begin_undo(id, at)).then(|| go(&format!("/imports/{id}"))))
        })
        .await?;
    if let Some(answer) = refused {
        return Ok(answer);
    }
    // Small imports are gone before the answer leaves; the others go on, and the page tells how far they are.
    let work = tokio::task::spawn_blocking({
        let app = app.clone();
        move || {
            let by = By::staff(&reader.account, &reader.session, app.now());
            let mut note = |at| app.uploads.undo_is(id, Some(at));
            let undone = import::undo(&app.store, by, id, &mut note);
            app.uploads.undo_is(id, None);
            if let Err(error) = &undone {
                eprintln!("zgoda: {error}");
            }
            undone.map_err(|_| Trouble::Unexpected)
        }
    });
    match tokio::time::timeout(std::time::Duration::from_secs(2), work).await {
        Err(_) => Ok(go(&format!("/imports/{id}"))),
        Ok(done) => {
            let done = done.map_err(|_| Trouble::Unexpected)??;
            let gone = done.destroyed + done.partly;
            Ok(go(&format!("/imports/{id}?done=undone&gone={gone}&held={}", done.held)))
        }
    }
}
