//! Data that nobody uses: the figure and its history, the fields, and stopping one of them.

use askama::Template;
use jiff::civil::Date;
use zgoda_law::FieldClass;

use super::frame::Frame;

/// A field without use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedRow {
    /// Its stable name.
    pub field: String,
    /// Its class.
    pub class: FieldClass,
    /// Values held.
    pub values: u64,
    /// The day of its last use.
    pub since: Date,
    /// The risk.
    pub risk: u64,
}

/// A stopped field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopRow {
    /// Its stable name.
    pub field: String,
    /// Who stopped it.
    pub by: String,
    /// On which day.
    pub at: Date,
    /// The day of the erasure.
    pub erase_on: Date,
    /// How many values were erased, once they were.
    pub erased: Option<u64>,
}

/// A number of days that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// In words.
    pub words: String,
    /// Where it is chosen.
    pub href: String,
    /// Whether it is the one shown.
    pub chosen: bool,
}

/// The page of unused data.
#[derive(Debug, Template)]
#[template(path = "retention/unused.html")]
pub struct UnusedPage {
    /// What stands around.
    pub frame: Frame,
    /// Values held.
    pub held: u64,
    /// Of these, values of unused fields.
    pub unused: u64,
    /// Their share, as a percentage.
    pub share: String,
    /// The risk they carry.
    pub risk: u64,
    /// The history as SVG, where there is any.
    pub history: Option<String>,
    /// The days that may be chosen.
    pub days: Vec<Days>,
    /// The fields.
    pub rows: Vec<UnusedRow>,
    /// Stopped fields.
    pub stops: Vec<StopRow>,
    /// Whether the reader may stop fields.
    pub may_stop: bool,
}

/// The preview of stopping a field.
#[derive(Debug, Template)]
#[template(path = "retention/unused_stop.html")]
pub struct UnusedStopPage {
    /// What stands around.
    pub frame: Frame,
    /// The stable name of the field.
    pub field: String,
    /// Values that would be erased.
    pub values: u64,
    /// People they belong to.
    pub people: u64,
    /// Values that would stay.
    pub kept: u64,
    /// The day of the erasure.
    pub erase_on: Date,
}
