//! `/settings/mail`: how mail is sent, and a message to oneself to try it.

use axum::extract::{Query, State};
use zgoda_rights::RightsError;
use zgoda_rights::inform::{Encryption, Handed, MailServer, Password, send_now};
use zgoda_rights::own_page::{public_address, set_public_address};
use zgoda_text::Text;

use crate::app::App;
use crate::handlers::setup::is_email;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Input, Notice, Tone};
use crate::views::settings::MailPage;

/// `GET /settings/mail`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "");
        Ok(html(&build(app, &reader, notice)?))
    })
    .await
}

/// `POST /settings/mail`
pub async fn save(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let input = |name: &str, problem: Option<&'static str>| Input {
            value: form.get(name).to_owned(),
            problem: problem.map(str::to_owned),
        };
        let port = form.get("port").parse::<u16>().ok().filter(|port| *port > 0);
        let encryption = Encryption::from_name(form.get("encryption")).ok_or(Trouble::StaleForm)?;
        let from_wrong = (!is_email(form.get("from"))).then(|| t.setup_email_wrong());
        let typed = |host_wrong: Option<&'static str>, address_wrong: Option<&'static str>| -> Answer {
            let mut page = build(app, &reader, None)?;
            page.frame.here = "/settings/mail".to_owned();
            page.host = input("host", host_wrong);
            page.port = input("port", port.is_none().then(|| t.mail_port_wrong()));
            page.from = input("from", from_wrong);
            (page.user, page.sender) = (input("user", None), input("sender", None));
            page.address = input("address", address_wrong);
            page.encryption = encryption.name();
            Ok(html(&page))
        };
        let Some(port) = port.filter(|_| from_wrong.is_none()) else { return typed(None, None) };
        let server = MailServer {
            host: form.get("host").to_owned(),
            port,
            encryption,
            user: form.get("user").to_owned(),
            from: form.get("from").to_owned(),
            sender: form.get("sender").to_owned(),
        };
        let password = Some(form.get("password")).filter(|text| !text.is_empty()).map(Password::new);
        match set_public_address(&app.store, form.get("address")) {
            Err(RightsError::Incomplete(_)) => return typed(None, Some(t.mail_address_wrong())),
            done => done?,
        }
        match server.save(&app.store, password.as_ref()) {
            Ok(()) => Ok(go("/settings/mail?done=mail-saved")),
            Err(RightsError::MailServer(_)) => typed(Some(t.mail_host_wrong()), None),
            Err(RightsError::Incomplete(_)) => typed(Some(t.setup_email_wrong()), None),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `POST /settings/mail/test`: sends a message to whoever asks.
pub async fn test(State(app): State<App>, reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let to = reader.account.login.clone();
        let handed = send_now(&app.store, &to, t.mail_test_subject(), t.mail_test_text(), app.now());
        let notice = match handed {
            Ok(handed) => outcome(t, handed, &to),
            Err(RightsError::NotFound(_)) => told(Tone::Wait, t.mail_none().to_owned()),
            Err(RightsError::MailServer(_)) => told(Tone::Deny, t.mail_host_wrong().to_owned()),
            Err(other) => return Err(other.into()),
        };
        let mut page = build(app, &reader, Some(notice))?;
        page.frame.here = "/settings/mail".to_owned();
        Ok(html(&page))
    })
    .await
}

fn told(tone: Tone, title: String) -> Notice {
    Notice { tone, title, text: None, action: None }
}

/// What became of the message, as a sentence.
fn outcome(t: Text, handed: Handed, to: &str) -> Notice {
    match handed {
        Handed::Accepted(_) => told(Tone::Allow, t.mail_accepted(to)),
        Handed::Refused(code) => told(Tone::Deny, t.mail_refused(code)),
        Handed::Unknown => told(Tone::Wait, t.mail_unknown().to_owned()),
        Handed::Later(why) => {
            let sentence = t.find(&format!("mail-{}", why.name())).unwrap_or_default();
            told(Tone::Deny, sentence.to_owned())
        }
    }
}

fn build(app: &App, reader: &Reader, notice: Option<Notice>) -> Result<MailPage, Trouble> {
    let known = MailServer::load(&app.store)?;
    let is_set = known.is_some();
    let server = known.unwrap_or_else(|| MailServer { port: 465, ..MailServer::default() });
    let input = |value: String| Input { value, problem: None };
    Ok(MailPage {
        frame: reader.frame(app, Section::Settings, notice)?,
        host: input(server.host),
        port: input(server.port.to_string()),
        encryption: server.encryption.name(),
        user: input(server.user),
        from: input(server.from),
        sender: input(server.sender),
        address: input(public_address(&app.store)?.unwrap_or_default()),
        is_set,
    })
}
