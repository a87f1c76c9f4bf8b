//! The settings of sources: switched on one by one, with keys that nobody sees again, and tried.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::Site;
use zgoda_connectors::replay::Server;
use zgoda_enrich::SourceSettings;
use zgoda_law::Role;

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
