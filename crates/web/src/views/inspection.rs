//! *Pakiet dowodowy*: the files for an inspection, each with what is good about it and what is lacking.

use askama::Template;
use jiff::civil::Date;

use super::frame::Frame;
use super::parts::{Tone, Who};

/// A file of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Its name without an ending.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Where it comes from, in words.
    pub origin: &'static str,
    /// What is good about it and what is lacking.
    pub notes: Vec<(Tone, String)>,
    /// Where it can be mended.
    pub href: &'static str,
}

/// The pack about one person.
#[derive(Debug, Template)]
#[template(path = "person/evidence.html")]
pub struct PersonPackPage {
    /// What stands around.
    pub frame: Frame,
    /// Whom it is about.
    pub who: Who,
    /// The day as it was typed; today at first.
    pub day: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Since when they have been known.
    pub first: Date,
    /// Whether the reader may take the pack.
    pub may_take: bool,
}

/// The pack of evidence.
#[derive(Debug, Template)]
#[template(path = "inspection.html")]
pub struct EvidencePage {
    /// What stands around.
    pub frame: Frame,
    /// How many files are in order, to watch, lacking.
    pub summary: String,
    /// The files.
    pub rows: Vec<FileRow>,
    /// The key that checks the pack.
    pub vkey: String,
    /// Whether the reader may take the pack.
    pub may_take: bool,
}
