//! `POST /settings/register`: switches the court register on or off.

use axum::extract::State;
use zgoda_enrich::{CONTACT, EnrichError, SourceSettings};

use super::only_admin;
use super::page::{Forms, page_with};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::views::parts::Input;
use crate::views::settings::RegisterForm;

/// `POST /settings/register`
pub async fn save(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    only_admin(&reader)?;
    app.blocking(move |app| {
        let t = reader.t();
        let (on, contact, url) = (form.get("state") == "on", form.get("contact"), form.get("url"));
        let again = |contact_problem: Option<&str>, url_problem: Option<&str>| {
            let input = |value: &str, problem: Option<&str>| Input {
                value: value.to_owned(),
                problem: problem.map(str::to_owned),
            };
            let register =
                RegisterForm { on, contact: input(contact, contact_problem), url: input(url, url_problem) };
            page_with(app, &reader, Forms { register: Some(register), ..Forms::default() }, None)
        };
        if on && contact.is_empty() {
            return again(Some(t.settings_register_contact_needed()), None);
        }
        match SourceSettings::save(&app.store, "krs", on, Some(url)) {
            Ok(()) => {}
            Err(EnrichError::Store(error)) => return Err(error.into()),
            Err(EnrichError::Register(_)) => return again(None, Some(t.settings_register_wrong())),
            Err(_) => return Err(Trouble::Unexpected),
        }
        app.store.set(CONTACT, contact)?;
        Ok(go("/settings?done=register-saved"))
    })
    .await
}
