//! `/retention/holds`: asking for a legal hold, approving it as a second person, reviewing and ending it.

use std::collections::BTreeSet;

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, FieldId, SubjectId};
use zgoda_rights::hold::{self, HoldWish, latest_review};
use zgoda_rights::roles::Area;
use zgoda_rights::{RightsError, names_of};
use zgoda_store::{HoldGround, HoldId, LegalHold};
use zgoda_text::Text;

use super::may_run;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::holds::{Deed, HoldNewPage, HoldPage, HoldRow, HoldsPage, Stands};
use crate::views::parts::Input;

/// People named on the page of a hold; the rest are counted.
const NAMED: usize = 50;

/// What stands in the address.
#[derive(Deserialize)]
pub struct Wish {
    done: Option<String>,
    person: Option<String>,
}

/// `GET /retention/holds`
pub async fn list(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Retention, done(&reader, &wish))?;
        let rows = app.store.holds()?.iter().map(|hold| row(hold, frame.today)).collect();
        Ok(html(&HoldsPage { rows, may_ask: reader.may(Area::Retention, zgoda_law::Deed::Write), frame }))
    })
    .await
}

fn done(reader: &Reader, wish: &Wish) -> Option<crate::views::parts::Notice> {
    show::done(reader.t(), wish.done.as_deref().filter(|code| code.starts_with("hold-")))
}

/// `GET /retention/holds/new`
pub async fn new(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let people = wish.person.filter(|id| id.parse::<SubjectId>().is_ok()).unwrap_or_default();
        let latest = latest_review(day_of(app.now()));
        let input = |value: String| Input { value, problem: None };
        form_with(
            app,
            &reader,
            Typed {
                matter: Input::default(),
                reference: Input::default(),
                ground: HoldGround::Claim.name().to_owned(),
                review: input(latest.to_string()),
                people: input(people),
                fields: BTreeSet::new(),
            },
        )
    })
    .await
}

/// The form as it was typed.
struct Typed {
    matter: Input,
    reference: Input,
    ground: String,
    review: Input,
    people: Input,
    fields: BTreeSet<FieldId>,
}

fn form_with(app: &App, reader: &Reader, typed: Typed) -> Answer {
    let mut frame = reader.frame(app, Section::Retention, None)?;
    frame.here = "/retention/holds/new".to_owned();
    let fields = app.store.law().catalogue().fields().iter().filter(|field| field.on_by_default);
    let fields = fields.map(|field| (field.name.clone(), typed.fields.contains(&field.id))).collect();
    let Typed { matter, reference, ground, review, people, .. } = typed;
    let review_max = latest_review(frame.today);
    Ok(html(&HoldNewPage { frame, matter, reference, ground, review, review_max, people, fields }))
}

/// `POST /retention/holds`
pub async fn ask(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let catalogue = app.store.law().catalogue();
        let chosen = form.all("field").filter_map(|name| catalogue.field(name));
        let input = |name: &str| Input { value: form.get(name).to_owned(), problem: None };
        let mut typed = Typed {
            matter: input("matter"),
            reference: input("reference"),
            ground: form.get("ground").to_owned(),
            review: input("review"),
            people: input("people"),
            fields: chosen.map(|field| field.id).collect(),
        };
        let named: Vec<&str> = form.get("people").split_whitespace().collect();
        let people: Result<BTreeSet<SubjectId>, _> = named.iter().map(|id| id.parse()).collect();
        let Ok(people) = people else {
            typed.people.problem = Some(t.hold_people_wrong().to_owned());
            return form_with(app, &reader, typed);
        };
        let Ok(review_by) = form.get("review").parse() else {
            typed.review.problem = Some(t.hold_review_wrong().to_owned());
            return form_with(app, &reader, typed);
        };
        let wish = HoldWish {
            matter: form.get("matter").to_owned(),
            ground: HoldGround::from_name(form.get("ground")).ok_or(Trouble::StaleForm)?,
            reference: form.get("reference").to_owned(),
            fields: typed.fields.clone(),
            review_by,
            people,
        };
        let (place, words) = match hold::ask(&app.store, reader.stamp(app), &wish) {
            Ok(id) => return Ok(go(&format!("/retention/holds/{id}?done=hold-asked"))),
            Err(RightsError::Incomplete("matter")) => (&mut typed.matter, t.hold_matter_wrong()),
            Err(RightsError::Incomplete("reference")) => (&mut typed.reference, t.hold_reference_wrong()),
            Err(RightsError::Incomplete("people")) => (&mut typed.people, t.hold_people_wrong()),
            Err(RightsError::Incomplete(_)) => (&mut typed.review, t.hold_review_wrong()),
            Err(RightsError::Erased) => (&mut typed.people, t.hold_person_erased()),
            Err(RightsError::NotFound(_)) => (&mut typed.people, t.hold_person_unknown()),
            Err(other) => return Err(other.into()),
        };
        place.problem = Some(words.to_owned());
        form_with(app, &reader, typed)
    })
    .await
}

/// `GET /retention/holds/{id}`
pub async fn one(
    State(app): State<App>,
    Path(id): Path<u32>,
    reader: Reader,
    Query(wish): Query<Wish>,
) -> Answer {
    app.blocking(move |app| {
        let hold = hold::find(&app.store, HoldId(id))?;
        let frame = reader.frame(app, Section::Retention, done(&reader, &wish))?;
        let mut people = app.store.held_people(hold.id)?;
        people.truncate(NAMED);
        let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
        let catalogue = app.store.law().catalogue();
        let named = hold.fields.iter().filter_map(|field| catalogue.field_by_id(*field));
        Ok(html(&HoldPage {
            row: row(&hold, frame.today),
            ground: ground(frame.t, hold.ground),
            fields: named.map(|field| field.name.clone()).collect(),
            asked: deed(app, hold.asked)?,
            approved: hold.approved.map(|deed_of| deed(app, deed_of)).transpose()?,
            ended: hold.ended.map(|deed_of| deed(app, deed_of)).transpose()?,
            people: people.iter().zip(names).map(|(person, name)| show::who(person.id, name)).collect(),
            may_decide: may_run(&reader),
            own: hold.asked.0 == reader.account.id,
            review_max: latest_review(frame.today),
            frame,
        }))
    })
    .await
}

/// `POST /retention/holds/{id}/{deed}`
pub async fn act(
    State(app): State<App>,
    Path((id, deed)): Path<(u32, String)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let (stamp, t, id) = (reader.stamp(app), reader.t(), HoldId(id));
        let (result, done) = match deed.as_str() {
            "approve" => (hold::approve(&app.store, stamp, id), "hold-approved"),
            "review" => {
                let until: Date = form.get("review").parse().map_err(|_| Trouble::StaleForm)?;
                (hold::review(&app.store, stamp, id, until), "hold-reviewed")
            }
            "end" => (hold::end(&app.store, stamp, id), "hold-ended"),
            _ => return Err(Trouble::NotFound),
        };
        match result {
            Ok(()) => Ok(go(&format!("/retention/holds/{id}?done={done}"))),
            Err(RightsError::SamePerson) => Err(refused(t, t.hold_same_person(), t.hold_same_person_next())),
            Err(RightsError::Erased) => {
                Err(refused(t, t.hold_erased_meanwhile(), t.hold_erased_meanwhile_next()))
            }
            Err(RightsError::Incomplete(_)) => Err(refused(t, t.hold_review_wrong(), t.hold_moved_on_next())),
            Err(RightsError::NotFound(_)) => Err(refused(t, t.hold_moved_on(), t.hold_moved_on_next())),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

fn refused(t: Text, happened: &str, next: &str) -> Trouble {
    let safe = t.hold_refused_safe().to_owned();
    Trouble::Refused { happened: happened.to_owned(), safe, next: next.to_owned() }
}

fn row(hold: &LegalHold, today: Date) -> HoldRow {
    let stands = match hold {
        hold if hold.is_asked() => Stands::Asked,
        hold if hold.is_in_force() && hold.review_by < today => Stands::Overdue,
        hold if hold.is_in_force() => Stands::InForce,
        _ => Stands::Ended,
    };
    HoldRow {
        id: hold.id.0,
        matter: hold.matter.clone(),
        reference: hold.reference.clone(),
        people: hold.people,
        review_by: hold.review_by,
        stands,
    }
}

fn ground(t: Text, ground: HoldGround) -> &'static str {
    match ground {
        HoldGround::Claim => t.hold_ground_claim(),
        HoldGround::Proceeding => t.hold_ground_proceeding(),
    }
}

fn deed(app: &App, (by, at): (ActorId, jiff::Timestamp)) -> Result<Deed, Trouble> {
    Ok(Deed { by: show::name_of(app, by)?, at: day_of(at) })
}
