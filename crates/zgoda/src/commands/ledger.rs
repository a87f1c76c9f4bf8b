//! `zgoda ledger`: verifying, signing, proving, copying.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use serde_json::json;
use zgoda_ledger::{CopyWriter, Proof, inclusion_proof, verify_copy, verify_proof_bundle};
use zgoda_store::{Entry, Ledger};

use crate::cli::LedgerCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

/// Entries read at a time.
const PAGE: u64 = 4_096;
/// The first bytes of a proof bundle, which tell it from a copy.
const PROOF_MARK: &[u8] = b"c2sp.org/tlog-proof";

pub fn run(installation: &Installation, command: LedgerCommands, screen: &Screen) -> Result<Exit, Failure> {
    match command {
        LedgerCommands::Verify { copy: Some(copy), key } => verify_file(&copy, key.as_deref(), screen),
        LedgerCommands::Verify { copy: None, .. } => verify(&installation.open()?.ledger(), screen),
        LedgerCommands::Checkpoint => {
            let store = installation.open()?;
            let note = store.ledger().checkpoint(now())?;
            screen.answer(&json!({ "checkpoint": note, "vkey": store.ledger().vkey() }), &[]);
            screen.say(note.trim_end());
            Ok(Exit::Done)
        }
        LedgerCommands::Prove { entry, to } => {
            prove(&installation.open()?.ledger(), entry, to.as_deref(), screen)
        }
        LedgerCommands::Export { to } => export(&installation.open()?.ledger(), &to, screen),
    }
}

fn verify(ledger: &Ledger<'_>, screen: &Screen) -> Result<Exit, Failure> {
    let bar = screen.progress(ledger.size()?);
    let verified = ledger.verify(|done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    let text = screen.text();
    let root = zgoda_ledger::Hash(verified.root).to_string();
    screen.answer(
        &json!({ "entries": verified.entries, "root": root, "checkpoint": verified.checkpoint }),
        &[(text.cli_ledger_entries(), verified.entries.to_string()), (text.cli_ledger_root(), root.clone())],
    );
    screen.say(text.cli_ledger_whole());
    Ok(Exit::Done)
}

/// A copy or a proof: both are checked without a database.
fn verify_file(path: &Path, key: Option<&str>, screen: &Screen) -> Result<Exit, Failure> {
    let text = screen.text();
    let broken = |error: Box<dyn std::error::Error>| Failure::because(Kind::ProofBroken, error);
    let open = || File::open(path).map_err(|error| Failure::file(path, error));
    let mut mark = [0; PROOF_MARK.len()];
    let read = open()?.read(&mut mark).map_err(|error| Failure::file(path, error))?;
    if mark.get(..read) == Some(PROOF_MARK) {
        let bundle = std::fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
        let key = key.ok_or_else(|| Failure::new(Kind::Option("--key".into())))?;
        let (proof, checkpoint) = verify_proof_bundle(&bundle, key).map_err(|error| broken(error.into()))?;
        let told = Entry::decode(&proof.entry).map(|entry| describe(&entry)).unwrap_or_default();
        screen.answer(
            &json!({ "entry": proof.index, "event": told, "size": checkpoint.size }),
            &[(text.cli_ledger_entry(), format!("{} · {told}", proof.index))],
        );
        screen.say(text.cli_ledger_proof_holds());
        return Ok(Exit::Done);
    }
    let length = open()?.metadata().map(|data| data.len()).unwrap_or_default();
    let bar = screen.progress(length);
    let report = verify_copy(BufReader::new(open()?), key, |_, bytes| bar.set_position(bytes))
        .map_err(|error| broken(error.into()))?;
    bar.finish_and_clear();
    screen.answer(
        &json!({ "entries": report.entries, "root": report.root.to_string(), "vkey": report.vkey }),
        &[
            (text.cli_ledger_entries(), report.entries.to_string()),
            (text.cli_ledger_root(), report.root.to_string()),
            (text.cli_ledger_signed_by(), report.vkey.clone()),
        ],
    );
    screen.say(text.cli_ledger_whole());
    if key.is_none() {
        screen.say(text.cli_ledger_key_untrusted());
    }
    Ok(Exit::Done)
}

/// What an entry says, in codes.
pub fn describe(entry: &Entry) -> String {
    let subject = entry.subject.map(|subject| subject.to_string()).unwrap_or_default();
    format!("{} {} {} {subject} {}", entry.at, entry.event, entry.action, entry.detail).trim_end().to_owned()
}

fn prove(ledger: &Ledger<'_>, entry: u64, to: Option<&Path>, screen: &Screen) -> Result<Exit, Failure> {
    let not_found = || Failure::new(Kind::NotFound(format!("ledger entry {entry}")));
    let checkpoint = ledger.checkpoint(now())?;
    let size = ledger.size()?;
    let bytes = ledger.raw(entry, entry.saturating_add(1))?.pop().ok_or_else(not_found)?;
    let path = inclusion_proof(ledger, entry, size).map_err(|_| not_found())?;
    let bundle = Proof { entry: bytes, index: entry, path, checkpoint }.to_text();
    match to {
        Some(to) => {
            std::fs::write(to, &bundle).map_err(|error| Failure::file(to, error))?;
            screen.say(screen.text().cli_ledger_written(to.display()));
        }
        None => print!("{bundle}"),
    }
    Ok(Exit::Done)
}

fn export(ledger: &Ledger<'_>, to: &Path, screen: &Screen) -> Result<Exit, Failure> {
    let failed = |error| Failure::file(to, error);
    let checkpoint = ledger.checkpoint(now())?;
    let size = ledger.size()?;
    let bar = screen.progress(size);
    let mut writer = CopyWriter::new(BufWriter::new(File::create(to).map_err(failed)?)).map_err(failed)?;
    for from in (0..size).step_by(PAGE as usize) {
        let until = size.min(from + PAGE);
        for entry in ledger.raw(from, until)? {
            writer.entry(&entry).map_err(failed)?;
        }
        bar.set_position(until);
    }
    writer.finish(&checkpoint, &ledger.vkey()).and_then(|mut inner| inner.flush()).map_err(failed)?;
    bar.finish_and_clear();
    screen.answer(&json!({ "entries": size, "file": to.display().to_string() }), &[]);
    screen.say(screen.text().cli_ledger_written(to.display()));
    Ok(Exit::Done)
}
