//! `/enrichment/schedules`: what is repeated, and stopping it.

use axum::extract::{Path, Query, State};
use zgoda_law::calendar::day_of;
use zgoda_store::{Schedule, ScheduleId};

use super::run::allowed;
use super::{choice, name_of};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::enrichment::{ScheduleRow, SchedulesPage};
use crate::views::frame::Section;

/// `GET /enrichment/schedules`
pub async fn page(State(app): State<App>, Query(done): Query<show::Done>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let notice = done.notice(t, "enrich-");
        let row = |schedule: Schedule| {
            Ok::<_, Trouble>(ScheduleRow {
                id: schedule.id.to_string(),
                choice: choice(t, &schedule.choice),
                every: schedule.every_days.into(),
                next: day_of(schedule.next_at),
                persons: schedule.persons,
                by: name_of(app, schedule.made_by)?,
                stopped: schedule.stopped_at.map(day_of),
            })
        };
        Ok(html(&SchedulesPage {
            frame: reader.frame(app, Section::Enrichment, notice)?,
            rows: app.store.schedules()?.into_iter().map(row).collect::<Result<_, _>>()?,
        }))
    })
    .await
}

/// `POST /enrichment/schedules/{id}/stop`
pub async fn stop(State(app): State<App>, Path(id): Path<u32>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        allowed(app, &reader)?;
        app.store.stop_schedule(reader.stamp(app), ScheduleId(id))?;
        Ok(go("/enrichment/schedules?done=enrich-unscheduled"))
    })
    .await
}
