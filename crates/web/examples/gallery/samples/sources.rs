//! Samples: imports.

use zgoda_law::{Basis, Channel, ReasonCode, SourceType};
use zgoda_web::views::frame::Frame;
use zgoda_web::views::imports::*;
use zgoda_web::views::parts::{Chip, Input, Pager, Progress, Tone};

use super::{moment, notice, say};

fn recognised(frame: &Frame) -> Recognised {
    Recognised {
        name: "targi-packaging-2026.csv".into(),
        bytes: Some(184_320),
        format: say(&frame.t, "CSV, średnik", "CSV, semicolon"),
        encoding: Some("Windows-1250".into()),
        rows: Some(1_204),
    }
}

pub fn file(frame: Frame) -> ImportFilePage {
    ImportFilePage { problem: None, limit: 50_000_000, frame }
}

pub fn source(frame: Frame) -> ImportSourcePage {
    ImportSourcePage {
        id: "17".into(),
        file: recognised(&frame),
        sources: [
            SourceType::Event,
            SourceType::Webinar,
            SourceType::Form,
            SourceType::Call,
            SourceType::Messenger,
            SourceType::Card,
            SourceType::Referral,
            SourceType::Import,
            SourceType::Website,
            SourceType::Broker,
        ]
        .to_vec(),
        chosen: Some(SourceType::Event),
        origin: Input { value: "targi-2026".into(), problem: None },
        collected: Input { value: "2026-11-18".into(), problem: None },
        evidence: Input::default(),
        informed: false,
        purposes: purposes(),
        consent: ConsentForm {
            purposes: vec!["newsletter".into()],
            purpose: "newsletter".into(),
            channels: vec![(Channel::Email, true), (Channel::Sms, false)],
            ..ConsentForm::default()
        },
        problem: None,
        frame,
    }
}

fn purposes() -> Vec<PurposeChoice> {
    let choice = |name: &str, on, bases: &[Basis]| PurposeChoice {
        name: name.into(),
        on,
        bases: bases.to_vec(),
        basis: None,
    };
    vec![
        choice("respond_inquiry", true, &[Basis::Contract, Basis::LegitimateInterest]),
        choice("send_requested_offer", false, &[Basis::Contract]),
        choice("event_run", true, &[Basis::Contract, Basis::LegitimateInterest]),
        choice("newsletter", false, &[Basis::Consent]),
    ]
}

pub fn thread(frame: Frame) -> ImportThreadPage {
    ImportThreadPage {
        id: "19".into(),
        file: Recognised {
            name: "message_1.json".into(),
            bytes: Some(14_200),
            format: "Messenger".into(),
            encoding: None,
            rows: None,
        },
        participants: ["Marta Wiśniewska", "Jan Kowalski"].map(String::from).to_vec(),
        me: "Marta Wiśniewska".into(),
        origin: Input { value: "Messenger".into(), problem: None },
        purposes: purposes(),
        contacts: true,
        informed: false,
        offer: Input { value: "etykiety-2026".into(), problem: None },
        asked: Input { value: "2026-11-12".into(), problem: None },
        not_before: Input::default(),
        channels: vec![(Channel::MessengerDm, true), (Channel::Email, false)],
        problem: None,
        frame,
    }
}

pub fn mapping(frame: Frame) -> ImportMappingPage {
    let column = |header: &str, field: Option<&str>, samples: [&str; 3]| Column {
        header: header.into(),
        field: field.map(String::from),
        guessed: field.is_some(),
        samples: samples.map(String::from).to_vec(),
    };
    ImportMappingPage {
        id: "17".into(),
        file: recognised(&frame),
        columns: vec![
            column("Imię i nazwisko", Some("full_name"), ["Anna Zielińska", "Adam Nowak", "Ewa Kamińska"]),
            column(
                "Adres e-mail",
                Some("email"),
                ["anna.zielinska@example.test", "adam.nowak@example.test", "ewa@example.test"],
            ),
            column("Nr telefonu", Some("phone"), ["512 345 678", "600 100 200", "+48 601 202 303"]),
            column("Firma", Some("company"), ["Młyn Zielińscy", "", "Drukarnia Kozłowski"]),
            column("Rozmiar koszulki", None, ["M", "XL", "S"]),
            column("Zgoda marketingowa", Some("consent"), ["tak", "nie", "tak"]),
        ],
        fields: [
            "full_name",
            "first_name",
            "last_name",
            "email",
            "phone",
            "company",
            "position",
            "city",
            "consent",
            "note",
        ]
        .map(String::from)
        .to_vec(),
        asks_date_order: false,
        problem: None,
        frame,
    }
}

pub fn preview(frame: Frame) -> ImportPreviewPage {
    let t = frame.t;
    let chip = |label: &str, count: u64, on| Chip {
        label: format!("{label} {}", t.count(count)),
        href: "#".into(),
        on,
    };
    let row = |line, verdict, cells: [&str; 3]| PreviewRow {
        line,
        verdict,
        cells: cells.map(String::from).to_vec(),
        remarks: Vec::new(),
    };
    ImportPreviewPage {
        id: "17".into(),
        file: recognised(&frame),
        chips: vec![
            chip(t.row_all(), 1_204, true),
            chip(t.row_new(), 1_098, false),
            chip(t.row_confirmed(), 41, false),
            chip(t.row_suppressed(), 9, false),
            chip(t.row_refused(), 52, false),
        ],
        fields: ["full_name", "email", "phone"].map(String::from).to_vec(),
        rows: vec![
            row(
                2,
                RowVerdict::Confirmed,
                ["Anna Zielińska", "anna.zielinska@example.test", "+48 512 345 678"],
            ),
            row(3, RowVerdict::New, ["Adam Nowak", "adam.nowak@example.test", "+48 600 100 200"]),
            row(4, RowVerdict::Suppressed, ["Jan Sprzeciwski", "jan.s@example.test", ""]),
            row(
                5,
                RowVerdict::Refused(ReasonCode::ConsentInvalid.name()),
                ["Ewa Kamińska", "ewa@example.test", "+48 601 202 303"],
            ),
            row(6, RowVerdict::New, ["Łucja Żak", "lucja.zak@example.test", ""]),
            row(7, RowVerdict::Refused("email_invalid"), ["", "to nie jest adres", ""]),
            row(
                8,
                RowVerdict::Refused(ReasonCode::SpecialCategoryUncleared.name()),
                ["Piotr Lewandowski", "piotr@example.test", ""],
            ),
        ],
        pager: Pager { first: 1, last: 7, total: 1_204, previous: None, next: Some("#".into()) },
        accepted: 1_139,
        refused: 65,
        owed_notice: 212,
        trying: None,
        shown_first: Some(500),
        frame,
    }
}

fn refusals() -> Vec<Refusal> {
    let refusal =
        |code: &str, rows, lines: &[u64]| Refusal { code: code.into(), rows, lines: lines.to_vec() };
    vec![
        refusal(ReasonCode::ConsentInvalid.name(), 44, &[5, 19, 23, 48, 51]),
        refusal(ReasonCode::SpecialCategoryUncleared.name(), 8, &[8, 77]),
        refusal("nothing_usable", 4, &[7, 300, 301, 1_100]),
    ]
}

fn counts(new: u64, confirmed: u64, suppressed: u64, refused: u64) -> ImportCounts {
    ImportCounts { new, confirmed, suppressed, refused, ..ImportCounts::default() }
}

pub fn report(mut frame: Frame) -> ImportReportPage {
    let t = frame.t;
    frame.notice = Some(notice(
        Tone::Allow,
        say(&t, "Import gotowy. Nic więcej nie trzeba robić.", "The import is done. Nothing else is needed."),
        None,
        None,
    ));
    ImportReportPage {
        id: "17".into(),
        file: recognised(&frame),
        state: ImportState::Done,
        progress: Progress { done: 1_204, total: 1_204 },
        counts: ImportCounts { quarantined: 3, discarded: 1_204, ..counts(1_098, 41, 9, 56) },
        refusals: refusals(),
        owed_notice: 212,
        doing: t.import_running(),
        stopped: None,
        retry: None,
        can_undo: true,
        problem: None,
        frame,
    }
}

pub fn running(frame: Frame) -> ImportReportPage {
    ImportReportPage {
        id: "18".into(),
        file: recognised(&frame),
        state: ImportState::Running,
        progress: Progress { done: 780, total: 1_204 },
        counts: counts(711, 30, 5, 34),
        refusals: Vec::new(),
        owed_notice: 0,
        doing: frame.t.import_running(),
        stopped: None,
        retry: None,
        can_undo: false,
        problem: None,
        frame,
    }
}

pub fn list(frame: Frame) -> ImportsPage {
    let row = |id: &str, at, file: &str, source, origin: &str, state, new, confirmed, refused| ImportRow {
        id: id.into(),
        at: moment(at),
        by: "Marta Wiśniewska".into(),
        file: file.into(),
        source: Some(source),
        origin: Some(origin.to_owned()).filter(|origin| !origin.is_empty()),
        state,
        counts: counts(new, confirmed, 0, refused),
    };
    ImportsPage {
        rows: vec![
            row(
                "18",
                "2026-11-22T09:02:00Z",
                "webinar-ksef.xlsx",
                SourceType::Webinar,
                "webinar-ksef",
                ImportState::Running,
                711,
                30,
                34,
            ),
            row(
                "17",
                "2026-11-20T14:10:00Z",
                "targi-packaging-2026.csv",
                SourceType::Event,
                "targi-2026",
                ImportState::Done,
                1_098,
                41,
                56,
            ),
            row(
                "16",
                "2026-11-12T08:30:00Z",
                "messenger-jan.zip",
                SourceType::Messenger,
                "",
                ImportState::Done,
                1,
                0,
                0,
            ),
            row(
                "15",
                "2026-10-02T10:00:00Z",
                "baza-kupiona.csv",
                SourceType::Broker,
                "dostawca-x",
                ImportState::Undone,
                0,
                0,
                5_000,
            ),
            row(
                "14",
                "2026-09-15T12:45:00Z",
                "stary-crm.csv",
                SourceType::Import,
                "stary-crm",
                ImportState::Stopped,
                0,
                0,
                0,
            ),
        ],
        pager: Pager { first: 1, last: 5, total: 5, previous: None, next: None },
        frame,
    }
}
