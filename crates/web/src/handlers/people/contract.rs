//! `POST /people/{id}/contract`: a contract was concluded with the person.

use axum::extract::{Path, State};
use zgoda_intake::{By, IntakeError, contract_concluded};
use zgoda_store::StoreError;

use super::subject;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;

/// `POST /people/{id}/contract`
pub async fn conclude(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let by = By::staff(&reader.account, &reader.session, app.now());
        match contract_concluded(&app.store, by, id, form.get("number"), form.has("informed")) {
            Ok(_) => Ok(go(&format!("/people/{id}?done=contract"))),
            Err(IntakeError::Refused(refusal)) => {
                let t = reader.t();
                let why = refusal.codes.first().map_or("", |code| t.refusal(code));
                Err(Trouble::Refused {
                    happened: t.contract_refused(why),
                    safe: t.contract_refused_safe().to_owned(),
                    next: t.contract_refused_next().to_owned(),
                })
            }
            Err(IntakeError::Store(error)) => Err(StoreError::into(error)),
            Err(_) => Err(Trouble::Unexpected),
        }
    })
    .await
}
