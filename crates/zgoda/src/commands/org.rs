//! `zgoda org enrich | register`: facts about firms from the court register.

use serde_json::json;
use zgoda_connectors::krs::KrsNumber;
use zgoda_enrich::{Found, Options, Plan, Registers, SourceSettings, Target, plan, run as enrich};
use zgoda_store::Store;

use crate::cli::OrgCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

/// The setting that names whom the keeper of a register can ask.
const CONTACT: &str = "operator.contact";

pub fn run(installation: &Installation, command: OrgCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    match command {
        OrgCommands::Enrich { krs, with_persons, dry_run } => {
            let number: KrsNumber =
                krs.parse().map_err(|error| Failure::because(Kind::Option("--krs".into()), error))?;
            let (target, options) = (Target::Krs(number), Options { with_persons });
            ask(&store, &target, options, dry_run, screen)
        }
        OrgCommands::Register { state, base, contact } => {
            SourceSettings::save(&store, "krs", state == "on", base.as_deref())?;
            if let Some(contact) = contact {
                store.set(CONTACT, &contact)?;
            }
            screen.answer(&json!({ "krs": state }), &[("KRS", state.clone())]);
            Ok(Exit::Done)
        }
    }
}

fn ask(
    store: &Store,
    target: &Target,
    options: Options,
    dry_run: bool,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let purpose = store.law().catalogue().purpose("enrich_company").map(|purpose| purpose.id);
    let actor = store.system_actor(purpose.ok_or_else(|| Failure::new(Kind::Pack))?);
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

fn tell_plan(plan: &Plan, screen: &Screen) {
    let text = screen.text();
    screen.say(text.cli_org_plan(&plan.register.host, plan.register.name));
    if plan.people.wanted && !plan.people.allowed {
        let codes: Vec<&str> = plan.people.reasons.iter().map(|reason| reason.code.name()).collect();
        screen.say(text.cli_org_people_denied(codes.join(", ")));
    }
}
