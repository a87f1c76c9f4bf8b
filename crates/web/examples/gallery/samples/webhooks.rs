//! Who is told of changes of firms.

use jiff::Timestamp;
use zgoda_store::{MessageKind, MessageState, WebhookState};
use zgoda_web::views::frame::Frame;
use zgoda_web::views::parts::Input;
use zgoda_web::views::webhooks::{MessageRow, WebhookPage, WebhookRow, WebhooksPage};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_795_336_200 + minutes * 60).unwrap_or_default()
}

fn row(id: u32, url: &str, state: WebhookState, failing: bool, waiting: u64) -> WebhookRow {
    let failing_since = failing.then(|| at(-300));
    WebhookRow { id, url: url.into(), internal: id == 2, state, since: at(-20), failing_since, waiting }
}

/// All of them, with an address that was refused.
pub fn list(frame: Frame) -> WebhooksPage {
    let problem = Some(frame.t.webhook_url_wrong().into());
    let rows = vec![
        row(1, "https://crm.example.test/webhooki/zgoda", WebhookState::Active, false, 0),
        row(2, "https://magazyn.example.test/h", WebhookState::Active, true, 3),
        row(3, "https://stary.example.test/h", WebhookState::Gone, false, 12),
        row(4, "https://erp.example.test/h", WebhookState::Restored, false, 5),
    ];
    WebhooksPage { rows, url: Input { value: "crm.example.test".into(), problem }, internal: false, frame }
}

/// Nobody is told yet.
pub fn empty(frame: Frame) -> WebhooksPage {
    WebhooksPage { rows: Vec::new(), url: Input::default(), internal: false, frame }
}

/// One of them, just after its secret was changed.
pub fn one(frame: Frame) -> WebhookPage {
    let message = |no: u32, kind, state, tries, answer: &str| MessageRow {
        id: format!("msg_{no}_17_6464d9a2b3f00"),
        kind,
        firm: (kind != MessageKind::Test).then(|| (no, "Młyn Pod Wierzbą sp. z o.o.".into())),
        at: at(-i64::from(no)),
        tries,
        state,
        next: (state == MessageState::Waiting && tries > 0).then(|| at(30)),
        answer: answer.into(),
    };
    let messages = vec![
        message(1, MessageKind::Changed, MessageState::Waiting, 0, ""),
        message(2, MessageKind::Changed, MessageState::Waiting, 3, "timed_out"),
        message(3, MessageKind::Test, MessageState::GivenUp, 1, "302"),
        message(4, MessageKind::Changed, MessageState::Delivered, 1, "204"),
        message(5, MessageKind::Statement, MessageState::Delivered, 1, "204"),
        message(6, MessageKind::Removed, MessageState::Delivered, 1, "204"),
    ];
    WebhookPage {
        row: row(2, "https://magazyn.example.test/h", WebhookState::Active, true, 2),
        by: "Marta Wiśniewska".into(),
        made_at: at(-9_000),
        secret: Some("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDhTnYH8mHk2E=".into()),
        both_until: Some(at(1_440)),
        messages,
        keep_days: 30,
        frame,
    }
}
