//! Roles at the doors, authorisations, the log of readings and the alarms of bulk reading.

#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use axum::http::StatusCode;
use jiff::SignedDuration;
use support::{Site, now};
use zgoda_law::{ActorId, Event, Role};
use zgoda_store::BulkKind;

const ROLES: [Role; 8] = [
    Role::Sales,
    Role::Marketing,
    Role::Service,
    Role::Accounting,
    Role::Legal,
    Role::Dpo,
    Role::Admin,
    Role::Inspector,
];

/// A place, and a letter for each role of [`ROLES`] that may look at it.
const PLACES: [(&str, &str); 20] = [
    ("/deadlines", "smvlxai"),
    ("/people", "smvlxi"),
    ("/organisations", "smvclxai"),
    ("/imports", "smvxi"),
    ("/imports/new", "smvx"),
    ("/enrichment", "smxai"),
    ("/requests", "xi"),
    ("/requests/new", "x"),
    ("/notices", "smvxai"),
    ("/retention", "lxai"),
    ("/retention/holds/new", "lxa"),
    ("/registers", "xai"),
    ("/registers/breaches/new", "xa"),
    ("/ledger", "xai"),
    ("/evidence", "xai"),
    ("/access", "xai"),
    ("/access/reads", "xai"),
    ("/settings", "xai"),
    ("/settings/mail", "a"),
    ("/account", "smvclxai"),
];

fn letter(role: Role) -> char {
    match role {
        Role::Sales => 's',
        Role::Marketing => 'm',
        Role::Service => 'v',
        Role::Accounting => 'c',
        Role::Legal => 'l',
        Role::Dpo => 'x',
        Role::Admin => 'a',
        Role::Inspector => 'i',
        Role::System => '-',
    }
}

#[tokio::test]
async fn every_place_opens_to_the_roles_of_the_table_and_to_no_other() {
    let site = Site::new();
    for role in ROLES {
        let staff = site.staff(&[role], "respond_inquiry", "pl");
        for (path, open) in PLACES {
            let page = staff.get(path).await;
            let expected = if open.contains(letter(role)) { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(page.status, expected, "{role} at {path}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn the_inspector_changes_nothing_anywhere() {
    let site = Site::new();
    let person = site.person("Anna", "Kowalska", "anna@example.test");
    let inspector = site.staff(&[Role::Inspector], "inspection", "pl");
    let before = site.store().ledger().size().unwrap();
    for path in [
        "/organisations".to_owned(),
        "/registers/breaches/new".to_owned(),
        "/retention/run".to_owned(),
        "/retention/holds".to_owned(),
        "/evidence".to_owned(),
        "/ledger/verify".to_owned(),
        "/ledger/copy".to_owned(),
        "/settings/users".to_owned(),
        "/access/people/1".to_owned(),
        format!("/people/{person}/erase"),
        format!("/people/{person}/object"),
        format!("/people/{person}/export"),
    ] {
        let page = inspector.post(&path, &[("role", "admin")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text.contains("nie jest dla Twojej roli"), "{path}: {}", page.text);
    }
    assert_eq!(site.store().ledger().size().unwrap(), before);
    let page = inspector.get(&format!("/people/{person}")).await;
    assert!(page.text.contains("Kowalska"), "reads for the purpose of the inspection: {}", page.text);
    assert!(!page.text.contains(&format!("/people/{person}/erase")));
}

#[tokio::test]
async fn whoever_has_no_desk_begins_where_their_work_is() {
    let site = Site::new();
    let accountant = site.staff(&[Role::Accounting], "respond_inquiry", "pl");
    assert_eq!(accountant.get("/").await.location, "/organisations");
    let page = accountant.get("/organisations").await;
    for closed in ["href=\"/people\"", "href=\"/imports\"", "href=\"/registers\"", "href=\"/access\""] {
        assert!(!page.text.contains(closed), "{closed}");
    }
}

#[tokio::test]
async fn the_matrix_stands_on_one_page_in_both_languages() {
    let site = Site::new();
    for (lang, words) in [
        ("pl", ["Kto co może", "kontrolujący", "Obowiązek informacyjny", "prawa osoby", "dane kontaktowe"]),
        (
            "en",
            [
                "Who may do what",
                "inspector (read only)",
                "Duty to inform",
                "rights of a person",
                "contact data",
            ],
        ),
    ] {
        let page = site.officer(lang).get("/access").await;
        for word in words {
            assert!(page.text.contains(word), "{word}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn an_authorisation_is_given_accepted_and_taken_back_and_the_session_ends_at_once() {
    let site = Site::new();
    let boss = site.staff(&[Role::Admin], "security_logs", "pl");
    let staff = site.staff(&[Role::Accounting], "respond_inquiry", "pl");
    let id = site.store().accounts().unwrap().last().unwrap().id.0;
    let path = format!("/access/people/{id}");
    assert_eq!(staff.get("/people").await.status, StatusCode::FORBIDDEN);

    let form = |role: &'static str, from: &'static str, to: &'static str, word: &'static str| {
        [("role", role), ("from", from), ("to", to), ("word", word)]
    };
    for (form, why) in [
        (form("sales", "2026-11-22", "", ""), "Napisz, po co"),
        (form("sales", "2026-11-21", "", "zastępstwo"), "dziś albo dzień późniejszy"),
        (form("sales", "2026-11-22", "2026-11-21", "zastępstwo"), "Wybierz ostatni dzień"),
        (form("inspector", "2026-11-22", "", "kontrola"), "Wybierz ostatni dzień"),
    ] {
        let page = boss.post(&path, &form).await;
        assert!(page.text.contains(why), "{why}: {}", page.text);
    }
    let narrowed =
        [("role", "sales"), ("from", "2026-11-22"), ("word", "zastępstwo"), ("purpose", "newsletter")];
    assert!(boss.post(&path, &narrowed).await.text.contains("nie należy do tej roli"));

    let given = boss.post(&path, &form("sales", "2026-11-22", "2026-11-30", "zastępstwo")).await;
    assert_eq!(given.location, format!("{path}?done=access-given"), "{}", given.text);
    let page = boss.get(&path).await;
    for word in ["zastępstwo", "jeszcze nieprzyjęte", "sprzedaż", "Marta Wiśniewska"] {
        assert!(page.text.contains(word), "{word}: {}", page.text);
    }
    assert_eq!(staff.get("/people").await.status, StatusCode::OK, "it holds at once");
    let grant = site.store().authorisations().unwrap().pop().unwrap();
    assert!(staff.get("/account").await.text.contains("Przyjmuję"));
    let accept = format!("/account/authorisations/{}/accept", grant.id);
    assert_eq!(boss.post(&accept, &[]).await.status, StatusCode::NOT_FOUND, "it is not theirs");
    assert_eq!(staff.post(&accept, &[]).await.location, "/account?done=access-accepted");
    let pdf = boss.get(&format!("/access/authorisations/{}/pdf", grant.id)).await;
    assert_eq!((pdf.status, pdf.kind.as_str()), (StatusCode::OK, "application/pdf"));

    let end = format!("/access/authorisations/{}/end", grant.id);
    assert_eq!(boss.post(&end, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a word is needed");
    assert_eq!(boss.post(&end, &[("word", "koniec")]).await.location, format!("{path}?done=access-ended"));
    assert_eq!(staff.get("/organisations").await.location, "/login", "the session ended with it");
    let page = boss.get(&path).await;
    assert!(page.text.contains("koniec") && page.text.contains("Zakończone"), "{}", page.text);
    let entries = site.store().ledger().entries(0, site.store().ledger().size().unwrap()).unwrap();
    let told = entries.iter().filter(|entry| entry.event == Event::AuthorisationChanged);
    assert_eq!(told.filter(|entry| entry.detail.contains(&format!("authorisation {}", grant.id))).count(), 3);
}

#[tokio::test]
async fn nobody_authorises_themselves_and_the_last_administrator_stays() {
    let site = Site::new();
    let boss = site.staff(&[Role::Admin, Role::Dpo], "security_logs", "pl");
    let own = site.store().accounts().unwrap().pop().unwrap();
    let form = [("role", "legal"), ("from", "2026-11-22"), ("word", "sam sobie")];
    let path = format!("/access/people/{}", own.id.0);
    assert_eq!(boss.post(&path, &form).await.status, StatusCode::FORBIDDEN);
    assert!(boss.get(&path).await.text.contains("To Twoje konto"));
    let admin = own.authorisations.iter().find(|one| one.role == Role::Admin).unwrap();
    let end = format!("/access/authorisations/{}/end", admin.id);
    let page = boss.post(&end, &[("word", "odejście")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("ostatni administrator"), "{}", page.text);
    // The officer's role of the same person can go.
    let officer = own.authorisations.iter().find(|one| one.role == Role::Dpo).unwrap();
    let end = format!("/access/authorisations/{}/end", officer.id);
    assert_eq!(
        boss.post(&end, &[("word", "nowy inspektor")]).await.location,
        format!("{path}?done=access-ended")
    );
    let boss = boss.again();
    assert_eq!(boss.get("/requests").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_seller_who_opens_two_hundred_people_in_an_hour_raises_exactly_one_alarm() {
    let site = Site::new();
    let seller = site.staff(&[Role::Sales], "respond_inquiry", "pl");
    let id = site.store().accounts().unwrap().pop().unwrap().id;
    let people: Vec<_> =
        (0..200).map(|n| site.person("Anna", &format!("Nowak{n}"), &format!("a{n}@example.test"))).collect();
    for person in &people {
        assert_eq!(seller.get(&format!("/people/{person}")).await.status, StatusCode::OK);
    }
    let officer = site.officer("pl");
    assert!(!officer.get("/deadlines").await.text.contains("masowy odczyt"), "looking raises nothing");
    for _ in 0..3 {
        site.app.watch.follow(site.store(), now()).unwrap();
        assert!(officer.get("/deadlines").await.text.contains("Wyjaśnij masowy odczyt"));
    }
    let alarms = site.store().alarms().unwrap();
    assert_eq!(alarms.len(), 1, "{alarms:?}");
    let alarm = &alarms[0];
    assert_eq!((alarm.account, alarm.kind, alarm.people, alarm.allowed), (id, BulkKind::OpenedHour, 61, 60));
    // Counted anew after a restart, out of the ledger, it is the same alarm.
    zgoda_rights::watch::Watch::default().follow(site.store(), now()).unwrap();
    site.store().set("watch.counted", "0").unwrap();
    zgoda_rights::watch::Watch::default().follow(site.store(), now()).unwrap();
    assert_eq!(site.store().alarms().unwrap().len(), 1);

    let path = format!("/access/alarms/{}/{}", alarm.seq, alarm.kind.name());
    assert!(!seller.get("/deadlines").await.text.contains("Wyjaśnij masowy odczyt"));
    assert_eq!(seller.post(&path, &[("word", "nic takiego")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.post(&path, &[("word", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let word = [("word", "Porządkowanie bazy, zlecone 20 listopada.")];
    assert_eq!(officer.post(&path, &word).await.location, "/access/alarms?done=alarm-answered");
    assert_eq!(officer.post(&path, &word).await.status, StatusCode::NOT_FOUND, "it was answered");
    assert!(officer.get("/access/alarms").await.text.contains("Porządkowanie bazy"));
    assert!(!officer.get("/deadlines").await.text.contains("Wyjaśnij masowy odczyt"));

    let page = officer.get(&format!("/access/reads?staff={}&day=2026-11-22", id.0)).await;
    assert!(page.text.contains("otwarcie osoby") && page.text.contains("Starsze odczyty"), "{}", page.text);
    assert!(!page.text.contains("Nowak"), "no value is opened");
    let page = officer.get(&format!("/access/reads?person={}", people[7])).await;
    assert_eq!(page.text.matches("otwarcie osoby").count(), 1, "{}", page.text);
    assert!(officer.get("/access/reads?day=2026-11-20").await.text.contains("Nic nie znaleziono"));
    assert!(officer.get("/access/reads?person=x").await.text.contains("nie da się odczytać"));
    assert_eq!(site.stranger("/access/reads").await.location, "/login");
}

#[tokio::test]
async fn lists_count_apart_and_limits_are_changed_by_those_who_decide() {
    let site = Site::new();
    let seller = site.staff(&[Role::Sales], "respond_inquiry", "en");
    for n in 0..12 {
        site.person("Anna", &format!("Nowak{n}"), &format!("a{n}@example.test"));
    }
    let officer = site.officer("en");
    let tight = [("opened_hour", "60"), ("opened_day", "250"), ("listed_day", "10"), ("exported_day", "5")];
    assert_eq!(seller.post("/access/alarms/limits/sales", &tight).await.status, StatusCode::FORBIDDEN);
    let wrong = [("opened_hour", "x"), ("opened_day", "250"), ("listed_day", "10"), ("exported_day", "5")];
    let page = officer.post("/access/alarms/limits/sales", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = officer.post("/access/alarms/limits/sales", &tight).await;
    assert_eq!(page.location, "/access/alarms?done=alarm-limits", "{}", page.text);
    for _ in 0..5 {
        assert_eq!(seller.get("/people").await.status, StatusCode::OK);
    }
    site.app.watch.follow(site.store(), now()).unwrap();
    let page = officer.get("/access/alarms").await;
    assert!(page.text.contains("11 people seen in lists within a day"), "{}", page.text);
    assert_eq!(site.store().alarms().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_an_alarm_is_about_does_not_answer_it_while_somebody_else_can() {
    let site = Site::new();
    let officer = site.officer("pl");
    let own = site.store().accounts().unwrap().pop().unwrap().id;
    let alarm = |seq| zgoda_store::BulkAlarm {
        seq,
        kind: BulkKind::OpenedDay,
        account: own,
        raised_at: now() - SignedDuration::from_hours(1),
        people: 201,
        allowed: 200,
        answered: None,
        word: String::new(),
    };
    let by = zgoda_store::Stamp { actor: ActorId::SYSTEM, at: now() };
    site.store().raise_alarm(by, &alarm(1)).unwrap();
    site.store().raise_alarm(by, &alarm(1)).unwrap();
    assert_eq!(site.store().alarms().unwrap().len(), 1);
    let word = [("word", "przegląd kwartalny")];
    let done = officer.post("/access/alarms/1/opened_day", &word).await;
    assert_eq!(done.location, "/access/alarms?done=alarm-answered", "nobody else is there");
    site.store().raise_alarm(by, &alarm(2)).unwrap();
    let boss = site.staff(&[Role::Admin], "security_logs", "pl");
    let page = officer.post("/access/alarms/2/opened_day", &word).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("dotyczy Ciebie"), "{}", page.text);
    assert_eq!(
        boss.post("/access/alarms/2/opened_day", &word).await.location,
        "/access/alarms?done=alarm-answered"
    );
}
