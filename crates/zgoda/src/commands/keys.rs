//! `zgoda keys status | rotate`: the key-encryption keys, while a server may be at work.

use serde_json::json;

use super::backup::stamp;
use crate::cli::KeysCommands;
use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(installation: &Installation, command: KeysCommands, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.open()?;
    let text = screen.text();
    if let KeysCommands::Rotate = command {
        let wrapped = store.rotate_keys(stamp())?;
        let destroyed = store.retire_keys(stamp())?;
        let names: Vec<String> = destroyed.iter().map(u32::to_string).collect();
        screen.answer(
            &json!({ "rewrapped": wrapped, "destroyed": destroyed }),
            &[
                (text.cli_keys_rewrapped(), wrapped.to_string()),
                (text.cli_keys_destroyed(), names.join(", ")),
            ],
        );
        screen.say(text.cli_keys_rotated());
        return Ok(Exit::Done);
    }
    let status = store.key_status()?;
    let versions: Vec<String> =
        status.versions.iter().map(|(version, keys)| format!("{version}: {keys}")).collect();
    let rotated_at = status.rotated_at.map_or_else(|| "–".to_owned(), |at| text.moment(at));
    screen.answer(
        &json!({
            "newest": status.newest,
            "versions": status.versions,
            "rotated_at": status.rotated_at,
            "unfinished": status.is_unfinished(),
        }),
        &[
            (text.cli_keys_newest(), status.newest.to_string()),
            (text.cli_keys_versions(), versions.join(", ")),
            (text.cli_keys_rotated_at(), rotated_at),
        ],
    );
    if status.is_unfinished() {
        screen.say(text.cli_keys_unfinished());
    }
    Ok(Exit::Done)
}
