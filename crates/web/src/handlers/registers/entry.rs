//! `/registers/{register}/{id}`: an entry, what follows from it, its history; striking it; the notification of a breach.

use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use zgoda_law::SeverityLevel;
use zgoda_law::calendar::day_of;
use zgoda_law::terms::BREACH_HOURS;
use zgoda_rights::RightsError;
use zgoda_rights::registers::{self, Breach, Entered, Entry};
use zgoda_store::{EntryId, Register};
use zgoda_text::Text;

use super::{find, finding, left, may_enter, state};
use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Notice, Tone};
use crate::views::registers::{EntryPage, RevisionRow, Weighed};

/// `GET /registers/{register}/{id}`
pub async fn page(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    Query(done): Query<show::Done>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "reg-");
        page_with(app, &reader, find(&register)?, EntryId(id), notice, None)
    })
    .await
}

fn page_with(
    app: &App,
    reader: &Reader,
    register: Register,
    id: EntryId,
    notice: Option<Notice>,
    strike_problem: Option<&'static str>,
) -> Answer {
    let mut frame = reader.frame(app, Section::Registers, notice)?;
    frame.here = format!("/registers/{}/{id}", register.name());
    let (t, now) = (frame.t, app.now());
    let all = registers::history(&app.store, register, id)?;
    let last = all.last().ok_or(Trouble::NotFound)?;
    let mut history = Vec::new();
    for (place, revision) in all.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| all.get(place));
        history.push(row(app, t, before, revision)?);
    }
    history.reverse();
    let weighed = match (&last.entry, &last.struck) {
        (Entry::Breach(breach), None) => Some(weigh(t, breach, now)),
        _ => None,
    };
    let destroyed = matches!(&last.entry, Entry::Stray(stray) if stray.destroyed_on.is_some());
    let dues = last.dues(&app.store, now);
    Ok(html(&EntryPage {
        register,
        name: registers::name_of(t, register),
        id: id.0,
        revision: last.revision,
        title: last.entry.title(),
        state: state(t, last, now),
        struck: last.struck.clone(),
        parts: registers::boxes_of(t, &last.entry),
        findings: last.findings(&app.store, now).iter().map(|one| finding(t, one)).collect(),
        dues: dues.iter().map(|due| (due.kind.title(t), due.at, due.at <= now)).collect(),
        weighed,
        protocol: destroyed && last.struck.is_none(),
        history,
        may_enter: may_enter(reader) && last.struck.is_none(),
        strike_problem,
        frame,
    }))
}

fn row(app: &App, t: Text, before: Option<&Entered>, now: &Entered) -> Result<RevisionRow, Trouble> {
    Ok(RevisionRow {
        number: now.revision,
        by: show::name_of(app, now.made_by)?,
        at: now.made_at,
        changes: before.map(|before| changes(t, before, now)).unwrap_or_default(),
        struck: now.struck.is_some(),
        hash: now.hash.clone(),
    })
}

/// What a revision changed, box by box.
fn changes(t: Text, before: &Entered, after: &Entered) -> Vec<(&'static str, String, String)> {
    let fields = Entry::fields(after.register);
    let pairs = before.entry.typed().into_iter().zip(after.entry.typed());
    let changed = fields.into_iter().zip(pairs).filter(|(_, ((_, old), (_, new)))| old != new);
    let said =
        |(field, ((key, old), (_, new))): (registers::Field, ((&'static str, String), (_, String)))| {
            let words = |typed: &str| registers::said(t, after.register, key, &field.control, typed);
            (registers::title(t, after.register, key), words(&old), words(&new))
        };
    changed.map(said).collect()
}

fn weigh(t: Text, breach: &Breach, now: Timestamp) -> Weighed {
    let proposed = breach.severity();
    let tone = match proposed.level {
        SeverityLevel::Low => Tone::Allow,
        SeverityLevel::Medium => Tone::Wait,
        SeverityLevel::High | SeverityLevel::VeryHigh => Tone::Deny,
    };
    let clock = breach.clock(now);
    let (clock_tone, words) = left(t, &clock, breach.hours_taken());
    let gone = breach.hours_taken().unwrap_or(BREACH_HOURS - clock.hours_left).clamp(0, BREACH_HOURS);
    Weighed {
        tone,
        words: registers::proposal(t, breach),
        clock: (clock_tone, words, t.reg_clock_until(t.moment(clock.due_at))),
        gone: u64::try_from(gone * 100 / BREACH_HOURS).unwrap_or(100),
    }
}

/// `POST /registers/{register}/{id}/strike`
pub async fn strike(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let (register, id) = (find(&register)?, EntryId(id));
        let t = reader.t();
        let last = registers::history(&app.store, register, id)?.pop().ok_or(Trouble::NotFound)?;
        let read = form.get("revision").parse().map_err(|_| Trouble::StaleForm)?;
        let stamp = reader.stamp(app);
        match registers::strike(&app.store, stamp, id, read, &last.entry, form.get("reason")) {
            Ok(()) => Ok(go(&format!("/registers/{}/{id}?done=reg-struck", register.name()))),
            Err(RightsError::Incomplete(_)) => {
                page_with(app, &reader, register, id, None, Some(t.reg_strike_short()))
            }
            Err(RightsError::Store(error)) if error.is_conflict() => {
                let title = t.reg_conflict().to_owned();
                let told = Notice { tone: Tone::Wait, title, text: None, action: None };
                page_with(app, &reader, register, id, Some(told), None)
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// An entry as it stands.
fn newest(app: &App, register: &str, id: u32) -> Result<Entered, Trouble> {
    let entered = registers::history(&app.store, find(register)?, EntryId(id))?.pop();
    entered.ok_or(Trouble::NotFound)
}

/// `GET /registers/{register}/{id}/notification`: the content of the notification to the authority.
pub async fn notification(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let entered = newest(app, &register, id)?;
        let Entry::Breach(breach) = &entered.entry else { return Err(Trouble::NotFound) };
        let (controller, now) = (show::controller(app)?, app.now());
        let pdf = registers::notification(&entered, breach, &controller, reader.t().lang(), now)?;
        Ok(attachment("application/pdf", &format!("breach-{id}-{}.pdf", day_of(now)), pdf))
    })
    .await
}

/// `GET /registers/{register}/{id}/protocol`: the protocol of the destruction of a stray file or medium.
pub async fn protocol(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let entered = newest(app, &register, id)?;
        let Entry::Stray(stray) = &entered.entry else { return Err(Trouble::NotFound) };
        let (controller, now) = (show::controller(app)?, app.now());
        let findings = entered.findings(&app.store, now);
        let lang = reader.t().lang();
        let pdf = registers::destruction(&entered, stray, &findings, &controller, lang, now)?;
        Ok(attachment("application/pdf", &format!("destruction-{id}-{}.pdf", day_of(now)), pdf))
    })
    .await
}
