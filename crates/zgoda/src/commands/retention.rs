//! `zgoda retention plan | run`: look first, then destroy what is due.

use zgoda_law::ActorId;
use zgoda_law::calendar::day_of;
use zgoda_rights::retention;
use zgoda_store::Stamp;

use crate::cli::RetentionCommands;
use crate::clock::now;
use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(
    installation: &Installation,
    command: RetentionCommands,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let text = screen.text();
    match command {
        RetentionCommands::Plan { on } => {
            let plan = retention::plan(&store, on.unwrap_or_else(|| day_of(now())))?;
            screen.answer(
                &plan,
                &[
                    (text.cli_retention_values(), plan.values.to_string()),
                    (text.cli_retention_people(), plan.people.to_string()),
                    (text.cli_retention_ended(), plan.ended.to_string()),
                    (text.cli_retention_dropped(), plan.dropped.to_string()),
                    (text.cli_retention_held(), plan.held_back.to_string()),
                    (text.cli_retention_untold(), plan.untold.to_string()),
                ],
            );
            for (field, count) in &plan.by_field {
                screen.say(format!("  {} {count}", text.field(field)));
            }
        }
        RetentionCommands::Run => {
            let due = retention::plan(&store, day_of(now()))?;
            let bar = screen.progress(due.people);
            let stamp = Stamp { actor: ActorId::SYSTEM, at: now() };
            let report = retention::run(&store, stamp, None, |done| bar.set_position(done))?;
            bar.finish_and_clear();
            screen.answer(
                &report,
                &[
                    (text.cli_retention_values(), report.values.to_string()),
                    (text.cli_retention_people(), report.people.to_string()),
                    (text.cli_retention_ended(), report.ended.to_string()),
                    (text.cli_retention_dropped(), report.dropped.to_string()),
                ],
            );
            screen.say(text.cli_retention_done());
        }
    }
    Ok(Exit::Done)
}
