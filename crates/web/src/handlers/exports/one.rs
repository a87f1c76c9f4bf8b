//! `/exports/{id}`: one file, and that it was destroyed.

use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use zgoda_law::Deed;
use zgoda_rights::RightsError;
use zgoda_rights::exports;
use zgoda_rights::roles::Area;
use zgoda_store::{Export, ExportId};

use super::new::format_words;
use super::row;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::exports::{ExportPage, Refusal};
use crate::views::frame::Section;
use crate::views::parts::{Notice, Tone};

/// `GET /exports/{id}`
pub async fn page(
    State(app): State<App>,
    Path(id): Path<u32>,
    reader: Reader,
    Query(done): Query<show::Done>,
) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "export-");
        page_with(app, &reader, ExportId(id), notice)
    })
    .await
}

/// Who may say that a file was destroyed: whoever made it, and the officer.
fn may_settle(reader: &Reader, export: &Export) -> bool {
    reader.may(Area::Requests, Deed::Decide) || export.made_by == reader.account.id
}

fn page_with(app: &App, reader: &Reader, id: ExportId, notice: Option<Notice>) -> Answer {
    let export = app.store.export(id)?;
    let mut frame = reader.frame(app, Section::Registers, notice)?;
    frame.here = format!("/exports/{id}");
    let t = frame.t;
    let catalogue = app.store.law().catalogue();
    let field = |id: &zgoda_law::FieldId| catalogue.field_by_id(*id).map(|field| field.name.clone());
    let refusal = |(code, count): &(String, u64)| {
        Some(Refusal { code: zgoda_law::ReasonCode::from_name(code)?, count: *count })
    };
    Ok(html(&ExportPage {
        row: row(app, &export)?,
        fields: export.fields.iter().filter_map(field).collect(),
        format: format_words(t, export.format),
        key: export.public_key.clone(),
        made_by: show::name_of(app, export.made_by)?,
        made_at: export.made_at,
        chosen: export.chosen,
        values: export.values,
        refused: export.refused.iter().filter_map(refusal).collect(),
        file: export.file.as_ref().map(|(bytes, digest)| (t.file_size(*bytes), digest.clone())),
        destroyed: export.destroyed.as_ref().map(|gone| (gone.on, gone.proof.clone())),
        may_settle: export.destroyed.is_none() && may_settle(reader, &export),
        frame,
    }))
}

/// `POST /exports/{id}/settle`
pub async fn settle(State(app): State<App>, Path(id): Path<u32>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let (t, id) = (reader.t(), ExportId(id));
        if !may_settle(&reader, &app.store.export(id)?) {
            return Err(Trouble::Forbidden);
        }
        let wrong = || Notice {
            tone: Tone::Wait,
            title: t.export_unfit_settle().to_owned(),
            text: None,
            action: None,
        };
        let Ok(day) = form.get("day").parse::<Date>() else {
            return page_with(app, &reader, id, Some(wrong()));
        };
        match exports::settle(&app.store, &reader.acting(app), id, day, form.get("proof")) {
            Ok(()) => Ok(go(&format!("/exports/{id}?done=export-settled"))),
            Err(RightsError::Incomplete(_)) => page_with(app, &reader, id, Some(wrong())),
            Err(RightsError::NotFound(_)) => Ok(go(&format!("/exports/{id}"))),
            Err(other) => Err(other.into()),
        }
    })
    .await
}
