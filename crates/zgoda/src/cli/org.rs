//! `org …`: what can be said about organisations and sources.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `org …`.
#[derive(Args)]
pub struct OrgArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: OrgCommands,
}

/// What can be done with organisations.
#[derive(Subcommand)]
pub enum OrgCommands {
    /// Facts from a register.
    Enrich {
        /// The KRS number.
        #[arg(long, value_name = "NUMBER")]
        krs: String,
        /// Also the people in its organs, who then must be informed.
        #[arg(long)]
        with_persons: bool,
        /// Only say what would be asked.
        #[arg(long)]
        dry_run: bool,
    },
    /// Financial statements, XML or ZIP: whose they are, their numbers tell.
    Statement {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Takes a financial statement back.
    StatementUndo {
        /// The firm's number, as it was told when the statement came in.
        #[arg(long, value_name = "NUMBER")]
        org: u32,
        /// The statement's number within the firm.
        #[arg(long, value_name = "NUMBER")]
        no: u32,
    },
    /// The switch of a source, its address and its key.
    Register {
        /// `on` or `off`.
        #[arg(value_parser = ["on", "off"])]
        state: String,
        /// Which source.
        #[arg(long, value_name = "SOURCE", default_value = "krs",
            value_parser = ["krs", "regon", "ceidg", "biala_lista", "gleif", "vies", "website"])]
        source: String,
        /// A file with the key; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Another address than the official one.
        #[arg(long, value_name = "URL")]
        base: Option<String>,
        /// Whom the register's keeper can ask.
        #[arg(long, value_name = "CONTACT")]
        contact: Option<String>,
    },
}
