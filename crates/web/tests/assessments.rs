//! Balancing test and impact assessment on the screen: from the first draft to the gate it opens, and its closing.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Page, Site, Staff, now, stamp};
use zgoda_law::{Event, Role};
use zgoda_rights::assess::form::{Answer, questions};
use zgoda_store::AssessmentKind::{self, Balancing, Impact};

const TOLD: &str = "Two sentences would do. Here they are.";

fn place(kind: AssessmentKind) -> String {
    format!("/settings/assessments/{}/enrich_person", kind.name())
}

/// The revision that the form on the page is over.
fn revision(page: &Page) -> String {
    let (_, rest) = page.text.split_once("name=\"revision\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Every question answered lightly, with changes.
fn answers(kind: AssessmentKind, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for question in questions(kind) {
        for part in question.parts() {
            let answer = match question.answer {
                Answer::Choice(codes) => codes[0],
                Answer::Point if !part.contains('.') => "no",
                Answer::Weight if !part.contains('.') => "2",
                Answer::Risk if !part.ends_with("why") => "2",
                _ => TOLD,
            };
            let changed = changes.iter().find(|(name, _)| *name == part).map(|(_, answer)| *answer);
            all.push((part, changed.unwrap_or(answer).to_owned()));
        }
    }
    all
}

/// Begins a draft and sends it back answered.
async fn send(
    staff: &Staff<'_>,
    kind: AssessmentKind,
    deed: &str,
    until: &str,
    changes: &[(&str, &str)],
) -> Page {
    let place = place(kind);
    staff.post(&format!("{place}/begin"), &[]).await;
    let revision = revision(&staff.get(&place).await);
    let mut fields = answers(kind, changes);
    fields.extend([("revision".to_owned(), revision), ("until".to_owned(), until.to_owned())]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    staff.post(&format!("{place}/{deed}"), &fields).await
}

#[tokio::test]
async fn an_approved_test_opens_the_gate_until_its_day_and_a_withdrawal_closes_it() {
    let site = Site::new();
    let (officer, purpose) = (site.officer("en"), site.purpose("enrich_person"));
    let until = || site.store().governance(purpose).unwrap();
    assert_eq!((until().lia_valid_to, until().dpia_valid_to), (None, None));
    for kind in [Balancing, Impact] {
        let done = send(&officer, kind, "approve", "2027-11-01", &[]).await;
        assert_eq!(done.location, format!("{}?done=assess-approved", place(kind)), "{}", done.text);
    }
    let day: jiff::civil::Date = "2027-10-31".parse().unwrap();
    assert_eq!(
        (until().lia_valid_to, until().dpia_valid_to),
        (Some(day), Some(day)),
        "the strict side of midnight"
    );
    assert_eq!(site.store().governance(site.purpose("lead_scoring")).unwrap().lia_valid_to, None);
    let page = officer.get(&place(Balancing)).await;
    let text = page.text.replace('\u{a0}', " ");
    assert!(text.contains("until 1 November 2027") && text.contains("version 1"), "{text}");
    officer.post(&format!("{}/withdraw", place(Balancing)), &[]).await;
    assert_eq!(until().lia_valid_to, None);
    let entries = site.store().ledger().entries(0, 1_000).unwrap();
    let said: Vec<_> = entries
        .iter()
        .filter(|entry| entry.event == Event::Assessed && entry.purpose == Some(purpose))
        .map(|entry| entry.detail.split(' ').nth(1).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert_eq!(said[2], "withdrawn");
}

#[tokio::test]
async fn what_is_lacking_is_marked_kept_and_opens_nothing() {
    let site = Site::new();
    let (officer, purpose) = (site.officer("pl"), site.purpose("enrich_person"));
    for (until, changes, word) in [
        ("2027-11-01", vec![("interest", "za krótko")], "za krótko, żeby ktoś"),
        ("2027-11-01", vec![("hidden", "yes")], "test może wyjść tylko negatywnie"),
        ("2027-11-01", vec![("nature", "4")], "najwyżej pod warunkami"),
        ("2026-11-22", vec![], "od jutra do roku"),
        ("2028-11-22", vec![], "od jutra do roku"),
    ] {
        let page = send(&officer, Balancing, "approve", until, &changes).await;
        assert!(page.text.replace('\u{a0}', " ").contains(word), "{word}");
        for (_, typed) in &changes {
            assert!(page.text.contains(typed));
        }
    }
    let two = [("point_1", "yes"), ("point_8", "yes"), ("decision", "not_needed"), ("description", "")];
    let page = send(&officer, Impact, "approve", "2027-11-01", &two).await;
    assert!(page.text.replace('\u{a0}', " ").contains("oceny skutków nie można pominąć"));
    let governance = site.store().governance(purpose).unwrap();
    assert_eq!((governance.lia_valid_to, governance.dpia_valid_to), (None, None));
    assert!(site.store().assessment_draft(Balancing, purpose).unwrap().is_some(), "the draft is kept");
}

#[tokio::test]
async fn a_test_that_ends_in_a_no_closes_what_stood_before() {
    let site = Site::new();
    let (officer, purpose) = (site.officer("en"), site.purpose("enrich_person"));
    send(&officer, Balancing, "approve", "2027-11-01", &[]).await;
    let page = send(&officer, Balancing, "approve", "2027-11-01", &[("outcome", "fail")]).await;
    assert!(page.location.ends_with("done=assess-failed"));
    let stands = site.store().governance(purpose).unwrap().lia_valid_to;
    assert!(stands < Some("2026-11-22".parse().unwrap()), "not even today");
    let page = officer.get(&place(Balancing)).await;
    assert!(page.text.contains("ended in a no") && page.text.contains("version 2"));
}

#[tokio::test]
async fn a_draft_knows_what_the_system_knows_and_nobody_overwrites_another_unseen() {
    let site = Site::new();
    let officer = site.officer("en");
    officer.post(&format!("{}/begin", place(Impact)), &[]).await;
    let page = officer.get(&place(Impact)).await;
    assert!(page.text.contains("1 type on the list"), "point 8 is filled in for enrichment");
    assert!(page.text.contains("Enriching joins data of registers"));
    let seen = revision(&page);
    let first = [("revision", seen.as_str()), ("description", "the first word")];
    // The clock of the tests stands still, so the other's saving is made a moment later by hand.
    let later = zgoda_store::Stamp { at: now() + jiff::SignedDuration::from_secs(1), ..stamp() };
    let read_at = jiff::Timestamp::from_microsecond(seen.parse().unwrap()).unwrap();
    let purpose = site.purpose("enrich_person");
    site.store().save_assessment(later, Impact, purpose, read_at, "{\"answers\":{}}").unwrap();
    let refused = officer.post(&format!("{}/save", place(Impact)), &first).await;
    assert!(refused.text.contains("Somebody saved this draft") && refused.text.contains("the first word"));
    let second = revision(&refused);
    let fields = [("revision", second.as_str()), ("description", "the first word")];
    let saved = officer.post(&format!("{}/save", place(Impact)), &fields).await;
    assert!(saved.location.ends_with("done=assess-saved"));
}

#[tokio::test]
async fn versions_and_drafts_are_printed_and_those_who_may_not_approve_only_read() {
    let site = Site::new();
    let officer = site.officer("pl");
    send(&officer, Impact, "approve", "2027-11-01", &[("point_8", "yes"), ("point_1", "yes")]).await;
    let inspector = site.staff(&[Role::Inspector], "inspection", "en");
    let pdf = inspector.get(&format!("{}/pdf?version=1", place(Impact))).await;
    assert_eq!((pdf.status, pdf.kind.as_str()), (StatusCode::OK, "application/pdf"));
    assert!(pdf.bytes.starts_with(b"%PDF") && pdf.bytes.len() > 5_000);
    assert_eq!(
        inspector.get(&format!("{}/pdf?version=9", place(Impact))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(inspector.get(&format!("{}/pdf", place(Impact))).await.status, StatusCode::NOT_FOUND);
    assert!(inspector.get(&place(Impact)).await.text.contains("You can read them"));
    for deed in ["begin", "save", "approve", "withdraw", "discard"] {
        let refused = inspector.post(&format!("{}/{deed}", place(Impact)), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{deed}");
    }
    officer.post(&format!("{}/begin", place(Impact)), &[]).await;
    let draft = officer.get(&format!("{}/pdf", place(Impact))).await;
    assert_eq!(draft.kind, "application/pdf");
    officer.post(&format!("{}/discard", place(Impact)), &[]).await;
    assert!(!officer.get(&place(Impact)).await.text.contains("name=\"revision\""));
    for wrong in ["/settings/assessments/lia/nothing", "/settings/assessments/tia/enrich_person"] {
        assert_eq!(officer.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn a_purpose_is_put_in_use_stays_closed_until_it_is_assessed_and_goes_out_of_use_again() {
    let site = Site::new();
    let officer = site.staff(&[Role::Dpo], "subject_rights", "en");
    let page = officer.get("/settings/purposes").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("/settings/purposes/subject_rights/"), "a duty has no switch");
    let entries = site.store().ledger().size().unwrap();
    let used = officer.post("/settings/purposes/enrich_person/use", &[]).await;
    assert_eq!(used.location, "/settings/purposes?done=purpose-on");
    let purpose = site.purpose("enrich_person");
    assert!(site.store().purposes().unwrap().contains(&purpose));
    let page = officer.get("/settings/purposes").await;
    assert!(page.text.contains("/settings/assessments/dpia/enrich_person"));
    assert!(page.text.contains("Closed until you approve"), "{}", page.text);
    assert!(site.store().governance(purpose).unwrap().dpia_valid_to.is_none());

    officer.post("/settings/purposes/enrich_person/use", &[]).await;
    officer.post("/settings/purposes/enrich_person/stop", &[]).await;
    assert!(!site.store().purposes().unwrap().contains(&purpose));
    let told = site.store().ledger().entries(entries, entries + 9).unwrap();
    let decided: Vec<_> = told.iter().filter(|entry| entry.event == Event::PurposeDecided).collect();
    let details: Vec<_> = decided.iter().map(|entry| entry.detail.as_str()).collect();
    assert_eq!(details, ["in use", "no longer in use"], "what changes nothing is not entered");
    assert!(decided.iter().all(|entry| entry.purpose == Some(purpose)));
}

#[tokio::test]
async fn nobody_else_decides_about_purposes_and_a_duty_cannot_be_switched() {
    let site = Site::new();
    let seller = site.seller("pl");
    assert_eq!(seller.get("/settings/purposes").await.status, StatusCode::FORBIDDEN);
    let refused = seller.post("/settings/purposes/newsletter/stop", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let officer = site.staff(&[Role::Dpo], "subject_rights", "pl");
    for path in ["subject_rights/stop", "newsletter/sideways", "nothing/use"] {
        let answer = officer.post(&format!("/settings/purposes/{path}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(site.store().purposes().unwrap().contains(&site.purpose("newsletter")));
}
