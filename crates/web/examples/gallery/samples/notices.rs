//! Samples of the duty to inform.

use jiff::civil::date;
use zgoda_law::{InformationDuty, NoticeStatus};
use zgoda_rights::inform::Block;
use zgoda_store::DeliveryState;
use zgoda_web::views::frame::Frame;
use zgoda_web::views::notices::{
    BatchPage, BatchRow, LettersPage, NoticeRow, NoticesPage, PreviewPage, SentPage, Stuck, Version, Words,
    WordsPage,
};
use zgoda_web::views::parts::{Chip, Input, Pager, Who};

use super::{TODAY, people};

fn who(number: u64, name: &str) -> Who {
    Who { id: people::id(number), name: Some(name.into()) }
}

fn lists(t: zgoda_text::Text) -> Vec<Chip> {
    let names = [t.notices_overdue(), t.notices_due(), t.notices_told(), t.notices_exempt_list()];
    let chip = |(place, name): (usize, &str)| Chip {
        label: format!("{name} {place}"),
        href: "/notices".into(),
        on: place == 0,
    };
    names.into_iter().enumerate().map(chip).collect()
}

/// The list with people who wait.
pub fn list(frame: Frame) -> NoticesPage {
    let t = frame.t;
    let row = |number, name, day, moving| NoticeRow {
        who: who(number, name),
        source: "KRS, 19 listopada 2026".into(),
        duty: InformationDuty::Article14,
        status: NoticeStatus::Due,
        moving,
        day,
        ends: (day < TODAY).then_some(date(2026, 11, 27)),
        email: number != 2,
        letter: number == 2,
    };
    NoticesPage {
        lists: lists(t),
        open: true,
        told: true,
        rows: vec![
            row(1, "Anna Zielińska", date(2026, 11, 20), None),
            row(2, "Piotr Nowak", date(2026, 12, 12), Some(DeliveryState::Printed)),
        ],
        stuck: vec![Stuck {
            who: who(3, "Jan Żak"),
            no: 7,
            state: DeliveryState::Uncertain,
            at: "2026-11-22T08:00:00Z".parse().unwrap_or_default(),
            code: None,
        }],
        queued: 3,
        hindrances: vec![t.notice_missing_controller_contact().into()],
        pager: Pager { first: 1, last: 2, total: 2, previous: None, next: None },
        review: date(2027, 11, 22),
        frame,
    }
}

/// The list with nobody in it.
pub fn empty(frame: Frame) -> NoticesPage {
    NoticesPage { rows: Vec::new(), stuck: Vec::new(), queued: 0, hindrances: Vec::new(), ..list(frame) }
}

fn blocks(t: zgoda_text::Text) -> Vec<Block> {
    vec![
        Block::Title(t.inform_title_14().into()),
        Block::Text(t.inform_greeting().into()),
        Block::Text(t.inform_opening_14().into()),
        Block::Heading(t.inform_what().into()),
        Block::List(vec!["e-mail".into(), t.field("phone").into()]),
        Block::Apart(t.inform_objection().into()),
    ]
}

/// What one person would read.
pub fn preview(frame: Frame) -> PreviewPage {
    let t = frame.t;
    PreviewPage {
        who: who(1, "Anna Zielińska"),
        lang: t.lang().tag(),
        blocks: blocks(t),
        problems: vec![format!("{}: rabat", t.lint_promotion())],
        email: Some("anna@example.test".into()),
        letter: Some(vec!["Anna Zielińska".into(), "ul. Polna 1".into(), "00-001 Warszawa".into()]),
        moving: true,
        frame,
    }
}

/// What one person has read.
pub fn message(frame: Frame) -> SentPage {
    let t = frame.t;
    SentPage {
        who: who(1, "Anna Zielińska"),
        lang: t.lang().tag().into(),
        blocks: blocks(t),
        hash: "9f".repeat(32),
        state: DeliveryState::Uncertain,
        facts: vec![(t.notice_code(), "250".into())],
        no: 7,
        undecided: true,
        may_return: true,
        frame,
    }
}

/// Our own words.
pub fn words(frame: Frame) -> WordsPage {
    let t = frame.t;
    let input = |value: &str| Input { value: value.into(), problem: None };
    WordsPage {
        contact: input("iod@example.test"),
        rights_url: input("https://example.test/prawa"),
        privacy_url: input(""),
        words: vec![Words {
            lang: "pl",
            name: "Polski",
            opening: input("Mamy rabat."),
            findings: vec![format!("{}: rabat", t.lint_promotion())],
            versions: vec![Version {
                id: 1,
                at: "2026-11-22T08:00:00Z".parse().unwrap_or_default(),
                by: "Marta Wiśniewska".into(),
                hash: "9f".repeat(32),
            }],
            ..Words::default()
        }],
        may_write: true,
        frame,
    }
}

/// How mail is sent.
pub fn mail(frame: Frame) -> zgoda_web::views::settings::MailPage {
    let input = |value: &str| Input { value: value.into(), problem: None };
    zgoda_web::views::settings::MailPage {
        host: Input { value: "smtp example".into(), problem: Some(frame.t.mail_host_wrong().into()) },
        port: input("465"),
        encryption: "tls",
        user: input("dane@example.test"),
        from: input("dane@example.test"),
        sender: input("Etykiety sp. z o.o."),
        address: input("https://crm.example.test"),
        is_set: true,
        frame,
    }
}

fn batch() -> BatchRow {
    BatchRow {
        id: "4".into(),
        recipient: "Drukarnia Pod Wierzbą".into(),
        letters: 312,
        by: "Marta Wiśniewska".into(),
        made: TODAY,
        ends: date(2026, 11, 29),
        over: false,
        posted: None,
        posting: String::new(),
    }
}

/// All letters.
pub fn letters(frame: Frame) -> LettersPage {
    let posted = BatchRow { posted: Some(TODAY), posting: "KN-2026/8".into(), over: true, ..batch() };
    LettersPage { rows: vec![batch(), posted], frame }
}

/// One batch.
pub fn letter_batch(frame: Frame) -> BatchPage {
    let posting =
        Input { value: "600100200".into(), problem: Some(frame.t.informed_proof_wrong_next().into()) };
    BatchPage {
        day: Input { value: TODAY.to_string(), problem: None },
        posting,
        may: true,
        batch: batch(),
        frame,
    }
}
