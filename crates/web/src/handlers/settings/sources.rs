//! `/settings/sources`: the sources of facts: their switches, addresses and keys, and a question to try each.

use axum::extract::{Path, Query, State};
use zgoda_connectors::Profile;
use zgoda_enrich::{CONTACT, EnrichError, REGISTERS, SourceSettings, failure, try_source};
use zgoda_text::Text;

use crate::app::App;
use crate::handlers::enrichment::{coded, source_name};
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice, Tone};
use crate::views::settings::{SourceCard, SourcesPage};

/// What needs another try.
#[derive(Default)]
struct Wrong {
    contact: Option<Input>,
    /// The source, its address and its key as they were typed; never the key itself.
    source: Option<(String, Input, Input)>,
}

/// `GET /settings/sources`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        show_page(app, &reader, Wrong::default(), notice)
    })
    .await
}

fn show_page(app: &App, reader: &Reader, wrong: Wrong, notice: Option<Notice>) -> Answer {
    let t = reader.t();
    let known = app.store.setting(CONTACT)?.unwrap_or_default();
    let contact = wrong.contact.unwrap_or(Input { value: known, problem: None });
    let card = |profile: &&'static Profile| -> Result<SourceCard, Trouble> {
        let settings = SourceSettings::load(&app.store, profile.id).map_err(|_| Trouble::Unexpected)?;
        let own = settings.base.as_ref().map(ToString::to_string).unwrap_or_default();
        let typed = wrong.source.as_ref().filter(|(id, ..)| id == profile.id);
        let (url, key) = typed.map_or_else(
            || (Input { value: own, problem: None }, Input::default()),
            |(_, url, key)| (url.clone(), key.clone()),
        );
        Ok(SourceCard {
            id: profile.id,
            name: source_name(t, profile.id, profile.name),
            about: coded(t, "sources-about", profile.id),
            host: settings.base.as_ref().map(|base| base.host().to_owned()),
            key_hint: profile.credential.map(|_| coded(t, "sources-key", profile.id)),
            has_key: settings.has_key(),
            on: settings.on,
            is_open: typed.is_some(),
            url,
            key,
        })
    };
    let sources = REGISTERS.iter().map(card).collect::<Result<_, _>>()?;
    let mut frame = reader.frame(app, Section::Settings, notice)?;
    frame.here = "/settings/sources".to_owned();
    Ok(html(&SourcesPage { frame, contact, sources }))
}

/// `POST /settings/sources`: whom the keepers of sources can ask.
pub async fn contact(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let contact = form.get("contact").trim();
        if contact.is_empty() {
            let problem = Some(reader.t().settings_register_contact_needed().to_owned());
            let contact = Some(Input { value: String::new(), problem });
            return show_page(app, &reader, Wrong { contact, ..Wrong::default() }, None);
        }
        app.store.set(CONTACT, contact)?;
        Ok(go("/settings/sources?done=source-saved"))
    })
    .await
}

/// `POST /settings/sources/{id}`: the switch, the address, and a new key where one was typed.
pub async fn save(State(app): State<App>, Path(id): Path<String>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let (on, url, key) = (form.has("on"), form.get("url"), form.get("key").trim());
        let again = |url_problem: Option<&str>, key_problem: Option<&str>| {
            let input = |value: &str, problem: Option<&str>| Input {
                value: value.to_owned(),
                problem: problem.map(str::to_owned),
            };
            let source = Some((id.clone(), input(url, url_problem), input("", key_problem)));
            show_page(app, &reader, Wrong { source, ..Wrong::default() }, None)
        };
        if on && app.store.setting(CONTACT)?.is_none_or(|contact| contact.trim().is_empty()) {
            let problem = Some(t.settings_register_contact_needed().to_owned());
            let contact = Some(Input { value: String::new(), problem });
            return show_page(app, &reader, Wrong { contact, ..Wrong::default() }, None);
        }
        if !key.is_empty() {
            match SourceSettings::set_key(&app.store, &id, Some(key)) {
                Ok(()) => {}
                Err(EnrichError::Register(_)) => return again(None, Some(t.sources_key_wrong())),
                Err(error) => return Err(unexpected(error)),
            }
        }
        match SourceSettings::save(&app.store, &id, on, Some(url)) {
            Ok(()) => Ok(go("/settings/sources?done=source-saved")),
            Err(EnrichError::Register(_)) => again(Some(t.settings_register_wrong()), None),
            Err(EnrichError::KeyNeeded(_)) => again(None, Some(t.sources_key_needed())),
            Err(error) => Err(unexpected(error)),
        }
    })
    .await
}

/// `POST /settings/sources/{id}/forget`: forgets the key, and so switches the source off.
pub async fn forget(
    State(app): State<App>,
    Path(id): Path<String>,
    _reader: Reader,
    _form: Posted,
) -> Answer {
    app.blocking(move |app| {
        SourceSettings::set_key(&app.store, &id, None).map_err(unexpected)?;
        Ok(go("/settings/sources?done=source-key-forgotten"))
    })
    .await
}

/// `POST /settings/sources/{id}/test`: asks the source one question about a firm of the State.
pub async fn test(State(app): State<App>, Path(id): Path<String>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let contact = app.store.setting(CONTACT)?.unwrap_or_default();
        let answer = try_source(&app.store, &id, &contact);
        let profile = zgoda_enrich::source(&id).map_err(unexpected)?;
        let name = source_name(t, profile.id, profile.name);
        let notice = match answer {
            Ok(()) => told(Tone::Allow, t.sources_test_ok(name)),
            Err(error) => told(Tone::Deny, t.sources_test_failed(name, why(t, &error))),
        };
        show_page(app, &reader, Wrong::default(), Some(notice))
    })
    .await
}

/// What is in the way, in words.
fn why(t: Text, error: &EnrichError) -> String {
    match error {
        EnrichError::Register(error) => coded(t, "enrich-failed", failure(error)),
        _ => t.enrich_source_off().to_owned(),
    }
}

fn told(tone: Tone, title: String) -> Notice {
    Notice { tone, title, text: None, action: None }
}

fn unexpected(error: EnrichError) -> Trouble {
    match error {
        EnrichError::Store(error) => error.into(),
        EnrichError::NoSuchSource(_) => Trouble::NotFound,
        _ => Trouble::Unexpected,
    }
}
