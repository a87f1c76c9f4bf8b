//! A running `zgoda demo`, ended by its own pid with the test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The demonstration and what it printed.
pub struct Demo {
    child: Child,
    /// Its address and logins.
    pub told: Value,
}

impl Demo {
    /// Starts it on a free port and waits until it answers.
    pub fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zgoda"))
            .args(["demo", "--listen", "127.0.0.1:0", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let told = serde_json::from_str(&line).unwrap_or_else(|_| panic!("the demo said: {line}"));
        Self { child, told }
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.told["url"].as_str().unwrap())
    }

    /// Login and password of the account with this number.
    pub fn login(&self, which: usize) -> (&str, &str) {
        let account = &self.told["accounts"][which];
        (account["login"].as_str().unwrap(), account["password"].as_str().unwrap())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
