//! `cargo xtask tidy`: the rules of the house that the compiler does not know.

mod code;
mod dependencies;
mod rooms;
mod sources;

use std::fmt;
use std::path::{Path, PathBuf};

/// One broken rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: a path from the root, with a line where there is one.
    pub place: String,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

/// Checks the workspace and prints what is wrong.
pub fn run(root: &Path) -> bool {
    match check(root) {
        Ok((files, findings)) => {
            findings.iter().for_each(|finding| eprintln!("{finding}"));
            println!("tidy: {files} files, {} findings", findings.len());
            // No file at all means that the check looked in the wrong place.
            files > 0 && findings.is_empty()
        }
        Err(error) => {
            eprintln!("tidy: the sources cannot be read: {error}");
            false
        }
    }
}

fn check(root: &Path) -> std::io::Result<(usize, Vec<Finding>)> {
    let crates = crates(root)?;
    let mut findings = rooms::check(root, &crates)?;
    findings.extend(dependencies::check(root, &crates)?);
    let mut files = Vec::new();
    for folder in &crates {
        for part in ["src", "tests", "benches", "examples"] {
            collect(&folder.join(part), &mut files)?;
        }
    }
    files.sort();
    findings.extend(sources::check(root, &crates, &files)?);
    Ok((files.len(), findings))
}

/// The folders of all crates.
fn crates(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = vec![root.join("xtask")];
    for entry in std::fs::read_dir(root.join("crates"))? {
        found.push(entry?.path());
    }
    found.retain(|folder| folder.join("Cargo.toml").is_file());
    found.sort();
    Ok(found)
}

/// All Rust files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// A path as it is shown: from the root, with slashes.
fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
