//! Samples: firms.

use jiff::civil::date;
use zgoda_formats::statement::Figure;
use zgoda_law::SourceType;
use zgoda_store::Layout;
use zgoda_text::Text;
use zgoda_web::views::figures::{Figures, StatementTag, YearRow};
use zgoda_web::views::firm::{Activity, Profile, Said, Size, TieRow};
use zgoda_web::views::frame::Frame;
use zgoda_web::views::organisations::*;
use zgoda_web::views::parts::{Heading, Input, Pager};

use super::{say, who};

pub fn organisations(frame: Frame) -> OrganisationsPage {
    let t = frame.t;
    let row = |id: &str, name: &str, city: &str, number: &str, people, source, confirmed| OrganisationRow {
        id: id.into(),
        name: name.into(),
        city: Some(city.into()),
        region: Some("mazowieckie"),
        activity: Some("10.61.Z".into()),
        age: Some(t.org_age(23_u8)),
        size: Some(t.size_class("small").into()),
        number: Some(number.into()),
        people,
        source: Some(source),
        confirmed: Some(confirmed),
    };
    let heading = |name: &str, sorted| Heading {
        name: t.firm_column(name).into(),
        href: Some(format!("/organisations?sort={name}")),
        sorted,
    };
    OrganisationsPage {
        headings: vec![
            heading("name", Some("ascending")),
            heading("region", None),
            heading("pkd", None),
            heading("age", None),
            heading("size", None),
            heading("confirmed", None),
        ],
        filters: FirmFilters::default(),
        may_run: true,
        held: 4,
        rows: vec![
            row(
                "3",
                "Młyn Zielińscy sp. z o.o.",
                "Radom",
                "KRS 0000123456",
                3,
                SourceType::RegistryKrs,
                date(2026, 6, 2),
            ),
            row(
                "4",
                "Hydrotech Polska S.A.",
                "Gdańsk",
                "KRS 0000234567",
                5,
                SourceType::RegistryKrs,
                date(2026, 11, 21),
            ),
            row(
                "5",
                "Przedsiębiorstwo Usługowo-Handlowe Wójcik spółka komandytowa",
                "Nowy Sącz",
                "KRS 0000345678",
                1,
                SourceType::Import,
                date(2026, 3, 1),
            ),
            row(
                "6",
                "Fundacja Otwarte Okno",
                "Łódź",
                "KRS 0000456789",
                0,
                SourceType::RegistryKrs,
                date(2026, 10, 8),
            ),
        ],
        pager: Pager { first: 1, last: 4, total: 4, previous: None, next: None },
        register_on: true,
        name: Input::default(),
        krs: Input::default(),
        frame,
    }
}

/// A fact of the register.
fn fact(field: &str, value: &str) -> OrganisationFact {
    OrganisationFact {
        field: field.into(),
        value: value.into(),
        source: SourceType::RegistryKrs,
        origin: "KRS 0000123456 2026-06-02".into(),
        path: "odpis.dane.dzial1.danePodmiotu".into(),
        obtained: date(2026, 6, 2),
        confirmed: date(2026, 11, 2),
    }
}

fn profile(t: Text) -> Profile {
    let said = |text: String, field| Some(Said { text, note: None, of: Some(fact(field, "")) });
    let size = Size {
        text: t.size_class("small").into(),
        is_range: false,
        ends: date(2025, 12, 31),
        origin: "e-sprawozdanie 2025".into(),
        since: 2025,
        measured: vec![("2025".into(), t.count(9_400_000_u32), t.count(21_800_000_u32))],
        ceilings: vec![(
            t.size_class("small").into(),
            t.count(33_000_000_u32),
            t.count(66_000_000_u32),
            t.count(50_u8),
        )],
    };
    Profile {
        form: said(t.legal_form("limited-company").into(), "legal_form"),
        voivodeship: said("mazowieckie".into(), "seat_voivodeship"),
        age: said(t.org_age(23_u8), "registration_date"),
        size: Some(size),
    }
}

fn figures(t: Text) -> Figures {
    let year = |year: i16, values: [u32; 2], is_comparison| YearRow {
        name: year.to_string(),
        values: values.iter().map(|value| Some(t.count(*value))).collect(),
        is_comparison,
        of: StatementTag {
            no: 12,
            origin: "e-sprawozdanie 2025".into(),
            period: (date(2025, 1, 1), date(2025, 12, 31)),
            layout: Layout::Small,
            in_thousands: false,
            prepared: Some(date(2026, 3, 20)),
            added: date(2026, 11, 20),
            evidence: "sha256:9f2c4e SFJMAZ (1) 1-2".into(),
        },
    };
    Figures {
        columns: vec![Figure::Revenue, Figure::Assets],
        years: vec![year(2025, [21_800_000, 9_400_000], false), year(2024, [19_100_000, 8_900_000], true)],
        ..Figures::default()
    }
}

fn activity(code: &str, main: bool) -> Activity {
    Activity {
        code: code.into(),
        main,
        name: Some("Wytwarzanie produktów przemiału zbóż"),
        vintage: "PKD 2025",
        is_uncertain: false,
        other: None,
        of: fact("main_activity", code),
    }
}

pub fn organisation(frame: Frame) -> OrganisationPage {
    let t = frame.t;
    let tie = TieRow {
        name: "Elewator Radom S.A.".into(),
        id: Some("9".into()),
        how: t.tie("shareholder").into(),
        of: fact("shareholder", "0000000009 ELEWATOR RADOM S.A."),
    };
    let fact = |field: &str, value: &str| FieldValues {
        field: field.into(),
        values: vec![fact(field, value)],
        contradiction: None,
    };
    let member = |number, name: &str, role: &str, notice_due| Member {
        who: who(number, name),
        role: Some(role.into()),
        notice_due,
    };
    OrganisationPage {
        id: "3".into(),
        name: "Młyn Zielińscy sp. z o.o.".into(),
        profile: profile(t),
        figures: figures(t),
        struck_off: None,
        facts: vec![
            fact("krs", "0000123456"),
            fact("nip", "7960000000"),
            fact("regon", "670000000"),
            fact("address", "ul. Młyńska 4, 26-600 Radom"),
            fact("share_capital", &t.amount(50_000_000_i64)),
            fact("registration_date", &t.date(date(2003, 2, 14))),
        ],
        activities: vec![activity("10.61.Z", true), activity("46.38.Z", false)],
        ties: vec![tie],
        people: vec![
            member(1, "Anna Zielińska", &say(&t, "kierowniczka zakupów", "purchasing manager"), None),
            member(
                21,
                "Stanisław Zieliński",
                &say(&t, "prezes zarządu", "chair of the board"),
                Some(date(2026, 12, 3)),
            ),
        ],
        is_trader: false,
        plan: Some(EnrichPlan {
            register: SourceType::RegistryKrs,
            key: "KRS 0000123456".into(),
            host: "api-krs.ms.gov.pl".into(),
            on: true,
            refused: String::new(),
            persons_refused: String::new(),
            fields: ["name", "address", "legal_form", "share_capital", "main_activity"]
                .map(String::from)
                .to_vec(),
            persons: Some(2),
            notice_by: date(2026, 12, 22),
        }),
        frame,
    }
}
