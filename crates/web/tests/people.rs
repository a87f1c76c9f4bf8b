//! The way of a person through the screens: the list, the person, why, the copy, the corrected value, the end.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use jiff::ToSpan;
use support::{Site, now, stamp};
use zgoda_law::{Event, Role};
use zgoda_store::NewTouchpoint;

/// The addresses of one person that show something.
const OF_A_PERSON: [&str; 3] = ["", "/export", "/erase"];

#[tokio::test]
async fn every_screen_speaks_both_languages_and_shows_nothing_to_strangers() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let why = format!("/people/{id}/why?purpose=newsletter&channel=email");
    let mut paths = ["/", "/people", "/people?may=email", "/deadlines", "/retention", "/retention/preview"]
        .map(str::to_owned)
        .to_vec();
    paths.extend(OF_A_PERSON.map(|end| format!("/people/{id}{end}")));
    let fact = site.store().person(id).unwrap().facts[0].no.0;
    paths.extend([why, format!("/people/{id}/facts/{fact}/correct")]);
    for (lang, word) in [("pl", "Wyloguj"), ("en", "Log out")] {
        let staff = site.staff(&[Role::Sales, Role::Dpo], "respond_inquiry", lang);
        for path in &paths {
            let page = staff.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            assert!(page.text.contains(word), "{path}");
        }
    }
    for path in &paths {
        let page = site.stranger(path).await;
        assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, "/login"), "{path}");
        assert!(!page.text.contains("Anna"));
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_session_changes_nothing() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let consent = site.consent(id);
    let staff = site.staff(&[Role::Dpo, Role::Admin, Role::Sales], "respond_inquiry", "pl");
    let before = site.store().ledger().size().unwrap();
    for path in [
        "/reveal".to_owned(),
        "/object".to_owned(),
        format!("/consents/{consent}/withdraw"),
        "/notices/1/deliver".to_owned(),
        "/notices/1/exempt".to_owned(),
        "/facts/1/correct".to_owned(),
        "/export".to_owned(),
        "/erase".to_owned(),
    ] {
        let page = staff.forge(&format!("/people/{id}{path}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["/search", "/people/selected", "/retention/run"] {
        assert_eq!(staff.forge(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.store().ledger().size().unwrap(), before);
}

#[tokio::test]
async fn names_are_shown_to_a_purpose_that_needs_them_and_to_no_other() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let seller = site.seller("pl");
    assert!(seller.get("/people").await.text.contains("Anna Lis"));
    assert!(seller.get(&format!("/people/{id}")).await.text.contains("anna@example.test"));
    let other = site.staff(&[Role::Marketing], "newsletter", "pl");
    for path in ["/people".to_owned(), format!("/people/{id}")] {
        let text = other.get(&path).await.text;
        assert!(text.contains(&id.to_string()[..8]));
        assert!(!text.contains("Anna") && !text.contains("anna@example.test"), "{path}");
    }
}

#[tokio::test]
async fn a_shut_name_is_revealed_for_another_purpose_of_the_reader_and_noted() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let staff = site.staff(&[Role::Sales, Role::Marketing], "newsletter", "en");
    assert!(!staff.get(&format!("/people/{id}")).await.text.contains("Anna"));
    let before = events(&site, id, Event::Read);
    let page = staff.post(&format!("/people/{id}/reveal"), &[]).await;
    assert!(page.text.contains("Anna Lis"));
    assert!(events(&site, id, Event::Read) > before);
    assert!(!staff.get(&format!("/people/{id}")).await.text.contains("Anna"), "nothing stays open");
}

#[tokio::test]
async fn people_are_found_by_a_whole_address_and_by_a_part_of_a_name() {
    let site = Site::new();
    site.person("Anna", "Żółw", "anna@example.test");
    site.person("Jan", "Nowak", "jan@example.test");
    let staff = site.seller("pl");
    for (typed, found) in [
        ("zolw", Some("Anna Żółw")),
        ("an żół", Some("Anna Żółw")),
        ("JAN@example.test", Some("Jan Nowak")),
        ("jan@example", None),
        ("Kowalski", None),
    ] {
        let page = staff.post("/search", &[("q", typed)]).await;
        assert_eq!(page.status, StatusCode::OK);
        for name in ["Anna Żółw", "Jan Nowak"] {
            assert_eq!(page.text.contains(name), found == Some(name), "{typed}: {name}");
        }
    }
    assert_eq!(staff.post("/search", &[("q", "terminy")]).await.location, "/deadlines");
    assert_eq!(staff.get("/search").await.location, "/people");
}

#[tokio::test]
async fn people_are_counted_by_what_is_allowed_and_why_not() {
    let site = Site::new();
    let anna = site.person("Anna", "Lis", "anna@example.test");
    site.person("Jan", "Nowak", "jan@example.test");
    site.consent(anna);
    let staff = site.staff(&[Role::Sales, Role::Marketing], "newsletter", "en");
    let page = staff.get("/people?may=email").await;
    assert!(page.text.contains("1 allowed") && page.text.contains("1 not allowed"), "the parts add up");
    assert!(page.text.contains(&format!("/people/{anna}")));
    let link = page.text.split("href=\"").find(|rest| rest.starts_with("/people?may=email&#38;why="));
    let link = link.unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let others = staff.get(&link).await;
    assert!(!others.text.contains(&format!("/people/{anna}\"")));
}

#[tokio::test]
async fn a_decision_says_its_steps_and_can_be_copied() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let staff = site.seller("en");
    let page = staff.get(&format!("/people/{id}/why?purpose=newsletter&channel=email")).await;
    assert!(page.text.contains("data-panel-content") && page.text.contains("BASIS_MISSING"));
    assert!(page.text.contains("✕") && page.text.contains("✓"));
    for query in [
        "",
        "?purpose=newsletter",
        "?purpose=x&channel=email",
        "?fact=99",
        "?purpose=newsletter&channel=post",
    ] {
        let page = staff.get(&format!("/people/{id}/why{query}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn a_wrong_value_is_corrected_and_the_old_one_stays_as_history() {
    let site = Site::new();
    let id = site.person("Ana", "Lis", "anna@example.test");
    let staff = site.seller("pl");
    let first = site.store().person(id).unwrap().facts[0].no.0;
    let path = format!("/people/{id}/facts/{first}/correct");
    let same = staff.post(&path, &[("value", "Ana")]).await;
    assert!(same.status == StatusCode::OK && same.text.contains("To ta sama wartość"));
    let done = staff.post(&path, &[("value", "Anna")]).await;
    assert_eq!(done.location, format!("/people/{id}?done=corrected"));
    assert!(staff.get(&done.location).await.text.contains("Anna Lis"));
    assert_eq!(events(&site, id, Event::Rectified), 1);
    assert_eq!(staff.post(&path, &[("value", "Hanna")]).await.status, StatusCode::NOT_FOUND);
    let email = site.store().person(id).unwrap().facts[2].no.0;
    let kept = staff.post(&format!("/people/{id}/facts/{email}/correct"), &[("value", "no address")]).await;
    assert!(kept.text.contains("value=\"no address\""), "what was typed stays");
}

#[tokio::test]
async fn an_objection_and_a_withdrawal_work_at_once() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let consent = site.consent(id);
    let staff = site.seller("en");
    let path = format!("/people/{id}/consents/{consent}/withdraw");
    assert_eq!(staff.post(&path, &[]).await.location, format!("/people/{id}?done=withdrawn"));
    assert_eq!(staff.post(&path, &[]).await.location, format!("/people/{id}?done=withdrawn-before"));
    let path = format!("/people/{id}/object");
    assert_eq!(staff.post(&path, &[("via", "smoke")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(staff.post(&path, &[("via", "phone")]).await.location, format!("/people/{id}?done=objected"));
    let page = staff.get(&format!("/people/{id}?done=objected")).await;
    assert!(
        page.text.contains("Objection recorded") && site.store().person(id).unwrap().objections.len() == 1
    );
}

#[tokio::test]
async fn a_notice_is_settled_with_its_proof_or_its_assessment() {
    let site = Site::new();
    let id = site.met("Anna", "Lis", "anna@example.test", false);
    let staff = site.seller("en");
    let no = site.store().person(id).unwrap().notices[0].no;
    let path = format!("/people/{id}/notices/{no}");
    let wrong = staff.post(&format!("{path}/deliver"), &[("channel", "email"), ("proof", "600100200")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let short = staff
        .post(
            &format!("{path}/exempt"),
            &[("ground", "informed"), ("assessment", "no"), ("review", "2027-05-22")],
        )
        .await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = staff.post(&format!("{path}/deliver"), &[("channel", "email"), ("proof", "DOR-2026/1")]).await;
    assert_eq!(done.location, format!("/people/{id}?done=informed"));
    assert_eq!(events(&site, id, Event::NoticeDelivered), 1);
}

#[tokio::test]
async fn a_copy_is_given_once_with_both_files_and_its_fingerprint() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let officer = site.officer("pl");
    officer.get(&format!("/people/{id}/export")).await;
    assert_eq!(events(&site, id, Event::Exported), 0, "looking at the form gives nothing out");
    let page = officer.post(&format!("/people/{id}/export"), &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("anna@example.test") && page.text.contains("Etykiety sp. z o.o."));
    assert_eq!(events(&site, id, Event::Exported), 1);
    let json = page.text.split("data:application/json;charset=utf-8;base64,").nth(1).unwrap();
    let json = json.split('"').next().unwrap().replace("&#43;", "+").replace("&#x2b;", "+");
    use base64::Engine as _;
    use sha2::Digest as _;
    let json = base64::engine::general_purpose::STANDARD.decode(json).unwrap();
    let fingerprint: String = sha2::Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.text.contains(&fingerprint));
}

#[tokio::test]
async fn a_person_is_erased_with_a_certificate_that_anybody_can_check() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test");
    let officer = site.officer("pl");
    let plan = officer.get(&format!("/people/{id}/erase")).await;
    assert!(plan.text.contains("Zniknie") && plan.text.contains("Zostanie"));
    assert!(!site.store().person(id).unwrap().flags.erased, "looking at the plan erases nothing");
    let certificate = format!("/people/{id}/certificate");
    assert_eq!(officer.get(&certificate).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post(&format!("/people/{id}/erase"), &[]).await.location, certificate);
    assert!(site.store().person(id).unwrap().flags.erased);
    assert_eq!(officer.get(&format!("/people/{id}")).await.location, certificate);
    let page = officer.get(&certificate).await;
    assert!(page.text.contains(&id.to_string()) && !page.text.contains("Anna"));
    for (ending, kind) in [("json", "application/json"), ("html", "text/html"), ("txt", "text/plain")] {
        let file = officer.get(&format!("{certificate}.{ending}")).await;
        assert!(file.status == StatusCode::OK && file.kind.starts_with(kind), "{ending}");
        assert!(!file.text.is_empty() && !file.text.contains("Anna"));
    }
    assert!(!site.seller("pl").get("/people").await.text.contains(&id.to_string()));
}

#[tokio::test]
async fn retention_is_run_by_those_whose_work_it_is() {
    let site = Site::new();
    site.person("Anna", "Lis", "anna@example.test");
    assert_eq!(site.seller("pl").post("/retention/run", &[]).await.status, StatusCode::FORBIDDEN);
    let done = site.officer("pl").post("/retention/run", &[]).await;
    assert_eq!(done.location, "/retention?done=retention");
    assert!(site.officer("pl").get(&done.location).await.text.contains("Retencja skończona"));
}

#[tokio::test]
async fn the_list_is_sorted_by_who_gave_a_sign_last_and_by_whose_values_end_soonest() {
    let site = Site::new();
    let [silent, early, late] =
        ["Anna", "Bea", "Cela"].map(|name| site.person(name, "Lis", &format!("{name}@example.test")));
    let mut change = site.store().change(stamp());
    for (id, hours) in [(early, 1), (late, 9)] {
        change.open(&site.store().person(id).unwrap()).unwrap();
        let happened_at = now() + hours.hours();
        let (kind, channel, source) = ("chat_message".into(), None, None);
        change
            .add_touchpoint(id, NewTouchpoint { happened_at, inbound: true, kind, channel, source })
            .unwrap();
    }
    change.commit().unwrap();
    [early, late].into_iter().for_each(|id| assert!(site.consent(id) > 0));
    let staff = site.seller("pl");
    for (query, order, direction) in [
        ("", [late, early, silent], None),
        ("?sort=heard", [late, early, silent], Some("descending")),
        ("?sort=heard&turned=1", [silent, early, late], Some("ascending")),
        ("?may=email&sort=ends", [late, early, silent], Some("ascending")),
        ("?sort=nonsense&turned=1", [late, early, silent], None),
    ] {
        let page = staff.get(&format!("/people{query}")).await.text;
        let shown: Vec<_> =
            order.iter().filter_map(|id| page.find(&format!("href=\"/people/{id}\""))).collect();
        assert!(shown.is_sorted() && (shown.len() == 3 || query.contains("may")), "{query}");
        assert_eq!(page.contains("aria-sort"), direction.is_some(), "{query}");
        assert!(direction.is_none_or(|way| page.contains(&format!("aria-sort=\"{way}\""))), "{query}");
    }
    let turned = staff.get("/people?group=leads&sort=heard").await.text;
    assert!(
        turned.contains("/people?group=leads&#38;sort=heard&#38;turned=1"),
        "the heading turns the order"
    );
    let back = staff.get("/people?group=leads&sort=heard&turned=1").await.text;
    assert!(back.contains("href=\"/people?group=leads\""), "and then takes it away, not the filter");
    let found = staff.post("/search", &[("q", "lis")]).await.text;
    assert!(
        found.contains(&early.to_string()) && !found.contains("sort="),
        "what was found has but one order"
    );
}

#[tokio::test]
async fn an_unknown_person_is_not_found_and_a_foreign_code_says_nothing() {
    let site = Site::new();
    let staff = site.staff(&[Role::Sales, Role::Dpo], "respond_inquiry", "pl");
    for path in ["/people/123", "/people/00000000000000000000000000000000", "/people/x/erase"] {
        assert_eq!(staff.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = staff.get("/people?done=%3Cscript%3E&page=99999999&group=x&ends=never").await;
    assert!(page.status == StatusCode::OK && !page.text.contains("<script>"));
}

fn events(site: &Site, id: zgoda_law::SubjectId, event: Event) -> usize {
    site.store().ledger().about(id).unwrap().iter().filter(|entry| entry.event == event).count()
}
