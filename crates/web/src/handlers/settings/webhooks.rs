//! `/settings/webhooks`: who is told of accepted changes of firms; adding, trying, pausing, deleting; the log.

use axum::extract::{Path, Query, State};
use zgoda_enrich::{ConnectorError, EnrichError, sync};
use zgoda_store::{Webhook, WebhookId, WebhookMessage, WebhookState};

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice};
use crate::views::webhooks::{MessageRow, WebhookPage, WebhookRow, WebhooksPage};

/// Messages in the log.
const LOG: u32 = 50;
/// The longest address that is kept.
const URL_MAX: usize = 500;

/// `GET /settings/webhooks`
pub async fn list(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "webhook-");
        list_with(app, &reader, notice, Input::default(), false)
    })
    .await
}

fn list_with(app: &App, reader: &Reader, notice: Option<Notice>, url: Input, internal: bool) -> Answer {
    let mut frame = reader.frame(app, Section::Settings, notice)?;
    frame.here = "/settings/webhooks".to_owned();
    let rows = app.store.webhooks()?.into_iter().map(|webhook| row(app, webhook));
    Ok(html(&WebhooksPage { frame, rows: rows.collect::<Result<_, _>>()?, url, internal }))
}

/// `POST /settings/webhooks`: sets one up and shows its secret, this once.
pub async fn add(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let (url, internal) = (form.get("url"), form.has("internal"));
        let typed = |problem: &str| {
            let input = Input { value: url.to_owned(), problem: Some(problem.to_owned()) };
            list_with(app, &reader, None, input, internal)
        };
        if url.len() > URL_MAX {
            return typed(t.webhook_url_wrong());
        }
        match sync::add(&app.store, reader.stamp(app), url, internal) {
            Ok((id, secret)) => one_with(app, &reader, id, None, Some(secret.to_string())),
            Err(EnrichError::Register(ConnectorError::ForbiddenAddress { .. })) => {
                typed(t.webhook_url_internal())
            }
            Err(EnrichError::Register(_)) => typed(t.webhook_url_wrong()),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `GET /settings/webhooks/{id}`
pub async fn one(
    State(app): State<App>,
    Path(id): Path<u32>,
    reader: Reader,
    Query(done): Query<show::Done>,
) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "webhook-");
        one_with(app, &reader, WebhookId(id), notice, None)
    })
    .await
}

fn one_with(
    app: &App,
    reader: &Reader,
    id: WebhookId,
    notice: Option<Notice>,
    secret: Option<String>,
) -> Answer {
    let webhook = app.store.webhook(id)?;
    let mut frame = reader.frame(app, Section::Settings, notice)?;
    frame.here = format!("/settings/webhooks/{id}");
    let active = webhook.state == WebhookState::Active;
    let messages =
        app.store.webhook_messages(id, LOG)?.into_iter().map(|message| logged(app, message, active));
    Ok(html(&WebhookPage {
        frame,
        by: show::name_of(app, webhook.made_by)?,
        made_at: webhook.made_at,
        secret,
        both_until: webhook.previous_until.filter(|until| app.now() < *until),
        messages: messages.collect::<Result<_, _>>()?,
        keep_days: sync::KEEP_DAYS,
        row: row(app, webhook)?,
    }))
}

fn row(app: &App, webhook: Webhook) -> Result<WebhookRow, Trouble> {
    Ok(WebhookRow {
        id: webhook.id.0,
        waiting: app.store.webhook_waiting(webhook.id)?,
        url: webhook.url,
        internal: webhook.internal,
        state: webhook.state,
        since: webhook.state_since,
        failing_since: webhook.hold.failing_since,
    })
}

fn logged(app: &App, message: WebhookMessage, active: bool) -> Result<MessageRow, Trouble> {
    let waits = message.state == zgoda_store::MessageState::Waiting;
    let firm = message.org.map(|id| app.store.organisation(id)).transpose()?;
    Ok(MessageRow {
        id: message.id,
        kind: message.kind,
        firm: firm.map(|org| (org.id.0, org.name)),
        at: message.made_at,
        tries: message.tries,
        state: message.state,
        next: (waits && active && message.tries > 0).then_some(message.next_at),
        answer: message.answer,
    })
}

/// `POST /settings/webhooks/{id}/{deed}`: what can be done to one webhook.
pub async fn act(
    State(app): State<App>,
    Path((id, deed)): Path<(u32, String)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let (id, stamp, now) = (WebhookId(id), reader.stamp(app), || app.now());
        let webhook = app.store.webhook(id)?;
        let done = match deed.as_str() {
            "rotate" => {
                let secret = sync::rotate(&app.store, stamp, id)?;
                return one_with(app, &reader, id, None, Some(secret.to_string()));
            }
            "delete" => {
                app.store.delete_webhook(stamp, id)?;
                return Ok(go("/settings/webhooks?done=webhook-deleted"));
            }
            "test" => {
                sync::try_out(&app.store, id, &now)?;
                "webhook-tried"
            }
            "resend" => {
                sync::resend(&app.store, id, form.get("message"), &now)?;
                "webhook-tried"
            }
            "pause" if webhook.state == WebhookState::Active => {
                app.store.move_webhook(stamp, &webhook, WebhookState::Paused)?;
                "webhook-paused"
            }
            "resume" if webhook.state != WebhookState::Active => {
                app.store.move_webhook(stamp, &webhook, WebhookState::Active)?;
                "webhook-resumed"
            }
            "pause" | "resume" => return Ok(go(&format!("/settings/webhooks/{id}"))),
            _ => return Err(Trouble::NotFound),
        };
        Ok(go(&format!("/settings/webhooks/{id}?done={done}")))
    })
    .await
}
