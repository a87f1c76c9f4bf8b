//! *Osoby*: the list of people, and the addresses of one person.

mod contract;
mod correct;
pub mod erase;
mod evidence;
pub mod export;
pub mod filter;
mod past;
pub mod person;
pub mod rows;
pub mod timeline;
mod why;
mod word;

use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use zgoda_law::calendar::day_of;
use zgoda_law::{Channel, SubjectId};
use zgoda_rights::{Tally, best, lights_of, reach};
use zgoda_store::{People, Person, Reach};

use self::filter::Filters;
use self::rows::{lit_purpose, needs_names, rows, rows_with};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Heading, Pager, ReasonCount, Split};
use crate::views::people::{PeoplePage, PersonRow};

/// Rows on a page.
pub const ROWS: u32 = 50;

/// The addresses under `/people`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(list))
        .route("/people/selected", post(selected))
        .route("/people/{id}", get(person::page))
        .route("/people/{id}/reveal", post(person::reveal))
        .route("/people/{id}/past", get(past::page))
        .route("/people/{id}/evidence", get(evidence::page).post(evidence::pack))
        .route("/people/{id}/why", get(why::page))
        .route("/people/{id}/facts/{no}/correct", get(correct::page).post(correct::submit))
        .route("/people/{id}/contract", post(contract::conclude))
        .route("/people/{id}/object", post(word::object))
        .route("/people/{id}/consents/{no}/withdraw", post(word::withdraw))
        .route("/people/{id}/notices/{no}/deliver", post(word::deliver))
        .route("/people/{id}/notices/{no}/exempt", post(word::exempt))
        .route("/people/{id}/export", get(export::page).post(export::give))
        .route("/people/{id}/erase", get(erase::page).post(erase::submit))
        .route("/people/{id}/certificate", get(erase::certificate))
        .route("/people/{id}/certificate.json", get(erase::certificate_json))
        .route("/people/{id}/certificate.html", get(erase::certificate_html))
        .route("/people/{id}/certificate.txt", get(erase::certificate_proof))
}

/// The person in the address.
pub fn subject(id: &str) -> Result<SubjectId, Trouble> {
    id.parse().map_err(|_| Trouble::NotFound)
}

/// `GET /people`
async fn list(State(app): State<App>, reader: Reader, Query(filters): Query<Filters>) -> Answer {
    app.blocking(move |app| {
        let list = match filters.may() {
            Some(channel) => counted(app, &reader, &filters, channel)?,
            None => plain(app, &reader, &filters)?,
        };
        Ok(html(&page(app, &reader, &filters, list)?))
    })
    .await
}

/// The rows of one page with what stands around them.
struct List {
    rows: Vec<PersonRow>,
    total: u64,
    split: Option<Split>,
}

fn page(app: &App, reader: &Reader, filters: &Filters, list: List) -> Result<PeoplePage, Trouble> {
    let t = reader.t();
    let notice = show::done(t, filters.done.as_deref());
    let number = filters.page();
    let before = u64::from(number) * u64::from(ROWS);
    let last = before + list.rows.len() as u64;
    Ok(PeoplePage {
        frame: reader.frame(app, Section::People, notice)?,
        searched: None,
        note: None,
        chips: filters.chips(t, day_of(app.now())),
        export: Some(format!("/exports/new?{}", filters.query())),
        unfiltered: filters.is_set().then(|| "/people".to_owned()),
        split: list.split,
        lit: lit_purpose(app, reader),
        headings: filters.headings(t),
        pager: Pager {
            first: if list.rows.is_empty() { 0 } else { before + 1 },
            last: if list.rows.is_empty() { 0 } else { last },
            total: list.total,
            previous: (number > 0).then(|| filters.href(number - 1)),
            next: (last < list.total && !list.rows.is_empty()).then(|| filters.href(number + 1)),
        },
        rows: list.rows,
        pseudonymous: !needs_names(app, reader),
    })
}

fn plain(app: &App, reader: &Reader, filters: &Filters) -> Result<List, Trouble> {
    let people = app.store.people_who(&filters.plain(app.now()).condition())?;
    let rows = rows(app, reader, &shown(app, filters, &people)?)?;
    Ok(List { rows, total: people.len(), split: None })
}

/// Those of the people who stand on the page that is asked for.
fn shown(app: &App, filters: &Filters, people: &People) -> Result<Vec<Person>, Trouble> {
    let skip = u64::from(filters.page()) * u64::from(ROWS);
    let page = app.store.page_of(people, filters.order(), skip, ROWS as usize)?;
    Ok(app.store.people_by_ordinals(&page)?)
}

/// The people who may be reached on a channel, or may not for one reason, with how many there are of each.
fn counted(app: &App, reader: &Reader, filters: &Filters, channel: Channel) -> Result<List, Trouble> {
    let condition = filters.plain(app.now()).condition();
    let lit = lit_purpose(app, reader);
    let mut all = reach(&app.store, &reader.acting(app), &condition, channel, lit.as_deref())?;
    let with = |code: &str| Filters { why: Some(code.to_owned()), ..filters.clone() }.href(0);
    let split = split(&Tally::from(&all), channel, with);
    let people = all.remove(&filters.why().map_or(Reach::Allowed, Reach::Denied)).unwrap_or_default();
    let rows = rows(app, reader, &shown(app, filters, &people)?)?;
    Ok(List { rows, total: people.len(), split: Some(split) })
}

/// People counted by what one may do on a channel.
fn split(tally: &Tally, channel: Channel, href: impl Fn(&str) -> String) -> Split {
    let reason = |(code, people): (&zgoda_law::ReasonCode, &u64)| ReasonCount {
        code: *code,
        people: *people,
        href: href(code.name()),
    };
    let mut reasons: Vec<ReasonCount> = tally.denied.iter().map(reason).collect();
    reasons.sort_by_key(|count| std::cmp::Reverse(count.people));
    let denied = tally.denied.values().sum::<u64>() + tally.pending;
    Split { channel, allowed: tally.allowed, denied, no_address: tally.no_address, reasons }
}

/// `POST /people/selected`: what is allowed of those who were ticked.
async fn selected(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let ids: Vec<SubjectId> =
            form.all("id").take(ROWS as usize).filter_map(|id| id.parse().ok()).collect();
        let people: Vec<Person> = ids.iter().map(|id| app.store.person(*id)).collect::<Result<_, _>>()?;
        let lights =
            lights_of(&app.store, &reader.acting(app), &people, lit_purpose(app, &reader).as_deref())?;
        let rows = rows_with(app, &reader, &people, &lights)?;
        let filters = Filters::default();
        let tally: Tally = lights.iter().filter_map(|lights| best(lights, Channel::Email)).collect();
        let list = List {
            total: rows.len() as u64,
            split: Some(split(&tally, Channel::Email, |code| {
                Filters { may: Some("email".into()), why: Some(code.to_owned()), ..Filters::default() }
                    .href(0)
            })),
            rows,
        };
        let mut page = page(app, &reader, &filters, list)?;
        page.frame.here = "/people".to_owned();
        page.headings = page.headings.map(Heading::fixed);
        (page.unfiltered, page.export) = (Some("/people".to_owned()), None);
        Ok(html(&page))
    })
    .await
}
