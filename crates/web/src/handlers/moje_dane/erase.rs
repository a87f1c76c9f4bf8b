//! `/moje-dane/erase`: what goes and what stays, the deed, and its certificate (GDPR art. 17). The certificate is part of
//! the answer: behind it there is no page of the person any more.

use axum::extract::State;
use zgoda_law::ErasureExtent;
use zgoda_rights::{ErasureOptions, erasure};
use zgoda_store::RequestKind;
use zgoda_text::Text;

use super::Own;
use crate::app::App;
use crate::handlers::people::erase::{going, staying};
use crate::handlers::people::export::as_address;
use crate::page::{Answer, Posted, go};
use crate::show;
use crate::views::moje_dane::{OwnErasePage, OwnErasedPage};

/// `GET /moje-dane/erase`
pub async fn page(State(app): State<App>, own: Own) -> Answer {
    app.blocking(move |app| {
        let plan = erasure::plan(&app.store, &own.person(app)?, app.now())?;
        let staying = staying(own.t(), &plan.staying, plan.addresses > 0, why(own.t()));
        let backup_days = ErasureOptions::default().key_archive_days.into();
        own.visitor.door_page(app, |mut door| {
            door.here = "/moje-dane/erase".to_owned();
            OwnErasePage { door, going: going(&plan), staying, backup_days }
        })
    })
    .await
}

/// `POST /moje-dane/erase`
pub async fn submit(State(app): State<App>, own: Own, form: Posted) -> Answer {
    app.blocking(move |app| {
        let suppress = !form.has("no_suppression");
        let options = ErasureOptions { suppress, reason: "page".to_owned(), ..ErasureOptions::default() };
        own.asks(app, RequestKind::Erasure)?;
        let certificate = erasure::carry_out(&app.store, &Own::acting(app)?, own.id, &options)?;
        if certificate.extent == ErasureExtent::Refused {
            return Ok(go("/moje-dane/mine?done=own-erase-refused"));
        }
        let whole = certificate.extent == ErasureExtent::Full;
        if whole {
            app.visits.end(&own.token);
        }
        let document = certificate.to_html(own.lang(), &show::controller(app)?)?;
        let staying = staying(own.t(), &certificate.staying, suppress, why(own.t()));
        own.visitor.door_page(app, |mut door| {
            door.here = "/moje-dane".to_owned();
            OwnErasedPage {
                door,
                values: certificate.values().into(),
                whole,
                staying,
                entry: certificate.proof.entry,
                tree: certificate.proof.size,
                document: as_address("text/html", &document),
                proof: as_address("text/plain", &certificate.proof.bundle),
            }
        })
    })
    .await
}

/// Why the list of suppressed addresses and the ledger stay, said to the person it is about.
fn why(t: Text) -> [&'static str; 2] {
    [t.own_keeps_suppression_why(), t.own_keeps_ledger_why()]
}
