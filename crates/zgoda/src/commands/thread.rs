//! `zgoda import THREAD.json --me NAME`: one conversation of a messenger, without its content.

use serde_json::json;
use zgoda_formats::Input;
use zgoda_intake::messenger::{ThreadOptions, import_thread, participants};
use zgoda_intake::{By, ImportPlan};
use zgoda_store::Store;

use crate::cli::ImportArgs;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::screen::Screen;

pub fn bring_in(
    store: &Store,
    args: &ImportArgs,
    plan: &ImportPlan,
    file: &Input,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let text = screen.text();
    let Some(me) = args.me.clone() else {
        screen.say(text.cli_thread_choose(participants(file)?.join(", ")));
        return Err(Failure::new(Kind::Option("--me".into())));
    };
    if args.dry_run {
        screen.answer(&json!({ "participants": participants(file)? }), &[]);
        screen.say(text.cli_import_dry());
        return Ok(Exit::Done);
    }
    let options = ThreadOptions { me, contacts_from_text: args.contacts_from_text };
    let report = import_thread(store, By::system(now()), file, plan, &options)?;
    screen.answer(&report, &[("person", report.person.to_string())]);
    screen.say(text.cli_thread_done(report.messages as u64));
    screen.say(text.cli_import_done(report.import.to_string()));
    Ok(Exit::Done)
}
