//! `zgoda serve`: the server of a real installation. It starts only where that is safe.

use serde_json::json;
use zgoda_web::{App, Options};

use crate::cli::ServeArgs;
use crate::clock::now;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::Installation;
use crate::screen::Screen;
use crate::upkeep::Upkeep;
use crate::{random, server};

/// Letters of the set-up code: enough that nobody guesses it through the limits on guessing.
const SETUP_LETTERS: usize = 12;

pub fn run(installation: &Installation, args: &ServeArgs, screen: &Screen) -> Result<Exit, Failure> {
    if !args.listen.ip().is_loopback() && !args.behind_proxy {
        return Err(Failure::new(Kind::UnsafeListen(args.listen.to_string())));
    }
    let store = installation.open()?;
    let replayed = store.replayed();
    let fresh = store.accounts()?.is_empty();
    let setup_code = if fresh { Some(random::code(SETUP_LETTERS)?) } else { None };
    let options = Options { clock: now, setup_code: setup_code.clone(), demo: false };
    let app = App::new(store, options);
    let text = screen.text();
    let upkeep = Upkeep::new(&installation.settings()?);
    server::run(app, upkeep, args.listen, |address| {
        let url = format!("http://{address}");
        if replayed > 0 {
            screen.say(text.cli_serve_recovered(replayed));
        }
        screen.answer(&json!({ "url": url, "setup_code": setup_code }), &[]);
        screen.say(text.cli_serve_ready(&url));
        if let Some(code) = &setup_code {
            screen.say(text.cli_serve_setup(code));
        }
    })?;
    screen.say(text.cli_serve_stopped());
    Ok(Exit::Done)
}
