//! The operator's mail server, as the settings have it. The password is sealed.

use zgoda_connectors::smtp::{Encryption, Password, Smtp, SmtpError};
use zgoda_store::{Store, StoreError};

use crate::RightsError;

/// The label under which the password is sealed.
const PASSWORD: &str = "mail.password";

/// How mail is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailServer {
    /// The host.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// The user name; empty where the server wants none.
    pub user: String,
    /// The address mail comes from, and bounces come to.
    pub from: String,
    /// The name readers see beside it.
    pub sender: String,
}

impl MailServer {
    /// The server of an installation; `None` where nobody said which.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn load(store: &Store) -> Result<Option<Self>, RightsError> {
        let said = |name: &str| Ok::<_, StoreError>(store.setting(name)?.unwrap_or_default());
        let host = said("mail.host")?;
        if host.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            host,
            port: said("mail.port")?.parse().unwrap_or_default(),
            encryption: Encryption::from_name(&said("mail.encryption")?).unwrap_or_default(),
            user: said("mail.user")?,
            from: said("mail.from")?,
            sender: said("mail.sender")?,
        }))
    }

    /// Keeps the server. A password that is not given stays as it was.
    ///
    /// # Errors
    /// [`RightsError::MailServer`] where mail could not be sent that way; else where the store fails.
    pub fn save(&self, store: &Store, password: Option<&Password>) -> Result<(), RightsError> {
        Smtp::new(&self.host, self.port, self.encryption)?;
        if zgoda_formats::identifiers::Email::parse(&self.from).is_err() {
            return Err(RightsError::Incomplete("sender"));
        }
        if let Some(password) = password {
            store.set_secret(PASSWORD, Some(password.expose().as_bytes()))?;
        }
        let port = self.port.to_string();
        for (name, value) in [
            ("mail.host", self.host.as_str()),
            ("mail.port", &port),
            ("mail.encryption", self.encryption.name()),
            ("mail.user", &self.user),
            ("mail.from", &self.from),
            ("mail.sender", &self.sender),
        ] {
            store.set(name, value)?;
        }
        Ok(())
    }

    /// The client of this server, signed in with the sealed password where there is a user.
    ///
    /// # Errors
    /// [`RightsError::MailServer`] where it cannot be used; else where the store fails.
    pub fn client(&self, store: &Store) -> Result<Smtp, RightsError> {
        let smtp = Smtp::new(&self.host, self.port, self.encryption)?;
        if self.user.is_empty() {
            return Ok(smtp);
        }
        let opened = store.secret(PASSWORD)?.unwrap_or_default();
        let password = std::str::from_utf8(&opened).unwrap_or_default();
        Ok(smtp.with_login(&self.user, Password::new(password)))
    }

    /// The part behind the `@` of the sender, for the ids of messages.
    pub(crate) fn domain(&self) -> &str {
        self.from.rsplit('@').next().unwrap_or_default()
    }
}

impl From<SmtpError> for RightsError {
    fn from(error: SmtpError) -> Self {
        Self::MailServer(error)
    }
}
