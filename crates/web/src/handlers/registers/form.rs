//! `/registers/{register}/new` and `/registers/{register}/{id}/edit`: the form of an entry.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use zgoda_rights::RightsError;
use zgoda_rights::registers::cell::Control;
use zgoda_rights::registers::{self, Entry, Field, Problem};
use zgoda_store::{EntryId, Register};
use zgoda_text::Text;

use super::find;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::parts::{Notice, Tone};
use crate::views::registers::{BoxView, FormPage};

/// What stands in the boxes.
type Typed = BTreeMap<&'static str, String>;

/// Which form, and what is in it.
struct Filled {
    register: Register,
    over: Option<(u32, u32, String)>,
    typed: Typed,
    problems: Vec<Problem>,
    told: Option<&'static str>,
}

/// `GET /registers/{register}/new`
pub async fn blank(State(app): State<App>, Path(register): Path<String>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let register = find(&register)?;
        let typed = Typed::new();
        show(app, &reader, Filled { register, over: None, typed, problems: Vec::new(), told: None })
    })
    .await
}

/// `GET /registers/{register}/{id}/edit`
pub async fn filled(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    reader: Reader,
) -> Answer {
    app.blocking(move |app| {
        let register = find(&register)?;
        let last = registers::history(&app.store, register, EntryId(id))?.pop().ok_or(Trouble::NotFound)?;
        if last.struck.is_some() {
            return Ok(go(&format!("/registers/{}/{id}", register.name())));
        }
        let over = Some((id, last.revision, last.entry.title()));
        let typed = last.entry.typed().into_iter().collect();
        show(app, &reader, Filled { register, over, typed, problems: Vec::new(), told: None })
    })
    .await
}

/// `POST /registers/{register}/new`
pub async fn enter(
    State(app): State<App>,
    Path(register): Path<String>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let register = find(&register)?;
        let typed = typed(register, &form);
        match read(app, register, &typed) {
            Ok(entry) => {
                let id = registers::enter(&app.store, reader.stamp(app), &entry)?;
                Ok(go(&format!("/registers/{}/{id}?done=reg-entered", register.name())))
            }
            Err(problems) => {
                let told = Some(reader.t().reg_not_yet());
                show(app, &reader, Filled { register, over: None, typed, problems, told })
            }
        }
    })
    .await
}

/// `POST /registers/{register}/{id}/edit`
pub async fn revise(
    State(app): State<App>,
    Path((register, id)): Path<(String, u32)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let (register, t) = (find(&register)?, reader.t());
        let last = registers::history(&app.store, register, EntryId(id))?.pop().ok_or(Trouble::NotFound)?;
        let read_at: u32 = form.get("revision").parse().map_err(|_| Trouble::StaleForm)?;
        let typed = typed(register, &form);
        let title = last.entry.title();
        let entry = match read(app, register, &typed) {
            Ok(entry) => entry,
            Err(problems) => {
                let (over, told) = (Some((id, read_at, title)), Some(t.reg_not_yet()));
                return show(app, &reader, Filled { register, over, typed, problems, told });
            }
        };
        match registers::revise(&app.store, reader.stamp(app), EntryId(id), read_at, &entry) {
            Ok(()) => Ok(go(&format!("/registers/{}/{id}?done=reg-revised", register.name()))),
            Err(RightsError::Store(error)) if error.is_conflict() => {
                let (over, told) = (Some((id, last.revision, title)), Some(t.reg_conflict()));
                show(app, &reader, Filled { register, over, typed, problems: Vec::new(), told })
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// The boxes as they were typed; several values of one box are joined by commas.
fn typed(register: Register, form: &Posted) -> Typed {
    let read = |field: Field| (field.key, form.all(field.key).collect::<Vec<_>>().join(","));
    Entry::fields(register).into_iter().map(read).collect()
}

fn read(app: &App, register: Register, typed: &Typed) -> Result<Entry, Vec<Problem>> {
    let get = |key: &str| typed.get(key).cloned().unwrap_or_default();
    registers::read(&app.store, register, &get, app.now())
}

fn show(app: &App, reader: &Reader, filled: Filled) -> Answer {
    let frame = reader.frame(app, Section::Registers, None)?;
    let (t, register) = (frame.t, filled.register);
    let mut parts: Vec<(&'static str, Vec<BoxView>)> = Vec::new();
    let mut last = "";
    for field in Entry::fields(register) {
        if field.section != last {
            last = field.section;
            parts.push((t.find(&format!("reg-part-{}", field.section)).unwrap_or(field.section), Vec::new()));
        }
        let value = filled.typed.get(field.key).cloned().unwrap_or_default();
        let problem = filled.problems.iter().find(|problem| problem.key == field.key);
        let problem = problem.and_then(|found| t.find(&format!("reg-problem-{}", found.code)));
        if let Some((_, boxes)) = parts.last_mut() {
            boxes.push(boxed(app, t, register, field, value, problem));
        }
    }
    let told = filled.told.map(|title| Notice {
        tone: Tone::Wait,
        title: title.to_owned(),
        text: None,
        action: None,
    });
    let name = registers::name_of(t, register);
    Ok(html(&FormPage { frame, register, name, over: filled.over, told, parts }))
}

fn boxed(
    app: &App,
    t: Text,
    register: Register,
    field: Field,
    value: String,
    problem: Option<&'static str>,
) -> BoxView {
    let choices = match &field.control {
        Control::Choice(codes) => codes
            .iter()
            .map(|code| {
                let words = registers::said(t, register, field.key, &field.control, code);
                ((*code).to_owned(), words, *code == value)
            })
            .collect(),
        Control::Purposes => {
            let chosen: Vec<&str> = value.split(',').collect();
            let purposes = app.store.law().catalogue().purposes().iter();
            purposes
                .map(|purpose| {
                    let on = chosen.contains(&purpose.name.as_str());
                    (purpose.name.clone(), t.purpose(&purpose.name).to_owned(), on)
                })
                .collect()
        }
        _ => Vec::new(),
    };
    let label = registers::title(t, register, field.key);
    BoxView { key: field.key, label, control: field.control, needed: field.needed, value, choices, problem }
}
