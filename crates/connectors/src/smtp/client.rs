//! The client: command by command, so that it is known which one an answer, or none, belongs to.

use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};

use super::{Encryption, Handed, Mail, Mailer, Password, Why};

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a mail server cannot be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The name of the host is none.
    #[error("the name of the mail server cannot be used")]
    Host,
    /// Without encryption only to this machine.
    #[error("a mail server elsewhere is reached with encryption only")]
    Unencrypted,
}

/// A mail server, and how to sign in there.
#[derive(Debug, Clone)]
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    login: Option<(String, Password)>,
    patience: Duration,
}

impl Smtp {
    /// A server that takes mail without a login.
    ///
    /// # Errors
    /// Where the name cannot be used, or the connection would be in plain text to another machine.
    pub fn new(host: &str, port: u16, encryption: Encryption) -> Result<Self, SmtpError> {
        let host = host.trim().to_ascii_lowercase();
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || b".-:[]".contains(&letter);
        if host.is_empty() || host.len() > 253 || !host.bytes().all(plain) {
            return Err(SmtpError::Host);
        }
        if encryption == Encryption::Plain && !is_loopback(&host) {
            return Err(SmtpError::Unencrypted);
        }
        Ok(Self { host, port, encryption, login: None, patience: PATIENCE })
    }

    /// The same with a login.
    #[must_use]
    pub fn with_login(self, user: &str, password: Password) -> Self {
        Self { login: Some((user.to_owned(), password)), ..self }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Connects, encrypts and signs in.
    fn open(&self) -> Result<SmtpConnection, Why> {
        let tls = || TlsParameters::new_rustls(self.host.clone()).map_err(|_| Why::Certificate);
        let hello = ClientId::default();
        let at_once = match self.encryption {
            Encryption::Tls => Some(tls()?),
            Encryption::StartTls | Encryption::Plain => None,
        };
        let place = (self.host.trim_start_matches('[').trim_end_matches(']'), self.port);
        let mut connection =
            SmtpConnection::connect(place, Some(self.patience), &hello, at_once.as_ref(), None)
                .map_err(|error| why(&error, Why::Unreachable))?;
        if self.encryption == Encryption::StartTls {
            if !connection.can_starttls() {
                connection.abort();
                return Err(Why::NoStartTls);
            }
            connection.starttls(&tls()?, &hello).map_err(|error| why(&error, Why::NoStartTls))?;
        }
        if let Some((user, password)) = &self.login {
            let login = Credentials::new(user.clone(), password.expose().to_owned());
            let answer = connection.auth(&[Mechanism::Plain, Mechanism::Login], &login);
            answer
                .map_err(|error| if error.is_transient() { why(&error, Why::Login) } else { Why::Login })?;
        }
        Ok(connection)
    }

    /// Offers the envelope. Nothing is handed over yet whatever comes of it.
    fn offer(&self, connection: &mut SmtpConnection, mail: &Mail<'_>, eight_bit: bool) -> Result<(), Handed> {
        let (from, to) = match (mail.from.parse(), mail.to.parse()) {
            (Ok(from), Ok(to)) => (from, to),
            _ => return Err(Handed::Refused(553)),
        };
        let mut options = Vec::new();
        if eight_bit {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        step(connection.command(MailFrom::new(Some(from), options)))?;
        step(connection.command(Rcpt::new(to, Vec::new())))?;
        step(connection.command(Data)).map(drop)
    }
}

impl Mailer for Smtp {
    fn hand_over(&self, mail: &Mail<'_>) -> Handed {
        let Some(message) = mail.build() else { return Handed::Refused(553) };
        let bytes = message.formatted();
        let mut connection = match self.open() {
            Ok(connection) => connection,
            Err(why) => return Handed::Later(why),
        };
        let eight_bit =
            !bytes.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime);
        if let Err(handed) = self.offer(&mut connection, mail, eight_bit) {
            connection.abort();
            return handed;
        }
        // From here on silence says nothing: the server may have the message.
        let handed = match connection.message(&bytes) {
            Ok(answer) => Handed::Accepted(answer.code().into()),
            Err(error) => answered(&error).unwrap_or(Handed::Unknown),
        };
        connection.abort();
        handed
    }
}

fn step(answer: Result<Response, Error>) -> Result<Response, Handed> {
    answer.map_err(|error| answered(&error).unwrap_or(Handed::Later(Why::BrokenOff)))
}

/// What a server said no with, if it said anything.
fn answered(error: &Error) -> Option<Handed> {
    let code = u16::from(error.status()?);
    Some(if error.is_permanent() { Handed::Refused(code) } else { Handed::Later(Why::Code(code)) })
}

fn why(error: &Error, otherwise: Why) -> Why {
    match error.status() {
        Some(code) if error.is_transient() => Why::Code(code.into()),
        Some(_) => otherwise,
        None if error.is_tls() => Why::Certificate,
        None if error.is_timeout() => Why::Unreachable,
        None => otherwise,
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
