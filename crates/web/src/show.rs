//! From what the use cases answer to what the screens show.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, Outcome, SubjectId};
use zgoda_rights::{Acting, Controller, Name};
use zgoda_store::{Objection, StoreError};
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;
use crate::trouble::Trouble;
use crate::views::parts::{Light, Notice, Tag, Tone, Who};

impl Reader {
    /// The reader at work for their working purpose, now.
    pub fn acting(&self, app: &App) -> Acting {
        Acting { actor: self.actor(app), at: app.now() }
    }

    /// The reader doing one task for another purpose, by its stable name.
    ///
    /// # Errors
    /// Where the catalogue has no such purpose.
    pub fn acting_for(&self, app: &App, purpose: &str) -> Result<Acting, Trouble> {
        let purpose = app.store.law().catalogue().purpose(purpose).ok_or(Trouble::Unexpected)?;
        Ok(Acting { actor: self.actor_for(app, purpose.id), at: app.now() })
    }
}

/// Who is shown under a name.
pub fn who(id: SubjectId, name: Name) -> Who {
    let name = match name {
        Name::Known(name) => Some(name),
        Name::Pseudonym(_) => None,
    };
    Who { id: id.to_string(), name }
}

/// A metryczka.
pub fn tag(tag: zgoda_rights::Tag) -> Tag {
    let obtained = day_of(tag.obtained_at);
    Tag {
        source: tag.source_kind,
        origin: Some(tag.source).filter(|name| !name.is_empty()),
        basis: tag.purposes.first().map(|purpose| purpose.basis),
        purposes: tag.purposes.into_iter().map(|purpose| purpose.purpose).collect(),
        obtained,
        until: tag.last_day.unwrap_or(obtained),
    }
}

/// A light; `None` where no address for its channel is held.
pub fn light(id: SubjectId, light: &zgoda_rights::Light) -> Option<Light> {
    let verdict = light.verdict()?;
    Some(Light {
        channel: light.channel,
        purpose: light.purpose.clone(),
        outcome: verdict.outcome(),
        reason: verdict.reasons().first().map(|reason| reason.code),
        why: format!("/people/{id}/why?purpose={}&channel={}", light.purpose, light.channel.name()),
    })
}

/// Whether a light is green.
pub fn is_green(light: &zgoda_rights::Light) -> bool {
    light.outcome() == Some(Outcome::Allow)
}

/// A value as people write it.
pub fn value(t: Text, field: &str, text: &str) -> String {
    if field == "phone" { t.phone(text) } else { text.to_owned() }
}

/// What an address says was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    done: Option<String>,
}

impl Done {
    /// It in words, where its code begins like those of the place; an empty beginning takes every code.
    pub fn notice(&self, t: Text, begins: &str) -> Option<Notice> {
        done(t, self.done.as_deref().filter(|code| code.starts_with(begins)))
    }
}

/// What was done just now, by the code in the address; nothing for a code that is none of ours.
pub fn done(t: Text, code: Option<&str>) -> Option<Notice> {
    let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))?;
    let title = t.find(&format!("done-{code}"))?.to_owned();
    Some(Notice { tone: Tone::Allow, title, text: None, action: None })
}

/// An objection in words, with the purpose where it is to one alone, and its day.
pub fn objection(app: &App, t: Text, made: &Objection) -> (String, Date) {
    let purpose = made.purpose.and_then(|id| app.store.law().catalogue().purpose_by_id(id));
    let to = purpose.map(|purpose| format!(": {}", t.purpose(&purpose.name))).unwrap_or_default();
    (format!("{}{to}", t.objection(made.kind)), day_of(made.made_at))
}

/// The name of a member of staff; empty for the program itself.
///
/// # Errors
/// Where the database fails.
pub fn name_of(app: &App, actor: ActorId) -> Result<String, Trouble> {
    match app.store.account(actor) {
        Ok(account) => Ok(account.name),
        Err(StoreError::NotFound(_)) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// The names of all members of staff.
///
/// # Errors
/// Where the database fails.
pub fn names(app: &App) -> Result<HashMap<ActorId, String>, Trouble> {
    Ok(app.store.accounts()?.into_iter().map(|account| (account.id, account.name)).collect())
}

/// The controller as it stands at the head of documents.
///
/// # Errors
/// Where the database fails.
pub fn controller(app: &App) -> Result<Controller, Trouble> {
    Ok(Controller::of(&app.store)?)
}
