//! Signing in and out: password, second factor, its enrolment.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use jiff::{SignedDuration, Timestamp};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;
use zgoda_store::{Account, Session, Stamp};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{
    Answer, Posted, Reader, SECURE, Visitor, digest, go, new_token, session_of, usable_purposes, with_cookie,
};
use crate::security::cookie::Cookie;
use crate::trouble::Trouble;
use crate::views::account::{EnrolPage, LoginPage, TotpPage, qr_svg};
use crate::views::parts::{Input, Notice, Tone};

/// A working day: then the password and the second factor are asked again.
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// How long the second factor may be waited for.
const HALF_SESSION: SignedDuration = SignedDuration::from_mins(10);
/// How long a code of the second factor lasts.
const TOTP_SECONDS: u64 = 30;
/// What the seed of the second factor is sealed as.
const TOTP_LABEL: &str = "totp";
/// Stands in for a password digest where there is no such account, so that both take the same time.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$iSMmJTDTbXdPrtEqzOxoKzRmb/FWVPRhmQS3DK5aFpY";

/// `GET /login`
pub async fn login_page(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.door_page(&app, |door| LoginPage { door, email: Input::default(), password: Input::default() })
}

/// `POST /login`
pub async fn login(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let login = form.get("email").to_lowercase();
    let password = Zeroizing::new(form.get("password").to_owned());
    let now = app.now();
    let address = visitor.from;
    let waits = [
        app.accounts.check(&login, now).err(),
        address.and_then(|address| app.addresses.check(&address, now).err()),
    ];
    if let Some(wait) = waits.into_iter().flatten().max() {
        return refuse(&app, visitor, login, |t| t.login_wait(wait.as_secs().unsigned_abs()));
    }
    let asked = login.clone();
    let known = app
        .hashing(move |app| {
            let account = app.store.account_by_login(&asked)?.filter(|found| found.disabled_at.is_none());
            let digest = account.as_ref().map_or(NOBODY, |account| account.password.as_str());
            let right = verify_password(&password, digest);
            Ok(account.filter(|_| right))
        })
        .await?;
    let Some(account) = known else {
        app.accounts.failed(&login, now);
        address.iter().for_each(|address| app.addresses.failed(address, now));
        return refuse(&app, visitor, login, |t| t.login_failed().to_owned());
    };
    if account.roles(now).is_empty() {
        return refuse(&app, visitor, login, |t| t.login_unauthorised().to_owned());
    }
    let next = if account.totp.is_some() { "/login/code" } else { "/account/totp" };
    let token = app.blocking(move |app| open_session(app, &account, &visitor, false)).await?;
    Ok(with_cookie(go(next), &Cookie::Session.set(&token, seconds(HALF_SESSION), SECURE)))
}

fn refuse(app: &App, visitor: Visitor, login: String, why: impl FnOnce(Text) -> String) -> Answer {
    visitor.door_page(app, |door| {
        let problem = Some(why(door.t));
        let email = Input { value: login, problem: None };
        LoginPage { door, email, password: Input { value: String::new(), problem } }
    })
}

/// `GET /login/code`
pub async fn code_page(State(app): State<App>, visitor: Visitor) -> Answer {
    let asking = visitor.clone();
    let session = app.blocking(move |app| session_of(app, &asking)).await?;
    let Some((account, _)) = session else { return Ok(go("/login")) };
    let hint = demo_hint(&app, &account, &visitor);
    visitor.door_page(&app, |mut door| {
        door.notice = hint;
        TotpPage { door, code: Input::default() }
    })
}

/// In a throw-away installation nobody has the telephone with the app.
fn demo_hint(app: &App, account: &Account, visitor: &Visitor) -> Option<Notice> {
    if !app.options.demo {
        return None;
    }
    let totp = totp_of(app, account)?;
    // Each code is good once, so whoever was here a moment ago is shown the next one.
    let fresh = account.totp_step.saturating_add(1).saturating_mul(TOTP_SECONDS);
    let code = totp.generate(unix(app.now()).max(fresh)).to_string();
    let title = Text::new(visitor.lang).totp_demo(code);
    Some(Notice { tone: Tone::Info, title, text: None, action: None })
}

/// `POST /login/code`
pub async fn code(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let typed = form.get("code").replace(' ', "");
    let asking = visitor.clone();
    let outcome = app
        .blocking(move |app| {
            let Some((account, _)) = session_of(app, &asking)? else { return Ok(None) };
            let now = app.now();
            if app.accounts.check(&account.login, now).is_err() {
                return Err(Trouble::TooMany);
            }
            let step = totp_of(app, &account).and_then(|totp| totp.check(&typed, unix(now)));
            let fresh = match step {
                Some(step) => app.store.use_totp_step(account.id, step)?,
                None => false,
            };
            if !fresh {
                app.accounts.failed(&account.login, now);
                return Ok(Some(None));
            }
            app.accounts.succeeded(&account.login);
            replace_session(app, &account, &asking).map(|token| Some(Some(token)))
        })
        .await?;
    match outcome {
        None => Ok(go("/login")),
        Some(Some(token)) => Ok(with_cookie(go("/"), &Cookie::Session.set(&token, seconds(SESSION), SECURE))),
        Some(None) => visitor.door_page(&app, |door| {
            let problem = Some(door.t.totp_failed().to_owned());
            TotpPage { door, code: Input { value: String::new(), problem } }
        }),
    }
}

/// `GET /account/totp`: whoever has no second factor yet gets one before anything else.
pub async fn enrol_page(State(app): State<App>, visitor: Visitor) -> Answer {
    let asking = visitor.clone();
    let secret = app.blocking(move |app| enrolment(app, &asking)).await?;
    let Some((_, secret)) = secret else { return Ok(go("/")) };
    visitor.door_page(&app, |door| EnrolPage {
        door,
        qr: "/account/totp.svg".into(),
        secret: grouped(&secret),
        code: Input::default(),
    })
}

/// `GET /account/totp.svg`
pub async fn enrol_qr(State(app): State<App>, visitor: Visitor) -> Answer {
    let asking = visitor.clone();
    let found = app.blocking(move |app| enrolment(app, &asking)).await?;
    let (account, secret) = found.ok_or(Trouble::NotFound)?;
    let login = account.login.replace([':', '/', '?', '&', ' '], "");
    let url = format!("otpauth://totp/Zgoda:{login}?secret={}&issuer=Zgoda", secret.as_str());
    let drawn = qr_svg(&url).ok_or(Trouble::Unexpected)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawn).into_response())
}

/// `POST /account/totp`
pub async fn enrol(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let typed = form.get("code").replace(' ', "");
    let asking = visitor.clone();
    let done = app
        .blocking(move |app| {
            let Some((account, secret)) = enrolment(app, &asking)? else { return Ok(None) };
            let now = app.now();
            let seed = zgoda_seed(&secret)?;
            let step = totp(&seed).and_then(|totp| totp.check(&typed, unix(now)));
            let Some(step) = step else { return Ok(Some((None, secret))) };
            let sealed = app.store.vault().seal_secret(TOTP_LABEL, &seed).map_err(|_| Trouble::Unexpected)?;
            app.store.set_totp(Stamp { actor: account.id, at: now }, account.id, &sealed, step)?;
            let token = replace_session(app, &account, &asking)?;
            Ok(Some((Some(token), secret)))
        })
        .await?;
    match done {
        None => Ok(go("/")),
        Some((Some(token), _)) => {
            Ok(with_cookie(go("/"), &Cookie::Session.set(&token, seconds(SESSION), SECURE)))
        }
        Some((None, secret)) => visitor.door_page(&app, |door| {
            let problem = Some(door.t.totp_failed().to_owned());
            let code = Input { value: String::new(), problem };
            EnrolPage { door, qr: "/account/totp.svg".into(), secret: grouped(&secret), code }
        }),
    }
}

/// `POST /logout`
pub async fn logout(State(app): State<App>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| Ok(app.store.close_session(reader.digest)?)).await?;
    Ok(with_cookie(go("/login"), &Cookie::Session.clear(SECURE)))
}

/// The seed offered for enrolment, derived from the half session, so that it is kept nowhere until it is shown to work.
fn enrolment(app: &App, visitor: &Visitor) -> Result<Option<(Account, Zeroizing<String>)>, Trouble> {
    use hmac::{Hmac, KeyInit, Mac};
    let Some((account, _)) = session_of(app, visitor)?.filter(|(account, _)| account.totp.is_none()) else {
        return Ok(None);
    };
    let keyring = app.store.vault().keyring();
    let secret = keyring.session_secret();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret).map_err(|_| Trouble::Unexpected)?;
    mac.update(b"zgoda totp enrolment 1\0");
    mac.update(&digest(visitor.token.as_deref().unwrap_or_default()));
    let seed: [u8; 32] = mac.finalize().into_bytes().into();
    let seed = seed.get(..20).unwrap_or_default().to_vec();
    let text = totp_rs::Secret::new(seed.into_boxed_slice()).to_base32();
    Ok(Some((account, Zeroizing::new(text))))
}

fn zgoda_seed(base32: &str) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let secret = totp_rs::Secret::try_from_base32(base32).map_err(|_| Trouble::Unexpected)?;
    Ok(Zeroizing::new(secret.as_bytes().to_vec()))
}

fn totp(seed: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(totp_rs::Secret::new(seed.to_vec().into_boxed_slice())).build().ok()
}

fn totp_of(app: &App, account: &Account) -> Option<Totp> {
    let seed = app.store.vault().open_secret(TOTP_LABEL, account.totp.as_deref()?).ok()?;
    totp(&seed)
}

/// Seals a seed of the second factor, for an account that is set up by the program itself.
///
/// # Errors
/// Where the vault fails.
pub fn seal_seed(store: &zgoda_store::Store, seed: &[u8]) -> Result<Vec<u8>, zgoda_store::StoreError> {
    Ok(store.vault().seal_secret(TOTP_LABEL, seed)?)
}

/// The digest of a password as it is stored: argon2id with a random salt.
pub fn hash_password(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|digest| digest.to_string())
}

/// Whether a password has this digest.
pub fn verify_password(password: &str, digest: &str) -> bool {
    PasswordHash::new(digest)
        .is_ok_and(|digest| Argon2::default().verify_password(password.as_bytes(), &digest).is_ok())
}

fn open_session(app: &App, account: &Account, visitor: &Visitor, full: bool) -> Result<String, Trouble> {
    let token = new_token()?;
    let now = app.now();
    let length = if full { SESSION } else { HALF_SESSION };
    let longest = now.checked_add(length).map_err(|_| Trouble::Unexpected)?;
    let session = Session {
        account: account.id,
        second_factor: full,
        purpose: first_purpose(app, account)?,
        lang: visitor.lang.tag().to_owned(),
        created_at: now,
        expires_at: account.authorised_until(now).map_or(longest, |end| longest.min(end)),
    };
    app.store.open_session(digest(&token), &session)?;
    Ok(token)
}

/// A new token for the full session: one that was seen before the second factor is worth nothing.
fn replace_session(app: &App, account: &Account, visitor: &Visitor) -> Result<String, Trouble> {
    if let Some(token) = &visitor.token {
        app.store.close_session(digest(token))?;
    }
    open_session(app, account, visitor, true)
}

/// The purpose a session begins with: the first in use that the account's roles serve.
fn first_purpose(app: &App, account: &Account) -> Result<zgoda_law::PurposeId, Trouble> {
    let first = usable_purposes(app, account)?.next();
    let found = first.or_else(|| app.store.law().catalogue().purpose("subject_rights"));
    Ok(found.ok_or(Trouble::Unexpected)?.id)
}

fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn unix(now: Timestamp) -> u64 {
    now.as_second().unsigned_abs()
}

fn seconds(length: SignedDuration) -> u32 {
    u32::try_from(length.as_secs()).unwrap_or(u32::MAX)
}
