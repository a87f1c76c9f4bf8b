//! The command line, in the reader's language: what can be said. The words of its help stand in `cli.ftl`.

mod import;
mod org;
mod webhook;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use zgoda_law::calendar::start_of_day;
use zgoda_text::{Lang, Text};
use zgoda_web::LeadUse;

pub use import::{ImportArgs, ImportCommands};
pub use org::{OrgArgs, OrgCommands};
pub use webhook::{WebhookArgs, WebhookCommands};

/// Where an installation is if nothing else is said.
pub const DEFAULT_FOLDER: &str = "zgoda-data";

/// For how many days an archive of keys and a key-encryption key are kept if nothing else is said.
pub const DAYS: u16 = 7;

/// The whole command line.
#[derive(Parser)]
#[command(name = "zgoda", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Commands,
    /// Where the installation is.
    #[command(flatten)]
    pub place: Place,
    /// Answers for machines.
    #[arg(long, global = true)]
    pub json: bool,
    /// No progress bars.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// The language: `pl` or `en`.
    #[arg(long, global = true, value_name = "pl|en", value_parser = parse_lang)]
    pub lang: Option<Lang>,
}

/// Where an installation is.
#[derive(Args, Clone)]
pub struct Place {
    /// The folder of the data.
    #[arg(long, global = true, env = "ZGODA_DATA", default_value = DEFAULT_FOLDER, value_name = "DIR")]
    pub data: PathBuf,
    /// The keyring, where it is not in that folder.
    #[arg(long, global = true, env = "ZGODA_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// A PostgreSQL database.
    #[arg(long, global = true, env = "ZGODA_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
}

/// The subcommands.
#[derive(Subcommand)]
pub enum Commands {
    /// A new installation.
    Init(InitArgs),
    /// The server.
    Serve(ServeArgs),
    /// A throw-away installation with invented people.
    Demo(DemoArgs),
    /// Bringing people in from a file.
    Import(ImportArgs),
    /// One person.
    Person(PersonArgs),
    /// Organisations.
    Org(OrgArgs),
    /// Who is told of changes of firms.
    Webhook(WebhookArgs),
    /// Deciding one case from a file.
    May(MayArgs),
    /// The duty to inform.
    Notices(NoticesArgs),
    /// Terms of keeping.
    Retention(RetentionArgs),
    /// The ledger.
    Ledger(LedgerArgs),
    /// The pack of evidence for an inspection.
    Evidence(EvidenceArgs),
    /// Encrypted archives: data and keys.
    Backup(BackupArgs),
    /// Restoring them.
    Restore(RestoreArgs),
    /// The key-encryption keys.
    Keys(KeysArgs),
    /// Is everything as it should be?
    Doctor,
}

/// `init`.
#[derive(Args)]
pub struct InitArgs {
    /// The name under which checkpoints are signed.
    #[arg(long, default_value = "zgoda.localhost", value_name = "NAME")]
    pub origin: String,
    /// What is done with leads; decides which purposes are in use.
    #[arg(long, value_name = "USE", value_delimiter = ',', default_value = "inquiries,offers", value_parser = parse_lead)]
    pub leads: Vec<LeadUse>,
}

/// `serve`.
#[derive(Args)]
pub struct ServeArgs {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// A proxy in front ends TLS, so listening beyond this machine is meant.
    #[arg(long)]
    pub behind_proxy: bool,
}

/// `demo`.
#[derive(Args)]
pub struct DemoArgs {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: SocketAddr,
}

/// `person …`.
#[derive(Args)]
pub struct PersonArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PersonCommands,
}

/// What can be done with one person, who is named by id, e-mail address or telephone number.
#[derive(Subcommand)]
pub enum PersonCommands {
    /// What is held.
    Show {
        /// Whom.
        who: String,
        /// For what purpose one looks.
        #[arg(long, default_value = "subject_rights", value_name = "PURPOSE")]
        purpose: String,
    },
    /// The answer to a request for access, art. 15.
    Export {
        /// Whom.
        who: String,
        /// The folder for the JSON and the page.
        #[arg(long, value_name = "DIR", default_value = ".")]
        to: PathBuf,
    },
    /// Erasing, art. 17.
    Erase {
        /// Whom.
        who: String,
        /// Only say what would go and what would stay.
        #[arg(long)]
        dry_run: bool,
        /// The folder for the certificate.
        #[arg(long, value_name = "DIR", default_value = ".")]
        to: PathBuf,
    },
}

/// `may CASE.json`.
#[derive(Args)]
pub struct MayArgs {
    /// The case; `-` reads standard input.
    #[arg(value_name = "CASE.json")]
    pub case: PathBuf,
    /// A folder of packs that takes the place of those compiled in.
    #[arg(long, value_name = "DIR")]
    pub packs: Option<PathBuf>,
}

/// `notices …`.
#[derive(Args)]
pub struct NoticesArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: NoticesCommands,
}

/// Telling people what is held of them.
#[derive(Subcommand)]
pub enum NoticesCommands {
    /// Who must be told, and by when.
    Due,
    /// Telling by mail whoever has an address for it.
    Send,
    /// Letters to whoever still waits and has a postal address.
    Letters {
        /// The file to write, which must not be there yet.
        #[arg(value_name = "FILE.pdf|csv")]
        file: PathBuf,
        /// Who prints and posts them.
        #[arg(long, value_name = "NAME")]
        recipient: String,
        /// For how many days they can be fetched.
        #[arg(long, default_value = "7", value_name = "DAYS")]
        days: u16,
    },
}

/// `retention …`.
#[derive(Args)]
pub struct RetentionArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: RetentionCommands,
}

/// Looking first, then doing.
#[derive(Subcommand)]
pub enum RetentionCommands {
    /// What falls due.
    Plan {
        /// By this day; today if none is given.
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<Date>,
    },
    /// Destroying what is due today.
    Run,
}

/// `ledger …`.
#[derive(Args)]
pub struct LedgerArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LedgerCommands,
}

/// What can be done with the ledger.
#[derive(Subcommand)]
pub enum LedgerCommands {
    /// Checking every entry, in the database or in a copy.
    Verify {
        /// A copy or a proof; needs no installation.
        #[arg(long, value_name = "FILE")]
        copy: Option<PathBuf>,
        /// The key one trusts.
        #[arg(long, value_name = "VKEY")]
        key: Option<String>,
    },
    /// Signing the present state.
    Checkpoint,
    /// The proof that an entry is in the ledger.
    Prove {
        /// Its number.
        entry: u64,
        /// The file; standard output if none is given.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// A copy that can be checked without a database.
    Export {
        /// The file.
        to: PathBuf,
    },
}

/// `evidence …`.
#[derive(Args)]
pub struct EvidenceArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: EvidenceCommands,
}

/// What can be done with packs of evidence.
#[derive(Subcommand)]
pub enum EvidenceCommands {
    /// Making one.
    Export {
        /// The moment whose state it shows, or a day, which is taken at its end; now if none is given.
        #[arg(long, value_name = "WHEN", value_parser = parse_moment)]
        at: Option<Timestamp>,
        /// One person only, by id, e-mail address or telephone number.
        #[arg(long, value_name = "WHO")]
        subject: Option<String>,
        /// One enrichment run only, by its number.
        #[arg(long, value_name = "RUN", conflicts_with = "subject")]
        campaign: Option<u32>,
        /// The file.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Checking one; needs no installation.
    Verify {
        /// The file.
        file: PathBuf,
        /// The key one trusts.
        #[arg(long, value_name = "VKEY")]
        key: Option<String>,
    },
}

/// `backup DIR`.
#[derive(Args)]
pub struct BackupArgs {
    /// The folder for the archives.
    #[arg(value_name = "DIR")]
    pub to: PathBuf,
    /// The archive of keys alone.
    #[arg(long)]
    pub keys_only: bool,
    /// How many days archives of keys are kept.
    #[arg(long, value_name = "DAYS", default_value_t = DAYS)]
    pub keep_keys: u16,
}

/// `keys …`.
#[derive(Args)]
pub struct KeysArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: KeysCommands,
}

/// What can be done with the key-encryption keys.
#[derive(Subcommand)]
pub enum KeysCommands {
    /// Which versions there are, and what is wrapped under them.
    Status,
    /// A new version for everybody, and the end of the old ones.
    Rotate,
}

/// `restore DIR`.
#[derive(Args)]
pub struct RestoreArgs {
    /// The archive of data, or the folder of which the newest is taken.
    #[arg(value_name = "DIR|FILE")]
    pub from: PathBuf,
    /// The archive of keys, where it is not the newest beside the data.
    #[arg(long, value_name = "FILE")]
    pub key_archive: Option<PathBuf>,
    /// The installation that is still there; erasures and objections made since are replayed from it.
    #[arg(long, value_name = "DIR")]
    pub living: Option<PathBuf>,
}

fn parse_lead(name: &str) -> Result<LeadUse, String> {
    LeadUse::from_name(name).ok_or_else(|| LeadUse::ALL.map(LeadUse::name).join(", "))
}

/// A moment, or the end of a day in Warsaw.
fn parse_moment(text: &str) -> Result<Timestamp, String> {
    if let Ok(at) = text.parse() {
        return Ok(at);
    }
    let day: Date = text.parse().map_err(|_| "2026-11-22, 2026-11-22T14:30:00Z".to_owned())?;
    let next = start_of_day(day.saturating_add(1.day()));
    Ok(next.saturating_sub(1.second()).unwrap_or(next))
}

fn parse_lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "pl, en".to_owned())
}

/// The command with its help in a language.
pub fn command(text: Text) -> Command {
    let about = text.find("cli-about").unwrap_or_default();
    localise(Cli::command().about(about), "cli", text)
}

/// Gives a command, its options and its subcommands the words that stand under their names.
fn localise(command: Command, key: &str, text: Text) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(|arg| {
        let id = arg.get_id().as_str().replace('_', "-");
        let own = text.find(&format!("{key}-arg-{id}"));
        match own.or_else(|| text.find(&format!("cli-arg-{id}"))) {
            Some(words) => arg.help(words),
            None => arg,
        }
    });
    names.into_iter().fold(command, |command, name| {
        let key = format!("{key}-{name}");
        command.mut_subcommand(&name, |sub| {
            let sub = localise(sub, &key, text);
            match text.find(&format!("{key}-about")) {
                Some(words) => sub.about(words),
                None => sub,
            }
        })
    })
}

/// Reads the command line. Help and usage are answered in the language asked for, or that of the environment.
pub fn parse() -> (Cli, Lang) {
    let spoken = language_of_environment();
    let asked = std::env::args()
        .skip_while(|argument| argument != "--lang")
        .nth(1)
        .and_then(|tag| Lang::from_tag(&tag))
        .or_else(|| std::env::args().find_map(|argument| Lang::from_tag(argument.strip_prefix("--lang=")?)));
    let lang = asked.unwrap_or(spoken);
    let matches = command(Text::new(lang)).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    (cli, lang)
}

/// The language of the terminal; English where it is neither.
fn language_of_environment() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .and_then(|tag| Lang::from_tag(&tag))
        .unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        for lang in Lang::ALL {
            command(Text::new(lang)).debug_assert();
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_both_languages() {
        fn check(command: &Command, path: &str, missing: &mut Vec<String>) {
            for arg in
                command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str()))
            {
                let words = arg.get_help().map(ToString::to_string).unwrap_or_default();
                // The derive would show the English doc comment where the texts have nothing.
                if words.is_empty() || words.ends_with('.') {
                    missing.push(format!("{path} {}", arg.get_id()));
                }
            }
            for sub in command.get_subcommands() {
                let words = sub.get_about().map(ToString::to_string).unwrap_or_default();
                if words.is_empty() || words.ends_with('.') {
                    missing.push(format!("{path} {}", sub.get_name()));
                }
                check(sub, &format!("{path} {}", sub.get_name()), missing);
            }
        }
        for lang in Lang::ALL {
            let mut missing = Vec::new();
            check(&command(Text::new(lang)), "zgoda", &mut missing);
            assert_eq!(missing, Vec::<String>::new(), "{lang:?}");
        }
    }
}
