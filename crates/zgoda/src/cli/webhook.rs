//! `webhook …`: what can be said about who is told of changes of firms.

use clap::{Args, Subcommand};

/// `webhook …`.
#[derive(Args)]
pub struct WebhookArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: WebhookCommands,
}

/// What can be done with webhooks, which are named by their numbers.
#[derive(Subcommand)]
pub enum WebhookCommands {
    /// Who is told, and how that goes.
    List,
    /// Telling one more; shows its secret, this once.
    Add {
        /// Where it listens.
        #[arg(value_name = "URL")]
        url: String,
        /// The address is in the operator's own network.
        #[arg(long)]
        internal: bool,
    },
    /// Sends a message that only tries it out.
    Test {
        /// Which.
        #[arg(value_name = "NUMBER")]
        id: u32,
    },
    /// Sends nothing; changes gather.
    Pause {
        /// Which.
        #[arg(value_name = "NUMBER")]
        id: u32,
    },
    /// Sends again, what waited too.
    Resume {
        /// Which.
        #[arg(value_name = "NUMBER")]
        id: u32,
    },
    /// A new secret, shown this once; both sign for a day.
    Rotate {
        /// Which.
        #[arg(value_name = "NUMBER")]
        id: u32,
    },
    /// Removes it with all that waits for it.
    Delete {
        /// Which.
        #[arg(value_name = "NUMBER")]
        id: u32,
    },
}
