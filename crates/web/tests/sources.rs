//! The settings of sources: switched on one by one, with keys that nobody sees again, and tried.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, now, stamp};
use zgoda_connectors::replay::Server;
use zgoda_enrich::SourceSettings;
use zgoda_enrich::runs::Runner;
use zgoda_law::{Role, SubjectKind};
use zgoda_store::AssessmentKind;

const KEY: &str = "abcde12345abcde12345";

#[tokio::test]
async fn an_administrator_switches_sources_on_gives_keys_and_tries_them() {
    let (site, server) = (Site::new(), Server::start().unwrap());
    let admin = site.staff(&[Role::Admin], "security_logs", "pl");
    let load = |id: &str| SourceSettings::load(site.store(), id).unwrap();
    let page = admin.get("/settings/sources").await;
    assert!(page.text.contains("Strony firm") && page.text.contains("wyszukiwarkaregon.stat.gov.pl"));
    assert!(!page.text.contains("/test\""), "what is off cannot be tried");
    let on = ("on", "on");
    assert!(admin.post("/settings/sources/krs", &[on]).await.text.contains("do kogo napisać"));
    assert!(admin.post("/settings/sources", &[("contact", " ")]).await.text.contains("do kogo napisać"));
    let saved = "/settings/sources?done=source-saved";
    assert_eq!(admin.post("/settings/sources", &[("contact", "iod@example.test")]).await.location, saved);
    for bad in ["http://10.0.0.1/", "ftp://x"] {
        let refused = admin.post("/settings/sources/krs", &[on, ("url", bad)]).await;
        assert!(refused.text.contains(bad) && refused.text.contains("nie da się użyć"), "{bad}");
    }
    assert!(!load("krs").on);

    let base = server.base_url().unwrap().to_string();
    let bir = format!("{}/wsBIR/UslugaBIRzewnPubl.svc", base.trim_end_matches('/'));
    let address = ("url", bir.as_str());
    let without = admin.post("/settings/sources/regon", &[on, address]).await;
    assert!(without.text.contains("tylko temu, kto ma klucz"), "{}", without.text);
    let wrong = admin.post("/settings/sources/regon", &[on, address, ("key", "zły klucz")]).await;
    assert!(wrong.text.contains("nie wygląda na") && !wrong.text.contains("zły klucz"));
    assert!(server.requests().is_empty(), "nothing was asked so far");
    let page = admin.post("/settings/sources/regon", &[on, address, ("key", KEY)]).await;
    assert_eq!(page.location, saved, "{}", page.text);
    assert!(load("regon").on);
    let page = admin.get("/settings/sources").await;
    assert!(page.text.contains("zapisany i") && !page.text.contains(KEY), "nobody sees a key again");
    let tried = admin.post("/settings/sources/regon/test", &[]).await;
    assert!(tried.text.contains("odpowiada.") && !server.requests().is_empty(), "{}", tried.text);
    admin.post("/settings/sources/regon", &[on, address, ("key", "another-key")]).await;
    let tried = admin.post("/settings/sources/regon/test", &[]).await;
    assert!(tried.text.contains("nie przyjmuje klucza"), "{}", tried.text);
    assert!(!tried.text.contains("another-key"));
    admin.post("/settings/sources/regon/forget", &[]).await;
    assert!(!load("regon").on && !load("regon").has_key());
}

#[tokio::test]
async fn nobody_else_sees_or_changes_the_settings_of_sources() {
    let site = Site::new();
    let seller = site.seller("pl");
    assert_eq!(seller.get("/settings/sources").await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.stranger("/settings/sources").await.location, "/login");
    for path in ["", "/krs", "/ceidg/forget", "/krs/test"] {
        let path = format!("/settings/sources{path}");
        assert_eq!(seller.post(&path, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_sole_trader_is_found_owes_a_notice_and_can_be_asked_about_from_the_list_of_people() {
    let (site, server) = (Site::new(), Server::start().unwrap());
    let store = site.store();
    let mut purposes = store.purposes().unwrap();
    purposes.extend([site.purpose("enrich_company"), site.purpose("enrich_person")]);
    store.set_purposes(&purposes).unwrap();
    let until = "2027-11-22T00:00:00Z".parse().unwrap();
    for kind in [AssessmentKind::Balancing, AssessmentKind::Impact] {
        store.approve(stamp(), kind, site.purpose("enrich_person"), until, "approved").unwrap();
    }
    let base = server.base_url().unwrap().to_string();
    let base = format!("{}/api/ceidg", base.trim_end_matches('/'));
    SourceSettings::set_key(store, "ceidg", Some("demo")).unwrap();
    SourceSettings::save(store, "ceidg", true, Some(&base)).unwrap();
    store.set(zgoda_enrich::CONTACT, "iod@example.test").unwrap();
    let org = store.add_organisation(stamp(), "Firma z targów", None, Some("3563457932")).unwrap();
    let staff = site.seller("pl");
    let work = || {
        let mut runner = Runner::new(1);
        while runner.tick(store, now()).unwrap() {}
    };
    let form = [("by", "all"), ("source", "ceidg"), ("days", "180"), ("persons", "on")];
    let run = staff.post("/enrichment/new", &form).await.location;
    let run = run.split_once('?').unwrap().0;
    let plan = staff.get(run).await.text.replace('\u{a0}', " ");
    assert!(plan.contains("1 firma może się okazać działalnością jednej osoby"), "{plan}");
    assert!(plan.contains("href=\"/notices\""));
    staff.post(&format!("{run}/approve"), &[]).await;
    work();
    let result = staff.get(run).await.text.replace('\u{a0}', " ");
    assert!(result.contains("1 osobę trzeba zawiadomić do"), "{result}");
    assert!(result.contains("jednoosobowa działalność") && !result.contains("3563457932"));

    let person = store.person_by_ordinal(store.people_of(org).unwrap()[0]).unwrap();
    assert_eq!(person.kind, SubjectKind::SoleTrader);
    let id = person.id.to_string();
    let chosen = staff.post("/enrichment/choose", &[("id", &id)]).await.text.replace('\u{a0}', " ");
    assert!(chosen.contains("Do tego 1 osoba prowadząca działalność") && chosen.contains(&id), "{chosen}");
    let form =
        [("by", "firms"), ("source", "ceidg"), ("days", "180"), ("persons", "on"), ("trader", id.as_str())];
    let run = staff.post("/enrichment/new", &form).await.location;
    let plan = staff.get(run.split_once('?').unwrap().0).await.text.replace('\u{a0}', " ");
    assert!(plan.contains("Zapytamy wprost o 1 osobę prowadzącą działalność"), "{plan}");
}
