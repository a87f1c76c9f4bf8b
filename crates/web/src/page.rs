//! Who asks: a visitor before the login, a reader behind it; and the forms they send.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use askama::Template;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zgoda_law::calendar::day_of;
use zgoda_law::{Actor, Deed, PurposeDef, PurposeId, Role};
use zgoda_rights::deadlines::overdue;
use zgoda_rights::roles::{Area, may};
use zgoda_store::{Account, Session, Stamp};
use zgoda_text::{Lang, Text};

use crate::app::App;
use crate::doors::door;
use crate::security::cookie::Cookie;
use crate::security::csrf;
use crate::shut::ReaderRoles;
use crate::trouble::Trouble;
use crate::views::frame::{Door, Frame, Section, Theme, places};
use crate::views::parts::Notice;

/// Cookies are always bound to this host; browsers take a loopback address for safe.
pub const SECURE: bool = true;
/// How long a preference is remembered, in seconds.
const PREFERENCE_SECONDS: u32 = 365 * 24 * 3600;
/// Duties counted beside *Terminy*; beyond them the number says nothing new.
const OVERDUE_MAX: u32 = 999;

/// A page, or a trouble that becomes one.
pub type Answer = Result<Response, Trouble>;

/// Renders a page.
pub fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Sends the browser elsewhere after a form.
pub fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// A file that the browser keeps.
pub fn attachment(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// Adds a cookie to an answer.
pub fn with_cookie(mut response: Response, line: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(line) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The digest under which the store knows a session's token.
pub fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// A new random token for a cookie.
pub fn new_token() -> Result<String, Trouble> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Trouble::Unexpected)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Anybody who asks, as far as their browser says.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The token of the session cookie, which may be no session's.
    pub token: Option<String>,
    /// The language.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// The address of the page.
    pub here: String,
    /// Where they are, as far as the connection says.
    pub from: Option<IpAddr>,
    csrf: String,
}

impl Visitor {
    fn new(headers: &HeaderMap, uri: &Uri, from: Option<IpAddr>, app: &App) -> Self {
        let token = Cookie::Session.get(headers, SECURE).map(str::to_owned);
        let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let lang = Cookie::Lang
            .get(headers, SECURE)
            .and_then(Lang::from_tag)
            .unwrap_or_else(|| Lang::negotiate(accept.unwrap_or_default()));
        let theme = Cookie::Theme.get(headers, SECURE).and_then(Theme::from_name).unwrap_or_default();
        let csrf = token.as_deref().map(|token| app.csrf.token(token)).unwrap_or_default();
        let here = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Self { token, lang, theme, here, from, csrf }
    }

    /// What stands around a page before the login.
    pub fn door(&self) -> Door {
        let (t, csrf, here) = (Text::new(self.lang), self.csrf.clone(), self.here.clone());
        Door { t, theme: self.theme, csrf, here, notice: None }
    }

    /// A page before the login. A visitor without a cookie gets one, because the page's form is bound to it.
    ///
    /// # Errors
    /// Where there are no random numbers.
    pub fn door_page<T: Template>(mut self, app: &App, page: impl FnOnce(Door) -> T) -> Answer {
        if self.token.is_some() {
            return Ok(html(&page(self.door())));
        }
        let token = new_token()?;
        self.csrf = app.csrf.token(&token);
        let line = Cookie::Session.set(&token, 3600, SECURE);
        Ok(with_cookie(html(&page(self.door())), &line))
    }

    /// The lines that remember the language and the theme.
    pub fn preference(cookie: Cookie, value: &str) -> String {
        cookie.set(value, PREFERENCE_SECONDS, SECURE)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self::new(&parts.headers, &parts.uri, from, app))
    }
}

/// The purposes that an account is authorised to serve now and the controller uses, in the order of the catalogue.
///
/// # Errors
/// Where the database fails.
pub fn usable_purposes<'a>(
    app: &'a App,
    account: &Account,
) -> Result<impl Iterator<Item = &'a PurposeDef> + use<'a>, Trouble> {
    let (catalogue, now) = (app.store.law().catalogue(), app.now());
    let active = app.store.purposes()?;
    let standing = account.authorisations.iter().filter(|one| one.stands(now));
    let roles: Vec<_> =
        standing.filter_map(|one| Some((catalogue.role(one.role)?, one.purposes.clone()))).collect();
    Ok(catalogue.purposes().iter().filter(move |purpose| {
        let reaches = |own: &BTreeSet<PurposeId>| own.is_empty() || own.contains(&purpose.id);
        (active.contains(&purpose.id) || purpose.duty.is_some())
            && roles.iter().any(|(role, own)| role.serves(purpose) && reaches(own))
    }))
}

/// A member of staff behind the login, second factor included.
#[derive(Clone)]
pub struct Reader {
    /// Who.
    pub account: Account,
    /// The roles they hold now.
    pub roles: BTreeSet<Role>,
    /// In which session.
    pub session: Session,
    /// The digest of the session's token.
    pub digest: [u8; 32],
    visitor: Visitor,
}

impl Reader {
    /// The reader's texts.
    pub fn t(&self) -> Text {
        Text::new(Lang::from_tag(&self.session.lang).unwrap_or_default())
    }

    /// Whether the reader may do this in an area.
    pub fn may(&self, area: Area, deed: Deed) -> bool {
        may(&self.roles, area, deed)
    }

    /// The reader as an actor, working for the purpose they chose.
    pub fn actor(&self, app: &App) -> Actor {
        self.actor_for(app, self.session.purpose)
    }

    /// The reader as an actor, doing one task for another purpose that their roles serve.
    pub fn actor_for(&self, app: &App, purpose: PurposeId) -> Actor {
        app.store.staff_actor(&self.account, &self.session, purpose)
    }

    /// Who and when, for a change.
    pub fn stamp(&self, app: &App) -> Stamp {
        Stamp { actor: self.account.id, at: app.now() }
    }

    /// Checks the token of a form that comes in parts, before the rest of it is read.
    ///
    /// # Errors
    /// [`Trouble::StaleForm`] where it is not one of this session's.
    pub fn check(&self, app: &App, headers: &HeaderMap, token: &str) -> Result<(), Trouble> {
        csrf::check_origin(headers).map_err(|_| Trouble::StaleForm)?;
        let session = self.visitor.token.as_deref().ok_or(Trouble::StaleForm)?;
        app.csrf.check(session, token).map_err(|_| Trouble::StaleForm)
    }

    /// The purposes that the reader's roles serve and the controller uses, by stable name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn purposes(&self, app: &App) -> Result<Vec<String>, Trouble> {
        Ok(usable_purposes(app, &self.account)?.map(|purpose| purpose.name.clone()).collect())
    }

    /// What stands around a screen.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn frame(&self, app: &App, section: Section, notice: Option<Notice>) -> Result<Frame, Trouble> {
        let catalogue = app.store.law().catalogue();
        let purpose = catalogue.purpose_by_id(self.session.purpose);
        let now = app.now();
        Ok(Frame {
            t: self.t(),
            section,
            user: self.account.name.clone(),
            roles: self.roles.clone(),
            purpose: purpose.map(|purpose| purpose.name.clone()).unwrap_or_default(),
            purposes: self.purposes(app)?,
            theme: self.visitor.theme,
            csrf: self.visitor.csrf.clone(),
            here: self.visitor.here.clone(),
            today: day_of(now),
            overdue: overdue(&app.store, now, OVERDUE_MAX)?,
            notice,
        })
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        let address = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let door = door(&parts.method, address);
        let found = app.blocking(move |app| find_reader(app, visitor)).await;
        match found {
            Ok(Found::Reader(reader)) if door.is_some_and(|door| reader.may(door.area, door.deed)) => {
                if let Some(page) = parts.extensions.get::<ReaderRoles>() {
                    page.tell(&reader.roles);
                }
                Ok(*reader)
            }
            // Whose work is elsewhere begins there.
            Ok(Found::Reader(reader)) if address == "/" => Err(go(home(&reader.roles))),
            Ok(Found::Reader(_)) => Err(Trouble::Forbidden.into_response()),
            Ok(Found::Elsewhere(to)) => Err(go(to)),
            Err(trouble) => Err(trouble.into_response()),
        }
    }
}

enum Found {
    Reader(Box<Reader>),
    Elsewhere(&'static str),
}

fn find_reader(app: &App, visitor: Visitor) -> Result<Found, Trouble> {
    let Some((account, session)) = session_of(app, &visitor)? else {
        let fresh = app.options.setup_code.is_some() && app.store.accounts()?.is_empty();
        return Ok(Found::Elsewhere(if fresh { "/setup" } else { "/login" }));
    };
    if !session.second_factor {
        return Ok(Found::Elsewhere(if account.totp.is_some() { "/login/code" } else { "/account/totp" }));
    }
    let digest = digest(visitor.token.as_deref().unwrap_or_default());
    let roles = account.roles(app.now());
    Ok(Found::Reader(Box::new(Reader { account, roles, session, digest, visitor })))
}

/// The first place that somebody may look at.
fn home(roles: &BTreeSet<Role>) -> &'static str {
    places(roles).next().map_or("/account", |(_, href, _)| href)
}

/// The account and session behind a visitor's cookie, whether or not the second factor was shown. The session of somebody
/// who is not authorised to anything any more ends here.
///
/// # Errors
/// Where the database fails.
pub fn session_of(app: &App, visitor: &Visitor) -> Result<Option<(Account, Session)>, Trouble> {
    let Some(token) = &visitor.token else { return Ok(None) };
    let Some(session) = app.store.session(digest(token), app.now())? else { return Ok(None) };
    let account = app.store.account(session.account)?;
    if account.roles(app.now()).is_empty() {
        app.store.close_session(digest(token))?;
        return Ok(None);
    }
    Ok(Some((account, session)))
}

/// A form that came from one of our own pages of this session.
#[derive(Debug, Clone, Default)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    /// The first value of a field, without blanks around it; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The address to come back to, if it is one of our own.
    pub fn back(&self) -> &str {
        let back = self.get("back");
        let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
        if own { back } else { "/" }
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        csrf::check_origin(request.headers()).map_err(|_| Trouble::StaleForm)?;
        let token = Cookie::Session.get(request.headers(), SECURE).map(str::to_owned);
        let body = Bytes::from_request(request, app).await.map_err(|_| Trouble::TooLarge)?;
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&body).map_err(|_| Trouble::StaleForm)?;
        let form = Self(fields);
        let token = token.ok_or(Trouble::StaleForm)?;
        app.csrf.check(&token, form.get("csrf")).map_err(|_| Trouble::StaleForm)?;
        Ok(form)
    }
}
