//! Samples: why, and what is done for a person's rights.

use jiff::civil::date;
use zgoda_law::{Channel, Obligation, Outcome, PackRef, Reason, ReasonCode, Remedy};
use zgoda_web::views::frame::Frame;
use zgoda_web::views::parts::{Input, Link};
use zgoda_web::views::person::{Content, CorrectPage};
use zgoda_web::views::rights::{
    CertificatePage, ErasePage, ExportOfferPage, ExportPage, ExportValue, Going, Staying,
};
use zgoda_web::views::why::{Answer, WhyPage};

use super::moment;
use super::people::{anna, id, values};
use super::timeline::timeline;

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

pub fn staying(t: &zgoda_text::Text) -> Vec<Staying> {
    vec![
        Staying {
            what: t.erase_keeps_invoices().into(),
            why: t.erase_keeps_invoices_why().into(),
            article: t.article("art. 17 ust. 3 lit. b RODO"),
            until: Some(date(2031, 12, 31)),
        },
        Staying {
            what: t.erase_keeps_suppression().into(),
            why: t.erase_keeps_suppression_why().into(),
            article: t.article("art. 21 ust. 3 RODO"),
            until: None,
        },
        Staying {
            what: t.erase_keeps_ledger().into(),
            why: t.erase_keeps_ledger_why().into(),
            article: t.article("art. 5 ust. 2 RODO"),
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
