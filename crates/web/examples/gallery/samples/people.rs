//! Samples: the list of people, one person, why, and the rights.

use jiff::civil::date;
use zgoda_law::{
    Action, Basis, Channel, ConsentState, Ending, InformationDuty, LifecycleGroup, NoticeStatus,
    ObjectionKind, Obligation, Outcome, PackRef, Reason, ReasonCode, Remedy, SourceType, SubjectKind,
};
use zgoda_web::views::deadlines::Duty;
use zgoda_web::views::frame::Frame;
use zgoda_web::views::parts::{Chip, Input, Light, Link, Pager, ReasonCount, Split, Who};
use zgoda_web::views::people::{PeoplePage, PersonRow};
use zgoda_web::views::person::{
    ConsentRow, Content, CorrectPage, Direction, Event, LightRow, NoticeRow, Offer, PersonPage, Reader,
    RequestRow, Value, ValueGroup,
};
use zgoda_web::views::rights::{
    CertificatePage, ErasePage, ExportOfferPage, ExportPage, ExportValue, Going, Staying,
};
use zgoda_web::views::why::{Answer, WhyPage};

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

fn rows(frame: &Frame) -> Vec<PersonRow> {
    let t = frame.t;
    let people: [(&str, &str, LifecycleGroup, Option<(i8, i8)>, &str, (i16, i8, i8), SourceType, &str); 12] = [
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

pub fn list(frame: Frame) -> PeoplePage {
    PeoplePage {
        searched: None,
        note: None,
        lit: None,
        chips: chips(&frame),
        unfiltered: Some("/people".into()),
        split: Some(split()),
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
        unfiltered: None,
        split: None,
        rows: Vec::new(),
        pager: Pager::default(),
        pseudonymous: false,
        frame,
    }
}

fn anna() -> Who {
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
        objections: vec![(ObjectionKind::Marketing, date(2026, 9, 1))],
        notices: vec![NoticeRow {
            no: 2,
            duty: InformationDuty::Article14,
            source: "targi-2026".into(),
            status: NoticeStatus::Due,
            due: date(2026, 12, 12),
            done: None,
            open: true,
        }],
        requests: vec![RequestRow {
            action: Action::Export,
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

fn timeline(t: &zgoda_text::Text) -> Vec<Event> {
    let event = |at, direction, channel, title: String, detail: Option<String>, actor: Option<&str>| Event {
        at: moment(at),
        direction,
        channel,
        title,
        detail,
        actor: actor.map(String::from),
    };
    vec![
        event(
            "2026-11-20T08:12:00Z",
            Direction::Inbound,
            Some(Channel::Email),
            say(t, "Pyta o termin dostawy", "Asks about the delivery date"),
            Some(say(
                t,
                "„Czy zdążą Państwo przed świętami? Potrzebujemy 20 tysięcy etykiet.”",
                "“Can you make it before the holidays? We need 20 thousand labels.”",
            )),
            None,
        ),
        event(
            "2026-11-18T13:40:00Z",
            Direction::Outbound,
            Some(Channel::Email),
            say(t, "Oferta, kontakt 2 z 3", "Offer, contact 2 of 3"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-18T13:39:00Z",
            Direction::System,
            None,
            say(t, "Odczyt: e-mail, oferta", "Read: e-mail, offer"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-04T10:05:00Z",
            Direction::Outbound,
            Some(Channel::Email),
            say(t, "Oferta, kontakt 1 z 3", "Offer, contact 1 of 3"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-03T15:21:00Z",
            Direction::Inbound,
            Some(Channel::CallLive),
            say(t, "Prosi o ofertę na etykiety", "Asks for an offer for labels"),
            Some(say(
                t,
                "Zgodziła się na trzy kontakty w tej sprawie, do końca kwietnia.",
                "Agreed to three contacts about it, until the end of April.",
            )),
            None,
        ),
        event(
            "2026-06-02T09:00:00Z",
            Direction::System,
            None,
            say(t, "Potwierdzone w KRS: stanowisko", "Confirmed in KRS: position"),
            None,
            None,
        ),
        event(
            "2026-03-12T11:32:00Z",
            Direction::Inbound,
            Some(Channel::InPerson),
            say(
                t,
                "Targi Packaging 2026, zostawiła wizytówkę i zgodę na newsletter",
                "Packaging fair 2026, left a card and consent to the newsletter",
            ),
            None,
            None,
        ),
        event(
            "2026-03-12T11:33:00Z",
            Direction::System,
            None,
            say(t, "Zapisano zgodę: newsletter, e-mail", "Consent recorded: newsletter, e-mail"),
            None,
            Some("Marta Wiśniewska"),
        ),
    ]
}

fn values(t: &zgoda_text::Text) -> Vec<ValueGroup> {
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

pub fn why(frame: Frame) -> WhyPage {
    let t = frame.t;
    let pack = || Some(PackRef { id: "channel/PL".into(), version: "2026.1".into() });
    let reasons = [
        Reason {
            code: ReasonCode::BasisMissing,
            step: 7,
            article: "art. 6 ust. 1 RODO".into(),
            remedy: Remedy::AskConsent,
            pack: None,
        },
        Reason {
            code: ReasonCode::ChannelNoConsent,
            step: 11,
            article: "art. 398 ust. 1 PKE".into(),
            remedy: Remedy::WriteLetter,
            pack: pack(),
        },
    ];
    WhyPage {
        who: Some(anna()),
        question: t.why_question_send(t.channel(Channel::CallLive), t.purpose("direct_marketing_own")),
        answer: Answer::from_parts(
            Outcome::Deny,
            &reasons,
            Vec::new(),
            vec!["channel/PL@2026.1".into(), "retention/PL@2026.1".into()],
        ),
        ways: vec![Link::new(t.why_way_letter(), "#"), Link::new(t.why_way_purpose(), "#")],
        at: moment("2026-11-22T09:14:00Z"),
        frame,
    }
}

pub fn why_allowed(frame: Frame) -> WhyPage {
    let t = frame.t;
    let obligations = [
        Obligation::IncludeOptout,
        Obligation::LabelCommercial,
        Obligation::Art14Due { by: moment("2026-12-22T00:00:00Z") },
    ];
    WhyPage {
        who: Some(anna()),
        question: t.why_question_send(t.channel(Channel::Email), t.purpose("newsletter")),
        answer: Answer::from_parts(
            Outcome::Allow,
            &[],
            obligations.iter().map(|duty| t.obligation(duty)).collect(),
            vec!["channel/PL@2026.1".into()],
        ),
        ways: Vec::new(),
        at: moment("2026-11-22T09:14:00Z"),
        frame,
    }
}

pub fn export(frame: Frame) -> ExportPage {
    let t = frame.t;
    let values = values(&t)
        .into_iter()
        .flat_map(|group| group.values.into_iter().map(move |value| (group.field.clone(), value)))
        .filter_map(|(field, value)| match value.content {
            Content::Open(text) => {
                Some(ExportValue { field, value: text, tag: value.tag, ended: value.ended })
            }
            Content::Sealed { .. } => None,
        })
        .collect();
    ExportPage {
        who: anna(),
        controller: "Etykiety Wiśniewska sp. z o.o., ul. Długa 5, 31-147 Kraków".into(),
        officer: Some("iod@example.test".into()),
        at: moment("2026-11-22T09:20:00Z"),
        values,
        recipients: vec!["Serwerownia Południe sp. z o.o.".into()],
        history: timeline(&t).into_iter().map(|event| (event.at, event.title)).collect(),
        fingerprint: "sha256:7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a".into(),
        json: "data:application/json,".into(),
        document: "data:text/html,".into(),
        frame,
    }
}

pub fn offer(frame: Frame) -> ExportOfferPage {
    ExportOfferPage {
        who: anna(),
        fields: vec![("first_name".into(), 1), ("phone".into(), 2)],
        sources: vec!["targi-2026".into(), "stary-crm".into()],
        request: Some((date(2026, 11, 20), date(2026, 12, 20))),
        frame,
    }
}

pub fn correct(frame: Frame) -> CorrectPage {
    CorrectPage {
        who: anna(),
        fact: 4,
        field: "last_name".into(),
        shown: "Zielinska".into(),
        now: Some("Zielinska".into()),
        value: Input { value: "Zielinska".into(), problem: Some(frame.t.correct_same().into()) },
        frame,
    }
}

fn staying(t: &zgoda_text::Text) -> Vec<Staying> {
    vec![
        Staying {
            what: t.erase_keeps_invoices().into(),
            why: t.erase_keeps_invoices_why().into(),
            article: say(t, "art. 17 ust. 3 lit. b RODO", "art. 17(3)(b) GDPR"),
            until: Some(date(2031, 12, 31)),
        },
        Staying {
            what: t.erase_keeps_suppression().into(),
            why: t.erase_keeps_suppression_why().into(),
            article: say(t, "art. 21 ust. 3 RODO", "art. 21(3) GDPR"),
            until: None,
        },
        Staying {
            what: t.erase_keeps_ledger().into(),
            why: t.erase_keeps_ledger_why().into(),
            article: say(t, "art. 5 ust. 2 RODO", "art. 5(2) GDPR"),
            until: None,
        },
    ]
}

pub fn erase(frame: Frame) -> ErasePage {
    let going = |field: &str, values, purposes: &[&str]| Going {
        field: field.into(),
        values,
        purposes: purposes.iter().map(|name| (*name).to_owned()).collect(),
    };
    ErasePage {
        who: anna(),
        going: vec![
            going("full_name", 1, &["newsletter", "send_requested_offer"]),
            going("email", 1, &["newsletter", "send_requested_offer"]),
            going("phone", 2, &["send_requested_offer", "respond_inquiry"]),
            going("position", 1, &["send_requested_offer"]),
            going("company_name", 2, &["send_requested_offer"]),
        ],
        staying: staying(&frame.t),
        told: vec!["Serwerownia Południe sp. z o.o.".into()],
        backup_days: 7,
        whole: true,
        obstacle: None,
        frame,
    }
}

pub fn certificate(frame: Frame) -> CertificatePage {
    CertificatePage {
        subject: id(1),
        controller: "Etykiety Wiśniewska sp. z o.o.".into(),
        at: moment("2026-11-22T09:31:00Z"),
        whole: true,
        values: 7,
        staying: staying(&frame.t),
        entry: 18_402,
        tree: 18_403,
        leaf: "5f2b1c1e0c6f7a4c8f5b9d3e7a1c2b4d6e8f0a1b3c5d7e9f1a2b4c6d8e0f1a3b".into(),
        root: "Q2hlY2twb2ludFJvb3RPZlRoZVNhbXBsZUxlZGdlcjAwMDE=".into(),
        backups_end: date(2026, 11, 29),
        frame,
    }
}
