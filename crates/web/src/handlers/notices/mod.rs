//! *Obowiązek informacyjny*: the list, what one person reads or has read, and our own words.

mod letters;
mod list;
mod message;
mod preview;
mod words;

use axum::Router;
use axum::routing::{get, post};
use zgoda_law::Deed;
use zgoda_rights::inform::{Finding, Problem};
use zgoda_rights::roles::Area;
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;

/// The purpose for which all of this is done.
const PURPOSE: &str = "deliver_notice";

/// The addresses of this place, and those of one person's messages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notices", get(list::page))
        .route("/notices/selected", post(list::selected))
        .route("/notices/words", get(words::page).post(words::keep))
        .route("/notices/contact", post(words::contact))
        .route("/notices/report", post(message::report))
        .route("/notices/letters", get(letters::list))
        .route("/notices/letters/{id}", get(letters::page))
        .route("/notices/letters/{id}/csv", post(letters::csv))
        .route("/notices/letters/{id}/pdf", post(letters::pdf))
        .route("/notices/letters/{id}/posted", post(letters::posted))
        .route("/people/{id}/messages/{no}/back", post(message::back))
        .route("/people/{id}/notice", get(preview::page))
        .route("/people/{id}/messages/{no}", get(message::page))
        .route("/people/{id}/messages/{no}/decide", post(message::decide))
}

/// Whether the reader's roles inform people.
fn informs(reader: &Reader) -> bool {
    reader.may(Area::Notices, Deed::Write)
}

/// Those who answer for the words.
fn may_write(reader: &Reader) -> bool {
    reader.may(Area::Notices, Deed::Decide)
}

/// Why a notice is kept back, as a sentence.
fn problem(t: Text, problem: &Problem) -> String {
    match problem {
        Problem::Missing(what) => t.find(&format!("notice-missing-{what}")).unwrap_or_default().to_owned(),
        Problem::NothingHeld => t.notice_nothing_held().to_owned(),
        Problem::Promo(found) => finding(t, found),
    }
}

/// What a notice must not hold, as a sentence.
fn finding(t: Text, found: &Finding) -> String {
    let rule = t.find(&format!("lint-{}", found.rule.name())).unwrap_or_default();
    format!("{rule}: {}", found.words)
}
