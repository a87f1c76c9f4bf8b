//! Asking for a code and typing it. The answer to an address is the same whether or not it is known, and as quick: what
//! is done about it is done afterwards.

use axum::extract::{Query, State};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zgoda_formats::identifiers::Phone;
use zgoda_rights::inform::{MailServer, send_now};
use zgoda_rights::own_page::{Owner, Typed, owner_of, public_address};
use zgoda_rights::texting::SmsGateway;

use super::holder;
use crate::app::App;
use crate::page::{Answer, Posted, SECURE, Visitor, go, with_cookie};
use crate::security::cookie::Cookie;
use crate::show;
use crate::trouble::Trouble;
use crate::views::moje_dane::{AskPage, CodePage, Sends};
use crate::views::parts::Input;
use crate::visits::CODE_MINUTES;

/// How long the cookie of a visit is kept, in seconds; the visit itself ends sooner.
const COOKIE_SECONDS: u32 = 3_600;

/// What was done just now.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    done: Option<String>,
}

impl Wish {
    /// It, if it was done here.
    pub fn own(&self) -> Option<&str> {
        self.done.as_deref().filter(|code| code.starts_with("own-"))
    }
}

/// `GET /moje-dane`
pub async fn page(State(app): State<App>, visitor: Visitor, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| ask_page(app, visitor, wish.own(), Input::default())).await
}

fn ask_page(app: &App, visitor: Visitor, done: Option<&str>, email: Input) -> Answer {
    let sends = Sends::of(app)?;
    let holder = holder(app)?;
    visitor.door_page(app, |mut door| {
        door.notice = show::done(door.t, done);
        door.here = "/moje-dane".to_owned();
        AskPage { door, holder, sends, email }
    })
}

/// `POST /moje-dane`
pub async fn submit(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let value = form.get("email").to_lowercase();
    let sends = app.blocking(Sends::of).await?;
    let Some(typed) = Typed::read(&value).filter(|typed| sends.fits(typed)) else {
        let t = visitor.door().t;
        let wrong = if sends.sms { t.own_ask_address_wrong() } else { t.setup_email_wrong() };
        let problem = Some(wrong.to_owned());
        return app.blocking(move |app| ask_page(app, visitor, None, Input { value, problem })).await;
    };
    let now = app.now();
    // What is asked for again and again costs a wait, by address and by visitor; nobody is told which.
    let keys =
        [Some(format!("to {}", digest(typed.as_str()))), visitor.from.map(|from| format!("from {from}"))];
    let keys: Vec<String> = keys.into_iter().flatten().collect();
    let waits = keys.iter().any(|key| app.asked.check(key, now).is_err());
    keys.iter().for_each(|key| app.asked.failed(key, now));
    if !waits {
        let sending = app.clone();
        let t = visitor.door().t;
        // The answer waits for none of this, so its time tells nothing.
        tokio::task::spawn_blocking(move || {
            if let Err(trouble) = send_code(&sending, &typed, t) {
                eprintln!("zgoda: a code for a person's own page was not sent: {trouble}");
            }
        });
    }
    Ok(go("/moje-dane/kod"))
}

impl Sends {
    fn of(app: &App) -> Result<Self, Trouble> {
        let (mail, sms) = (MailServer::load(&app.store)?, SmsGateway::load(&app.store)?);
        Ok(Self { mail: mail.is_some(), sms: sms.is_some() })
    }

    fn fits(self, typed: &Typed) -> bool {
        match typed {
            Typed::Email(_) => self.mail || !self.sms,
            Typed::Mobile(_) => self.sms,
        }
    }
}

fn digest(email: &str) -> String {
    hex::encode(Sha256::digest(email.as_bytes()))
}

/// Sends a code to an address that is one person's, or a word to one that is several people's.
fn send_code(app: &App, typed: &Typed, t: zgoda_text::Text) -> Result<(), Trouble> {
    match typed {
        Typed::Email(email) => mail_code(app, typed, email.as_str(), t),
        Typed::Mobile(phone) => text_code(app, typed, phone, t),
    }
}

/// The same by text message, shorter.
fn text_code(app: &App, typed: &Typed, phone: &Phone, t: zgoda_text::Text) -> Result<(), Trouble> {
    let Some(gateway) = SmsGateway::load(&app.store)? else { return Ok(()) };
    let controller = show::controller(app)?;
    let text = match owner_of(&app.store, typed, app.now())? {
        Owner::Nobody => return Ok(()),
        Owner::Several => t.own_sms_several(&controller.name),
        Owner::One(subject) => {
            let code = app.visits.code(subject, app.now())?;
            let text = t.own_sms_code(&controller.name, &code, u64::from(CODE_MINUTES));
            match public_address(&app.store)? {
                Some(address) => format!("{text} {address}/moje-dane/kod#{code}"),
                None => text,
            }
        }
    };
    Ok(gateway.send(&app.store, phone, &text)?)
}

fn mail_code(app: &App, typed: &Typed, email: &str, t: zgoda_text::Text) -> Result<(), Trouble> {
    let controller = show::controller(app)?;
    let text = match owner_of(&app.store, typed, app.now())? {
        Owner::Nobody => return Ok(()),
        Owner::Several => t.own_mail_several(&controller.name),
        Owner::One(subject) => {
            let code = app.visits.code(subject, app.now())?;
            let text = t.own_mail_code(&controller.name, &code, u64::from(CODE_MINUTES));
            match public_address(&app.store)? {
                // Behind the `#` it is sent to no server and stands in no log.
                Some(address) => {
                    let link = format!("{address}/moje-dane/kod#{code}");
                    format!("{text}\n\n{}", t.own_mail_link(&link))
                }
                None => text,
            }
        }
    };
    send_now(&app.store, email, &t.own_mail_subject(&controller.name), &text, app.now())?;
    Ok(())
}

/// `GET /moje-dane/kod`
pub async fn code_page(State(app): State<App>, visitor: Visitor) -> Answer {
    show_code_page(&app, visitor, Input::default())
}

fn show_code_page(app: &App, visitor: Visitor, code: Input) -> Answer {
    visitor.door_page(app, |door| CodePage { door, code, minutes: CODE_MINUTES.into() })
}

/// `POST /moje-dane/kod`: opens a visit.
pub async fn enter(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let now = app.now();
    let from = visitor.from.map(|from| format!("code {from}"));
    if from.as_ref().is_some_and(|from| app.asked.check(from, now).is_err()) {
        return Err(Trouble::TooMany);
    }
    let Some(token) = app.visits.begin(form.get("code"), now)? else {
        from.iter().for_each(|from| app.asked.failed(from, now));
        let problem = Some(visitor.door().t.own_code_wrong().to_owned());
        return show_code_page(&app, visitor, Input { value: String::new(), problem });
    };
    let line = Cookie::Own.set(&token, COOKIE_SECONDS, SECURE);
    Ok(with_cookie(go("/moje-dane/mine"), &line))
}
