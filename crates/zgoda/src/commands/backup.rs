//! `zgoda backup` and `zgoda restore`: encrypted archives; a restore replays what people have asked for since.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use zgoda_law::ActorId;
use zgoda_store::{ArchiveKind, Stamp, Store, StoreError, newest};

use crate::cli::{BackupArgs, RestoreArgs};
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn make(installation: &Installation, args: &BackupArgs, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let kinds: &[_] =
        if args.keys_only { &[ArchiveKind::Keys] } else { &[ArchiveKind::Data, ArchiveKind::Keys] };
    let written = store.backup(&args.to, kinds, stamp())?;
    let pruned = store.prune_keys(&args.to, days_before(now(), args.keep_keys), stamp())?;
    let rows: u64 = written.iter().flat_map(|archive| archive.rows.values()).sum();
    let text = screen.text();
    let names: Vec<String> = written.iter().map(|archive| archive.path.display().to_string()).collect();
    screen.answer(
        &json!({ "archives": written, "pruned": pruned }),
        &[
            (text.cli_backup_files(), names.join(", ")),
            (text.cli_backup_rows(), rows.to_string()),
            (text.cli_backup_pruned(), pruned.to_string()),
        ],
    );
    screen.say(text.cli_backup_made());
    Ok(Exit::Done)
}

pub fn restore(installation: &Installation, args: &RestoreArgs, screen: &Screen) -> Result<Exit, Failure> {
    let data = if args.from.is_dir() { newest_of(&args.from, ArchiveKind::Data)? } else { args.from.clone() };
    let folder = data.parent().unwrap_or(Path::new("."));
    if let Some(living) = &args.living {
        // What is still there says best what happened since: it writes the newest archive of keys.
        installation.beside(living).open()?.backup(folder, &[ArchiveKind::Keys], stamp())?;
    }
    let keys = match &args.key_archive {
        Some(keys) => keys.clone(),
        None => newest_of(folder, ArchiveKind::Keys)?,
    };
    let config = installation.prepare(&keys)?;
    let exists = || Kind::InstallationExists(installation.folder().display().to_string());
    let (_, restored) = Store::restore(&data, &keys, config, stamp()).map_err(|error| match error {
        StoreError::Exists("installation") => Failure::because(exists(), error),
        other => other.into(),
    })?;
    let lost = restored.keys.ledger_size - restored.data.ledger_size;
    let text = screen.text();
    screen.answer(
        &json!({
            "data_of": restored.data.made_at,
            "keys_of": restored.keys.made_at,
            "erased": restored.erased,
            "replayed": restored.replayed,
            "unopened": restored.unopened,
            "missing": restored.missing,
            "lost_entries": lost,
        }),
        &[
            (text.cli_restore_made_at(), text.moment(restored.data.made_at)),
            (text.cli_restore_keys_of(), text.moment(restored.keys.made_at)),
            (text.cli_restore_erased(), restored.erased.to_string()),
            (text.cli_restore_replayed(), restored.replayed.to_string()),
            (text.cli_restore_unopened(), restored.unopened.to_string()),
            (text.cli_restore_missing(), restored.missing.to_string()),
            (text.cli_restore_lost_entries(), lost.to_string()),
        ],
    );
    screen.say(text.cli_restore_done(text.moment(restored.keys.made_at)));
    Ok(Exit::Done)
}

fn newest_of(folder: &Path, kind: ArchiveKind) -> Result<PathBuf, Failure> {
    let pattern = folder.join(format!("{}-*.zgoda", kind.name()));
    newest(folder, kind)?.ok_or_else(|| Failure::new(Kind::NotFound(pattern.display().to_string())))
}

/// The moment that many days before.
pub fn days_before(now: Timestamp, days: u16) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN)
}

/// What the program does by itself or for whoever may use its folder.
pub fn stamp() -> Stamp {
    Stamp { actor: ActorId::SYSTEM, at: now() }
}
