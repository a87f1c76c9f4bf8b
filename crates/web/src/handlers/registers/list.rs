//! `/registers` and `/registers/{register}`: all registers, one of them, and its file to take away.

use axum::extract::{Path, State};
use jiff::Timestamp;
use zgoda_law::calendar::day_of;
use zgoda_rights::registers::activities::activities;
use zgoda_rights::registers::{self, ALL, Entered, Entry, Finding, Grade};
use zgoda_store::Register;
use zgoda_text::Text;

use super::{find, finding, left, may_enter, state};
use crate::app::App;
use crate::page::{Answer, Reader, attachment, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::Tone;
use crate::views::registers::{EntryRow, RegisterCard, RegisterPage, RegistersPage, tone};

/// Files that left, counted on their card at most.
const EXPORTS: u32 = 1_000;

/// `GET /registers`
pub async fn index(State(app): State<App>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let frame = reader.frame(app, Section::Registers, None)?;
        let t = frame.t;
        let mut cards = vec![of_activities(app, t)?, of_inventory(t), of_exports(app, t)?];
        for register in ALL {
            cards.push(card(app, frame.t, register)?);
        }
        Ok(html(&RegistersPage { frame, cards }))
    })
    .await
}

fn of_activities(app: &App, t: Text) -> Result<RegisterCard, Trouble> {
    let all = activities(&app.store, app.now())?;
    let lacking = all.iter().filter(|activity| activity.in_use && activity.impact_missing).count();
    Ok(RegisterCard {
        href: "/registers/activities".to_owned(),
        name: t.reg_activities(),
        lead: t.reg_activities_lead(),
        counts: None,
        worst: (lacking > 0).then(|| (Tone::Deny, t.reg_grade_bad(), lacking)),
        due: None,
    })
}

fn of_inventory(t: Text) -> RegisterCard {
    RegisterCard {
        href: "/inventory".to_owned(),
        name: t.inventory_title(),
        lead: t.inventory_card(),
        counts: None,
        worst: None,
        due: None,
    }
}

fn of_exports(app: &App, t: Text) -> Result<RegisterCard, Trouble> {
    let (now, today) = (app.now(), day_of(app.now()));
    let out = app.store.export_totals()?.files as usize;
    let all = app.store.exports(now, EXPORTS)?;
    let late = all.iter().filter(|export| export.is_out() && export.expires_on < today).count();
    Ok(RegisterCard {
        href: "/exports".to_owned(),
        name: t.exports_title(),
        lead: t.exports_lead(),
        counts: Some((out, all.len())),
        worst: (late > 0).then(|| (Tone::Deny, t.exports_late(), late)),
        due: all.iter().filter(|export| export.is_out()).map(|export| export.expires_on).min(),
    })
}

fn card(app: &App, t: Text, register: Register) -> Result<RegisterCard, Trouble> {
    let now = app.now();
    let all = registers::list(&app.store, register, now)?;
    let open: Vec<&Entered> = all.iter().filter(|entered| entered.is_open(now)).collect();
    let dues = all.iter().flat_map(|entered| entered.dues(&app.store, now)).map(|due| due.at).min();
    let mut grades: Vec<Grade> = Vec::new();
    for entered in &open {
        grades.extend(entered.findings(&app.store, now).iter().map(Finding::grade).max());
    }
    let worst = grades.iter().copied().max();
    let many = grades.iter().filter(|grade| Some(**grade) == worst).count();
    Ok(RegisterCard {
        href: format!("/registers/{}", register.name()),
        name: registers::name_of(t, register),
        lead: text(t, register, "lead"),
        counts: Some((open.len(), all.len())),
        worst: worst.map(|grade| (tone(grade), grade_word(t, grade), many)),
        due: dues.map(day_of),
    })
}

fn grade_word(t: Text, grade: Grade) -> &'static str {
    match grade {
        Grade::Good => t.reg_grade_good(),
        Grade::Watch => t.reg_grade_watch(),
        Grade::Bad => t.reg_grade_bad(),
    }
}

/// A text of a register.
fn text(t: Text, register: Register, name: &str) -> &'static str {
    t.find(&registers::text_key(register, name)).unwrap_or_default()
}

/// `GET /registers/{register}`
pub async fn page(State(app): State<App>, Path(register): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let register = find(&register)?;
        let frame = reader.frame(app, Section::Registers, None)?;
        let (t, now) = (frame.t, app.now());
        let all = registers::list(&app.store, register, now)?;
        let mut rows: Vec<EntryRow> = all.iter().map(|entered| row(app, t, entered, now)).collect();
        // What is open stands above what is over; both the last one first.
        rows.sort_by_key(|row| row.state.is_some());
        Ok(html(&RegisterPage {
            register,
            name: registers::name_of(t, register),
            lead: text(t, register, "lead"),
            empty: text(t, register, "empty"),
            add: text(t, register, "new"),
            may_enter: may_enter(&reader),
            rows,
            frame,
        }))
    })
    .await
}

fn row(app: &App, t: Text, entered: &Entered, now: Timestamp) -> EntryRow {
    let findings = entered.findings(&app.store, now);
    // Of the heaviest the first.
    let worst = findings.iter().rev().max_by_key(|one| one.grade()).map(|worst| finding(t, worst));
    let clock = match (&entered.entry, &entered.struck) {
        (Entry::Breach(breach), None) => Some(left(t, &breach.clock(now), breach.hours_taken())),
        _ => None,
    };
    EntryRow {
        id: entered.id.0,
        title: entered.entry.title(),
        state: state(t, entered, now),
        worst,
        entered_on: day_of(entered.entered_at),
        due: entered.dues(&app.store, now).into_iter().map(|due| due.at).min().map(day_of),
        clock,
    }
}

/// `GET /registers/{register}/file/{file}`: the register as `register.pdf` or `register.json`.
pub async fn file(
    State(app): State<App>,
    Path((register, file)): Path<(String, String)>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let register = find(&register)?;
        let now = app.now();
        let mut entries = Vec::new();
        for entered in registers::list(&app.store, register, now)? {
            let findings = entered.findings(&app.store, now);
            entries.push((entered, findings));
        }
        let name = |ending: &str| format!("{}-{}.{ending}", register.name(), day_of(now));
        match file.as_str() {
            "register.pdf" => {
                let names = show::names(app)?;
                let controller = show::controller(app)?;
                let lang = reader.t().lang();
                let said = |id| names.get(&id).cloned().unwrap_or_default();
                let pdf = registers::of_register(register, &entries, &said, &controller, lang, now)?;
                Ok(attachment("application/pdf", &name("pdf"), pdf))
            }
            "register.json" => {
                let json = registers::to_json(&entries)?;
                Ok(attachment("application/json", &name("json"), json))
            }
            _ => Err(Trouble::NotFound),
        }
    })
    .await
}
