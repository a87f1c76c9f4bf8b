//! The subcommands, one file each.

pub mod backup;
mod demo;
mod doctor;
mod evidence;
mod import;
mod init;
mod keys;
mod ledger;
mod may;
mod notices;
mod org;
mod person;
mod retention;
mod serve;
mod thread;
mod webhook;

use crate::cli::{Cli, Commands};
use crate::failure::{Exit, Failure};
use crate::installation::Installation;
use crate::screen::Screen;

/// Runs what was asked for.
pub fn run(cli: Cli, screen: &Screen) -> Result<Exit, Failure> {
    let installation = Installation::at(&cli.place);
    match cli.command {
        Commands::Init(args) => init::run(&installation, &args, screen),
        Commands::Serve(args) => serve::run(&installation, &args, screen),
        Commands::Demo(args) => demo::run(&cli.place, &args, screen),
        Commands::Import(args) => import::run(&installation, args, screen),
        Commands::Person(args) => person::run(&installation, args.command, screen),
        Commands::Org(args) => org::run(&installation, args.command, screen),
        Commands::Webhook(args) => webhook::run(&installation, args.command, screen),
        Commands::Notices(args) => notices::run(&installation, args.command, screen),
        Commands::Retention(args) => retention::run(&installation, args.command, screen),
        Commands::May(args) => may::run(&args, screen),
        Commands::Evidence(args) => evidence::run(&installation, args.command, screen),
        Commands::Ledger(args) => ledger::run(&installation, args.command, screen),
        Commands::Doctor => doctor::run(&installation, screen),
        Commands::Backup(args) => backup::make(&installation, &args, screen),
        Commands::Keys(args) => keys::run(&installation, args.command, screen),
        Commands::Restore(args) => backup::restore(&installation, &args, screen),
    }
}
