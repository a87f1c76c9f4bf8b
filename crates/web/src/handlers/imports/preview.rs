//! `/imports/{id}/preview`: the trial of the whole file, and its first rows each with its verdict.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use zgoda_formats::Mapping;
use zgoda_intake::import::{self, Report};
use zgoda_intake::{By, ImportPlan};
use zgoda_law::{FieldId, InformationDuty};

use super::{in_rows, line, next_step, own};
use crate::app::App;
use crate::page::{Answer, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::{Upload, Work};
use crate::views::frame::Section;
use crate::views::imports::{ImportPreviewPage, PreviewRow, RowVerdict};
use crate::views::parts::{Chip, Pager};
use crate::words;

/// Rows at the start of the file that are shown.
const SHOWN: usize = 500;
/// Rows on a page.
const ON_PAGE: usize = 50;

/// What of the preview is to be seen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    verdict: String,
    page: usize,
}

/// Begins the trial, in which every row is read and judged and nothing is written.
pub fn begin(app: &App, reader: &Reader, upload: &Arc<Upload>, mapping: Mapping) -> Result<(), Trouble> {
    let plan = upload.look().plan.clone().ok_or(Trouble::NotFound)?;
    let input = upload.input().ok_or(Trouble::NotFound)?;
    let attempt = upload.begin_trial(mapping.clone()).ok_or(Trouble::NotFound)?;
    let (app, reader, upload) = (app.clone(), reader.clone(), Arc::clone(upload));
    tokio::task::spawn_blocking(move || {
        let by = By::staff(&reader.account, &reader.session, app.now());
        let mut note = |at| upload.trial_is(attempt, Work::Trying(at));
        let tried = import::dry_run(&app.store, by, &input, &plan, &mapping, &mut note);
        let work = match tried {
            Ok(report) => Work::Tried(Box::new(report)),
            Err(error) => Work::Failed { import: None, why: words::not_collected(reader.t(), &error) },
        };
        upload.trial_is(attempt, work);
    });
    Ok(())
}

/// `GET /imports/{id}/preview`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let work = upload.look().work.clone();
        match work {
            Work::Trying(at) => waiting(app, &reader, &upload, at),
            Work::Tried(report) => tried(app, &reader, &upload, &report, &wish),
            _ => Ok(go(&next_step(&upload))),
        }
    })
    .await
}

fn waiting(app: &App, reader: &Reader, upload: &Upload, at: import::Progress) -> Answer {
    let frame = reader.frame(app, Section::Imports, None)?;
    Ok(html(&ImportPreviewPage {
        id: upload.id.clone(),
        file: line(frame.t, upload),
        chips: Vec::new(),
        fields: Vec::new(),
        rows: Vec::new(),
        pager: Pager::default(),
        accepted: 0,
        refused: 0,
        owed_notice: 0,
        trying: Some(in_rows(at)),
        shown_first: None,
        frame,
    }))
}

fn tried(app: &App, reader: &Reader, upload: &Upload, report: &Report, wish: &Wish) -> Answer {
    let (plan, mapping) = {
        let state = upload.look();
        (state.plan.clone().ok_or(Trouble::NotFound)?, state.mapping.clone().ok_or(Trouble::NotFound)?)
    };
    let input = upload.input().ok_or(Trouble::NotFound)?;
    let by = By::staff(&reader.account, &reader.session, app.now());
    let preview = import::preview(&app.store, by, &input, &plan, &mapping, SHOWN);
    let preview = preview.map_err(|_| Trouble::Unexpected)?;
    let fields = fields_of(&preview.rows);
    let frame = reader.frame(app, Section::Imports, None)?;
    let name = |id: &FieldId| app.store.law().catalogue().field_by_id(*id).map(|field| field.name.clone());
    let rows: Vec<PreviewRow> = preview
        .rows
        .into_iter()
        .map(|row| shown(&frame, row, &fields))
        .filter(|row| wish.verdict.is_empty() || row.verdict.name() == wish.verdict)
        .collect();
    let here = format!("/imports/{}/preview", upload.id);
    let (rows, pager) = page_of(rows, wish, &here);
    let counts = report.counts;
    Ok(html(&ImportPreviewPage {
        id: upload.id.clone(),
        file: line(frame.t, upload),
        chips: chips(&frame, report, &wish.verdict, &here),
        fields: fields.iter().filter_map(name).collect(),
        rows,
        pager,
        accepted: counts.imported + counts.confirmed,
        refused: counts.refused + counts.suppressed,
        owed_notice: owed(app, &plan, report)?,
        trying: None,
        shown_first: preview.more.then_some(SHOWN as u64),
        frame,
    }))
}

/// The fields that any row has a value of, in the order of the catalogue.
fn fields_of(rows: &[import::PreviewRow]) -> Vec<FieldId> {
    let mut fields: Vec<FieldId> = rows.iter().flat_map(|row| &row.values).map(|(field, _)| *field).collect();
    fields.sort();
    fields.dedup();
    fields
}

fn shown(frame: &crate::views::frame::Frame, row: import::PreviewRow, fields: &[FieldId]) -> PreviewRow {
    let t = frame.t;
    let verdict = match &row.verdict {
        import::RowVerdict::New { .. } => RowVerdict::New,
        import::RowVerdict::Known { .. } => RowVerdict::Confirmed,
        import::RowVerdict::Suppressed => RowVerdict::Suppressed,
        import::RowVerdict::OptedOut => RowVerdict::OptedOut,
        import::RowVerdict::Refused(codes) => RowVerdict::Refused(codes.first().copied().unwrap_or_default()),
    };
    let cell = |field: &FieldId| {
        let values = row.values.iter().filter(|(of, _)| of == field).map(|(_, value)| value.as_str());
        values.collect::<Vec<_>>().join(", ")
    };
    let more = match &row.verdict {
        import::RowVerdict::Refused(codes) => codes.iter().skip(1).copied().collect(),
        _ => row.problems.clone(),
    };
    let mut remarks: Vec<String> =
        row.withheld.iter().chain(&more).map(|code| t.refusal(code).to_owned()).collect();
    if row.quarantined > 0 {
        remarks.push(format!("{} {}", t.import_quarantined(), t.count(row.quarantined)));
    }
    remarks.dedup();
    PreviewRow {
        line: row.rows.first().copied().unwrap_or_default(),
        cells: fields.iter().map(cell).collect(),
        verdict,
        remarks,
    }
}

fn chips(frame: &crate::views::frame::Frame, report: &Report, on: &str, here: &str) -> Vec<Chip> {
    let t = frame.t;
    let counts = report.counts;
    let all = (String::new(), t.row_all(), counts.rows);
    let of = |verdict: RowVerdict, rows| (verdict.name().to_owned(), verdict.label(&t), rows);
    let filters = [
        all,
        of(RowVerdict::New, counts.imported),
        of(RowVerdict::Confirmed, counts.confirmed),
        of(RowVerdict::Suppressed, counts.suppressed),
        of(RowVerdict::OptedOut, counts.opted_out),
        of(RowVerdict::Refused(""), counts.refused),
    ];
    let chip = |(name, label, rows): (String, &str, u64)| Chip {
        label: format!("{label} {}", t.count(rows)),
        on: name == on,
        href: if name.is_empty() { here.to_owned() } else { format!("{here}?verdict={name}") },
    };
    filters.into_iter().filter(|(name, _, rows)| *rows > 0 || name.is_empty()).map(chip).collect()
}

fn page_of(rows: Vec<PreviewRow>, wish: &Wish, here: &str) -> (Vec<PreviewRow>, Pager) {
    let total = rows.len();
    let last_page = total.saturating_sub(1) / ON_PAGE;
    let page = wish.page.min(last_page);
    let first = page * ON_PAGE;
    let link = |page: usize| {
        let verdict =
            if wish.verdict.is_empty() { String::new() } else { format!("verdict={}&", filter(wish)) };
        format!("{here}?{verdict}page={page}")
    };
    let shown: Vec<PreviewRow> = rows.into_iter().skip(first).take(ON_PAGE).collect();
    let pager = Pager {
        first: (first + usize::from(!shown.is_empty())) as u64,
        last: (first + shown.len()) as u64,
        total: total as u64,
        previous: page.checked_sub(1).map(link),
        next: (page < last_page).then(|| link(page + 1)),
    };
    (shown, pager)
}

/// The filter as it may stand in an address.
fn filter(wish: &Wish) -> String {
    wish.verdict.chars().filter(|letter| letter.is_ascii_lowercase() || *letter == '_').collect()
}

/// People whom the law wants told within a month: those of sources other than the person, who were not told yet.
fn owed(app: &App, plan: &ImportPlan, report: &Report) -> Result<u64, Trouble> {
    let duty = match &plan.source {
        zgoda_intake::PlannedSource::New { kind, .. } => kind.card().duty,
        zgoda_intake::PlannedSource::Known(id) => app.store.source(*id)?.duty,
    };
    let owes = duty == InformationDuty::Article14 && !plan.informed;
    Ok(if owes { report.counts.imported } else { 0 })
}
