//! `zgoda person show | export | erase`: one person, named by id, e-mail address or telephone number.

use std::path::Path;

use serde_json::json;
use zgoda_formats::identifiers::{Email, Phone};
use zgoda_law::SubjectId;
use zgoda_rights::{Acting, Content, Controller, ErasureOptions, erasure, export, look};
use zgoda_store::{Person, Store};

use crate::cli::PersonCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::{Installation, write_private};
use crate::screen::Screen;

pub fn run(installation: &Installation, command: PersonCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    match command {
        PersonCommands::Show { who, purpose } => show(&store, &find(&store, &who)?, &purpose, screen),
        PersonCommands::Export { who, to } => hand_out(&store, &find(&store, &who)?, &to, screen),
        PersonCommands::Erase { who, dry_run: true, .. } => foretell(&store, &find(&store, &who)?, screen),
        PersonCommands::Erase { who, to, .. } => erase(&store, &find(&store, &who)?, &to, screen),
    }
}

/// Finds the person. What was typed is in no message: it may be an address.
pub fn find(store: &Store, who: &str) -> Result<Person, Failure> {
    if let Ok(id) = who.parse::<SubjectId>() {
        return Ok(store.person(id)?);
    }
    let catalogue = store.law().catalogue();
    let (field, normal) = match (Email::parse(who), Phone::parse(who)) {
        (Ok(email), _) => ("email", email.into_string()),
        (_, Ok(phone)) => ("phone", phone.into_string()),
        _ => return Err(Failure::new(Kind::Option("ID | E-MAIL | PHONE".into()))),
    };
    let field = catalogue.field(field).ok_or_else(|| Failure::new(Kind::Pack))?;
    let found = store.find(field.id, &normal)?;
    match found.as_slice() {
        [only] => Ok(store.person_by_ordinal(*only)?),
        [] => Err(Failure::new(Kind::NotFound("person".into()))),
        _ => Err(Failure::new(Kind::Option("ID".into()))),
    }
}

fn acting(store: &Store, purpose: &str) -> Result<(Acting, zgoda_law::PurposeId), Failure> {
    let purpose = store.law().catalogue().purpose(purpose);
    let purpose = purpose.ok_or_else(|| Failure::new(Kind::Option("--purpose".into())))?.id;
    Ok((Acting::system(store, purpose, now()), purpose))
}

fn show(store: &Store, person: &Person, purpose: &str, screen: &Screen) -> Result<Exit, Failure> {
    let (who, purpose) = acting(store, purpose)?;
    let view = look(store, &who, purpose, person)?;
    let text = screen.text();
    let mut told = Vec::new();
    for field in &view.fields {
        for value in &field.values {
            let (shown, reasons) = match &value.content {
                Content::Open(shown) => (Some(shown.text().into_owned()), Vec::new()),
                Content::Sealed(verdict) => {
                    (None, verdict.reasons().iter().map(|reason| reason.code.name()).collect())
                }
            };
            let until = value.tag.last_day.map(|day| text.date_short(day)).unwrap_or_default();
            let words = shown.clone().unwrap_or_else(|| format!("✕ {}", reasons.join(", ")));
            screen.say(format!("{}: {words}  [{} · {until}]", text.field(&field.name), value.tag.source));
            told.push(json!({
                "field": field.name, "fact": value.fact, "value": shown, "denied": reasons, "tag": value.tag,
            }));
        }
    }
    if view.fields.is_empty() {
        screen.say(text.cli_person_nothing());
    }
    screen.answer(&json!({ "subject": person.id, "values": told }), &[]);
    Ok(Exit::Done)
}

fn hand_out(store: &Store, person: &Person, to: &Path, screen: &Screen) -> Result<Exit, Failure> {
    let (who, _) = acting(store, "subject_rights")?;
    let controller = Controller::of(store)?;
    let export = export(store, &who, person.id, &controller)?;
    let json = to.join(format!("dane-{}.json", person.id));
    let page = to.join(format!("dane-{}.html", person.id));
    write_private(&json, export.to_json()?.as_bytes())?;
    write_private(&page, export.to_html(screen.text().lang())?.as_bytes())?;
    tell_files(&[json, page], screen);
    Ok(Exit::Done)
}

fn foretell(store: &Store, person: &Person, screen: &Screen) -> Result<Exit, Failure> {
    let plan = erasure::plan(store, person, now())?;
    let text = screen.text();
    for going in &plan.going {
        screen.say(format!("✕ {} ({})", text.field(&going.field), going.values));
    }
    for staying in &plan.staying {
        screen.say(format!(
            "· {} – {}",
            text.field(&staying.field),
            text.article(&staying.articles.join(", "))
        ));
    }
    screen.answer(&plan, &[]);
    Ok(Exit::Done)
}

fn erase(store: &Store, person: &Person, to: &Path, screen: &Screen) -> Result<Exit, Failure> {
    let (who, _) = acting(store, "subject_rights")?;
    let certificate = erasure::carry_out(store, &who, person.id, &ErasureOptions::default())?;
    let json = to.join(format!("zaswiadczenie-{}.json", person.id));
    let page = to.join(format!("zaswiadczenie-{}.html", person.id));
    let proof = to.join(format!("zaswiadczenie-{}.proof", person.id));
    let controller = Controller::of(store)?;
    write_private(&json, certificate.to_json()?.as_bytes())?;
    write_private(&page, certificate.to_html(screen.text().lang(), &controller)?.as_bytes())?;
    write_private(&proof, certificate.proof.bundle.as_bytes())?;
    tell_files(&[json, page, proof], screen);
    Ok(Exit::Done)
}

fn tell_files(files: &[std::path::PathBuf], screen: &Screen) {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    screen.answer(&json!({ "files": names }), &[]);
    names.iter().for_each(|name| screen.say(screen.text().cli_ledger_written(name)));
}
