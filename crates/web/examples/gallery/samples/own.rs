//! Samples: the page of the person whose data are held.

use jiff::civil::date;
use zgoda_law::{Basis, Channel, Ending, SourceType};
use zgoda_store::RequestKind;
use zgoda_web::views::frame::Door;
use zgoda_web::views::moje_dane::{
    AskPage, CodePage, Holder, MinePage, OwnConsent, OwnCopyPage, OwnCorrectPage, OwnErasePage,
    OwnErasedPage, OwnPurpose, OwnRequest, OwnValue, Sends,
};
use zgoda_web::views::parts::{Input, Tag};
use zgoda_web::views::rights::{ExportValue, Going};

use super::rights::staying;
use super::{TODAY, tag};

fn holder() -> Holder {
    Holder {
        controller: "Etykiety Wiśniewska sp. z o.o., ul. Krótka 3, 61-001 Poznań".into(),
        officer: Some("Ewa Lis, iod@example.test".into()),
    }
}

fn fair() -> Tag {
    let purposes = ["send_requested_offer", "respond_inquiry"];
    let (obtained, until) = (date(2026, 5, 4), date(2028, 5, 4));
    tag(SourceType::Event, "targi-2026", Some(Basis::LegitimateInterest), &purposes, obtained, until)
}

pub fn ask(door: Door) -> AskPage {
    AskPage { holder: holder(), sends: Sends { mail: true, sms: true }, email: Input::default(), door }
}

pub fn code(door: Door) -> CodePage {
    let problem = Some(door.t.own_code_wrong().to_owned());
    CodePage { code: Input { value: String::new(), problem }, minutes: 30, door }
}

pub fn mine(door: Door) -> MinePage {
    let value = |fact, field: &str, value: Option<&str>| OwnValue {
        fact,
        field: field.into(),
        value: value.map(str::to_owned),
        tag: fair(),
    };
    MinePage {
        holder: holder(),
        values: vec![
            value(1, "first_name", Some("Anna")),
            value(2, "email", Some("anna.nowak@example.test")),
            value(3, "phone", None),
        ],
        consents: vec![OwnConsent {
            no: 4,
            purpose: "newsletter".into(),
            channels: vec![Channel::Email],
            given: date(2026, 3, 2),
            wording: Some("Chcę dostawać newsletter e-mailem. Mogę zrezygnować w każdej chwili.".into()),
        }],
        objected: None,
        purposes: vec![OwnPurpose { purpose: "newsletter".into(), objected: None }],
        on_interest: true,
        paused: None,
        restricted: false,
        recipients: vec!["Drukarnia Pod Wierzbą".into()],
        requests: vec![OwnRequest {
            no: 4,
            kind: RequestKind::Access,
            unconfirmed: false,
            outcome: Some(zgoda_store::Outcome::Granted),
            received: date(2026, 10, 2),
            due: date(2026, 11, 2),
            answered: Some(date(2026, 10, 5)),
        }],
        today: TODAY,
        door,
    }
}

pub fn correct(door: Door) -> OwnCorrectPage {
    let problem = Some(door.t.correct_wrong().to_owned());
    OwnCorrectPage {
        fact: 2,
        field: "email".into(),
        now: "anna.nowak@example.test".into(),
        value: Input { value: "anna".into(), problem },
        door,
    }
}

pub fn copy(door: Door) -> OwnCopyPage {
    let file = || "data:text/plain;base64,".to_owned();
    let value = |field: &str, value: &str, ended| ExportValue {
        field: field.into(),
        value: value.into(),
        tag: fair(),
        ended,
    };
    OwnCopyPage {
        name: "zgoda-2026-11-22".into(),
        document: file(),
        json: file(),
        csv: file(),
        card: file(),
        values: vec![
            value("email", "anna.nowak@example.test", None),
            value("position", "kierowniczka", Some((Ending::Rectified, date(2026, 5, 4)))),
        ],
        fingerprint: format!("sha256:{}", "5f".repeat(32)),
        door,
    }
}

pub fn erase(door: Door) -> OwnErasePage {
    let going = |field: &str, values| Going { field: field.into(), values, purposes: Vec::new() };
    OwnErasePage {
        going: vec![going("email", 1), going("phone", 2)],
        staying: staying(&door.t),
        backup_days: 7,
        door,
    }
}

pub fn erased(door: Door) -> OwnErasedPage {
    OwnErasedPage {
        values: 3,
        whole: true,
        staying: staying(&door.t),
        entry: 18_402,
        tree: 18_403,
        document: "data:text/html;base64,".into(),
        proof: "data:text/plain;base64,".into(),
        door,
    }
}
