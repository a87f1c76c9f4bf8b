//! `GET /access/reads`: who saw whom when for what. No value is opened here.

use std::collections::HashMap;

use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::{ActorId, SubjectId};
use zgoda_rights::watch::{ReadFilter, Seen, reads};
use zgoda_text::Text;

use crate::app::App;
use crate::handlers::people::person::purpose_name;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::views::frame::Section;
use crate::views::parts::Who;
use crate::views::watch::{ReadsPage, SeenRow};

/// Readings on a page.
const ROWS: usize = 50;
/// People named in one row.
const NAMED: usize = 3;

/// What is asked for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Wish {
    staff: String,
    person: String,
    day: String,
    before: Option<u64>,
}

impl Wish {
    /// What is asked for; nothing where a part of it cannot be understood.
    fn filter(&self) -> Option<ReadFilter> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(ReadFilter {
            actor: given(&self.staff).map(|text| text.parse().map(ActorId)).transpose().ok()?,
            subject: given(&self.person).map(|text| text.parse::<SubjectId>()).transpose().ok()?,
            day: given(&self.day).map(|text| text.parse::<Date>()).transpose().ok()?,
            before: self.before,
        })
    }

    fn href(&self, before: u64) -> String {
        let parts = [("staff", &self.staff), ("person", &self.person), ("day", &self.day)];
        let query = serde_urlencoded::to_string(parts).unwrap_or_default();
        format!("/access/reads?{query}&before={before}")
    }
}

/// `GET /access/reads`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Access, None)?;
        let (t, names) = (frame.t, show::names(app)?);
        let filter = wish.filter();
        let problem = filter.is_none();
        let found = filter.map(|filter| reads(&app.store, &filter, ROWS)).transpose()?.unwrap_or_default();
        let mut staff: Vec<(u32, String, bool)> =
            names.iter().map(|(id, name)| (id.0, name.clone(), wish.staff == id.0.to_string())).collect();
        staff.sort();
        let system = ActorId::SYSTEM.0;
        staff.push((system, t.ledger_system().to_owned(), wish.staff == system.to_string()));
        Ok(html(&ReadsPage {
            staff,
            rows: found.rows.iter().map(|seen| row(app, t, seen, &names)).collect(),
            older: found.next.map(|before| wish.href(before)),
            filtered: !(wish.staff.is_empty() && wish.person.is_empty() && wish.day.is_empty()),
            person: wish.person,
            day: wish.day,
            problem,
            frame,
        }))
    })
    .await
}

fn row(app: &App, t: Text, seen: &Seen, names: &HashMap<ActorId, String>) -> SeenRow {
    let person = |id: &SubjectId| Who { id: id.to_string(), name: None };
    SeenRow {
        at: seen.at,
        by: names.get(&seen.actor).cloned().unwrap_or_else(|| t.ledger_system().to_owned()),
        how: t.find(&format!("access-sight-{}", seen.sight.name())).unwrap_or_default(),
        purpose: seen.purpose.map(|id| purpose_name(app, id)),
        people: seen.people.iter().take(NAMED).map(person).collect(),
        more: seen.people.len().saturating_sub(NAMED) as u64,
        values: seen.values,
    }
}
