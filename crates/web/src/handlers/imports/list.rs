//! `GET /imports`: every file that came in, and those that wait.

use axum::extract::{Query, State};
use serde::Deserialize;
use zgoda_store::{Import, Source};

use super::line;
use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::trouble::Trouble;
use crate::uploads::{Upload, Work};
use crate::views::frame::Section;
use crate::views::imports::{ImportCounts, ImportRow, ImportState, ImportsPage};
use crate::views::parts::{Notice, Pager, Tone};

/// Imports on a page.
const ON_PAGE: u32 = 50;
/// Imports that can be looked back at in the list.
const LISTED_MAX: u32 = 5_000;

/// Where in the list, and what was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    page: u32,
    done: String,
}

/// `GET /imports`
pub async fn page(State(app): State<App>, Query(wish): Query<Wish>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let notice = (wish.done == "discarded").then(|| Notice {
            tone: Tone::Info,
            title: reader.t().import_discarded().to_owned(),
            text: None,
            action: None,
        });
        let frame = reader.frame(app, Section::Imports, notice)?;
        let page = wish.page.min(LISTED_MAX / ON_PAGE);
        let first = page * ON_PAGE;
        let imports = app.store.imports(first + ON_PAGE + 1)?;
        let more = imports.len() as u32 > first + ON_PAGE;
        let waiting = if page == 0 { app.uploads.of(reader.account.id, app.now()) } else { Vec::new() };
        let mut rows: Vec<ImportRow> = waiting
            .iter()
            .filter_map(|upload| of_upload(app, &reader, upload).transpose())
            .collect::<Result<_, _>>()?;
        let shown: Vec<&Import> = imports.iter().skip(first as usize).take(ON_PAGE as usize).collect();
        for import in shown {
            if import.finished_at.is_some() || !app.uploads.is_running(import.actor, import.started_at) {
                rows.push(of_import(app, import)?);
            }
        }
        let pager = Pager {
            first: u64::from(first) + u64::from(!rows.is_empty()),
            last: u64::from(first) + rows.len() as u64,
            total: if more {
                u64::from(first) + rows.len() as u64 + 1
            } else {
                u64::from(first) + rows.len() as u64
            },
            previous: page.checked_sub(1).map(|page| format!("/imports?page={page}")),
            next: more.then(|| format!("/imports?page={}", page + 1)),
        };
        Ok(html(&ImportsPage { frame, rows, pager }))
    })
    .await
}

/// A file that waits or comes in; one that came in stands in the list as an import.
fn of_upload(app: &App, reader: &Reader, upload: &Upload) -> Result<Option<ImportRow>, Trouble> {
    let (state, counts) = match &upload.look().work {
        Work::Draft | Work::Trying(_) | Work::Tried(_) => (ImportState::Draft, ImportCounts::default()),
        Work::Running { at, .. } => (ImportState::Running, counts(&at.counts)),
        Work::Failed { import: None, .. } => (ImportState::Stopped, ImportCounts::default()),
        Work::Done(_) | Work::DoneThread { .. } | Work::Failed { import: Some(_), .. } => return Ok(None),
    };
    let source = match upload.look().plan.as_ref().map(|plan| plan.source.clone()) {
        None => None,
        Some(zgoda_intake::PlannedSource::New { kind, name, .. }) => Some((kind.card().source, name)),
        Some(zgoda_intake::PlannedSource::Known(id)) => {
            let source = app.store.source(id)?;
            Some((source.kind, source.name))
        }
    };
    let (source, origin) = source.unzip();
    Ok(Some(ImportRow {
        id: upload.id.clone(),
        at: upload.came_at,
        by: reader.account.name.clone(),
        file: line(reader.t(), upload).name,
        source,
        origin,
        state,
        counts,
    }))
}

fn of_import(app: &App, import: &Import) -> Result<ImportRow, Trouble> {
    let Source { kind, name, .. } = app.store.source(import.source)?;
    let by = if import.actor == zgoda_law::ActorId::SYSTEM {
        None
    } else {
        app.store.account(import.actor).ok().map(|account| account.name)
    };
    Ok(ImportRow {
        id: import.id.to_string(),
        at: import.started_at,
        by: by.unwrap_or_default(),
        file: name,
        source: Some(kind),
        origin: None,
        state: state(app, import),
        counts: counts(&import.counts),
    })
}

/// How an import of the store stands.
pub fn state(app: &App, import: &Import) -> ImportState {
    match import {
        Import { undone_at: Some(_), .. } => ImportState::Undone,
        _ if app.uploads.undo_of(import.id).is_some() => ImportState::Running,
        Import { finished_at: Some(_), .. } => ImportState::Done,
        _ if app.uploads.is_running(import.actor, import.started_at) => ImportState::Running,
        _ => ImportState::Stopped,
    }
}

/// The figures for people.
pub fn counts(counts: &zgoda_store::ImportCounts) -> ImportCounts {
    ImportCounts {
        new: counts.imported,
        confirmed: counts.confirmed,
        suppressed: counts.suppressed,
        opted_out: counts.opted_out,
        refused: counts.refused,
        quarantined: counts.quarantined,
        discarded: counts.discarded,
    }
}
