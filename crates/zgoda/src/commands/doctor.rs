//! `zgoda doctor`: is everything as it should be?

use serde_json::json;

use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(installation: &Installation, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let text = screen.text();
    let statements = store.check_statements()?;
    let findings = store.examine()?;
    let bar = screen.progress(store.ledger().size()?);
    let verified = store.ledger().verify(|done, _| bar.set_position(done))?;
    bar.finish_and_clear();
    let lines = [
        (text.cli_doctor_place(), store.location()),
        (text.cli_doctor_people(), findings.people.to_string()),
        (text.cli_doctor_groundless(), findings.groundless.to_string()),
        (text.cli_doctor_termless(), findings.termless.to_string()),
        (text.cli_doctor_erased(), findings.erased_but_present.to_string()),
        (text.cli_doctor_keyless(), findings.keyless.to_string()),
        (text.cli_doctor_orphaned(), findings.orphaned.to_string()),
        (text.cli_doctor_missing(), findings.missing.to_string()),
        (text.cli_doctor_unproven(), findings.unproven.to_string()),
        (text.cli_doctor_unreadable(), findings.unreadable.to_string()),
        (text.cli_doctor_unlike(), findings.unlike.to_string()),
        (text.cli_doctor_recovered(), findings.replayed.to_string()),
        (text.cli_doctor_statements(), statements.to_string()),
        (text.cli_ledger_entries(), verified.entries.to_string()),
    ];
    screen.answer(
        &json!({
            "sound": findings.is_sound(),
            "people": findings.people,
            "groundless": findings.groundless,
            "termless": findings.termless,
            "erased_but_present": findings.erased_but_present,
            "keyless": findings.keyless,
            "orphaned": findings.orphaned,
            "missing": findings.missing,
            "unproven": findings.unproven,
            "unreadable": findings.unreadable,
            "unlike": findings.unlike,
            "replayed": findings.replayed,
            "statements": statements,
            "ledger_entries": verified.entries,
        }),
        &lines,
    );
    screen.say(if findings.is_sound() { text.cli_doctor_sound() } else { text.cli_doctor_unsound() });
    Ok(if findings.is_sound() { Exit::Done } else { Exit::Failed })
}
