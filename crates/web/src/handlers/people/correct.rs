//! Correcting a value, GDPR art. 16.

use axum::extract::{Path, State};
use zgoda_law::{FactNo, SubjectId};
use zgoda_rights::{Content, RightsError, look, rectify};

use super::subject;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Who};
use crate::views::person::CorrectPage;

/// `GET /people/{id}/facts/{no}/correct`
pub async fn page(State(app): State<App>, reader: Reader, Path((id, no)): Path<(String, u32)>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| Ok(html(&form_page(app, &reader, id, FactNo(no), None)?))).await
}

/// `POST /people/{id}/facts/{no}/correct`
pub async fn submit(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let typed = form.get("value");
        let page = form_page(app, &reader, id, FactNo(no), Some(typed))?;
        let t = reader.t();
        let problem = match page.now.as_deref() == Some(typed) {
            true => t.correct_same(),
            false => match rectify(&app.store, &reader.acting(app), id, FactNo(no), typed) {
                Ok(_) => return Ok(go(&format!("/people/{id}?done=corrected"))),
                Err(RightsError::Incomplete(_)) => t.correct_wrong(),
                Err(other) => return Err(other.into()),
            },
        };
        let value = Input { problem: Some(problem.to_owned()), ..page.value.clone() };
        Ok(html(&CorrectPage { value, ..page }))
    })
    .await
}

/// The form for one value: only for somebody who may read it.
fn form_page(
    app: &App,
    reader: &Reader,
    id: SubjectId,
    no: FactNo,
    typed: Option<&str>,
) -> Result<CorrectPage, Trouble> {
    let person = app.store.person(id)?;
    let seen = look(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
    let opened = |field: &str| {
        seen.fields.iter().filter(|known| known.name == field).flat_map(|known| &known.values).find_map(|v| {
            match &v.content {
                Content::Open(shown) => Some(shown.text().into_owned()),
                Content::Sealed(_) => None,
            }
        })
    };
    let name: Vec<String> = ["first_name", "last_name"].into_iter().filter_map(opened).collect();
    let values = seen.fields.iter().flat_map(|field| field.values.iter().map(move |value| (field, value)));
    let (field, value) = values.into_iter().find(|(_, value)| value.fact == no).ok_or(Trouble::NotFound)?;
    let now = match &value.content {
        Content::Open(shown) => shown.text().into_owned(),
        Content::Sealed(verdict) => return Err(Trouble::Denied(verdict.reasons().to_vec())),
    };
    let t = reader.t();
    let mut frame = reader.frame(app, Section::People, None)?;
    frame.here = format!("/people/{id}/facts/{}/correct", no.0);
    Ok(CorrectPage {
        frame,
        who: Who { id: id.to_string(), name: (!name.is_empty()).then(|| name.join(" ")) },
        fact: no.0,
        field: field.name.clone(),
        shown: show::value(t, &field.name, &now),
        // A masked value is typed anew.
        value: Input {
            value: typed.unwrap_or(if now.contains('•') { "" } else { &now }).to_owned(),
            problem: None,
        },
        now: Some(now),
    })
}
