//! The screens of requests: from a call to an answer, and what is refused on the way.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use jiff::ToSpan;
use support::{Page, Site, Staff, now};
use zgoda_connectors::smtp::Encryption;
use zgoda_connectors::smtp::sink::{Mood, Sink, Stage};
use zgoda_law::Role;
use zgoda_law::calendar::day_of;
use zgoda_rights::inform::MailServer;
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

/// A portability request whose asker is certain, and its file.
async fn to_be_moved(site: &Site, officer: &Staff<'_>) -> (String, String) {
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    let file = noted(officer, "portability", &id, &today()).await;
    let note = [("identity", "known_channel"), ("note", "oddzwoniono na numer z umowy")];
    officer.post(&format!("{file}/identify"), &note).await;
    (id, file)
}

#[tokio::test]
async fn data_go_straight_to_the_firm_that_was_named_and_the_file_shows_the_proof() {
    let site = Site::new();
    let sink = Sink::start().unwrap();
    let server = MailServer {
        host: "127.0.0.1".into(),
        port: sink.port(),
        encryption: Encryption::Plain,
        user: String::new(),
        from: "dane@etykiety.example".into(),
        sender: "Etykiety".into(),
    };
    server.save(site.store(), None).unwrap();
    let officer = site.officer("pl");
    let (id, file) = to_be_moved(&site, &officer).await;
    shows(&officer.get(&file).await, &["Wyślij wprost do innej firmy", "Nie da się wysłać wprost"]);
    let to = |address| [("receiver", "Nowa Firma"), ("address", address), ("lock", "passphrase")];
    for (address, why) in [("https://127.0.0.1/", "adres publiczny"), ("nowa", "zaczyna się od https")] {
        let refused = officer.post(&format!("{file}/transfer"), &to(address)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(why), "{}", refused.text);
    }
    sink.behave(Some((Stage::To, Mood::Code(550))));
    let refused = officer.post(&format!("{file}/transfer"), &to("iod@nowa.example")).await;
    shows(&refused, &["Odbiorca nie przyjął pliku", "Odpowiedź serwera 550"]);
    assert!(!refused.text.contains("class=\"passphrase"), "what nobody has needs no passphrase");
    sink.behave(None);
    let sent = officer.post(&format!("{file}/transfer"), &to("iod@nowa.example")).await;
    shows(&sent, &["Dane wysłane", "class=\"passphrase", "inną drogą"]);
    assert_eq!(sink.received().len(), 1);
    shows(
        &officer.get(&file).await,
        &["Nowa Firma", "przyjęte", "Odpowiedź serwera 250", "odrzucone", "SHA-256"],
    );
    assert!(!officer.get(&file).await.text.contains("iod@nowa.example"), "the address is sealed");
    let again = officer.post(&format!("{file}/transfer"), &to("iod@nowa.example")).await;
    assert_eq!((again.status, sink.received().len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    let copy = officer.post(&format!("/people/{id}/export"), &[]).await;
    assert!(copy.text.contains("Nowa Firma"), "the copy of art. 15 names the recipient");
}

#[tokio::test]
async fn where_it_cannot_be_sent_straight_the_person_gets_the_files() {
    let site = Site::new();
    let officer = site.officer("en");
    let (_, file) = to_be_moved(&site, &officer).await;
    let why = "The firm they named takes no files by any way we can use, as they told us.";
    let files = officer.post(&format!("{file}/not-feasible"), &[("reasons", why)]).await;
    shows(&files, &["data:application/json", "data:text/csv", "data:text/vcard"]);
    let page = officer.get(&file).await;
    shows(&page, &["granted in part", "not technically feasible", "Art. 20(2) GDPR", why]);
}

#[tokio::test]
async fn a_seller_passes_a_wish_on_and_the_officer_has_it_with_the_day_it_was_said() {
    let site = Site::new();
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    let seller = site.seller("pl");
    let link = format!("/wishes/new?person={id}");
    shows(&seller.get(&format!("/people/{id}")).await, &[&link, "Przekaż prośbę inspektorowi"]);
    shows(&seller.get("/people").await, &["/wishes/new"]);
    shows(&seller.get(&link).await, &["Anna Lis", "art. 12 ust. 3 RODO"]);
    shows(&seller.post("/wishes/new", &[("q", "anna@example.test")]).await, &["Anna Lis"]);
    let past = day_of(now()).saturating_sub(3.days()).to_string();
    let wish = |day, said| {
        [("whose", id.as_str()), ("kind", "erasure"), ("door", "phone"), ("day", day), ("said", said)]
    };
    let future = day_of(now()).saturating_add(1.day()).to_string();
    for (day, said) in [(past.as_str(), ""), (future.as_str(), "prosi o usunięcie")] {
        shows(&seller.post("/wishes", &wish(day, said)).await, &["nie może być z przyszłości"]);
    }
    let passed = seller.post("/wishes", &wish(&past, "prosi o usunięcie")).await;
    assert_eq!(passed.location, format!("/people/{id}?done=wish-passed"));
    shows(&seller.get(&passed.location).await, &["Prośba jest u inspektora"]);
    let file = only(&site);
    assert_eq!(day_of(file.request.received_at).to_string(), past);
    let path = format!("/requests/{}", file.key);
    for path in [path.as_str(), "/requests", "/requests/new"] {
        assert_eq!(seller.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let page = site.officer("pl").get(&path).await;
    shows(&page, &["prosi o usunięcie", "rozmowa telefoniczna", "Marta Wiśniewska"]);
    let nobody =
        [("whose", ""), ("kind", "access"), ("door", "email"), ("day", &today()), ("said", "pyta, co mamy")];
    assert_eq!(seller.post("/wishes", &nobody).await.location, "/wishes/new?done=wish-passed");
}

#[tokio::test]
async fn whoever_sees_people_passes_wishes_on_and_nobody_else() {
    let site = Site::new();
    for (role, purpose, may) in [
        (Role::Sales, "respond_inquiry", true),
        (Role::Marketing, "newsletter", true),
        (Role::Service, "respond_inquiry", true),
        (Role::Legal, "respond_inquiry", true),
        (Role::Dpo, "subject_rights", true),
        (Role::Accounting, "respond_inquiry", false),
        (Role::Admin, "security_logs", false),
        (Role::Inspector, "subject_rights", false),
    ] {
        let staff = site.staff(&[role], purpose, "pl");
        assert_eq!(staff.get("/wishes/new").await.status == StatusCode::OK, may, "{role}");
        let fields =
            [("whose", ""), ("kind", "access"), ("door", "email"), ("day", &today()), ("said", "pyta")];
        let page = staff.post("/wishes", &fields).await;
        assert_eq!(page.status == StatusCode::SEE_OTHER, may, "{role}");
    }
}
