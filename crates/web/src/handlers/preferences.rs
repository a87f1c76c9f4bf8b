//! Language, theme and working purpose: remembered, and back to where one was.

use axum::extract::State;
use zgoda_text::Lang;

use crate::app::App;
use crate::page::{Answer, Posted, Visitor, digest, go, session_of, with_cookie};
use crate::security::cookie::Cookie;
use crate::trouble::Trouble;
use crate::views::frame::Theme;

/// `POST /preferences`
pub async fn change(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let mut response = go(form.back());
    let lang = Lang::from_tag(form.get("lang"));
    if let Some(lang) = lang {
        response = with_cookie(response, &Visitor::preference(Cookie::Lang, lang.tag()));
    }
    if let Some(theme) = Theme::from_name(form.get("theme")) {
        response = with_cookie(response, &Visitor::preference(Cookie::Theme, theme.name()));
    }
    let purpose = form.get("purpose").to_owned();
    app.blocking(move |app| change_session(app, &visitor, lang, &purpose)).await?;
    Ok(response)
}

fn change_session(app: &App, visitor: &Visitor, lang: Option<Lang>, purpose: &str) -> Result<(), Trouble> {
    let (Some((_, session)), Some(token)) = (session_of(app, visitor)?, &visitor.token) else {
        return Ok(());
    };
    let chosen = app.store.law().catalogue().purpose(purpose).map(|purpose| purpose.id);
    let lang = lang.map_or(session.lang, |lang| lang.tag().to_owned());
    Ok(app.store.change_session(digest(token), chosen.unwrap_or(session.purpose), &lang)?)
}
