//! `zgoda demo`: a throw-away installation with invented people, and a court register and a mail
//! server of its own on this machine.

use serde_json::json;
use zgoda_connectors::replay;
use zgoda_connectors::smtp::sink::Sink;
use zgoda_web::{App, Options};

use crate::cli::{DemoArgs, Place};
use crate::demo;
use crate::failure::{Exit, Failure, Kind};
use crate::installation::{Installation, Settings};
use crate::screen::Screen;
use crate::server;
use crate::upkeep::Upkeep;

pub fn run(place: &Place, args: &DemoArgs, screen: &Screen) -> Result<Exit, Failure> {
    if !args.listen.ip().is_loopback() {
        return Err(Failure::new(Kind::UnsafeListen(args.listen.to_string())));
    }
    let text = screen.text();
    // Without a folder of one's own the demonstration lives in a temporary one and leaves nothing.
    let temporary = tempfile::tempdir()
        .map_err(|error| Failure::because(Kind::File(std::env::temp_dir().display().to_string()), error))?;
    let place = Place { data: folder(place, temporary.path()), keys: None, database: place.database.clone() };
    let register =
        replay::Server::start().map_err(|error| Failure::because(Kind::File("127.0.0.1".into()), error))?;
    let address = register.base_url().map_err(|error| Failure::because(Kind::Register, error))?;
    let store = Installation::at(&place).create("demo.zgoda.localhost")?;
    let bar = screen.progress(demo::STEPS);
    let accounts = demo::seed(&store, &address.to_string(), |done| bar.set_position(done))?;
    bar.finish_and_clear();
    demo::move_on(&register);
    let sink = Sink::start().map_err(|error| Failure::because(Kind::File("127.0.0.1".into()), error))?;
    demo::set_mail(&store, sink.port())?;
    let app = App::new(store, Options { clock: demo::now, setup_code: None, demo: true });
    server::run(app, Upkeep::new(&Settings::default()), args.listen, |address| {
        let url = format!("http://{address}");
        let logins: Vec<_> = accounts
            .iter()
            .map(|account| json!({ "login": account.login, "password": account.password }))
            .collect();
        screen.answer(&json!({ "url": url, "accounts": logins }), &[]);
        screen.say(text.cli_serve_ready(&url));
        for account in &accounts {
            screen.say(text.cli_demo_login(&account.login, &account.password, account.role(text)));
        }
        screen.say(text.cli_demo_hint());
    })?;
    screen.say(text.cli_demo_gone());
    Ok(Exit::Done)
}

/// The folder that was asked for, or the temporary one.
fn folder(place: &Place, temporary: &std::path::Path) -> std::path::PathBuf {
    let default = place.data.as_os_str() == crate::cli::DEFAULT_FOLDER;
    if default { temporary.join("demo") } else { place.data.clone() }
}
