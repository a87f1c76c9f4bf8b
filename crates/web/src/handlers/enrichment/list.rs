//! `GET /enrichment`: the newest runs.

use axum::extract::{Query, State};
use zgoda_enrich::runs::RunPlan;
use zgoda_store::{Decision, Run};

use super::{choice, name_of};
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::enrichment::{RunRow, RunsPage, Standing};
use crate::views::frame::Section;

/// Runs on the page.
const ROWS: u32 = 100;

/// `GET /enrichment`
pub async fn page(State(app): State<App>, Query(done): Query<show::Done>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "enrich-");
        let rows = app.store.runs(ROWS)?;
        Ok(html(&RunsPage {
            frame: reader.frame(app, Section::Enrichment, notice)?,
            rows: rows.iter().map(|run| row(app, &reader, run)).collect::<Result<_, _>>()?,
        }))
    })
    .await
}

/// A run in a line.
pub fn row(app: &App, reader: &Reader, run: &Run) -> Result<RunRow, Trouble> {
    let counts = app.store.proposal_counts(run.id)?;
    let open = counts.iter().filter(|((_, decision), _)| *decision == Decision::Open);
    Ok(RunRow {
        id: run.id.to_string(),
        choice: choice(reader.t(), &run.choice),
        schedule: run.schedule.map(|id| id.to_string()),
        state: if run.undone.is_some() { Standing::Undone } else { Standing::In(run.state) },
        firms: RunPlan::parse(&run.plan).map_or(0, |plan| plan.firms),
        open: open.map(|(_, count)| count).sum(),
        at: run.planned_at,
        by: name_of(app, run.planned_by)?,
    })
}
