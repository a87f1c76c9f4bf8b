//! *Ustawienia*: who may log in, the controller, the packs of law and the keys.

use askama::Template;
use jiff::civil::Date;

use super::frame::Frame;

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
    /// Where the key-encryption key lives, in words.
    pub key_place: String,
    /// When it was last rotated.
    pub key_since: Date,
    /// The fingerprint of the ledger's key.
    pub ledger_key: String,
    /// Which database, in words.
    pub database: String,
    /// The version of the program.
    pub version: String,
}
