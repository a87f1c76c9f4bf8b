//! Search: what is typed goes by `POST` and stands in no address; what is found stands in the answer.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use zgoda_rights::find_people;

use crate::app::App;
use crate::handlers::people::filter::Filters;
use crate::handlers::people::rows::{lit_purpose, needs_names, rows};
use crate::page::{Answer, Posted, Reader, go, html};
use crate::views::frame::Section;
use crate::views::parts::{Heading, Pager};
use crate::views::people::PeoplePage;

/// People shown at most.
const SHOWN: usize = 50;

/// The address of the search.
pub fn routes() -> Router<App> {
    Router::new().route("/search", get(|_: Reader| async { go("/people") }).post(find))
}

/// `POST /search`
async fn find(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    let typed = form.get("q").to_owned();
    if typed.is_empty() {
        return Ok(go("/people"));
    }
    app.blocking(move |app| {
        let t = reader.t();
        let mut frame = reader.frame(app, Section::People, None)?;
        if let Some(place) = frame.places().iter().find(|place| place.name.eq_ignore_ascii_case(&typed)) {
            return Ok(go(place.href));
        }
        // A change of language or purpose leads back here, where nothing can be read off the address.
        frame.here = "/people".to_owned();
        let acting = reader.acting(app);
        let found = find_people(&app.store, &acting, reader.session.purpose, &typed, SHOWN)?;
        let rows = rows(app, &reader, &found.people)?;
        let total = rows.len() as u64;
        let note = (!found.complete).then(|| t.search_newest_only().to_owned());
        Ok(html(&PeoplePage {
            frame,
            searched: Some(typed),
            note,
            chips: Vec::new(),
            export: None,
            unfiltered: Some("/people".to_owned()),
            split: None,
            lit: lit_purpose(app, &reader),
            headings: Filters::default().headings(t).map(Heading::fixed),
            rows,
            pager: Pager { first: total.min(1), last: total, total, previous: None, next: None },
            pseudonymous: !needs_names(app, &reader),
        }))
    })
    .await
}
