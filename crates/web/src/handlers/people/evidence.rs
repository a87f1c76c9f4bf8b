//! `/people/{id}/evidence`: the pack of evidence about one person.

use axum::extract::{Path, State};
use jiff::civil::Date;
use zgoda_law::calendar::{day_of, end_of_day};
use zgoda_law::{Deed, SubjectId};
use zgoda_rights::inspection::make_of;
use zgoda_rights::roles::Area;

use super::subject;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, html};
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::inspection::PersonPackPage;
use crate::views::parts::Who;

/// `GET /people/{id}/evidence`
pub async fn page(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let today = day_of(app.now()).to_string();
        Ok(html(&about(app, &reader, id, today, None)?))
    })
    .await
}

fn about(
    app: &App,
    reader: &Reader,
    id: SubjectId,
    day: String,
    problem: Option<String>,
) -> Result<PersonPackPage, Trouble> {
    let person = app.store.person(id)?;
    Ok(PersonPackPage {
        frame: reader.frame(app, Section::People, None)?,
        who: Who { id: id.to_string(), name: None },
        day,
        problem,
        first: day_of(person.created_at),
        may_take: reader.may(Area::Evidence, Deed::Export),
    })
}

/// `POST /people/{id}/evidence`: makes the pack about one person and hands it over.
pub async fn pack(State(app): State<App>, reader: Reader, Path(id): Path<String>, form: Posted) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let (t, now) = (reader.t(), app.now());
        let typed = form.get("day").to_owned();
        let day = typed.parse::<Date>().ok().filter(|day| *day <= day_of(now));
        let Some(day) = day else {
            return Ok(html(&about(app, &reader, id, typed, Some(t.past_wrong_day().to_owned()))?));
        };
        let made = make_of(&app.store, reader.stamp(app), end_of_day(day).min(now), t.lang(), id)?;
        Ok(attachment("application/zip", &format!("zgoda-evidence-{}-{day}.zip", short(&id)), made.bytes))
    })
    .await
}

/// Enough of a pseudonym for the name of a file.
fn short(id: &SubjectId) -> String {
    id.to_string().chars().take(8).collect()
}
