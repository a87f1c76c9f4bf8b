//! `POST /moje-dane/copy`: everything that is held, to read and to take along (GDPR art. 15 and 20). The files are part
//! of the page, so they stay nowhere on the server.

use axum::extract::State;
use zgoda_law::calendar::day_of;
use zgoda_rights::export;
use zgoda_store::RequestKind;

use super::Own;
use crate::app::App;
use crate::handlers::people::export::{as_address, fingerprint};
use crate::page::{Answer, Posted};
use crate::show;
use crate::views::moje_dane::OwnCopyPage;
use crate::views::rights::ExportValue;

/// `POST /moje-dane/copy`
pub async fn give(State(app): State<App>, own: Own, _form: Posted) -> Answer {
    app.blocking(move |app| {
        own.asks(app, RequestKind::Access)?;
        let copy = export(&app.store, &Own::acting(app)?, own.id, &show::controller(app)?)?;
        let (json, t) = (copy.to_json()?, own.t());
        let (document, csv, card) = (copy.to_html(own.lang())?, copy.to_csv(), copy.to_vcard());
        let name = format!("zgoda-{}", day_of(copy.at));
        let value = |value: zgoda_rights::AccessValue| ExportValue {
            value: show::value(t, &value.field, &value.value),
            field: value.field,
            tag: show::tag(value.tag),
            ended: value.ended_how.zip(value.ended_at.map(day_of)),
        };
        let values = copy.values.into_iter().map(value).collect();
        own.visitor.door_page(app, |mut door| {
            door.here = "/moje-dane/mine".to_owned();
            OwnCopyPage {
                door,
                name,
                document: as_address("text/html", &document),
                fingerprint: fingerprint(&json),
                json: as_address("application/json", &json),
                csv: as_address("text/csv", &csv),
                card: as_address("text/vcard", &card),
                values,
            }
        })
    })
    .await
}
