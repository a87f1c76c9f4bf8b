//! Registers on the screen: entering, what is wrong with a form, changing, striking, files; and who may.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, now};
use zgoda_rights::registers::{self, Entry};
use zgoda_store::Register;

const LETTER: &[(&str, &str)] = &[
    ("authority", "puodo"),
    ("reference", "DS.523.1.2026"),
    ("received_on", "2026-11-12"),
    ("about", "skarga"),
    ("demands", "Wyjaśnienia."),
    ("due_on", "2026-11-26"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = LETTER.iter().filter(|(key, _)| changes.iter().all(|(changed, _)| changed != key));
    kept.copied().chain(changes.iter().copied()).collect()
}

#[tokio::test]
async fn an_entry_is_made_changed_and_struck_and_its_history_stays() {
    let site = Site::new();
    let officer = site.officer("pl");
    let done = officer.post("/registers/letters/new", LETTER).await;
    assert_eq!(done.location, "/registers/letters/1?done=reg-entered", "{}", done.text);
    let board = officer.get("/deadlines").await.text.replace('\u{a0}', " ");
    assert!(board.contains("Odpowiedz organowi") && board.contains("/registers/letters/1"));

    let answered =
        with(&[("answered_on", "2026-11-20"), ("answer", "Adres podała sama."), ("revision", "1")]);
    let done = officer.post("/registers/letters/1/edit", &answered).await;
    assert_eq!(done.location, "/registers/letters/1?done=reg-revised", "{}", done.text);
    assert!(!officer.get("/deadlines").await.text.contains("/registers/letters/1"));
    let late =
        officer.post("/registers/letters/1/edit", &with(&[("revision", "1"), ("about", "inna")])).await;
    assert!(late.text.contains("zmienił ten wpis") && late.text.contains("inna"), "what was typed stays");

    let page = officer.get("/registers/letters/1").await.text;
    assert!(page.contains("Adres podała sama.") && page.contains("<ins>"));
    let short = officer.post("/registers/letters/1/strike", &[("revision", "2"), ("reason", "nie")]).await;
    assert_eq!(short.status, StatusCode::OK);
    let reason = "Pismo było do innej firmy.";
    let done = officer.post("/registers/letters/1/strike", &[("revision", "2"), ("reason", reason)]).await;
    assert_eq!(done.location, "/registers/letters/1?done=reg-struck", "{}", done.text);
    assert!(officer.get("/registers/letters/1").await.text.contains(reason));
    let kept = registers::list(site.store(), Register::Letters, now()).unwrap();
    assert!(matches!(&kept[0].entry, Entry::Letter(letter) if letter.answered_on.is_some()));
    assert_eq!((kept[0].revision, kept[0].struck.as_deref()), (3, Some(reason)));
    assert_eq!(officer.get("/registers/letters/1/edit").await.location, "/registers/letters/1");
}

#[tokio::test]
async fn the_number_in_the_rail_is_that_of_the_overdue_lane_and_articles_read_in_the_readers_language() {
    let site = Site::new();
    let officer = site.officer("en");
    assert!(!officer.get("/deadlines").await.text.contains("count late"));
    for due in ["2026-11-20", "2026-11-21", "2026-11-26"] {
        let done = officer.post("/registers/letters/new", &with(&[("due_on", due)])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let board = officer.get("/deadlines").await.text.replace('\u{a0}', " ");
    let said = zgoda_text::Lang::En.text().nav_overdue(2_u64);
    assert!(board.contains(&format!("<span class=\"count late\" title=\"{said}\">2<")), "{board}");
    assert!(board.contains("Overdue <span class=\"count\">2</span>"), "{board}");
    assert!(board.contains("Art. 31, Art. 58(1) GDPR") && !board.contains("RODO"), "{board}");
}

#[tokio::test]
async fn a_form_that_cannot_be_kept_says_at_which_box_and_keeps_what_was_typed() {
    let site = Site::new();
    let officer = site.officer("en");
    for (changes, word) in [
        (&[("received_on", "")][..], "This box is needed."),
        (&[("due_on", "2026-11-01")], "This date is earlier than it can be."),
        (&[("authority", "king")], "Choose one of those offered."),
        (&[("answered_on", "2026-11-13")], "Without this the entry is incomplete."),
    ] {
        let page = officer.post("/registers/letters/new", &with(changes)).await;
        assert!(page.text.contains(word) && page.text.contains("DS.523.1.2026"), "{word}");
    }
    assert_eq!(registers::list(site.store(), Register::Letters, now()).unwrap(), []);
    for place in ["/registers/kings", "/registers/letters/7", "/registers/letters/7/notification"] {
        assert_eq!(officer.get(place).await.status, StatusCode::NOT_FOUND, "{place}");
    }
}

#[tokio::test]
async fn every_register_has_its_page_its_form_and_its_files_in_both_languages() {
    let site = Site::new();
    for lang in ["pl", "en"] {
        let officer = site.officer(lang);
        assert!(officer.get("/registers").await.text.contains("/registers/breaches"));
        assert!(officer.get("/registers/activities").await.text.contains("<details"));
        for register in registers::ALL {
            let name = register.name();
            assert_eq!(officer.get(&format!("/registers/{name}")).await.status, StatusCode::OK);
            let form = officer.get(&format!("/registers/{name}/new")).await;
            assert!(form.text.contains("<form") && form.text.contains("<input"), "{name}");
            for file in ["pdf", "json"] {
                let place = format!("/registers/{name}/file/register.{file}");
                assert_eq!(officer.get(&place).await.status, StatusCode::OK, "{place}");
            }
        }
    }
}

#[tokio::test]
async fn who_is_neither_officer_nor_administrator_reads_only() {
    let site = Site::new();
    let seller = site.seller("pl");
    assert_eq!(seller.get("/registers/letters").await.status, StatusCode::FORBIDDEN);
    assert_eq!(seller.get("/registers/letters/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(seller.post("/registers/letters/new", LETTER).await.status, StatusCode::FORBIDDEN);
}
