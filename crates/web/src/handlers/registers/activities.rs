//! `/registers/activities`: the record of processing activities, as it is at this moment.

use axum::extract::{Path, State};
use zgoda_law::calendar::day_of;
use zgoda_rights::registers::activities::{Activity, activities};
use zgoda_rights::registers::{of_activities, pairs_of};

use crate::app::App;
use crate::page::{Answer, Reader, attachment, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::registers::{ActivitiesPage, ActivityView};

/// `GET /registers/activities`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Registers, None)?;
        let now = app.now();
        let view = |activity: Activity| {
            // The purpose itself stands at the head.
            let pairs = pairs_of(&app.store, frame.t, &activity, now).into_iter().skip(1).collect();
            let lacking = activity.in_use && activity.impact_missing;
            let Activity { purpose, in_use, people, .. } = activity;
            ActivityView { purpose, in_use, lacking, people, pairs }
        };
        let activities = activities(&app.store, now)?.into_iter().map(view).collect();
        Ok(html(&ActivitiesPage { frame, activities }))
    })
    .await
}

/// `GET /registers/activities/{file}`: the record as `register.pdf` or `register.json`.
pub async fn file(State(app): State<App>, Path(file): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let now = app.now();
        let all = activities(&app.store, now)?;
        match file.as_str() {
            "register.pdf" => {
                let controller = show::controller(app)?;
                let pdf = of_activities(&app.store, &all, &controller, reader.t().lang(), now)?;
                Ok(attachment("application/pdf", &format!("activities-{}.pdf", day_of(now)), pdf))
            }
            "register.json" => {
                let json = serde_json::to_vec_pretty(&all).map_err(|_| Trouble::Unexpected)?;
                Ok(attachment("application/json", &format!("activities-{}.json", day_of(now)), json))
            }
            _ => Err(Trouble::NotFound),
        }
    })
    .await
}
