//! `zgoda backup` and `zgoda restore`: two encrypted archives; a restore replays what people have asked for since.

use std::path::Path;

use serde_json::json;
use zgoda_law::ActorId;
use zgoda_store::{Replay, Stamp, Store};

use crate::cli::{BackupArgs, RestoreArgs};
use crate::clock::now;
use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn make(installation: &Installation, args: &BackupArgs, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let manifest = store.backup(&args.to, stamp())?;
    let rows: u64 = manifest.rows.values().sum();
    let text = screen.text();
    screen.answer(
        &manifest,
        &[
            (text.cli_backup_folder(), args.to.display().to_string()),
            (text.cli_backup_rows(), rows.to_string()),
            (text.cli_ledger_entries(), manifest.ledger_size.to_string()),
        ],
    );
    screen.say(text.cli_backup_made());
    Ok(Exit::Done)
}

pub fn restore(installation: &Installation, args: &RestoreArgs, screen: &Screen) -> Result<Exit, Failure> {
    let living = args.living.as_deref().map(|folder| open_living(folder, installation)).transpose()?;
    let (replay, origin) = match &living {
        Some((store, origin)) => (store.replay_list(0)?, origin.clone()),
        None => (Replay::default(), args.origin.clone()),
    };
    let config = installation.prepare(&origin)?;
    let (_, restored) = Store::restore(&args.from, config, &replay, stamp())?;
    let text = screen.text();
    screen.answer(
        &json!({ "made_at": restored.manifest.made_at, "replayed": restored.replayed }),
        &[
            (text.cli_restore_made_at(), text.moment(restored.manifest.made_at)),
            (text.cli_restore_replayed(), restored.replayed.to_string()),
        ],
    );
    screen.say(if living.is_some() { text.cli_restore_done() } else { text.cli_restore_alone() });
    Ok(Exit::Done)
}

/// The installation that is still there, whose erasures and objections must outlive the restore.
fn open_living(folder: &Path, target: &Installation) -> Result<(Store, String), Failure> {
    let living = target.beside(folder);
    Ok((living.open()?, living.settings()?.origin))
}

fn stamp() -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at: now() }
}
