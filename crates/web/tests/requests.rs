//! The screens of requests: from a call to an answer, and what is refused on the way.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use jiff::ToSpan;
use support::{Page, Site, Staff, now};
use zgoda_law::calendar::day_of;
use zgoda_store::{Outcome, RequestFile, RequestKind};

/// Notes a request and returns the address of its file.
async fn noted(officer: &Staff<'_>, kind: &str, whose: &str, day: &str) -> String {
    let fields =
        [("whose", whose), ("kind", kind), ("door", "phone"), ("day", day), ("said", "dzwoniła o 9")];
    let page = officer.post("/requests", &fields).await;
    page.location.split('?').next().unwrap_or_default().to_owned()
}

fn today() -> String {
    day_of(now()).to_string()
}

fn only(site: &Site) -> RequestFile {
    site.store().open_requests(10).unwrap().remove(0)
}

fn shows(page: &Page, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let plain = |text: &str| text.replace('\u{a0}', " ");
    words.iter().for_each(|word| assert!(plain(&page.text).contains(&plain(word)), "{word}: {}", page.text));
}

#[tokio::test]
async fn a_call_becomes_a_file_that_is_identified_and_answered_with_a_copy() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    let officer = site.officer("pl");
    let found = officer.post("/requests/new", &[("q", "anna@example.test")]).await;
    shows(&found, &["Anna Lis", &format!("value=\"{id}\" checked"), "dowód osobisty"]);
    let file = noted(&officer, "access", &id, &today()).await;
    shows(&officer.get("/requests").await, &["Dostęp do danych", "Anna Lis", "kto żąda?"]);
    shows(&officer.get("/deadlines").await, &[&file]);
    let page = officer.get(&file).await;
    shows(&page, &["dzwoniła o 9", "Najpierw ustal, kto żąda", "art. 15 RODO"]);
    assert!(!page.text.contains("type=\"file\""), "no place for a scan");

    let early = officer.post(&format!("{file}/do"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("Nie wiadomo jeszcze, kto żąda") && !early.text.contains("data:application"));
    let note = [("identity", "known_channel"), ("note", "oddzwoniono na numer z umowy")];
    let done = officer.post(&format!("{file}/identify"), &note).await;
    assert_eq!(done.location, format!("{file}?done=request-identified"));
    let copy = officer.post(&format!("{file}/do"), &[]).await;
    shows(&copy, &["data:application/pdf", "data:application/json", "zgoda-"]);
    let answered = site.store().answered_requests(0, 10).unwrap();
    assert_eq!(answered[0].request.outcome, Some(Outcome::Granted));
    let letter = officer.post(&format!("{file}/letter"), &[("letter", "answer"), ("lang", "en")]).await;
    assert!(letter.kind == "application/pdf" && letter.bytes.starts_with(b"%PDF"));
    shows(&officer.get("/requests?list=answered").await, &["spełnione"]);
}

#[tokio::test]
async fn a_refusal_says_its_ground_and_reasons_and_is_final() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    let officer = site.officer("en");
    let file = noted(&officer, "erasure", &id, &today()).await;
    let short = [("ground", "somebody_elses"), ("reasons", "no")];
    let refused = officer.post(&format!("{file}/refuse"), &short).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = [
        ("ground", "compelling_grounds"),
        ("reasons", "This ground belongs to an objection, not to erasure."),
    ];
    assert_eq!(
        officer.post(&format!("{file}/refuse"), &foreign).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let why = "You write from an address we do not know, about the data of another person.";
    let refused =
        officer.post(&format!("{file}/refuse"), &[("ground", "somebody_elses"), ("reasons", why)]).await;
    assert_eq!(refused.location, format!("{file}?done=request-refused"));
    shows(&officer.get(&file).await, &["another person’s data", why]);
    assert!(site.store().person(id.parse().unwrap()).unwrap().current().count() > 0, "nothing was erased");
    let again = officer.post(&format!("{file}/answer"), &[("outcome", "taken_back"), ("said", "")]).await;
    assert!(again.text.contains("done already"), "{}", again.text);
}

#[tokio::test]
async fn somebody_not_held_is_answered_and_a_seller_does_not_keep_the_register() {
    let site = Site::new();
    let officer = site.officer("pl");
    let found = officer.post("/requests/new", &[("q", "nikt@example.test")]).await;
    shows(&found, &["Nikogo nie znaleziono"]);
    assert!(!found.text.contains("action=\"/people"), "nothing is kept of what was typed");
    let past = day_of(now()).saturating_sub(20.days()).to_string();
    let file = noted(&officer, "access", "", &past).await;
    assert_eq!(day_of(only(&site).request.received_at).to_string(), past);
    let future = day_of(now()).saturating_add(1.day()).to_string();
    let fields =
        [("whose", ""), ("kind", "access"), ("door", "email"), ("day", future.as_str()), ("said", "")];
    shows(&officer.post("/requests", &fields).await, &["nie może być z\u{a0}przyszłości"]);
    let seller = site.seller("pl");
    let denied = seller.post(&format!("{file}/answer"), &[("outcome", "nothing_held"), ("said", "")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    officer.post(&format!("{file}/answer"), &[("outcome", "nothing_held"), ("said", "")]).await;
    shows(&officer.get(&file).await, &["nie mamy danych"]);
}

#[tokio::test]
async fn a_restriction_is_set_told_of_and_lifted_and_an_objection_ends_marketing() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    let officer = site.officer("pl");
    let file = noted(&officer, "restriction", &id, &today()).await;
    let note = [("identity", "in_person"), ("note", "przyszła do biura, znamy ją")];
    officer.post(&format!("{file}/identify"), &note).await;
    officer.post(&format!("{file}/do"), &[]).await;
    let person = || site.store().person(id.parse().unwrap()).unwrap();
    assert!(person().flags.restricted);
    let early = officer.post(&format!("{file}/lift"), &[]).await;
    assert!(early.text.contains("jeszcze nie uprzedzono"), "{}", early.text);
    let told = officer.post(&format!("{file}/lifting"), &[("proof", "PW/2026/4")]).await;
    assert_eq!(told.location, format!("{file}?done=request-lifting-told"));
    shows(&officer.get(&file).await, &["Zdejmij ograniczenie"]);

    let file = noted(&officer, "objection", &id, &today()).await;
    let done = officer.post(&format!("{file}/do"), &[]).await;
    assert_eq!(done.location, format!("{file}?done=request-objected"));
    assert_eq!(person().objections.len(), 1);
    let kinds: Vec<RequestKind> =
        site.store().answered_requests(0, 10).unwrap().iter().map(|file| file.request.kind).collect();
    assert!(kinds.contains(&RequestKind::Objection) && kinds.contains(&RequestKind::Restriction));
}
