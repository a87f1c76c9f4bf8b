//! *Retencja*: what ends when, by which rule, and a run with its preview.

mod evidence;
mod holds;
mod rules;
mod unused;

use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{Country, Deed};
use zgoda_rights::names_of;
use zgoda_rights::retention::{RetentionPlan, plan, run};
use zgoda_rights::roles::Area;
use zgoda_store::{Person, RunLogged, TermOrigin};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::chart::heat;
use crate::views::frame::Section;
use crate::views::retention::{Day, DueRow, Month, Preview, RetentionPage, RuleRow, RunRow};

/// Months the calendar looks ahead.
const MONTHS: i32 = 12;
/// Days of the strip.
const STRIP: i32 = 56;
/// Runs shown.
const RUNS: u32 = 10;
/// People handled by one press of the button.
const AT_ONCE: u32 = 2_000;

/// The addresses under `/retention`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/retention", get(page))
        .route("/retention/preview", get(preview))
        .route("/retention/run", post(carry_out))
        .route("/retention/evidence", get(evidence::page).post(evidence::approve))
        .route("/retention/evidence/count", post(evidence::count))
        .route("/retention/evidence/end", post(evidence::end))
        .route("/retention/rules/{rule}", get(rules::page).post(rules::shorten))
        .route("/retention/rules/{rule}/end", post(rules::end))
        .route("/retention/unused", get(unused::page))
        .route("/retention/unused/{field}", get(unused::preview).post(unused::stop))
        .route("/retention/unused/{field}/resume", post(unused::resume))
        .route("/retention/holds", get(holds::list).post(holds::ask))
        .route("/retention/holds/new", get(holds::new))
        .route("/retention/holds/{id}", get(holds::one))
        .route("/retention/holds/{id}/{deed}", post(holds::act))
}

/// What stands in the address.
#[derive(Deserialize)]
struct Shown {
    done: Option<String>,
    on: Option<String>,
}

/// `GET /retention`
async fn page(State(app): State<App>, reader: Reader, Query(shown): Query<Shown>) -> Answer {
    app.blocking(move |app| Ok(html(&build(app, &reader, shown.done.as_deref(), None)?))).await
}

/// `GET /retention/preview`
async fn preview(State(app): State<App>, reader: Reader, Query(shown): Query<Shown>) -> Answer {
    app.blocking(move |app| {
        let today = day_of(app.now());
        let on = shown.on.and_then(|on| on.parse().ok()).filter(|on| *on > today).unwrap_or(today);
        let plan = plan(&app.store, on)?;
        Ok(html(&build(app, &reader, None, Some((on, plan)))?))
    })
    .await
}

/// `POST /retention/run`
async fn carry_out(State(app): State<App>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let report = run(&app.store, reader.stamp(app), Some(AT_ONCE), |_| {})?;
        Ok(go(if report.complete { "/retention?done=retention" } else { "/retention?done=retention-more" }))
    })
    .await
}

/// Those whose work retention is.
fn may_run(reader: &Reader) -> bool {
    reader.may(Area::Retention, Deed::Decide)
}

fn build(
    app: &App,
    reader: &Reader,
    done: Option<&str>,
    plan: Option<(Date, RetentionPlan)>,
) -> Result<RetentionPage, Trouble> {
    let t = reader.t();
    let frame = reader.frame(app, Section::Retention, show::done(t, done))?;
    let last = frame.today.saturating_add(MONTHS.months()).last_of_month();
    let days = app.store.due_by_day(last)?;
    let due = days.iter().filter(|(day, _)| *day <= frame.today).map(|(_, values)| values).sum();
    Ok(RetentionPage {
        months: months(frame.today, &days),
        days: strip(frame.today, &days),
        runs: runs(app)?,
        rules: rules(app, t, plan.as_ref().map(|(_, plan)| plan))?,
        preview: plan.map(|(on, plan)| previewed(app, reader, on, plan)).transpose()?,
        running: None,
        due,
        may_run: may_run(reader),
        frame,
    })
}

/// What ends in each of the next months; what is past its day already ends in the first.
fn months(today: Date, days: &[(Date, u64)]) -> Vec<Month> {
    let first = today.first_of_month();
    let month = |number: i32| {
        let first = first.saturating_add(number.months());
        let next = first.saturating_add(1.month());
        let inside = |day: Date| day < next && (number == 0 || day >= first);
        let values = days.iter().filter(|(day, _)| inside(*day)).map(|(_, values)| values).sum();
        Month { first, values, href: format!("/people?ends={next}") }
    };
    (0..MONTHS).map(month).collect()
}

/// The next weeks; what is past its day stands in the first.
fn strip(today: Date, days: &[(Date, u64)]) -> Vec<Day> {
    let on = |number: i32| {
        let day = today.saturating_add(number.days());
        let falls = |end: Date| end == day || number == 0 && end < day;
        (day, days.iter().filter(|(end, _)| falls(*end)).map(|(_, values)| values).sum::<u64>())
    };
    let all: Vec<(Date, u64)> = (0..STRIP).map(on).collect();
    let most = all.iter().map(|(_, values)| *values).max().unwrap_or(0);
    all.into_iter().map(|(day, values)| Day { day, values, heat: heat(values, most) }).collect()
}

fn runs(app: &App) -> Result<Vec<RunRow>, Trouble> {
    let row = |run: RunLogged| {
        Ok(RunRow {
            by: show::name_of(app, run.actor)?,
            at: run.at,
            values: run.counts.values,
            people: run.counts.people,
            ended: run.counts.ended,
            held_back: run.counts.held_back,
            complete: run.counts.complete,
        })
    };
    app.store.retention_runs(RUNS)?.into_iter().map(row).collect()
}

/// The rule of every purpose that is in use or holds something.
fn rules(app: &App, t: Text, plan: Option<&RetentionPlan>) -> Result<Vec<RuleRow>, Trouble> {
    let (held, active) = (app.store.values_by_purpose()?, app.store.purposes()?);
    let pack = app.store.law().packs().retention(Country::PL, app.now()).ok_or(Trouble::Unexpected)?;
    let (catalogue, decided) = (app.store.law().catalogue(), app.store.decided_terms()?);
    let used = |id| active.contains(&id) || held.contains_key(&id);
    let rows = catalogue.purposes().iter().filter(|purpose| used(purpose.id)).filter_map(|purpose| {
        let rule = pack.rule(&purpose.retention)?;
        let own = decided.iter().rfind(|own| own.rule == rule.id && own.is_in_force(app.now()));
        Some(RuleRow {
            rule: rule.id.clone(),
            own: own.map(|own| own.origin == TermOrigin::Evidence),
            purpose: purpose.name.clone(),
            begins: t.start_event(rule.start).to_owned(),
            term: own.map_or_else(|| t.term(rule), |own| t.span(own.term)),
            article: t.article(&rule.legal_ref),
            held: held.get(&purpose.id).copied().unwrap_or(0),
            due: plan.and_then(|plan| plan.by_purpose.get(&purpose.name)).copied().unwrap_or(0),
        })
    });
    Ok(rows.collect())
}

fn previewed(app: &App, reader: &Reader, on: Date, plan: RetentionPlan) -> Result<Preview, Trouble> {
    let people: Vec<Person> =
        plan.examples.iter().map(|example| app.store.person(example.subject)).collect::<Result<_, _>>()?;
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
    let row = |(example, name): (zgoda_rights::retention::Example, zgoda_rights::Name)| DueRow {
        who: show::who(example.subject, name),
        fields: example.fields,
        last: example.ends,
    };
    Ok(Preview {
        values: plan.values,
        people: plan.people,
        gone: plan.ended,
        dropped: plan.dropped,
        held_back: plan.held_back,
        rows: plan.examples.into_iter().zip(names).map(row).collect(),
        on,
    })
}
