//! A run through its screens: chosen, planned, approved, looked through, accepted, taken back, repeated; and the order
//! of sources.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use support::{Site, Staff, now, stamp};
use zgoda_connectors::replay::Server;
use zgoda_enrich::SourceSettings;
use zgoda_enrich::runs::Runner;
use zgoda_law::Role;
use zgoda_store::{OrgId, RunId, RunState};
use zgoda_text::{Lang, Text};

const FIRM: &str = "0009000019";

/// A site with a firm, and with the register on this machine switched on.
fn site() -> (Site, Server, OrgId) {
    let (site, server) = (Site::new(), Server::start().unwrap());
    let address = server.base_url().unwrap().to_string();
    SourceSettings::save(site.store(), "krs", true, Some(&address)).unwrap();
    site.store().set("operator.contact", "iod@example.test").unwrap();
    let mut purposes = site.store().purposes().unwrap();
    purposes.insert(site.purpose("enrich_company"));
    site.store().set_purposes(&purposes).unwrap();
    let org = site.store().add_organisation(stamp(), "Fala", Some(FIRM), None).unwrap();
    (site, server, org)
}

/// What the server does behind the scenes.
fn work(site: &Site) {
    let mut runner = Runner::new(1);
    while runner.tick(site.store(), now()).unwrap() {}
}

async fn planned(staff: &Staff<'_>) -> String {
    let page = staff.post("/enrichment/new", &[("by", "all"), ("source", "krs"), ("days", "180")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location.split_once('?').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_run_goes_from_choice_to_plan_to_approval_to_decision_and_back() {
    let (site, server, org) = site();
    let staff = site.seller("pl");
    let empty = staff.get("/enrichment").await;
    assert!(empty.text.contains("Nikogo jeszcze nie pytano"));
    let none = staff.post("/enrichment/new", &[("by", "all")]).await;
    assert!(none.text.contains("Wybierz choć jedno źródło"), "{}", none.text);
    let run = planned(&staff).await;
    let plan = staff.get(&run).await;
    assert!(
        plan.text.contains("czeka na\u{a0}zatwierdzenie") || plan.text.contains("czeka na zatwierdzenie")
    );
    assert!(
        plan.text.contains("1 pytanie") && plan.text.contains("127.0.0.1") && plan.text.contains("bez opłat")
    );
    work(&site);
    assert!(server.requests().is_empty(), "a plan asks nobody");

    let page = staff.post(&format!("{run}/approve"), &[]).await;
    assert_eq!(page.location, format!("{run}?done=enrich-approved"), "{}", page.text);
    assert!(staff.get(&run).await.text.contains("data-live=\"running\""));
    work(&site);
    let done = staff.get(&run).await;
    assert!(done.text.contains("data-live=\"done\"") && done.text.contains("gotowy"));
    let diff = staff.get(&format!("{run}/diff")).await;
    assert!(diff.text.contains("do\u{a0}decyzji") || diff.text.contains("do decyzji"));
    assert!(diff.text.contains("Fala") && diff.text.contains("name=\"p\""));
    assert!(site.store().organisation_facts(org).unwrap().is_empty());

    let wrong = staff.post(&format!("{run}/diff"), &[("do", "nothing")]).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let one = staff.post(&format!("{run}/diff"), &[("do", "reject"), ("p", "1:1"), ("p", "junk")]).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text);
    staff.post(&format!("{run}/diff"), &[("do", "accept-all"), ("kind", "new")]).await;
    work(&site);
    assert!(!site.store().organisation_facts(org).unwrap().is_empty());
    let rejected = staff.get(&format!("{run}/diff?decision=rejected")).await;
    assert!(rejected.text.contains("odrzucone") && rejected.text.contains("value=\"1:1\""));

    assert_eq!(
        staff.post(&format!("{run}/undo"), &[]).await.location,
        run,
        "it is asked whether one is sure"
    );
    let undone = staff.post(&format!("{run}/undo"), &[("sure", "on")]).await;
    assert!(undone.location.contains("done=enrich-undone"), "{}", undone.text);
    work(&site);
    let standing = site.store().organisation_facts(org).unwrap();
    assert!(standing.iter().all(|fact| fact.ended_at.is_some()));
    assert!(staff.get("/enrichment").await.text.contains("cofnięty"));
}

#[tokio::test]
async fn a_run_can_be_paused_resumed_ended_and_repeated() {
    let (site, _server, _) = site();
    let staff = site.seller("en");
    let run = planned(&staff).await;
    staff.post(&format!("{run}/approve"), &[("rule-new", "on")]).await;
    staff.post(&format!("{run}/pause"), &[]).await;
    work(&site);
    assert!(staff.get(&run).await.text.contains("paused"));
    staff.post(&format!("{run}/resume"), &[]).await;
    work(&site);
    assert_eq!(site.store().run(RunId(1)).unwrap().state, RunState::Done);
    let typed = staff.post(&format!("{run}/repeat"), &[("every", "900")]).await;
    assert!(typed.text.contains("Enter 1 to 365 days") && typed.text.contains("value=\"900\""));
    let repeated = staff.post(&format!("{run}/repeat"), &[("every", "30")]).await;
    assert_eq!(repeated.location, "/enrichment/schedules?done=enrich-scheduled");
    assert!(staff.get("/enrichment/schedules").await.text.contains("every 30 days"));
    staff.post("/enrichment/schedules/1/stop", &[]).await;
    assert!(staff.get("/enrichment/schedules").await.text.contains("stopped"));
    let other = planned(&staff).await;
    let ended = staff.post(&format!("{other}/end"), &[]).await;
    assert_eq!(ended.location, "/enrichment?done=enrich-ended");
    assert_eq!(site.store().run(RunId(2)).unwrap().state, RunState::Ended);
}

#[tokio::test]
async fn a_form_that_cannot_be_used_keeps_what_was_typed() {
    let (site, _server, org) = site();
    let staff = site.seller("pl");
    let typed = [("by", "numbers"), ("source", "krs"), ("numbers", "0009000019\nabc"), ("days", "7")];
    let page = staff.post("/enrichment/new", &typed).await;
    assert!(page.text.contains("abc.") && page.text.contains("0009000019\nabc"), "{}", page.text);
    let typed = [("by", "stale"), ("source", "krs"), ("days", "-1")];
    assert!(staff.post("/enrichment/new", &typed).await.text.contains("value=\"-1\""));
    let org = org.to_string();
    let chosen = staff.post("/enrichment/choose", &[("org", &org)]).await;
    assert!(
        chosen.text.contains("1 firma, którą zaznaczono") && chosen.text.contains("value=\"firms\" checked")
    );
    let nobody = staff.post("/enrichment/new", &[("by", "firms"), ("source", "krs")]).await;
    assert!(nobody.text.contains("Nie ma o\u{a0}kogo zapytać"), "{}", nobody.text);
}

#[tokio::test]
async fn only_an_administrator_orders_sources() {
    let (site, _server, _) = site();
    let admin = site.staff(&[Role::Admin], "respond_inquiry", "pl");
    let seller = site.seller("pl");
    assert!(seller.get("/enrichment/ranks").await.text.contains("Kolejność zmienia administrator"));
    let order = [("key", "contact"), ("do", "save"), ("site", "1"), ("person", "2"), ("broker", "3")];
    assert_eq!(seller.post("/enrichment/ranks", &order).await.status, StatusCode::FORBIDDEN);
    assert_eq!(admin.post("/enrichment/ranks", &order).await.status, StatusCode::SEE_OTHER);
    let ranks = site.store().ranks().unwrap();
    let first: Vec<_> = ranks.order("email").iter().map(|class| class.name()).collect();
    assert_eq!(first, ["site", "person", "broker", "register", "records"]);
    admin.post("/enrichment/ranks", &[("key", "website"), ("do", "add")]).await;
    assert!(site.store().ranks().unwrap().fields.contains_key("website"));
    admin.post("/enrichment/ranks", &[("key", "website"), ("do", "drop")]).await;
    assert!(site.store().ranks().unwrap().fields.is_empty());
}

#[tokio::test]
async fn strangers_see_nothing_and_forged_forms_do_nothing() {
    let (site, _server, _) = site();
    let staff = site.seller("pl");
    let run = planned(&staff).await;
    for path in ["/enrichment", "/enrichment/new", "/enrichment/ranks", "/enrichment/schedules", run.as_str()]
    {
        assert_eq!(site.stranger(path).await.location, "/login", "{path}");
    }
    for path in ["approve", "pause", "resume", "end", "again", "undo", "repeat", "diff"] {
        let forged = staff.forge(&format!("{run}/{path}")).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.store().run(RunId(1)).unwrap().state, RunState::Planned);
    site.store().set_purposes(&Default::default()).unwrap();
    let refused = staff.post(&format!("{run}/approve"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn every_fact_that_a_register_gives_has_words_in_both_languages() {
    for field in zgoda_connectors::Field::ALL {
        let [pl, en] = [Lang::Pl, Lang::En].map(|lang| Text::new(lang).field(field.name()));
        assert_ne!(pl, field.name());
        assert!(!en.contains('_'), "{en}");
    }
}
