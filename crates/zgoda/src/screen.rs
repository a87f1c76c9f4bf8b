//! What the terminal shows: sentences, tables of two columns, progress bars; or JSON for machines.

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use zgoda_text::{Lang, Text};

use crate::failure::Failure;

/// Where answers go.
pub struct Screen {
    text: Text,
    json: bool,
    quiet: bool,
}

impl Screen {
    /// A screen in a language; `json` for machines, `quiet` without progress.
    pub fn new(lang: Lang, json: bool, quiet: bool) -> Self {
        Self { text: Text::new(lang), json, quiet: quiet || json }
    }

    /// The texts.
    pub fn text(&self) -> Text {
        self.text
    }

    /// Whether machines read.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a sentence for people; nothing for machines.
    pub fn say(&self, sentence: impl AsRef<str>) {
        if !self.json {
            println!("{}", sentence.as_ref());
        }
    }

    /// Prints the answer: as JSON for machines, as lines of name and value for people.
    pub fn answer(&self, answer: &impl Serialize, lines: &[(&str, String)]) {
        if self.json {
            match serde_json::to_string(answer) {
                Ok(json) => println!("{json}"),
                Err(_) => println!("null"),
            }
            return;
        }
        let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        for (name, value) in lines {
            let padding = width - name.chars().count();
            println!("{name}{:padding$}  {value}", "");
        }
    }

    /// A progress bar on the standard error stream; hidden where it would disturb.
    pub fn progress(&self, total: u64) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:32} {percent:>3}% {msg}");
        ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// Tells of a failure on the standard error stream.
    pub fn fail(&self, failure: &Failure) {
        if self.json {
            let told = serde_json::json!({
                "failure": failure.name(),
                "message": failure.message(self.text),
                "causes": failure.causes(),
            });
            eprintln!("{told}");
            return;
        }
        eprintln!("{}", failure.message(self.text));
        for cause in failure.causes() {
            eprintln!("  · {cause}");
        }
    }
}
