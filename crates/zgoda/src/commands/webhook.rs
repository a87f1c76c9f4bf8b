//! `zgoda webhook …`: who is told of accepted changes of firms. The running server sends; here one sets up and tries.

use serde_json::json;
use zgoda_enrich::{EnrichError, sync};
use zgoda_law::ActorId;
use zgoda_store::{MessageState, Stamp, Store, Webhook, WebhookId, WebhookState};

use crate::cli::WebhookCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(installation: &Installation, command: WebhookCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let stamp = Stamp { actor: ActorId::SYSTEM, at: now() };
    match command {
        WebhookCommands::List => list(&store, screen),
        WebhookCommands::Add { url, internal } => {
            let (id, secret) = sync::add(&store, stamp, &url, internal).map_err(|error| match error {
                EnrichError::Register(_) => Failure::because(Kind::Option("URL".into()), error),
                other => other.into(),
            })?;
            Ok(shown(screen, id, &secret))
        }
        WebhookCommands::Test { id } => test(&store, screen, id),
        WebhookCommands::Pause { id } => move_to(&store, screen, id, stamp, WebhookState::Paused),
        WebhookCommands::Resume { id } => move_to(&store, screen, id, stamp, WebhookState::Active),
        WebhookCommands::Rotate { id } => {
            let webhook = held(&store, id)?;
            let secret = sync::rotate(&store, stamp, webhook.id)?;
            Ok(shown(screen, webhook.id, &secret))
        }
        WebhookCommands::Delete { id } => {
            store.delete_webhook(stamp, held(&store, id)?.id)?;
            screen.answer(&json!({ "deleted": id }), &[]);
            screen.say(screen.text().done_webhook_deleted());
            Ok(Exit::Done)
        }
    }
}

fn held(store: &Store, id: u32) -> Result<Webhook, Failure> {
    let found = store.webhooks()?.into_iter().find(|webhook| webhook.id == WebhookId(id));
    found.ok_or_else(|| Failure::new(Kind::NotFound(id.to_string())))
}

fn list(store: &Store, screen: &Screen) -> Result<Exit, Failure> {
    let text = screen.text();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for webhook in store.webhooks()? {
        let (id, waiting) = (webhook.id.0, store.webhook_waiting(webhook.id)?);
        let waits =
            if waiting > 0 { text.webhook_waiting(waiting) } else { text.webhook_nothing_waits().to_owned() };
        lines.push(format!("{id:>3}  {}  {}  {waits}", webhook.url, word(webhook.state, screen)));
        rows.push(json!({
            "id": id, "url": webhook.url, "internal": webhook.internal, "state": webhook.state.name(),
            "since": webhook.state_since, "failing_since": webhook.hold.failing_since, "waiting": waiting,
        }));
    }
    screen.answer(&json!({ "webhooks": rows }), &[]);
    if lines.is_empty() {
        screen.say(text.webhooks_empty_title());
    }
    lines.iter().for_each(|line| screen.say(line));
    Ok(Exit::Done)
}

fn word(state: WebhookState, screen: &Screen) -> &'static str {
    let text = screen.text();
    match state {
        WebhookState::Active => text.webhook_active(),
        WebhookState::Paused => text.webhook_paused(),
        WebhookState::Unreachable => text.webhook_unreachable(),
        WebhookState::Gone => text.webhook_gone(),
        WebhookState::Restored => text.webhook_restored(),
    }
}

/// The secret goes to the standard output and nowhere else; nobody can see it again.
fn shown(screen: &Screen, id: WebhookId, secret: &str) -> Exit {
    let text = screen.text();
    let lines = [(text.cli_webhook_number(), id.0.to_string()), (text.webhook_secret(), secret.to_owned())];
    screen.answer(&json!({ "id": id.0, "secret": secret }), &lines);
    screen.say(text.webhook_secret_text());
    Exit::Done
}

/// Fails where the receiver did not take the message.
fn test(store: &Store, screen: &Screen, id: u32) -> Result<Exit, Failure> {
    let webhook = held(store, id)?;
    sync::try_out(store, webhook.id, &now)?;
    let last = store.webhook_messages(webhook.id, 1)?.pop();
    let last = last.ok_or_else(|| Failure::new(Kind::NotFound(id.to_string())))?;
    let text = screen.text();
    let state = match last.state {
        MessageState::Delivered => text.webhook_delivered(),
        MessageState::Waiting | MessageState::GivenUp => text.webhook_given_up(),
    };
    let lines = [(text.webhook_state(), state.to_owned()), (text.webhook_answer(), last.answer.clone())];
    screen.answer(&json!({ "state": last.state.name(), "answer": last.answer }), &lines);
    Ok(if last.state == MessageState::Delivered { Exit::Done } else { Exit::Failed })
}

fn move_to(store: &Store, screen: &Screen, id: u32, stamp: Stamp, to: WebhookState) -> Result<Exit, Failure> {
    let webhook = held(store, id)?;
    // One that was switched off stays so until it is resumed; pausing it would only hide why.
    if webhook.state != to && (to == WebhookState::Active || webhook.state == WebhookState::Active) {
        store.move_webhook(stamp, &webhook, to)?;
    }
    let state = store.webhook(webhook.id)?.state;
    let lines = [(screen.text().webhook_state(), word(state, screen).to_owned())];
    screen.answer(&json!({ "id": id, "state": state.name() }), &lines);
    Ok(Exit::Done)
}
