//! Samples: the list of people and one person.

use jiff::civil::date;
use zgoda_law::{
    Basis, Channel, ConsentState, Ending, InformationDuty, LifecycleGroup, NoticeStatus, ObjectionKind,
    Outcome, ReasonCode, SourceType, SubjectKind,
};
use zgoda_store::DeliveryState;
use zgoda_web::views::deadlines::Duty;
use zgoda_web::views::frame::Frame;
use zgoda_web::views::notices::ToldRow;
use zgoda_web::views::parts::{Chip, Heading, Light, Link, Pager, ReasonCount, Split, Who};
use zgoda_web::views::people::{PeoplePage, PersonRow};
use zgoda_web::views::person::{
    ConsentRow, Content, LightRow, NoticeRow, Offer, PersonPage, Reader, RequestRow, Value, ValueGroup,
};

use super::timeline::timeline;
use super::{moment, say, staff, tag, who};

/// A public id.
pub fn id(number: u64) -> String {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{mixed:016x}{:016x}", mixed.rotate_left(29) ^ 0x5bd1_e995)
}

pub fn light(channel: Channel, outcome: Outcome, reason: Option<ReasonCode>) -> Light {
    Light { channel, purpose: "newsletter".into(), outcome, reason, why: "/why".into() }
}

/// E-mail, telephone, letter: `+` allowed, `?` pending, anything else denied.
pub fn lights(signs: &str) -> Vec<Light> {
    let channels = [Channel::Email, Channel::CallLive, Channel::Post];
    channels
        .into_iter()
        .zip(signs.chars())
        .map(|(channel, sign)| match sign {
            '+' => light(channel, Outcome::Allow, None),
            '?' => light(channel, Outcome::Pending, Some(ReasonCode::ObjectionPending)),
            _ => light(channel, Outcome::Deny, Some(ReasonCode::ChannelNoConsent)),
        })
        .collect()
}

fn chips(frame: &Frame) -> Vec<Chip> {
    let t = frame.t;
    let chip = |label: &str, on| Chip { label: label.into(), href: "/people".into(), on };
    vec![
        chip(t.people_filter_email_allowed(), false),
        chip(t.people_filter_call_allowed(), false),
        chip(t.people_filter_objected(), false),
        chip(t.people_filter_owed(), false),
        chip(t.people_filter_ending(), false),
        chip(t.people_filter_leads(), true),
        chip(t.people_filter_contracts(), false),
    ]
}

pub fn split() -> Split {
    let count = |code, people| ReasonCount { code, people, href: "/people".into() };
    Split {
        channel: Channel::Email,
        allowed: 1_312,
        denied: 388,
        no_address: 12,
        reasons: vec![
            count(ReasonCode::ChannelNoConsent, 261),
            count(ReasonCode::Objected, 82),
            count(ReasonCode::NoticeOverdue, 37),
            count(ReasonCode::ConsentWithdrawn, 8),
        ],
    }
}

/// A person in a few words: name, firm, group, day of the last sign, lights, last day, source and its name.
type Row = (
    &'static str,
    &'static str,
    LifecycleGroup,
    Option<(i8, i8)>,
    &'static str,
    (i16, i8, i8),
    SourceType,
    &'static str,
);

fn rows(frame: &Frame) -> Vec<PersonRow> {
    let t = frame.t;
    let people: [Row; 12] = [
        (
            "Anna Zielińska",
            "Młyn Zielińscy sp. z o.o.",
            LifecycleGroup::Leads,
            Some((11, 20)),
            "+-+",
            (2028, 3, 12),
            SourceType::Event,
            "targi-2026",
        ),
        ("Adam Nowak", "", LifecycleGroup::Leads, Some((11, 14)), "+--", (2026, 12, 9), SourceType::Chat, ""),
        (
            "Jan Kowalski",
            "",
            LifecycleGroup::Leads,
            Some((11, 9)),
            "+--",
            (2027, 4, 30),
            SourceType::Messenger,
            "",
        ),
        (
            "Katarzyna Wójcik-Maciejewska",
            "Przedsiębiorstwo Usługowo-Handlowe Wójcik",
            LifecycleGroup::Contracts,
            Some((10, 30)),
            "+++",
            (2031, 12, 31),
            SourceType::Form,
            "formularz-www",
        ),
        (
            "Piotr Lewandowski",
            "Hydrotech Polska S.A.",
            LifecycleGroup::Leads,
            None,
            "---",
            (2026, 12, 3),
            SourceType::RegistryKrs,
            "",
        ),
        (
            "Ewa Kamińska",
            "",
            LifecycleGroup::Leads,
            Some((9, 2)),
            "---",
            (2027, 9, 2),
            SourceType::Webinar,
            "webinar-ksef",
        ),
        (
            "Tomasz Dąbrowski",
            "Dąbrowski Meble",
            LifecycleGroup::Leads,
            Some((11, 3)),
            "-?+",
            (2027, 11, 3),
            SourceType::Card,
            "targi-2026",
        ),
        (
            "Łucja Żak",
            "",
            LifecycleGroup::Contracts,
            Some((11, 18)),
            "+++",
            (2031, 12, 31),
            SourceType::Import,
            "stary-crm",
        ),
        (
            "Michał Szymański",
            "Szymański i Synowie",
            LifecycleGroup::Leads,
            None,
            "--+",
            (2026, 12, 19),
            SourceType::RegistryCeidg,
            "",
        ),
        (
            "Agnieszka Woźniak",
            "",
            LifecycleGroup::Leads,
            Some((8, 21)),
            "+--",
            (2027, 8, 21),
            SourceType::Form,
            "formularz-www",
        ),
        (
            "Paweł Kozłowski",
            "Drukarnia Kozłowski",
            LifecycleGroup::Leads,
            Some((10, 11)),
            "+-+",
            (2027, 10, 11),
            SourceType::Call,
            "",
        ),
        (
            "Maria Jankowska",
            "",
            LifecycleGroup::Archive,
            Some((2, 1)),
            "---",
            (2029, 12, 31),
            SourceType::Import,
            "stary-crm",
        ),
    ];
    people
        .into_iter()
        .enumerate()
        .map(|(place, (name, firm, group, inbound, signs, until, source, origin))| PersonRow {
            who: who(place as u64 + 1, name),
            firm: (!firm.is_empty()).then(|| firm.to_owned()),
            group: t.group(group).to_owned(),
            last_inbound: inbound.map(|(month, day)| date(2026, month, day)),
            lights: lights(signs),
            until: Some(date(until.0, until.1, until.2)),
            source,
            origin: (!origin.is_empty()).then(|| origin.to_owned()),
        })
        .collect()
}

fn headings(frame: &Frame) -> [Heading; 2] {
    let t = frame.t;
    [("heard", t.people_last_inbound()), ("ends", t.people_until())].map(|(sort, name)| Heading {
        name: name.into(),
        href: Some(format!("/people?sort={sort}")),
        sorted: (sort == "ends").then_some("ascending"),
    })
}

pub fn list(frame: Frame) -> PeoplePage {
    PeoplePage {
        searched: None,
        note: None,
        lit: None,
        chips: chips(&frame),
        export: None,
        unfiltered: Some("/people".into()),
        split: Some(split()),
        headings: headings(&frame),
        rows: rows(&frame),
        pager: Pager {
            first: 1,
            last: 12,
            total: 1_700,
            previous: None,
            next: Some("/people?page=2".into()),
        },
        pseudonymous: false,
        frame,
    }
}

pub fn pseudonyms(mut frame: Frame) -> PeoplePage {
    frame.purpose = "aggregate_stats".into();
    let mut page = list(frame);
    for row in &mut page.rows {
        row.who.name = None;
        row.firm = None;
    }
    page.pseudonymous = true;
    page
}

pub fn nobody(frame: Frame) -> PeoplePage {
    PeoplePage {
        searched: None,
        note: None,
        lit: None,
        chips: Vec::new(),
        export: None,
        unfiltered: None,
        split: None,
        headings: headings(&frame),
        rows: Vec::new(),
        pager: Pager::default(),
        pseudonymous: false,
        frame,
    }
}

pub fn anna() -> Who {
    who(1, "Anna Zielińska")
}

pub fn person(frame: Frame) -> PersonPage {
    let t = frame.t;
    PersonPage {
        who: anna(),
        kind: SubjectKind::OrgContact,
        position: Some(say(&t, "kierowniczka zakupów", "purchasing manager")),
        firm: Some(Link::new("Młyn Zielińscy sp. z o.o.", "/organisations/3")),
        group: LifecycleGroup::Leads,
        states: Vec::new(),
        consents: vec![ConsentRow {
            no: 1,
            purpose: "newsletter".into(),
            channels: vec![Channel::Email],
            state: ConsentState::Given,
            given: date(2026, 3, 12),
            ended: None,
            expires: date(2028, 3, 12),
            wording: Some(say(&t, "Chcę dostawać newsletter e-mailem.", "I want the newsletter by e-mail.")),
            proven: true,
            stands: true,
        }],
        objections: vec![(t.objection(ObjectionKind::Marketing).to_owned(), date(2026, 9, 1))],
        notices: vec![NoticeRow {
            no: 2,
            duty: InformationDuty::Article14,
            source: "targi-2026".into(),
            status: NoticeStatus::Due,
            due: date(2026, 12, 12),
            done: None,
            open: true,
        }],
        told: vec![ToldRow {
            no: 7,
            state: DeliveryState::Sent,
            way: t.channel(zgoda_law::Channel::Email),
            day: date(2026, 11, 12),
            text: Link::new(t.notice_read(), "/message/7"),
        }],
        review: date(2027, 11, 22),
        requests: vec![RequestRow {
            kind: zgoda_store::RequestKind::Access,
            file: "17-4".into(),
            received: date(2026, 11, 20),
            due: date(2026, 12, 20),
            answered: None,
        }],
        offers: vec![Offer {
            subject: say(&t, "Oferta na etykiety, 20 tys. sztuk", "Offer for labels, 20 thousand"),
            used: 2,
            allowed: 3,
            until: date(2027, 4, 30),
        }],
        lights: vec![
            LightRow { purpose: "send_requested_offer".into(), lights: lights("+++") },
            LightRow { purpose: "newsletter".into(), lights: lights("+--") },
            LightRow { purpose: "direct_marketing_own".into(), lights: lights("--+") },
        ],
        duties: staff::duties(&t)
            .into_iter()
            .skip(2)
            .take(1)
            .map(|duty| Duty { person: None, ..duty })
            .collect(),
        timeline: timeline(&t),
        values: values(&t),
        opens: vec!["perform_contract".into()],
        can_reveal: false,
        frame,
    }
}

pub fn values(t: &zgoda_text::Text) -> Vec<ValueGroup> {
    let value = |fact, text: &str, tag| Value {
        fact,
        content: Content::Open(text.into()),
        tag,
        ended: None,
        readers: Vec::new(),
        evidence: None,
    };
    let fair = |purposes: &[&str]| {
        tag(
            SourceType::Event,
            "targi-2026",
            Some(Basis::Consent),
            purposes,
            date(2026, 3, 12),
            date(2028, 3, 12),
        )
    };
    let call = || {
        tag(
            SourceType::Call,
            "",
            Some(Basis::Contract),
            &["send_requested_offer"],
            date(2026, 11, 3),
            date(2027, 4, 30),
        )
    };
    let group = |field: &str, values| ValueGroup { field: field.into(), values };
    let mut email = value(4, "anna.zielinska@example.test", fair(&["newsletter", "send_requested_offer"]));
    email.readers = vec![Reader {
        name: "Marta Wiśniewska".into(),
        at: moment("2026-11-18T13:39:00Z"),
        purpose: "send_requested_offer".into(),
    }];
    email.evidence = Some(say(t, "karta zgody 4", "consent card 4"));
    let mut old_phone = value(
        9,
        &t.phone("+48600100200"),
        tag(
            SourceType::Import,
            "stary-crm",
            Some(Basis::LegitimateInterest),
            &["respond_inquiry"],
            date(2024, 5, 6),
            date(2026, 12, 6),
        ),
    );
    old_phone.ended = None;
    let mut former = value(
        2,
        "Fabryka Opakowań Zielony",
        tag(
            SourceType::Import,
            "stary-crm",
            Some(Basis::LegitimateInterest),
            &["respond_inquiry"],
            date(2024, 5, 6),
            date(2026, 12, 6),
        ),
    );
    former.ended = Some((Ending::Superseded, date(2026, 3, 12)));
    vec![
        group("full_name", vec![value(1, "Anna Zielińska", fair(&["newsletter", "send_requested_offer"]))]),
        group("email", vec![email]),
        group("phone", vec![value(7, &t.phone("+48512345678"), call()), old_phone]),
        group(
            "position",
            vec![value(
                5,
                &say(t, "kierowniczka zakupów", "purchasing manager"),
                tag(
                    SourceType::RegistryKrs,
                    "",
                    Some(Basis::LegitimateInterest),
                    &["send_requested_offer"],
                    date(2026, 6, 2),
                    date(2027, 4, 30),
                ),
            )],
        ),
        group(
            "company_name",
            vec![value(3, "Młyn Zielińscy sp. z o.o.", fair(&["send_requested_offer"])), former],
        ),
        group(
            "nip",
            vec![Value {
                fact: 8,
                content: Content::Sealed { reason: ReasonCode::NotNecessary, why: "/why".into() },
                tag: tag(
                    SourceType::Form,
                    "formularz-www",
                    Some(Basis::LegalObligation),
                    &["accounting_tax"],
                    date(2025, 1, 20),
                    date(2031, 12, 31),
                ),
                ended: None,
                readers: Vec::new(),
                evidence: None,
            }],
        ),
    ]
}
