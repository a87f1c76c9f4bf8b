//! The pack of evidence and a person's past on the screen.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::Site;
use zgoda_law::Role;
use zgoda_rights::inspection::{NAMES, verify};

#[tokio::test]
async fn the_officer_sees_what_is_complete_and_takes_a_pack_that_holds() {
    let site = Site::new();
    let officer = site.officer("pl");
    let page = officer.get("/evidence").await;
    for name in NAMES {
        assert!(page.text.contains(name), "{name}");
    }
    assert!(officer.get("/ledger").await.text.contains("href=\"/evidence\""));
    let pack = officer.post("/evidence", &[]).await;
    assert_eq!(pack.kind, "application/zip");
    let found = verify(&pack.bytes, Some(&site.store().ledger().vkey())).unwrap();
    assert_eq!((found.manifest.files.len(), found.manifest.lang.as_str()), (52, "pl"));

    let inspector = site.staff(&[Role::Inspector], "inspection", "en");
    assert!(inspector.get("/evidence").await.text.contains("The officer or an administrator"));
    assert_eq!(inspector.post("/evidence", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.seller("en").get("/evidence").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_person_is_shown_as_of_a_day_and_not_before_they_were_known() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let seller = site.seller("en");
    let place = format!("/people/{id}/past");
    assert!(seller.get(&format!("/people/{id}")).await.text.contains(&place));
    assert!(seller.get(&place).await.text.contains("type=\"date\""));
    let today = seller.get(&format!("{place}?day=2026-11-22")).await.text;
    assert!(today.contains("anna@example.test"), "{today}");
    let before = seller.get(&format!("{place}?day=2026-01-02")).await.text;
    assert!(!before.contains("anna@example.test") && before.contains("nothing was held"), "{before}");
    for wrong in ["2027-01-01", "soon"] {
        assert!(seller.get(&format!("{place}?day={wrong}")).await.text.contains("Give a day that has been."));
    }
}

#[tokio::test]
async fn a_pack_about_one_person_is_taken_from_their_page_and_names_nobody_else() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let other = site.person("Zbigniew", "Wilk", "zbigniew@example.test");
    let officer = site.officer("pl");
    let place = format!("/people/{id}/evidence");
    assert!(officer.get(&format!("/people/{id}")).await.text.contains(&place));
    assert!(officer.get(&place).await.text.contains("value=\"2026-11-22\""));
    let pack = officer.post(&place, &[("day", "2026-11-22")]).await;
    assert_eq!(pack.kind, "application/zip", "{}", pack.text);
    let found = verify(&pack.bytes, Some(&site.store().ledger().vkey())).unwrap();
    assert_eq!(found.manifest.scope, id.to_string());
    let whole = String::from_utf8_lossy(&pack.bytes).into_owned();
    assert!(!whole.contains(&other.to_string()) && !whole.contains("anna@example.test"));
    for wrong in ["2027-01-01", "soon"] {
        assert!(officer.post(&place, &[("day", wrong)]).await.text.contains("Podaj dzień"), "{wrong}");
    }
    let inspector = site.staff(&[Role::Inspector], "inspection", "en");
    assert!(inspector.get(&place).await.text.contains("The officer or an administrator"));
    for staff in [inspector, site.seller("en")] {
        assert_eq!(staff.post(&place, &[("day", "2026-11-22")]).await.status, StatusCode::FORBIDDEN);
    }
}
