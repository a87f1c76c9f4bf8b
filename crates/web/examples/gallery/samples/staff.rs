//! Samples: the doors, the dashboard, deadlines, retention, the ledger, settings and components.

use jiff::ToSpan;
use jiff::civil::date;
use zgoda_law::calendar::{end_of_day, start_of_day};
use zgoda_law::{Basis, Event, Role, SourceType};
use zgoda_rights::deadlines::Lane;
use zgoda_text::Text;
use zgoda_web::views::account::*;
use zgoda_web::views::chart::Bars;
use zgoda_web::views::components::ComponentsPage;
use zgoda_web::views::dashboard::{DashboardPage, NextContact};
use zgoda_web::views::deadlines::{Board, DeadlinesPage, Duty};
use zgoda_web::views::frame::{Door, Frame};
use zgoda_web::views::ledger::{Checkpoint, EntryRow, LedgerPage, Verification};
use zgoda_web::views::message::MessagePage;
use zgoda_web::views::parts::{Chip, Input, Link, Pager, Stat};
use zgoda_web::views::retention::{Day, DueRow, Month, Preview, RetentionPage, RuleRow, RunRow};
use zgoda_web::views::settings::{Assessed, PackRow, PurposeRow, SettingsPage, UserForm, UserRow};

use super::{TODAY, moment, people, say, tag, who};

pub fn login(door: Door) -> LoginPage {
    LoginPage { email: Input::default(), password: Input::default(), door }
}

pub fn login_failed(door: Door) -> LoginPage {
    let problem = Some(door.t.login_failed().to_owned());
    LoginPage {
        email: Input { value: "marta@example.test".into(), problem: None },
        password: Input { value: String::new(), problem },
        door,
    }
}

pub fn totp(door: Door) -> TotpPage {
    TotpPage { code: Input::default(), door }
}

pub fn enrol(door: Door) -> EnrolPage {
    EnrolPage {
        qr: "/account/totp/qr.svg".into(),
        secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".into(),
        code: Input::default(),
        door,
    }
}

pub fn setup(door: Door) -> SetupPage {
    SetupPage {
        code: Input::default(),
        controller: Input::default(),
        controller_address: Input::default(),
        officer: Input::default(),
        officer_email: Input::default(),
        leads: vec![LeadUse::Inquiries, LeadUse::Offers],
        admin_name: Input::default(),
        admin_email: Input::default(),
        admin_password: Input::default(),
        door,
    }
}

pub fn message(door: Door) -> MessagePage {
    let t = door.t;
    MessagePage {
        happened: t.message_unexpected().into(),
        safe: t.message_unexpected_safe().into(),
        next: t.message_unexpected_next().into(),
        action: Link::new(t.message_try_again(), "/"),
        reference: Some("7f3a-91c2".into()),
        door,
    }
}

pub fn duties(t: &Text) -> Vec<Duty> {
    let duty = |title: &str, person, article: String, due, consequence: &str, action: &str| Duty {
        title: title.into(),
        person,
        article,
        due,
        lane: Lane::of(end_of_day(due), start_of_day(TODAY)),
        count: 1,
        consequence: consequence.into(),
        action: Link::new(action, "#"),
    };
    let gdpr = |article: &str| t.article(&format!("art. {article} RODO"));
    vec![
        duty(
            t.duty_notice(),
            Some(who(5, "Piotr Lewandowski")),
            gdpr("14"),
            date(2026, 11, 19),
            t.duty_notice_overdue(),
            t.duty_notice_do(),
        ),
        duty(
            t.duty_request(),
            Some(who(12, "Maria Jankowska")),
            gdpr("12"),
            date(2026, 11, 20),
            t.duty_request_consequence(),
            t.duty_request_do(),
        ),
        duty(
            t.duty_objection(),
            Some(who(7, "Tomasz Dąbrowski")),
            gdpr("21"),
            TODAY,
            t.duty_objection_consequence(),
            t.duty_request_do(),
        ),
        duty(
            t.duty_notice(),
            Some(who(9, "Michał Szymański")),
            gdpr("14"),
            date(2026, 11, 25),
            t.duty_notice_consequence(),
            t.duty_notice_do(),
        ),
        duty(
            &t.duty_expiry(37),
            None,
            gdpr("5"),
            date(2026, 11, 28),
            t.duty_expiry_consequence(),
            t.duty_expiry_do(),
        ),
        duty(
            t.duty_review(),
            None,
            gdpr("6"),
            date(2026, 12, 15),
            t.duty_review_consequence(),
            t.duty_request_do(),
        ),
        duty(
            t.duty_notice(),
            Some(who(21, "Stanisław Zieliński")),
            gdpr("14"),
            date(2026, 12, 3),
            t.duty_notice_consequence(),
            t.duty_notice_do(),
        ),
    ]
}

pub fn stats(t: &Text) -> Vec<Stat> {
    let stat = |value: String, label: &str, hint: Option<String>| Stat { value, label: label.into(), hint };
    vec![
        stat(t.count(1_700), t.dashboard_stat_people(), None),
        stat(t.count(1_312), t.dashboard_stat_mailable(), Some(t.percent(77))),
        stat(t.count(5), t.dashboard_stat_due(), Some(t.nav_overdue(2))),
        stat(t.count(37), t.dashboard_stat_ending(), None),
    ]
}

pub fn dashboard(frame: Frame) -> DashboardPage {
    let t = frame.t;
    let next = |number, name: &str, firm: &str, because: String, signs: &str| NextContact {
        who: who(number, name),
        firm: (!firm.is_empty()).then(|| firm.to_owned()),
        because,
        lights: people::lights(signs),
    };
    DashboardPage {
        stats: stats(&t),
        duties: Board::new(duties(&t)).first(4).into_iter().cloned().collect(),
        next: vec![
            next(
                1,
                "Anna Zielińska",
                "Młyn Zielińscy",
                say(&t, "pyta o termin dostawy, 2 z 3 kontaktów", "asks about delivery, 2 of 3 contacts"),
                "+++",
            ),
            next(
                2,
                "Adam Nowak",
                "",
                say(&t, "prosił o ofertę na czacie", "asked for an offer in the chat"),
                "+--",
            ),
            next(
                3,
                "Jan Kowalski",
                "",
                say(&t, "umówiony na dziś, oferta z Messengera", "agreed for today, offer from Messenger"),
                "+--",
            ),
            next(11, "Paweł Kozłowski", "Drukarnia Kozłowski", say(&t, "oddzwonić", "call back"), "+-+"),
        ],
        sources: bars(&t),
        first_step: None,
        frame,
    }
}

pub fn dashboard_empty(frame: Frame) -> DashboardPage {
    let t = frame.t;
    let mut frame = frame;
    frame.overdue = 0;
    DashboardPage {
        stats: Vec::new(),
        duties: Vec::new(),
        next: Vec::new(),
        sources: Bars::new([]),
        first_step: Some(Link::new(t.dashboard_sample_import(), "/imports/new")),
        frame,
    }
}

fn bars(t: &Text) -> Bars {
    let sources = [
        (SourceType::Event, 41),
        (SourceType::Form, 18),
        (SourceType::Webinar, 12),
        (SourceType::RegistryKrs, 4),
        (SourceType::Messenger, 1),
    ];
    Bars::new(sources.map(|(source, people)| (t.source(source).to_owned(), people)))
}

pub fn deadlines(frame: Frame) -> DeadlinesPage {
    DeadlinesPage { board: Board::new(duties(&frame.t)), frame }
}

fn entries(t: &Text) -> Vec<EntryRow> {
    let events = [
        (Event::Read, "send_requested_offer"),
        (Event::Contacted, "send_requested_offer"),
        (Event::Collected, "respond_inquiry"),
        (Event::Imported, ""),
        (Event::Erased, ""),
        (Event::Exported, "subject_rights"),
        (Event::NoticeDelivered, "direct_marketing_own"),
    ];
    let entry = |(place, (event, purpose)): (usize, (Event, &str))| {
        let key = format!("happened-{}", event.name().replace('_', "-"));
        let imported = event == Event::Imported;
        EntryRow {
            number: 18_402 - place as u64,
            at: moment("2026-11-22T09:14:00Z") - jiff::SignedDuration::from_mins(17 * place as i64),
            actor: (!imported).then(|| "Marta Wiśniewska".to_owned()),
            what: t.find(&key).unwrap_or_default().to_owned(),
            detail: if imported { "import 17: 1098 new, 56 refused".into() } else { String::new() },
            purpose: (!purpose.is_empty()).then(|| purpose.to_owned()),
            subject: (!imported).then(|| people::id(place as u64 + 1)),
            hash: people::id(place as u64 + 900).repeat(2),
            provable: place > 2,
        }
    };
    events.into_iter().enumerate().map(entry).collect()
}

pub fn ledger(frame: Frame) -> LedgerPage {
    LedgerPage {
        checkpoint: Some(Checkpoint {
            size: 18_403,
            root: "Q2hlY2twb2ludFJvb3RPZlRoZVNhbXBsZUxlZGdlcjAwMDE=".into(),
            origin: "zgoda.example.test/ledger".into(),
            key: "zgoda.example.test/ledger+3f1a7c02+AZx1Jm8vQ0mTn5".into(),
            at: moment("2026-11-22T09:15:00Z"),
            note: "zgoda.example.test/ledger\n18403\nQ2hlY2twb2ludFJvb3RPZlRoZVNhbXBsZUxlZGdlcjAwMDE=\n"
                .into(),
        }),
        verification: Verification::Sound { entries: 18_403, at: moment("2026-11-22T09:15:00Z") },
        rows: entries(&frame.t),
        may_copy: true,
        pager: Pager { first: 1, last: 7, total: 18_403, previous: None, next: Some("#".into()) },
        frame,
    }
}

pub fn ledger_broken(frame: Frame) -> LedgerPage {
    LedgerPage {
        verification: Verification::Broken { entry: 17_221, at: moment("2026-11-22T09:15:00Z") },
        ..ledger(frame)
    }
}

pub fn retention(frame: Frame, with_preview: bool) -> RetentionPage {
    let t = frame.t;
    let months = [
        (2026, 12, 37),
        (2027, 1, 212),
        (2027, 2, 88),
        (2027, 3, 640),
        (2027, 4, 310),
        (2027, 5, 0),
        (2027, 6, 122),
        (2027, 7, 45),
        (2027, 8, 61),
        (2027, 9, 400),
        (2027, 10, 9),
        (2027, 11, 250),
    ];
    let rule = |purpose: &str, begins: String, term: String, article: &str, held, due| RuleRow {
        rule: purpose.into(),
        own: (purpose == "send_requested_offer").then_some(true),
        purpose: purpose.into(),
        begins,
        term,
        article: article.into(),
        held,
        due,
    };
    let row = |number, name: &str, fields: &[&str], last| DueRow {
        who: who(number, name),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        last,
    };
    RetentionPage {
        months: months
            .map(|(year, month, values)| Month { first: date(year, month, 1), values, href: "#".into() })
            .to_vec(),
        days: (0..56)
            .map(|number| Day {
                day: date(2026, 12, 1).saturating_add(number.days()),
                values: 0,
                heat: (number % 4) as u8,
            })
            .collect(),
        runs: vec![RunRow {
            by: String::new(),
            at: moment("2026-11-22T03:00:05Z"),
            values: 31,
            people: 9,
            ended: 4,
            held_back: 1,
            complete: true,
        }],
        rules: vec![
            rule(
                "send_requested_offer",
                say(&t, "ostatni kontakt osoby", "the person’s last contact"),
                say(&t, "3 miesiące", "3 months"),
                "B7 9",
                2_104,
                18,
            ),
            rule(
                "newsletter",
                say(&t, "cofnięcie zgody", "withdrawal of consent"),
                say(&t, "od razu", "at once"),
                t.article("art. 7 ust. 3 RODO").as_str(),
                4_890,
                0,
            ),
            rule(
                "event_run",
                say(&t, "dzień wydarzenia", "day of the event"),
                say(&t, "3 miesiące", "3 months"),
                "B7 15",
                1_877,
                19,
            ),
            rule(
                "accounting_tax",
                say(&t, "koniec roku płatności", "end of the year of payment"),
                say(&t, "5 lat", "5 years"),
                say(&t, "art. 70 § 1 Ordynacji podatkowej", "art. 70 § 1 Tax Ordinance").as_str(),
                3_609,
                0,
            ),
        ],
        preview: with_preview.then(|| Preview {
            values: 37,
            people: 14,
            gone: 6,
            dropped: 3,
            held_back: 2,
            on: frame.today,
            rows: vec![
                row(30, "Robert Mazur", &["email", "last_name"], true),
                row(31, "Halina Krawczyk", &["phone"], false),
                row(32, "Grzegorz Piątek", &["note"], false),
            ],
        }),
        running: None,
        due: 37,
        may_run: true,
        frame,
    }
}

pub fn settings(frame: Frame) -> SettingsPage {
    let t = frame.t;
    let user = |name: &str, email: &str, role: &str, second_factor, until| UserRow {
        id: 1,
        disabled: None,
        can_disable: name.starts_with('K'),
        name: name.into(),
        email: email.into(),
        role: role.into(),
        second_factor,
        trained_until: until,
    };
    let pack = |id: &str, version: &str, to| PackRow {
        id: id.into(),
        version: version.into(),
        valid_from: date(2024, 11, 10),
        valid_to: to,
    };
    SettingsPage {
        controller: "Etykiety Wiśniewska sp. z o.o., ul. Długa 5, 31-147 Kraków".into(),
        officer: Some("Ewa Strażnik, iod@example.test".into()),
        users: vec![
            user(
                "Marta Wiśniewska",
                "marta@example.test",
                t.role(Role::Admin),
                true,
                Some(date(2027, 6, 30)),
            ),
            user("Ewa Strażnik", "iod@example.test", t.role(Role::Dpo), true, Some(date(2027, 2, 28))),
            user("Kuba Nowicki", "kuba@example.test", t.role(Role::Sales), false, None),
        ],
        packs: vec![
            pack("channel/PL", "2026.1", None),
            pack("retention/PL", "2026.1", None),
            pack("channel/DE", "2026.1", None),
            pack("channel/FR", "2026.1", Some(date(2026, 8, 10))),
        ],
        purposes: vec![
            PurposeRow {
                name: "respond_inquiry".into(),
                bases: vec![Basis::Contract, Basis::LegitimateInterest],
                term: say(&t, "12 miesięcy, ostatni kontakt osoby", "12 months, the person’s last contact"),
                balancing: Assessed::Until(date(2027, 9, 1)),
                impact: Assessed::NotNeeded,
            },
            PurposeRow {
                name: "direct_marketing_own".into(),
                bases: vec![Basis::Consent, Basis::LegitimateInterest],
                term: say(&t, "24 miesiące, ostatni kontakt osoby", "24 months, the person’s last contact"),
                balancing: Assessed::Missing,
                impact: Assessed::Over(date(2026, 10, 1)),
            },
        ],
        key_versions: "1, 2".into(),
        is_admin: true,
        may_assess: true,
        user: UserForm {
            roles: vec![("sales", t.role(Role::Sales), true), ("dpo", t.role(Role::Dpo), false)],
            ..UserForm::default()
        },
        ledger_key: "zgoda.example.test/ledger+3f1a7c02+AZx1Jm8vQ0mTn5".into(),
        database: "SQLite".into(),
        version: "0.1.0".into(),
        frame,
    }
}

pub fn components(frame: Frame) -> ComponentsPage {
    let t = frame.t;
    let sample = |until| {
        tag(SourceType::Form, "targi-2026", Some(Basis::Consent), &["newsletter"], date(2026, 3, 12), until)
    };
    ComponentsPage {
        tags: vec![sample(date(2028, 3, 12)), sample(date(2026, 12, 1)), sample(date(2026, 11, 1))],
        duties: duties(&t).into_iter().take(4).collect(),
        split: people::split(),
        chips: vec![
            Chip { label: t.people_filter_leads().into(), href: "#".into(), on: true },
            Chip { label: t.people_filter_objected().into(), href: "#".into(), on: false },
        ],
        bars: bars(&t),
        stats: stats(&t),
        pager: Pager {
            first: 51,
            last: 100,
            total: 1_700,
            previous: Some("#".into()),
            next: Some("#".into()),
        },
        frame,
    }
}
