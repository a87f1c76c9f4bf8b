//! `/access`: what each role may do, who is authorised to what, how that is given and taken back, who saw whom, and the
//! alarms where it was too many.

mod alarms;
mod matrix;
mod people;
mod reads;

use std::collections::HashMap;

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use zgoda_law::ActorId;
use zgoda_law::calendar::day_of;
use zgoda_rights::roles::term;
use zgoda_store::Authorisation;
use zgoda_text::Text;

use crate::app::App;
use crate::views::access::{AuthorisationRow, Stands};

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/access", get(matrix::page))
        .route("/access/alarms", get(alarms::page))
        .route("/access/alarms/limits/{role}", post(alarms::limits))
        .route("/access/alarms/{seq}/{kind}", post(alarms::answer))
        .route("/access/people", get(people::list))
        .route("/access/reads", get(reads::page))
        .route("/access/people/{id}", get(people::one).post(people::give))
        .route("/access/authorisations/{id}/end", post(people::end))
        .route("/access/authorisations/{id}/pdf", get(people::pdf))
}

/// An authorisation as a row; `names` are those of staff.
pub fn row(
    app: &App,
    t: Text,
    one: &Authorisation,
    names: &HashMap<ActorId, String>,
    now: Timestamp,
) -> AuthorisationRow {
    let catalogue = app.store.law().catalogue();
    let purposes = one.purposes.iter().filter_map(|id| catalogue.purpose_by_id(*id));
    let purposes: Vec<&str> = purposes.map(|purpose| t.purpose(&purpose.name)).collect();
    let name = |actor: ActorId| names.get(&actor).map_or_else(|| t.access_given_setup(), String::as_str);
    let (by, at) = one.given;
    let is_over = one.ends().is_some_and(|end| end <= now);
    let stands = match one.accepted_at {
        _ if is_over => Stands::Over,
        _ if one.from > now => Stands::Later,
        Some(at) => Stands::Accepted(day_of(at)),
        None => Stands::Open,
    };
    let ended = match one.ended {
        Some((by, at)) => {
            let how = t.access_ended_by(name(by), t.date_short(day_of(at)));
            Some(if one.end_word.is_empty() { how } else { format!("{how}. {}", one.end_word) })
        }
        None => is_over.then(|| t.access_ran_out().to_owned()),
    };
    AuthorisationRow {
        id: one.id.0,
        role: t.role(one.role),
        term: term(t, one),
        purposes: purposes.join(", "),
        word: one.word.clone(),
        given: t.access_given_by(name(by), t.date_short(day_of(at))),
        stands,
        ended,
    }
}
