//! `zgoda evidence export | verify`: the pack for an inspection, and checking one anywhere.

use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use zgoda_law::ActorId;
use zgoda_rights::inspection::{Manifest, make, make_of, make_of_run, verify};
use zgoda_rights::registers::Grade;
use zgoda_store::{RunId, Stamp};
use zgoda_text::Text;

use super::person::find;
use crate::cli::EvidenceCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::{Installation, write_private};
use crate::screen::Screen;

/// Bytes of a pack that is read at most.
const BYTES_MAX: u64 = 1 << 30;

pub fn run(installation: &Installation, command: EvidenceCommands, screen: &Screen) -> Result<Exit, Failure> {
    match command {
        EvidenceCommands::Export { at, subject, campaign, to } => {
            export(installation, at, (subject.as_deref(), campaign), &to, screen)
        }
        EvidenceCommands::Verify { file, key } => check(&file, key.as_deref(), screen),
    }
}

fn export(
    installation: &Installation,
    at: Option<Timestamp>,
    (subject, campaign): (Option<&str>, Option<u32>),
    to: &Path,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let stamp = Stamp { actor: ActorId::SYSTEM, at: now() };
    // The end of today is yet to come; the state of today is the one of now.
    let at = at.unwrap_or(stamp.at).min(stamp.at);
    let text = screen.text();
    let pack = match (subject, campaign) {
        (Some(who), _) => make_of(&store, stamp, at, text.lang(), find(&store, who)?.id)?,
        (None, Some(run)) => make_of_run(&store, stamp, at, text.lang(), RunId(run))?,
        (None, None) => make(&store, stamp, at, text.lang())?,
    };
    write_private(to, &pack.bytes)?;
    let mut lines = Vec::new();
    for line in &pack.lines {
        for (grade, words) in &line.notes {
            screen.say(format!("{} {} {words}", grade.mark().sign(), line.name));
            lines.push(json!({ "file": line.name, "origin": line.origin, "grade": grade, "note": words }));
        }
    }
    let count = |grade| pack.lines.iter().filter(|line| line.grade == grade).count();
    let (good, watch, bad) = (count(Grade::Good), count(Grade::Watch), count(Grade::Bad));
    screen.say(text.evi_summary(good, watch, bad));
    screen.say(text.cli_ledger_written(to.display()));
    screen.answer(
        &json!({ "file": to.display().to_string(), "vkey": pack.manifest.vkey, "scope": pack.manifest.scope, "files": pack.manifest.files.len(),
            "completeness": lines }),
        &[(text.cli_ledger_signed_by(), pack.manifest.vkey.clone())],
    );
    Ok(Exit::Done)
}

/// Whom a pack is about: everybody, one person by pseudonym, or one run by its number.
fn scope(text: Text, manifest: &Manifest) -> String {
    if manifest.scope == "all" { text.evi_scope_all().to_owned() } else { manifest.scope.clone() }
}

/// A pack is checked without an installation.
fn check(file: &Path, key: Option<&str>, screen: &Screen) -> Result<Exit, Failure> {
    let failed = |error| Failure::file(file, error);
    let length = std::fs::metadata(file).map_err(failed)?.len();
    if length > BYTES_MAX {
        return Err(Failure::new(Kind::ProofBroken));
    }
    let bytes = std::fs::read(file).map_err(failed)?;
    let found = verify(&bytes, key).map_err(|error| Failure::because(Kind::ProofBroken, Box::new(error)))?;
    let text = screen.text();
    let manifest = &found.manifest;
    screen.answer(
        &json!({ "files": manifest.files.len(), "controller": manifest.controller, "scope": manifest.scope, "at": manifest.at,
            "made_at": manifest.made_at, "entries": found.checkpoint.size, "proved": found.proved,
            "vkey": manifest.vkey }),
        &[
            (text.assess_controller(), manifest.controller.clone()),
            (text.evi_scope(), scope(text, manifest)),
            (text.reg_as_of(), text.moment(manifest.at)),
            (text.cli_evidence_files(), manifest.files.len().to_string()),
            (text.cli_ledger_entries(), format!("{} / {}", found.proved, found.checkpoint.size)),
            (text.cli_ledger_signed_by(), manifest.vkey.clone()),
        ],
    );
    screen.say(text.cli_evidence_whole());
    if key.is_none() {
        screen.say(text.cli_ledger_key_untrusted());
    }
    Ok(Exit::Done)
}
