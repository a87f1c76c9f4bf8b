//! Firms, the ledger, the settings and one's own account, as staff of different roles meet them.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, stamp};
use zgoda_law::Role;
use zgoda_ledger::verify_copy;
use zgoda_store::{IncomingFact, NewSource, OrgId};
use zgoda_web::hash_password;

const PLACES: [&str; 4] = ["/organisations", "/ledger", "/settings", "/account"];

fn firm(site: &Site) -> OrgId {
    let id = site.store().add_organisation(stamp(), "Młyn sp. z o.o.", Some("0000123456"), None).unwrap();
    let kind = zgoda_law::SourceType::RegistryKrs;
    let new = NewSource {
        kind,
        name: "KRS 0000123456".into(),
        duty: kind.duty(),
        is_public: true,
        occurred_at: support::now(),
        approved: true,
        evidence: "odpis".into(),
    };
    let source = site.store().add_source(stamp(), new).unwrap();
    let fact = |field: &str, value: &str| IncomingFact {
        field: field.into(),
        value: value.into(),
        path: format!("odpis.dane.{field}"),
    };
    let facts = [fact("share_capital", "150000.00 PLN"), fact("main_activity", "10.61.Z")];
    let org = site.store().organisation(id).unwrap();
    let mut change = site.store().change(stamp());
    change.merge_organisation(&org, source, &[], &facts).unwrap();
    change.commit().unwrap();
    id
}

#[tokio::test]
async fn every_place_speaks_both_languages_and_shows_nothing_to_strangers() {
    let site = Site::new();
    let firm = format!("/organisations/{}", firm(&site));
    for (lang, words) in [
        ("pl", ["Dodaj firmę", "Dowody", "Cele w\u{a0}użyciu", "Zmień hasło", "Co wiemy o\u{a0}firmie"]),
        ("en", ["Add a firm", "Evidence", "Purposes in use", "Change the password", "What we know"]),
    ] {
        let staff = site.staff(&[Role::Sales, Role::Dpo], "respond_inquiry", lang);
        for (path, word) in PLACES.iter().copied().chain([firm.as_str()]).zip(words) {
            let page = staff.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains(word), "{path}: {word}");
        }
    }
    for path in PLACES.iter().copied().chain([firm.as_str(), "/ledger/0/proof"]) {
        assert_eq!(site.stranger(path).await.location, "/login", "{path}");
    }
}

#[tokio::test]
async fn a_fact_of_a_firm_shows_its_source_its_place_and_its_days() {
    let site = Site::new();
    let path = format!("/organisations/{}", firm(&site));
    let page = site.seller("pl").get(&path).await;
    for word in
        ["150\u{202f}000,00\u{a0}zł", "KRS 0000123456", "odpis.dane.share_capital", "10.61.Z", "główna"]
    {
        assert!(page.text.contains(word), "{word}: {}", page.text);
    }
    assert!(page.text.contains("jest wyłączone"), "a new installation calls nobody");
}

#[tokio::test]
async fn with_the_register_off_a_firm_is_added_by_name_and_nobody_is_called() {
    let site = Site::new();
    let staff = site.seller("pl");
    let page = staff.post("/organisations", &[("name", ""), ("krs", "12x")]).await;
    assert!(page.text.contains("do dziesięciu cyfr") && page.text.contains("value=\"12x\""));
    assert!(staff.post("/organisations", &[("krs", "123")]).await.text.contains("wpisz też nazwę"));
    let page = staff.post("/organisations", &[("name", "Żuraw SA"), ("krs", "123")]).await;
    assert_eq!(page.location, "/organisations/1?done=org-added");
    let known = site.store().organisation_by_krs("0000000123").unwrap().unwrap();
    assert_eq!(known.name, "Żuraw SA");
    let again = staff.post("/organisations", &[("name", "Inna"), ("krs", "0000000123")]).await;
    assert_eq!(again.location, "/organisations/1");
    let page = staff.post("/organisations/1/enrich", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Pytanie rejestru jest wyłączone"));
}

#[tokio::test]
async fn the_ledger_is_verified_signed_copied_and_proved() {
    let site = Site::new();
    let officer = site.officer("pl");
    assert!(officer.get("/ledger").await.text.contains("Nie ma jeszcze punktu kontrolnego"));
    let before = site.store().ledger().size().unwrap();
    assert_eq!(officer.get("/ledger/0/proof").await.status, StatusCode::NOT_FOUND, "nothing is signed yet");
    assert_eq!(officer.post("/ledger/verify", &[]).await.location, "/ledger");
    let page = officer.get("/ledger").await;
    assert!(page.text.contains("Wszystko się zgadza") && page.text.contains("/ledger/0/proof"));
    let proof = officer.get("/ledger/0/proof").await;
    let vkey = site.store().ledger().vkey();
    let (proved, checkpoint) = zgoda_ledger::verify_proof_bundle(&proof.text, &vkey).unwrap();
    assert_eq!((proved.index, checkpoint.size), (0, before));
    assert_eq!(officer.get(&format!("/ledger/{before}/proof")).await.status, StatusCode::NOT_FOUND);
    let copy = officer.post("/ledger/copy", &[]).await;
    let report = verify_copy(copy.bytes.as_slice(), Some(&vkey), |_, _| ()).unwrap();
    assert_eq!(report.entries, before);
    assert_eq!(site.seller("pl").post("/ledger/copy", &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_an_administrator_adds_and_disables_people_and_switches_registers() {
    let site = Site::new();
    let seller = site.seller("pl");
    let new = [
        ("name", "Jan Nowy"),
        ("email", "Jan@example.test"),
        ("password", "dwanascie-znakow"),
        ("trained", "2027-06-30"),
        ("role", "sales"),
    ];
    for path in [
        "/settings/users",
        "/settings/users/1/disable",
        "/settings/sources/krs",
        "/settings/assessments/lia/enrich_person/begin",
    ] {
        assert_eq!(seller.post(path, &new).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let admin = site.staff(&[Role::Admin], "security_logs", "pl");
    let wrong = [("name", ""), ("email", "jan"), ("password", "krótkie"), ("trained", "kiedyś")];
    let page = admin.post("/settings/users", &wrong).await;
    for word in ["pełny adres e-mail", "Co najmniej 12", "choć jedną rolę", "value=\"jan\""] {
        assert!(page.text.contains(word), "{word}");
    }
    assert!(!page.text.contains("krótkie"), "a password is never shown again");
    let page = admin.post("/settings/users", &new).await;
    assert_eq!(page.location, "/settings?done=user-added", "{}", page.text);
    assert!(admin.post("/settings/users", &new).await.text.contains("Ktoś już loguje się"));
    let made = site.store().account_by_login("jan@example.test").unwrap().unwrap();
    assert_eq!(made.roles(support::now()).into_iter().collect::<Vec<_>>(), [Role::Sales]);
    let page = admin.post(&format!("/settings/users/{}/disable", made.id.0), &[]).await;
    assert_eq!(page.location, "/settings?done=user-disabled");
    assert!(site.store().account(made.id).unwrap().disabled_at.is_some());
    let mut all = site.store().accounts().unwrap().into_iter();
    let own = all.find(|found| found.roles(support::now()).contains(&Role::Admin));
    let page = admin.post(&format!("/settings/users/{}/disable", own.unwrap().id.0), &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "nobody locks themselves out");
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_ends_every_session() {
    let site = Site::new();
    let staff = site.seller("pl");
    let account = site.store().accounts().unwrap().pop().unwrap();
    let old = hash_password("stare-dobre-haslo").unwrap();
    site.store().set_password(stamp(), account.id, &old).unwrap();
    assert_eq!(staff.get("/account").await.location, "/login", "setting a password ends sessions");
    let staff = staff.again();
    for (now, new, again, why) in [
        ("stare-dobre-haslo", "krotkie", "krotkie", "Co najmniej 12"),
        ("stare-dobre-haslo", "nowe-dobre-haslo", "nowe-zle-haslo", "hasła się różnią"),
        ("stare-dobre-haslo", "stare-dobre-haslo", "stare-dobre-haslo", "inne niż obecne"),
        ("nie-to-haslo", "nowe-dobre-haslo", "nowe-dobre-haslo", "To nie jest obecne hasło"),
    ] {
        let page = staff.post("/account/password", &[("now", now), ("new", new), ("again", again)]).await;
        assert!(page.text.contains(why), "{why}: {}", page.text);
        assert!(!page.text.contains(new));
    }
    let form = [("now", "stare-dobre-haslo"), ("new", "nowe-dobre-haslo"), ("again", "nowe-dobre-haslo")];
    assert_eq!(staff.post("/account/password", &form).await.location, "/login");
    assert_ne!(site.store().account(account.id).unwrap().password, old);
    assert_eq!(staff.get("/account").await.location, "/login");
}

#[tokio::test]
async fn a_form_without_the_token_of_its_session_changes_nothing() {
    let site = Site::new();
    let staff = site.staff(&[Role::Admin, Role::Dpo], "security_logs", "pl");
    let before = site.store().ledger().size().unwrap();
    for path in [
        "/organisations",
        "/organisations/1/enrich",
        "/ledger/verify",
        "/ledger/copy",
        "/settings/users",
        "/settings/users/1/disable",
        "/settings/sources/krs",
        "/settings/sources/krs/test",
        "/settings/assessments/lia/enrich_person/begin",
        "/account/password",
    ] {
        assert_eq!(staff.forge(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.store().ledger().size().unwrap(), before);
}

#[tokio::test]
async fn an_address_that_fits_nothing_is_a_page_in_the_readers_language() {
    let site = Site::new();
    let staff = site.seller("pl");
    for path in [
        "/organisations/abc",
        "/organisations/99",
        "/ledger/abc/proof",
        "/imports/abc",
        "/imports/7",
        "/imports?page=x",
    ] {
        let page = staff.get(path).await;
        assert!(page.text.contains("Wróć na pulpit") || page.text.contains("Go"), "{path}: {}", page.text);
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}
