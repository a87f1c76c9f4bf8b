//! The screens of the duty to inform.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::Site;
use zgoda_law::{NoticeStatus, Role};
use zgoda_store::DeliveryState;

async fn ready(site: &Site) {
    let officer = site.officer("pl");
    site.store().set("controller.address", "ul. Długa 1, Warszawa").unwrap();
    let contact = [("contact", "dane@acme.example"), ("rights_url", ""), ("privacy_url", "")];
    let saved = officer.post("/notices/contact", &contact).await;
    assert_eq!(saved.location, "/notices/words?done=words-kept");
}

#[tokio::test]
async fn whoever_is_owed_information_is_previewed_queued_and_read_back_word_for_word() {
    let site = Site::new();
    let id = site.met("Anna", "Lis", "anna@example.test", false);
    let seller = site.seller("pl");
    let page = seller.get("/notices").await;
    assert!(page.text.contains(&id.to_string()) && page.text.contains("Nie wiadomo, dokąd osoba ma pisać"));
    ready(&site).await;
    let preview = seller.get(&format!("/people/{id}/notice")).await;
    assert!(preview.text.contains("anna@example.test") && preview.text.contains("PRAWO SPRZECIWU"));
    let sent = seller.post("/notices/selected", &[("id", &id.to_string()), ("do", "email")]).await;
    assert!(sent.text.contains("1 wiadomość czeka w\u{a0}kolejce"), "{}", sent.text);
    let person = site.store().person(id).unwrap();
    let delivery = site.store().deliveries(&person).unwrap().pop().unwrap();
    assert_eq!(delivery.state, DeliveryState::Queued);
    let again = seller.post("/notices/selected", &[("id", &id.to_string()), ("do", "email")]).await;
    assert!(again.text.contains("wiadomość już idzie"));
    let read = seller.get(&format!("/people/{id}/messages/{}", delivery.no)).await;
    let hash: String =
        site.store().wording(delivery.text).unwrap().digest.iter().map(|b| format!("{b:02x}")).collect();
    assert!(read.text.contains(&hash) && read.text.contains("PRAWO SPRZECIWU"));
    let own = seller.get(&format!("/people/{id}")).await;
    assert!(own.text.contains(&format!("/people/{id}/messages/{}", delivery.no)));
}

#[tokio::test]
async fn words_that_advertise_are_refused_and_stay_typed() {
    let site = Site::new();
    let officer = site.officer("en");
    let promo =
        [("lang", "pl"), ("opening", "Mamy rabat."), ("recipients", ""), ("transfers", ""), ("closing", "")];
    let page = officer.post("/notices/words", &promo).await;
    assert!(page.text.contains("Sounds like advertising: rabat") && page.text.contains("Mamy rabat."));
    assert!(site.store().notice_templates("pl").unwrap().is_empty());
    let plain = [
        ("lang", "pl"),
        ("opening", "Piszemy, bo tak trzeba."),
        ("recipients", ""),
        ("transfers", ""),
        ("closing", ""),
    ];
    assert_eq!(officer.post("/notices/words", &plain).await.location, "/notices/words?done=words-kept");
    let seller = site.seller("en");
    assert_eq!(seller.post("/notices/words", &plain).await.status, StatusCode::FORBIDDEN);
    let wrong = [("contact", "x"), ("rights_url", "http://acme.example"), ("privacy_url", "")];
    let page = officer.post("/notices/contact", &wrong).await;
    assert!(page.text.contains("http://acme.example") && page.text.contains("beginning with https"));
}

#[tokio::test]
async fn exemptions_of_many_are_written_down_with_a_day_of_review() {
    let site = Site::new();
    let id = site.met("Anna", "Lis", "anna@example.test", false);
    let seller = site.seller("pl");
    let text = "Osoba dostała tę informację na stoisku, na karcie, którą podpisała.";
    let fields = |review| {
        [
            ("id", id.to_string()),
            ("do", "exempt".to_owned()),
            ("ground", "informed".to_owned()),
            ("assessment", text.to_owned()),
            ("review", review),
        ]
    };
    for (review, done) in [("2026-01-01", false), ("2027-05-01", true)] {
        let fields = fields(review.to_owned());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = seller.post("/notices/selected", &fields).await;
        assert_eq!(page.text.contains("1 zwolnienie"), done, "{review}");
    }
    let person = site.store().person(id).unwrap();
    assert_eq!(person.notices[0].status, NoticeStatus::Exempt);
    assert_eq!(site.store().exemptions(&person).unwrap().len(), 1);
}

#[tokio::test]
async fn mail_is_set_by_an_administrator_only_and_never_without_encryption_to_elsewhere() {
    let site = Site::new();
    let admin = site.staff(&[Role::Admin], "security_logs", "pl");
    assert_eq!(site.seller("pl").get("/settings/mail").await.status, StatusCode::FORBIDDEN);
    let fields = |encryption| {
        [
            ("host", "smtp.example.test"),
            ("port", "465"),
            ("encryption", encryption),
            ("user", "ola"),
            ("password", "tajne"),
            ("from", "dane@example.test"),
            ("sender", "ACME"),
        ]
    };
    let refused = admin.post("/settings/mail", &fields("plain")).await;
    assert!(refused.text.contains("bezpiecznie") && refused.text.contains("smtp.example.test"));
    assert_eq!(admin.post("/settings/mail", &fields("tls")).await.location, "/settings/mail?done=mail-saved");
    let page = admin.get("/settings/mail").await;
    assert!(page.text.contains("smtp.example.test") && !page.text.contains("tajne"));
}

#[tokio::test]
async fn a_batch_that_is_none_is_not_found_and_a_stranger_report_changes_nothing() {
    let site = Site::new();
    let seller = site.seller("en");
    assert_eq!(seller.get("/notices/letters/7").await.status, StatusCode::NOT_FOUND);
    assert!(seller.get("/notices/letters").await.text.contains("No letters yet"));
    let page = seller.post("/notices/report", &[("report", "Action: failed")]).await;
    assert!(page.text.contains("not about any message of ours"));
}
