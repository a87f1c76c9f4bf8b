//! The program as a process, in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// An installation in a temporary folder.
pub struct Bed {
    folder: tempfile::TempDir,
}

/// What a run printed and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The answer for machines.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err))
    }

    /// That it went well.
    pub fn well(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }
}

impl Bed {
    /// A folder with a new installation in it.
    pub fn new() -> Self {
        let bed = Self::empty();
        bed.run(&["init"]).well();
        bed
    }

    /// A folder without one.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A place in the folder, outside the installation.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A place in the installation.
    pub fn data(&self, name: &str) -> PathBuf {
        self.path("data").join(name)
    }

    /// A folder with the keys of the installation and nothing else, where one can be restored.
    pub fn target(&self, name: &str) -> PathBuf {
        let target = self.path(name);
        std::fs::create_dir(&target).unwrap();
        std::fs::set_permissions(&target, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        std::fs::copy(self.data("keyring"), target.join("keyring")).unwrap();
        target
    }

    /// The archives of a kind in a folder, oldest first.
    pub fn archives(&self, folder: &str, kind: &str) -> Vec<String> {
        let names = std::fs::read_dir(self.path(folder)).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> =
            names.filter(|name| name.starts_with(kind)).map(|name| format!("{folder}/{name}")).collect();
        names.sort();
        names
    }

    /// Runs the program on the installation, in English.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_at(&self.path("data"), args)
    }

    /// Runs the program on another folder.
    pub fn run_at(&self, data: &Path, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zgoda"));
        command.args(args).arg("--data").arg(data).args(["--lang", "en"]).current_dir(self.folder.path());
        Ran::of(&command.env_remove("ZGODA_DATA").env_remove("ZGODA_DATABASE").output().unwrap())
    }

    /// Writes a file of leads and brings it in.
    pub fn import(&self, rows: &str) -> Ran {
        std::fs::write(self.path("leads.csv"), format!("Imię;Nazwisko;E-mail\n{rows}")).unwrap();
        let day = jiff::Zoned::now().date().to_string();
        let args =
            ["import", "leads.csv", "--source", "fair:Targi", "--purpose", "respond_inquiry", "--on", &day];
        self.run(&[args.as_slice(), &["--informed", "--json"]].concat())
    }
}
