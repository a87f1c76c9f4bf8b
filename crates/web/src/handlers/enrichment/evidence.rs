//! `POST /enrichment/{id}/evidence`: the pack of evidence about one run.

use axum::extract::{Path, State};
use zgoda_law::calendar::day_of;
use zgoda_rights::inspection::make_of_run;
use zgoda_store::RunId;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment};

/// Makes the pack and hands it over.
pub async fn pack(State(app): State<App>, reader: Reader, Path(id): Path<u32>, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let now = app.now();
        let made = make_of_run(&app.store, reader.stamp(app), now, reader.t().lang(), RunId(id))?;
        let name = format!("zgoda-evidence-run-{id}-{}.zip", day_of(now));
        Ok(attachment("application/zip", &name, made.bytes))
    })
    .await
}
