//! Every direct dependency stands in docs/dependencies.md with its reason, and nothing stands there that is not used.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::{Finding, rooms};

const DOCUMENT: &str = "docs/dependencies.md";

/// Compares the manifests with the document.
pub fn check(root: &Path, crates: &[PathBuf]) -> io::Result<Vec<Finding>> {
    let mut used = BTreeSet::new();
    for folder in crates {
        let table = manifest(folder)?;
        used.extend(
            rooms::dependencies(&table).into_iter().map(|(name, _)| name).filter(|name| !is_ours(name)),
        );
    }
    let workspace = manifest(root)?;
    let shared = workspace.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let shared = shared.and_then(toml::Value::as_table).into_iter().flat_map(|table| table.keys());
    let shared: BTreeSet<String> = shared.filter(|name| !is_ours(name)).cloned().collect();
    Ok(findings(&used, &shared, &documented(&std::fs::read_to_string(root.join(DOCUMENT))?)))
}

fn findings(
    used: &BTreeSet<String>,
    shared: &BTreeSet<String>,
    documented: &BTreeSet<String>,
) -> Vec<Finding> {
    let finding = |place: &str, problem: String| Finding { place: place.to_owned(), problem };
    let unexplained =
        used.difference(documented).map(|name| finding(DOCUMENT, format!("`{name}` has no line: why?")));
    let gone =
        documented.difference(used).map(|name| finding(DOCUMENT, format!("`{name}` is used by no crate")));
    let idle =
        shared.difference(used).map(|name| finding("Cargo.toml", format!("`{name}` is used by no crate")));
    unexplained.chain(gone).chain(idle).collect()
}

/// The names in the first column of the tables: `` | `name` | ``.
fn documented(text: &str) -> BTreeSet<String> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    cells.map(|(name, _)| name.to_owned()).collect()
}

fn manifest(folder: &Path) -> io::Result<toml::Table> {
    let text = std::fs::read_to_string(folder.join("Cargo.toml"))?;
    text.parse().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn is_ours(name: &str) -> bool {
    name.starts_with("zgoda") || name == "xtask"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_used_is_explained_and_what_is_explained_is_used() {
        let text = "# Title\n\n| crate | why |\n|---|---|\n| `serde` | reasons |\n| `gone` | reasons |\n";
        let found = findings(&set(&["serde", "new"]), &set(&["serde", "new", "idle"]), &documented(text));
        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        let expected = [
            "docs/dependencies.md: `new` has no line: why?",
            "docs/dependencies.md: `gone` is used by no crate",
            "Cargo.toml: `idle` is used by no crate",
        ];
        assert_eq!(shown, expected);
        assert_eq!(findings(&set(&["serde"]), &set(&["serde"]), &set(&["serde"])), []);
    }
}
