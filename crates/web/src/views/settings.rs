//! *Ustawienia*: who may log in, the controller, the packs of law and the keys.

use askama::Template;
use jiff::civil::Date;
use zgoda_store::AssessmentKind;

use super::frame::Frame;
use super::parts::Input;

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Name.
    pub name: String,
    /// E-mail of the login.
    pub email: String,
    /// Role in words.
    pub role: String,
    /// Whether a second factor is enrolled.
    pub second_factor: bool,
    /// The last day of their training.
    pub trained_until: Option<Date>,
    /// The number of the account.
    pub id: u32,
    /// Since when it is disabled.
    pub disabled: Option<Date>,
    /// Whether the reader may disable it.
    pub can_disable: bool,
}

/// How an assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assessed {
    /// The purpose rests on no basis that asks for it.
    NotNeeded,
    /// Nobody approved one, and the purpose may rest on other bases that do without.
    Open,
    /// Nobody approved one, and the purpose cannot do without.
    Missing,
    /// It held until that day.
    Over(Date),
    /// It holds until that day.
    Until(Date),
}

/// A purpose in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeRow {
    /// Its stable name.
    pub name: String,
    /// The bases it may rest on.
    pub bases: Vec<zgoda_law::Basis>,
    /// How long data are kept for it, in words.
    pub term: String,
    /// The balancing test.
    pub balancing: Assessed,
    /// The impact assessment.
    pub impact: Assessed,
}

/// A purpose of the catalogue on the page where purposes are put in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeCard {
    /// Its bases, term and assessments.
    pub row: PurposeRow,
    /// Whether it is in use.
    pub in_use: bool,
    /// The fields it needs, in words.
    pub fields: String,
    /// How many values rest on it.
    pub values: u64,
}

impl PurposeCard {
    /// The assessments without which it stays closed.
    pub fn closed_until(&self) -> Vec<AssessmentKind> {
        let stands =
            [(AssessmentKind::Balancing, self.row.balancing), (AssessmentKind::Impact, self.row.impact)];
        let is_missing = |state| matches!(state, Assessed::Missing | Assessed::Over(_));
        stands.into_iter().filter(|(_, state)| is_missing(*state)).map(|(kind, _)| kind).collect()
    }
}

/// All purposes: what each needs, and whether it is in use.
#[derive(Debug, Template)]
#[template(path = "settings/purposes.html")]
pub struct PurposesPage {
    /// What stands around.
    pub frame: Frame,
    /// Those that are in use, then the others.
    pub cards: Vec<PurposeCard>,
    /// The stable names of the purposes that are duties.
    pub duties: Vec<String>,
}

/// The form that makes an account, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserForm {
    /// The name.
    pub name: Input,
    /// The address.
    pub email: Input,
    /// Stable names of the roles, their words, and whether each is ticked.
    pub roles: Vec<(&'static str, &'static str, bool)>,
    /// What was wrong with the roles.
    pub roles_problem: Option<String>,
    /// What was wrong with the password; never its value.
    pub password: Input,
    /// The last day of the training.
    pub trained: Input,
    /// The last day of the roles.
    pub until: Input,
}

/// A pack of law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// Its name, as `channel/PL`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// First day.
    pub valid_from: Date,
    /// Last day, if it has one.
    pub valid_to: Option<Date>,
}

/// The settings.
#[derive(Debug, Template)]
#[template(path = "settings.html")]
pub struct SettingsPage {
    /// What stands around.
    pub frame: Frame,
    /// Name and address of the controller.
    pub controller: String,
    /// The officer.
    pub officer: Option<String>,
    /// Members of staff.
    pub users: Vec<UserRow>,
    /// Packs of law.
    pub packs: Vec<PackRow>,
    /// Purposes in use.
    pub purposes: Vec<PurposeRow>,
    /// The versions of the key-encryption key that are there.
    pub key_versions: String,
    /// The fingerprint of the ledger's key.
    pub ledger_key: String,
    /// Which database, in words.
    pub database: String,
    /// The version of the program.
    pub version: String,
    /// Whether the reader is an administrator.
    pub is_admin: bool,
    /// Whether the reader decides about purposes and their assessments.
    pub may_assess: bool,
    /// The form for a new account.
    pub user: UserForm,
}

/// A source of facts and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCard {
    /// Its stable id.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// What it tells, and of whom.
    pub about: String,
    /// The host that is called; `None` for websites, of which each has its own.
    pub host: Option<String>,
    /// Where its key is to be had; `None` where it wants none.
    pub key_hint: Option<String>,
    /// Whether its key was given.
    pub has_key: bool,
    /// Whether it may be asked.
    pub on: bool,
    /// Whether its form is open, because it needs another try.
    pub is_open: bool,
    /// Its address, as it was typed.
    pub url: Input,
    /// What was wrong with the key; never its value.
    pub key: Input,
}

/// The sources of facts.
#[derive(Debug, Template)]
#[template(path = "settings/sources.html")]
pub struct SourcesPage {
    /// What stands around.
    pub frame: Frame,
    /// Whom their keepers can ask.
    pub contact: Input,
    /// The sources.
    pub sources: Vec<SourceCard>,
}

/// How text messages are sent.
#[derive(Debug, Template)]
#[template(path = "settings/sms.html")]
pub struct SmsPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the gateway stands.
    pub address: Input,
    /// The name readers see.
    pub sender: Input,
    /// The token; what is held of it is never shown.
    pub token: Input,
    /// Whether messages can be sent.
    pub is_set: bool,
}

/// How mail is sent.
#[derive(Debug, Template)]
#[template(path = "settings/mail.html")]
pub struct MailPage {
    /// What stands around.
    pub frame: Frame,
    /// The host.
    pub host: Input,
    /// The port.
    pub port: Input,
    /// The stable name of the encryption.
    pub encryption: &'static str,
    /// The user name.
    pub user: Input,
    /// The sender's address.
    pub from: Input,
    /// The sender's name.
    pub sender: Input,
    /// Where the screens are found from outside.
    pub address: Input,
    /// Whether a server is set, so that it can be tried.
    pub is_set: bool,
}

impl MailPage {
    /// The ways to protect the connection: stable name, label, and whether it is the one in use.
    pub fn encryptions(&self) -> [(&'static str, &'static str, bool); 3] {
        let t = self.frame.t;
        let all = [("tls", t.mail_tls()), ("start_tls", t.mail_starttls()), ("plain", t.mail_plain())];
        all.map(|(name, label)| (name, label, name == self.encryption))
    }
}
