//! What one person would read now, and where it would go.

use axum::extract::{Path, State};
use zgoda_rights::inform::{self, WayKind};
use zgoda_rights::name_of;

use super::{PURPOSE, problem};
use crate::app::App;
use crate::handlers::people::subject;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::views::frame::Section;
use crate::views::notices::PreviewPage;

/// `GET /people/{id}/notice`
pub async fn page(State(app): State<App>, reader: Reader, Path(id): Path<String>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let t = reader.t();
        let person = app.store.person(id)?;
        let who = reader.acting_for(app, PURPOSE)?;
        let shown = inform::preview(&app.store, &who, &person, WayKind::Email)?;
        let name = name_of(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
        Ok(html(&PreviewPage {
            frame: reader.frame(app, Section::Notices, None)?,
            who: show::who(id, name),
            lang: shown.composed.lang.tag(),
            problems: shown.composed.problems.iter().map(|found| problem(t, found)).collect(),
            blocks: if shown.owed { shown.composed.blocks } else { Vec::new() },
            email: shown.email,
            letter: shown.letter,
            moving: shown.moving,
        }))
    })
    .await
}
