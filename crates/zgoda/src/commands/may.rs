//! `zgoda may CASE.json`: decides one self-contained case, without any database. The format is in `docs/may.md`.

use std::io::Read;

use zgoda_law::{Answer, Outcome, parse_case};

use crate::cli::MayArgs;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::law;
use crate::screen::Screen;

/// A case is a page of text; more is a mistake.
const CASE_BYTES_MAX: u64 = 1 << 20;

pub fn run(args: &MayArgs, screen: &Screen) -> Result<Exit, Failure> {
    let law = law(args.packs.as_deref())?;
    let mut text = String::new();
    let read = if args.case.as_os_str() == "-" {
        std::io::stdin().take(CASE_BYTES_MAX).read_to_string(&mut text)
    } else {
        std::fs::File::open(&args.case).and_then(|file| file.take(CASE_BYTES_MAX).read_to_string(&mut text))
    };
    read.map_err(|error| Failure::because(Kind::Case, error))?;
    let case = parse_case(&text).map_err(|error| Failure::because(Kind::Case, error))?;
    let verdict = law.may(&case);
    if screen.is_json() {
        println!("{}", Answer::from(&verdict).to_json());
    } else {
        tell(&verdict, screen);
    }
    Ok(match verdict.outcome() {
        Outcome::Allow => Exit::Done,
        Outcome::Deny => Exit::Denied,
        Outcome::Pending => Exit::Pending,
    })
}

fn tell(verdict: &zgoda_law::Verdict, screen: &Screen) {
    let text = screen.text();
    screen.say(match verdict.outcome() {
        Outcome::Allow => text.cli_may_allow(),
        Outcome::Deny => text.cli_may_deny(),
        Outcome::Pending => text.cli_may_pending(),
    });
    for reason in verdict.reasons() {
        screen.say(format!(
            "  ✕ {} ({}) [{}]",
            text.reason(reason.code),
            text.article(&reason.article),
            reason.code
        ));
    }
    for obligation in verdict.obligations() {
        let name = serde_json::to_value(obligation).ok();
        let code = name.as_ref().and_then(|value| value.get("code")).and_then(|code| code.as_str());
        screen.say(format!("  → {}", code.unwrap_or_default()));
    }
    let packs: Vec<String> =
        verdict.packs().iter().map(|pack| format!("{}@{}", pack.id, pack.version)).collect();
    screen.say(text.cli_may_packs(packs.join(", ")));
}
