//! Whose data shall go into a file: those who were ticked, or everybody whom the filters of the list leave.

use axum::extract::State;
use serde::Deserialize;
use zgoda_law::SubjectId;
use zgoda_rights::reach;
use zgoda_store::{Ordinal, Reach};

use crate::app::App;
use crate::handlers::people::filter::Filters;
use crate::handlers::people::rows::lit_purpose;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;

/// People who can be ticked together: one page of the list.
const TICKED_MAX: usize = 50;

/// Who was chosen, as it stands in an address: pseudonyms and filters, nothing personal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// Pseudonyms, separated by commas.
    pub ids: Option<String>,
    /// The filters of the list.
    #[serde(flatten)]
    pub filters: Filters,
}

impl Chosen {
    /// As it was written by [`query`](Self::query).
    pub fn parse(query: &str) -> Self {
        serde_urlencoded::from_str(query).unwrap_or_default()
    }

    /// As it stands in an address.
    pub fn query(&self) -> String {
        match &self.ids {
            Some(ids) => serde_urlencoded::to_string([("ids", ids)]).unwrap_or_default(),
            None => self.filters.query(),
        }
    }

    /// The people.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where somebody does not exist; where the store fails.
    pub fn people(&self, app: &App, reader: &Reader) -> Result<Vec<Ordinal>, Trouble> {
        if let Some(ids) = &self.ids {
            let ids: Vec<SubjectId> =
                ids.split(',').take(TICKED_MAX).filter_map(|id| id.parse().ok()).collect();
            return ids.iter().map(|id| Ok(app.store.person(*id)?.ordinal)).collect();
        }
        let condition = self.filters.plain(app.now()).condition();
        let Some(channel) = self.filters.may() else {
            return Ok(app.store.people_who(&condition)?.iter().collect());
        };
        let lit = lit_purpose(app, reader);
        let mut all = reach(&app.store, &reader.acting(app), &condition, channel, lit.as_deref())?;
        let wanted = self.filters.why().map_or(Reach::Allowed, Reach::Denied);
        Ok(all.remove(&wanted).unwrap_or_default().iter().collect())
    }
}

/// `POST /exports/choose`: those who were ticked in the list.
pub async fn choose(State(_): State<App>, _reader: Reader, form: Posted) -> Answer {
    let ids: Vec<String> = form
        .all("id")
        .take(TICKED_MAX)
        .filter_map(|id| id.parse::<SubjectId>().ok())
        .map(|id| id.to_string())
        .collect();
    let chosen = Chosen { ids: Some(ids.join(",")), ..Chosen::default() };
    Ok(go(&format!("/exports/new?{}", chosen.query())))
}
