//! The list of requests: those that wait, the most urgent first, and those that were answered.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use serde::Deserialize;
use zgoda_law::SubjectId;
use zgoda_law::calendar::day_of;
use zgoda_rights::{Name, names_of};
use zgoda_store::{Person, RequestFile, RequestKind};

use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{Answer, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Chip, Pager, Who};
use crate::views::requests::{Asker, RequestRow, RequestsPage};

/// Rows on a page of answered requests.
const ROWS: u32 = 50;
/// Open requests shown; no office has more.
const OPEN_MAX: u32 = 1_000;

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    list: Option<String>,
    kind: Option<String>,
    page: Option<String>,
    done: Option<String>,
}

/// `GET /requests`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let answered = wish.list.as_deref() == Some("answered");
        let open = app.store.open_requests(OPEN_MAX)?;
        let total = app.store.answered_requests_count()?;
        let number = wish.page.as_deref().and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).max(1) - 1;
        let mut files = match answered {
            true => app.store.answered_requests(number.saturating_mul(ROWS), ROWS)?,
            false => open.clone(),
        };
        let kinds = kinds(t, &open, &wish, answered);
        if let Some(kind) = wish.kind.as_deref().and_then(RequestKind::from_name).filter(|_| !answered) {
            files.retain(|file| file.request.kind == kind);
        }
        let rows = rows(app, &reader, &files)?;
        let notice = show::done(t, wish.done.as_deref());
        Ok(html(&RequestsPage {
            frame: reader.frame(app, Section::Requests, notice)?,
            lists: vec![
                chip(t.requests_open(), open.len() as u64, "/requests", !answered, t),
                chip(t.requests_closed(), total, "/requests?list=answered", answered, t),
            ],
            kinds,
            pager: answered.then(|| pager(number, rows.len() as u64, total)),
            answered,
            rows,
        }))
    })
    .await
}

fn chip(label: &str, count: u64, href: &str, on: bool, t: zgoda_text::Text) -> Chip {
    Chip { label: format!("{label} {}", t.count(count)), href: href.to_owned(), on }
}

/// A filter for each right that somebody waits for.
fn kinds(t: zgoda_text::Text, open: &[RequestFile], wish: &Wish, answered: bool) -> Vec<Chip> {
    let mut counts: BTreeMap<RequestKind, usize> = BTreeMap::new();
    open.iter().for_each(|file| *counts.entry(file.request.kind).or_default() += 1);
    if answered || counts.len() < 2 {
        return Vec::new();
    }
    let kind = |(kind, count): (RequestKind, usize)| {
        let on = wish.kind.as_deref() == Some(kind.name());
        let href = if on { "/requests".to_owned() } else { format!("/requests?kind={}", kind.name()) };
        Chip { label: format!("{} {}", t.request_kind(kind.name()), t.count(count)), href, on }
    };
    counts.into_iter().map(kind).collect()
}

fn pager(number: u32, rows: u64, total: u64) -> Pager {
    let before = u64::from(number) * u64::from(ROWS);
    let page = |number: u32| format!("/requests?list=answered&page={number}");
    Pager {
        first: if rows == 0 { 0 } else { before + 1 },
        last: before + rows,
        total,
        previous: (number > 0).then(|| page(number)),
        next: (rows > 0 && before + rows < total).then(|| page(number.saturating_add(2))),
    }
}

fn rows(app: &App, reader: &Reader, files: &[RequestFile]) -> Result<Vec<RequestRow>, Trouble> {
    let held: Vec<SubjectId> =
        files.iter().filter(|file| !file.erased).filter_map(|file| file.subject).collect();
    let people: Vec<Person> = held.iter().map(|id| app.store.person(*id)).collect::<Result<_, _>>()?;
    let purpose = app.store.law().catalogue().purpose(SUBJECT_RIGHTS).ok_or(Trouble::Unexpected)?.id;
    let names = names_of(&app.store, &reader.acting_for(app, SUBJECT_RIGHTS)?, purpose, &people)?;
    let names: BTreeMap<SubjectId, Who> =
        held.into_iter().zip(names).map(|(id, name)| (id, show::who(id, name))).collect();
    let row = |file: &RequestFile| {
        let request = &file.request;
        RequestRow {
            file: file.key.to_string(),
            kind: request.kind,
            asker: asker(file, |id| names.get(&id).cloned()),
            door: request.door,
            received: day_of(request.received_at),
            due: day_of(request.due_at),
            is_late: request.answered_at.is_none() && request.due_at < app.now(),
            is_extended: request.extended_at.is_some(),
            is_identified: file.subject.is_none()
                || request.identity.is_some()
                || !zgoda_rights::requests::needs_identity(request.kind),
            answered: request.answered_at.map(day_of),
            outcome: request.outcome,
        }
    };
    Ok(files.iter().map(row).collect())
}

/// Who asks, as the register knows them.
pub fn asker(file: &RequestFile, name: impl FnOnce(SubjectId) -> Option<Who>) -> Asker {
    match file.subject {
        None => Asker::Nobody,
        Some(id) if file.erased => Asker::Erased(id.to_string()),
        Some(id) => Asker::Known(name(id).unwrap_or_else(|| show::who(id, Name::Pseudonym(id)))),
    }
}
