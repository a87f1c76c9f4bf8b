//! `GET /access`: roles by areas, and roles by purposes and classes of data.

use axum::extract::State;
use zgoda_law::FieldClass;
use zgoda_rights::roles::{Area, ROLES, deeds, opens};

use crate::app::App;
use crate::page::{Answer, Reader, html};
use crate::views::access::{AreaRow, MatrixPage, PurposeRow, RoleColumn};
use crate::views::frame::Section;

/// `GET /access`
pub async fn page(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Access, None)?;
        let (t, now, catalogue) = (frame.t, app.now(), app.store.law().catalogue());
        let held: Vec<_> = app.store.accounts()?.iter().map(|account| account.roles(now)).collect();
        let holders = |role| held.iter().filter(|roles| roles.contains(role)).count() as u64;
        let area = |area: Area| AreaRow {
            name: t.find(&format!("access-area-{}", area.name())).unwrap_or_default(),
            cells: ROLES.iter().map(|role| deeds(*role, area).collect()).collect(),
        };
        let in_use = app.store.purposes()?;
        let shown = catalogue.purposes().iter();
        let shown = shown.filter(|purpose| in_use.contains(&purpose.id) || purpose.duty.is_some());
        let purposes: Vec<PurposeRow> = shown
            .map(|purpose| PurposeRow {
                name: purpose.name.clone(),
                cells: ROLES.iter().map(|role| opens(catalogue, *role, purpose)).collect(),
            })
            .collect();
        let occurs = |class: &&FieldClass| {
            purposes.iter().any(|row| row.cells.iter().any(|cell| cell.contains(class)))
        };
        Ok(html(&MatrixPage {
            roles: ROLES.iter().map(|role| RoleColumn { role: *role, holders: holders(role) }).collect(),
            areas: Area::all().map(area).collect(),
            classes: FieldClass::ALL.iter().filter(occurs).copied().collect(),
            purposes,
            frame,
        }))
    })
    .await
}
