//! `/registers`: the record of activities that makes itself, and the registers kept by hand.

mod activities;
mod entry;
mod form;
mod list;

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use zgoda_law::Deed;
use zgoda_rights::registers::{Clock, Entered, Finding};
use zgoda_rights::roles::Area;
use zgoda_store::Register;
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;
use crate::trouble::Trouble;
use crate::views::parts::Tone;
use crate::views::registers::{FindingRow, tone};

/// Hours before the end of a breach's clock from which it is shown as urgent.
const URGENT_HOURS: i64 = 24;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/registers", get(list::index))
        .route("/registers/activities", get(activities::page))
        .route("/registers/activities/{file}", get(activities::file))
        .route("/registers/{register}", get(list::page))
        .route("/registers/{register}/new", get(form::blank).post(form::enter))
        .route("/registers/{register}/file/{file}", get(list::file))
        .route("/registers/{register}/{id}", get(entry::page))
        .route("/registers/{register}/{id}/edit", get(form::filled).post(form::revise))
        .route("/registers/{register}/{id}/strike", post(entry::strike))
        .route("/registers/{register}/{id}/notification", get(entry::notification))
        .route("/registers/{register}/{id}/protocol", get(entry::protocol))
}

/// Whether the reader may make entries.
fn may_enter(reader: &Reader) -> bool {
    reader.may(Area::Registers, Deed::Write)
}

fn find(register: &str) -> Result<Register, Trouble> {
    Register::from_name(register).ok_or(Trouble::NotFound)
}

/// Whether an entry is struck or over; nothing while it is open.
fn state(t: Text, entered: &Entered, now: Timestamp) -> Option<(Tone, &'static str)> {
    match entered {
        struck if struck.struck.is_some() => Some((Tone::Info, t.reg_struck())),
        over if over.entry.is_over(now) => Some((Tone::Info, t.reg_over())),
        _ => None,
    }
}

fn finding(t: Text, finding: &Finding) -> FindingRow {
    FindingRow { tone: tone(finding.grade()), words: finding.words(t), article: t.article(finding.article()) }
}

/// How much of the 72 hours is left, in a colour and words.
fn left(t: Text, clock: &Clock, taken: Option<i64>) -> (Tone, String) {
    let hours = |hours: i64| hours.unsigned_abs();
    match taken {
        Some(taken) => (Tone::Allow, t.reg_clock_filed(hours(taken))),
        None if !clock.runs => (Tone::Info, t.reg_clock_stopped().to_owned()),
        None if clock.hours_left < 0 => (Tone::Deny, t.reg_clock_gone(hours(clock.hours_left))),
        None if clock.hours_left < URGENT_HOURS => (Tone::Deny, t.reg_clock_left(hours(clock.hours_left))),
        None => (Tone::Wait, t.reg_clock_left(hours(clock.hours_left))),
    }
}
