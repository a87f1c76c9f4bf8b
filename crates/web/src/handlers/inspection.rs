//! `/evidence`: how complete the pack for an inspection is, and the pack itself.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use zgoda_law::Deed;
use zgoda_law::calendar::day_of;
use zgoda_rights::inspection::{Line, Part, completeness, make};
use zgoda_rights::registers::Grade;
use zgoda_rights::roles::Area;
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, html};
use crate::views::frame::Section;
use crate::views::inspection::{EvidencePage, FileRow};
use crate::views::registers::tone;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new().route("/evidence", get(page).post(pack))
}

/// `GET /evidence`
async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Ledger, None)?;
        let lines = completeness(&app.store, app.now(), frame.t)?;
        let count = |grade| lines.iter().filter(|line| line.grade == grade).count();
        let (good, watch, bad) = (count(Grade::Good), count(Grade::Watch), count(Grade::Bad));
        Ok(html(&EvidencePage {
            summary: frame.t.evi_summary(good, watch, bad),
            rows: lines.iter().map(|line| row(frame.t, line)).collect(),
            vkey: app.store.ledger().vkey(),
            may_take: reader.may(Area::Evidence, Deed::Export),
            frame,
        }))
    })
    .await
}

fn row(t: Text, line: &Line) -> FileRow {
    FileRow {
        name: line.name,
        title: Part::title(line.name, t),
        origin: line.origin.words(t),
        notes: line.notes.iter().map(|(grade, words)| (tone(*grade), words.clone())).collect(),
        href: place(line.name),
    }
}

/// Where what is lacking can be mended.
fn place(name: &str) -> &'static str {
    match name {
        "01_rcp" | "03_podstawy" => "/registers/activities",
        "02_rkcp" => "/registers/mandates",
        "04_lia" | "05_dpia" => "/settings#purposes",
        "06_zgody" | "07_sprzeciwy" | "11_prawa_osob" | "21_kanaly" => "/people",
        "08_klauzule" => "/notices",
        "09_zrodla" => "/imports",
        "10_retencja" => "/retention",
        "12_naruszenia" => "/registers/breaches",
        "13_powierzenia" => "/registers/processors",
        "14_transfery" => "/registers/transfers",
        "15_upowaznienia" => "/access/people",
        "16_bezpieczenstwo" => "/registers/measures",
        "17_pseudonimizacja" => "/settings",
        "18_profilowanie" | "24_ai" => "/registers/models",
        "19_iod" => "/registers/officers",
        "20_polityki" => "/registers/policies",
        "22_audyt" => "/registers/audits",
        "23_korespondencja" => "/registers/letters",
        _ => "/ledger",
    }
}

/// `POST /evidence`: makes the pack and hands it over.
async fn pack(State(app): State<App>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let now = app.now();
        let pack = make(&app.store, reader.stamp(app), now, reader.t().lang())?;
        Ok(attachment("application/zip", &format!("zgoda-evidence-{}.zip", day_of(now)), pack.bytes))
    })
    .await
}
