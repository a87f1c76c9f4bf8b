//! `/enrichment`: runs from the choice of firms to the decision about what they brought.

mod diff;
mod evidence;
mod list;
mod new;
mod ranks;
mod run;
mod schedules;

pub use diff::better;

use axum::Router;
use axum::routing::{get, post};
use zgoda_enrich::runs::Choice;
use zgoda_law::{Actor, ReasonCode};
use zgoda_store::RunId;
use zgoda_text::Text;

use crate::app::App;
use crate::page::Reader;
use crate::show::name_of;
use crate::trouble::Trouble;

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/enrichment", get(list::page))
        .route("/enrichment/new", get(new::page).post(new::submit))
        .route("/enrichment/choose", post(new::choose))
        .route("/enrichment/found", post(new::choose_found))
        .route("/enrichment/ranks", get(ranks::page).post(ranks::save))
        .route("/enrichment/schedules", get(schedules::page))
        .route("/enrichment/schedules/{id}/stop", post(schedules::stop))
        .route("/enrichment/{id}", get(run::page))
        .route("/enrichment/{id}/approve", post(run::approve))
        .route("/enrichment/{id}/pause", post(run::pause))
        .route("/enrichment/{id}/resume", post(run::resume))
        .route("/enrichment/{id}/end", post(run::end))
        .route("/enrichment/{id}/again", post(run::again))
        .route("/enrichment/{id}/undo", post(run::undo))
        .route("/enrichment/{id}/repeat", post(run::repeat))
        .route("/enrichment/{id}/evidence", post(evidence::pack))
        .route("/enrichment/{id}/diff", get(diff::page).post(diff::decide))
}

/// The reader at the work of enriching firms, whatever they work for else.
fn actor(app: &App, reader: &Reader) -> Result<Actor, Trouble> {
    let purpose = app.store.law().catalogue().purpose("enrich_company").ok_or(Trouble::Unexpected)?;
    Ok(reader.actor_for(app, purpose.id))
}

/// The name of a source as it is shown: websites have none of their own.
pub fn source_name(t: Text, id: &str, name: &str) -> String {
    t.find(&format!("sources-name-{}", id.replace('_', "-"))).unwrap_or(name).to_owned()
}

/// The words for a code, by the beginning of its message.
pub fn coded(t: Text, prefix: &str, code: &str) -> String {
    t.find(&format!("{prefix}-{}", code.replace('_', "-"))).unwrap_or(code).to_owned()
}

/// Reasons in a line.
fn reasons(t: Text, codes: &[ReasonCode]) -> String {
    let mut words: Vec<&str> = codes.iter().map(|code| t.reason_short(*code)).collect();
    words.dedup();
    words.join(", ")
}

/// How the firms were chosen, in words.
fn choice(t: Text, text: &str) -> String {
    match serde_json::from_str(text) {
        Ok(Choice::All) => t.enrich_choice_all().to_owned(),
        Ok(Choice::WithPeople) => t.enrich_choice_with_people().to_owned(),
        Ok(Choice::Stale { days }) => t.enrich_choice_stale(days),
        Ok(Choice::Firms { .. }) => t.enrich_choice_firms().to_owned(),
        Ok(Choice::Numbers { .. }) => t.enrich_choice_numbers().to_owned(),
        Err(_) => String::new(),
    }
}

/// The page of a run, with a word about what was done.
fn run_page(id: RunId, done: &str) -> String {
    format!("/enrichment/{id}?done={done}")
}
