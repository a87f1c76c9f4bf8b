//! Dependencies point downwards only (design: the rooms). The table here is the map of ARCHITECTURE.md.

use std::io;
use std::path::{Path, PathBuf};

use super::{Finding, shown};

/// The floors, from the ground up. A crate may depend on crates of lower floors.
const FLOORS: &[(&str, &[&str])] = &[
    ("ground", &["law"]),
    ("texts", &["text"]),
    ("engines", &["formats", "matching", "scan", "vault", "ledger"]),
    ("means", &["store", "connectors", "report"]),
    ("use cases", &["intake", "enrich", "engage", "rights"]),
    ("edges", &["web"]),
    ("binary", &["zgoda"]),
    ("developers", &["sim", "bench", "kernels", "xtask"]),
];

/// Libraries that one room hides from all others.
const KEPT: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("postgres", "store"),
    ("tokio-postgres", "store"),
    ("aes", "vault"),
    ("aes-gcm", "vault"),
    ("ed25519-dalek", "ledger"),
    ("ureq", "connectors"),
    ("lettre", "connectors"),
    ("axum", "web"),
    ("krilla", "report"),
    ("rust_xlsxwriter", "report"),
];

/// Checks the manifests of all crates.
pub fn check(root: &Path, crates: &[PathBuf]) -> io::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for folder in crates {
        let manifest = folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)?;
        let problems = match text.parse::<toml::Table>() {
            Ok(table) => problems(&room(&folder.file_name().unwrap_or_default().to_string_lossy()), &table),
            Err(_) => vec!["the manifest is no TOML".to_owned()],
        };
        let place = shown(root, &manifest);
        findings.extend(problems.into_iter().map(|problem| Finding { place: place.clone(), problem }));
    }
    Ok(findings)
}

fn problems(own: &str, manifest: &toml::Table) -> Vec<String> {
    let Some(own_floor) = floor(own) else {
        return vec![format!("`{own}` has no room: give it one here and in ARCHITECTURE.md")];
    };
    let mut problems = Vec::new();
    for (dependency, is_for_tests) in dependencies(manifest) {
        let other = room(&dependency);
        let is_ours = dependency.starts_with("zgoda") || dependency == "xtask";
        match floor(&other) {
            // Tests may look sideways, never upwards.
            Some(floor) if is_ours && (floor > own_floor || (floor == own_floor && !is_for_tests)) => {
                let (below, above) = (name(own_floor), name(floor));
                problems.push(format!(
                    "`{own}` ({below}) depends on `{other}` ({above}): only downwards is allowed"
                ));
            }
            None if is_ours => problems.push(format!("`{other}` has no room")),
            _ => {}
        }
        let keeper = KEPT.iter().find(|(library, _)| *library == dependency).map(|(_, keeper)| *keeper);
        if let Some(keeper) =
            keeper.filter(|keeper| *keeper != own && !is_for_tests && name(own_floor) != "developers")
        {
            problems.push(format!("`{dependency}` is kept in `{keeper}`: go through it"));
        }
    }
    problems
}

/// All dependencies of a manifest by the name of their package, and whether they are for tests only.
pub fn dependencies(manifest: &toml::Table) -> Vec<(String, bool)> {
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(|targets| targets.values()).filter_map(toml::Value::as_table);
    let mut found = Vec::new();
    for table in std::iter::once(manifest).chain(targets) {
        for (section, is_for_tests) in
            [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
        {
            let entries = table.get(section).and_then(toml::Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(key, value)| {
                let package = value.get("package").and_then(toml::Value::as_str).unwrap_or(key);
                (package.to_owned(), is_for_tests)
            }));
        }
    }
    found
}

/// The room of a package: its name without the prefix of the product.
fn room(package: &str) -> String {
    package.strip_prefix("zgoda-").unwrap_or(package).to_owned()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|(_, rooms)| rooms.contains(&room))
}

fn name(floor: usize) -> &'static str {
    FLOORS.get(floor).map_or("nowhere", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(own: &str, manifest: &str) -> Vec<String> {
        problems(own, &manifest.parse().unwrap())
    }

    #[test]
    fn downwards_is_allowed() {
        assert_eq!(of("store", "[dependencies]\nzgoda-law.workspace = true\nrusqlite = \"1\""), [""; 0]);
        assert_eq!(
            of("zgoda", "[dependencies]\nzgoda-web.workspace = true\nzgoda-text.workspace = true"),
            [""; 0]
        );
        assert_eq!(of("bench", "[dependencies]\npostgres = \"1\"\nzgoda = { path = \"x\" }"), [""; 0]);
    }

    #[test]
    fn upwards_and_sideways_are_not() {
        let upwards = of("law", "[dependencies]\nzgoda-store.workspace = true");
        assert_eq!(upwards, ["`law` (ground) depends on `store` (means): only downwards is allowed"]);
        assert_eq!(of("intake", "[dependencies]\nzgoda-enrich = { path = \"../enrich\" }").len(), 1);
        assert_eq!(of("web", "[build-dependencies]\nzgoda.workspace = true").len(), 1);
        assert_eq!(of("store", "[target.'cfg(unix)'.dependencies]\nzgoda-web.workspace = true").len(), 1);
    }

    #[test]
    fn a_renamed_dependency_is_seen_through() {
        assert_eq!(
            of("law", "[dependencies]\nharmless = { package = \"zgoda-store\", path = \"x\" }").len(),
            1
        );
    }

    #[test]
    fn tests_may_look_sideways_but_not_upwards() {
        assert_eq!(of("intake", "[dev-dependencies]\nzgoda-enrich.workspace = true"), [""; 0]);
        assert_eq!(of("intake", "[dev-dependencies]\nzgoda-web.workspace = true").len(), 1);
    }

    #[test]
    fn a_library_is_kept_in_its_room() {
        assert_eq!(
            of("web", "[dependencies]\nrusqlite = \"1\""),
            ["`rusqlite` is kept in `store`: go through it"]
        );
        assert_eq!(of("web", "[dev-dependencies]\nrusqlite = \"1\""), [""; 0]);
    }

    #[test]
    fn a_crate_without_a_room_is_refused() {
        assert_eq!(of("attic", "").len(), 1);
        assert_eq!(of("web", "[dependencies]\nzgoda-attic.workspace = true"), ["`attic` has no room"]);
    }
}
