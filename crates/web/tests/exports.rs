//! Files that leave, on the screen: from the list to the encrypted file, what is refused, what became of it, and where
//! everything is.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Page, Site, now};
use zgoda_law::Role;

/// The form as a browser sends it first.
const FORM: &[(&str, &str)] = &[
    ("who", ""),
    ("purpose", "respond_inquiry"),
    ("field", "first_name"),
    ("field", "email"),
    ("to", "own"),
    ("format", "csv"),
    ("lock", "passphrase"),
    ("expires", "2026-11-29"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FORM.iter().filter(|(key, _)| changes.iter().all(|(changed, _)| changed != key));
    kept.copied().chain(changes.iter().copied()).collect()
}

fn said(page: &Page) -> String {
    page.text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "’")
}

/// The passphrase on a page.
fn passphrase(page: &Page) -> String {
    let (_, rest) = page.text.split_once("name=\"passphrase\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// What a file says to whoever has the passphrase.
fn opened(file: &[u8], passphrase: String) -> String {
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase));
    let decryptor = age::Decryptor::new(file).unwrap();
    let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).unwrap();
    std::io::read_to_string(&mut reader).unwrap()
}

#[tokio::test]
async fn a_file_is_weighed_written_and_destroyed_and_nothing_of_it_stays() {
    let site = Site::new();
    let anna = site.person("Anna", "Lis", "anna@example.test");
    site.met("Ewa", "Żak", "ewa@example.test", false);
    let seller = site.seller("pl");
    let list = seller.get("/people").await;
    assert!(list.text.contains("href=\"/exports/new?\""));
    let form = seller.get("/exports/new?").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(said(&form).contains("2 osoby") && form.text.contains("value=\"2026-11-29\""), "{}", form.text);
    assert!(!form.text.contains("value=\"pesel\""), "only what the purpose needs is offered");

    let weighed = seller.post("/exports/weigh", FORM).await;
    assert!(said(&weighed).contains("1 osoba, 2 wartości"), "{}", weighed.text);
    assert!(weighed.text.contains("/notices"), "whoever was not told is told first");
    let words = passphrase(&weighed);
    let file = seller.post("/exports/write", &with(&[("passphrase", &words)])).await;
    assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/octet-stream"));
    let clear = opened(&file.bytes, words.clone());
    assert!(clear.contains(";Anna;anna@example.test;") && !clear.contains("Ewa"), "{clear}");
    let again = seller.post("/exports/weigh", FORM).await;
    assert_ne!(passphrase(&again), words);

    let one = seller.get("/exports/1").await;
    assert!(said(&one).contains("1 osoba, 2 wartości") && !one.text.contains(&words), "{}", one.text);
    assert!(said(&seller.get("/exports").await).contains("w obiegu"));
    let person = seller.get(&format!("/people/{anna}/where")).await;
    assert!(person.text.contains("/exports/1") && person.text.contains("export_subject"), "{}", person.text);

    let early = seller.post("/exports/1/settle", &[("day", "2026-11-01"), ("proof", "protokół 4")]).await;
    assert!(said(&early).contains("Podaj dzień od utworzenia pliku"));
    let colleague = site.staff(&[Role::Marketing], "newsletter", "pl");
    let deed = [("day", "2026-11-22"), ("proof", "protokół 4/2026")];
    assert_eq!(colleague.post("/exports/1/settle", &deed).await.status, StatusCode::FORBIDDEN);
    let done = seller.post("/exports/1/settle", &deed).await;
    assert_eq!(done.location, "/exports/1?done=export-settled", "{}", done.text);
    assert!(said(&seller.get("/exports/1").await).contains("protokół 4/2026"));
}

#[tokio::test]
async fn a_wish_that_cannot_be_followed_keeps_what_was_typed_and_says_one_thing() {
    let site = Site::new();
    site.person("Anna", "Lis", "anna@example.test");
    let seller = site.seller("en");
    for (changes, word) in [
        (&[("expires", "2026-11-21")][..], "This day has passed."),
        (&[("expires", "2027-11-21")], "90 days at most"),
        (&[("expires", "soon")], "Give a day"),
        (&[("field", "pesel")], "does not need one of the chosen fields"),
        (&[("field", "")], "does not need one of the chosen fields"),
        (&[("lock", "key"), ("key", "age1xyz")], "no public key of age"),
        (&[("lock", "key"), ("key", "AGE-SECRET-KEY-1QQ")], "This is a secret key"),
        (&[("to", "other"), ("name", "Firma"), ("country", "Polska"), ("basis", "f")], "two letters"),
        (&[("to", "other"), ("name", "Firma"), ("country", "PL"), ("basis", "")], "basis of its own"),
        (&[("to", "entry-77")], "Name a recipient"),
        (&[("purpose", "sell_souls")], "not in use"),
        (&[("who", "source=trade_fair&group=archive")], "Nobody was chosen"),
    ] {
        for place in ["/exports/weigh", "/exports/write"] {
            let page = seller.post(place, &with(changes)).await;
            assert!(said(&page).contains(word), "{changes:?} at {place}: {}", page.text);
            assert!(page.text.contains("action=\"/exports/weigh\""));
        }
    }
    let weak = seller.post("/exports/write", &with(&[("passphrase", "hunter2")])).await;
    assert!(said(&weak).contains("was not made here"));
    let nobody = seller.post("/exports/weigh", &with(&[("purpose", "newsletter"), ("field", "email")])).await;
    assert!(said(&nobody).contains("Nobody’s data may leave"), "{}", nobody.text);
    let written =
        seller.post("/exports/write", &with(&[("purpose", "newsletter"), ("field", "email")])).await;
    assert!(said(&written).contains("Nobody’s data may leave"));
    assert_eq!(site.store().exports(now(), 9).unwrap(), []);
}

#[tokio::test]
async fn those_who_were_ticked_go_and_no_others() {
    let site = Site::new();
    let anna = site.person("Anna", "Lis", "anna@example.test");
    let jan = site.person("Jan", "Kos", "jan@example.test");
    let seller = site.seller("en");
    let chosen = seller.post("/exports/choose", &[("id", &anna.to_string()), ("id", "nobody")]).await;
    assert_eq!(chosen.location, format!("/exports/new?ids={anna}"));
    assert!(said(&seller.get(&chosen.location).await).contains("1 person"));
    let key = age::x25519::Identity::generate();
    let who = format!("ids={anna}");
    let public = key.to_public().to_string();
    let form = with(&[("who", &who), ("lock", "key"), ("key", &public), ("format", "json")]);
    let file = seller.post("/exports/write", &form).await;
    let decryptor = age::Decryptor::new(file.bytes.as_slice()).unwrap();
    let reader = decryptor.decrypt(std::iter::once(&key as &dyn age::Identity)).unwrap();
    let json: serde_json::Value = serde_json::from_reader(reader).unwrap();
    assert_eq!(json["people"].as_array().unwrap().len(), 1);
    let files = |id| site.store().exports_of(site.store().person(id).unwrap().ordinal).unwrap().len();
    assert_eq!((files(anna), files(jan)), (1, 0));
}

#[tokio::test]
async fn the_inventory_stands_in_both_languages() {
    let site = Site::new();
    let anna = site.person("Anna", "Lis", "anna@example.test");
    for (lang, word) in [("pl", "Gdzie są dane"), ("en", "Where data are")] {
        let officer = site.officer(lang);
        if lang == "pl" {
            let uncounted = officer.get("/inventory").await;
            assert!(said(&uncounted).contains("Jeszcze nie policzono"), "{}", uncounted.text);
            assert_eq!(officer.post("/inventory/count", &[]).await.location, "/inventory");
        }
        let page = officer.get("/inventory").await;
        assert!(page.status == StatusCode::OK && said(&page).contains(word), "{}", page.text);
        assert!(page.text.contains("export_subject") && !page.text.contains("anna@example.test"));
        let person = officer.get(&format!("/people/{anna}/where")).await;
        assert!(person.status == StatusCode::OK && person.text.contains("blind_index"));
        let registers = officer.get("/registers").await.text;
        assert!(registers.contains("href=\"/inventory\"") && registers.contains("href=\"/exports\""));
        assert_eq!(officer.get("/exports/9").await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(site.stranger("/inventory").await.location, "/login");
}

#[tokio::test]
async fn a_destroyed_medium_has_its_protocol() {
    let site = Site::new();
    let officer = site.officer("pl");
    let stick = [
        ("name", "Pendrive"),
        ("kind", "stick"),
        ("place", "szuflada"),
        ("data_kinds", "listy uczestników"),
        ("owner", "recepcja"),
        ("found_on", "2026-11-10"),
        ("found_how", "review"),
        ("plan", "destroy"),
        ("due_on", "2026-11-30"),
    ];
    let done = officer.post("/registers/strays/new", &stick).await;
    assert_eq!(done.location, "/registers/strays/1?done=reg-entered", "{}", done.text);
    assert_eq!(officer.get("/registers/strays/1/protocol").await.status, StatusCode::NOT_FOUND);
    let gone = [
        ("destroyed_on", "2026-11-20"),
        ("method", "shredded"),
        ("medium", "e"),
        ("level", "4"),
        ("destroyed_by", "Jan Żuk"),
        ("witness", "Anna Ćma"),
        ("revision", "1"),
    ];
    let revised: Vec<_> = stick.iter().chain(&gone).copied().collect();
    let done = officer.post("/registers/strays/1/edit", &revised).await;
    assert_eq!(done.location, "/registers/strays/1?done=reg-revised", "{}", done.text);
    assert!(officer.get("/registers/strays/1").await.text.contains("/registers/strays/1/protocol"));
    let pdf = officer.get("/registers/strays/1/protocol").await;
    assert!(pdf.kind == "application/pdf" && pdf.bytes.starts_with(b"%PDF-"));
}
