//! The list of duties to inform, and what is done about several people at once.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use jiff::ToSpan;
use serde::Deserialize;
use zgoda_law::calendar::day_of;
use zgoda_law::{NoticeStatus, SubjectId};
use zgoda_rights::inform::{self, Bulk, Problem, WayKind};
use zgoda_rights::notice::{self, Exemption};
use zgoda_rights::{RightsError, names_of};
use zgoda_store::{BatchId, DeliveryState, NoticeCounts, NoticeFilter, NoticeListed, Person};
use zgoda_text::Text;

use super::{PURPOSE, problem};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::notices::{NoticeRow, NoticesPage, Stuck};
use crate::views::parts::{Chip, Link, Notice as Told, Pager, Tone, Who};

/// Rows on a page.
const ROWS: u32 = 50;
/// Messages that wait for a human, shown at once.
const STUCK: u32 = 20;
/// The lists, by their names in the address.
const LISTS: [(&str, NoticeFilter); 4] = [
    ("overdue", NoticeFilter::Overdue),
    ("due", NoticeFilter::Due),
    ("told", NoticeFilter::Told),
    ("exempt", NoticeFilter::Exempt),
];

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    list: Option<String>,
    page: Option<String>,
    done: Option<String>,
}

/// `GET /notices`
pub async fn page(State(app): State<App>, reader: Reader, Query(wish): Query<Wish>) -> Answer {
    app.blocking(move |app| {
        let notice = show::done(reader.t(), wish.done.as_deref());
        Ok(html(&build(app, &reader, &wish, notice)?))
    })
    .await
}

/// `POST /notices/selected`: informs, or exempts, everybody who was ticked.
pub async fn selected(State(app): State<App>, reader: Reader, form: Posted) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let ids: Vec<SubjectId> = form.all("id").filter_map(|id| id.parse().ok()).collect();
        let notice = match form.get("do") {
            _ if ids.is_empty() => told(Tone::Wait, t.notices_nobody().to_owned(), None),
            "email" => {
                let who = reader.acting_for(app, PURPOSE)?;
                sent(t, &inform::queue_emails(&app.store, &who, &ids)?)
            }
            "letters" => {
                let who = reader.acting_for(app, PURPOSE)?;
                let days = form.get("days").parse().unwrap_or_default();
                match inform::make_letters(&app.store, &who, &ids, form.get("recipient"), days) {
                    Ok((batch, bulk)) => made(t, batch, &bulk),
                    Err(RightsError::Incomplete(_)) => {
                        told(Tone::Deny, t.notices_make_wrong().to_owned(), None)
                    }
                    Err(other) => return Err(other.into()),
                }
            }
            "exempt" => exempt(app, &reader, &form, &ids)?,
            _ => return Err(Trouble::StaleForm),
        };
        shown(app, &reader, notice)
    })
    .await
}

/// The list, with what was done just now.
pub fn shown(app: &App, reader: &Reader, notice: Told) -> Answer {
    let mut page = build(app, reader, &Wish::default(), Some(notice))?;
    page.frame.here = "/notices".to_owned();
    Ok(html(&page))
}

fn told(tone: Tone, title: String, text: Option<String>) -> Told {
    Told { tone, title, text, action: None }
}

/// How many are on their way, and why the others are not.
fn sent(t: Text, bulk: &Bulk) -> Told {
    let tone = if bulk.queued > 0 { Tone::Allow } else { Tone::Wait };
    told(tone, t.notices_sent(bulk.queued), skipped(t, bulk))
}

/// How many letters were made, and where they are fetched.
fn made(t: Text, batch: Option<BatchId>, bulk: &Bulk) -> Told {
    let tone = if bulk.queued > 0 { Tone::Allow } else { Tone::Wait };
    let action = batch.map(|id| Link::new(t.letters_files(), format!("/notices/letters/{id}")));
    Told { action, ..told(tone, t.notices_made(bulk.queued), skipped(t, bulk)) }
}

fn skipped(t: Text, bulk: &Bulk) -> Option<String> {
    let skipped = bulk.skipped.iter().map(|(why, people)| {
        let why = t.find(&format!("skipped-{}", why.name())).unwrap_or_default();
        format!("{why}: {people}")
    });
    let skipped = skipped.collect::<Vec<_>>().join("; ");
    Some(skipped).filter(|text| !text.is_empty())
}

fn exempt(app: &App, reader: &Reader, form: &Posted, ids: &[SubjectId]) -> Result<Told, Trouble> {
    let t = reader.t();
    let ground = Exemption::from_name(form.get("ground")).ok_or(Trouble::StaleForm)?;
    let Ok(review) = form.get("review").parse() else {
        return Ok(told(Tone::Deny, t.informed_review_wrong().to_owned(), None));
    };
    let (mut done, mut reachable, mut refused) = (0, 0, 0);
    for id in ids {
        let person = app.store.person(*id)?;
        for owed in inform::waiting(&app.store, &person)? {
            let assessment = form.get("assessment");
            match notice::exempt(&app.store, reader.stamp(app), *id, owed.no, ground, assessment, review) {
                Ok(()) => done += 1,
                Err(RightsError::Reachable) => reachable += 1,
                Err(RightsError::NotFound(_) | RightsError::Erased) => refused += 1,
                Err(RightsError::Incomplete("public information")) => {
                    let next = t.informed_not_public_next().to_owned();
                    return Ok(told(Tone::Deny, t.informed_not_public().to_owned(), Some(next)));
                }
                Err(RightsError::Incomplete("day of review")) => {
                    let next = t.informed_review_wrong_next().to_owned();
                    return Ok(told(Tone::Deny, t.informed_review_wrong().to_owned(), Some(next)));
                }
                Err(RightsError::Incomplete(_)) => {
                    let next = t.informed_assessment_wrong_next().to_owned();
                    return Ok(told(Tone::Deny, t.informed_assessment_wrong().to_owned(), Some(next)));
                }
                Err(other) => return Err(other.into()),
            }
        }
    }
    let mut why = Vec::new();
    if reachable > 0 {
        why.push(format!("{}: {reachable}", t.informed_reachable()));
    }
    if refused > 0 {
        why.push(format!("{}: {refused}", t.notices_not_exempt()));
    }
    let tone = if done > 0 { Tone::Allow } else { Tone::Deny };
    Ok(told(tone, t.notices_exempted(done), Some(why.join("; ")).filter(|text| !text.is_empty())))
}

fn build(app: &App, reader: &Reader, wish: &Wish, notice: Option<Told>) -> Result<NoticesPage, Trouble> {
    let (t, now) = (reader.t(), app.now());
    let frame = reader.frame(app, Section::Notices, notice)?;
    let counts = app.store.notice_counts(now)?;
    let (name, filter) = chosen(wish, counts);
    let number = wish.page.as_deref().and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).max(1) - 1;
    let listed = app.store.notices_listed(filter, now, number.saturating_mul(ROWS), ROWS)?;
    let by_state: BTreeMap<DeliveryState, u64> = app.store.deliveries_by_state()?.into_iter().collect();
    let on_way = |state| by_state.get(&state).copied().unwrap_or(0);
    let rows = rows(app, reader, &listed)?;
    let open = matches!(filter, NoticeFilter::Due | NoticeFilter::Overdue);
    Ok(NoticesPage {
        lists: LISTS.iter().map(|(own, filter)| chip(t, own, count(*filter, counts), *own == name)).collect(),
        pager: pager(name, number, rows.len() as u64, count(filter, counts)),
        hindrances: hindrances(app, t)?,
        stuck: stuck(app, reader)?,
        queued: on_way(DeliveryState::Queued) + on_way(DeliveryState::Sending),
        review: frame.today.saturating_add(1.year()),
        told: matches!(filter, NoticeFilter::Told),
        open,
        rows,
        frame,
    })
}

/// The list asked for; without a wish the most urgent that has anybody in it.
fn chosen(wish: &Wish, counts: NoticeCounts) -> (&'static str, NoticeFilter) {
    let named = LISTS.iter().find(|(name, _)| wish.list.as_deref() == Some(*name));
    let urgent = if counts.overdue > 0 { &LISTS[0] } else { &LISTS[1] };
    *named.unwrap_or(urgent)
}

const fn count(filter: NoticeFilter, counts: NoticeCounts) -> u64 {
    match filter {
        NoticeFilter::Due => counts.due,
        NoticeFilter::Overdue => counts.overdue,
        NoticeFilter::Told => counts.told,
        NoticeFilter::Exempt => counts.exempt,
    }
}

fn chip(t: Text, name: &str, count: u64, on: bool) -> Chip {
    let label = match name {
        "overdue" => t.notices_overdue(),
        "due" => t.notices_due(),
        "told" => t.notices_told(),
        _ => t.notices_exempt_list(),
    };
    Chip { label: format!("{label} {}", t.count(count)), href: format!("/notices?list={name}"), on }
}

fn pager(name: &str, number: u32, rows: u64, total: u64) -> Pager {
    let before = u64::from(number) * u64::from(ROWS);
    let last = before + rows;
    let page = |number: u32| format!("/notices?list={name}&page={number}");
    Pager {
        first: if rows == 0 { 0 } else { before + 1 },
        last,
        total,
        previous: (number > 0).then(|| page(number)),
        next: (rows > 0 && last < total).then(|| page(number.saturating_add(2))),
    }
}

/// What keeps back every notice, whoever it is for.
fn hindrances(app: &App, t: Text) -> Result<Vec<String>, Trouble> {
    let missing = inform::missing_of_controller(&app.store)?;
    Ok(missing.iter().map(|missing: &Problem| problem(t, missing)).collect())
}

fn rows(app: &App, reader: &Reader, listed: &[NoticeListed]) -> Result<Vec<NoticeRow>, Trouble> {
    let who = reader.acting_for(app, PURPOSE)?;
    let now = app.now();
    let people: Vec<Person> =
        listed.iter().map(|row| app.store.person(row.subject)).collect::<Result<_, _>>()?;
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
    let mut rows = Vec::with_capacity(listed.len());
    for ((row, person), name) in listed.iter().zip(&people).zip(names) {
        let ways = inform::ways(&app.store, &who, person)?;
        let open = |kind| ways.iter().any(|way| way.kind == kind && way.is_open());
        let deliveries = app.store.deliveries(person)?;
        let moving = deliveries.iter().rev().find(|delivery| delivery.notices.contains(&row.no));
        let overdue = !row.status.is_met() && row.due_at <= now;
        let moved = moving.map(|delivery| delivery.moved_at);
        rows.push(NoticeRow {
            who: show::who(row.subject, name),
            source: row.source_name.clone(),
            duty: row.duty,
            status: row.status,
            moving: moving.map(|delivery| delivery.state),
            day: day_of(match row.status {
                NoticeStatus::Due | NoticeStatus::Undeliverable => row.due_at,
                _ => row.done_at.or(moved).unwrap_or(row.obtained_at),
            }),
            ends: overdue.then(|| inform::destroyed_on(row.duty, row.due_at)).flatten(),
            email: open(WayKind::Email),
            letter: open(WayKind::Letter),
        });
    }
    Ok(rows)
}

/// Messages that wait for a human: nobody knows what became of them, or the server refused them.
fn stuck(app: &App, reader: &Reader) -> Result<Vec<Stuck>, Trouble> {
    let mut found = app.store.deliveries_in(DeliveryState::Uncertain, STUCK)?;
    found.extend(app.store.deliveries_in(DeliveryState::Refused, STUCK)?);
    let people: Vec<Person> = found.iter().map(|(id, _)| app.store.person(*id)).collect::<Result<_, _>>()?;
    let names = names_of(&app.store, &reader.acting(app), reader.session.purpose, &people)?;
    let mut stuck = Vec::with_capacity(found.len());
    for (((id, no), person), name) in found.into_iter().zip(&people).zip(names) {
        let who: Who = show::who(id, name);
        let delivery = app.store.deliveries(person)?.into_iter().find(|delivery| delivery.no == no);
        stuck.extend(delivery.map(|found| Stuck {
            who,
            no,
            state: found.state,
            at: found.moved_at,
            code: found.code,
        }));
    }
    Ok(stuck)
}
