//! Installing what is missing, where that is our business, and otherwise saying what to install.

use std::process::Command;

use super::{Need, find};
use crate::steps::succeeds;

/// The systems whose packages we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Debian and what is made from it, except Ubuntu.
    Debian,
    /// Ubuntu: its browser is a snap.
    Ubuntu,
    /// macOS with Homebrew.
    Mac,
    /// Anything else.
    Other,
}

impl System {
    /// The system we run on.
    pub fn detect() -> Self {
        if cfg!(target_os = "macos") {
            return Self::Mac;
        }
        Self::from_os_release(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
    }

    fn from_os_release(text: &str) -> Self {
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        let (id, like) = (value("ID"), value("ID_LIKE"));
        let is = |name: &str| id == name || like.split(' ').any(|word| word == name);
        match () {
            () if is("ubuntu") => Self::Ubuntu,
            () if is("debian") => Self::Debian,
            () => Self::Other,
        }
    }

    /// Installs, or says what to install. Whether anything was installed.
    pub fn install(self, missing: &[Need]) -> bool {
        println!("missing: {}", names(missing));
        let packages = self.packages(missing);
        if !matches!(self, Self::Debian | Self::Ubuntu) || !find::is_root() {
            eprintln!("the tests need {}; {}", names(missing), self.advice(&packages));
            return false;
        }
        println!("installing: {}", packages.join(" "));
        let update = apt().arg("update").status().is_ok_and(|status| status.success());
        if !update {
            eprintln!("the list of packages could not be renewed; trying with the present one");
        }
        succeeds(apt().args(["install", "--yes", "--no-install-recommends"]).args(&packages))
    }

    fn packages(self, missing: &[Need]) -> Vec<&'static str> {
        missing.iter().map(|need| self.package(*need)).collect()
    }

    fn package(self, need: Need) -> &'static str {
        match (self, need) {
            (Self::Ubuntu, Need::Chromium) => "chromium-browser",
            (Self::Ubuntu, Need::Chromedriver) => "chromium-chromedriver",
            (Self::Mac, Need::Postgres) => "postgresql@17",
            (Self::Mac, Need::Chromedriver) => "chromedriver",
            (_, Need::Postgres) => "postgresql",
            (_, Need::Chromium) => "chromium",
            (_, Need::Chromedriver) => "chromium-driver",
            (_, Need::Valgrind) => "valgrind",
            (_, Need::OrdinaryUser) => "util-linux",
        }
    }

    fn advice(self, packages: &[&str]) -> String {
        let list = packages.join(" ");
        match self {
            Self::Debian | Self::Ubuntu => format!("install them with: sudo apt-get install {list}"),
            Self::Mac => format!("install them with: brew install {list}"),
            Self::Other => format!("install what your system calls {list}, and put it on the path"),
        }
    }
}

/// The needs in words.
pub fn names(needs: &[Need]) -> String {
    let name = |need: &Need| match need {
        Need::Postgres => "PostgreSQL (initdb, pg_ctl, postgres)",
        Need::Chromium => "Chromium",
        Need::Chromedriver => "chromedriver",
        Need::Valgrind => "valgrind",
        Need::OrdinaryUser => "runuser and a user other than root",
    };
    needs.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(std::process::Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Need; 5] =
        [Need::Postgres, Need::Chromium, Need::Chromedriver, Need::Valgrind, Need::OrdinaryUser];

    #[test]
    fn the_system_is_known_by_its_release_file() {
        for (text, system) in [
            ("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n", System::Debian),
            ("ID=ubuntu\nID_LIKE=debian\n", System::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", System::Ubuntu),
            ("ID=raspbian\nID_LIKE=debian\n", System::Debian),
            ("ID=fedora\n", System::Other),
            ("", System::Other),
        ] {
            assert_eq!(System::from_os_release(text), system, "{text}");
        }
    }

    #[test]
    fn every_need_has_a_package_and_the_advice_names_it() {
        for system in [System::Debian, System::Ubuntu, System::Mac, System::Other] {
            let packages = system.packages(&ALL);
            assert_eq!(packages.len(), ALL.len());
            let advice = system.advice(&packages);
            assert!(packages.iter().all(|package| advice.contains(package)), "{advice}");
        }
    }
}
