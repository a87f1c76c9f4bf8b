//! `/settings/sms`: the gateway of text messages, off until it is set, and a message to try it.

use axum::extract::{Query, State};
use zgoda_formats::identifiers::Phone;
use zgoda_rights::RightsError;
use zgoda_rights::texting::{SmsError, SmsGateway};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice, Tone};
use crate::views::settings::SmsPage;

/// `GET /settings/sms`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        Ok(html(&build(app, &reader, notice)?))
    })
    .await
}

/// `POST /settings/sms`
pub async fn save(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let gateway =
            SmsGateway { address: form.get("address").to_owned(), sender: form.get("sender").to_owned() };
        let wrong = match gateway.save(&app.store, Some(form.get("token")).filter(|text| !text.is_empty())) {
            Ok(()) => return Ok(go("/settings/sms?done=sms-saved")),
            Err(RightsError::Incomplete(wrong)) => wrong,
            Err(other) => return Err(other.into()),
        };
        let input = |name: &str, value: &str, problem: &str| Input {
            value: value.to_owned(),
            problem: (name == wrong).then(|| problem.to_owned()),
        };
        let mut page = build(app, &reader, None)?;
        page.frame.here = "/settings/sms".to_owned();
        page.address = input("address", &gateway.address, t.sms_address_wrong());
        page.sender = input("sender", &gateway.sender, t.sms_sender_wrong());
        page.token = input("token", "", t.sms_token_wrong());
        Ok(html(&page))
    })
    .await
}

/// `POST /settings/sms/forget`
pub async fn forget(State(app): State<App>, _reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        SmsGateway::forget(&app.store)?;
        Ok(go("/settings/sms?done=sms-forgotten"))
    })
    .await
}

/// `POST /settings/sms/test`: sends a message to a number of whoever asks. The number is kept nowhere.
pub async fn test(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let gateway = SmsGateway::load(&app.store)?.ok_or(Trouble::NotFound)?;
        let sent = match Phone::parse(form.get("to")) {
            Ok(phone) => gateway.send(&app.store, &phone, t.sms_test_text()),
            Err(_) => Err(RightsError::NoWay),
        };
        let (tone, title) = match sent {
            Ok(()) => (Tone::Allow, t.sms_accepted()),
            Err(RightsError::NoWay) => (Tone::Deny, t.sms_no_mobile()),
            Err(RightsError::Sms(error)) => (Tone::Deny, said(t, &error)),
            Err(other) => return Err(other.into()),
        };
        let notice = Notice { tone, title: title.to_owned(), text: None, action: None };
        let mut page = build(app, &reader, Some(notice))?;
        page.frame.here = "/settings/sms".to_owned();
        Ok(html(&page))
    })
    .await
}

/// Why the gateway did not take a message, as a sentence.
fn said(t: Text, error: &SmsError) -> &'static str {
    match error {
        SmsError::Login => t.sms_login(),
        SmsError::Empty => t.sms_empty(),
        SmsError::Sender => t.sms_sender_unknown(),
        SmsError::Later => t.sms_later(),
        SmsError::Unreached(_) => t.sms_unreached(),
        SmsError::Refused(_) => t.sms_refused(),
        _ => t.sms_unknown(),
    }
}

fn build(app: &App, reader: &Reader, notice: Option<Notice>) -> Result<SmsPage, Trouble> {
    let known = SmsGateway::load(&app.store)?;
    let is_set = known.is_some();
    let gateway = known.unwrap_or_default();
    let input = |value: String| Input { value, problem: None };
    Ok(SmsPage {
        frame: reader.frame(app, Section::Settings, notice)?,
        address: input(gateway.address),
        sender: input(gateway.sender),
        token: Input::default(),
        is_set,
    })
}
