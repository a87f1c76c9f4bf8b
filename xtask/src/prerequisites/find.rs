//! Where things are on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

const POSTGRES_PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// The folder of the PostgreSQL programs: as told, on the path, or where distributions keep them (newest first).
pub fn postgres_bin() -> Option<PathBuf> {
    let told = std::env::var_os("ZGODA_TEST_PG_BIN").map(PathBuf::from);
    // Links are resolved: `initdb` looks for `postgres` beside its real self.
    let on_path =
        on_path("initdb").and_then(|initdb| Some(initdb.canonicalize().ok()?.parent()?.to_path_buf()));
    let kept = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"];
    let kept = kept.iter().flat_map(|base| newest_bins(Path::new(base)));
    told.into_iter().chain(on_path).chain(kept).find(|folder| holds_postgres(folder))
}

/// The browser.
pub fn chromium() -> Option<PathBuf> {
    told_or_on_path(
        "ZGODA_TEST_CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    )
}

/// The driver of the browser.
pub fn chromedriver() -> Option<PathBuf> {
    told_or_on_path("ZGODA_TEST_CHROMEDRIVER", &["chromedriver"])
}

/// What counts instructions.
pub fn valgrind() -> Option<PathBuf> {
    on_path("valgrind")
}

/// Whether PostgreSQL can be started: by us, or, if we are root, by an ordinary user through `runuser`.
pub fn can_drop_root() -> bool {
    !is_root()
        || (on_path("runuser").is_some() && has_ordinary_user(&std::fs::read_to_string("/etc/passwd").ok()))
}

/// Whether we are root.
pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn has_ordinary_user(passwd: &Option<String>) -> bool {
    let lines = passwd.as_deref().unwrap_or_default().lines();
    lines.filter_map(|line| line.split(':').nth(2)).any(|id| id.parse::<u32>().is_ok_and(|id| id != 0))
}

fn told_or_on_path(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let told = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    told.or_else(|| names.iter().find_map(|name| on_path(name)))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    // Administrators' programs such as `runuser` are often left out of a user's path.
    let more = ["/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(more).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn holds_postgres(folder: &Path) -> bool {
    POSTGRES_PROGRAMS.iter().all(|program| folder.join(program).is_file())
}

/// The `bin` folders one level below a base, the highest version first.
fn newest_bins(base: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(base).into_iter().flatten().flatten();
    let mut folders: Vec<(u32, PathBuf)> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let version: String = name.chars().filter(char::is_ascii_digit).collect();
            (version.parse().unwrap_or_default(), entry.path().join("bin"))
        })
        .collect();
    folders.sort_by(|one, other| other.cmp(one));
    folders.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_counts_only_with_all_three_programs() {
        let folder = tempfile::tempdir().unwrap();
        for program in POSTGRES_PROGRAMS {
            assert!(!holds_postgres(folder.path()));
            std::fs::write(folder.path().join(program), "").unwrap();
        }
        assert!(holds_postgres(folder.path()));
    }

    #[test]
    fn the_newest_version_comes_first() {
        let base = tempfile::tempdir().unwrap();
        for version in ["9", "17", "postgresql@16"] {
            std::fs::create_dir(base.path().join(version)).unwrap();
        }
        let names: Vec<PathBuf> =
            ["17", "postgresql@16", "9"].iter().map(|v| base.path().join(v).join("bin")).collect();
        assert_eq!(newest_bins(base.path()), names);
        assert_eq!(newest_bins(&base.path().join("absent")), Vec::<PathBuf>::new());
    }

    #[test]
    fn an_ordinary_user_is_one_that_is_not_root() {
        assert!(has_ordinary_user(&Some(
            "root:x:0:0::/root:/bin/sh\npostgres:x:101:104::/:/bin/sh\n".into()
        )));
        assert!(!has_ordinary_user(&Some("root:x:0:0::/root:/bin/sh\n".into())));
        assert!(!has_ordinary_user(&None));
    }
}
