//! `zgoda org enrich | statement | statement-undo | register`: facts about firms from the court register, figures from
//! their financial statements, and the switches of all sources.

use std::io::Read;
use std::path::Path;

use serde_json::json;
use zeroize::Zeroizing;
use zgoda_connectors::krs::KrsNumber;
use zgoda_enrich::statements::{self, Added, Taken};
use zgoda_enrich::{CONTACT, Found, Options, Plan, Registers, SourceSettings, Target, plan, run as enrich};
use zgoda_formats::Input;
use zgoda_law::Actor;
use zgoda_store::{OrgId, Store};
use zgoda_web::not_taken;

use crate::cli::OrgCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(installation: &Installation, command: OrgCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    match command {
        OrgCommands::Enrich { krs, with_persons, dry_run } => {
            let number: KrsNumber =
                krs.parse().map_err(|error| Failure::because(Kind::Option("--krs".into()), error))?;
            let (target, options) = (Target::Krs(number), Options { with_persons });
            ask(&store, &target, options, dry_run, screen)
        }
        OrgCommands::Statement { files } => {
            let actor = actor(&store)?;
            let mut all = Exit::Done;
            for file in &files {
                if take(&store, file, &actor, screen)? != Exit::Done {
                    all = Exit::Failed;
                }
            }
            Ok(all)
        }
        OrgCommands::StatementUndo { org, no } => {
            statements::undo(&store, OrgId(org), no, &actor(&store)?, now())?;
            screen.answer(&json!({ "org": org, "statement": no, "undone": true }), &[]);
            screen.say(screen.text().done_org_statement_undone());
            Ok(Exit::Done)
        }
        OrgCommands::Register { state, source, key, base, contact } => {
            if let Some(file) = key {
                SourceSettings::set_key(&store, &source, Some(&read_key(&file)?))?;
            }
            SourceSettings::save(&store, &source, state == "on", base.as_deref())?;
            if let Some(contact) = contact {
                store.set(CONTACT, &contact)?;
            }
            let name = zgoda_enrich::source(&source)?.name;
            screen.answer(&json!({ (source): state }), &[(name, state.clone())]);
            Ok(Exit::Done)
        }
    }
}

/// A key from a file or standard input: on the command line everybody on the machine would see it.
fn read_key(file: &Path) -> Result<Zeroizing<String>, Failure> {
    let failed = |error| Failure::because(Kind::File(file.display().to_string()), error);
    let mut text = Zeroizing::new(String::new());
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map_err(failed)?;
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_string(&mut text)).map_err(failed)?;
    }
    Ok(text)
}

fn ask(
    store: &Store,
    target: &Target,
    options: Options,
    dry_run: bool,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let actor = actor(store)?;
    let plan = plan(store, target, options, &actor, now())?;
    tell_plan(&plan, screen);
    if dry_run {
        screen.answer(&plan, &[]);
        return Ok(Exit::Done);
    }
    let contact = store.setting(CONTACT)?.unwrap_or_default();
    let registers = Registers::from_store(store, &contact)?;
    let report = enrich(store, registers.krs()?, &plan, &actor, now())?;
    let text = screen.text();
    screen.answer(
        &report,
        &[
            (text.cli_org_new(), report.facts.new.to_string()),
            (text.cli_org_confirmed(), report.facts.confirmed.to_string()),
            (text.cli_org_ended(), report.facts.ended.to_string()),
            (text.cli_org_people(), report.people.added.len().to_string()),
        ],
    );
    screen.say(match report.found {
        Found::Found => text.cli_org_found(),
        Found::StruckOff { .. } => text.cli_org_struck_off(),
        Found::NotFound => text.cli_org_not_found(),
    });
    Ok(if report.found == Found::NotFound { Exit::Failed } else { Exit::Done })
}

/// The program at work for the purpose of enriching.
fn actor(store: &Store) -> Result<Actor, Failure> {
    let purpose = store.law().catalogue().purpose("enrich_company").map(|purpose| purpose.id);
    Ok(store.system_actor(purpose.ok_or_else(|| Failure::new(Kind::Pack))?))
}

/// Takes the statements of a file, and tells of each what came of it.
fn take(store: &Store, file: &Path, actor: &Actor, screen: &Screen) -> Result<Exit, Failure> {
    let text = screen.text();
    let name = file.display().to_string();
    std::fs::metadata(file).map_err(|error| Failure::file(file, error))?;
    let mut exit = Exit::Done;
    for Taken { file: part, outcome } in statements::take(store, None, &Input::from(file), actor, now())? {
        let name = part.map_or_else(|| name.clone(), |part| format!("{name}: {part}"));
        match outcome {
            Ok(Added { org, no, period_to, .. }) => screen.answer(
                &json!({ "file": name, "org": org, "statement": no, "period_to": period_to.to_string() }),
                &[
                    (text.cli_statement_file(), name),
                    (text.cli_statement_firm(), org.to_string()),
                    (text.cli_statement_no(), no.to_string()),
                    (text.cli_statement_period(), text.date(period_to)),
                ],
            ),
            Err(why) => {
                exit = Exit::Failed;
                let why = not_taken(text, &why);
                screen.answer(&json!({ "file": name, "refused": why }), &[(text.cli_statement_file(), name)]);
                screen.say(why);
            }
        }
    }
    Ok(exit)
}

fn tell_plan(plan: &Plan, screen: &Screen) {
    let text = screen.text();
    screen.say(text.cli_org_plan(&plan.register.host, plan.register.name));
    if plan.people.wanted && !plan.people.allowed {
        let codes: Vec<&str> = plan.people.reasons.iter().map(|reason| reason.code.name()).collect();
        screen.say(text.cli_org_people_denied(codes.join(", ")));
    }
}
