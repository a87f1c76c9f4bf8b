//! Noting a request that reached us in any way: first whose it is, then what it asks for and when it came.

use axum::extract::{Query, State};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::SubjectId;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_rights::requests::{Incoming, receive};
use zgoda_rights::{RightsError, find_people, names_of};
use zgoda_store::{Door, Person, RequestKind};

use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::Who;
use crate::views::requests::NewRequestPage;

/// People offered at most.
const FOUND: usize = 20;

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    person: Option<String>,
}

/// `GET /requests/new`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let people = match wish.person.as_deref().and_then(|id| id.parse::<SubjectId>().ok()) {
            Some(id) => vec![app.store.person(id)?],
            None => Vec::new(),
        };
        let looked = !people.is_empty();
        show_form(app, &reader, people, looked, &Posted::default(), None)
    })
    .await
}

/// `POST /requests/new`: finds who may be asking. What is typed stands in no address.
pub async fn find(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let typed = form.get("q");
        let people = match typed.is_empty() {
            true => Vec::new(),
            false => {
                let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
                let purpose =
                    app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?;
                find_people(&app.store, &acting, purpose.id, typed, FOUND)?.people
            }
        };
        show_form(app, &reader, people, true, &form, None)
    })
    .await
}

/// `POST /requests`: receives it.
pub async fn submit(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let whose = form.get("whose").parse::<SubjectId>().ok();
        let kind = RequestKind::from_name(form.get("kind")).ok_or(Trouble::StaleForm)?;
        let door = Door::from_name(form.get("door")).ok_or(Trouble::StaleForm)?;
        let today = day_of(app.now());
        let received_at = match form.get("day").parse::<Date>() {
            Ok(day) if day == today => app.now(),
            // At noon, so that the day is the same wherever it is told.
            Ok(day) => start_of_day(day).checked_add(SignedDuration::from_hours(12)).unwrap_or(app.now()),
            Err(_) => return wrong(app, &reader, whose, &form),
        };
        let said = form.get("said").to_owned();
        let incoming = Incoming { kind, door, received_at, whose, said };
        match receive(&app.store, &reader.acting_for(app, SUBJECT_RIGHTS)?, &incoming) {
            Ok(key) => Ok(go(&format!("/requests/{key}?done=request-noted"))),
            Err(RightsError::Incomplete(_)) => wrong(app, &reader, whose, &form),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

fn wrong(app: &App, reader: &Reader, whose: Option<SubjectId>, form: &Posted) -> Answer {
    let people = whose.map(|id| app.store.person(id)).transpose()?.into_iter().collect();
    let problem = reader.t().requests_day_wrong().to_owned();
    show_form(app, reader, people, true, form, Some(problem))
}

fn show_form(
    app: &App,
    reader: &Reader,
    people: Vec<Person>,
    looked: bool,
    form: &Posted,
    problem: Option<String>,
) -> Answer {
    let people: Vec<Person> = people.into_iter().filter(|person| !person.flags.erased).collect();
    let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
    let purpose = app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?;
    let names = names_of(&app.store, &acting, purpose.id, &people)?;
    let found: Vec<Who> = people.iter().zip(names).map(|(person, name)| show::who(person.id, name)).collect();
    let mut frame = reader.frame(app, Section::Requests, None)?;
    frame.here = "/requests/new".to_owned();
    let chosen = |name: &str, or: &str| match form.get(name) {
        "" => or.to_owned(),
        said => said.to_owned(),
    };
    Ok(html(&NewRequestPage {
        typed: form.get("q").to_owned(),
        whose: chosen("whose", found.first().map_or("", |who| who.id.as_str())),
        kind: chosen("kind", RequestKind::Access.name()),
        door: chosen("door", Door::Email.name()),
        day: chosen("day", &frame.today.to_string()),
        said: form.get("said").to_owned(),
        looked,
        found,
        problem,
        frame,
    }))
}
