//! `/retention/unused`: what is held without being used, and stopping a field.

use axum::extract::{Path, Query, State};
use jiff::ToSpan;
use serde::Deserialize;
use zgoda_law::FieldId;
use zgoda_law::calendar::day_of;
use zgoda_report::{Chart, ChartKind, Series};
use zgoda_rights::minimise::{self, Excess, UNUSED_DAYS, Unused};
use zgoda_store::{ExcessSample, FieldStop};
use zgoda_text::Text;

use super::may_run;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::unused::{Days, StopRow, UnusedPage, UnusedRow, UnusedStopPage};

/// The days that may be chosen.
const DAYS: [u16; 4] = [30, 90, UNUSED_DAYS, 365];
/// Months of history that are drawn.
const MONTHS: i32 = 3;

/// What stands in the address.
#[derive(Deserialize)]
pub struct Wish {
    days: Option<u16>,
    done: Option<String>,
}

/// `GET /retention/unused`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let (t, now) = (reader.t(), app.now());
        let done = wish.done.as_deref().filter(|code| code.starts_with("unused-"));
        let frame = reader.frame(app, Section::Retention, show::done(t, done))?;
        let days = wish.days.filter(|days| DAYS.contains(days)).unwrap_or(UNUSED_DAYS);
        let Excess { held, unused, risk } = minimise::excess(&app.store, now)?;
        let samples = app.store.excess_since(frame.today.saturating_sub(MONTHS.months()))?;
        let mut stops = app.store.field_stops()?;
        stops.retain(FieldStop::stands);
        let stopped = |name: &str| {
            let field = app.store.law().catalogue().field(name);
            field.is_some_and(|field| stops.iter().any(|stop| stop.field == field.id))
        };
        let rows = minimise::unused(&app.store, now, days)?;
        Ok(html(&UnusedPage {
            held,
            unused,
            share: t.percent(unused.saturating_mul(100).checked_div(held).unwrap_or(0)),
            risk,
            history: history(t, &samples),
            days: DAYS.map(|choice| chosen(t, choice, days)).to_vec(),
            rows: rows.into_iter().filter(|row| !stopped(&row.field)).map(row).collect(),
            stops: stops.iter().map(|stop| stop_row(app, stop)).collect::<Result<_, _>>()?,
            may_stop: may_run(&reader),
            frame,
        }))
    })
    .await
}

/// `GET /retention/unused/{field}`
pub async fn preview(State(app): State<App>, Path(field): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let id = find(app, &field)?;
        let frame = reader.frame(app, Section::Retention, None)?;
        let plan = minimise::preview(&app.store, id, app.now())?;
        Ok(html(&UnusedStopPage {
            field,
            values: plan.values,
            people: plan.people,
            kept: plan.kept,
            erase_on: plan.erase_on,
            frame,
        }))
    })
    .await
}

/// `POST /retention/unused/{field}`
pub async fn stop(
    State(app): State<App>,
    Path(field): Path<String>,
    reader: Reader,
    _form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let id = find(app, &field)?;
        minimise::stop(&app.store, reader.stamp(app), id)?;
        Ok(go("/retention/unused?done=unused-stopped"))
    })
    .await
}

/// `POST /retention/unused/{field}/resume`
pub async fn resume(
    State(app): State<App>,
    Path(field): Path<String>,
    reader: Reader,
    _form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let id = find(app, &field)?;
        minimise::resume(&app.store, reader.stamp(app), id)?;
        Ok(go("/retention/unused?done=unused-resumed"))
    })
    .await
}

fn find(app: &App, field: &str) -> Result<FieldId, Trouble> {
    app.store.law().catalogue().field(field).map(|field| field.id).ok_or(Trouble::NotFound)
}

fn chosen(t: Text, choice: u16, days: u16) -> Days {
    Days {
        words: t.count_days(choice),
        href: format!("/retention/unused?days={choice}"),
        chosen: choice == days,
    }
}

fn row(unused: Unused) -> UnusedRow {
    let Unused { field, class, values, since, risk } = unused;
    UnusedRow { field, class, values, since: day_of(since), risk }
}

fn stop_row(app: &App, stop: &FieldStop) -> Result<StopRow, Trouble> {
    let field = app.store.law().catalogue().field_by_id(stop.field).ok_or(Trouble::Unexpected)?;
    Ok(StopRow {
        field: field.name.clone(),
        by: show::name_of(app, stop.stopped_by)?,
        at: day_of(stop.stopped_at),
        erase_on: stop.erase_on,
        erased: stop.erased_at.map(|_| stop.erased),
    })
}

/// The risk day by day; a single day is no history.
fn history(t: Text, samples: &[ExcessSample]) -> Option<String> {
    let ([first, .., last], true) = (samples, samples.len() > 1) else { return None };
    let value = |sample: &ExcessSample| i64::try_from(sample.risk).ok();
    let chart = Chart {
        lang: t.lang(),
        kind: ChartKind::Lines,
        title: t.unused_history().to_owned(),
        description: t.unused_history_told(first.risk, last.risk),
        unit: t.unused_points().to_owned(),
        labels: samples.iter().map(|sample| t.date_short(sample.day)).collect(),
        series: vec![Series {
            name: t.unused_risk().to_owned(),
            values: samples.iter().map(value).collect(),
        }],
    };
    Some(chart.svg("excess"))
}
