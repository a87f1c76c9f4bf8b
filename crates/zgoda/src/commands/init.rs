//! `zgoda init`: a new, empty installation with keys of its own.

use serde_json::json;

use crate::cli::InitArgs;
use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

pub fn run(installation: &Installation, args: &InitArgs, screen: &Screen) -> Result<Exit, Failure> {
    let store = installation.create(&args.origin)?;
    zgoda_web::put_in_use(&store, &args.leads)?;
    let text = screen.text();
    let folder = installation.folder().display().to_string();
    let keyring = installation.keyring().display().to_string();
    let vkey = store.ledger().vkey();
    screen.answer(
        &json!({ "folder": folder, "keyring": keyring, "vkey": vkey }),
        &[
            (text.cli_init_folder(), folder.clone()),
            (text.cli_init_keyring(), keyring.clone()),
            (text.cli_init_vkey(), vkey.clone()),
        ],
    );
    screen.say(text.cli_init_keep_key());
    Ok(Exit::Done)
}
