//! `zgoda`: one program for the server, the command line and the proofs. One subcommand, one file.

mod cli;
mod clock;
mod commands;
mod daily;
mod demo;
mod failure;
mod installation;
mod mailing;
mod random;
mod remembering;
mod screen;
mod server;
mod upkeep;

use std::process::ExitCode;

use screen::Screen;

fn main() -> ExitCode {
    let (cli, lang) = cli::parse();
    let screen = Screen::new(lang, cli.json, cli.quiet);
    match commands::run(cli, &screen) {
        Ok(code) => code.into(),
        Err(failure) => {
            screen.fail(&failure);
            failure.code().into()
        }
    }
}
