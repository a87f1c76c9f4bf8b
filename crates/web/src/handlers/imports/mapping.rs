//! `/imports/{id}/mapping`: which column is what.

use axum::extract::{Path, State};
use zgoda_formats::{Column, DateOrder, Mapping};

use super::{line, next_step, own, preview};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::uploads::Upload;
use crate::views::frame::Section;
use crate::views::imports::{Column as ColumnRow, ImportMappingPage};

/// `GET /imports/{id}/mapping`
pub async fn page(State(app): State<App>, Path(id): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let (mapping, planned) = {
            let state = upload.look();
            (state.mapping.clone(), state.plan.is_some())
        };
        match mapping {
            Some(mapping) if planned => show(app, &reader, &upload, &mapping, None),
            _ => Ok(go(&next_step(&upload))),
        }
    })
    .await
}

/// `POST /imports/{id}/mapping`: begins the trial.
pub async fn submit(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let upload = own(app, &reader, &id)?;
        let mut mapping = upload.look().mapping.clone().ok_or(Trouble::NotFound)?;
        for index in 0..mapping.columns.len() {
            let wanted = Column::from_name(form.get(&format!("column-{index}"))).unwrap_or(Column::Skip);
            if mapping.columns.iter().any(|column| column.index == index && column.column != wanted) {
                mapping.set(index, wanted);
            }
        }
        match form.get("date_order") {
            "day" => mapping.date_order = Some(DateOrder::DayFirst),
            "month" => mapping.date_order = Some(DateOrder::MonthFirst),
            _ => {}
        }
        if mapping.columns.iter().all(|column| column.column == Column::Skip) {
            let problem = reader.t().import_nothing_mapped().to_owned();
            return show(app, &reader, &upload, &mapping, Some(problem));
        }
        preview::begin(app, &reader, &upload, mapping)?;
        Ok(go(&format!("/imports/{}/preview", upload.id)))
    })
    .await
}

fn show(app: &App, reader: &Reader, upload: &Upload, mapping: &Mapping, problem: Option<String>) -> Answer {
    let frame = reader.frame(app, Section::Imports, None)?;
    let column = |column: &zgoda_formats::ColumnMapping| ColumnRow {
        header: column.header.clone(),
        field: (column.column != Column::Skip).then(|| column.column.name().to_owned()),
        guessed: column.column != Column::Skip,
        samples: column.samples.clone(),
    };
    let fields = Column::ALL.iter().filter(|column| **column != Column::Skip);
    Ok(html(&ImportMappingPage {
        id: upload.id.clone(),
        file: line(frame.t, upload),
        columns: mapping.columns.iter().map(column).collect(),
        fields: fields.map(|column| column.name().to_owned()).collect(),
        asks_date_order: mapping.asks_for_date_order() || mapping.date_order.is_some(),
        problem,
        frame,
    }))
}
