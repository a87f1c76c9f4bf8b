//! Retention on the screen: the term that closed leads prove, legal holds by two people, and a contract that closes a lead.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use jiff::civil::date;
use support::{Page, Site, Staff, stamp};
use zgoda_law::{Channel, LifecycleGroup, PermissionKind, SubjectId};
use zgoda_store::{Closed, LeadOutcome, NewPermission, TermOrigin};

/// Leads that were closed in the firm's past.
fn closed(site: &Site, silent_days: u32, outcome: LeadOutcome, leads: u32) {
    let (month, product) = (date(2026, 3, 1), "komputery".to_owned());
    let mut change = site.store().change(stamp());
    change.count_closed(&Closed { month, product, followups: 2, silent_days, outcome }, leads);
    change.commit().unwrap();
}

/// What a hidden field of a form holds.
fn hidden(page: &Page, name: &str) -> String {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn words(page: &Page) -> String {
    page.text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Somebody who asked for an offer.
fn asking(site: &Site) -> SubjectId {
    let id = site.person("Adam", "Nowak", "adam@example.test");
    let person = site.store().person(id).unwrap();
    let mut change = site.store().change(stamp());
    change.open(&person).unwrap();
    let request = NewPermission {
        channel: Channel::Email,
        kind: PermissionKind::Requested,
        purpose: site.purpose("send_requested_offer"),
        offer: Some("komputery".into()),
        given_at: stamp().at,
        not_before: None,
        valid_to: None,
        max_contacts: Some(3),
        source: person.facts[0].grounds.source.id,
    };
    change.add_permission(id, request).unwrap();
    change.commit().unwrap();
    id
}

async fn evidence(officer: &Staff<'_>) -> Page {
    officer.get("/retention/evidence").await
}

/// Has it counted what the proposed term would reach, as the server does in the background.
async fn counted(site: &Site, officer: &Staff<'_>) {
    let asked = officer.post("/retention/evidence/count", &[("theta", "20")]).await;
    assert_eq!(asked.location, "/retention/evidence?theta=20");
    let waiting = evidence(officer).await;
    assert!(waiting.text.contains("data-live=\"running\"") && !waiting.text.contains("name=\"dataset\""));
    assert!(zgoda_rights::terms_work::work(site.store(), stamp().at).unwrap());
}

#[tokio::test]
async fn the_term_that_closed_leads_prove_is_approved_as_it_was_seen() {
    let site = Site::new();
    let (officer, seller) = (site.officer("pl"), site.seller("pl"));
    assert!(words(&evidence(&officer).await).contains("Nie ma jeszcze zamkniętych leadów"));
    closed(&site, 40, LeadOutcome::Silent, 199);
    assert!(words(&evidence(&officer).await).contains("Za mało leadów"));
    closed(&site, 90, LeadOutcome::Silent, 271);
    closed(&site, 30, LeadOutcome::Bought, 9);
    let uncounted = evidence(&officer).await;
    assert!(words(&uncounted).contains("policz, których danych dotknie"), "{}", uncounted.text);
    assert_eq!(
        seller.post("/retention/evidence/count", &[("theta", "20")]).await.status,
        StatusCode::FORBIDDEN
    );
    counted(&site, &officer).await;
    let page = evidence(&officer).await;
    let text = words(&page);
    assert!(text.contains("Wystarczy 31 dni") && text.contains("najwyżej 1,1 %"), "{text}");
    assert!(page.text.contains("<svg class=\"chart\""));
    let seen = [("theta", "20".to_owned()), ("dataset", hidden(&page, "dataset"))];
    let fields: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(seller.post("/retention/evidence", &fields).await.status, StatusCode::FORBIDDEN);

    closed(&site, 44, LeadOutcome::Bought, 1);
    let stale = officer.post("/retention/evidence", &fields).await;
    assert!(words(&stale).contains("doszły nowe leady"), "{}", stale.text);
    assert!(site.store().decided_terms().unwrap().is_empty());
    counted(&site, &officer).await;
    let page = evidence(&officer).await;
    let dataset = hidden(&page, "dataset");
    let done = officer.post("/retention/evidence", &[("theta", "20"), ("dataset", &dataset)]).await;
    assert_eq!(done.location, "/retention/evidence?done=evidence-approved");
    let term = site.store().decided_terms().unwrap().pop().unwrap();
    assert_eq!((term.rule.as_str(), term.origin), ("requested_offer", TermOrigin::Evidence));
    assert!(words(&evidence(&officer).await).contains("Obowiązuje termin z dowodów: 31 dni"));
    officer.post("/retention/evidence/end", &[]).await;
    assert!(words(&evidence(&officer).await).contains("Obowiązuje termin domyślny"));
}

#[tokio::test]
async fn a_hold_is_asked_for_by_one_and_approved_by_another() {
    let site = Site::new();
    let (one, other, seller) = (site.officer("pl"), site.officer("en"), site.seller("pl"));
    let id = site.person("Anna", "Lis", "anna@example.test");
    let people = id.to_string();
    let form = one.get(&format!("/retention/holds/new?person={id}")).await;
    assert!(form.text.contains(&people) && form.text.contains("2027-05-22"), "{}", form.text);
    let wish = [
        ("matter", "Reklamacja serwera"),
        ("ground", "proceeding"),
        ("reference", "V GC 123/26"),
        ("review", "2027-03-01"),
        ("people", people.as_str()),
    ];
    assert_eq!(seller.post("/retention/holds", &wish).await.status, StatusCode::FORBIDDEN);
    let asked = one.post("/retention/holds", &wish).await;
    assert_eq!(asked.location, "/retention/holds/1?done=hold-asked", "{}", asked.text);
    let alone = one.post("/retention/holds/1/approve", &[]).await;
    assert!(words(&alone).contains("ta sama osoba"), "{}", alone.text);
    assert!(!site.store().person(id).unwrap().flags.hold);
    assert!(other.get("/retention/holds/1").await.text.contains("Approve the hold"));
    let approved = other.post("/retention/holds/1/approve", &[]).await;
    assert_eq!(approved.location, "/retention/holds/1?done=hold-approved");
    assert!(site.store().person(id).unwrap().flags.hold);
    let erase = one.get(&format!("/people/{id}/erase")).await;
    assert!(words(&erase).contains("art. 17 ust. 3 lit. e RODO"), "{}", erase.text);
    let ended = one.post("/retention/holds/1/end", &[]).await;
    assert_eq!(ended.location, "/retention/holds/1?done=hold-ended");
    assert!(words(&one.post("/retention/holds/1/end", &[]).await).contains("w innym stanie"));
    assert!(one.get("/retention/holds").await.text.contains("Reklamacja serwera"));
}

#[tokio::test]
async fn a_hold_that_makes_no_sense_is_told_so_and_what_was_typed_is_kept() {
    let site = Site::new();
    let officer = site.officer("pl");
    let id = site.person("Anna", "Lis", "anna@example.test").to_string();
    for (name, value, told) in [
        ("matter", "", "o jaką sprawę chodzi"),
        ("reference", "", "Podaj numer roszczenia"),
        ("people", "anna@example.test", "Każdy ma 32 znaki"),
        ("people", "09090909090909090909090909090909", "nie ma w systemie"),
        ("review", "2027-11-22", "do sześciu miesięcy"),
        ("review", "kiedyś", "do sześciu miesięcy"),
    ] {
        let mut wish = vec![
            ("matter", "Spór o dostawę"),
            ("ground", "claim"),
            ("reference", "R/1"),
            ("review", "2027-03-01"),
            ("people", id.as_str()),
            ("field", "email"),
        ];
        wish.iter_mut().filter(|(known, _)| *known == name).for_each(|field| field.1 = value);
        let page = officer.post("/retention/holds", &wish).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(words(&page).contains(told), "{name} {value}: {}", page.text);
        assert!(page.text.contains("value=\"email\" checked"));
    }
    assert!(site.store().holds().unwrap().is_empty());
}

#[tokio::test]
async fn a_contract_closes_the_lead_and_gives_no_permission_to_advertise() {
    let site = Site::new();
    let seller = site.seller("pl");
    let id = asking(&site);
    let place = format!("/people/{id}/contract");
    let closed_purpose = seller.post(&place, &[("number", "Z/7")]).await;
    assert!(words(&closed_purpose).contains("Nie zapisano umowy"), "{}", closed_purpose.text);
    assert!(site.store().closed_leads(date(2026, 1, 1)).unwrap().is_empty());

    let mut purposes = site.store().purposes().unwrap();
    purposes.insert(site.purpose("perform_contract"));
    site.store().set_purposes(&purposes).unwrap();
    let done = seller.post(&place, &[("number", "Z/7"), ("informed", "on")]).await;
    assert_eq!(done.location, format!("/people/{id}?done=contract"), "{}", done.text);
    let person = site.store().person(id).unwrap();
    assert_eq!(person.lifecycle, LifecycleGroup::Contracts);
    assert!(person.permissions.iter().all(|permission| permission.ended_at.is_some()));
    let counted = site.store().closed_leads(date(2026, 1, 1)).unwrap();
    let told: Vec<_> =
        counted.iter().map(|(lead, leads)| (lead.outcome, lead.product.as_str(), *leads)).collect();
    assert_eq!(told, [(LeadOutcome::Bought, "komputery", 1)]);
    assert!(words(&seller.get(&format!("/people/{id}")).await).contains("Zawarta umowa"));
}

#[tokio::test]
async fn a_rule_is_shortened_after_its_preview_and_never_made_longer() {
    let site = Site::new();
    let officer = site.officer("pl");
    site.person("Anna", "Lis", "anna@example.test");
    let page = officer.get("/retention").await;
    assert!(page.text.contains("href=\"/retention/rules/requested_offer\""), "{}", page.text);
    let rule = "/retention/rules/requested_offer";
    let preview = officer.get(&format!("{rule}?number=20&unit=days")).await;
    assert!(words(&preview).contains("3 dane (1 osoba)"), "{}", preview.text);
    let longer = officer.get(&format!("{rule}?number=2&unit=months")).await;
    assert!(words(&longer).contains("To nie jest krócej"), "{}", longer.text);
    assert!(words(&officer.get(&format!("{rule}?number=dużo&unit=days")).await).contains("od 1 do 999"));
    let act = officer.get("/retention/rules/tax_documents").await;
    assert!(words(&act).contains("nie można go skrócić"), "{}", act.text);
    let refused = officer.post(rule, &[("number", "40"), ("unit", "days")]).await;
    assert!(words(&refused).contains("To nie jest krócej"), "{}", refused.text);
    let done = officer.post(rule, &[("number", "20"), ("unit", "days")]).await;
    assert_eq!(done.location, format!("{rule}?done=term-shortened"));
    assert!(words(&officer.get("/retention").await).contains("skrócony"));
    officer.post(&format!("{rule}/end"), &[]).await;
    assert!(!words(&officer.get("/retention").await).contains("skrócony"));
}

#[tokio::test]
async fn a_future_day_is_previewed_and_cannot_be_run() {
    let site = Site::new();
    let officer = site.officer("pl");
    site.person("Anna", "Lis", "anna@example.test");
    let today = officer.get("/retention/preview?on=2026-11-22").await;
    assert!(words(&today).contains("Nic nie przekroczyło terminu"), "{}", today.text);
    let later = officer.get("/retention/preview?on=2026-12-20").await;
    assert!(words(&later).contains("3 dane (1 osoba)"), "{}", later.text);
    assert!(!later.text.contains("action=\"/retention/run\""));
}

#[tokio::test]
async fn an_unused_field_is_stopped_with_a_preview_and_taken_back() {
    let site = Site::new();
    let (officer, seller) = (site.officer("pl"), site.seller("pl"));
    site.person("Anna", "Lis", "anna@example.test");
    assert!(words(&officer.get("/retention/unused").await).contains("Nic nie leży bez użycia"));
    let preview = officer.get("/retention/unused/last_name").await;
    assert!(words(&preview).contains("1 dana (1 osoba), dnia 6 grudnia 2026"), "{}", preview.text);
    assert_eq!(seller.post("/retention/unused/last_name", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.get("/retention/unused/shoe_size").await.status, StatusCode::NOT_FOUND);
    let done = officer.post("/retention/unused/last_name", &[]).await;
    assert_eq!(done.location, "/retention/unused?done=unused-stopped");
    let field = site.store().law().catalogue().field("last_name").unwrap().id;
    assert!(site.store().stopped_fields().unwrap().contains(&field));
    assert!(words(&officer.get("/retention/unused").await).contains("usunięcie 6 grudnia 2026"));
    officer.post("/retention/unused/last_name/resume", &[]).await;
    assert!(site.store().stopped_fields().unwrap().is_empty());
    assert!(words(&officer.get("/").await).contains("Nieużywane dane"));
}
