//! The screens of webhooks, as an administrator and others meet them.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, stamp};
use zgoda_law::Role;
use zgoda_store::{WebhookId, WebhookState};

const INTERNAL: (&str, &str) = ("internal", "on");

#[tokio::test]
async fn a_webhook_is_added_its_secret_shown_once_and_everything_done_to_it_is_in_the_ledger() {
    let site = Site::new();
    let admin = site.staff(&[Role::Admin], "respond_inquiry", "pl");
    // Nobody listens on this port, so a test is answered by nobody.
    let added = admin.post("/settings/webhooks", &[("url", "http://127.0.0.1:1/h"), INTERNAL]).await;
    let start = added.text.find("whsec_").unwrap();
    let secret = &added.text[start..start + 50];
    let page = admin.get("/settings/webhooks/1").await;
    assert!(page.status == StatusCode::OK && !page.text.contains("whsec_"), "only once");
    let rotated = admin.post("/settings/webhooks/1/rotate", &[]).await;
    assert!(rotated.text.contains("whsec_") && !rotated.text.contains(secret));
    let tried = admin.post("/settings/webhooks/1/test", &[]).await;
    assert_eq!(tried.location, "/settings/webhooks/1?done=webhook-tried");
    assert!(admin.get(&tried.location).await.text.contains("nikt nie odpowiada"));
    for (deed, state) in [("pause", WebhookState::Paused), ("resume", WebhookState::Active)] {
        admin.post(&format!("/settings/webhooks/1/{deed}"), &[]).await;
        assert_eq!(site.store().webhook(WebhookId(1)).unwrap().state, state);
    }
    let gone = admin.post("/settings/webhooks/1/delete", &[]).await;
    assert_eq!(gone.location, "/settings/webhooks?done=webhook-deleted");
    assert_eq!(admin.get("/settings/webhooks/1").await.status, StatusCode::NOT_FOUND);
    let entries = site.store().ledger().entries(0, 1_000).unwrap();
    let said: Vec<_> = entries.iter().filter(|entry| entry.detail.starts_with("webhook 1")).collect();
    assert_eq!(said.len(), 5, "added, secret, paused, active, deleted");
    assert!(entries.iter().all(|entry| !entry.detail.contains("whsec_")));
}

#[tokio::test]
async fn only_an_administrator_meets_webhooks_and_a_wrong_address_stays_typed() {
    let site = Site::new();
    site.store().add_webhook(stamp(), "https://crm.example.test/h", false, b"whsec_").unwrap();
    for staff in [site.seller("pl"), site.officer("en")] {
        for path in ["/settings/webhooks", "/settings/webhooks/1"] {
            assert_eq!(staff.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(staff.post("/settings/webhooks/1/delete", &[]).await.status, StatusCode::FORBIDDEN);
    }
    let admin = site.staff(&[Role::Admin], "respond_inquiry", "en");
    for (url, word) in
        [("crm.example.test", "Begin with https://"), ("http://localhost/h", "your own network")]
    {
        let again = admin.post("/settings/webhooks", &[("url", url)]).await;
        assert!(again.text.contains(word) && again.text.contains(url), "{url}");
    }
    assert_eq!(site.store().webhooks().unwrap().len(), 1);
    assert_eq!(admin.forge("/settings/webhooks").await.status, StatusCode::FORBIDDEN);
    assert_eq!(admin.post("/settings/webhooks/1/launch", &[]).await.status, StatusCode::NOT_FOUND);
}
