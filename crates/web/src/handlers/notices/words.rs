//! Our own words in notices, judged before they are kept, and what every notice must say of the controller.

use axum::extract::{Query, State};
use zgoda_rights::inform::{self, Parts};
use zgoda_rights::{Controller, RightsError};
use zgoda_store::NoticeTemplate;
use zgoda_text::Lang;

use super::{finding, may_write};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::notices::{Version, Words, WordsPage};
use crate::views::parts::{Input, Notice};

/// `GET /notices/words`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        Ok(html(&build(app, &reader, notice)?))
    })
    .await
}

/// `POST /notices/words`
pub async fn keep(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let lang = Lang::from_tag(form.get("lang")).ok_or(Trouble::StaleForm)?;
        let said = |name: &str| form.get(name).replace("\r\n", "\n");
        let [opening, recipients, transfers, closing] =
            ["opening", "recipients", "transfers", "closing"].map(said);
        let typed = Parts { opening, recipients, transfers, closing };
        match inform::keep_parts(&app.store, reader.stamp(app), lang, &typed) {
            Ok(()) => Ok(go("/notices/words?done=words-kept")),
            Err(RightsError::Promo(found)) => {
                let mut page = build(app, &reader, None)?;
                page.frame.here = "/notices/words".to_owned();
                if let Some(own) = page.words.iter_mut().find(|own| own.lang == lang.tag()) {
                    own.findings = found.iter().map(|found| finding(reader.t(), found)).collect();
                    fill(own, &typed);
                }
                Ok(html(&page))
            }
            Err(RightsError::Incomplete(_)) => Err(Trouble::TooLarge),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `POST /notices/contact`
pub async fn contact(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let input = |name: &str, problem: Option<&str>| Input {
            value: form.get(name).to_owned(),
            problem: problem.map(str::to_owned),
        };
        let page = |name: &str| {
            let typed = form.get(name);
            let fits =
                typed.is_empty() || typed.starts_with("https://") && !typed.contains(char::is_whitespace);
            input(name, (!fits).then(|| t.words_url_wrong()))
        };
        let empty = form.get("contact").is_empty();
        let [contact, rights, privacy] =
            [input("contact", empty.then(|| t.field_needed())), page("rights_url"), page("privacy_url")];
        if [&contact, &rights, &privacy].iter().any(|input| input.problem.is_some()) {
            let mut shown = build(app, &reader, None)?;
            shown.frame.here = "/notices/words".to_owned();
            (shown.contact, shown.rights_url, shown.privacy_url) = (contact, rights, privacy);
            return Ok(html(&shown));
        }
        for (name, input) in [
            ("controller.contact", &contact),
            ("notices.rights_url", &rights),
            ("notices.privacy_url", &privacy),
        ] {
            app.store.set(name, &input.value)?;
        }
        Ok(go("/notices/words?done=words-kept"))
    })
    .await
}

fn build(app: &App, reader: &Reader, notice: Option<Notice>) -> Result<WordsPage, Trouble> {
    let controller = Controller::of(&app.store)?;
    let input = |value: String| Input { value, problem: None };
    Ok(WordsPage {
        frame: reader.frame(app, Section::Notices, notice)?,
        contact: input(controller.contact),
        rights_url: input(app.store.setting("notices.rights_url")?.unwrap_or_default()),
        privacy_url: input(controller.privacy_url),
        words: Lang::ALL.into_iter().map(|lang| words(app, lang)).collect::<Result<_, _>>()?,
        may_write: may_write(reader),
    })
}

fn words(app: &App, lang: Lang) -> Result<Words, Trouble> {
    let staff = app.store.accounts()?;
    let version = |template: NoticeTemplate| -> Result<Version, Trouble> {
        let digest = app.store.wording(template.text)?.digest;
        let by = staff.iter().find(|account| account.id == template.made_by);
        Ok(Version {
            id: template.id,
            at: template.made_at,
            by: by.map(|account| account.name.clone()).unwrap_or_default(),
            hash: hex::encode(digest),
        })
    };
    let versions = app.store.notice_templates(lang.tag())?;
    let mut words = Words {
        lang: lang.tag(),
        name: lang.own_name(),
        versions: versions.into_iter().map(version).collect::<Result<_, _>>()?,
        ..Words::default()
    };
    fill(&mut words, &inform::parts(&app.store, lang)?);
    Ok(words)
}

fn fill(words: &mut Words, parts: &Parts) {
    let input = |value: &str| Input { value: value.to_owned(), problem: None };
    words.opening = input(&parts.opening);
    words.recipients = input(&parts.recipients);
    words.transfers = input(&parts.transfers);
    words.closing = input(&parts.closing);
}
