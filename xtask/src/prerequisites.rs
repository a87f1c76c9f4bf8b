//! What the tests need besides Rust: PostgreSQL, a browser with its driver, and a user that may run PostgreSQL.

mod find;
mod install;

use std::path::PathBuf;

use install::System;

/// Whether the committed counts of instructions hold here: they are those of one kind of machine.
pub const COUNTS_HOLD: bool = cfg!(all(target_os = "linux", target_arch = "x86_64"));

/// The tools that were found.
pub struct Tools {
    /// The folder with `initdb`, `pg_ctl` and `postgres`.
    pub postgres_bin: PathBuf,
    /// The browser.
    pub chromium: PathBuf,
    /// Its driver.
    pub chromedriver: PathBuf,
}

/// A need, with the name of what meets it on each system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The database server.
    Postgres,
    /// The browser.
    Chromium,
    /// The driver of the browser.
    Chromedriver,
    /// What counts instructions, where the committed counts hold.
    Valgrind,
    /// A way to start PostgreSQL as somebody else than root, who may not.
    OrdinaryUser,
}

/// Finds the tools, installs the missing ones where it may, and otherwise says what to install.
pub fn ensure() -> Option<Tools> {
    let found = match find_all() {
        Err(missing) if System::detect().install(&missing) => find_all(),
        found => found,
    };
    match found {
        Ok(tools) => {
            println!("postgresql   {}", tools.postgres_bin.display());
            println!("chromium     {}", tools.chromium.display());
            println!("chromedriver {}", tools.chromedriver.display());
            Some(tools)
        }
        Err(missing) => {
            eprintln!("missing: {}", install::names(&missing));
            None
        }
    }
}

fn find_all() -> Result<Tools, Vec<Need>> {
    let (postgres, chromium, chromedriver) = (find::postgres_bin(), find::chromium(), find::chromedriver());
    let mut missing = Vec::new();
    let found = [
        (Need::Postgres, postgres.is_some()),
        (Need::Chromium, chromium.is_some()),
        (Need::Chromedriver, chromedriver.is_some()),
        (Need::Valgrind, !COUNTS_HOLD || find::valgrind().is_some()),
        (Need::OrdinaryUser, find::can_drop_root()),
    ];
    missing.extend(found.into_iter().filter(|(_, found)| !found).map(|(need, _)| need));
    match (postgres, chromium, chromedriver) {
        (Some(postgres_bin), Some(chromium), Some(chromedriver)) if missing.is_empty() => {
            Ok(Tools { postgres_bin, chromium, chromedriver })
        }
        _ => Err(missing),
    }
}
