//! Noting a request that reached us in any way: first whose it is, then what it asks for and when it came. The officer
//! notes it in the register; anybody else passes it on, and looks for the person with what their own work shows them.

use axum::extract::{Query, State};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::{day_of, start_of_day};
use zgoda_law::{PurposeId, SubjectId};
use zgoda_rights::requests::{Incoming, pass_on, receive};
use zgoda_rights::{Acting, RightsError, find_people, names_of};
use zgoda_store::{Door, Person, RequestKind};

use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::parts::{Notice, Who};
use crate::views::requests::{NewRequestPage, Noting};

/// People offered at most.
const FOUND: usize = 20;

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    person: Option<String>,
    done: Option<String>,
}

/// `GET /requests/new`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| empty(app, &reader, Noting::InRegister, &wish)).await
}

/// `GET /wishes/new`
pub async fn passing(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| empty(app, &reader, Noting::PassedOn, &wish)).await
}

/// `POST /requests/new`: finds who may be asking. What is typed stands in no address.
pub async fn find(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| found(app, &reader, Noting::InRegister, &form)).await
}

/// `POST /wishes/new`
pub async fn find_passing(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| found(app, &reader, Noting::PassedOn, &form)).await
}

/// `POST /requests`: receives it.
pub async fn submit(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| note(app, &reader, Noting::InRegister, &form)).await
}

/// `POST /wishes`: passes it on.
pub async fn pass(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| note(app, &reader, Noting::PassedOn, &form)).await
}

/// Who looks for the person, and for what purpose.
fn looking(app: &App, reader: &Reader, noting: Noting) -> Result<(Acting, PurposeId), Trouble> {
    let rights = app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?;
    Ok(match noting {
        Noting::InRegister => (reader.acting_for(app, SUBJECT_RIGHTS)?, rights.id),
        Noting::PassedOn => (reader.acting(app), reader.session.purpose),
    })
}

fn empty(app: &App, reader: &Reader, noting: Noting, wish: &Wish) -> Answer {
    let people = match wish.person.as_deref().and_then(|id| id.parse::<SubjectId>().ok()) {
        Some(id) => vec![app.store.person(id)?],
        None => Vec::new(),
    };
    let looked = !people.is_empty();
    let notice = show::done(reader.t(), wish.done.as_deref());
    show_form(app, reader, (noting, people, looked), &Posted::default(), (None, notice))
}

fn found(app: &App, reader: &Reader, noting: Noting, form: &Posted) -> Answer {
    let typed = form.get("q");
    let people = match typed.is_empty() {
        true => Vec::new(),
        false => {
            let (acting, purpose) = looking(app, reader, noting)?;
            find_people(&app.store, &acting, purpose, typed, FOUND)?.people
        }
    };
    show_form(app, reader, (noting, people, true), form, (None, None))
}

fn note(app: &App, reader: &Reader, noting: Noting, form: &Posted) -> Answer {
    let whose = form.get("whose").parse::<SubjectId>().ok();
    let kind = RequestKind::from_name(form.get("kind")).ok_or(Trouble::StaleForm)?;
    let door = Door::from_name(form.get("door")).filter(|door| *door != Door::Page);
    let door = door.ok_or(Trouble::StaleForm)?;
    let today = day_of(app.now());
    let received_at = match form.get("day").parse::<Date>() {
        Ok(day) if day == today => app.now(),
        // At noon, so that the day is the same wherever it is told.
        Ok(day) => start_of_day(day).checked_add(SignedDuration::from_hours(12)).unwrap_or(app.now()),
        Err(_) => return wrong(app, reader, noting, whose, form),
    };
    let incoming = Incoming { kind, door, received_at, whose, said: form.get("said").to_owned() };
    let noted = match noting {
        Noting::InRegister => receive(&app.store, &reader.acting_for(app, SUBJECT_RIGHTS)?, &incoming),
        Noting::PassedOn => pass_on(&app.store, &reader.acting(app), &incoming),
    };
    match (noted, noting, whose) {
        (Ok(key), Noting::InRegister, _) => Ok(go(&format!("/requests/{key}?done=request-noted"))),
        (Ok(_), Noting::PassedOn, Some(id)) => Ok(go(&format!("/people/{id}?done=wish-passed"))),
        (Ok(_), Noting::PassedOn, None) => Ok(go("/wishes/new?done=wish-passed")),
        (Err(RightsError::Incomplete(_)), ..) => wrong(app, reader, noting, whose, form),
        (Err(other), ..) => Err(other.into()),
    }
}

fn wrong(app: &App, reader: &Reader, noting: Noting, whose: Option<SubjectId>, form: &Posted) -> Answer {
    let people = whose.map(|id| app.store.person(id)).transpose()?.into_iter().collect();
    let t = reader.t();
    let problem = match noting {
        Noting::InRegister => t.requests_day_wrong(),
        Noting::PassedOn => t.wish_wrong(),
    };
    show_form(app, reader, (noting, people, true), form, (Some(problem.to_owned()), None))
}

fn show_form(
    app: &App,
    reader: &Reader,
    (noting, people, looked): (Noting, Vec<Person>, bool),
    form: &Posted,
    (problem, notice): (Option<String>, Option<Notice>),
) -> Answer {
    let people: Vec<Person> = people.into_iter().filter(|person| !person.flags.erased).collect();
    let (acting, purpose) = looking(app, reader, noting)?;
    let names = names_of(&app.store, &acting, purpose, &people)?;
    let found: Vec<Who> = people.iter().zip(names).map(|(person, name)| show::who(person.id, name)).collect();
    let mut frame = reader.frame(app, noting.section(), notice)?;
    frame.here = format!("{}/new", noting.place());
    let chosen = |name: &str, or: &str| match form.get(name) {
        "" => or.to_owned(),
        said => said.to_owned(),
    };
    Ok(html(&NewRequestPage {
        noting,
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
