//! `import …`: what can be said about bringing people in from a file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

/// `import FILE …` and `import undo ID`.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ImportArgs {
    /// Taking one back, listing them.
    #[command(subcommand)]
    pub command: Option<ImportCommands>,
    /// The file.
    #[arg(required = true, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Where its people come from, as `fair:"Targi Poznań 2026"`.
    #[arg(long, required = true, value_name = "KIND:NAME")]
    pub source: Option<String>,
    /// What for; repeatable.
    #[arg(long, required = true, value_name = "PURPOSE[:BASIS]")]
    pub purpose: Vec<String>,
    /// The day on which the data were given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Date>,
    /// What shows that the people were informed.
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    /// The exact wording of a consent that the file proves row by row.
    #[arg(long, value_name = "TEXT")]
    pub consent_wording: Option<String>,
    /// The people were informed when the data were collected.
    #[arg(long)]
    pub informed: bool,
    /// The rows prove that each consent was ticked apart and knowingly.
    #[arg(long)]
    pub consent_proven: bool,
    /// Addresses that the other side wrote in a conversation are taken too.
    #[arg(long)]
    pub contacts_from_text: bool,
    /// Our own name in a Messenger export.
    #[arg(long, value_name = "NAME")]
    pub me: Option<String>,
    /// The whole way without keeping anything.
    #[arg(long)]
    pub dry_run: bool,
}

/// Beside `import FILE`.
#[derive(Subcommand)]
pub enum ImportCommands {
    /// Taking an import back.
    Undo {
        /// Its number.
        id: u32,
    },
    /// The latest imports.
    List,
}
