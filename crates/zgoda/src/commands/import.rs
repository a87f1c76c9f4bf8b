//! `zgoda import FILE`, `import undo ID`, `import list`.

use std::path::Path;

use serde_json::json;
use zgoda_formats::{Input, Mapping, Recognised, recognise};
use zgoda_intake::import::{self, Report};
use zgoda_intake::{By, ImportPlan, IntakeError, PlannedSource, SourceSpec, link};
use zgoda_law::Basis;
use zgoda_store::{ImportId, Store};

use crate::cli::{ImportArgs, ImportCommands};
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

/// Imports shown in the list.
const LISTED: u32 = 20;

pub fn run(installation: &Installation, args: ImportArgs, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    match &args.command {
        Some(ImportCommands::Undo { id }) => undo(&store, ImportId(*id), screen),
        Some(ImportCommands::List) => list(&store, screen),
        None => bring_in(&store, &args, screen),
    }
}

fn bring_in(store: &Store, args: &ImportArgs, screen: &Screen) -> Result<Exit, Failure> {
    let file = args.file.as_deref().ok_or_else(|| Failure::new(Kind::Option("FILE".into())))?;
    if !file.is_file() {
        return Err(Failure::new(Kind::File(file.display().to_string())));
    }
    let plan = plan(store, args)?;
    let input = Input::Path(file.to_owned());
    let recognised = recognise(&input).map_err(IntakeError::from)?;
    if matches!(recognised, Recognised::Messenger(_)) {
        return super::thread::bring_in(store, args, &plan, &input, screen);
    }
    let table = recognised.open_table(&input).map_err(IntakeError::from)?.ok_or(IntakeError::NotATable)?;
    let mapping = Mapping::propose(&table);
    tell_mapping(&mapping, file, screen);
    let bar = screen.progress(0);
    let mut progress = |at: import::Progress| {
        bar.set_length(at.total);
        bar.set_position(at.done);
        bar.set_message(screen.text().cli_import_rows(at.counts.rows));
    };
    let by = By::system(now());
    let work = if args.dry_run { import::dry_run } else { import::run };
    let report = work(store, by, &input, &plan, &mapping, &mut progress);
    bar.finish_and_clear();
    tell(&report?, args.dry_run, screen);
    Ok(Exit::Done)
}

/// The plan that the options describe.
fn plan(store: &Store, args: &ImportArgs) -> Result<ImportPlan, Failure> {
    let spec: SourceSpec =
        args.source.as_deref().unwrap_or_default().parse().map_err(IntakeError::Refused)?;
    let card = spec.kind.card();
    let catalogue = store.law().catalogue();
    let links = args.purpose.iter().map(|text| {
        let (purpose, letter) = text.split_once(':').map_or((text.as_str(), None), |(p, b)| (p, Some(b)));
        let basis = match letter {
            None => None,
            Some(letter) => Some(Basis::from_name(letter).ok_or_else(|| Kind::Option(text.clone()))?),
        };
        link(catalogue, Some(card), purpose, basis, &spec.name)
            .map_err(|refusal| Kind::refused(refusal.codes))
    });
    let links = links.collect::<Result<Vec<_>, Kind>>().map_err(Failure::new)?;
    let evidence = args.evidence.clone().unwrap_or_default();
    let source = PlannedSource::New { kind: spec.kind, name: spec.name.clone(), evidence };
    let mut plan = ImportPlan::new(source, args.on, links);
    plan.informed = args.informed;
    if let Some(wording) = &args.consent_wording {
        plan.consent.wording = Some(wording.clone());
    }
    if args.consent_proven {
        plan.consent.act = Some(zgoda_law::ConsentAct::Tick);
        (plan.consent.proof, plan.consent.informed, plan.consent.separate) = (true, true, true);
        plan.consent.pke398 = true;
    }
    Ok(plan)
}

/// Shows which of their columns becomes which of our fields, before anything is read in.
fn tell_mapping(mapping: &Mapping, file: &Path, screen: &Screen) {
    screen.say(screen.text().cli_import_mapping(file.display()));
    for column in &mapping.columns {
        let ours = column.column.name();
        screen.say(format!("  {} → {ours}", column.header));
    }
}

fn tell(report: &Report, dry: bool, screen: &Screen) {
    let text = screen.text();
    let counts = report.counts;
    let lines = [
        (text.cli_import_count_rows(), counts.rows),
        (text.cli_import_count_new(), counts.imported),
        (text.cli_import_count_known(), counts.confirmed),
        (text.cli_import_count_suppressed(), counts.suppressed),
        (text.cli_import_count_opted_out(), counts.opted_out),
        (text.cli_import_count_quarantined(), counts.quarantined),
        (text.cli_import_count_discarded(), counts.discarded),
        (text.cli_import_count_refused(), counts.refused),
    ];
    let lines: Vec<_> = lines.iter().map(|(name, count)| (*name, count.to_string())).collect();
    screen.answer(report, &lines);
    for (row, code) in &report.refused_rows {
        screen.say(text.cli_import_refused_row(text.refusal(code), row));
    }
    for (code, rows) in report.problems.iter().chain(&report.withheld) {
        screen.say(format!("  · {}: {rows}", text.refusal(code)));
    }
    match report.import {
        Some(id) => screen.say(text.cli_import_done(id.to_string())),
        None if dry => screen.say(text.cli_import_dry()),
        None => {}
    }
}

fn undo(store: &Store, id: ImportId, screen: &Screen) -> Result<Exit, Failure> {
    let bar = screen.progress(0);
    let undone = import::undo(store, By::system(now()), id, &mut |at| {
        bar.set_length(at.total);
        bar.set_position(at.done);
    });
    bar.finish_and_clear();
    let undone = undone?;
    let text = screen.text();
    screen.answer(
        &undone,
        &[
            (text.cli_import_undone_people(), undone.destroyed.to_string()),
            (text.cli_import_undone_partly(), undone.partly.to_string()),
            (text.cli_import_undone_held(), undone.held.to_string()),
        ],
    );
    screen.say(text.cli_import_undone());
    Ok(Exit::Done)
}

fn list(store: &Store, screen: &Screen) -> Result<Exit, Failure> {
    let imports = store.imports(LISTED)?;
    let mut told = Vec::new();
    for import in &imports {
        let source = store.source(import.source)?;
        let when = screen.text().date_short(zgoda_law::calendar::day_of(import.started_at));
        let state = if import.undone_at.is_some() { screen.text().cli_import_undone() } else { "" };
        screen.say(format!("{:>5}  {when}  {}  {} {state}", import.id, source.name, import.counts.imported));
        told.push(json!({
            "import": import.id,
            "source": source.name,
            "started_at": import.started_at,
            "undone": import.undone_at.is_some(),
            "counts": import.counts,
        }));
    }
    screen.answer(&told, &[]);
    Ok(Exit::Done)
}
