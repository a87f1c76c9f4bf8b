//! The page of a firm: its statements come in, are drawn, told, handed out and taken back; its public facts are told in
//! plain words.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, Staff, now, stamp};
use zgoda_law::SourceType;
use zgoda_store::{IncomingFact, NewSource, OrgId};

const OTHER: &str = include_str!("../../formats/tests/fixtures/statements/SFJINZ_v1-2_syntetyczny.xml");

/// A site with a firm whose statements the fixtures are.
fn site() -> (Site, OrgId) {
    let site = Site::new();
    let mut purposes = site.store().purposes().unwrap();
    purposes.insert(site.purpose("enrich_company"));
    site.store().set_purposes(&purposes).unwrap();
    let org = site.store().add_organisation(stamp(), "Przykład S.A.", Some("0000123456"), None).unwrap();
    (site, org)
}

/// What the court register says of the firm.
fn tell(site: &Site, org: OrgId, facts: &[(&str, &str)]) {
    let source = NewSource {
        kind: SourceType::RegistryKrs,
        name: "KRS 0000123456 2026-11-20".into(),
        duty: SourceType::RegistryKrs.duty(),
        is_public: true,
        occurred_at: now(),
        approved: true,
        evidence: "odpis".into(),
    };
    let source = site.store().add_source(stamp(), source).unwrap();
    let fact = |(field, value): &(&str, &str)| IncomingFact {
        field: (*field).into(),
        value: (*value).into(),
        path: "odpis.dane".into(),
    };
    let facts: Vec<IncomingFact> = facts.iter().map(fact).collect();
    let mut change = site.store().change(stamp());
    change.merge_organisation(&site.store().organisation(org).unwrap(), source, &[], &facts).unwrap();
    change.commit().unwrap();
}

async fn offer(staff: &Staff<'_>, org: OrgId, document: &str) -> support::Page {
    staff.upload_to(&format!("/organisations/{org}/statements"), "sf.xml", document.as_bytes(), None).await
}

#[tokio::test]
async fn a_statement_comes_in_is_drawn_handed_out_and_taken_back() {
    let (site, org) = site();
    let staff = site.seller("pl");
    let firm = format!("/organisations/{org}");
    assert!(staff.get(&firm).await.text.contains("Nie ma jeszcze sprawozdań"));

    let page = offer(&staff, org, OTHER).await;
    assert_eq!(page.location, format!("{firm}?done=org-statement#figures"), "{}", page.text);
    let page = staff.get(&firm).await.text;
    for told in
        ["<svg class=\"chart\"", "9\u{202f}100\u{202f}000", "porównawczo", "sha256:", "jednostka inna"]
    {
        assert!(page.contains(told), "{told}");
    }
    assert!(
        page.contains("mała") && page.contains("66\u{202f}000\u{202f}000"),
        "the size with its thresholds"
    );
    let folder = site.store().folder().unwrap().join("uploads");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "the document is gone");

    let sheet = staff.get(&format!("{firm}/figures.xlsx")).await;
    assert!(sheet.kind.ends_with("spreadsheetml.sheet") && sheet.bytes.starts_with(b"PK"));

    let later = OTHER.replace("2025-03-20", "2025-06-20").replace("9100000.00", "9300000.00");
    let page = offer(&staff, org, &later).await;
    assert_eq!(page.location, format!("{firm}?done=org-statement-corrected#figures"), "{}", page.text);
    let page = staff.get(&firm).await.text;
    assert!(page.contains("9\u{202f}300\u{202f}000") && page.contains("zastąpione późniejszym"));
    let no = site.store().statements(org).unwrap()[0].no;
    let page = staff.post(&format!("{firm}/statements/{no}/undo"), &[]).await;
    assert_eq!(page.location, format!("{firm}?done=org-statement-undone#figures"), "{}", page.text);
    let page = staff.get(&firm).await.text;
    assert!(page.contains("9\u{202f}100\u{202f}000") && !page.contains("9\u{202f}300\u{202f}000"));
    let again = staff.post(&format!("{firm}/statements/{no}/undo"), &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_statement_of_the_firm_is_refused_in_plain_words() {
    let (site, org) = site();
    let staff = site.seller("pl");
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{OTHER}");
    for (document, told) in [
        (OTHER.replace("0000123456", "0000654321"), "To sprawozdanie innej firmy"),
        (OTHER.replace("2024-12-31", "2026-12-31"), "jeszcze się nie skończył"),
        (OTHER[..OTHER.len() / 2].to_owned(), "urywa się"),
        ("<Faktura/>".to_owned(), "nie jest e-sprawozdanie"),
        (bomb, "typ dokumentu"),
        (String::new(), "Plik jest pusty"),
        (OTHER.replace("9100000.00", "dużo"), "nie jest liczbą"),
        (OTHER.replace("OkresDo", "Okres"), "OkresDo"),
    ] {
        let page = offer(&staff, org, &document).await;
        let text = page.text.replace('\u{a0}', " ");
        assert!(text.contains(told), "{told}: {}", text.split("role=\"alert\"").nth(1).unwrap_or(&text));
    }
    assert!(site.store().statements(org).unwrap().is_empty());
    let forged = staff
        .upload_to(&format!("/organisations/{org}/statements"), "sf.xml", OTHER.as_bytes(), Some("AAAA"))
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(offer(&staff, org, OTHER).await.status.is_redirection());
    let page = offer(&staff, org, OTHER).await.text.replace('\u{a0}', " ");
    assert!(page.contains("To samo sprawozdanie już tu jest"));
    let wizard = staff.upload("sf.xml", OTHER.as_bytes(), None).await.text.replace('\u{a0}', " ");
    assert!(wizard.contains("na stronie firmy"), "the wizard of imports says where it belongs");
}

#[tokio::test]
async fn public_facts_are_told_in_plain_words_with_where_they_come_from() {
    let (site, org) = site();
    tell(
        &site,
        org,
        &[
            ("legal_form", "SPÓŁKA AKCYJNA"),
            ("seat_voivodeship", "MAŁOPOLSKIE"),
            ("registration_date", "2003-04-01"),
            ("main_activity", "62.01.Z"),
            ("other_activity", "62.10.B"),
        ],
    );
    let told = |page: String, all: &[&str]| {
        let page = page.replace('\u{a0}', " ");
        for told in all {
            assert!(page.contains(told), "{told}");
        }
    };
    let firm = format!("/organisations/{org}");
    let pl = site.seller("pl").get(&firm).await.text;
    let name_2007 = "Działalność związana z oprogramowaniem";
    told(
        pl,
        &[
            "spółka akcyjna",
            "małopolskie",
            "23 lata",
            "KRS istnieje od 2001",
            name_2007,
            "PKD 2007",
            "→ 62.10.B",
        ],
    );
    let en = site.seller("en").get(&firm).await.text;
    told(
        en,
        &["joint-stock company", "23 years", "named by GUS", "In PKD 2025", "There are no statements yet"],
    );
}

#[tokio::test]
async fn firms_are_filtered_sorted_and_taken_into_a_run() {
    let (site, org) = site();
    let other = site.store().add_organisation(stamp(), "Żuraw S.A.", Some("0000000002"), None).unwrap();
    for (org, region, entered) in [(org, "MAŁOPOLSKIE", "2003-04-01"), (other, "POMORSKIE", "2026-01-01")] {
        let activity = ("main_activity", "62.01.Z");
        tell(&site, org, &[("seat_voivodeship", region), ("registration_date", entered), activity]);
    }
    let staff = site.seller("pl");
    let listed = |text: &str| -> Vec<&'static str> {
        let mut found: Vec<(usize, &str)> = ["Przykład", "Żuraw"]
            .into_iter()
            .filter_map(|name| Some((text.find(&format!(">{name} S.A.</a>"))?, name)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect()
    };
    for (query, expected) in [
        ("", &["Przykład", "Żuraw"][..]),
        ("?sort=age", &["Żuraw", "Przykład"]),
        ("?sort=age&down=1", &["Przykład", "Żuraw"]),
        ("?region=22", &["Żuraw"]),
        ("?age=20", &["Przykład"]),
        ("?pkd=62.10", &["Przykład", "Żuraw"]),
        ("?pkd=01", &[]),
        ("?region=99&size=huge&age=x&sort=y&from=900", &["Przykład", "Żuraw"]),
    ] {
        let page = staff.get(&format!("/organisations{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(listed(&page.text), expected, "{query}");
    }
    let sorted = staff.get("/organisations?region=22&sort=age").await.text;
    assert!(
        sorted.contains("aria-sort=\"ascending\"") && sorted.contains("region=22&#38;sort=age&#38;down=1")
    );
    assert!(sorted.contains("Wzbogać 1") && sorted.contains("poniżej"), "{sorted}");
    let wizard = staff.post("/enrichment/found", &[("region", "22")]).await.text;
    assert!(wizard.contains(&format!("name=\"org\" value=\"{other}\"")));
    assert!(!wizard.contains(&format!("name=\"org\" value=\"{org}\"")));
}
