//! The exact text that a person got, with its proof, and what a human says became of it.

use axum::extract::{Path, State};
use zgoda_rights::inform::{Block, Reported, came_back, check_again, take_report};
use zgoda_rights::name_of;
use zgoda_store::{Delivery, DeliveryState, StoreError};
use zgoda_text::Text;

use super::{PURPOSE, informs, list};
use crate::app::App;
use crate::handlers::people::subject;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::notices::SentPage;
use crate::views::parts::{Notice, Tone};

/// `GET /people/{id}/messages/{no}`
pub async fn page(State(app): State<App>, reader: Reader, Path((id, no)): Path<(String, u32)>) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let person = app.store.person(id)?;
        let found = app.store.deliveries(&person)?.into_iter().find(|delivery| delivery.no == no);
        let delivery = found.ok_or(StoreError::NotFound("message"))?;
        let wording = app.store.wording(delivery.text)?;
        let name = name_of(&app.store, &reader.acting(app), reader.session.purpose, &person)?;
        let informs = informs(&reader);
        Ok(html(&SentPage {
            frame: reader.frame(app, Section::Notices, None)?,
            who: show::who(id, name),
            blocks: Block::read(&wording.body),
            hash: hex::encode(wording.digest),
            lang: wording.lang,
            state: delivery.state,
            facts: facts(reader.t(), &delivery),
            undecided: informs && matches!(delivery.state, DeliveryState::Uncertain | DeliveryState::Refused),
            may_return: informs && matches!(delivery.state, DeliveryState::Sent | DeliveryState::Posted),
            no,
        }))
    })
    .await
}

/// What is known of the way of a message.
fn facts(t: Text, delivery: &Delivery) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (t.notice_way(), t.channel(delivery.channel).to_owned()),
        (t.notice_queued_at(), t.moment(delivery.queued_at)),
        (t.notice_moved_at(), t.moment(delivery.moved_at)),
    ];
    let message = delivery.message_id.as_ref().map(|id| (t.notice_message_id(), id.clone()));
    let code = delivery.code.map(|code| (t.notice_code(), code.to_string()));
    let reference = delivery.reference.as_ref().map(|text| (t.notice_reference(), text.clone()));
    facts.extend(message.into_iter().chain(code).chain(reference));
    facts
}

/// `POST /people/{id}/messages/{no}/decide`
pub async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let again = match form.get("do") {
            "again" => true,
            "stop" => false,
            _ => return Err(Trouble::StaleForm),
        };
        check_again(&app.store, &reader.acting_for(app, PURPOSE)?, id, no, again)?;
        Ok(go(if again { "/notices?done=message-again" } else { "/notices?done=message-stopped" }))
    })
    .await
}

/// `POST /people/{id}/messages/{no}/back`: the message bounced, or the post returned the letter.
pub async fn back(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    _form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        came_back(&app.store, &reader.acting_for(app, PURPOSE)?, id, no, None)?;
        Ok(go("/notices?done=message-back"))
    })
    .await
}

/// `POST /notices/report`: a report of a mail system, as it was pasted.
pub async fn report(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let who = reader.acting_for(app, PURPOSE)?;
        let (tone, title) = match take_report(&app.store, &who, form.get("report"))? {
            Reported::Bounced(..) => (Tone::Allow, t.notices_report_bounced()),
            Reported::NotFailed => (Tone::Wait, t.notices_report_fine()),
            Reported::Unknown => (Tone::Wait, t.notices_report_unknown()),
        };
        let notice = Notice { tone, title: title.to_owned(), text: None, action: None };
        list::shown(app, &reader, notice)
    })
    .await
}
