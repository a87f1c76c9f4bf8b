//! The way of a file through the wizard: upload, source, columns, preview, run, report, undo.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod support;

use std::time::Duration;

use axum::http::StatusCode;
use support::{Page, Site, Staff};
use zgoda_law::Role;
use zgoda_store::ImportId;

const FAIR: &str = "Imię;Nazwisko;E-mail;Telefon;Uwagi\r\n\
    Łucja;Żółkiewska;lucja@example.test;600 100 200;pyta o wózki\r\n\
    Jan;Kowalski;jan@example.test;;\r\n\
    ;;;;bez nazwiska\r\n";

/// What the second step is told of the fair.
const SOURCE: [(&str, &str); 4] = [
    ("source", "event"),
    ("origin", "Targi Poznań 2026"),
    ("collected", "2026-11-18"),
    ("purpose", "respond_inquiry"),
];

const COLUMNS: [(&str, &str); 5] = [
    ("column-0", "first_name"),
    ("column-1", "last_name"),
    ("column-2", "email"),
    ("column-3", "phone"),
    ("column-4", ""),
];

/// Waits until the page at this address says that the work is done, and follows where it leads.
async fn done(staff: &Staff<'_>, path: &str) -> (String, Page) {
    let mut path = path.to_owned();
    for _ in 0..500 {
        let page = staff.get(&path).await;
        if page.status == StatusCode::SEE_OTHER {
            path = page.location;
        } else if page.text.contains("data-live=\"running\"") {
            tokio::time::sleep(Duration::from_millis(10)).await;
        } else {
            return (path, page);
        }
    }
    panic!("{path} is never done");
}

/// Uploads a file and gives the address of its import, without the step.
async fn uploaded(staff: &Staff<'_>, bytes: &[u8]) -> String {
    let page = staff.upload("targi.csv", bytes, None).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location.rsplit_once('/').unwrap().0.to_owned()
}

async fn previewed(staff: &Staff<'_>, import: &str) -> Page {
    let page = staff.post(&format!("{import}/source"), &SOURCE).await;
    assert_eq!(page.location, format!("{import}/mapping"), "{}", page.text);
    let page = staff.post(&format!("{import}/mapping"), &COLUMNS).await;
    assert_eq!(page.location, format!("{import}/preview"));
    done(staff, &page.location).await.1
}

/// The files of running imports.
fn files(site: &Site) -> usize {
    let folder = site.store().folder().unwrap().join("uploads");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_file_goes_all_the_way_and_back_and_leaves_nothing_on_the_disk() {
    let site = Site::new();
    let staff = site.seller("pl");
    let import = uploaded(&staff, FAIR.as_bytes()).await;
    let source = staff.get(&format!("{import}/source")).await;
    assert!(source.text.contains("Skąd są te dane") && source.text.contains("targi.csv"));
    let mapping = staff.get(&format!("{import}/mapping")).await;
    assert_eq!(mapping.location, format!("{import}/source"), "the source is said first");
    let preview = previewed(&staff, &import).await;
    for word in ["Łucja", "lucja@example.test", "+48600100200", "brak nazwiska", "Importuj 2"] {
        assert!(preview.text.contains(word), "{word}: {}", preview.text);
    }
    assert_eq!(site.store().people_count().unwrap(), 0, "the preview writes nothing");
    let refused = staff.get(&format!("{import}/preview?verdict=refused")).await;
    assert!(!refused.text.contains("Łucja") && refused.text.contains("brak nazwiska"));

    let run = staff.post(&format!("{import}/run"), &[]).await;
    let (report, page) = done(&staff, &run.location).await;
    assert_eq!(report, "/imports/1");
    assert!(page.text.contains("Raport z\u{a0}importu") && page.text.contains("targi.csv"));
    assert_eq!((site.store().people_count().unwrap(), files(&site)), (2, 0));
    let refused = staff.get("/imports/1/refused.csv").await;
    assert_eq!(refused.kind, "text/csv; charset=utf-8");
    assert_eq!(
        refused.text,
        "\u{feff}wiersz;kod;powód\r\n4;nothing_usable;brak nazwiska i\u{a0}kontaktu\r\n"
    );

    let unsure = staff.post("/imports/1/undo", &[]).await;
    assert!(unsure.text.contains("Zaznacz, że na pewno"));
    assert_eq!(site.store().people_of_import(ImportId(1)).unwrap().len(), 2);
    let undone = staff.post("/imports/1/undo", &[("sure", "on")]).await;
    assert_eq!(undone.location, "/imports/1?done=undone&gone=2&held=0");
    assert!(site.store().people_of_import(ImportId(1)).unwrap().is_empty());
    let page = staff.get(&undone.location).await;
    assert!(page.text.contains("cofnięty") && !page.text.contains("/imports/1/undo"));
}

#[tokio::test]
async fn a_double_click_runs_an_import_once() {
    let site = Site::new();
    let staff = site.seller("en");
    let import = uploaded(&staff, FAIR.as_bytes()).await;
    previewed(&staff, &import).await;
    let first = staff.post(&format!("{import}/run"), &[]).await;
    let second = staff.post(&format!("{import}/run"), &[]).await;
    done(&staff, &first.location).await;
    done(&staff, &second.location).await;
    assert_eq!((site.store().imports(9).unwrap().len(), site.store().people_count().unwrap()), (1, 2));
}

#[tokio::test]
async fn a_file_is_its_owners_alone_until_it_came_in() {
    let site = Site::new();
    let (staff, other) = (site.seller("pl"), site.seller("pl"));
    let import = uploaded(&staff, FAIR.as_bytes()).await;
    for path in ["", "/source", "/mapping", "/preview", "/refused.csv"] {
        assert_eq!(other.get(&format!("{import}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/source", "/mapping", "/run", "/discard", "/undo"] {
        let page = other.post(&format!("{import}{path}"), &SOURCE).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!other.get("/imports").await.text.contains("targi.csv"));
    assert!(staff.get("/imports").await.text.contains("niepotwierdzony"));
    staff.post(&format!("{import}/discard"), &[]).await;
    assert_eq!(files(&site), 0);
    assert_eq!(staff.get(&import).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_without_the_token_is_not_even_written() {
    let site = Site::new();
    let staff = site.seller("pl");
    let page = staff.upload("targi.csv", FAIR.as_bytes(), Some("AAAA")).await;
    assert_eq!((page.status, files(&site)), (StatusCode::FORBIDDEN, 0));
    let import = uploaded(&staff, FAIR.as_bytes()).await;
    for path in ["/source", "/mapping", "/thread", "/run", "/discard", "/undo"] {
        assert_eq!(staff.forge(&format!("{import}{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(files(&site), 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_why_and_a_plan_the_law_forbids_too() {
    let site = Site::new();
    let staff = site.seller("pl");
    for (bytes, why) in [
        (&b"PK\x03\x04abc"[..], "To archiwum"),
        (b"%PDF-1.7", "To nie jest tabela"),
        (b"{\"a\": 1}", "To nie jest tabela"),
        (b"", "Plik jest pusty"),
    ] {
        let page = staff.upload("x.csv", bytes, None).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(why), "{why}: {}", page.text);
    }
    assert_eq!(files(&site), 0);
    let import = uploaded(&staff, FAIR.as_bytes()).await;
    let broker =
        [("source", "broker"), ("origin", "Dostawca X"), SOURCE[2], ("purpose", "direct_marketing_own")];
    let page = staff.post(&format!("{import}/source"), &broker).await;
    assert!(page.text.contains("Tak nie można") && page.text.contains("value=\"Dostawca X\""));
    let unnamed = [SOURCE[0], ("origin", " "), SOURCE[2], SOURCE[3]];
    let page = staff.post(&format!("{import}/source"), &unnamed).await;
    assert!(page.text.contains("źródło nie ma nazwy"), "{}", page.text);
}

#[tokio::test]
async fn what_an_earlier_process_left_behind_is_gone_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join("uploads");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("old"), FAIR).unwrap();
    let config = zgoda_store::Config {
        engine: zgoda_store::Engine::Sqlite(folder.path().to_owned()),
        keyring: zgoda_vault::Keyring::generate().unwrap(),
        law: zgoda_law::Law::builtin().unwrap(),
        origin: "zgoda.example.test".into(),
    };
    let store = zgoda_store::Store::open(config).unwrap();
    let options = zgoda_web::Options { clock: support::now, setup_code: None, demo: false };
    let _app = zgoda_web::App::new(store, options);
    assert!(!left.exists());
}

#[tokio::test]
async fn a_chat_is_read_in_without_its_words_and_an_offer_asked_for_is_kept() {
    let site = Site::new();
    let staff = site.seller("pl");
    let chat = r#"{"participants":[{"name":"Marta"},{"name":"Krzysztof Wilk"}],"messages":[
        {"sender_name":"Krzysztof Wilk","timestamp_ms":1795161600000,"content":"Na k.wilk@example.test"},
        {"sender_name":"Marta","timestamp_ms":1795161500000,"content":"sekretne słowa"}],
        "title":"Krzysztof Wilk","thread_path":"inbox/kw_1"}"#;
    let page = staff.upload("message_1.json", chat.as_bytes(), None).await;
    let thread = page.location;
    assert!(thread.ends_with("/thread"));
    assert!(staff.get(&thread).await.text.contains("Krzysztof Wilk"));
    let mut form = vec![("me", "Nikt"), ("origin", "Messenger"), ("contacts", "on"), SOURCE[3]];
    assert!(staff.post(&thread, &form).await.text.contains("nie brała udziału"));
    form[0] = ("me", "Marta");
    form.extend([("offer", "Oferta 7"), ("offer_channel", "email"), ("asked", "2026-11-20")]);
    let page = staff.post(&thread, &form).await;
    assert_eq!(page.location, "/imports/1", "{}", page.text);
    let report = staff.get("/imports/1").await;
    assert!(report.text.contains("2 wiadomości") && report.text.contains("Prośba o"), "{}", report.text);
    let person =
        site.store().person_by_ordinal(site.store().people_of_import(ImportId(1)).unwrap()[0]).unwrap();
    assert!(report.text.contains(&format!("/people/{}", person.id)));
    assert!(person.permissions.iter().any(|permission| permission.offer.as_deref() == Some("Oferta 7")));
    assert_eq!(files(&site), 0);
}

#[tokio::test]
async fn the_list_and_the_first_step_speak_both_languages_and_strangers_see_neither() {
    let site = Site::new();
    for (lang, words) in [("pl", ["Nowy import", "Upuść plik"]), ("en", ["New import", "Drop a file"])] {
        let staff = site.staff(&[Role::Marketing], "respond_inquiry", lang);
        assert!(staff.get("/imports").await.text.contains(words[0]));
        assert!(staff.get("/imports/new").await.text.contains(words[1]));
    }
    for path in ["/imports", "/imports/new", "/imports/1", "/imports/1/refused.csv"] {
        assert_eq!(site.stranger(path).await.location, "/login", "{path}");
    }
}
